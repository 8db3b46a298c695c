import { fill, h, icon, mount, store } from "./common.js";
import { clauses } from "./items.js";

const part = (title, ...children) => h("section", { class: "ls-result-part" }, h("h2", {}, title), children);

function actLine(act, text) {
  return h("li", { class: "ls-lesson-act", "data-grade": act.grade },
    h("p", {}, h("span", { class: "ls-lesson-grade" }, act.grade_label), h("strong", {}, act.act)),
    act.details.length > 0 && h("p", { class: "ls-hint" }, act.details.join(" ／ ")),
    act.why && h("p", {}, act.why),
    clauses([{ ...act.clause, document: "" }], text));
}

function example(one, text) {
  return part(text.example,
    h("p", { class: "ls-hint" }, text.example_help),
    h("p", {}, h("strong", {}, one.title), "　", one.organisation),
    h("h3", {}, icon("mail"), text.arrived),
    one.arrived.map((arrival) => h("div", { class: "ls-memo ls-memo-message" },
      h("p", { class: "ls-memo-heading" }, arrival.at, "　", arrival.sender),
      arrival.message && h("p", { class: "ls-prose" }, arrival.message),
      arrival.things.length > 0 && h("p", { class: "ls-hint" }, icon("clip"), " ", arrival.things.join(" / ")))),
    one.acts.length > 0 && [h("h3", {}, icon("flag"), text.does),
      h("ol", { class: "ls-lesson-list" }, one.acts.map((act) => actLine(act, text))),
      one.more_acts > 0 && h("p", { class: "ls-hint" }, fill(text.more_acts, { n: one.more_acts }))],
    one.says.length > 0 && [h("h3", {}, icon("memo"), text.says),
      h("dl", { class: "ls-lesson-says" }, one.says.map((saying) => h("div", { "data-certainty": saying.certainty },
        h("dt", {}, saying.asked),
        h("dd", {}, h("span", { class: "ls-lesson-certainty" }, saying.word), saying.claim !== saying.word && h("strong", {}, saying.claim), h("p", { class: "ls-hint" }, saying.why)))))]);
}

export default {
  render({ model, el }) {
    mount(model, el, "lesson", (data) => {
      const { text } = data;
      if (!text) return h("p", { class: "ls-empty" });
      const at = data.steps.findIndex((step) => step.here);
      const [before, after] = [data.steps[at - 1], data.steps[at + 1]];
      const study = store(localStorage, "study");
      return h("div", { class: "ls-start-page ls-lesson-page" },
        h("p", { class: "ls-phase-lead" }, text.kind, "　", data.guide),
        h("h1", { tabindex: "-1" }, data.type, ": ", data.phase),
        h("nav", { class: "ls-lesson-steps", "aria-label": text.steps }, h("ol", {}, data.steps.map((step) => h("li", {},
          h("a", { href: step.address, "aria-current": step.here ? "page" : null }, step.label))))),
        part(text.purpose, data.purpose.map((line) => h("p", {}, line))),
        data.silence && h("p", { class: "ls-caution" }, icon("book"), h("span", {}, data.silence)),
        data.elsewhere.length > 0 && part(text.elsewhere, h("ul", { class: "ls-study" }, data.elsewhere.map((one) => h("li", {}, h("a", { href: one.address }, one.label))))),
        data.expected.length > 0 && part(text.expected,
          h("ul", { class: "ls-lesson-list" }, data.expected.map((act) => actLine(act, text))),
          data.more > 0 && h("p", { class: "ls-hint" }, fill(text.more, { n: data.more })),
          h("p", {}, h("a", { class: "ls-link", href: data.in_guide }, icon("book"), text.guide))),
        data.warnings.length > 0 && part(text.warnings, h("ul", { class: "ls-misconceptions" }, data.warnings.map((one) => h("li", {},
          !one.clause && h("span", { class: "ls-label" }, text.belief), h("strong", {}, one.title), h("p", {}, one.text), one.clause && clauses([{ ...one.clause, document: "" }], text))))),
        data.example && example(data.example, text),
        h("p", { class: "ls-lead" }, text.now),
        h("div", { class: "ls-buttons" },
          before && h("a", { class: "ls-secondary", href: before.address }, fill(text.previous, { label: before.label })),
          after && h("a", { class: "ls-primary", href: after.address, "data-key": "next" }, fill(text.next, { label: after.label }), icon("arrow"))),
        h("details", { class: "ls-fold" }, h("summary", {}, text.choose_guide),
          h("ul", { class: "ls-study-lessons" }, data.guides.map((one) => h("li", {}, h("a", { class: "ls-secondary", href: one.address, "aria-current": one.here ? "true" : null }, one.label))))),
        h("p", {}, study && h("a", { class: "ls-link", href: study }, text.study), h("a", { class: "ls-link", href: data.home }, text.home)));
    });
  },
};
