import { h } from "./common.js";

/** Date and time side by side. `field` keeps the value; half a moment is a problem that is told, and kept as it is. */
export function momentField(field, label, text, named, pick) {
  const date = h("input", { ...named, type: "date", "aria-label": `${text.date} – ${label}` });
  const time = h("input", { ...named, type: "time", "aria-label": `${text.time} – ${label}` });
  const take = () => {
    const half = Boolean(date.value) !== Boolean(time.value);
    field.problem = half ? text.moment_half : "";
    pick(date.value && time.value ? `${date.value}T${time.value}:00+09:00` : half ? `${date.value}T${time.value}` : null);
  };
  date.addEventListener("change", take);
  time.addEventListener("change", take);
  field.show = () => {
    const [day, hour] = String(field.value || "").split("T");
    if (document.activeElement !== date) date.value = day || "";
    if (document.activeElement !== time) time.value = (hour || "").slice(0, 5);
  };
  return h("div", { class: "ls-moment-field" }, date, time, h("span", { class: "ls-unit" }, text.zone));
}
