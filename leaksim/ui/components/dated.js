import { fill, h } from "./common.js";

// Where the guide has been overtaken: what it says, what holds today, and by what source.
export function datedNote(note, text) {
  return h("div", { class: "ls-dated", role: "note" },
    h("p", {}, fill(text.document_says, { text: note.document_says })),
    h("p", {}, h("strong", {}, fill(text.today, { text: note.today }))),
    h("p", { class: "ls-hint" }, note.source, note.needs_checking && h("strong", {}, `　${note.needs_checking}`)));
}
