import { fill, h, icon, tell } from "./common.js";
import { chart, paper, thread, tracking } from "./papers.js";
import { grid, log, pairs, table } from "./tables.js";

const LONG_LIST = 5;

function addresses(list, text) {
  if (list.length <= LONG_LIST) return h("span", {}, list.join(", "));
  return h("details", { class: "ls-fold" },
    h("summary", {}, `${list.slice(0, 2).join(", ")} … `, h("strong", {}, fill(text.people, { n: list.length }))),
    h("ol", { class: "ls-addresses" }, list.map((address) => h("li", {}, address))));
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

const DRAW = {
  mail,
  table,
  log,
  memo: (d, text) => h("div", { class: d.style === "slip" || !d.style ? "ls-memo" : `ls-memo ls-memo-${d.style}` }, h("p", { class: "ls-memo-heading" }, d.heading), pairs(d.fields, "ls-memo-fields"),
    d.note && h("div", { class: "ls-prose ls-memo-note" }, d.note),
    d.written_by && h("p", { class: "ls-memo-by" }, fill(text.written_by, { name: d.written_by }))),
  alert: (d, text) => h("div", { class: "ls-alert" },
    h("p", { class: "ls-alert-head" }, icon("alert"), h("span", {}, d.product), h("span", { class: "ls-alert-level" }, d.severity)),
    h("p", { class: "ls-alert-title" }, d.headline), pairs(d.fields, "ls-mono-pairs"),
    (d.events || []).length > 0 && h("div", { class: "ls-alert-events" }, h("p", { class: "ls-caption" }, text.events),
      h("ol", { class: "ls-way" }, d.events.map((event) => h("li", {}, h("span", { class: "ls-way-at" }, event.at), h("span", {}, event.what)))))),
  chart,
  paper,
  thread,
  tracking,
  page: (d, text) => h("div", { class: "ls-capture" },
    h("div", { class: "ls-capture-bar" }, h("span", { class: "ls-capture-dots", "aria-hidden": "true" }, "● ● ●"), h("span", { class: "ls-address" }, d.address)),
    h("div", { class: "ls-capture-page" }, h("h3", {}, d.title), d.paragraphs.map((p) => h("p", { class: "ls-prose" }, p)),
      d.columns.length > 0 && h("div", { class: "ls-grid-place", role: "region", tabindex: "0", "aria-label": d.title }, grid(d.columns, d.rows))),
    h("p", { class: "ls-caption" }, fill(text.captured, { at: d.captured_at }))),
  message: (d, text) => h("div", { class: "ls-memo ls-memo-message" },
    pairs([[text.sender, d.sender], [text.received, d.at]], "ls-memo-fields"), h("div", { class: "ls-prose ls-memo-note" }, d.body),
    d.things.length > 0 && h("div", {}, h("p", { class: "ls-caption" }, text.things), h("div", { class: "ls-message-things" }, d.things.map((thing) => h("button", {
      type: "button", class: "ls-plain", onclick: () => tell("open", { id: thing.id }),
    }, icon(thing.sign), thing.title))))),
};

// A piece of evidence or a message, drawn as what it is.
export const drawDocument = (document_, text) => DRAW[document_.kind](document_, text);
