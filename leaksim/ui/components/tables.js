import { fill, h, icon, unique } from "./common.js";

const PAGE_ROWS = 20;
const LOG_LINES = 200;

export function pairs(list, kind) {
  return h("dl", { class: kind }, list.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));
}

const CODE = /^[!-~]{1,32}$/; // numbers, dates and codes are not broken across lines

export function grid(columns, rows, options = {}) {
  return h("table", { class: "ls-grid" },
    options.caption && h("caption", {}, options.caption),
    h("thead", {}, h("tr", {}, columns.map((column, index) => h("th", {
      scope: "col", "aria-sort": options.sort && options.sort.column === index ? options.sort.order : null,
    }, options.onSort ? h("button", { type: "button", class: "ls-sort", onclick: () => options.onSort(index) },
      column, h("span", { "aria-hidden": "true" },
        options.sort.column === index ? (options.sort.order === "ascending" ? " ▲" : " ▼") : "")) : column)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, index) => h("td", {
      "data-label": columns[index], class: typeof cell === "number" ? "ls-number" : CODE.test(cell) ? "ls-code" : cell.length <= 12 ? "ls-word" : cell.length > 24 ? "ls-long" : null,
    }, typeof cell === "number" ? cell.toLocaleString() : cell))))));
}

const numeric = (cell) => (typeof cell === "number" ? cell : cell === "" ? NaN : Number(String(cell).replaceAll(",", "")));

function compare(a, b) {
  const [x, y] = [numeric(a), numeric(b)];
  if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a).localeCompare(String(b));
}

export function table(document_, text) {
  const sort = { column: -1, order: "ascending" };
  let page = 0;
  let words = "";
  let column = 0;
  const body = h("div", { class: "ls-grid-place", role: "region", tabindex: "0", "aria-label": document_.caption });
  const count = h("p", { class: "ls-tool-result", role: "status" });
  const distinct = h("p", { class: "ls-tool-result", role: "status" });
  const pager = h("div", { class: "ls-pager" });
  const lower = document_.rows.map((row) => row.join("\u0001").normalize("NFKC").toLowerCase());

  const draw = () => {
    const wanted = words.normalize("NFKC").toLowerCase();
    let rows = document_.rows.filter((_, index) => !wanted || lower[index].includes(wanted));
    if (sort.column >= 0) {
      rows = [...rows].sort((a, b) => compare(a[sort.column], b[sort.column]) * (sort.order === "ascending" ? 1 : -1));
    }
    const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
    page = Math.min(page, pages - 1);
    count.textContent = fill(wanted ? text.rows_found : text.rows, { n: rows.length.toLocaleString(), all: document_.rows.length.toLocaleString() });
    distinct.textContent = figures(rows.map((row) => row[column]), document_.columns[column], text);
    body.replaceChildren(rows.length
      ? grid(document_.columns, rows.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS), {
        caption: document_.caption,
        sort,
        onSort: (index) => {
          sort.order = sort.column === index && sort.order === "ascending" ? "descending" : "ascending";
          sort.column = index;
          draw();
          body.querySelectorAll(".ls-sort")[index].focus();
        },
      })
      : h("p", { class: "ls-empty" }, text.nothing_found));
    pager.replaceChildren();
    if (pages > 1) {
      pager.append(
        h("button", { type: "button", class: "ls-plain", disabled: page === 0, onclick: () => { page -= 1; draw(); } }, text.previous),
        h("span", {}, fill(text.page_of, { n: page + 1, all: pages })),
        h("button", { type: "button", class: "ls-plain", disabled: page === pages - 1, onclick: () => { page += 1; draw(); } }, text.next));
    }
  };
  const filterId = unique("filter");
  const distinctId = unique("distinct");
  const tools = document_.rows.length > 3 && h("div", { class: "ls-tools-row" },
    h("div", { class: "ls-field" }, h("label", { for: filterId }, text.filter),
      h("input", { id: filterId, type: "search", autocomplete: "off", oninput: (event) => { words = event.target.value; page = 0; draw(); } })),
    chooser(distinctId, document_.columns, column, text, (chosen) => { column = chosen; draw(); }));
  draw();
  const all = document_.total_rows || document_.rows.length;
  return h("div", { class: "ls-table" }, h("p", { class: "ls-file" }, icon("table"), document_.file_name),
    (document_.about || []).length > 0 && pairs(document_.about, "ls-about"),
    all > document_.rows.length && h("p", { class: "ls-sample", role: "note" },
      fill(text.sample, { n: document_.rows.length.toLocaleString(), all: all.toLocaleString() })),
    tools, h("div", { class: "ls-results" }, count, tools && distinct), body, pager, document_.note && h("p", { class: "ls-note" }, document_.note));
}

// What a spreadsheet's status bar tells of a column: how many different values, and for numbers their sum and range.
function figures(cells, label, text) {
  const present = cells.filter((cell) => cell !== undefined && cell !== "");
  const parts = [fill(text.distinct_result, { column: label, n: new Set(present).size.toLocaleString() })];
  const numbers = present.map(numeric);
  if (present.length && !numbers.some(Number.isNaN)) {
    const [low, high] = numbers.reduce(([least, most], one) => [Math.min(least, one), Math.max(most, one)], [Infinity, -Infinity]);
    parts.push(fill(text.sum_result, { n: numbers.reduce((sum, one) => sum + one, 0).toLocaleString() }),
      fill(text.range_result, { low: low.toLocaleString(), high: high.toLocaleString() }));
  } else if (present.length && present.every((cell) => DAY.test(cell))) {
    const sorted = [...present].sort();
    parts.push(fill(text.span, { first: sorted[0], last: sorted[sorted.length - 1] }));
  }
  return parts.join("　");
}

function chooser(id, names, chosen, text, onchange) {
  return h("div", { class: "ls-field" }, h("label", { for: id }, text.distinct),
    h("select", { id, onchange: (event) => onchange(Number(event.target.value)) },
      names.map((name, index) => name && h("option", { value: index, selected: index === chosen }, name))));
}

const DAY = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?/;
const STAMP = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?|\d{2}\/\w{3}\/\d{4}:\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?/;

const TOKENS = { space: /"[^"]*"|\[[^\]]*\]|\S+/g, comma: /"[^"]*"|[^,]+|(?<=^|,)(?=,|$)/g };

export function log(document_, text) {
  let words = "";
  const fields = document_.fields || [];
  const comma = document_.separator === "comma";
  let field = 0;
  let limit = LOG_LINES;
  const lines = h("div", { class: "ls-log-lines", tabindex: "0", role: "region", "aria-label": document_.file_name });
  const results = h("p", { class: "ls-tool-result", role: "status" });
  const distinct = h("p", { class: "ls-tool-result", role: "status" });
  const more = h("div", { class: "ls-pager" });
  const draw = () => {
    const wanted = words.toLowerCase();
    const found = document_.lines.map((line, index) => [index + 1, line]).filter(([, line]) => line.toLowerCase().includes(wanted));
    const counted = comma && fields.length ? found.filter(([number]) => number > 1) : found; // a first line of names is no entry
    const parts = counted.map(([, line]) => (line.match(TOKENS[comma ? "comma" : "space"]) || [])[field]);
    const stamps = found.map(([, line]) => (line.match(STAMP) || [])[0]).filter(Boolean);
    results.textContent = [
      fill(wanted ? text.lines_found : text.lines, { n: found.length.toLocaleString(), all: document_.lines.length.toLocaleString() }),
      fields.length ? "" : fill(text.first_field, { n: new Set(parts.filter(Boolean)).size.toLocaleString() }),
      stamps.length ? fill(text.span, { first: stamps[0], last: stamps[stamps.length - 1] }) : "",
    ].filter(Boolean).join("　");
    distinct.textContent = fields.length ? figures(parts, fields[field], text) : "";
    lines.replaceChildren(...found.slice(0, limit).map(([number, line]) => h("div", { class: "ls-log-line" },
      h("span", { class: "ls-log-number", "aria-hidden": "true" }, number), h("code", {}, line))));
    if (!found.length) lines.append(h("p", { class: "ls-empty" }, text.nothing_found));
    more.replaceChildren();
    if (found.length > limit) {
      more.append(h("button", { type: "button", class: "ls-plain", onclick: () => { limit += LOG_LINES; draw(); } },
        fill(text.more_lines, { n: (found.length - limit).toLocaleString() })));
    }
  };
  const id = unique("filter");
  draw();
  return h("div", { class: "ls-log" }, h("p", { class: "ls-file" }, icon("log"), document_.file_name),
    document_.caption && h("p", { class: "ls-caption" }, document_.caption),
    h("div", { class: "ls-tools-row" }, h("div", { class: "ls-field" }, h("label", { for: id }, text.filter),
      h("input", { id, type: "search", autocomplete: "off", oninput: (event) => { words = event.target.value; limit = LOG_LINES; draw(); } })),
      fields.length > 0 && chooser(unique("distinct"), fields, field, text, (chosen) => { field = chosen; draw(); })),
    h("div", { class: "ls-results" }, results, distinct), lines, more, document_.note && h("p", { class: "ls-note" }, document_.note));
}
