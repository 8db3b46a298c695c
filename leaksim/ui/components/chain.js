import { fill, h } from "./common.js";

// Who tells whom, as boxes and arrows: a tree from those whom nobody tells. A role that more than one tells is drawn in
// full once, with its own arrows; elsewhere only its box stands.
function tree(guide, text) {
  const roles = new Map((guide.roles || []).map((role) => [role.id, role]));
  const steps = guide.chain || [];
  const told = new Set(steps.map((step) => step.to));
  const drawn = new Set();
  const box = (role, again) => h("div", { class: "ls-chain-box", "data-outside": role.outside ? "yes" : null, "data-again": again ? "yes" : null },
    role.label, role.outside && h("span", { class: "ls-chain-outside" }, text.chain_outside));
  const branch = (id) => {
    const again = drawn.has(id);
    drawn.add(id);
    const below = again ? [] : steps.filter((step) => step.reporter === id);
    return [box(roles.get(id), again),
      below.length > 0 && h("ul", {}, below.map((step) => h("li", {}, h("p", { class: "ls-chain-what" }, step.what, step.means && ` (${step.means})`), branch(step.to))))];
  };
  const first = steps.map((step) => step.reporter).filter((id, index, all) => !told.has(id) && all.indexOf(id) === index);
  const list = first.map((id) => h("li", {}, branch(id)));
  // Roles in a ring have no first one.
  steps.forEach((step) => { if (!drawn.has(step.reporter)) list.push(h("li", {}, branch(step.reporter))); });
  return h("ul", { class: "ls-chain-tree" }, list);
}

export function drawChain(data, guide, addressOf) {
  const { text } = data;
  const { roles = [], chain = [] } = guide;
  if (!roles.length && !guide.chain_note) return null;
  const place = (one) => h("a", { href: addressOf(one.place.section), target: "_blank", rel: "noopener", title: text.opens }, one.place.number);
  const name = (id) => roles.find((role) => role.id === id)?.label || "";
  const phase = (id) => data.phases.find((one) => one.id === id)?.label || "";
  const grid = (caption, heads, rows) => h("div", { class: "ls-chain-scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "ls-grid ls-grid-plain" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows)));
  return h("details", { class: "ls-fold ls-chain" }, h("summary", { "data-key": `chain-${guide.id}` }, text.chain),
    guide.chain_note && h("p", { class: "ls-hint" }, guide.chain_note),
    chain.length > 0 && h("div", { class: "ls-chain-picture", role: "img", "aria-label": fill(text.chain_alt, { list: chain.map((step) => step.sentence).join(" ") }) }, tree(guide, text)),
    chain.length > 0 && h("details", { class: "ls-fold" }, h("summary", { "data-key": `chain-table-${guide.id}` }, text.chain_table),
      grid(text.chain, [text.chain_from, text.chain_to, text.chain_what, text.chain_means, text.chain_phase, text.chain_place],
        chain.map((step) => h("tr", {}, h("th", { scope: "row" }, name(step.reporter)), h("td", {}, name(step.to)), h("td", {}, step.what), h("td", {}, step.means || ""),
          h("td", {}, phase(step.phase)), h("td", {}, place(step)))))),
    roles.length > 0 && h("details", { class: "ls-fold" }, h("summary", { "data-key": `roles-${guide.id}` }, text.roles),
      grid(text.roles, [text.role, text.duties, text.chain_place],
        roles.map((role) => h("tr", {}, h("th", { scope: "row" }, role.label), h("td", {}, role.duties), h("td", {}, place(role)))))));
}
