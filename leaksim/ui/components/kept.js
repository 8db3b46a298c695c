import { h, icon, sender, store, unique } from "./common.js";

const STATE_SIGNS = { saved: "tick", refused: "alert", unsent: "dash" };

/** Draw anew only when what `shape` picks out of the data has changed; `update` does the rest, and typing goes on. */
export function steady(model, el, name, shape, build, update) {
  el.classList.add("ls", `ls-${name}`);
  let built = "";
  const redraw = () => {
    const data = model.get("data") || {};
    const now = JSON.stringify(shape(data));
    if (now !== built) {
      const focused = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      built = now;
      el.replaceChildren();
      for (const node of [build(data)].flat(Infinity)) if (node) el.append(node);
      if (focused) el.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    update(data);
  };
  model.on("change:data", redraw);
  redraw();
  return redraw;
}

/** Text fields that are stored as soon as they are left; those of one group go together in one message. */
export function keeper(model, signal, name) {
  const draftKey = `${name}:${location.pathname}`;
  const drafts = store(sessionStorage, draftKey) || {};
  const groups = new Map();
  const words = () => (model.get("data") || {}).text || {};
  const remember = () => store(sessionStorage, draftKey, Object.keys(drafts).length ? drafts : null);
  const send = sender(model, signal, (message, { key, number }) => {
    const group = groups.get(key);
    if (!group || group.number !== number) return;
    group.pending = false;
    if (message.type === "saved") {
      delete drafts[key];
      remember();
    }
    group.note(message.type === "saved" ? "saved" : "refused", message.message);
  });

  function submit(group) {
    group.pending = true;
    group.number += 1;
    group.note("saving");
    send(group.content(group.read()), { key: group.key, number: group.number });
  }

  return {
    forget: () => groups.clear(),
    /** `content` makes the message of the group’s values by name; `state` is where its saving is told. */
    group(key, content) {
      const inputs = new Map();
      const state = h("span", { class: "ls-state", role: "status" });
      const group = { key, content, state, number: 0, pending: false };
      group.note = (kind, message) => {
        state.dataset.kind = kind;
        state.replaceChildren();
        if (STATE_SIGNS[kind]) state.append(icon(STATE_SIGNS[kind]));
        if (kind) state.append(message || words()[kind] || "");
      };
      group.read = () => Object.fromEntries([...inputs].map(([field, input]) => [field, input.value]));
      /** One labelled input; `rows` makes it a textarea. */
      group.field = (field, label, { rows = 0, help = "", hidden = false, readonly = false, ...rest } = {}) => {
        const id = unique("kept");
        const own = { id, "data-key": `${key}-${field}`, readonly, "aria-describedby": help ? `${id}-help` : null, ...rest };
        const input = rows ? h("textarea", { ...own, rows: String(rows) }) : h("input", { type: "text", autocomplete: "off", ...own });
        input.addEventListener("input", () => { drafts[key] = group.read(); remember(); group.note("unsent"); });
        input.addEventListener("change", () => submit(group));
        inputs.set(field, input);
        return h("div", { class: "ls-kept-field" },
          h("label", { for: id, class: hidden ? "ls-visually-hidden" : null }, label),
          help && h("p", { class: "ls-help", id: `${id}-help` }, help), input);
      };
      /** Values that stand there to begin with and are not stored yet. */
      group.offer = (values) => {
        if (group.pending || drafts[key]) return;
        for (const [field, input] of inputs) {
          if (document.activeElement !== input) input.value = values[field] || "";
        }
      };
      group.take = (stored) => {
        if (group.pending || drafts[key]) return;
        group.offer(stored);
        const some = Object.values(stored).some(Boolean);
        if (some || state.dataset.kind === "saved") group.note(some ? "saved" : "");
      };
      /** What was under way when the page was left is sent again. */
      group.recover = () => {
        if (!drafts[key]) return;
        for (const [field, input] of inputs) input.value = drafts[key][field] || "";
        if (![...inputs.values()].some((input) => input.readOnly)) submit(group);
      };
      groups.set(key, group);
      return group;
    },
  };
}

/** A numbered choice of names that an input suggests. */
export function suggestions(id, names) {
  return h("datalist", { id }, names.map((name) => h("option", { value: name })));
}
