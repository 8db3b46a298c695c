import { fill, h, hear, icon, mount, store, tell } from "./common.js";

export default {
  render({ model, el, signal }) {
    const key = `read:${location.pathname}`;
    const read = new Set(store(sessionStorage, key) || []);
    let known = null;
    let opened = "";
    const live = h("p", { class: "ls-visually-hidden", role: "status", "aria-live": "polite" });

    const open = (id) => {
      opened = id;
      read.add(id);
      store(sessionStorage, key, [...read]);
      model.send({ type: "open", thing: id });
      tell("opening", { id });
      tell("part", { part: "thing" });
      redraw();
    };
    const count = () => (model.get("data").messages || []).filter((m) => m.opens.some((id) => !read.has(id))).length;

    const redraw = mount(model, el, "inbox", ({ text = {}, messages = [], opened: shown }) => {
      opened = opened || shown;
      if (opened) read.add(opened);
      const total = messages.length;
      if (known !== null && total > known) {
        live.textContent = fill(text.arrived, { n: total - known });
        setTimeout(() => el.scrollTo({ top: 0 })); // the newest stand first
      }
      known = total;
      const unread = count();
      setTimeout(() => tell("unread", { count: unread }));
      return h("section", { "aria-label": text.title },
        h("h2", { class: "ls-pane-title" }, text.title, h("span", { class: "ls-pane-note" },
          unread > 0 && h("span", { class: "ls-new ls-new-count" }, fill(text.unread_count, { n: unread })), fill(text.count, { n: total }))),
        live,
        total === 0 && h("p", { class: "ls-empty" }, text.empty),
        h("ol", { class: "ls-messages" }, [...messages].reverse().map((message) => {
          const fresh = message.opens.some((id) => !read.has(id));
          return h("li", { class: "ls-message", "data-unread": fresh ? "yes" : "no" },
            h("button", {
              type: "button", class: "ls-message-open", "data-key": message.id,
              "aria-current": message.id === opened ? "true" : null, onclick: () => open(message.id),
            },
            h("span", { class: "ls-message-sign" }, icon(message.sign)),
            h("span", { class: "ls-message-body" },
              h("span", { class: "ls-message-head" },
                h("time", { datetime: message.iso }, message.at),
                fresh && h("span", { class: "ls-new" }, text.unread)),
              h("span", { class: "ls-message-sender" }, h("span", { class: "ls-visually-hidden" }, message.method, " "), message.sender),
              h("span", { class: "ls-message-text" }, message.text))),
            message.things.length > 0 && h("ul", { class: "ls-things", "aria-label": text.things },
              message.things.map((thing) => h("li", {}, h("button", {
                type: "button", class: "ls-thing-open", "data-key": thing.id,
                "aria-current": thing.id === opened ? "true" : null, onclick: () => open(thing.id),
              }, icon(thing.sign), h("span", {}, thing.title),
              !read.has(thing.id) && h("span", { class: "ls-dot" }, h("span", { class: "ls-visually-hidden" }, text.unread)))))));
        })));
    });
    hear("open", ({ id }) => open(id), signal);
    hear("ask-unread", () => tell("unread", { count: count() }), signal);
  },
};
