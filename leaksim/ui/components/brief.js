import { fill, h, icon, mount } from "./common.js";

export default {
  render({ model, el }) {
    let busy = false;
    const redraw = mount(model, el, "brief", ({ text = {}, title, organisation, team, briefing, guide, guide_address, split = [], seats = [], rules = [], objectives = [] }) =>
      h("div", { class: "ls-session-page" },
        h("p", { class: "ls-phase-lead" }, [text.step, team].filter(Boolean).join("　")),
        h("h1", { tabindex: "-1" }, text.title),
        h("p", { class: "ls-lead" }, text.lead),
        h("div", { class: "ls-session-columns" },
          h("div", {},
            h("h2", {}, text.rules), h("ol", { class: "ls-rules" }, rules.map((rule) => h("li", {}, h("strong", {}, rule.title), " ", rule.text))),
            h("h2", {}, text.objectives), h("ul", { class: "ls-study" }, objectives.map((line) => h("li", {}, line)))),
          h("div", {},
            h("h2", {}, text.case), h("p", {}, h("strong", {}, title), "　", organisation), h("div", { class: "ls-prose ls-brief-case" }, briefing),
            h("h2", {}, text.times), h("table", { class: "ls-grid ls-grid-plain" },
              h("thead", {}, h("tr", {}, [text.stage, text.minutes].map((name) => h("th", { scope: "col" }, name)))),
              h("tbody", {}, split.map((row) => h("tr", {}, h("th", { scope: "row" }, row.label), h("td", { class: "ls-number" }, row.minutes))))),
            seats.length > 0 && [h("h2", {}, text.seats), h("ul", { class: "ls-study" }, seats.map((seat) => h("li", {}, seat)))],
            h("h2", {}, text.guide), h("p", {}, fill(text.guide_help, { title: guide })),
            h("p", {}, h("a", { class: "ls-link", href: guide_address, target: "_blank", rel: "noopener", "data-key": "guide" }, icon("book"), text.guide_open)))),
        h("div", { class: "ls-session-go" },
          h("p", { class: "ls-hint", role: "status" }, busy ? text.busy : text.go_help),
          h("button", { type: "button", class: "ls-primary ls-big", "data-key": "play", disabled: busy, onclick: () => {
            busy = true;
            redraw();
            model.send({ type: "session_stage", stage: "play", serial: 1 });
          } }, text.go, icon("arrow")))));
    model.on("msg:custom", (message) => { if (message?.type === "refused") { busy = false; redraw(); } });
    setTimeout(() => el.querySelector("h1")?.focus({ preventScroll: true }), 120);
  },
};
