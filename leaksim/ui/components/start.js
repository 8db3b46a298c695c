import { fill, h, icon, mount, store } from "./common.js";

export default {
  render({ model, el }) {
    let busy = false;
    let problem = "";
    let unfolded = false;
    const chosen = { organisation: "", incident_type: "", role: "employee", mode: "each_phase", mark_law: false };
    const last = store(localStorage, "last");

    const begin = () => {
      busy = true;
      problem = "";
      redraw();
      model.send({
        type: "start", serial: 1, organisation: chosen.organisation || null, incident_type: chosen.incident_type || null,
        role: chosen.role, mode: chosen.mode, mark_law: chosen.mark_law,
      });
    };

    const beginMode = (mode) => { busy = true; problem = ""; redraw(); model.send({ type: "begin", serial: 2, mode }); };

    const redraw = mount(model, el, "start", ({ text = {}, organisations = [], types = [], roles = [], modes = [], guides, ways = [] }) => {
      const preset = organisations.find((one) => one.id === chosen.organisation);
      const type = types.find((one) => one.id === chosen.incident_type);
      const note = type && type.notes[chosen.organisation || "*"];
      const resume = last && last.address && h("a", { class: "ls-secondary ls-big", href: last.address }, fill(text.resume, { title: last.title || "" }));
      // One primary button: on top, or below the choices while these are unfolded.
      const go = [
        h("div", { class: "ls-start-buttons" },
          h("button", { type: "button", class: "ls-primary ls-big", "data-key": "start", disabled: busy, onclick: begin },
            busy ? text.starting : unfolded ? text.start_chosen : text.start, icon("arrow")),
          !unfolded && resume),
        h("p", { class: "ls-hint", role: "status" }, busy ? text.preparing : unfolded ? "" : text.start_help)];
      const trouble = problem && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem);
      const radio = (name, list) => list.map(({ id, label, help }) => h("label", { class: "ls-option" },
        h("input", { type: "radio", name: `start-${name}`, checked: chosen[name] === id, "data-key": `${name}-${id}`, onchange: () => { chosen[name] = id; redraw(); } }),
        h("span", {}, label, help && h("span", { class: "ls-option-help" }, help))));
      return h("div", { class: "ls-start-page" },
        h("div", { class: "ls-start-lead" },
          h("h1", {}, text.title),
          h("p", { class: "ls-lead" }, text.lead),
          unfolded ? resume && h("div", { class: "ls-start-buttons" }, resume) : [trouble, go]),
        h("ul", { class: "ls-start-points" }, [["mail", "see"], ["flag", "decide"], ["book", "learn"]].map(([sign, key]) => h("li", {}, icon(sign),
          h("div", {}, h("strong", {}, text[`${key}_title`]), h("p", {}, text[`${key}_text`]))))),
        h("section", { class: "ls-ways", "aria-labelledby": "ls-ways-title" },
          h("h2", { id: "ls-ways-title" }, text.ways),
          h("ul", {}, ways.map((way) => h("li", {},
            h("button", { type: "button", class: "ls-way", "data-key": `way-${way.id}`, disabled: busy, onclick: () => beginMode(way.id) },
              h("strong", {}, way.title, icon("arrow")), h("span", {}, way.help)))))),
        h("details", { class: "ls-fold ls-start-choices", open: unfolded, ontoggle: (event) => {
          if (event.target.open === unfolded) return;
          unfolded = event.target.open;
          redraw();
          el.querySelector("[data-key=choices]")?.scrollIntoView({ block: unfolded ? "start" : "nearest" });
        } },
        h("summary", { "data-key": "choices" }, text.choices),
        h("div", { class: "ls-start-form" },
          h("fieldset", { class: "ls-question" }, h("legend", {}, text.role), h("div", { class: "ls-options" }, radio("role", roles))),
          h("fieldset", { class: "ls-question" }, h("legend", {}, text.mode), h("div", { class: "ls-options" }, radio("mode", modes))),
          h("fieldset", { class: "ls-question" }, h("legend", {}, text.law), h("div", { class: "ls-options" }, h("label", { class: "ls-option" },
            h("input", { type: "checkbox", checked: chosen.mark_law, "data-key": "mark-law", onchange: (e) => { chosen.mark_law = e.target.checked; redraw(); } }),
            h("span", {}, text.mark_law, h("span", { class: "ls-option-help" }, text.mark_law_help))))),
          h("div", { class: "ls-question" }, h("label", { for: "start-organisation" }, text.organisation),
            h("select", { id: "start-organisation", "data-key": "organisation", onchange: (e) => { chosen.organisation = e.target.value; redraw(); } },
              h("option", { value: "", selected: !chosen.organisation }, text.any),
              organisations.map((one) => h("option", { value: one.id, selected: one.id === chosen.organisation }, one.label))),
            h("p", { class: "ls-help" }, preset ? fill(text.playbook, { title: preset.playbook }) : text.playbook_any)),
          h("div", { class: "ls-question" }, h("label", { for: "start-type" }, text.type),
            h("select", { id: "start-type", "data-key": "type", onchange: (e) => { chosen.incident_type = e.target.value; redraw(); } },
              h("option", { value: "", selected: !chosen.incident_type }, text.type_any),
              types.map((one) => h("option", { value: one.id, selected: one.id === chosen.incident_type }, one.label))),
            h("p", { class: "ls-help" }, chosen.incident_type ? text.type_chosen : text.type_help)))),
        unfolded && h("div", { class: "ls-start-go" }, trouble,
          h("div", { role: "status" }, note && h("p", { class: "ls-caution ls-start-note" }, icon("alert"),
            h("span", {}, h("strong", {}, [preset?.playbook, type.label].filter(Boolean).join(" – ")), h("br", {}), note))), go),
        h("p", { class: "ls-hint ls-start-foot" }, guides && h("a", { class: "ls-link", href: guides, "data-key": "guides" }, icon("book"), text.guides), text.foot));
    });
    model.on("msg:custom", (message) => {
      if (message?.type === "go") {
        location.assign(message.address);
      } else if (message?.type === "refused") { busy = false; problem = message.message; redraw(); }
    });
  },
};
