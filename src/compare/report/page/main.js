// Language, address and start. The part after # names what is shown, so that a reader can cite a cell:
// #cell/国发〔2018〕32号/3/city, #matrix/国发〔2018〕32号/city, #text/city-03, #pair/a/b, #find/theme/ENV/doc/city;
// anything else is a section of the page.
const SECTIONS = ["findings", "adoption", "clauses", "documents", "similarity", "agencies", "themes", "amounts", "origins", "limits", "made"];
const hashOf = (parts) => `#${parts.map(encodeURIComponent).join("/")}`;

function setHash(parts) {
  try {
    history.replaceState(null, "", parts.length ? hashOf(parts) : "#");
  } catch {
    // Some browsers refuse this for a page opened from disk; then the address just does not follow.
  }
}

function follow() {
  const [kind, ...rest] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (kind === "text") openText(rest[0]);
  else if (kind === "pair") openPair(rest[0], rest[1]);
  else if (kind === "find") { document.getElementById("reader").close(); openFound(rest); }
  else if (kind === "matrix") showMatrix(rest[0], rest[1]);
  else if (kind === "cell") {
    const key = cellKey(rest[0], Number(rest[1]), rest[2]);
    if (!CELLS.has(key)) return;
    document.getElementById("reader").close();
    if (![...document.querySelectorAll("[data-cell]")].some((button) => button.dataset.cell === key)) {
      clearFilters();
      renderAdoption();
    }
    choose(key);
    focusCell(key);
    document.getElementById("adoption").querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "center" });
  }
}

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
  renderFindings();
  renderAdoption();
  renderClauses();
  renderDocuments();
  renderSimilarity();
  renderAgencies();
  renderThemes();
  renderAmounts();
  renderOrigins();
  renderLimits();
  renderMade();
}

// Sections change their height with the language; the one being read stays where it was.
function speak(lang) {
  const reading = SECTIONS.map((id) => document.getElementById(id)).find((node) => node.getBoundingClientRect().bottom > 80);
  const before = reading.getBoundingClientRect().top;
  state.lang = lang;
  render();
  if (window.scrollY) window.scrollBy({ top: reading.getBoundingClientRect().top - before, behavior: "instant" });
}

document.querySelectorAll("[data-lang]").forEach((node) => node.addEventListener("click", () => speak(node.dataset.lang)));
document.getElementById("print").addEventListener("click", () => window.print());
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
window.addEventListener("hashchange", follow);
render();
follow();
