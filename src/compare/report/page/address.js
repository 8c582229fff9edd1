// The part of the address after # names what is shown and how, so that a reader can cite it and a reload
// keeps it: #cell/国发〔2018〕32号/3/city?lang=en&level=absent&q=创业. Before the ? stands what is open:
// a section, cell/template/item/text, text/clause, pair/clause/clause. #matrix/template/text and
// #find/theme/ENV/doc/city are short forms that links use.
const SECTIONS = ["findings", "adoption", "clauses", "documents", "similarity", "agencies", "themes", "amounts", "origins", "limits", "made"];
const hashOf = (parts) => `#${parts.map(encodeURIComponent).join("/")}`;

// What of the state stands in the address: name, how it is written, how it is read.
const flag = (name, value) => ({ name, write: () => (state[name] === value ? String(Number(value)) : ""), read: (words) => { state[name] = words ? words === "1" : !value; } });
const word = (name, key = name) => ({ name, write: () => state[key], read: (words) => { state[key] = words; } });
const several = (name, key) => ({ name, write: () => [...state[key]].join("|"), read: (words) => { state[key] = new Set(words.split("|").filter(Boolean)); } });
const PARAMS = [
  { name: "lang", write: () => (state.lang === DATA.lang ? "" : state.lang), read: (words) => { state.lang = words in DATA.strings ? words : DATA.lang; } },
  word("template"), word("section"), word("province"), several("text", "cities"), several("level", "levels"), several("open", "opened"),
  flag("controls", false), word("q", "query"), flag("context", true), word("unit"),
];

function params() {
  const found = new URLSearchParams();
  for (const { name, write } of PARAMS) if (write()) found.set(name, write());
  for (const [facet, value] of Object.entries(state.facets)) if (value) found.set(`by-${facet}`, value);
  return found.toString();
}

function readParams(text) {
  const given = new URLSearchParams(text);
  for (const { name, read } of PARAMS) read(given.get(name) || "");
  state.facets = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, given.get(`by-${facet}`) || ""]).filter(([, value]) => value));
  if (state.query || Object.keys(state.facets).length) state.clausesShown = Math.max(state.clausesShown, 12);
}

function setHash(parts) {
  state.place = parts;
  remember();
}

// Writes the state into the address; nothing is added to the history.
function remember() {
  const told = params();
  try {
    history.replaceState(null, "", `${state.place.length ? hashOf(state.place) : "#"}${told ? `?${told}` : ""}`);
  } catch {
    // Some browsers refuse this for a page opened from disk; then the address just does not follow.
  }
}

// Shows what the address names. A link without ? changes the place alone.
function follow(first = false) {
  const [path, given] = location.hash.slice(1).split(/\?(.*)/s);
  state.place = path.split("/").map(decodeURIComponent).filter(Boolean);
  const [kind, ...rest] = state.place;
  if (given !== undefined && (first || given !== params())) readParams(given);
  if (first || given !== undefined) render();
  const reader = document.getElementById("reader");
  if (kind === "text") openText(rest[0]);
  else if (kind === "pair") openPair(rest[0], rest[1]);
  else if (kind === "find") { reader.close(); openFound(rest); }
  else if (kind === "matrix") showMatrix(rest[0], rest[1]);
  else if (kind === "cell") openCell(cellKey(rest[0], Number(rest[1]), rest[2]));
  else if (SECTIONS.includes(kind) && given !== undefined) document.getElementById(kind).scrollIntoView({ behavior: "instant" });
  remember();
}

function openCell(key) {
  if (!CELLS.has(key)) return;
  document.getElementById("reader").close();
  if (!cellButton(key)) revealCell(CELLS.get(key));
  choose(key);
  focusCell(key);
  cellButton(key)?.scrollIntoView({ block: "center", behavior: "instant" });
}

// A cell that filters or closed groups hide is brought back.
function revealCell(cell) {
  clearFilters();
  const group = told(cell.relation) ? DOCS.get(cell.doc).province : "control";
  state.opened.add(JSON.stringify([cell.t, group]));
  renderAdoption();
}
