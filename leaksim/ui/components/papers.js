import { fill, h, icon, unique } from "./common.js";
import { grid, pairs } from "./tables.js";

const prose = (texts) => texts.map((one) => h("p", { class: "ls-prose" }, one));

export function paper(d, text) {
  const head = d.head.length > 0 && pairs(d.head, "ls-paper-head");
  return h("div", { class: `ls-sheet ls-sheet-${d.style}` },
    h("p", { class: "ls-file" }, icon("paper"), d.file_name),
    h("div", { class: "ls-sheet-page" },
      d.style === "letter" && head,
      h("h3", { class: "ls-sheet-heading" }, d.heading),
      d.style !== "letter" && head,
      d.parties.length > 0 && pairs(d.parties, "ls-paper-parties"),
      prose(d.paragraphs),
      d.clauses.map((clause) => h("section", { class: "ls-clause" }, h("h4", {}, clause.heading), prose(clause.paragraphs))),
      prose(d.closing),
      d.signed.length > 0 && h("div", { class: "ls-signed", role: "group", "aria-label": text.signed }, prose(d.signed)),
      h("p", { class: "ls-note" }, d.mark)));
}

// The depths say who stands under whom; lists within lists say the same to those who do not see the lines.
function branches(boxes, depth) {
  const made = [];
  for (let index = 0; index < boxes.length; index += 1) {
    if (boxes[index].depth !== depth) continue;
    let end = index + 1;
    while (end < boxes.length && boxes[end].depth > depth) end += 1;
    const box = boxes[index];
    made.push(h("li", {}, h("div", { class: "ls-box" }, h("strong", {}, box.label), box.person && h("span", {}, box.person),
      box.detail && h("span", { class: "ls-caption" }, box.detail)),
    end > index + 1 && h("ul", {}, branches(boxes.slice(index + 1, end), depth + 1))));
  }
  return made;
}

export function chart(d, text) {
  const place = h("div", { class: "ls-tree-place" });
  const name = unique("chart");
  const choose = (asTable) => place.replaceChildren(asTable
    ? grid([text.level, text.post_or_desk, text.person, text.detail], d.boxes.map((box) => [box.depth + 1, box.label, box.person, box.detail]), { caption: d.heading })
    : h("ul", { class: "ls-tree", "aria-label": d.heading }, branches(d.boxes, 0)));
  choose(false);
  return h("div", { class: "ls-chart-sheet" }, h("p", { class: "ls-file" }, icon("chart"), d.file_name), h("h3", {}, d.heading),
    d.dated && h("p", { class: "ls-caption" }, d.dated),
    h("div", { class: "ls-switch" }, [[text.as_tree, false], [text.as_table, true]].map(([label, asTable]) => h("label", {},
      h("input", { type: "radio", name, checked: !asTable, onchange: () => choose(asTable) }), label))),
    place, h("p", { class: "ls-note" }, d.note));
}

export function tracking(d, text) {
  return h("div", { class: "ls-capture" },
    h("div", { class: "ls-capture-bar" }, h("span", { class: "ls-capture-dots", "aria-hidden": "true" }, "● ● ●"), h("span", { class: "ls-address" }, d.address)),
    h("div", { class: "ls-capture-page" }, h("h3", {}, d.carrier),
      h("p", {}, h("strong", {}, fill(text.tracking_number, { number: d.number }))),
      d.fields.length > 0 && pairs(d.fields, "ls-about"),
      h("ol", { class: "ls-way ls-way-line" }, d.steps.map((step, index) => h("li", { "data-latest": index === d.steps.length - 1 },
        h("span", { class: "ls-way-at" }, step.at), h("span", {}, h("strong", {}, step.state), h("span", { class: "ls-way-place" }, step.place),
          index === d.steps.length - 1 && h("span", { class: "ls-way-latest" }, text.latest))))),
      h("p", { class: "ls-note" }, d.note)),
    h("p", { class: "ls-caption" }, fill(text.captured, { at: d.captured_at })));
}

function counts(post, text) {
  const list = post.counts || [];
  return list.length > 0 && h("ul", { class: "ls-post-counts" }, list.map(([name, count]) => h("li", {},
    h("span", {}, text[`count_${name}`]), h("strong", {}, count.toLocaleString()))));
}

export function thread(d, text) {
  const social = d.style === "sns";
  return h("div", { class: social ? "ls-thread ls-social" : "ls-thread" },
    h("p", { class: "ls-address" }, d.site, "　", d.address), h("h3", {}, d.title),
    h("ol", { class: "ls-posts" }, d.posts.map((post) => h("li", {}, h("p", { class: "ls-post-head" },
      social ? h("span", { class: "ls-avatar", "aria-hidden": "true" }, [...post.author][0]) : h("span", { class: "ls-post-number" }, post.number),
      h("strong", {}, post.author), post.handle && h("span", { class: "ls-handle" }, `@${post.handle}`), h("span", {}, post.posted_at)),
    h("div", { class: "ls-prose" }, post.body), counts(post, text)))));
}
