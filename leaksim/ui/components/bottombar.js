import { h, hear, icon, mount, tell } from "./common.js";

// On a narrow screen one of three parts is shown; the style sheet reads the choice from the root element.
export default {
  render({ model, el, signal }) {
    const root = document.documentElement;
    let unread = 0;
    const show = (part, quiet) => {
      root.dataset.lsPart = part;
      redraw();
      if (!quiet) scrollTo({ top: 0 });
    };
    const redraw = mount(model, el, "bottombar", ({ text = {} }) => h("nav", { "aria-label": text.label },
      [["inbox", "mail"], ["thing", "paper"], ["decide", "tick"]].map(([part, sign]) => h("button", {
        type: "button", "data-key": part, "aria-current": root.dataset.lsPart === part ? "page" : null,
        onclick: () => show(part),
      }, icon(sign), h("span", {}, text[part]),
      part === "inbox" && unread > 0 && h("span", { class: "ls-count", "aria-label": `${text.unread} ${unread}` }, unread)))));
    hear("part", ({ part }) => show(part), signal);
    hear("unread", ({ count }) => { unread = count; redraw(); }, signal);
    if (!root.dataset.lsPart) show("inbox", true);
    else redraw();
    tell("ask-unread");
  },
};
