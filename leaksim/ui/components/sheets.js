import { add, fill, h, icon, sender, store, unique } from "./common.js";
import { momentField } from "./moment.js";
import { clauseLink } from "./items.js";
import { keep } from "./saving.js";

const CERTAINTIES = ["confirmed", "presumed", "unknown"];
const STATE_SIGNS = { saved: "tick", refused: "alert", problem: "alert", certainty_missing: "dash", value_missing: "dash", unsent: "dash" };
const isEmpty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

export default {
  render({ model, el, signal }) {
    el.classList.add("ls", "ls-sheets");
    const draftKey = `sheets:${location.pathname}`;
    const drafts = store(sessionStorage, draftKey) || {};
    const openKey = `sheets-open:${location.pathname}`;
    const opened = new Set(store(sessionStorage, openKey) || []);
    const fields = new Map();
    const said = new Map();
    let shape = "";
    const data = () => model.get("data") || {};
    const words = () => data().text || {};
    const remember = () => store(sessionStorage, draftKey, Object.keys(drafts).length ? drafts : null);

    const send = sender(model, signal, (message, { key, number, form, saving }) => {
      if (saving || form) {
        if (message.type !== "saved") say(form, message.message);
        else if (!saving) say(form, "");
        return;
      }
      const field = fields.get(key);
      if (!field || field.number !== number) return;
      field.pending = false;
      if (message.type === "saved") {
        delete drafts[key];
        remember();
        field.note(field.certainty || !isEmpty(field.value) ? "saved" : "");
      } else field.note("refused", message.message);
    });
    model.on("msg:custom", (message) => {
      if (message?.type !== "file") return;
      keep(message);
      said.forEach((_, form) => say(form, said.get(form).busy ? fill(words().made, { name: message.name }) : ""));
    });

    function say(form, text, busy) {
      const line = said.get(form);
      if (line) { line.node.textContent = text; line.busy = Boolean(busy); }
    }

    // A field is stored as soon as it says something whole; less than that stays a draft on this page.
    function changed(field) {
      const free = field.kind === "text";
      const unknown = field.certainty === "unknown";
      const empty = isEmpty(field.value) || (free && !String(field.value).trim());
      const whole = !field.problem && (unknown || (empty ? !field.certainty : free || Boolean(field.certainty)));
      drafts[field.key] = { certainty: field.certainty, value: field.value };
      remember();
      field.paint();
      if (!whole) {
        field.note(field.problem ? "problem" : empty ? "value_missing" : "certainty_missing", field.problem);
        return;
      }
      field.pending = true;
      field.number = (field.number || 0) + 1;
      field.note("saving");
      send({
        type: "fill", form: field.form, field: field.id, certainty: empty && !unknown ? null : field.certainty,
        value: free || unknown || empty ? null : field.value, text: free && !unknown && !empty ? field.value : null,
      }, { key: field.key, number: field.number });
    }

    function control(field, spec) {
      const text = words();
      const named = { "aria-label": spec.label, "aria-describedby": spec.help ? field.help : null };
      const pick = (value) => {
        field.value = value;
        if (field.certainty === "unknown") field.certainty = null;
        changed(field);
      };
      if (spec.kind === "text") {
        const area = h("textarea", { ...named, rows: "2", maxlength: "4000", onchange: () => pick(area.value || null) });
        field.show = () => { if (document.activeElement !== area || field.certainty) area.value = field.value || ""; };
        return area;
      }
      if (spec.kind === "choice" || spec.kind === "multi_choice") {
        const many = spec.kind === "multi_choice";
        if (!many && spec.options.length > 9) {
          const select = h("select", { ...named, onchange: () => pick(select.value || null) },
            h("option", { value: "" }, text.choose), spec.options.map((o) => h("option", { value: o.id }, o.label)));
          field.show = () => { select.value = field.value || ""; };
          return select;
        }
        const name = unique("sheet-option");
        const boxes = spec.options.map((option) => {
          const input = h("input", { type: many ? "checkbox" : "radio", name, value: option.id,
            onchange: () => pick(many ? boxes.filter(([box]) => box.checked).map(([box]) => box.value) : option.id) });
          return [input, h("label", { class: "ls-option" }, input, h("span", {}, option.label))];
        });
        field.show = () => boxes.forEach(([box]) => {
          box.checked = many ? (field.value || []).includes(box.value) : field.value === box.value;
        });
        return h("div", { class: "ls-options" }, many && h("p", { class: "ls-hint" }, text.several), boxes.map(([, label]) => label));
      }
      if (spec.kind === "number") {
        const input = h("input", { ...named, type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "13", onchange: () => {
          const digits = input.value.normalize("NFKC").replace(/[,\s]/g, "");
          field.problem = digits === "" || /^\d{1,10}$/.test(digits) ? "" : text.number_wrong;
          input.setAttribute("aria-invalid", String(Boolean(field.problem)));
          pick(digits === "" ? null : field.problem ? input.value : Number(digits));
        } });
        field.show = () => { input.value = typeof field.value === "number" ? field.value.toLocaleString() : field.value || ""; };
        return h("div", { class: "ls-number-field" }, input, spec.unit && h("span", { class: "ls-unit" }, spec.unit));
      }
      return momentField(field, spec.label, text, named, pick);
    }

    function build(sheet, spec) {
      const text = words();
      const field = { key: `${sheet.id}/${spec.id}`, form: sheet.id, id: spec.id, kind: spec.kind, value: null, certainty: null,
        problem: "", help: unique("help") };
      const state = h("span", { class: "ls-state", role: "status" });
      field.note = (kind, message) => {
        state.dataset.kind = kind;
        state.replaceChildren();
        if (STATE_SIGNS[kind]) state.append(icon(STATE_SIGNS[kind]));
        if (kind) state.append(message || text[kind] || "");
      };
      const input = control(field, spec);
      const name = unique("sheet-certainty");
      const radios = spec.kind === "text" ? [] : CERTAINTIES.map((id) => {
        const radio = h("input", { type: "radio", name, value: id, onchange: () => {
          field.certainty = id;
          if (id === "unknown") { field.value = null; field.problem = ""; }
          changed(field);
        } });
        return [radio, h("label", {}, radio, h("span", {}, text[id]))];
      });
      const unknown = spec.kind === "text" && h("input", { type: "checkbox", onchange: () => {
        field.certainty = unknown.checked ? "unknown" : null;
        if (unknown.checked) field.value = null;
        changed(field);
      } });
      const clear = h("button", { type: "button", class: "ls-link", "aria-label": `${text.clear} – ${spec.label}`, onclick: () => {
        field.value = null; field.certainty = null; field.problem = "";
        changed(field);
      } }, text.clear);
      field.paint = () => {
        field.show();
        radios.forEach(([radio]) => { radio.checked = radio.value === field.certainty; });
        if (unknown) unknown.checked = field.certainty === "unknown";
        clear.hidden = isEmpty(field.value) && !field.certainty;
      };
      field.take = (entry) => {
        const draft = drafts[field.key];
        field.certainty = draft ? draft.certainty : entry?.certainty ?? null;
        field.value = draft ? draft.value : spec.kind === "text" ? entry?.text || null : entry?.value ?? null;
        field.note(draft ? "unsent" : entry ? "saved" : "");
        field.paint();
        field.node.dataset.answered = entry ? "yes" : "no";
      };
      field.node = h("fieldset", { class: "ls-question", "data-field": field.key },
        h("legend", {}, spec.label, !spec.required && h("span", { class: "ls-pane-note" }, text.optional)),
        spec.help && h("p", { class: "ls-help", id: field.help }, spec.help),
        input,
        radios.length > 0 && h("div", { class: "ls-certainty", role: "radiogroup", "aria-label": `${text.certainty} – ${spec.label}` }, radios.map(([, label]) => label)),
        unknown && h("label", { class: "ls-option" }, unknown, h("span", {}, text.text_unknown)),
        h("div", { class: "ls-question-foot" }, state, clear));
      fields.set(field.key, field);
      return field.node;
    }

    function checked(entry) {
      const text = words();
      return h("li", { class: "ls-sheet-check", "data-tone": entry.tone || null },
        h("p", {}, h("strong", {}, entry.label), entry.verdict && h("span", { class: "ls-pane-note" }, `${entry.sign} ${entry.verdict}`)),
        h("p", { class: "ls-sheet-given" }, h("span", { class: "ls-hint" }, text.given), " ", entry.given || text.empty),
        entry.reason && h("p", { class: "ls-hint" }, entry.reason),
        entry.expected && h("p", { class: "ls-sheet-given" }, h("span", { class: "ls-hint" }, text.expected), " ", entry.expected),
        entry.model && h("p", { class: "ls-sheet-given" }, h("span", { class: "ls-hint" }, text.model), " ", entry.model));
    }

    function drawSheet(sheet) {
      const text = words();
      const status = h("p", { class: "ls-hint", role: "status" });
      said.set(sheet.id, { node: status, busy: false });
      const save = (file, label) => h("button", { type: "button", class: "ls-secondary", "data-key": `${file}-${sheet.id}`, onclick: () => {
        say(sheet.id, text.making, true);
        send({ type: "save", form: sheet.id, file }, { form: sheet.id, saving: true });
      } }, label);
      const fold = h("details", { class: "ls-fold ls-sheet", "data-form": sheet.id, open: opened.has(sheet.id), ontoggle: () => {
        opened[fold.open ? "add" : "delete"](sheet.id);
        store(sessionStorage, openKey, [...opened]);
      } },
      h("summary", {}, sheet.title, h("span", { class: "ls-pane-note ls-sheet-count" })),
      h("p", { class: "ls-hint" }, clauseLink(sheet.address, text, fill(text.clause, { clause: sheet.clause }))),
      sheet.note && h("p", { class: "ls-hint" }, sheet.note),
      h("p", { class: "ls-hint" }, sheet.open ? fill(text.until, { phase: sheet.until }) : text.closed),
      h("button", { type: "button", class: "ls-secondary ls-sheet-take", hidden: true, "data-key": `take-${sheet.id}`,
        onclick: () => send({ type: "take", form: sheet.id }, { form: sheet.id }) }),
      sheet.fields.map((spec) => build(sheet, spec)),
      sheet.check && h("h3", {}, text.check),
      sheet.check && h("p", {}, sheet.check.summary),
      sheet.check && h("ul", { class: "ls-sheet-checks" }, sheet.check.fields.map(checked)),
      h("div", { class: "ls-sheet-buttons" }, save("docx", text.word), save("pdf", text.pdf)), status);
      return fold;
    }

    function redraw() {
      const { text = {}, sheets = [] } = data();
      const now = JSON.stringify([text, sheets.map(({ filled, offers, fields: own, ...rest }) => [rest, own.map(({ entry, ...field }) => field)])]);
      if (now !== shape) {
        const focused = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
        shape = now;
        fields.clear();
        said.clear();
        el.replaceChildren();
        add(el, [h("section", { class: "ls-group", "data-section": "sheets" },
          h("h2", { tabindex: "-1" }, text.title), sheets.some((sheet) => sheet.open) && h("p", { class: "ls-hint" }, text.intro), sheets.map(drawSheet))]);
        for (const sheet of sheets) for (const spec of sheet.fields) fields.get(`${sheet.id}/${spec.id}`).take(spec.entry);
        if (focused) el.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
      }
      for (const sheet of sheets) {
        const count = el.querySelector(`[data-form="${CSS.escape(sheet.id)}"] .ls-sheet-count`);
        if (count) count.textContent = sheet.open ? fill(text.filled, { n: sheet.filled, total: sheet.fields.length }) : "";
        const take = el.querySelector(`[data-form="${CSS.escape(sheet.id)}"] .ls-sheet-take`);
        if (take) {
          take.hidden = !sheet.offers;
          take.textContent = fill(text.take, { n: sheet.offers });
        }
        for (const spec of sheet.fields) {
          const field = fields.get(`${sheet.id}/${spec.id}`);
          if (!field.pending && !drafts[field.key]) field.take(spec.entry);
        }
      }
    }
    model.on("change:data", redraw);
    redraw();
    // What was under way when the page was left is sent again.
    for (const field of fields.values()) if (drafts[field.key]) changed(field);
  },
};
