// The filters themselves are style rules; this only counts aloud what they leave.
const form = document.querySelector(".filters"), said = form.querySelector("output");
const count = () => {
  const cards = [...document.querySelectorAll(".card")];
  const n = cards.filter((card) => getComputedStyle(card).display !== "none").length;
  said.textContent = (n ? said.dataset.shown : said.dataset.none).replace("{n}", n).replace("{all}", cards.length);
};
form.addEventListener("change", count);
form.addEventListener("reset", () => setTimeout(count));
form.addEventListener("submit", (event) => event.preventDefault());
count();
