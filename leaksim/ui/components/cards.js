import { fill, h, hear, icon, mount, sender } from "./common.js";
import { hintButton, hintNote } from "./hint.js";

export default {
  render({ model, el, signal }) {
    const overlay = new Map();
    let problem = "";
    let unfolded = null;
    let busy = false;
    let told = "";
    const waiting = new Set();
    const send = sender(model, signal, (message, { card, number }) => {
      problem = message.type === "refused" ? message.message : "";
      if (overlay.get(card)?.number === number) overlay.delete(card);
      redraw();
    });
    const settle = ({ id }) => { if (waiting.delete(id)) redraw(); };
    hear("saving", ({ id }) => { waiting.add(id); told = ""; redraw(); }, signal);
    hear("saved", settle, signal);
    hear("refused", settle, signal);
    model.on("msg:custom", (message) => {
      if (message?.type === "carried") { busy = false; told = message.text; redraw(); }
      if (message?.type === "refused" && busy) { busy = false; problem = message.message; redraw(); }
    });
    let numbers = 0;
    const set = (card, chosen, first) => {
      numbers += 1;
      overlay.set(card.id, { chosen, first, number: numbers });
      send(chosen ? { type: "choose", card: card.id, first } : { type: "unchoose", card: card.id }, { card: card.id, number: numbers });
      redraw();
    };
    const now = (card) => ({ ...card, ...(overlay.get(card.id) || {}) });

    const redraw = mount(model, el, "cards", ({ text = {}, decisions = [], earlier = [], limit = 3, carry = {}, phase, done = [], hints = null, hint_text: hintText = {} }) => {
      const chosen = [...decisions.flatMap((decision) => decision.cards), ...earlier].filter((card) => now(card).chosen).length;
      const doNow = () => { busy = true; told = ""; redraw(); model.send({ type: "carry", phase, serial: 1 }); };
      const draw = (raw, firsts) => {
        const card = now(raw);
        const full = firsts >= limit && !card.first;
        return h("li", { class: "ls-card", "data-chosen": card.chosen ? "yes" : null },
          h("label", { class: "ls-card-main" },
            h("input", { type: "checkbox", checked: card.chosen, "data-key": `do-${card.id}`, onchange: (e) => set(card, e.target.checked, false) }),
            h("span", { class: "ls-card-text" }, h("span", {}, card.label),
              card.minutes > 0 && h("span", { class: "ls-card-time" }, icon("clock"), fill(text.minutes, { n: card.minutes })))),
          card.chosen && h("label", { class: "ls-card-first", "data-full": full ? "yes" : null },
            h("input", { type: "checkbox", checked: card.first, disabled: full, "data-key": `first-${card.id}`, onchange: (e) => set(card, true, e.target.checked) }),
            h("span", {}, icon("flag"), full ? fill(text.first_full, { limit }) : text.first)));
      };
      return h("div", {},
        problem && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem),
        decisions.map((decision, index) => {
          const cards = decision.cards.map(now);
          const firsts = cards.filter((card) => card.chosen && card.first).length;
          const minutes = cards.filter((card) => card.chosen).reduce((sum, card) => sum + card.minutes, 0);
          return h("section", { class: "ls-group", "data-section": decision.id },
            h("h2", { tabindex: "-1" }, decision.heading,
              decisions.length > 1 && h("span", { class: "ls-pane-note" }, fill(text.place, { n: index + 1, all: decisions.length }))),
            index === 0 && h("p", { class: "ls-choose" }, text.choose),
            h("p", { class: "ls-hint", role: "status" },
              fill(text.counter, { n: cards.filter((card) => card.chosen).length, all: cards.length, first: firsts, limit }),
              minutes > 0 && fill(text.total, { minutes })),
            hints && (hints[decision.id]
              ? hintNote(hints[decision.id], hintText)
              : hintButton(hintText, decision.heading, () => send({ type: "hint", question: null, decision: decision.id }, {}))),
            h("ul", { class: "ls-card-list" }, decision.cards.map((card) => draw(card, firsts))));
        }),
        earlier.length > 0 && h("details", { class: "ls-fold", open: unfolded ?? earlier.some((card) => now(card).chosen), ontoggle: (e) => { unfolded = e.target.open; } },
          h("summary", {}, fill(text.earlier, { n: earlier.length })),
          h("p", { class: "ls-hint" }, text.earlier_help),
          h("ul", { class: "ls-card-list" }, earlier.map((card) => draw(card, 0)))),
        done.length > 0 && h("details", { class: "ls-fold ls-done", open: true },
          h("summary", {}, fill(carry.done, { n: done.length })),
          h("ul", { class: "ls-study" }, done.map((act) => h("li", {}, h("time", {}, act.at), " ", act.label)))),
        h("p", { class: "ls-hint", role: "status" }, busy ? carry.busy : told),
        chosen > 0 && h("div", { class: "ls-carry" },
          h("p", { class: "ls-hint" }, waiting.size > 0 ? carry.saving : carry.help),
          h("button", { type: "button", class: "ls-secondary", "data-key": "carry", disabled: busy || waiting.size > 0, onclick: doNow }, icon("clock"), carry.now)));
    });
  },
};
