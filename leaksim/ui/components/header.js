import { fill, h, icon, mount, tell } from "./common.js";

const decisions = (sections) => sections.filter((section) => section.total === 0);

export default {
  render({ model, el }) {
    let open = null;
    let clocksOpen = false;
    const go = (id) => {
      const title = el.closest(".ls-decide")?.querySelector(`[data-section="${CSS.escape(id)}"] h2`);
      title?.scrollIntoView({ block: "start" });
      title?.focus({ preventScroll: true });
    };
    mount(model, el, "header", ({ text = {}, title, intro, role, briefing, briefing_open, sections = [], clocks = [], clock_text = {} }) => h("div", {},
      h("h1", { class: "ls-phase", tabindex: "-1" }, h("span", { class: "ls-phase-lead" }, text.lead), title),
      h("p", { class: "ls-intro" }, intro),
      role && h("p", { class: "ls-role" }, icon("visit"), h("span", {}, h("strong", {}, fill(text.role, { role: role.label })), " ", role.help)),
      briefing && h("details", { class: "ls-fold ls-briefing", open: open ?? briefing_open, ontoggle: (event) => { open = event.target.open; } },
        h("summary", { "data-key": "briefing" }, text.briefing), h("div", { class: "ls-prose" }, briefing)),
      clocks.length > 0 && h("details", { class: "ls-fold ls-clocks", open: clocksOpen, ontoggle: (event) => { clocksOpen = event.target.open; } },
        h("summary", { "data-key": "clocks" }, icon("clock"), clock_text.title),
        h("p", { class: "ls-hint" }, clock_text.intro),
        h("ul", { class: "ls-study" }, clocks.map((clock) => h("li", { "data-over": clock.over ? "yes" : null },
          h("strong", {}, clock.title), " ", clock.deadline, " ", fill(clock_text.until, { until: clock.until }), " ",
          h("span", { class: "ls-pane-note" }, clock.done ? clock_text.done : clock.left))))),
      decisions(sections).length > 1 && h("p", { class: "ls-hint ls-progress" },
        fill(text.progress, { n: decisions(sections).filter((one) => one.done > 0).length, all: decisions(sections).length })),
      sections.length > 1 && h("nav", { class: "ls-sections", "aria-label": text.sections }, sections.map((section) => h("button", {
        type: "button", "data-key": section.id, "data-done": section.total > 0 && section.done >= section.total ? "yes" : null,
        onclick: () => go(section.id),
      }, section.label, h("span", { class: "ls-count-plain" },
        section.total > 0 ? fill(text.of, { n: section.done, all: section.total }) : fill(text.chosen, { n: section.done })),
      section.total > 0 && section.done >= section.total && icon("tick"))))));
    const focus = (message) => {
      if (message?.type !== "focus") return;
      tell("part", { part: "decide" });
      // Wait for the other parts of the page to be drawn, or the focus would scroll to a place that moves.
      setTimeout(() => { el.querySelector("h1")?.focus(); el.closest(".ls-decide")?.scrollTo({ top: 0 }); }, 120);
    };
    model.on("msg:custom", focus);
    if (model.get("data").focus) focus({ type: "focus" });
  },
};
