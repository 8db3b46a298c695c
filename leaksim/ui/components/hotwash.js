import { fill, h, icon } from "./common.js";
import { keeper, steady, suggestions } from "./kept.js";

const QUESTIONS = ["went_well", "to_change", "missing"];

// Right after playing: what went well, what to change, and an action with a name for everybody.
export default {
  render({ model, el, signal }) {
    const keep = keeper(model, signal, "hotwash");
    const rows = new Map();
    let notes = null;
    let extra = 0;

    function build({ text = {}, numbers = [], owners = [], readonly, left = [], back }) {
      keep.forget();
      rows.clear();
      notes = keep.group("notes", (values) => ({ type: "session_note", ...values }));
      const list = h("ol", { class: "ls-actions" });
      const row = (number) => {
        const group = keep.group(`action-${number}`, (values) => ({ type: "session_action", number, ...values }));
        rows.set(number, group);
        list.append(h("li", { "data-action": String(number) },
          group.field("action", fill(text.action, { n: number }), { rows: 2, maxlength: "4000", readonly }),
          group.field("owner", text.owner, { list: "action-owners", maxlength: "60", readonly }),
          group.field("due", text.due, { type: "date", readonly }),
          h("p", { class: "ls-kept-foot" }, group.state)));
      };
      numbers.forEach(row);
      for (let n = 0; n < extra; n += 1) row(Math.max(0, ...rows.keys()) + 1);
      return h("section", {},
        h("h1", { class: "ls-phase", tabindex: "-1" }, h("span", { class: "ls-phase-lead" }, text.lead), text.title),
        h("p", { class: "ls-intro" }, readonly ? text.closed : text.intro),
        left.length > 0 && h("div", { class: "ls-caution" }, icon("part"), h("div", {}, h("p", {}, fill(text.left, { phases: left.join(text.comma) })),
          back && h("button", { type: "button", class: "ls-secondary", "data-key": "back", onclick: () => model.send({ type: "session_stage", stage: "play", serial: 1 }) }, text.back))),
        h("div", { class: "ls-group" }, h("h2", { tabindex: "-1" }, text.notes),
          QUESTIONS.map((key) => notes.field(key, text[key], { rows: 3, maxlength: "4000", help: text[`${key}_help`], readonly })),
          h("p", { class: "ls-kept-foot" }, notes.state)),
        h("div", { class: "ls-group" }, h("h2", { tabindex: "-1" }, text.actions), h("p", { class: "ls-hint" }, text.actions_help),
          h("p", { class: "ls-hint ls-without", role: "status" }),
          suggestions("action-owners", owners), list,
          !readonly && h("button", { type: "button", class: "ls-secondary", "data-key": "add-action", onclick: () => {
            const number = Math.max(0, ...rows.keys()) + 1;
            if (number > 40) return;
            extra += 1;
            row(number);
            el.querySelector(`[data-action="${number}"] textarea`)?.focus();
          } }, text.add)));
    }

    function update({ text = {}, values = {}, actions = [], without = [], owners = [], readonly }) {
      notes.take(values);
      for (const [number, group] of rows) {
        const own = actions.find((one) => one.number === number);
        if (own) group.take({ action: own.action, owner: own.owner, due: own.due });
        else if (!readonly) group.offer({ action: "", owner: owners[number - 1] || "", due: "" });
      }
      const line = el.querySelector(".ls-without");
      const said = without.length ? fill(text.without, { seats: without.join(text.comma) }) : "";
      if (line && line.textContent !== said) line.textContent = said;
    }

    steady(model, el, "hotwash", ({ text, numbers, owners, readonly, left, back }) => [text, numbers, owners, readonly, left, back], build, update);
    notes.recover();
    rows.forEach((group) => group.recover());
    if (model.get("data").focus) setTimeout(() => { el.querySelector("h1")?.focus({ preventScroll: true }); scrollTo({ top: 0 }); }, 120);
  },
};
