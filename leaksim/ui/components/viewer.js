import { exerciseMark, h, hear, icon, mount, tell } from "./common.js";
import { drawDocument } from "./documents.js";

export default {
  render({ model, el, signal }) {
    let wanted = null;
    let timer = 0;
    const redraw = mount(model, el, "viewer", ({ text = {}, item }) => {
      if (wanted && item && item.id === wanted) wanted = null;
      const waiting = wanted && (!item || item.id !== wanted);
      if (!waiting) clearTimeout(timer);
      const heading = h("h2", { class: "ls-pane-title", tabindex: "-1" }, item && !waiting ? item.title : text.title,
        h("span", { class: "ls-pane-note" }, exerciseMark(text.mark)));
      let content;
      if (waiting) content = h("p", { class: "ls-empty", role: "status" }, text.loading);
      else if (!item) content = h("div", { class: "ls-empty" }, icon("mail"), h("p", {}, text.empty));
      else content = h("article", { class: "ls-paper" }, drawDocument(item.document, text));
      return h("section", { "aria-label": text.title }, heading, content);
    });
    hear("opening", ({ id }) => {
      if ((model.get("data").item || {}).id === id) return;
      wanted = id;
      redraw();
      timer = setTimeout(() => { wanted = null; redraw(); tell("late", { id: "view" }); tell("saved", { id: "view" }); }, 10000);
    }, signal);
  },
};
