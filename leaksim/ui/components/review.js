import { fill, h, icon, mount, sender, unique } from "./common.js";
import { drawDocument } from "./documents.js";
import { clauses } from "./items.js";

const TONES = { good: ["good", "tick", "right"], hard: ["fair", "part", "half"], again: ["poor", "dash", "wrong"] };

export default {
  render({ model, el, signal }) {
    let picked = "";
    let busy = false;
    let problem = "";
    const name = unique("pick");
    const send = sender(model, signal, (message) => {
      busy = false;
      problem = message.type === "refused" ? message.message : "";
      redraw();
    });
    const go = (content) => { busy = true; redraw(); model.send({ ...content, serial: 0 }); };

    const redraw = mount(model, el, "review", (data) => {
      const { text = {}, outcome } = data;
      if (!data.turn) return h("p", { class: "ls-empty" });
      const progress = h("progress", { max: String(data.of), value: String(data.number - (outcome ? 0 : 1)), "aria-label": text.progress_bar });
      const given = h("div", {},
        data.situation && h("div", { class: "ls-review-situation" }, h("span", { class: "ls-label" }, text.situation), h("p", {}, data.situation)),
        data.things.map((thing) => h("section", { class: "ls-review-thing", "aria-label": thing.title },
          h("h2", {}, icon(thing.document.kind), thing.title), h("article", { class: "ls-paper" }, drawDocument(thing.document, text)))));
      const form = h("fieldset", { class: "ls-question", disabled: Boolean(outcome) }, h("legend", {}, data.prompt),
        h("div", { class: "ls-options ls-one-column" }, data.options.map((option) => h("label", { class: "ls-option" },
          h("input", { type: "radio", name, value: option.id, checked: picked === option.id, "data-key": `option-${option.id}`,
            onchange: () => { picked = option.id; problem = ""; redraw(); } }),
          h("span", {}, option.label)))));
      return h("div", { class: "ls-start-page ls-review-page" },
        h("div", { class: "ls-review-head" },
          h("p", { class: "ls-phase-lead" }, data.fresh ? text.fresh_title : text.title, "　", fill(data.fresh ? text.fresh_progress : text.progress, { n: data.number, all: data.of })),
          !data.fresh && progress),
        h("h1", { tabindex: "-1" }, data.place),
        h("p", { class: "ls-hint" }, icon("clock"), " ", data.why, "　", !outcome && text.do),
        given, outcome ? result(data, text, outcome) : form,
        problem && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem),
        h("div", { class: "ls-close-bar ls-review-bar" },
          !outcome && h("p", { class: "ls-hint", role: "status" }, busy ? text.saving : picked ? "" : text.answer_first),
          h("button", { type: "button", class: "ls-secondary", "data-key": "leave", disabled: busy, onclick: () => go({ type: "leave_review" }) }, outcome ? text.finish : text.leave),
          outcome
            ? h("button", { type: "button", class: "ls-primary", "data-key": "next", disabled: busy, onclick: () => go({ type: "review", fresh: data.fresh }) }, text.next, icon("arrow"))
            : h("button", { type: "button", class: "ls-primary", "data-key": "answer", disabled: busy || !picked,
              onclick: () => { busy = true; redraw(); send({ type: "pick", turn: data.turn, option: picked }, {}); } }, text.answer, icon("arrow"))));
    });

    function result(data, text, outcome) {
      const [tone, sign, word] = TONES[outcome.recall] || TONES.again;
      return h("section", { class: "ls-review-outcome", "data-tone": tone },
        h("p", { class: "ls-review-prompt" }, data.prompt),
        h("h2", { tabindex: "-1", "data-key": "outcome" }, icon(sign), text[word]),
        h("dl", { class: "ls-item-pairs" },
          h("div", {}, h("dt", {}, text.given), h("dd", {}, outcome.given)),
          !outcome.right && h("div", {}, h("dt", {}, text.expected), h("dd", {}, outcome.expected))),
        outcome.reason && h("p", {}, outcome.reason),
        outcome.statement && h("p", { class: "ls-statement" }, outcome.clauses.length > 0 && h("span", { class: "ls-label" }, text.statement), outcome.statement),
        outcome.details.map((line) => h("p", {}, line)),
        outcome.how && h("p", { class: "ls-where" }, h("span", { class: "ls-label" }, text.how), outcome.how),
        clauses(outcome.clauses, text),
        h("p", {}, h("a", { href: outcome.lesson, target: "_blank", rel: "noopener", class: "ls-link" }, icon("book"), text.lesson)),
        h("p", { class: "ls-hint" }, icon("clock"), " ", fill(text.back_on, { day: outcome.back_on })));
    }

    let answered = false;
    model.on("change:data", () => {
      const now = Boolean((model.get("data") || {}).outcome);
      if (now && !answered) setTimeout(() => el.querySelector("[data-key=outcome]")?.focus(), 60);
      answered = now;
    });
    setTimeout(() => { el.querySelector("h1")?.focus({ preventScroll: true }); scrollTo({ top: 0 }); }, 120);
  },
};
