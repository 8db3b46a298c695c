// Shared by all components: building elements, icons, words, and the events by which components of one page talk.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  mail: "M3 6h18v12H3z M3 7l9 7 9-7",
  phone: "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z",
  visit: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21c0-4 4-6 8-6s8 2 8 6",
  system: "M3 4h18v12H3z M8 20h8 M12 16v4",
  news: "M4 5h13v14H6a2 2 0 0 1-2-2z M17 9h3v8a2 2 0 0 1-2 2 M7 9h7 M7 13h7",
  paper: "M6 3h9l4 4v14H6z M14 3v5h5 M9 13h7 M9 17h5",
  memo: "M5 4h14v16H5z M8 9h8 M8 13h8 M8 17h4",
  table: "M3 5h18v14H3z M3 10h18 M3 14.5h18 M9 5v14",
  log: "M4 5l5 5-5 5 M12 17h8",
  alert: "M12 3l10 18H2z M12 10v5 M12 18v.5",
  thread: "M4 4h16v11H10l-5 5v-5H4z",
  chart: "M8 3h8v5H8z M3 16h7v5H3z M14 16h7v5h-7z M12 8v4 M6.5 16v-4h11v4",
  tracking: "M2 6h12v10H2z M14 10h4l4 3v3h-8z M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M18 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  page: "M3 4h18v16H3z M3 9h18 M6 6.5h.5 M9 6.5h.5",
  tick: "M4 12.5l5 5L20 6.5",
  cross: "M5 5l14 14 M19 5L5 19",
  dash: "M5 12h14",
  part: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7v6 M12 16v.5",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 5 5l-8.500 8.500a1.700 1.700 0 0 1-2.500-2.500L15 7",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7v5l4 2",
  flag: "M5 21V4h13l-3 4 3 4H5",
  book: "M4 5a3 3 0 0 1 3-2h13v16H7a3 3 0 0 0-3 2z M4 19V5",
  arrow: "M5 12h14 M13 6l6 6-6 6",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "ls-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name] || SHAPES.paper);
  svg.append(path);
  return svg;
}

// Text always enters as text nodes; there is no way to pass markup.
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (["checked", "value", "disabled", "open", "hidden", "selected"].includes(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function fill(text, values) {
  return String(text).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`leaksim:${name}`, { detail }));

export function hear(name, callback, signal) {
  document.addEventListener(`leaksim:${name}`, (event) => callback(event.detail || {}), { signal });
}

let names = 0;
export const unique = (prefix) => `${prefix}-${++names}-${Math.random().toString(36).slice(2, 7)}`;

// Draw now and on each change; the focused control keeps its focus by its data-key.
export function mount(model, el, name, draw) {
  el.classList.add("ls", `ls-${name}`);
  const redraw = () => {
    const focused = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const children = draw(model.get("data") || {});
    el.replaceChildren();
    add(el, [children]);
    if (focused) el.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  };
  model.on("change:data", redraw);
  redraw();
  return redraw;
}

// Sends that want an acknowledgment. The page's bar counts what is under way; nothing is called saved before its answer.
export function sender(model, signal, onReply) {
  const waiting = new Map();
  let serial = 0;
  const settle = (number, outcome) => {
    const entry = waiting.get(number);
    if (!entry) return null;
    clearTimeout(entry.timer);
    waiting.delete(number);
    tell(outcome, { id: entry.id });
    return entry;
  };
  const receive = (message) => {
    if (!message || !["saved", "refused"].includes(message.type)) return;
    const entry = settle(message.serial, message.type);
    if (entry) onReply(message, entry.detail);
  };
  model.on("msg:custom", receive);
  signal?.addEventListener("abort", () => waiting.forEach((entry) => clearTimeout(entry.timer)));
  return (content, detail) => {
    const number = ++serial;
    const id = unique("send");
    const timer = setTimeout(() => tell("late", { id }), 8000);
    waiting.set(number, { id, timer, detail });
    tell("saving", { id });
    model.send({ ...content, serial: number });
    return number;
  };
}

export function store(area, key, value) {
  // Storage can be switched off in the browser; the page then merely forgets its drafts.
  try {
    if (value === undefined) return JSON.parse(area.getItem(`leaksim:${key}`) || "null");
    if (value === null) area.removeItem(`leaksim:${key}`);
    else area.setItem(`leaksim:${key}`, JSON.stringify(value));
  } catch { /* as above */ }
  return null;
}

export function exerciseMark(text) {
  return h("span", { class: "ls-mark" }, text);
}
