import { fill, h } from "./common.js";
import { keeper, steady, suggestions } from "./kept.js";

// The log: what was chosen comes from the run; who answers for it, and why, is written here.
export default {
  render({ model, el, signal }) {
    const keep = keeper(model, signal, "decisions");
    const lines = new Map();
    const unfolded = new Map();
    const fields = ({ owner, rationale, dissent }) => ({ owner, rationale, dissent });

    function build({ text = {}, lines: own = [], owners = [], readonly, title }) {
      lines.clear();
      keep.forget();
      const draw = (line) => {
        const group = keep.group(line.id, (values) => ({ type: "session_log", decision: line.id, ...values }));
        const chosen = h("ul", { class: "ls-study ls-log-chosen" });
        lines.set(line.id, { group, chosen });
        const body = h("div", {},
          h("p", { class: "ls-hint" }, line.facts ? text.known : text.acts), chosen,
          line.open && !line.facts && h("p", { class: "ls-help" }, text.acts_help),
          group.field("owner", text.owner, { list: "decision-owners", maxlength: "60", readonly }),
          group.field("rationale", text.rationale, { rows: 3, maxlength: "4000", readonly }),
          group.field("dissent", text.dissent, { rows: 2, maxlength: "4000", readonly }),
          h("p", { class: "ls-kept-foot" }, group.state));
        const times = line.times && h("span", { class: "ls-pane-note" }, line.times);
        if (line.open) return h("fieldset", { class: "ls-question ls-log-line-open", "data-decision": line.id }, h("legend", {}, line.label), body);
        return h("details", { class: "ls-fold ls-log-entry", "data-decision": line.id, open: unfolded.get(line.id) || false,
          ontoggle: (event) => unfolded.set(line.id, event.target.open) },
        h("summary", { "data-key": `fold-${line.id}` }, line.label, times, h("span", { class: "ls-pane-note ls-log-owner" })), body);
      };
      const open = own.filter((line) => line.open);
      const rest = own.filter((line) => !line.open);
      return h("section", { class: "ls-group", "data-section": "decisions" },
        h("h2", { tabindex: "-1" }, title), h("p", { class: "ls-hint" }, readonly ? text.closed : text.intro),
        suggestions("decision-owners", owners), open.map(draw),
        rest.length > 0 && open.length > 0 && h("h3", {}, text.earlier), rest.map(draw));
    }

    function update({ text = {}, lines: own = [] }) {
      for (const line of own) {
        const { group, chosen } = lines.get(line.id);
        const shown = line.chosen.length ? line.chosen : [text.nothing];
        chosen.replaceChildren(...shown.map((one) => h("li", {}, one)));
        const owner = el.querySelector(`[data-decision="${CSS.escape(line.id)}"] .ls-log-owner`);
        if (owner) owner.textContent = line.owner ? fill(text.owned, { owner: line.owner }) : text.unowned;
        group.take(fields(line));
      }
    }

    steady(model, el, "decisions", (data) => [data.text, data.owners, data.readonly, data.title,
      (data.lines || []).map(({ id, label, facts, open, times }) => [id, label, facts, open, times])], build, update);
    lines.forEach(({ group }) => group.recover());
  },
};
