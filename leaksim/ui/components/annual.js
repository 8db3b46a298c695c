import { fill, h, icon, mount, sender } from "./common.js";
import { keep } from "./saving.js";

export default {
  render({ model, el, signal }) {
    let place = "";
    let choice = "";
    let marks = {};
    let busy = false;
    let problem = "";
    let kept = "";
    const send = sender(model, signal, (message) => {
      busy = false;
      problem = message.type === "refused" ? message.message : "";
      redraw();
    });
    const say = (content) => { busy = true; problem = ""; send(content); redraw(); };
    model.on("msg:custom", (message) => {
      if (message?.type === "file") { keep(message); kept = message.name; redraw(); }
    });

    const primary = (label, key, onclick, disabled = false) => h("button", {
      type: "button", class: "ls-primary ls-big", "data-key": key, disabled: busy || disabled, onclick,
    }, label, icon("arrow"));
    const foot = (text, hint, button) => h("div", { class: "ls-annual-foot" },
      problem && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem),
      h("p", { class: "ls-hint", role: "status" }, busy ? text.busy : hint), button);
    const heading = (label, lead) => h("h1", { tabindex: "-1" }, lead && h("span", { class: "ls-annual-lead" }, lead), label);
    const pairs = (rows) => h("dl", { class: "ls-annual-pairs" }, rows.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));

    const progress = (text, { question, attempt }) => h("div", { class: "ls-annual-progress" },
      h("p", {}, [attempt > 1 && fill(text.attempt, { n: attempt - 1 }), question.situation, fill(text.progress, { n: question.number, total: question.total })].filter(Boolean).join("　")),
      h("progress", { max: question.total, value: question.number, "aria-hidden": "true" }));
    const story = ({ question, stage }) => {
      const told = [h("p", { class: "ls-annual-role" }, question.lead), h("p", { class: "ls-prose" }, question.text)];
      return stage === "question"
        ? h("section", { class: "ls-annual-story", "aria-label": question.situation }, told)
        : h("details", { class: "ls-fold" }, h("summary", {}, question.situation), h("div", { class: "ls-annual-story" }, told));
    };
    const report = (text, filled) => filled.length > 0 && h("details", { class: "ls-fold ls-annual-report" },
      h("summary", { "data-key": "report" }, text.report), pairs(filled.map((field) => [field.heading, field.entry])));

    const stages = {
      intro: ({ text, role, guide, organisation }) => [
        heading(text.title),
        h("p", { class: "ls-lead" }, text.lead),
        h("ul", { class: "ls-annual-points" }, ["time", "feedback", "retake"].map((key) => h("li", {}, icon("tick"), h("span", {}, text[`points_${key}`])))),
        pairs([[text.organisation, organisation], [text.role, role], [text.guide, guide]]),
        foot(text, busy ? text.preparing : text.record, primary(text.begin, "begin", () => say({ type: "annual_begin" })))],

      question: (data) => {
        const { text, question, certainties } = data;
        const whole = question.lines.length ? question.lines.every((line) => marks[line.id]) : Boolean(choice);
        const answer = () => say(question.lines.length
          ? { type: "annual_mark", question: question.id, lines: marks }
          : { type: "annual_choose", question: question.id, choice });
        return [
          progress(text, data), story(data), report(text, data.report),
          h("fieldset", { class: "ls-question", disabled: busy },
            h("legend", {}, heading(question.heading), h("span", { class: "ls-annual-prompt" }, question.prompt)),
            question.options.length > 0 && h("div", { class: "ls-options ls-annual-options" }, question.options.map((option) => h("label", { class: "ls-option" },
              h("input", { type: "radio", name: "annual", checked: choice === option.id, "data-key": `o-${option.id}`, onchange: () => { choice = option.id; redraw(); } }),
              h("span", {}, option.label)))),
            question.lines.map((line) => h("div", { class: "ls-annual-line", role: "group", "aria-label": line.label },
              h("p", {}, line.label),
              h("div", { class: "ls-certainty" }, certainties.map((one) => h("label", {},
                h("input", { type: "radio", name: `annual-${line.id}`, checked: marks[line.id] === one.id, "data-key": `l-${line.id}-${one.id}`, onchange: () => { marks = { ...marks, [line.id]: one.id }; redraw(); } }),
                h("span", {}, one.label))))))),
          foot(text, whole ? "" : question.lines.length ? text.lines_first : text.choose_first, primary(text.send, "send", answer, !whole))];
      },

      feedback: (data) => {
        const { text, question, feedback } = data;
        return [
          progress(text, data), story(data),
          h("p", { class: "ls-annual-field" }, question.heading),
          h("section", { class: "ls-annual-verdict", "data-met": feedback.met ? "yes" : "no" }, icon(feedback.met ? "tick" : "part"), heading(feedback.verdict)),
          feedback.given && pairs([[text.given, feedback.given]]),
          feedback.why && h("p", {}, feedback.why),
          feedback.right && pairs([[text.right, feedback.right]]),
          feedback.lines.length > 0 && h("ul", { class: "ls-annual-lines" }, feedback.lines.map((line) => h("li", { "data-met": line.met ? "yes" : "no" },
            icon(line.met ? "tick" : "part"),
            h("div", {}, h("p", {}, h("strong", {}, line.label), ` ${line.given}`), h("p", {}, !line.met && fill(text.fits, line), line.met ? line.how : ` ${line.how}`))))),
          feedback.explanation && h("p", {}, feedback.explanation),
          feedback.clause && h("p", { class: "ls-annual-clause" }, data.clause_link
            ? h("a", { class: "ls-link", href: data.clause_link, target: "_blank", rel: "noopener", "data-key": "clause" }, icon("book"), feedback.clause)
            : h("span", { class: "ls-hint" }, feedback.clause)),
          foot(text, "", primary(text.next, "next", () => say({ type: "annual_read", question: feedback.question })))];
      },

      missed: ({ text, attempt, percent, first_percent, missed, beliefs }) => [
        heading(text.missed_title),
        h("p", { class: "ls-lead" }, attempt > 1 ? fill(text.missed_lead_again, { percent }) : fill(text.missed_lead, { first: first_percent })),
        beliefs.map((one) => h("section", { class: "ls-annual-belief" }, h("h2", {}, text.belief), h("p", {}, h("strong", {}, one.label)), h("p", {}, one.correction))),
        pairs(missed.map((one) => [one.heading, one.explanation])),
        foot(text, "", primary(text.retake, "retake", () => say({ type: "annual_again" })))],

      passed: ({ text, desk, number, missed }) => [
        h("section", { class: "ls-annual-verdict", "data-met": "yes" }, icon("tick"), heading(text.passed_title)),
        h("p", { class: "ls-lead" }, text.passed_lead),
        h("section", { class: "ls-annual-desk" }, h("h2", {}, icon("phone"), text.desk_title),
          desk.named ? pairs(desk.rows) : h("p", {}, text.desk_missing)),
        missed.length > 0 && h("section", { class: "ls-annual-belief" }, h("h2", {}, text.remember), pairs(missed.map((one) => [one.heading, one.explanation]))),
        pairs([[text.number, number]]),
        foot(text, kept ? text.saved : "", primary(text.save, "certificate", () => say({ type: "annual_certificate" })))],
    };

    const redraw = mount(model, el, "annual", (data) => {
      const here = `${data.stage}/${data.attempt}/${data.question?.id || ""}`;
      if (here !== place) {
        const moved = place !== "";
        place = here;
        choice = "";
        marks = {};
        busy = false;
        problem = "";
        // After the new page is drawn: readers begin at its heading.
        if (moved) setTimeout(() => { el.querySelector("h1")?.focus({ preventScroll: true }); window.scrollTo({ top: 0 }); }, 60);
      }
      return h("div", { class: "ls-annual-page", "data-stage": data.stage }, stages[data.stage]({ ...data, text: data.text || {} }));
    });
  },
};
