import { fill, h, icon, mount, store } from "./common.js";

function bars(rows, text, alt) {
  return h("div", { class: "ls-chart", role: "img", "aria-label": alt }, rows.map((row) => {
    const bar = h("span", { class: "ls-chart-bar" });
    bar.style.width = `${row.percent ?? 0}%`;
    return h("div", { class: "ls-chart-row" },
      h("span", { class: "ls-chart-label" }, row.label),
      h("span", { class: "ls-chart-value" }, row.percent === null ? text.not_yet : fill(text.percent, { n: row.percent })),
      h("span", { class: "ls-chart-base" }, bar));
  }));
}

const said = (row, text) => `${row.label} ${row.percent === null ? text.not_yet : fill(text.percent, { n: row.percent })}`;

function grid(caption, names, rows) {
  return h("table", { class: "ls-grid ls-grid-plain" },
    h("caption", { class: "ls-visually-hidden" }, caption),
    h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows));
}

function shares(title, column, rows, text) {
  return h("section", { class: "ls-study-chart" },
    h("h3", {}, title),
    bars(rows, text, fill(text.share_alt, { title, list: rows.map((row) => said(row, text)).join(", ") })),
    h("details", { class: "ls-fold" }, h("summary", {}, text.as_table),
      grid(title, [column, text.col_score], rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.label),
        h("td", { class: "ls-number" }, row.percent === null ? text.not_yet : fill(text.percent, { n: row.percent })))))));
}

// One column per finished exercise, oldest first; the pass mark is a line across.
function course(runs, mark, text) {
  const done = runs.filter((run) => run.percent !== null);
  const list = done.map((run) => `${run.number}. ${run.type} ${fill(text.percent, { n: run.percent })}`).join(", ");
  const line = h("span", { class: "ls-course-mark" });
  line.style.bottom = `${mark}%`;
  return h("div", { class: "ls-course-place" }, h("p", { class: "ls-hint ls-course-legend" }, h("span", { "aria-hidden": "true" }), fill(text.mark, { n: mark })), h("div", { class: "ls-course", role: "img", "aria-label": fill(text.run_alt, { mark, list }) },
    line, done.slice(-12).map((run) => {
      const column = h("span", { class: "ls-course-bar", "data-passed": run.passed ? "yes" : "no" });
      column.style.height = `${Math.max(1, run.percent)}%`;
      return h("span", { class: "ls-course-run" }, h("span", { class: "ls-course-value" }, run.percent), column, h("span", { class: "ls-course-number" }, run.number));
    })));
}

function runTable(runs, text) {
  return grid(text.by_run, [text.col_run, text.col_day, text.col_type, text.col_score, text.col_hints, text.col_state], runs.map((run) => h("tr", {},
    h("th", { scope: "row" }, h("a", { href: run.address, "aria-label": fill(text.open_run, { n: run.number }) }, run.number)),
    h("td", { "data-label": text.col_day }, run.day),
    h("td", { "data-label": text.col_type }, run.type),
    h("td", { class: "ls-number", "data-label": text.col_score }, run.percent === null ? text.not_yet : fill(text.percent, { n: run.percent })),
    h("td", { class: "ls-number", "data-label": text.col_hints }, run.hints),
    h("td", { "data-label": text.col_state }, run.finished ? (run.passed ? text.passed : text.not_passed) : text.under_way))));
}

const part = (title, ...children) => h("section", { class: "ls-result-part" }, h("h2", {}, title), children);

export default {
  render({ model, el }) {
    let busy = "";
    let problem = "";
    const chosen = { incident_type: "", mode: "each_phase", organisation: "" };
    const send = (kind, content) => { busy = kind; problem = ""; redraw(); model.send({ ...content, serial: 1 }); };
    const failed = () => problem && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem);

    // Where a learner begins.
    const beginning = ({ text, begin, home }) => {
      const organisation = begin.find((one) => one.id === chosen.organisation) || begin[0];
      const known = store(localStorage, "study");
      return h("div", { class: "ls-start-page" },
        h("h1", {}, text.begin_title),
        h("p", { class: "ls-lead" }, text.begin_lead),
        failed(),
        h("fieldset", { class: "ls-question" }, h("legend", {}, text.begin_organisation),
          h("div", { class: "ls-options ls-one-column" }, begin.map((one) => h("label", { class: "ls-option" },
            h("input", { type: "radio", name: "organisation", checked: one.id === organisation.id, "data-key": `organisation-${one.id}`,
              onchange: () => { chosen.organisation = one.id; redraw(); } }),
            h("span", {}, one.label, h("span", { class: "ls-option-help" }, fill(text.begin_guide, { title: one.guide }))))))),
        h("div", { class: "ls-start-buttons" },
          h("button", { type: "button", class: "ls-primary ls-big", "data-key": "begin", disabled: Boolean(busy),
            onclick: () => send("begin", { type: "begin_study", organisation: organisation.id }) }, busy ? text.beginning : text.begin, icon("arrow")),
          known && h("a", { class: "ls-secondary ls-big", href: known }, text.again_study)),
        h("p", { class: "ls-hint" }, h("a", { class: "ls-link", href: home }, text.home)));
    };

    const chooser = (data, primary) => {
      const { text, types, weakest, modes } = data;
      return h("section", { class: primary ? "ls-study-choose" : "ls-result-part" }, h(primary ? "h3" : "h2", {}, text.start_title),
        failed(),
        h("div", { class: "ls-start-form" },
          h("div", { class: "ls-question" }, h("label", { for: "study-type" }, text.type),
            h("select", { id: "study-type", "data-key": "type", onchange: (e) => { chosen.incident_type = e.target.value; redraw(); } },
              h("option", { value: "", selected: !chosen.incident_type }, fill(text.weakest, { label: weakest.label })),
              types.map((one) => h("option", { value: one.id, selected: one.id === chosen.incident_type }, one.label))),
            !chosen.incident_type && h("p", { class: "ls-help" }, weakest.reason)),
          h("fieldset", { class: "ls-question" }, h("legend", {}, text.mode), h("div", { class: "ls-options ls-one-column" }, modes.map((mode) => h("label", { class: "ls-option" },
            h("input", { type: "radio", name: "study-mode", checked: chosen.mode === mode, "data-key": `mode-${mode}`, onchange: () => { chosen.mode = mode; redraw(); } }),
            h("span", {}, text[`mode_${mode}`], h("span", { class: "ls-option-help" }, text[`mode_${mode}_help`]))))))),
        h("p", { class: "ls-hint" }, text.hints_note),
        h("div", { class: "ls-start-buttons" }, h("button", { type: "button", class: primary ? "ls-primary ls-big" : "ls-secondary ls-big", "data-key": "practise", disabled: Boolean(busy),
          onclick: () => send("practise", { type: "practise", incident_type: chosen.incident_type || null, mode: chosen.mode }) },
        busy === "practise" ? text.starting : text.start, icon("arrow"))),
        h("p", { class: "ls-hint", role: "status" }, busy === "practise" ? text.preparing : ""));
    };

    const overview = (data) => {
      const { text, runs, due, done, open } = data;
      const finished = runs.filter((run) => run.finished);
      // What to do now: what is due, else what is under way, else an exercise. One of them is the primary button.
      const now = due > 0 ? "due" : data.waiting > 0 ? "more" : open ? "open" : !runs.length ? "first" : done > 0 ? "done" : "none";
      return h("div", { class: "ls-start-page ls-study-page" },
        h("p", { class: "ls-phase-lead" }, fill(text.lead, { organisation: data.organisation, guide: data.guide })),
        h("h1", { tabindex: "-1" }, text.title),
        h("section", { class: "ls-verdict-panel ls-study-now" },
          h("h2", {}, text.now_title),
          h("p", { class: "ls-sentence" }, fill(text[`now_${now}`], { n: now === "due" ? due : done, waiting: data.waiting })),
          due === 0 && !open && chooser(data, true),
          h("div", { class: "ls-buttons" },
            due > 0 && h("button", { type: "button", class: "ls-primary ls-big", "data-key": "review", disabled: Boolean(busy),
              onclick: () => send("review", { type: "review", fresh: false }) }, busy === "review" ? text.loading : fill(text.review, { n: due }), icon("arrow")),
            open && h("a", { class: due > 0 ? "ls-secondary ls-big" : "ls-primary ls-big", href: open, "data-key": "resume" }, text.resume),
            due === 0 && h("button", { type: "button", class: "ls-secondary ls-big", "data-key": "fresh", disabled: Boolean(busy),
              onclick: () => send("fresh", { type: "review", fresh: true }) }, busy === "fresh" ? text.loading : data.waiting > 0 ? text.more : text.fresh)),
          due === 0 && data.waiting === 0 && h("p", { class: "ls-hint" }, text.fresh_help)),
        (due > 0 || open) && chooser(data, false),
        part(text.progress, finished.length
          ? [h("section", { class: "ls-study-chart" }, h("h3", {}, text.by_run), course(runs, data.mark, text),
            h("details", { class: "ls-fold" }, h("summary", { "data-key": "run-table" }, text.as_table), runTable(runs, text))),
          shares(text.by_phase, text.col_phase, data.by_phase, text),
          shares(text.by_type, text.col_type, data.by_type, text)]
          : h("p", { class: "ls-hint" }, text.progress_none)),
        part(text.back_title, data.known
          ? [h("p", {}, fill(text.known, { n: data.known })),
            data.coming.length > 0 && h("ul", { class: "ls-study-days" }, data.coming.map((one) => h("li", {}, icon("clock"), fill(text.back_days, one)))),
            data.weak.length > 0 && [h("h3", {}, text.weak_title), h("ul", { class: "ls-study ls-study-weak" }, data.weak.map((one) => h("li", {}, one.label,
              h("span", { class: "ls-pane-note" }, one.due ? fill(text.due_on, { day: one.due }) : text.due_today))))]]
          : h("p", { class: "ls-hint" }, text.back_none)),
        part(text.lessons, h("p", { class: "ls-hint" }, text.lessons_help),
          data.lessons.map((kind) => h("details", { class: "ls-fold" }, h("summary", {}, kind.label),
            h("ul", { class: "ls-study-lessons" }, kind.links.map((link) => h("li", {}, h("a", { class: "ls-secondary", href: link.address }, link.label))))))),
        h("p", { class: "ls-hint ls-start-foot" }, text.keep),
        h("p", {}, h("a", { class: "ls-link", href: data.home }, text.home)));
    };

    const redraw = mount(model, el, "study", (data) => {
      if (!data.text) return h("p", { class: "ls-empty" });
      return data.begin ? beginning(data) : overview(data);
    });
    // The page's address is the learner's key: the result of an exercise finds its way back by it.
    if (!(model.get("data") || {}).begin) store(localStorage, "study", location.pathname + location.search);
    model.on("msg:custom", (message) => {
      if (message?.type === "go") location.assign(message.address);
      if (message?.type === "refused") { busy = ""; problem = message.message; redraw(); }
    });
    setTimeout(() => { if (!(model.get("data") || {}).begin) el.querySelector("h1")?.focus({ preventScroll: true }); }, 120);
  },
};
