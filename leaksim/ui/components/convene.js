import { add, fill, h, icon, store, unique } from "./common.js";

// Setting up a session. Nothing is stored before the button; until then the browser keeps what was typed.
export default {
  render({ model, el }) {
    el.classList.add("ls", "ls-convene");
    const draftKey = `convene:${location.pathname}`;
    const data = () => model.get("data") || {};
    const chosen = store(sessionStorage, draftKey) || { ...data().chosen, team: "", seats: data().seats.map((role) => ({ role, who: "" })), desk: {} };
    let busy = false;
    let problem = "";
    const remember = () => store(sessionStorage, draftKey, chosen);
    const go = () => {
      busy = true;
      problem = "";
      redraw();
      model.send({
        type: "session_set_up", serial: 1, team: chosen.team, preset: chosen.preset, mode: chosen.mode,
        organisation: chosen.organisation || null, incident_type: chosen.incident_type || null,
        seats: chosen.seats.filter((seat) => seat.role.trim()).map((seat) => [seat.role.trim(), seat.who.trim()]),
        desk: ["name", "extension", "out_of_hours", "deputy"].map((key) => chosen.desk[key] || ""),
      });
    };
    const input = (label, key, value, set, extra = {}) => {
      const id = unique("convene");
      return h("div", { class: "ls-kept-field" }, h("label", { for: id }, label),
        h("input", { id, type: "text", maxlength: "60", autocomplete: "off", "data-key": key, value: value || "", ...extra,
          oninput: (event) => { set(event.target.value); remember(); } }));
    };
    const radios = (name, list) => h("div", { class: "ls-options" }, list.map(({ id, label, help }) => h("label", { class: "ls-option" },
      h("input", { type: "radio", name: `convene-${name}`, checked: chosen[name] === id, "data-key": `${name}-${id}`,
        onchange: () => { chosen[name] = id; remember(); } }),
      h("span", {}, label, help && h("span", { class: "ls-option-help" }, help)))));
    const select = (label, key, any, list, help) => {
      const id = unique("convene");
      return h("div", { class: "ls-question" }, h("label", { for: id }, label),
        h("select", { id, "data-key": key, onchange: (event) => { chosen[key] = event.target.value; remember(); redraw(); } },
          h("option", { value: "", selected: !chosen[key] }, any),
          list.map((one) => h("option", { value: one.id, selected: one.id === chosen[key] }, one.label))),
        help && h("p", { class: "ls-help" }, help));
    };
    const seatRow = (text, seat, number, suggest) => h("li", { class: "ls-seat" },
      input(fill(text.seat_role, { n: number + 1 }), `seat-${number}`, seat.role, (value) => { seat.role = value; }, { list: suggest }),
      input(fill(text.seat_who, { n: number + 1 }), `who-${number}`, seat.who, (value) => { seat.who = value; }),
      h("button", { type: "button", class: "ls-link", "data-key": `drop-${number}`, "aria-label": `${text.seat_drop} – ${seat.role || number + 1}`, onclick: () => {
        chosen.seats.splice(number, 1);
        remember();
        redraw();
        el.querySelector("[data-key=add-seat]")?.focus();
      } }, text.seat_drop));

    function redraw() {
      const { text = {}, presets = [], organisations = [], types = [], modes = [], suggestions = [], fixed } = data();
      const focused = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      const preset = organisations.find((one) => one.id === chosen.organisation);
      const note = (types.find((one) => one.id === chosen.incident_type)?.notes || {})[chosen.organisation];
      el.replaceChildren();
      add(el, [h("div", { class: "ls-session-page" },
        h("p", { class: "ls-phase-lead" }, text.step),
        h("h1", { tabindex: "-1" }, text.title),
        h("p", { class: "ls-lead" }, text.lead),
        h("div", { class: "ls-session-columns" },
          h("div", {},
            h("fieldset", { class: "ls-question" }, h("legend", {}, text.preset), radios("preset", presets)),
            h("fieldset", { class: "ls-question" }, h("legend", {}, text.seats), h("p", { class: "ls-help" }, text.seats_help),
              h("datalist", { id: "convene-roles" }, suggestions.map((name) => h("option", { value: name }))),
              h("ol", { class: "ls-seats" }, chosen.seats.map((seat, number) => seatRow(text, seat, number, "convene-roles"))),
              h("button", { type: "button", class: "ls-secondary", "data-key": "add-seat", disabled: chosen.seats.length >= 12, onclick: () => {
                chosen.seats.push({ role: "", who: "" });
                remember();
                redraw();
                el.querySelector(`[data-key=seat-${chosen.seats.length - 1}]`)?.focus();
              } }, text.seat_add))),
          h("div", {},
            h("div", { class: "ls-question" }, input(text.team, "team", chosen.team, (value) => { chosen.team = value; }), h("p", { class: "ls-help" }, text.team_help)),
            fixed && h("p", { class: "ls-hint" }, fixed),
            !fixed && select(text.organisation, "organisation", text.any, organisations, preset ? fill(text.playbook, { title: preset.playbook }) : text.playbook_any),
            !fixed && select(text.type, "incident_type", text.type_any, types, text.type_help),
            note && h("p", { class: "ls-caution" }, icon("alert"), h("span", {}, note)),
            h("fieldset", { class: "ls-question" }, h("legend", {}, text.mode), radios("mode", modes)),
            h("details", { class: "ls-fold", open: chosen.desk_open, ontoggle: (event) => { chosen.desk_open = event.target.open; remember(); } },
              h("summary", { "data-key": "desk" }, text.desk), h("p", { class: "ls-help" }, text.desk_help),
              ["name", "extension", "out_of_hours", "deputy"].map((key) => input(text[`desk_${key}`], `desk-${key}`, chosen.desk[key], (value) => { chosen.desk[key] = value; }))))),
        h("div", { class: "ls-session-go" },
          problem && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem),
          h("p", { class: "ls-hint", role: "status" }, busy ? text.preparing : text.go_help),
          h("button", { type: "button", class: "ls-primary ls-big", "data-key": "convene", disabled: busy, onclick: go }, busy ? text.starting : text.go, icon("arrow"))))]);
      if (focused) el.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    model.on("change:data", redraw);
    model.on("msg:custom", (message) => {
      if (message?.type === "go") {
        store(sessionStorage, draftKey, null);
        location.assign(message.address);
      } else if (message?.type === "refused") { busy = false; problem = message.message; redraw(); }
    });
    redraw();
  },
};
