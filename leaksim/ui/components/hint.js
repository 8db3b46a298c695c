import { h, icon } from "./common.js";
import { clauses } from "./items.js";

// What a hint is for is said to those who cannot see where its button stands.
export function hintButton(text, of, ask) {
  return h("button", { type: "button", class: "ls-link", "data-key": `hint-${of}`, "aria-label": `${text.ask}: ${of}`,
    onclick: (event) => { event.currentTarget.disabled = true; ask(); } }, icon("book"), text.ask);
}

export function hintNote(hint, text) {
  return h("div", { class: "ls-hint-note", role: "status" },
    h("p", {}, h("strong", {}, icon("book"), text.title)),
    hint.lines.map((line) => h("p", {}, line)),
    hint.look_at.length > 0 && h("p", {}, h("span", { class: "ls-label" }, text.look), hint.look_at.join(" / ")),
    hint.clauses.length > 0 && h("div", {}, h("p", { class: "ls-label" }, text.clauses), clauses(hint.clauses, { ...text, clause: text.clauses })),
    h("p", { class: "ls-hint" }, text.free));
}
