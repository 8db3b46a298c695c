import { fill, h, icon, mount } from "./common.js";

const EARLY_SECONDS = 300; // before its end, a way on from a stage is offered

// The session's clock and its two ways to stand still. The clock is only shown: nothing ends because of it.
export default {
  render({ model, el, signal }) {
    let since = performance.now();
    let asking = false;
    let busy = false;
    const say = (type, rest = {}) => { busy = true; redraw(); model.send({ type, serial: 1, ...rest }); };
    const ran = () => (model.get("data").running ? Math.floor((performance.now() - since) / 1000) : 0);
    const left = (minutes, seconds) => 60 * minutes - seconds - ran();
    const clock = (text, seconds) => (seconds > 0 ? fill(text.left, { n: Math.ceil(seconds / 60) }) : fill(text.over, { n: Math.floor(-seconds / 60) }));
    let stage = null;
    let total = null;
    let over = null;
    let early = null;

    const tick = () => {
      const { text = {}, stage_minutes, stage_seconds, total_minutes, total_seconds, next } = model.get("data") || {};
      if (!stage) return;
      const seconds = left(stage_minutes, stage_seconds);
      const now = clock(text, seconds);
      if (stage.textContent !== now) stage.textContent = now;
      const all = fill(text.total, { time: clock(text, left(total_minutes, total_seconds)) });
      if (total.textContent !== all) total.textContent = all;
      const kind = seconds > 0 ? "" : text.over_kind;
      if (over.textContent !== kind) over.textContent = kind;
      el.dataset.over = String(seconds <= 0);
      if (early) early.hidden = !next || seconds > EARLY_SECONDS;
    };

    const redraw = mount(model, el, "sessionbar", ({ text = {}, label, next }) => {
      stage = h("strong", { class: "ls-session-left", role: "timer" });
      total = h("span", { class: "ls-hint" });
      over = h("p", { class: "ls-session-over", role: "status" });
      early = next && h("button", { type: "button", class: "ls-secondary", "data-key": "early", hidden: true, disabled: busy,
        onclick: () => say("session_stage", { stage: next }) }, text.early);
      return h("section", { "aria-label": text.label },
        h("div", { class: "ls-session-row" },
          h("p", { class: "ls-session-clock" }, icon("clock"), h("span", { class: "ls-session-stage" }, label), stage, total),
          h("p", { class: "ls-session-reminder" }, icon("phone"), text.reminder),
          h("div", { class: "ls-session-tools" }, early,
            h("button", { type: "button", class: "ls-secondary", "data-key": "pause", disabled: busy, onclick: () => say("session_pause") }, text.pause),
            h("button", { type: "button", class: "ls-secondary ls-session-real", "data-key": "real", "aria-expanded": String(asking), disabled: busy,
              onclick: () => { asking = !asking; redraw(); tick(); if (asking) el.querySelector("[data-key=real-yes]")?.focus(); } }, icon("alert"), text.real))),
        over,
        asking && h("div", { class: "ls-session-ask", role: "group", "aria-label": text.real_title },
          h("p", {}, h("strong", {}, text.real_title), " ", text.real_help),
          h("div", { class: "ls-buttons" },
            h("button", { type: "button", class: "ls-secondary ls-session-real", "data-key": "real-yes", disabled: busy, onclick: () => say("session_stop") }, text.real_yes),
            h("button", { type: "button", class: "ls-secondary", "data-key": "real-no", onclick: () => { asking = false; redraw(); tick(); el.querySelector("[data-key=real]")?.focus(); } }, text.real_no))));
    });
    const fresh = () => { since = performance.now(); busy = false; tick(); };
    model.on("change:data", fresh);
    model.on("msg:custom", (message) => { if (message?.type === "refused") { busy = false; redraw(); tick(); } });
    const timer = setInterval(tick, 1000);
    signal?.addEventListener("abort", () => clearInterval(timer));
    tick();
    if (model.get("data").focus) setTimeout(() => el.querySelector("[data-key=pause]")?.focus({ preventScroll: true }), 120);
  },
};
