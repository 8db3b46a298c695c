import { fill, h, hear, icon, mount, store } from "./common.js";

const SIZES = ["100%", "112.5%", "125%"];

export default {
  render({ model, el, signal }) {
    const open = new Set();
    const late = new Set();
    let state = "saved";
    let size = store(localStorage, "size") || 0;
    const live = h("span", { class: "ls-saved-text", role: "status", "aria-live": "polite" });
    const saved = h("div", { class: "ls-saved" }, live);

    const showSaved = () => {
      const text = model.get("data").text || {};
      if (model.get("data").saves === false) { saved.hidden = true; return; }
      saved.dataset.state = state;
      saved.replaceChildren();
      if (state === "saved") saved.append(icon("tick"));
      if (state === "late" || state === "refused") saved.append(icon("alert"));
      live.textContent = text[state] || "";
      saved.append(live);
    };
    const settle = (id, outcome) => {
      open.delete(id);
      late.delete(id);
      state = late.size ? "late" : open.size ? "saving" : outcome;
      showSaved();
    };
    hear("saving", ({ id }) => { open.add(id); if (!late.size) state = "saving"; showSaved(); }, signal);
    hear("late", ({ id }) => { late.add(id); state = "late"; showSaved(); }, signal);
    hear("saved", ({ id }) => settle(id, "saved"), signal);
    hear("refused", ({ id }) => settle(id, "refused"), signal);

    const applySize = () => { document.documentElement.style.fontSize = size ? SIZES[size] : ""; };
    applySize();

    const speak = (language) => {
      document.documentElement.lang = language;
      const address = new URL(location.href);
      address.searchParams.set("lang", language);
      history.replaceState(null, "", address);
      document.cookie = `leaksim_lang=${language};path=/;max-age=31536000;samesite=lax`;
      model.send({ type: "language", language });
    };

    mount(model, el, "topbar", (data) => {
      const text = data.text || {};
      showSaved();
      if (data.page_title) document.title = data.page_title;
      if (data.resumable) store(localStorage, "last", { address: location.pathname, title: data.title });
      return h("header", { class: "ls-topbar-inner" },
        h("div", { class: "ls-brand" },
          h("span", { class: "ls-mark ls-mark-strong" }, text.mark),
          h("span", { class: "ls-product" }, "leaksim")),
        data.title
          ? h("div", { class: "ls-case" }, h("span", { class: "ls-case-title" }, data.title),
              data.organisation && h("span", { class: "ls-case-org" }, data.organisation))
          : h("div", { class: "ls-case" }),
        data.now && h("div", { class: "ls-clock" }, icon("clock"),
          h("span", {}, h("span", { class: "ls-visually-hidden" }, text.clock, " "), data.now),
          h("span", { class: "ls-elapsed" }, fill(text.elapsed, { time: data.elapsed }))),
        saved,
        h("div", { class: "ls-tools" },
          h("button", {
            type: "button", class: "ls-plain", "data-key": "size", "aria-label": fill(text.size, { n: size + 1 }),
            title: fill(text.size, { n: size + 1 }),
            onclick: (event) => {
              size = (size + 1) % SIZES.length;
              store(localStorage, "size", size);
              applySize();
              const label = fill(text.size, { n: size + 1 });
              event.currentTarget.setAttribute("aria-label", label);
              event.currentTarget.title = label;
            },
          }, h("span", { "aria-hidden": "true" }, text.size_sign)),
          h("div", { class: "ls-languages", role: "group", "aria-label": text.language },
            (data.languages || []).map(({ id, label }) => h("button", {
              type: "button", class: "ls-plain", lang: id, "data-key": `lang-${id}`,
              "aria-pressed": String(id === data.language),
              onclick: () => id !== data.language && speak(id),
            }, label)))));
    });
    showSaved();
  },
};
