import { fill, h, icon, mount } from "./common.js";

// Everything stands still: a break, or something real. What is shown replaces the whole session.
export default {
  render({ model, el }) {
    let busy = false;
    const redraw = mount(model, el, "standstill", ({ text = {}, real, desk = [], stage, minutes }) => h("div", { class: "ls-standstill-page", "data-real": String(Boolean(real)) },
      icon(real ? "alert" : "clock"),
      h("h1", { tabindex: "-1" }, real ? text.real_title : text.title),
      h("p", { class: "ls-lead" }, real ? text.real_lead : text.lead),
      real && h("h2", {}, text.desk),
      real && (desk.length ? h("dl", { class: "ls-item-pairs" }, desk.map((line) => h("div", {}, h("dt", {}, line.label), h("dd", {}, line.value)))) : h("p", {}, text.desk_none)),
      h("p", { class: "ls-hint" }, fill(text.kept, { stage, n: minutes })),
      h("p", { class: "ls-hint", role: "status" }, busy ? text.busy : real ? text.later : ""),
      h("div", { class: "ls-buttons" }, h("button", { type: "button", class: real ? "ls-secondary" : "ls-primary", "data-key": "go-on", disabled: busy, onclick: () => {
        busy = true;
        redraw();
        model.send({ type: "session_go_on", serial: 1 });
      } }, real ? text.go_on_real : text.go_on, icon("arrow")))));
    model.on("msg:custom", (message) => { if (message?.type === "refused") { busy = false; redraw(); } });
    setTimeout(() => { el.querySelector("h1")?.focus({ preventScroll: true }); scrollTo({ top: 0 }); }, 120);
  },
};
