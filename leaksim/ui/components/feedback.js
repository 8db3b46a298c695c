import { h, icon, mount, tell } from "./common.js";
import { itemCard } from "./items.js";

export default {
  render({ model, el }) {
    let busy = false;
    const redraw = mount(model, el, "feedback", ({ text = {}, title, thanks, items = [] }) => {
      const of = (...tones) => tones.flatMap((tone) => items.filter((item) => item.tone === tone));
      const open = (item) => item.max > item.points;
      const look = [...of("harm", "poor", "fair"), ...of("note").filter(open)];
      const good = of("good");
      const note = of("note").filter((item) => !open(item));
      return h("section", {},
        h("h1", { class: "ls-phase", tabindex: "-1" }, h("span", { class: "ls-phase-lead" }, text.title), title),
        thanks && h("p", { class: "ls-thanks" }, icon("tick"), h("span", {}, thanks)),
        h("p", { class: "ls-intro" }, text.intro),
        items.length === 0 && h("p", { class: "ls-empty" }, text.empty),
        look.length > 0 && h("div", { class: "ls-group" }, h("h2", {}, text.look), look.map((item, index) => itemCard(item, text, index < 3))),
        good.length > 0 && h("div", { class: "ls-group" }, h("h2", {}, text.good), good.map((item) => itemCard(item, text, false))),
        note.length > 0 && h("div", { class: "ls-group" }, h("h2", {}, text.note), note.map((item) => itemCard(item, text, false))),
        h("div", { class: "ls-close-bar" }, h("p", { class: "ls-hint", role: "status" }, busy ? text.busy : text.next_help),
          h("button", { type: "button", class: "ls-primary", disabled: busy, "data-key": "next",
            onclick: () => { busy = true; redraw(); model.send({ type: "continue", serial: 1 }); } }, text.next, icon("arrow"))));
    });
    tell("part", { part: "decide" });
    setTimeout(() => { el.querySelector("h1")?.focus(); el.closest(".ls-decide")?.scrollTo({ top: 0 }); }, 120);
  },
};
