import { fill, h, icon, mount, sender } from "./common.js";
import { keep } from "./saving.js";

// Taking the record along, and the end of the session.
export default {
  render({ model, el, signal }) {
    let asking = false;
    let busy = false;
    let said = "";
    const send = sender(model, signal, (message) => {
      if (message.type === "refused") said = message.message;
      redraw();
    });
    const save = (text, file) => { said = text.making; send({ type: "session_record", file }, {}); redraw(); };
    const redraw = mount(model, el, "wrapup", ({ text = {}, open, home }) => h("div", { class: "ls-session-go" },
      h("h2", {}, text.title), h("p", { class: "ls-hint" }, text.help),
      h("div", { class: "ls-sheet-buttons" }, [["docx", text.word], ["pdf", text.pdf], ["csv", text.csv]].map(([file, label]) => h("button", {
        type: "button", class: "ls-secondary", "data-key": `record-${file}`, onclick: () => save(text, file) }, label))),
      h("p", { class: "ls-hint", role: "status" }, said),
      !open && h("p", {}, text.done),
      !open && h("a", { class: "ls-primary", href: home, "data-key": "home" }, text.home),
      open && !asking && h("button", { type: "button", class: "ls-primary", "data-key": "finish", onclick: () => { asking = true; redraw(); el.querySelector("[data-key=finish-yes]")?.focus(); } }, text.finish, icon("arrow")),
      open && asking && h("div", { class: "ls-session-ask", role: "group", "aria-label": text.finish_title },
        h("p", {}, h("strong", {}, text.finish_title), " ", text.finish_help),
        h("div", { class: "ls-buttons" },
          h("button", { type: "button", class: "ls-primary", "data-key": "finish-yes", disabled: busy, onclick: () => { busy = true; redraw(); model.send({ type: "session_stage", stage: "closed", serial: 0 }); } }, text.finish_yes),
          h("button", { type: "button", class: "ls-secondary", onclick: () => { asking = false; redraw(); el.querySelector("[data-key=finish]")?.focus(); } }, text.finish_no)))));
    model.on("msg:custom", (message) => {
      if (message?.type === "refused") busy = false;
      if (message?.type !== "file") return;
      keep(message);
      const { text = {} } = model.get("data") || {};
      said = fill(text.made, { name: message.name });
      redraw();
    });
  },
};
