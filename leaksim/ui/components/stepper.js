import { h, icon, mount } from "./common.js";

export default {
  render({ model, el }) {
    mount(model, el, "stepper", ({ text = {}, steps = [] }) => h("nav", { "aria-label": text.label },
      h("ol", { class: "ls-steps" }, steps.map((step, index) => h("li", {
        class: "ls-step", "data-state": step.state, "aria-current": step.state === "current" ? "step" : null,
      },
      h("span", { class: "ls-step-sign", "aria-hidden": "true" }, step.state === "done" ? icon("tick") : index + 1),
      h("span", { class: "ls-step-label" }, step.label),
      h("span", { class: "ls-visually-hidden" }, ` ${text[step.state] || ""}`))))));
  },
};
