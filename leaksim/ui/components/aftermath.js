import { fill, h, icon } from "./common.js";
import { clauses } from "./items.js";

const CHANGES = { true: ["good", "tick", "better"], false: ["harm", "dash", "worse"], null: ["note", "dash", "same"] };

function tone(name, sign, words) {
  return h("span", { class: "ls-verdict", "data-tone": name }, icon(sign), words);
}

function world(measures, text) {
  const names = [text.measure, text.before, text.after];
  return h("table", { class: "ls-grid ls-grid-plain ls-trail" },
    h("caption", { class: "ls-visually-hidden" }, text.world),
    h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, measures.map((measure) => {
      const [name, sign, word] = CHANGES[String(measure.better)];
      return h("tr", {},
        h("th", { scope: "row" }, measure.label, h("span", { class: "ls-timeline-clause" }, measure.help)),
        h("td", { "data-label": names[1] }, measure.before),
        h("td", { "data-label": names[2] }, measure.after, " ", tone(name, sign, text[word])));
    })));
}

function followed(event, text) {
  return h("li", {},
    h("p", { class: "ls-law-head" }, h("time", {}, event.at), " ",
      event.good ? tone("good", "tick", text.good) : tone("harm", "alert", text.bad), h("strong", {}, event.title)),
    event.cause && h("p", { class: "ls-hint" }, event.cause),
    h("p", {}, event.why),
    event.lost.length > 0 && h("p", { class: "ls-caution" }, icon("alert"), fill(text.lost, { list: event.lost.join(text.comma) })),
    event.tension && h("p", { class: "ls-statement" }, event.tension),
    clauses(event.clauses, text));
}

function whatIf(one, text) {
  return h("li", {},
    h("p", { class: "ls-law-head" }, h("strong", {}, one.change)),
    h("p", {}, tone(one.helped ? "good" : "fair", one.helped ? "tick" : "part", one.helped ? text.helped : text.would_help)),
    one.differences.length > 0 && h("ul", { class: "ls-study" }, one.differences.map((line) => h("li", {}, line))),
    one.avoided.length > 0 && h("p", { class: "ls-hint" }, fill(text.avoided, { list: one.avoided.join(text.comma) })),
    one.brought.length > 0 && h("p", { class: "ls-hint" }, fill(text.brought, { list: one.brought.join(text.comma) })));
}

// What comes after the result: it is worked out only now, and takes a moment.
export function aftermath(told, words, failed) {
  const text = words;
  if (!told) return [h("h2", {}, text.title), h("p", { class: "ls-hint", role: "status" }, failed ? text.failed : text.waiting)];
  return [h("h2", {}, text.title), h("p", { class: "ls-hint" }, text.intro),
    h("h3", {}, text.world), world(told.measures, text),
    h("h3", {}, text.followed), told.followed.length
      ? h("ol", { class: "ls-law ls-followed" }, told.followed.map((event) => followed(event, text)))
      : h("p", { class: "ls-hint" }, text.followed_none),
    h("h3", {}, text.mattered), told.mattered.length
      ? h("ol", { class: "ls-law ls-mattered" }, told.mattered.map((one) => whatIf(one, text)))
      : h("p", { class: "ls-hint" }, text.mattered_none),
    told.others.length > 0 && h("details", { class: "ls-fold" },
      h("summary", {}, fill(text.others, { n: told.others.length })),
      h("ul", { class: "ls-law" }, told.others.map((one) => whatIf(one, text)))),
    told.best && [h("h3", {}, text.best), h("p", { class: "ls-sentence" }, told.best.sentence),
      told.best.differences.length > 0 && h("ul", { class: "ls-study" }, told.best.differences.map((line) => h("li", {}, line))),
      told.best.steps.length > 0 && h("details", { class: "ls-fold" },
        h("summary", {}, text.best_steps),
        h("ol", { class: "ls-study" }, told.best.steps.map((step) => h("li", {}, h("span", { class: "ls-pane-note" }, step.phase), " ", step.text))))]];
}
