import { add, fill, h, icon, sender, store, unique } from "./common.js";
import { hintButton, hintNote } from "./hint.js";
import { momentField } from "./moment.js";

const CERTAINTIES = ["confirmed", "presumed", "unknown"];
const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export default {
  render({ model, el, signal }) {
    el.classList.add("ls", "ls-form");
    const draftKey = `drafts:${location.pathname}`;
    const drafts = store(sessionStorage, draftKey) || {};
    const fields = new Map();
    let shape = "";
    const data = () => model.get("data") || {};
    const words = () => data().text || {};
    const remember = () => store(sessionStorage, draftKey, Object.keys(drafts).length ? drafts : null);

    const send = sender(model, signal, (message, { question, number }) => {
      const field = fields.get(question);
      if (!field || field.number !== number) return;
      field.pending = false;
      if (message.type === "saved") {
        delete drafts[question];
        remember();
        field.note(field.value === null && !field.certainty ? "" : "saved");
      } else field.note("refused", message.message);
    });

    // What can be stored is stored at once; anything less stays a draft on this page.
    function changed(field) {
      const { question } = field;
      const unknown = field.certainty === "unknown";
      const empty = field.value === null || field.value === "" || (Array.isArray(field.value) && !field.value.length);
      const complete = unknown || (field.certainty && !empty && !field.problem);
      if (complete) {
        field.pending = true;
        field.stored = true;
        field.note("saving");
        drafts[question.id] = { certainty: field.certainty, value: field.value };
        field.number = (field.number || 0) + 1;
        send({ type: "answer", question: question.id, certainty: field.certainty, value: unknown ? null : field.value },
          { question: question.id, number: field.number });
      } else {
        if (field.problem || (empty && !field.certainty)) delete drafts[question.id];
        else drafts[question.id] = { certainty: field.certainty, value: field.value };
        if (field.stored) {
          field.stored = false;
          field.number = (field.number || 0) + 1;
          send({ type: "withdraw", question: question.id }, { question: question.id, number: field.number });
        }
        if (field.problem) field.note("problem", field.problem);
        else if (!empty) field.note("certainty_missing");
        else if (field.certainty) field.note("value_missing");
        else field.note("");
      }
      remember();
      field.paint();
    }

    function control(field) {
      const { question } = field;
      const text = words();
      const pick = (value) => {
        field.value = value;
        if (field.certainty === "unknown") field.certainty = null;
        changed(field);
      };
      const named = { "aria-describedby": question.help ? field.ids : null };
      if (question.kind === "choice" || question.kind === "multi_choice") {
        const many = question.kind === "multi_choice";
        if (!many && question.options.length > 9) {
          const select = h("select", { ...named, "aria-label": question.prompt, onchange: () => pick(select.value || null) },
            h("option", { value: "" }, text.choose), question.options.map((o) => h("option", { value: o.id }, o.label)));
          field.show = () => { select.value = field.value || ""; };
          return select;
        }
        const name = unique("option");
        const boxes = question.options.map((option) => {
          const input = h("input", {
            type: many ? "checkbox" : "radio", name, value: option.id,
            onchange: () => pick(many ? boxes.filter(([box]) => box.checked).map(([box]) => box.value) : option.id),
          });
          return [input, h("label", { class: "ls-option" }, input, h("span", {}, option.label))];
        });
        field.show = () => boxes.forEach(([box]) => {
          box.checked = many ? (field.value || []).includes(box.value) : field.value === box.value;
        });
        return h("div", { class: "ls-options" }, many && h("p", { class: "ls-hint" }, text.several), boxes.map(([, label]) => label));
      }
      if (question.kind === "number") {
        const input = h("input", {
          ...named, type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "13", "aria-label": question.prompt,
          onchange: () => {
            const digits = input.value.normalize("NFKC").replace(/[,\s]/g, "");
            field.problem = digits === "" || /^\d{1,10}$/.test(digits) ? "" : text.number_wrong;
            input.setAttribute("aria-invalid", String(Boolean(field.problem)));
            pick(digits === "" || field.problem ? (field.problem ? input.value : null) : Number(digits));
          },
        });
        field.show = () => {
          if (document.activeElement !== input || typeof field.value === "number") {
            input.value = typeof field.value === "number" ? field.value.toLocaleString() : field.value || "";
          }
        };
        return h("div", { class: "ls-number-field" }, input, question.unit && h("span", { class: "ls-unit" }, question.unit));
      }
      return momentField(field, question.prompt, text, named, pick);
    }

    function build(question) {
      const text = words();
      const field = { question, value: null, certainty: null, stored: false, pending: false, problem: "", ids: unique("help") };
      const state = h("span", { class: "ls-state", role: "status" });
      const name = unique("certainty");
      const radios = CERTAINTIES.map((id) => {
        const input = h("input", {
          type: "radio", name, value: id,
          onchange: () => {
            field.certainty = id;
            if (id === "unknown") { field.value = null; field.problem = ""; }
            changed(field);
          },
        });
        return [input, h("label", {}, input, h("span", {}, text[id]))];
      });
      const carried = h("p", { class: "ls-carried" });
      const clear = h("button", {
        type: "button", class: "ls-link", onclick: () => {
          field.value = null; field.certainty = null; field.problem = "";
          changed(field);
          radios[0][0].focus();
        },
      }, text.clear);
      field.note = (kind, message) => {
        state.dataset.kind = kind;
        state.replaceChildren();
        const signs = { saved: "tick", refused: "alert", problem: "alert", certainty_missing: "dash", value_missing: "dash" };
        if (signs[kind]) state.append(icon(signs[kind]));
        if (kind) state.append(message || text[kind] || "");
      };
      const input = control(field);
      field.paint = () => {
        field.show();
        radios.forEach(([radio]) => { radio.checked = radio.value === field.certainty; });
        clear.hidden = field.value === null && !field.certainty;
        field.node.dataset.answered = field.stored ? "yes" : "no";
      };
      field.take = (answer) => {
        const draft = drafts[question.id];
        const source = draft || answer;
        field.carried = Boolean(answer && answer.carried);
        field.stored = Boolean(answer && !answer.carried);
        field.value = source ? source.value ?? null : null;
        field.certainty = source ? source.certainty : null;
        carried.replaceChildren();
        if (field.carried) carried.append(icon("clock"), fill(text.carried, { value: answer.shown }));
        carried.hidden = !field.carried;
        if (draft && !same([draft.certainty, draft.value], answer && [answer.certainty, answer.value])) {
          if (draft.certainty && (draft.value !== null || draft.certainty === "unknown")) field.note("unsent");
          else field.note(draft.certainty ? "value_missing" : "certainty_missing");
        } else field.note(field.stored ? "saved" : field.carried ? "carried_open" : "");
        field.paint();
      };
      // A hint is asked for by its own button and stays on the page; the answer is not touched.
      const hintPlace = h("div", { class: "ls-hint-place" });
      const hintAsk = h("span", {});
      field.hint = () => {
        const { hints, hint_text: hintText } = data();
        const shown = hints && hints[question.id];
        if (field.hinted === Boolean(shown) && !shown) return;
        field.hinted = Boolean(shown);
        hintAsk.replaceChildren();
        hintPlace.replaceChildren();
        if (shown) hintPlace.append(hintNote(shown, hintText));
        else if (hints) hintAsk.append(hintButton(hintText, question.prompt, () => send({ type: "hint", question: question.id, decision: null }, {})));
      };
      field.node = h("fieldset", { class: "ls-question" },
        h("legend", {}, question.prompt),
        question.help && h("p", { class: "ls-help", id: field.ids }, question.help),
        carried, input,
        h("div", { class: "ls-certainty", role: "radiogroup", "aria-label": text.certainty }, radios.map(([, label]) => label)),
        hintPlace,
        h("div", { class: "ls-question-foot" }, state, hintAsk, clear));
      field.hint();
      fields.set(question.id, field);
      return field.node;
    }

    function redraw() {
      const { text = {}, groups = [] } = data();
      const now = JSON.stringify([text, groups.map((g) => [g.id, g.label, g.questions.map(({ answer, ...rest }) => rest)])]);
      if (now !== shape) {
        shape = now;
        fields.clear();
        el.replaceChildren();
        add(el, [
          h("details", { class: "ls-fold" }, h("summary", {}, text.certainty_help),
            h("dl", { class: "ls-legend" }, CERTAINTIES.map((id) => h("div", {}, h("dt", {}, text[id]), h("dd", {}, text[`${id}_means`]))))),
          groups.map((group) => h("section", { class: "ls-group", "data-section": group.id },
            h("h2", { tabindex: "-1" }, group.label), group.questions.map(build))),
        ]);
        for (const group of groups) for (const question of group.questions) fields.get(question.id).take(question.answer);
        return;
      }
      for (const group of groups) {
        for (const question of group.questions) {
          const field = fields.get(question.id);
          field.hint();
          if (!field.pending && !drafts[question.id]) field.take(question.answer);
        }
      }
    }
    model.on("change:data", redraw);
    redraw();
    // Answers that were under way when the page was left are sent again.
    for (const field of fields.values()) {
      const draft = drafts[field.question.id];
      if (draft && draft.certainty && (draft.value !== null || draft.certainty === "unknown")) changed(field);
    }
  },
};
