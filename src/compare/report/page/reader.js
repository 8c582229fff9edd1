// Search over the clauses, the file as received, and two clauses side by side.
const themeName = (code) => (THEMES.has(code) ? say(THEMES.get(code).name) : code);
const familyName = (code) => say((DATA.agencies.find((row) => row.family === code) || { name: { zh: code, en: code } }).name);
const strengthName = (code) => say((DATA.strength_counts.find((row) => row.code === code) || { name: { zh: code, en: code } }).name);

// What clauses can be narrowed by: the words for it, the values a clause has, the name of a value.
const FACETS = {
  doc: { label: "filter.city", all: "clauses.all_cities", of: (clause) => [clause.doc], name: city },
  theme: { label: "clauses.theme", all: "clauses.all_themes", of: (clause) => clause.themes, name: themeName },
  family: { label: "clauses.family", all: "clauses.all_families", of: (clause) => clause.agencies.map((body) => body.family), name: familyName },
  instrument: { label: "clause.instrument", all: "clauses.all_instruments", of: (clause) => [clause.instrument], name: (code) => t(`instrument.${code}`) },
  strength: { label: "themes.strength", all: "clauses.all_strengths", of: (clause) => [clause.strength], name: strengthName },
  origin: { label: "clauses.origin", all: "clauses.all_origins", of: (clause) => [clause.origin], name: (code) => t(`origin.${code}`) },
};

function matching() {
  const words = state.query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return DATA.clauses.filter((clause) => {
    const text = `${clause.heading}\n${clause.text}\n${clause.agencies.map((body) => body.agency).join("\n")}`.toLowerCase();
    return words.every((word) => text.includes(word))
      && Object.entries(state.facets).every(([facet, value]) => !value || FACETS[facet].of(clause).includes(value));
  });
}

// Values of a facet, in the order in which tables show them.
function values(facet) {
  const used = new Set(DATA.clauses.flatMap(FACETS[facet].of).filter(Boolean));
  const order = { doc: DATA.documents.map((doc) => doc.id), theme: DATA.themes.map((theme) => theme.code), family: DATA.agencies.map((row) => row.family),
    instrument: DATA.instrument_counts.map((row) => row.code), strength: DATA.strength_counts.map((row) => row.code), origin: DATA.origin_counts.map((row) => row.code) };
  return [...new Set([...order[facet], ...used])].filter((code) => used.has(code));
}

function renderClauses() {
  const narrow = () => { state.clausesShown = 12; renderResults(); };
  fill("clauses",
    h("div.filters", { role: "search" },
      h("label.field.wide", { for: "search" }, h("span", {}, t("clauses.search")),
        h("input", { id: "search", type: "search", value: state.query, placeholder: t("clauses.placeholder"),
          autocomplete: "off", oninput: (event) => { state.query = event.target.value; narrow(); } })),
      Object.entries(FACETS).filter(([facet]) => values(facet).length).map(([facet, { label, all, name }]) => select(
        `clause-${facet}`, t(label), [["", t(all)], ...values(facet).map((code) => [code, name(code)])], state.facets[facet] || "",
        (value) => { state.facets[facet] = value; narrow(); })),
      h("div.filter-end", {}, h("output", { id: "clause-count" }),
        h("button.quiet", { type: "button", id: "clause-reset", onclick: () => { Object.assign(state, { query: "", facets: {}, clausesShown: 3 }); renderClauses(); } },
          t("filter.reset")))),
    h("div", { id: "results" }));
  renderResults();
}

// A count in a table leads to the clauses it counts.
function openFound(pairs) {
  Object.assign(state, { query: "", facets: {}, clausesShown: 12 });
  for (let at = 0; at + 1 < pairs.length; at += 2) if (pairs[at] in FACETS) state.facets[pairs[at]] = pairs[at + 1];
  renderClauses();
  document.getElementById("clauses").scrollIntoView();
}
const findLink = (facets, ...words) => h("a.find", { href: hashOf(["find", ...Object.entries(facets).filter(([, value]) => value).flat()]) }, words);

function renderResults() {
  const found = matching();
  const words = state.query.trim().split(/\s+/).filter(Boolean);
  const shown = found.slice(0, state.clausesShown);
  const rest = found.length - shown.length;
  document.getElementById("clause-count").textContent = t("clauses.count", { n: number(found.length) });
  put(document.getElementById("results"),
    ...shown.map((clause) => h("div.result", {},
      h("p.crumb", {}, h("b", {}, city(clause.doc)), clause.section ? [" · ", h("span", { lang: "zh" }, clause.section)] : ""),
      clauseBlock(clause, { words }), facts(clause), slot("clause", { "data-clause": clause.id }, clause))),
    found.length ? "" : h("p.notice", {}, t("clauses.none")),
    rest ? h("button.more", { type: "button", onclick: () => { state.clausesShown += 20; renderResults(); } },
      t("clauses.more", { n: Math.min(20, rest) })) : "");
}

const PROVES = group(DATA.cells.filter((cell) => ADOPTED.has(cell.level))
  .flatMap((cell) => cell.clauses.map((clause) => ({ clause, cell }))), (row) => row.clause);

function facts(clause) {
  const bodies = clause.agencies.map((body) => `${body.agency}${body.role === "responsible" ? "" : `（${t(`role.${body.role}`)}）`}`);
  const proves = PROVES.get(clause.id) || [];
  const line = (key, content) => [h("dt", {}, t(key)), h("dd", {}, content)];
  return h("dl.facts", {},
    clause.themes.length ? line("clause.themes", clause.themes.map(themeName).join(state.lang === "zh" ? "、" : ", ")) : null,
    clause.instrument ? line("clause.instrument", t(`instrument.${clause.instrument}`)) : null,
    clause.origin ? line("clause.origin", [t(`origin.${clause.origin}`), clause.origin_why ? h("small.because", {}, say(clause.origin_why)) : null]) : null,
    bodies.length ? line("clause.agencies", h("span", { lang: "zh" }, bodies.join("、"))) : null,
    clause.amounts.length ? line("clause.amounts", h("span", { lang: "zh" }, clause.amounts.map((amount) => amount.raw).join("、"))) : null,
    proves.length ? line("clause.items", proves.map(({ cell }, place) => [place ? "; " : "",
      h("a", { href: hashOf(["cell", cell.t, cell.no, cell.doc]) }, say(TEMPLATES.get(cell.t).name), " · ", h("span", { lang: "zh" }, itemName(itemOf(cell))))])) : null);
}

function openReader(...content) {
  const reader = document.getElementById("reader");
  reader.classList.remove("wide");
  put(reader, h("button.close", { type: "button", "aria-label": t("panel.close"), onclick: () => reader.close() }, "×"),
    ...content);
  if (!reader.open) reader.showModal();
  const place = reader.querySelector("mark.place");
  if (place) place.scrollIntoView({ block: "center" });
}

function openFigure(figure) {
  const [image, caption] = [figure.querySelector("img").cloneNode(), figure.querySelector("figcaption").cloneNode(true)];
  openReader(h("h2", { id: "reader-title" }, caption.querySelector("b").textContent), h("figure", {}, image, caption));
  document.getElementById("reader").classList.add("wide");
}

function openText(id) {
  const clause = CLAUSES.get(id);
  if (!clause) return;
  const doc = DOCS.get(clause.doc);
  const text = DATA.texts[clause.doc];
  openReader(
    h("h2", { id: "reader-title" }, city(doc.id), " · ", h("span", { lang: "zh" }, clauseName(clause))),
    h("p.source", {}, h("code", {}, doc.file), " · ", h("span", { lang: "zh" }, doc.title)),
    text === undefined
      ? [h("p.notice", {}, t("reader.left_out")), clauseBlock(clause), facts(clause), slot("clause", { "data-clause": clause.id }, clause)]
      : [h("p.about", {}, t("reader.note", { begin: clause.begin, end: clause.end })),
        facts(clause), slot("clause", { "data-clause": clause.id }, clause),
        h("pre.file", { lang: doc.script === "hant" ? "zh-Hant" : "zh-Hans", tabindex: 0 },
          marked(text, [[clause.begin, clause.end]], "place", ""))]);
}

function openPair(a, b) {
  const pair = DATA.pairs.find((row) => row.a === a && row.b === b);
  if (!pair) return;
  const side = (id, spans) => h("section.side", {}, h("h4", {}, city(CLAUSES.get(id).doc)),
    clauseBlock(CLAUSES.get(id), { shared: spans }));
  const contain = (x, y, value) => h("li", {}, t("pair.contain", { a: city(CLAUSES.get(x).doc), b: city(CLAUSES.get(y).doc), value: value.toFixed(2) }));
  openReader(
    h("h2", { id: "reader-title" }, t("pair.title")),
    h("ul.measures", {}, h("li", {}, h("span.tag", {}, t(`pair.level.${pair.label}`))),
      h("li", {}, t("pair.longest", { n: pair.longest })), h("li", {}, t("pair.cosine", { value: pair.cosine.toFixed(2) })),
      contain(a, b, pair.ab), contain(b, a, pair.ba)),
    pair.why ? h("p.why", {}, h("b", {}, `${t("panel.why")} `), say(pair.why)) : null,
    slot("pair", { "data-a": pair.a, "data-b": pair.b }, pair),
    h("div.sides", {}, side(a, pair.a_spans), side(b, pair.b_spans)));
}
