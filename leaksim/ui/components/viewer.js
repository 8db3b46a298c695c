import { exerciseMark, fill, h, hear, icon, mount, tell, unique } from "./common.js";

const PAGE_ROWS = 20;
const LOG_LINES = 200;
const LONG_LIST = 5;

function addresses(list, text) {
  if (list.length <= LONG_LIST) return h("span", {}, list.join(", "));
  return h("details", { class: "ls-fold" },
    h("summary", {}, `${list.slice(0, 2).join(", ")} … `, h("strong", {}, fill(text.people, { n: list.length }))),
    h("ol", { class: "ls-addresses" }, list.map((address) => h("li", {}, address))));
}

function pairs(list, kind) {
  return h("dl", { class: kind }, list.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));
}

function mail(document_, text) {
  const rows = [[text.from, document_.sender], [text.to, addresses(document_.to, text)]];
  if (document_.cc.length) rows.push([text.cc, addresses(document_.cc, text)]);
  rows.push([text.date, document_.sent_at], [text.subject, h("strong", {}, document_.subject)]);
  const [body, ...signature] = document_.body.split(/\n(?=-- ?\n)/);
  return h("div", { class: "ls-mail" },
    pairs(rows, "ls-mail-head"),
    document_.attachments.length > 0 && h("ul", { class: "ls-attachments", "aria-label": text.attachments },
      document_.attachments.map((name) => h("li", {}, icon("clip"), name))),
    h("div", { class: "ls-prose" }, body),
    signature.length > 0 && h("div", { class: "ls-signature" }, signature.join("\n").replace(/^-- ?\n/, "")),
    h("details", { class: "ls-fold ls-headers" }, h("summary", {}, text.headers),
      pairs([["Message-ID", document_.message_id], ...document_.headers], "ls-mono-pairs")));
}

const CODE = /^[!-~]{1,32}$/; // numbers, dates and codes are not broken across lines

function grid(columns, rows, options = {}) {
  return h("table", { class: "ls-grid" },
    options.caption && h("caption", {}, options.caption),
    h("thead", {}, h("tr", {}, columns.map((column, index) => h("th", {
      scope: "col", "aria-sort": options.sort && options.sort.column === index ? options.sort.order : null,
    }, options.onSort ? h("button", { type: "button", class: "ls-sort", onclick: () => options.onSort(index) },
      column, h("span", { "aria-hidden": "true" },
        options.sort.column === index ? (options.sort.order === "ascending" ? " ▲" : " ▼") : "")) : column)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, index) => h("td", {
      "data-label": columns[index], class: typeof cell === "number" ? "ls-number" : CODE.test(cell) ? "ls-code" : cell.length <= 12 ? "ls-word" : null,
    }, typeof cell === "number" ? cell.toLocaleString() : cell))))));
}

function compare(a, b) {
  const [x, y] = [a, b].map((cell) => (typeof cell === "number" ? cell : Number(String(cell).replaceAll(",", ""))));
  if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a).localeCompare(String(b));
}

function table(document_, text) {
  const sort = { column: -1, order: "ascending" };
  let page = 0;
  let words = "";
  let column = 0;
  const body = h("div", { class: "ls-grid-place", role: "region", tabindex: "0", "aria-label": document_.caption });
  const count = h("p", { class: "ls-tool-result", role: "status" });
  const distinct = h("p", { class: "ls-tool-result", role: "status" });
  const pager = h("div", { class: "ls-pager" });
  const lower = document_.rows.map((row) => row.join("\u0001").normalize("NFKC").toLowerCase());

  const draw = () => {
    const wanted = words.normalize("NFKC").toLowerCase();
    let rows = document_.rows.filter((_, index) => !wanted || lower[index].includes(wanted));
    if (sort.column >= 0) {
      rows = [...rows].sort((a, b) => compare(a[sort.column], b[sort.column]) * (sort.order === "ascending" ? 1 : -1));
    }
    const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
    page = Math.min(page, pages - 1);
    count.textContent = fill(wanted ? text.rows_found : text.rows, { n: rows.length.toLocaleString(), all: document_.rows.length.toLocaleString() });
    const values = new Set(rows.map((row) => row[column]).filter((cell) => cell !== ""));
    distinct.textContent = fill(text.distinct_result, { column: document_.columns[column], n: values.size.toLocaleString() });
    body.replaceChildren(rows.length
      ? grid(document_.columns, rows.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS), {
        caption: document_.caption,
        sort,
        onSort: (index) => {
          sort.order = sort.column === index && sort.order === "ascending" ? "descending" : "ascending";
          sort.column = index;
          draw();
          body.querySelectorAll(".ls-sort")[index].focus();
        },
      })
      : h("p", { class: "ls-empty" }, text.nothing_found));
    pager.replaceChildren();
    if (pages > 1) {
      pager.append(
        h("button", { type: "button", class: "ls-plain", disabled: page === 0, onclick: () => { page -= 1; draw(); } }, text.previous),
        h("span", {}, fill(text.page_of, { n: page + 1, all: pages })),
        h("button", { type: "button", class: "ls-plain", disabled: page === pages - 1, onclick: () => { page += 1; draw(); } }, text.next));
    }
  };
  const filterId = unique("filter");
  const distinctId = unique("distinct");
  const tools = document_.rows.length > 3 && h("div", { class: "ls-tools-row" },
    h("div", { class: "ls-field" }, h("label", { for: filterId }, text.filter),
      h("input", { id: filterId, type: "search", autocomplete: "off", oninput: (event) => { words = event.target.value; page = 0; draw(); } })),
    h("div", { class: "ls-field" }, h("label", { for: distinctId }, text.distinct),
      h("select", { id: distinctId, onchange: (event) => { column = Number(event.target.value); draw(); } },
        document_.columns.map((name, index) => h("option", { value: index }, name)))));
  draw();
  return h("div", { class: "ls-table" }, h("p", { class: "ls-file" }, icon("table"), document_.file_name),
    tools, h("div", { class: "ls-results" }, count, tools && distinct), body, pager, document_.note && h("p", { class: "ls-note" }, document_.note));
}

const STAMP = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?|\d{2}\/\w{3}\/\d{4}:\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?/;

function log(document_, text) {
  let words = "";
  let limit = LOG_LINES;
  const lines = h("div", { class: "ls-log-lines", tabindex: "0", role: "region", "aria-label": document_.file_name });
  const results = h("p", { class: "ls-tool-result", role: "status" });
  const more = h("div", { class: "ls-pager" });
  const draw = () => {
    const wanted = words.toLowerCase();
    const found = document_.lines.map((line, index) => [index + 1, line]).filter(([, line]) => line.toLowerCase().includes(wanted));
    const first = new Set(found.map(([, line]) => line.split(/[\s,]/)[0]).filter(Boolean));
    const stamps = found.map(([, line]) => (line.match(STAMP) || [])[0]).filter(Boolean);
    results.textContent = [
      fill(wanted ? text.lines_found : text.lines, { n: found.length.toLocaleString(), all: document_.lines.length.toLocaleString() }),
      fill(text.first_field, { n: first.size.toLocaleString() }),
      stamps.length ? fill(text.span, { first: stamps[0], last: stamps[stamps.length - 1] }) : "",
    ].filter(Boolean).join("　");
    lines.replaceChildren(...found.slice(0, limit).map(([number, line]) => h("div", { class: "ls-log-line" },
      h("span", { class: "ls-log-number", "aria-hidden": "true" }, number), h("code", {}, line))));
    if (!found.length) lines.append(h("p", { class: "ls-empty" }, text.nothing_found));
    more.replaceChildren();
    if (found.length > limit) {
      more.append(h("button", { type: "button", class: "ls-plain", onclick: () => { limit += LOG_LINES; draw(); } },
        fill(text.more_lines, { n: (found.length - limit).toLocaleString() })));
    }
  };
  const id = unique("filter");
  draw();
  return h("div", { class: "ls-log" }, h("p", { class: "ls-file" }, icon("log"), document_.file_name),
    document_.caption && h("p", { class: "ls-caption" }, document_.caption),
    h("div", { class: "ls-tools-row" }, h("div", { class: "ls-field" }, h("label", { for: id }, text.filter),
      h("input", { id, type: "search", autocomplete: "off", oninput: (event) => { words = event.target.value; limit = LOG_LINES; draw(); } }))),
    results, lines, more, document_.note && h("p", { class: "ls-note" }, document_.note));
}

const DRAW = {
  mail,
  table,
  log,
  memo: (d, text) => h("div", { class: "ls-memo" }, h("p", { class: "ls-memo-heading" }, d.heading), pairs(d.fields, "ls-memo-fields"),
    d.note && h("div", { class: "ls-prose ls-memo-note" }, d.note),
    d.written_by && h("p", { class: "ls-memo-by" }, fill(text.written_by, { name: d.written_by }))),
  alert: (d) => h("div", { class: "ls-alert" },
    h("p", { class: "ls-alert-head" }, icon("alert"), h("span", {}, d.product), h("span", { class: "ls-alert-level" }, d.severity)),
    h("p", { class: "ls-alert-title" }, d.headline), pairs(d.fields, "ls-mono-pairs")),
  thread: (d) => h("div", { class: "ls-thread" }, h("p", { class: "ls-address" }, d.site, "　", d.address), h("h3", {}, d.title),
    h("ol", { class: "ls-posts" }, d.posts.map((post) => h("li", {}, h("p", { class: "ls-post-head" },
      h("span", { class: "ls-post-number" }, post.number), h("strong", {}, post.author), h("span", {}, post.posted_at)),
    h("div", { class: "ls-prose" }, post.body))))),
  page: (d, text) => h("div", { class: "ls-capture" },
    h("div", { class: "ls-capture-bar" }, h("span", { class: "ls-capture-dots", "aria-hidden": "true" }, "● ● ●"), h("span", { class: "ls-address" }, d.address)),
    h("div", { class: "ls-capture-page" }, h("h3", {}, d.title), d.paragraphs.map((p) => h("p", { class: "ls-prose" }, p)),
      d.columns.length > 0 && grid(d.columns, d.rows)),
    h("p", { class: "ls-caption" }, fill(text.captured, { at: d.captured_at }))),
  message: (d, text) => h("div", { class: "ls-memo ls-memo-message" },
    pairs([[text.sender, d.sender], [text.received, d.at]], "ls-memo-fields"), h("div", { class: "ls-prose ls-memo-note" }, d.body),
    d.things.length > 0 && h("div", {}, h("p", { class: "ls-caption" }, text.things), h("div", { class: "ls-message-things" }, d.things.map((thing) => h("button", {
      type: "button", class: "ls-plain", onclick: () => tell("open", { id: thing.id }),
    }, icon(thing.sign), thing.title))))),
};

export default {
  render({ model, el, signal }) {
    let wanted = null;
    let timer = 0;
    const redraw = mount(model, el, "viewer", ({ text = {}, item }) => {
      if (wanted && item && item.id === wanted) wanted = null;
      const waiting = wanted && (!item || item.id !== wanted);
      if (!waiting) clearTimeout(timer);
      const heading = h("h2", { class: "ls-pane-title", tabindex: "-1" }, item && !waiting ? item.title : text.title,
        h("span", { class: "ls-pane-note" }, exerciseMark(text.mark)));
      let content;
      if (waiting) content = h("p", { class: "ls-empty", role: "status" }, text.loading);
      else if (!item) content = h("div", { class: "ls-empty" }, icon("mail"), h("p", {}, text.empty));
      else content = h("article", { class: "ls-paper" }, DRAW[item.document.kind](item.document, text));
      return h("section", { "aria-label": text.title }, heading, content);
    });
    hear("opening", ({ id }) => {
      if ((model.get("data").item || {}).id === id) return;
      wanted = id;
      redraw();
      timer = setTimeout(() => { wanted = null; redraw(); tell("late", { id: "view" }); tell("saved", { id: "view" }); }, 10000);
    }, signal);
  },
};
