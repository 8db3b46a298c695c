import { fill, h, icon } from "./common.js";
import { datedNote } from "./dated.js";

const SIGNS = { good: "tick", fair: "part", poor: "dash", harm: "cross", note: "book" };

// A verdict always shows a sign and a word; colour only repeats them.
export function verdict(item) {
  return h("span", { class: "ls-verdict", "data-tone": item.tone }, icon(SIGNS[item.tone] || "dash"), item.verdict_text);
}

// The guide stays beside the exercise: a clause opens in a tab of its own.
export function clauseLink(address, text, ...words) {
  return address ? h("a", { href: address, target: "_blank", rel: "noopener", title: text.opens }, words) : h("span", {}, words);
}

export function clauses(list, text) {
  return list.length > 0 && h("ul", { class: "ls-clauses", "aria-label": text.clause }, list.map((clause) => h("li", {}, icon("book"),
    clauseLink(clause.address, text, clause.document, " ", h("strong", {}, clause.number), " ", clause.title, clause.page ? fill(text.page, { n: clause.page }) : ""))));
}

export function itemCard(item, text, open = true) {
  const rows = [[text.given, item.given], [text.expected, item.expected]].filter(([, value]) => value);
  const body = [
    rows.length > 0 && h("dl", { class: "ls-item-pairs" }, rows.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value)))),
    item.reason && h("p", {}, item.reason),
    item.statement && h("p", { class: "ls-statement" }, h("span", { class: "ls-label" }, item.clauses.length ? text.statement : text.why), item.statement),
    item.caution && h("p", { class: "ls-caution" }, icon("alert"), h("span", {}, h("span", { class: "ls-label" }, text.caution), item.caution)),
    item.evidence.length > 0 && h("p", { class: "ls-where" }, h("span", { class: "ls-label" }, text.evidence), item.evidence.join(text.comma)),
    item.how && h("p", { class: "ls-where" }, h("span", { class: "ls-label" }, text.how), item.how),
    clauses(item.clauses, text),
    (item.dated || []).map((note) => datedNote(note, text)),
  ];
  const points = item.max > 0 || item.points !== 0
    ? h("span", { class: "ls-points" }, fill(item.max > 0 ? text.points : text.points_lost, { n: item.points, max: item.max })) : null;
  if (!open) {
    return h("details", { class: "ls-item" }, h("summary", {}, verdict(item), h("span", { class: "ls-item-title" }, item.title), points), body);
  }
  return h("article", { class: "ls-item" }, h("div", { class: "ls-item-head" }, verdict(item), h("h3", { class: "ls-item-title" }, item.title), points), body);
}
