import { fill, h, icon, mount } from "./common.js";

// A failure line above the page, or a whole page that says why there is nothing to show.
export default {
  render({ model, el }) {
    mount(model, el, "notice", ({ text = {}, kind, title, message, reference, home }) => {
      if (!kind) return null;
      const number = reference && h("p", { class: "ls-reference" }, fill(text.reference, { number: reference }));
      if (kind === "page") {
        return h("div", { class: "ls-notice-page" }, icon("part"), h("h1", {}, title), h("p", {}, message), number,
          h("div", { class: "ls-buttons" },
            reference && h("button", { type: "button", class: "ls-secondary", onclick: () => location.reload() }, text.reload),
            h("a", { class: "ls-primary", href: home }, text.home)));
      }
      return h("div", { class: "ls-notice-line", role: "alert" }, icon("alert"), h("div", {}, h("p", {}, message), number),
        h("button", { type: "button", class: "ls-plain", onclick: () => location.reload() }, text.reload));
    });
  },
};
