import { fill, h, icon, mount } from "./common.js";

const SIGNS = { invited: "flag", running: "flag", done: "tick", not_open: "clock", closed: "clock", exempt: "tick" };

export default {
  render({ model, el }) {
    let busy = false;
    let problem = "";
    const enter = () => {
      busy = true;
      problem = "";
      redraw();
      model.send({ type: "campaign_enter", serial: 1 });
    };
    const rows = (list) => h("dl", { class: "ls-terms" }, list.map(({ label, text }) => h("div", {}, h("dt", {}, label), h("dd", {}, text))));

    const redraw = mount(model, el, "campaign", ({ text = {}, title, organisation, state = {}, facts = [], records = [], desk = [] }) => {
      const go = state.button && h("div", { class: "ls-start-buttons" },
        h("button", { type: "button", class: "ls-primary ls-big", "data-key": "enter", disabled: busy, onclick: enter },
          busy ? text.entering : state.button, icon("arrow")));
      const trouble = problem && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem);
      // Whoever has not begun meets the button only after the terms.
      const fresh = state.kind === "invited";
      return h("div", { class: "ls-campaign-page" },
        organisation && h("p", { class: "ls-hint" }, organisation),
        h("h1", {}, title),
        h("section", { class: "ls-verdict-panel", "data-standing": state.kind, role: "status" },
          h("h2", {}, icon(SIGNS[state.kind]), state.heading),
          h("p", {}, state.body),
          state.reason && h("p", {}, fill(text.exempt_reason, { reason: state.reason })),
          state.certificate && h("p", {}, text.certificate, h("br", {}), h("strong", { class: "ls-number" }, state.certificate)),
          state.note && h("p", { class: "ls-hint" }, state.note),
          !fresh && [trouble, go]),
        h("section", { class: "ls-result-part" }, h("h2", {}, text.facts), rows(facts)),
        h("section", { class: "ls-result-part" }, h("h2", {}, fresh ? text.records : text.records_done), rows(records), fresh && [trouble, go]),
        h("section", { class: "ls-result-part" }, h("h2", {}, text.desk), h("p", {}, text.desk_lead), rows(desk)));
    });
    model.on("msg:custom", (message) => {
      if (message?.type === "go") {
        location.assign(message.address);
      } else if (message?.type === "refused") { busy = false; problem = message.message; redraw(); }
    });
  },
};
