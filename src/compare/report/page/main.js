// Language and start.
function render() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  document.title = say(DATA.title);
  document.getElementById("title").textContent = say(DATA.title);
  document.querySelectorAll("[data-t]").forEach((node) => { node.textContent = t(node.dataset.t); });
  document.querySelectorAll("[data-t-label]").forEach((node) => { node.setAttribute("aria-label", t(node.dataset.tLabel)); });
  document.querySelectorAll("[data-lang]").forEach((node) => { node.setAttribute("aria-pressed", String(node.dataset.lang === state.lang)); });
  document.querySelectorAll("[data-only]").forEach((node) => { node.hidden = node.dataset.only !== state.lang; });
  document.getElementById("contents").replaceChildren(...SECTIONS.map((id) => h("a", { href: `#${id}` }, t(`nav.${id}`))));
  put(document.getElementById("page-actions"), slot("page", {}));
  for (const draw of [renderFindings, renderAdoption, renderClauses, renderDocuments, renderSimilarity, renderAgencies,
    renderThemes, renderAmounts, renderOrigins, renderLimits, renderMade, fillFigures]) draw();
}

// Sections change their height with the language; the one being read stays where it was.
function speak(lang) {
  const reading = SECTIONS.map((id) => document.getElementById(id)).find((node) => node.getBoundingClientRect().bottom > 80);
  const before = reading.getBoundingClientRect().top;
  state.lang = lang;
  render();
  remember();
  if (window.scrollY) window.scrollBy({ top: reading.getBoundingClientRect().top - before, behavior: "instant" });
}

// On paper stand the clauses themselves: all of a small study, of a large one those that were searched for.
const PRINTED = 600;
function printClauses() {
  const found = DATA.clauses.length <= PRINTED ? DATA.clauses : matching().slice(0, PRINTED);
  const left = DATA.clauses.length - found.length;
  put(document.getElementById("printed"), h("h2", {}, t("print.clauses")), left ? h("p.about", {}, t("print.some", { n: found.length, total: DATA.clauses.length })) : null,
    [...group(found, (clause) => clause.doc)].map(([doc, clauses]) => [h("h3", {}, city(doc), " ", chinese(DOCS.get(doc).title)),
      clauses.map((clause) => h("article.clause", {}, h("p.heading", { lang: "zh-Hans" }, h("code", {}, clause.id), " ", clause.label, clause.heading),
        h("p.words", { lang: "zh-Hans" }, clause.text)))]));
}

document.querySelectorAll("[data-lang]").forEach((node) => node.addEventListener("click", () => speak(node.dataset.lang)));
document.getElementById("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", printClauses);
window.addEventListener("afterprint", () => put(document.getElementById("printed")));
document.addEventListener("keydown", (event) => {
  matrixKeys(event);
  if (event.key === "Escape" && !document.getElementById("reader").open) closePanel();
});
document.querySelectorAll(".enlarge").forEach((button) => button.addEventListener("click", () => openFigure(button.closest("figure"))));
// Closing the reader gives the address back to the cell behind it, and the keyboard to what opened it.
document.getElementById("reader").addEventListener("close", () => {
  setHash(state.cell ? ["cell", ...JSON.parse(state.cell)] : []);
});
document.getElementById("reader").addEventListener("click", (event) => {
  if (event.target === event.currentTarget) event.currentTarget.close();
});
window.addEventListener("hashchange", () => follow());
follow(true);
document.body.dataset.ready = "";
