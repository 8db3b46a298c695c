import { fill, h, icon, mount } from "./common.js";
import { drawChain } from "./chain.js";
import { datedNote } from "./dated.js";

// ---- search: what looks alike is alike (full and half width, upper and lower case) ----
const CLUSTER = /.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gsu;
const plainly = (words) => words.normalize("NFKC").toLowerCase();
const termsOf = (query) => plainly(query).split(/\s+/).filter(Boolean);

function marked(words, terms) {
  if (!terms.length) return words;
  let plain = "";
  const starts = [];
  for (const part of words.matchAll(CLUSTER)) {
    const one = plainly(part[0]);
    for (let i = 0; i < one.length; i += 1) starts.push(part.index);
    plain += one;
  }
  const hit = new Set();
  for (const term of terms) {
    for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + term.length)) {
      for (let i = at; i < at + term.length; i += 1) hit.add(starts[i]);
    }
  }
  if (!hit.size) return words;
  const nodes = [];
  for (const part of words.matchAll(CLUSTER)) {
    const found = hit.has(part.index);
    const last = nodes[nodes.length - 1];
    if (last && last.found === found) last.text += part[0];
    else nodes.push({ found, text: part[0] });
  }
  return nodes.map((node) => (node.found ? h("mark", {}, node.text) : node.text));
}

const haystacks = new WeakMap();
function haystack(entry) {
  if (!haystacks.has(entry)) {
    const { item, section } = entry;
    const words = [section.number, section.title, item.act, item.statement, item.text, item.grade_label, item.kind_label, item.condition,
      item.who, item.order, item.deadline, item.caution, item.title, item.label, item.document_says, item.today, ...(item.fields || [])];
    haystacks.set(entry, plainly(words.filter(Boolean).join("\n")));
  }
  return haystacks.get(entry);
}

// A guide's sections in reading order, each with its entries; made once per guide.
const flattened = new WeakMap();
function sectionsOf(guide) {
  if (!flattened.has(guide)) {
    const list = [];
    const walk = (section, depth) => {
      const entries = [];
      const take = (kind, items) => (items || []).forEach((item) => entries.push({ kind, item, section }));
      take("statement", section.statements);
      take("response", section.responses);
      take("severity", section.severity);
      take("form", section.forms);
      take("dated", section.dated);
      list.push({ section, depth, entries });
      (section.parts || []).forEach((part) => walk(part, depth + 1));
    };
    (guide.sections || []).forEach((section) => walk(section, 0));
    flattened.set(guide, list);
  }
  return flattened.get(guide);
}

export default {
  render({ model, el, signal }) {
    const asked = (model.get("data") || {}).asked || {};
    const state = { query: "", type: asked.type || "", phase: asked.phase || "", section: asked.section || "" };
    const wide = matchMedia("(min-width: 900px)");
    let problem = "";
    let timer = 0;
    let parts = {};

    const coverageOf = (guide) => guide.coverage.find((one) => one.type === state.type);
    const active = () => Boolean(state.query.trim() || state.type || state.phase);
    const chooser = (guide) => {
      const terms = termsOf(state.query);
      const coverage = state.type ? coverageOf(guide)?.coverage : "";
      return (entry) => {
        const { types = [], phase } = entry.item;
        if (coverage === "not_stated" || (coverage === "general_chapter_only" && types.length)) return false;
        if (coverage && types.length && !types.includes(state.type)) return false;
        if (state.phase && phase !== state.phase) return false;
        return terms.every((term) => haystack(entry).includes(term));
      };
    };
    const sectionAddress = (data, guide, section) => `${data.address}&playbook=${encodeURIComponent(guide.id)}&section=${encodeURIComponent(section)}`;
    const headingId = (guide, section) => `guide-${guide.id}-${section}`;

    const keepAddress = () => {
      const data = model.get("data");
      const address = new URL(location.href);
      const wanted = { playbook: data.first, compare: data.second, type: state.type, phase: state.phase, section: data.second ? "" : state.section };
      for (const [name, value] of Object.entries(wanted)) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(null, "", address);
    };

    const go = (id) => {
      state.section = id;
      el.querySelectorAll("[data-current]").forEach((node) => delete node.dataset.current);
      const place = el.querySelector(`[data-section="${CSS.escape(id)}"]`);
      if (!place) return false;
      place.dataset.current = "yes";
      el.querySelectorAll(".ls-guide-index a").forEach((link) => {
        if (link.dataset.key !== `index-${id}`) { link.removeAttribute("aria-current"); return; }
        link.setAttribute("aria-current", "true");
        link.scrollIntoView({ block: "nearest" });
      });
      place.scrollIntoView({ block: "start" });
      place.querySelector("h3, h4, h5, h6")?.focus({ preventScroll: true });
      keepAddress();
      return true;
    };

    // ---- entries ----
    const row = (label, value) => value && h("div", {}, h("dt", {}, label), h("dd", {}, value));
    const rows = (...pairs) => pairs.some(Boolean) && h("dl", { class: "ls-guide-rows" }, pairs);
    const named = (data, types) => types.map((id) => data.types.find((one) => one.id === id)?.label || "").join(data.text.comma);

    const drawEntry = (data, guide, { kind, item, section }, { place, types }) => {
      const { text } = data;
      const terms = termsOf(state.query);
      const say = (value) => value && marked(value, terms);
      const tags = [
        !place && item.phase && h("span", { class: "ls-guide-tag" }, data.phases.find((one) => one.id === item.phase)?.label),
        types && !state.type && item.types && h("span", { class: "ls-guide-tag" }, text.only_types, named(data, item.types)),
        place && h("a", { class: "ls-guide-place", href: sectionAddress(data, guide, section.id), target: "_blank", rel: "noopener", title: text.opens },
          h("span", {}, say(section.number), " ", say(section.title))),
      ];
      if (kind === "form") {
        return h("li", { class: "ls-guide-entry", "data-kind": "form" },
          h("p", { class: "ls-guide-head" }, h("span", { class: "ls-guide-kind" }, text.forms), h("strong", {}, say(item.title)), tags),
          h("ol", { class: "ls-guide-fields" }, item.fields.map((field) => h("li", {}, say(field)))));
      }
      if (kind === "dated") {
        return h("li", { class: "ls-guide-entry", "data-kind": "dated" },
          h("p", { class: "ls-guide-head" }, h("span", { class: "ls-guide-kind" }, text.dated), tags), datedNote(item, text));
      }
      if (kind === "severity") {
        return h("li", { class: "ls-guide-entry", "data-kind": "statement" },
          h("p", { class: "ls-guide-head" }, h("span", { class: "ls-guide-kind" }, text.severity), h("strong", {}, say(item.label)), tags),
          rows(row(text.when, say(item.condition || text.severity_rest))));
      }
      if (kind === "statement") {
        return h("li", { class: "ls-guide-entry", "data-kind": "statement" },
          h("p", { class: "ls-guide-head" }, h("span", { class: "ls-guide-kind" }, say(item.kind_label), item.number && ` ${item.number}`), tags),
          h("p", {}, say(item.text)));
      }
      return h("li", { class: "ls-guide-entry", "data-kind": "response", "data-grade": item.grade },
        h("p", { class: "ls-guide-head" }, h("span", { class: "ls-guide-grade" }, h("span", { "aria-hidden": "true" }, item.sign), say(item.grade_label)),
          h("strong", { class: "ls-guide-act" }, say(item.act)), tags),
        h("p", {}, say(item.statement)),
        rows(row(text.when, say(item.condition)), row(text.who, say(item.who)),
          row(text.order, say(item.order)), row(text.deadline, say(item.deadline))),
        item.caution && h("p", { class: "ls-caution" }, icon("alert"), h("span", {}, h("span", { class: "ls-label" }, text.caution), say(item.caution))),
        item.differs && h("p", { class: "ls-hint" }, text.differs, item.differs.map((one, index) => [index > 0 && text.comma,
          h("a", { href: sectionAddress(data, guide, one.section), onclick: (event) => follow(event, data, one.section) }, one.number, " ", one.title)])));
    };
    const follow = (event, data, id) => {
      if (data.second || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!go(id)) { Object.assign(state, { query: "", type: "", phase: "", section: id }); redraw(); go(id); }
    };

    const notice = (data, guide) => {
      const coverage = state.type && coverageOf(guide);
      if (!coverage || coverage.coverage === "own_chapter") return null;
      const line = fill(coverage.coverage === "not_stated" ? data.text.not_stated : data.text.general_only, { type: coverage.type_label });
      return h("p", { class: "ls-guide-silent", role: "note" }, icon("part"), h("span", {}, line, " ", coverage.note));
    };

    const guideHead = (data, guide) => h("div", { class: "ls-guide-title" },
      h("h2", {}, guide.title),
      h("p", { class: "ls-hint" }, fill(data.text.published, { publisher: guide.publisher, published: guide.published || data.text.undated })),
      h("details", { class: "ls-fold" }, h("summary", { "data-key": `coverage-${guide.id}` }, data.text.coverage),
        h("ul", { class: "ls-guide-coverage" }, guide.coverage.map((one) => h("li", { "data-coverage": one.coverage },
          h("span", {}, one.type_label), h("strong", {}, one.label, one.chapter && ` (${fill(data.text.chapter, { number: one.chapter })})`),
          one.note && h("span", { class: "ls-hint" }, one.note))))),
      drawChain(data, guide, (section) => sectionAddress(data, guide, section)),
      notice(data, guide));

    // ---- one guide: by its sections ----
    const drawSections = (data, guide) => {
      const fits = chooser(guide);
      const all = sectionsOf(guide).map((one) => ({ ...one, found: one.entries.filter(fits) }));
      // A section above one that is shown is shown too, so that nothing hangs in the air.
      const shown = new Set();
      const visit = (section) => {
        const inside = (section.parts || []).map(visit).some(Boolean);
        const own = all.find((one) => one.section === section);
        const seen = !active() || own.found.length > 0 || inside;
        if (seen) shown.add(section);
        return seen;
      };
      (guide.sections || []).forEach(visit);
      const visible = all.filter((one) => shown.has(one.section));
      const count = all.reduce((sum, one) => sum + one.found.length, 0);
      parts.index.replaceChildren(h("ul", {}, visible.map(({ section, depth, found }) => h("li", { "data-depth": Math.min(depth, 3) },
        h("a", { href: sectionAddress(data, guide, section.id), "data-key": `index-${section.id}`, "aria-current": section.id === state.section ? "true" : null,
          onclick: (event) => { if (!wide.matches) parts.fold.open = false; follow(event, data, section.id); } },
        h("span", {}, section.number !== section.title && h("span", { class: "ls-guide-number" }, section.number), " ", section.title),
        active() && found.length > 0 && h("span", { class: "ls-pane-note" }, found.length))))));
      parts.content.replaceChildren(guideHead(data, guide), ...(count || !active() ? [] : [h("p", { class: "ls-empty" }, data.text.nothing)]),
        ...visible.map(({ section, depth, found }) => {
          const mixed = new Set(found.map(({ item }) => (item.types || []).join()).filter(Boolean)).size > 1;
          const terms = termsOf(state.query);
          return h("section", { class: "ls-guide-section", "data-section": section.id, "data-depth": Math.min(depth, 3), "data-current": section.id === state.section ? "yes" : null },
            h(`h${Math.min(3 + depth, 6)}`, { id: headingId(guide, section.id), tabindex: "-1" },
              section.number !== section.title && [h("span", { class: "ls-guide-number" }, marked(section.number, terms)), " "], h("span", {}, marked(section.title, terms)),
              section.page && h("span", { class: "ls-pane-note" }, fill(data.text.page, { n: section.page }))),
            found.length > 0 && h("ul", { class: "ls-guide-entries" }, found.map((entry) => drawEntry(data, guide, entry, { types: mixed }))));
        }));
      parts.status.textContent = fill(data.text.found, { n: count });
    };

    // ---- two guides: phase by phase, one column each ----
    const drawSideBySide = (data) => {
      const { text, guides } = data;
      const found = guides.map((guide) => {
        const fits = chooser(guide);
        return sectionsOf(guide).flatMap((one) => one.entries).filter(fits);
      });
      const bands = [...data.phases.filter((one) => !state.phase || one.id === state.phase), ...(state.phase ? [] : [{ id: "", label: text.no_phase }])];
      const silent = (guide, id) => (sectionsOf(guide).some((one) => one.entries.some(({ item }) => item.phase === id)) ? text.phase_nothing : text.phase_silent);
      parts.index.replaceChildren(h("ul", {}, bands.map(({ id, label }) => h("li", {}, h("a", { href: `#guide-phase-${id}`, "data-key": `phase-${id}`,
        onclick: (event) => {
          event.preventDefault();
          if (!wide.matches) parts.fold.open = false;
          const heading = el.querySelector(`#guide-phase-${CSS.escape(id)}`);
          heading.scrollIntoView({ block: "start" });
          heading.focus({ preventScroll: true });
        } }, label, h("span", { class: "ls-pane-note" }, found.map((list) => list.filter(({ item }) => (item.phase || "") === id).length).join(" / ")))))));
      parts.content.replaceChildren(
        h("div", { class: "ls-guide-pair ls-guide-heads" }, guides.map((guide) => guideHead(data, guide))),
        ...bands.map(({ id, label }) => h("section", { class: "ls-guide-phase" },
          h("h3", { id: `guide-phase-${id}`, tabindex: "-1" }, label),
          h("div", { class: "ls-guide-pair" }, guides.map((guide, index) => {
            const entries = found[index].filter(({ item }) => (item.phase || "") === id);
            return h("div", { class: "ls-guide-cell" }, h("h4", { class: "ls-guide-of" }, guide.title),
              entries.length ? h("ul", { class: "ls-guide-entries" }, entries.map((entry) => drawEntry(data, guide, entry, { place: true, types: true })))
                : h("p", { class: "ls-guide-silent" }, icon("dash"), h("span", {}, silent(guide, id))));
          })))));
      parts.status.textContent = fill(text.found_two, { first: guides[0].title, n: found[0].length, second: guides[1].title, m: found[1].length });
    };

    const refresh = () => {
      const data = model.get("data");
      parts.clear.hidden = !active();
      if (data.guides.length > 1) drawSideBySide(data);
      else drawSections(data, data.guides[0]);
      keepAddress();
    };
    const show = (first, second) => {
      problem = "";
      state.section = "";
      model.send({ type: "guides", serial: 1, first, second: second && second !== first ? second : null });
    };

    const redraw = mount(model, el, "guide", (data) => {
      const { text = {}, guides = [], playbooks = [], types = [], phases = [] } = data;
      if (!guides.length) return null;
      const select = (name, label, value, options, onchange) => h("div", { class: "ls-field" }, h("label", { for: `guide-${name}` }, label),
        h("select", { id: `guide-${name}`, "data-key": name, onchange }, options.map(([id, title]) => h("option", { value: id, selected: id === value }, title))));
      const filter = (name, label, all, list) => select(name, label, state[name], [["", all], ...list.map((one) => [one.id, one.label])],
        (event) => { state[name] = event.target.value; refresh(); });
      const search = h("input", { type: "search", id: "guide-search", "data-key": "search", value: state.query, placeholder: text.search_hint, autocomplete: "off", maxlength: 100,
        oninput: () => { clearTimeout(timer); timer = setTimeout(() => { state.query = search.value; refresh(); }, 120); } });
      parts = {
        index: h("nav", { class: "ls-guide-index", "aria-label": text.index }),
        content: h("div", { class: "ls-guide-content" }),
        status: h("p", { class: "ls-hint", role: "status" }),
        clear: h("button", { type: "button", class: "ls-link", "data-key": "clear",
          onclick: () => { Object.assign(state, { query: "", type: "", phase: "" }); redraw(); el.querySelector("#guide-search").focus(); } }, text.clear),
      };
      parts.fold = h("details", { class: "ls-fold ls-guide-contents", open: wide.matches }, h("summary", { "data-key": "index" }, text.index), parts.index);
      const other = playbooks.filter((one) => one.id !== data.first);
      queueMicrotask(refresh);
      return h("div", { class: "ls-guide-page", "data-two": guides.length > 1 ? "yes" : null },
        h("div", { class: "ls-guide-lead" },
          h("div", {}, h("h1", {}, text.heading), h("p", { class: "ls-hint" }, text.intro)),
          h("div", { class: "ls-buttons" },
            h("a", { class: "ls-secondary", href: data.home }, text.home),
            h("button", { type: "button", class: "ls-secondary", "data-key": "print", onclick: () => print() }, text.print))),
        (problem || data.missing) && h("p", { class: "ls-problem", role: "alert" }, icon("alert"), problem || text.missing),
        h("div", { class: "ls-guide-body" },
          h("div", { class: "ls-guide-side" },
            h("div", { class: "ls-guide-filters", role: "search" },
              playbooks.length > 1 && select("playbook", text.playbook, data.first, playbooks.map((one) => [one.id, one.title]), (event) => show(event.target.value, data.second)),
              playbooks.length > 1 && select("compare", text.compare, data.second || "", [["", text.compare_none], ...other.map((one) => [one.id, one.title])], (event) => show(data.first, event.target.value)),
              h("div", { class: "ls-field" }, h("label", { for: "guide-search" }, text.search), search),
              filter("type", text.type, text.type_all, types),
              filter("phase", text.phase, text.phase_all, phases),
              h("div", { class: "ls-guide-count" }, parts.status, parts.clear)),
            parts.fold),
          parts.content),
        h("button", { type: "button", class: "ls-secondary ls-guide-top", "data-key": "top", onclick: () => {
          parts.fold.open = true;
          parts.fold.scrollIntoView({ block: "start" });
          parts.fold.querySelector("summary").focus({ preventScroll: true });
        } }, text.top));
    });
    model.on("msg:custom", (message) => { if (message?.type === "refused") { problem = message.message; redraw(); } });
    wide.addEventListener("change", () => { if (parts.fold) parts.fold.open = wide.matches; }, { signal });
    addEventListener("beforeprint", () => el.querySelectorAll(".ls-guide-content details").forEach((fold) => { fold.open = true; }), { signal });
    if (state.section && !model.get("data").second) {
      // Wait until the page is laid out, or the section would move away from under the reader.
      const wanted = state.section;
      setTimeout(() => {
        if (go(wanted)) return;
        Object.assign(state, { type: "", phase: "" });
        redraw();
        queueMicrotask(() => {
          if (go(wanted)) return;
          state.section = "";
          problem = model.get("data").text.missing_section;
          redraw();
        });
      }, 120);
    }
  },
};
