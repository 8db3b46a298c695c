import { fill, h, hear, icon, mount } from "./common.js";

export default {
  render({ model, el, signal }) {
    let asking = false;
    let busy = false;
    const waiting = new Set();
    const redraw = mount(model, el, "close", ({ text = {}, phase, unanswered = [], chosen = 0, asks, last }) => {
      const ask = () => {
        asking = true;
        redraw();
        el.querySelector("h2")?.focus({ preventScroll: true });
        el.scrollIntoView({ block: "nearest" });
      };
      const back = () => { asking = false; redraw(); el.querySelector("[data-key=proceed]")?.focus(); };
      const go = () => { busy = true; redraw(); model.send({ type: "close", phase, serial: 1 }); };
      if (!asking) {
        return h("div", { class: "ls-close-bar" },
          h("p", { class: "ls-hint" }, [
            asks && (unanswered.length ? fill(text.left, { n: unanswered.length }) : text.none_left),
            fill(text.chosen, { n: chosen }),
          ].filter(Boolean).join("　")),
          h("button", { type: "button", class: "ls-primary", "data-key": "proceed", onclick: ask }, text.proceed, icon("arrow")));
      }
      return h("div", { class: "ls-close-confirm", role: "group", "aria-label": text.confirm_title },
        h("h2", { tabindex: "-1" }, text.confirm_title),
        asks && unanswered.length > 0 && h("div", {}, h("p", {}, fill(text.left_list, { n: unanswered.length })),
          h("ul", {}, unanswered.slice(0, 6).map((prompt) => h("li", {}, prompt)),
            unanswered.length > 6 && h("li", {}, fill(text.and_more, { n: unanswered.length - 6 })))),
        h("p", {}, chosen ? fill(text.acts, { n: chosen }) : text.no_acts),
        h("p", {}, last ? text.final_last : text.final),
        busy && h("p", { role: "status" }, text.busy),
        !busy && waiting.size > 0 && h("p", { role: "status" }, text.saving),
        h("div", { class: "ls-buttons" },
          h("button", { type: "button", class: "ls-secondary", disabled: busy, onclick: back }, text.back),
          h("button", { type: "button", class: "ls-primary", "data-key": "confirm", disabled: busy || waiting.size > 0, onclick: go }, last ? text.finish : text.confirm)));
    });
    const settle = ({ id }) => { if (waiting.delete(id) && asking) redraw(); };
    hear("saving", ({ id }) => { waiting.add(id); if (asking) redraw(); }, signal);
    hear("saved", settle, signal);
    hear("refused", settle, signal);
    model.on("msg:custom", (message) => {
      if (message && message.type === "refused") { busy = false; asking = false; redraw(); }
    });
  },
};
