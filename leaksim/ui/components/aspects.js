import { fill, h } from "./common.js";
import { clauseLink } from "./items.js";

// Decoration: the numbers stand beside it.
function bar(share) {
  const part = h("span", { class: "ls-chart-bar" });
  part.style.width = `${Math.min(100, Math.max(0, share))}%`;
  return h("span", { class: "ls-chart-base ls-aspect-bar", "aria-hidden": "true" }, part);
}

function aspectTable(title, rows, words, text) {
  return h("table", { class: "ls-grid ls-grid-plain ls-aspects" },
    h("caption", { class: "ls-visually-hidden" }, title),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, title), h("th", { scope: "col", class: "ls-number" }, words.points))),
    h("tbody", {}, rows.map((one) => h("tr", {},
      h("th", { scope: "row" }, h("span", {}, one.label),
        one.clause && h("span", { class: "ls-timeline-clause" }, clauseLink(one.address, text, one.clause)),
        one.max > 0 && bar(one.percent),
        one.costly.length > 0 && h("div", { class: "ls-aspect-costly" }, words.costly,
          h("ul", {}, one.costly.map((line) => h("li", {}, line)), one.costly_more > 0 && h("li", {}, fill(words.costly_more, { n: one.costly_more }))))),
      h("td", { class: "ls-number" }, one.count ? `${one.points} / ${one.max}` : words.none)))));
}

function aspectFold(result, words, text) {
  const [principles, objectives] = ["principle", "objective"].map((kind) => result.aspects.filter((one) => one.aspect === kind));
  return h("details", { class: "ls-fold" }, h("summary", {}, words.fold),
    (principles.length > 0 || result.principles_note) && [h("h3", {}, words.principles),
      result.principles_note && h("p", { class: "ls-hint" }, result.principles_note),
      principles.length > 0 && [h("p", { class: "ls-hint" }, words.principles_hint), aspectTable(words.principles, principles, words, text)]],
    objectives.length > 0 && [h("h3", {}, words.objectives), h("p", { class: "ls-hint" }, words.objectives_hint),
      aspectTable(words.objectives, objectives, words, text)]);
}

function calibrationFold(calibration, words, text) {
  const given = calibration.rows.filter((row) => row.answers > 0);
  const names = [words.certainty, words.right, words.partly, words.off];
  return h("details", { class: "ls-fold" }, h("summary", {}, words.calibration),
    h("p", {}, h("strong", {}, calibration.sentence), ` ${calibration.advice}`),
    h("div", { class: "ls-chart", role: "img", "aria-label": fill(words.bar_alt, { list: given.map((row) => row.text).join(text.comma) }) }, given.map((row) =>
      h("div", { class: "ls-chart-row" }, h("span", { class: "ls-chart-label" }, row.label),
        h("span", { class: "ls-chart-value" }, `${row.right} / ${row.answers}`), bar((100 * row.right) / row.answers)))),
    h("table", { class: "ls-grid ls-grid-plain ls-calibration" },
      h("caption", { class: "ls-visually-hidden" }, words.calibration),
      h("thead", {}, h("tr", {}, names.map((name, n) => h("th", { scope: "col", class: n > 0 && "ls-number" }, name)))),
      h("tbody", {}, calibration.rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.label),
        [row.right, row.partly, row.off].map((count) => h("td", { class: "ls-number" }, count)))))),
    h("p", { class: "ls-hint" }, words.off_means),
    calibration.rounds.map((line) => h("p", { class: "ls-hint" }, line)));
}

// The points in other groups than phases, and how sure the answers were. `words` are the texts of these two alone.
export function aspects(result, words, text) {
  if (!result.aspects.length && !result.calibration) return null;
  return h("section", { class: "ls-result-part" }, h("h2", {}, words.title),
    result.aspects.length > 0 && aspectFold(result, words, text),
    result.calibration && calibrationFold(result.calibration, words, text));
}
