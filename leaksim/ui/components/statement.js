import { fill, h, icon } from "./common.js";
import { clauseLink } from "./items.js";
import { keeper, steady } from "./kept.js";

// The public statement: written freely, kept as it is, never marked; beside it what must not be claimed.
export default {
  render({ model, el, signal }) {
    const keep = keeper(model, signal, "statement");
    let group = null;

  
    const names = (text, title, list) => list.length > 0 && h("p", { class: "ls-claims" }, h("strong", {}, title), h("br", {}), list.join(text.comma));

    function build({ text = {}, open, unknown = [], presumed = [], unfounded = [], outlined, outline = [] }) {
      keep.forget();
      group = keep.group("statement", (values) => ({ type: "session_draft", text: values.text }));
      const held = unknown.length + presumed.length > 0;
      return h("section", { class: "ls-group", "data-section": "statement" },
        h("h2", { tabindex: "-1" }, text.title), h("p", { class: "ls-hint" }, open ? text.intro : text.closed),
        held && h("div", { class: "ls-caution" }, icon("part"), h("div", {}, names(text, text.unknown, unknown), names(text, text.presumed, presumed))),
        group.field("text", text.draft, { rows: 8, maxlength: "4000", readonly: !open }),
        h("p", { class: "ls-kept-foot" }, group.state),
        unfounded.length > 0 && h("div", { class: "ls-caution" }, icon("part"), h("div", {}, names(text, text.unfounded, unfounded))),
        !outlined && h("p", { class: "ls-hint" }, text.outline_later),
        outlined && h("details", { class: "ls-fold", "data-key": "outline" }, h("summary", {}, text.outline, h("span", { class: "ls-pane-note" }, fill(text.points, { n: outline.length }))),
          outline.length === 0 && h("p", { class: "ls-hint" }, text.outline_none),
          h("ol", { class: "ls-outline" }, outline.map((point, n) => h("li", {}, h("p", {}, point.text), point.model && h("p", { class: "ls-outline-model" }, h("span", { class: "ls-label" }, text.model), point.model),
            point.clause !== outline[n - 1]?.clause && h("p", { class: "ls-hint" }, clauseLink(point.address, text, point.clause)))))));
    }

    steady(model, el, "statement", ({ value, ...data }) => data, build, ({ value }) => group.take({ text: value }));
    group.recover();
  },
};
