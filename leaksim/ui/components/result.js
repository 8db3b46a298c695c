import { aftermath } from "./aftermath.js";
import { aspects } from "./aspects.js";
import { add, fill, h, icon, mount, store } from "./common.js";
import { datedNote } from "./dated.js";
import { clauseLink, itemCard } from "./items.js";

const STORY_LINES = 12; // shown at once on a narrow screen
const NARROW = "(max-width: 759px)";

function chart(phases, alt) {
  return h("div", { class: "ls-chart ls-phase-chart", role: "img", "aria-label": alt }, phases.map((phase, index) => {
    const bar = h("span", { class: "ls-chart-bar" });
    bar.style.width = `${phase.max > 0 ? Math.min(100, Math.max(0, (100 * phase.points) / phase.max)) : 0}%`;
    return h("div", { class: "ls-chart-row" },
      h("span", { class: "ls-chart-label" }, `${index + 1}. ${phase.label}`),
      h("span", { class: "ls-chart-value" }, `${phase.points} / ${phase.max}`),
      h("span", { class: "ls-chart-base" }, bar));
  }));
}

function section(title, ...children) {
  return h("section", { class: "ls-result-part" }, h("h2", {}, title), children);
}

function sourceLine(entry) {
  return h("p", { class: "ls-hint" }, entry.source, entry.address && `　${entry.address}`,
    entry.needs_checking && h("strong", {}, `　${entry.needs_checking}`));
}

function lawEntry(rule, text) {
  return h("li", { "data-kind": rule.kind },
    h("p", { class: "ls-law-head" }, h("span", { class: "ls-law-due", "data-due": rule.due }, rule.due_text), h("strong", {}, rule.title),
      rule.done !== null && rule.due === "yes" && h("span", { class: "ls-law-done" }, icon(rule.done ? "tick" : "dash"), rule.done ? text.law_done : text.law_open)),
    h("p", {}, rule.statement),
    rule.triggers.length > 0 && h("p", {}, fill(text.law_triggers, { list: rule.triggers.join(text.comma) })),
    rule.possible.length > 0 && h("p", { class: "ls-hint" }, fill(text.law_possible, { list: rule.possible.join(text.comma) })),
    rule.deadline && h("p", {}, fill(text.law_deadline, { text: rule.deadline })),
    sourceLine(rule));
}

const LAW_SIGNS = { met: "tick", late: "part", missed: "dash" };
const LAW_TONES = { met: "good", late: "fair", missed: "poor" };

// The result by today's law stands apart from the score and says so.
function lawResult(result, text) {
  return section(text.law_result,
    h("p", { class: "ls-sentence" }, h("strong", {}, result.sentence)),
    h("p", { class: "ls-hint" }, text.law_result_apart),
    result.marks.length > 0 && h("ul", { class: "ls-law" }, result.marks.map((mark) => h("li", { "data-verdict": mark.verdict },
      h("p", { class: "ls-law-head" }, h("span", { class: "ls-verdict", "data-tone": LAW_TONES[mark.verdict] }, icon(LAW_SIGNS[mark.verdict]), mark.verdict_text),
        h("strong", {}, mark.title)),
      h("p", {}, mark.reason, mark.substitute && ` ${mark.substitute}`),
      mark.triggers.length > 0 && h("p", {}, fill(text.law_triggers, { list: mark.triggers.join(text.comma) })),
      sourceLine(mark)))));
}

function story(timeline, text, unfold) {
  const kinds = { arrived: "mail", did: "tick", expected: "book" };
  const list = (events) => h("ol", { class: "ls-timeline" }, events.map((event) => h("li", { "data-kind": event.kind },
    h("span", {}, h("time", {}, event.at), event.phase && h("span", { class: "ls-timeline-phase" }, event.phase)),
    h("span", { class: "ls-timeline-kind" }, icon(kinds[event.kind] || "dash"), text[`story_${event.kind}`]),
    h("span", { class: "ls-timeline-text" }, event.text,
      event.clause && h("span", { class: "ls-timeline-clause" }, clauseLink(event.address, text, event.clause))))));
  const rest = timeline.slice(STORY_LINES);
  return [list(timeline.slice(0, STORY_LINES)),
    // A wide screen shows the whole story, and the style sheet hides the handle there.
    rest.length > 0 && h("details", { class: "ls-fold ls-timeline-rest", open: unfold },
      h("summary", {}, fill(text.story_rest, { n: rest.length })), list(rest))];
}

function trail(facts, text) {
  const names = [text.trail_fact, text.trail_at, text.trail_said, text.trail_from];
  const cells = (step) => [h("td", { "data-label": names[1] }, h("time", {}, step.at)),
    h("td", { "data-label": names[2] }, `${step.certainty}: ${step.value}`),
    h("td", { "data-label": names[3] }, h("span", {}, step.evidence.join(text.comma), step.how && h("span", { class: "ls-timeline-clause" }, step.how)))];
  const rows = facts.flatMap((entry) => entry.steps.length
    ? entry.steps.map((step, n) => h("tr", {}, n === 0 && h("th", { scope: "rowgroup", rowspan: String(entry.steps.length) }, entry.fact), cells(step)))
    : [h("tr", {}, h("th", { scope: "row" }, entry.fact), h("td", { colspan: "3", "data-label": names[2] }, text.trail_never))]);
  return [h("p", { class: "ls-hint" }, text.trail_intro),
    h("details", { class: "ls-fold" },
      h("summary", {}, fill(text.items, { n: facts.length })),
      h("table", { class: "ls-grid ls-grid-plain ls-trail" },
        h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows)))];
}

export default {
  render({ model, el, signal }) {
    let busy = false;
    const narrow = matchMedia(NARROW);
    let problem = "";
    let told = null;
    let failed = false;
    let asked = "";
    const slot = h("section", { class: "ls-result-part ls-aftermath", "aria-live": "polite" });
    const lookBack = () => {
      const data = model.get("data");
      slot.replaceChildren();
      add(slot, [aftermath(told, { ...data.text, ...data.aftermath }, failed)]);
    };
    const redraw = mount(model, el, "result", (data) => {
      const { text = {}, result } = data;
      if (!result) return h("p", { class: "ls-empty" }, text.loading);
      if (asked !== data.home) { // another language: its words are worked out anew
        asked = data.home;
        told = null;
        model.send({ type: "look_back", serial: 2 });
      }
      lookBack();
      const scored = result.percent !== null;
      const byPhase = result.phases.map((phase) => [phase, result.items.filter((item) => item.phase === phase.phase)]);
      return h("div", { class: "ls-result-page" },
        h("section", { class: "ls-verdict-panel", "data-passed": scored ? String(result.passed) : null },
          h("p", { class: "ls-phase-lead" }, data.title, "　", result.playbook_title),
          h(data.beside ? "h2" : "h1", { tabindex: "-1" }, text.title),
          result.type_label && h("p", { class: "ls-hint" }, fill(text.kind, { label: result.type_label })),
          h("div", { class: "ls-score-row" },
            scored && h("p", { class: "ls-score" }, h("strong", {}, result.percent), h("span", {}, text.percent)),
            h("div", {},
              scored && h("p", { class: "ls-pass" }, icon(result.passed ? "tick" : "dash"),
                fill(result.passed ? text.passed : result.percent >= result.pass_mark ? text.barred : text.not_passed, { mark: result.pass_mark })),
              h("p", { class: "ls-rating" }, result.rating !== "not_stated" && h("strong", {}, result.rating), " ", result.rating_text))),
          h("p", { class: "ls-sentence" }, result.sentence),
          h("p", { class: "ls-hint" }, result.rating_rule),
          result.coverage_text && h("p", { class: "ls-hint" }, result.coverage_text)),
        result.misconceptions.length > 0 && section(text.misconceptions,
          h("ul", { class: "ls-misconceptions" }, result.misconceptions.map((one) => h("li", {}, h("strong", {}, one.label), h("p", {}, one.correction))))),
        result.phases.length > 0 && section(text.phases,
          h("p", { class: "ls-hint" }, fill(text.scale, { max: result.max.toLocaleString() })),
          chart(result.phases, fill(text.chart_alt, {
            list: result.phases.map((p) => `${p.label} ${p.points}/${p.max}`).join(", "),
          })),
          h("details", { class: "ls-fold" }, h("summary", {}, text.as_table), h("table", { class: "ls-grid ls-grid-plain" },
            h("caption", { class: "ls-visually-hidden" }, text.phases),
            h("thead", {}, h("tr", {}, [text.phase, text.points_got, text.points_max].map((name) => h("th", { scope: "col" }, name)))),
            h("tbody", {}, result.phases.map((p) => h("tr", {}, h("th", { scope: "row" }, p.label), h("td", { class: "ls-number" }, p.points), h("td", { class: "ls-number" }, p.max))))))),
        aspects(result, data.aspects, text),
        result.timeline.length > 0 && section(text.story, story(result.timeline, text, !narrow.matches)),
        section(text.limited, result.limited.length
          ? result.limited.map((item) => itemCard(item, text, false)) : h("p", { class: "ls-hint" }, text.limited_none)),
        result.changes.length > 0 && section(text.changes, h("ol", { class: "ls-changes" }, result.changes.map((item) => h("li", {}, itemCard(item, text, true))))),
        slot,
        result.law_result && lawResult(result.law_result, text),
        (result.law.length > 0 || result.dated.length > 0) && section(text.law,
          h("p", { class: "ls-hint" }, text.law_intro),
          result.law.length > 0 && h("ul", { class: "ls-law" }, result.law.map((rule) => lawEntry(rule, text))),
          result.dated.length > 0 && h("details", { class: "ls-fold" },
            h("summary", {}, text.dated, h("span", { class: "ls-pane-note" }, fill(text.items, { n: result.dated.length }))),
            h("ul", { class: "ls-law" }, result.dated.map((note) => h("li", {}, datedNote(note, text)))))),
        result.trails.length > 0 && section(text.trail, trail(result.trails, text)),
        section(text.everything, byPhase.filter(([, items]) => items.length).map(([phase, items]) => h("details", { class: "ls-fold ls-phase-fold" },
          h("summary", {}, phase.label, h("span", { class: "ls-pane-note" }, fill(text.items, { n: items.length }))),
          items.map((item) => itemCard(item, text, false))))),
        result.not_stated.length > 0 && section(text.not_stated, h("details", { class: "ls-fold" },
          h("summary", {}, fill(text.items, { n: result.not_stated.length })),
          h("ul", { class: "ls-study" }, result.not_stated.map((line) => h("li", {}, line))))),
        (result.study_next.length > 0 || result.lessons.length > 0) && section(text.study, h("ul", { class: "ls-study" },
          result.study_next.map((line) => h("li", {}, line)),
          result.lessons.map((one) => h("li", {}, h("a", { class: "ls-link", href: one.address, target: "_blank", rel: "noopener" }, one.label))))),
        h("div", { class: "ls-close-bar ls-result-buttons" },
          h("p", { class: "ls-hint", role: "status" }, problem || (busy ? text.busy : data.beside ? "" : text.again_help)),
          !data.beside && h("a", { class: "ls-secondary", href: data.home }, text.home),
          data.studied && store(localStorage, "study") && h("a", { class: "ls-secondary", href: store(localStorage, "study"), "data-key": "study" }, text.to_study),
          h("button", { type: "button", class: "ls-secondary", "data-key": "print", onclick: () => print() }, text.print),
          !data.beside && h("button", { type: "button", class: "ls-primary", disabled: busy, "data-key": "again",
            onclick: () => { busy = true; problem = ""; redraw(); model.send({ type: "again", serial: 1 }); } }, text.again, icon("arrow"))));
    });
    model.on("msg:custom", (message) => {
      if (message?.type === "go") location.assign(message.address);
      if (message?.type === "aftermath") { told = message.content; lookBack(); }
      if (message?.type === "refused" && message.serial === 2) { failed = true; lookBack(); return; }
      if (message?.type === "refused") { busy = false; problem = message.message; redraw(); }
    });
    narrow.addEventListener("change", () => {
      const rest = el.querySelector(".ls-timeline-rest");
      if (rest && !narrow.matches) rest.open = true;
    }, { signal });
    addEventListener("beforeprint", () => el.querySelectorAll("details").forEach((fold) => { fold.open = true; }), { signal });
    if (model.get("data").beside) return; // of another page, which goes on
    store(localStorage, "last", null);
    setTimeout(() => { el.querySelector("h1")?.focus({ preventScroll: true }); scrollTo({ top: 0 }); }, 120);
  },
};
