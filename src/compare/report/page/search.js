// Search over the clauses: by words in either script, by id, by body; as a list or as keyword in context.
const FORMS = new Map(Array.from({ length: DATA.forms.length / 2 }, (_, at) => [DATA.forms[2 * at], DATA.forms[2 * at + 1]]));
const plainLetter = (letter) => {
  const half = letter.normalize("NFKC").toLowerCase();
  return half.length === letter.length ? FORMS.get(half) || half : letter;
};
// Letter by letter, so that a place in the folded text is a place in the text.
const foldText = (text) => points(text).map(plainLetter).join("");
const queryWords = (query) => foldText(query.trim()).split(/\s+/).filter(Boolean);

const themeName = (code) => (THEMES.has(code) ? say(THEMES.get(code).name) : code);
const FAMILIES = index(DATA.agencies, (row) => row.family);
const familyName = (code) => (FAMILIES.has(code) ? say(FAMILIES.get(code).name) : code);
const strengthName = (code) => say((DATA.strength_counts.find((row) => row.code === code) || { name: { zh: code, en: code } }).name);

// What clauses can be narrowed by: the words for it, the values a clause counts for, the name of a value.
const FACETS = {
  province: { label: "documents.province", all: "filter.all_provinces", of: (clause) => [DOCS.get(clause.doc).province], name: provinceName },
  doc: { label: "filter.city", all: "clauses.all_cities", of: (clause) => [clause.doc], name: city },
  theme: { label: "clauses.theme", all: "clauses.all_themes", of: (clause) => clause.themes, name: themeName },
  family: { label: "clauses.family", all: "clauses.all_families", of: (clause) => clause.agencies.filter((body) => !body.aside).map((body) => body.family), name: familyName },
  instrument: { label: "clause.instrument", all: "clauses.all_instruments", of: (clause) => [clause.instrument], name: (code) => t(`instrument.${code}`) },
  strength: { label: "themes.strength", all: "clauses.all_strengths", of: (clause) => [clause.strength], name: strengthName },
  origin: { label: "clauses.origin", all: "clauses.all_origins", of: (clause) => (clause.origin_counts ? [clause.origin] : []), name: (code) => t(`origin.${code}`) },
};

const SEARCHED = new Map(); // clause id → what is searched, folded when first asked for
function searchedText(clause) {
  if (!SEARCHED.has(clause.id)) {
    const bodies = clause.agencies.flatMap((body) => [body.agency, body.raw || ""]);
    SEARCHED.set(clause.id, foldText([clause.id, clause.label, clause.heading, clause.text, ...bodies].join("\n")));
  }
  return SEARCHED.get(clause.id);
}

function matching() {
  const words = queryWords(state.query);
  const facets = Object.entries(state.facets).filter(([, value]) => value);
  return DATA.clauses.filter((clause) => facets.every(([facet, value]) => FACETS[facet].of(clause).includes(value))
    && (!words.length || words.every((word) => searchedText(clause).includes(word))));
}

function occurrences(text, words) {
  const spans = [];
  const plain = points(text).map(plainLetter);
  for (const word of words) {
    const sought = points(word).map(plainLetter);
    for (let at = 0; sought.length && at + sought.length <= plain.length; at += 1) {
      if (sought.every((letter, offset) => plain[at + offset] === letter)) spans.push([at, at + sought.length]);
    }
  }
  return spans.sort((x, y) => x[0] - y[0] || y[1] - x[1]);
}

// Values of a facet, in the order in which tables show them; found once.
const VALUES = new Map();
function values(facet) {
  if (!VALUES.has(facet)) {
    const used = new Set(DATA.clauses.flatMap(FACETS[facet].of).filter(Boolean));
    const order = { province: DATA.documents.map((doc) => doc.province), doc: ORDER, theme: DATA.themes.map((theme) => theme.code), family: DATA.agencies.map((row) => row.family),
      instrument: DATA.instrument_counts.map((row) => row.code), strength: DATA.strength_counts.map((row) => row.code), origin: DATA.origin_counts.map((row) => row.code) };
    VALUES.set(facet, [...new Set([...order[facet], ...used])].filter((code) => used.has(code)));
  }
  return VALUES.get(facet);
}

const shownFacets = () => Object.entries(FACETS).filter(([facet]) => values(facet).length > (facet === "province" ? 1 : 0) && (facet !== "province" || many()));

function renderClauses() {
  const narrow = () => { state.clausesShown = 12; renderResults(); };
  const view = (context) => h("button.quiet", { type: "button", id: context ? "view-context" : "view-list", "aria-pressed": String(state.context === context),
    onclick: () => { state.context = context; renderClauses(); document.getElementById(context ? "view-context" : "view-list").focus(); } }, t(context ? "kwic.title" : "kwic.list"));
  fill("clauses",
    h("p.about", {}, t("clauses.lead", { example: DATA.clauses.length ? DATA.clauses[0].id : "" })),
    h("div.filters", { role: "search" },
      h("label.field.wide", { for: "search" }, h("span", {}, t("clauses.search")),
        h("input", { id: "search", type: "search", value: state.query, placeholder: t("clauses.placeholder"),
          autocomplete: "off", oninput: (event) => { state.query = event.target.value; narrow(); } })),
      shownFacets().map(([facet, { label, all, name }]) => select(
        `clause-${facet}`, t(label), [["", t(all)], ...values(facet).map((code) => [code, name(code)])], state.facets[facet] || "",
        (value) => { state.facets[facet] = value; narrow(); })),
      h("div.views", { role: "group", "aria-label": t("kwic.view") }, view(false), view(true)),
      h("div.filter-end", {}, h("output", { id: "clause-count" }),
        h("button.quiet", { type: "button", id: "clause-reset", onclick: () => { Object.assign(state, { query: "", facets: {}, context: false, clausesShown: 3 }); renderClauses(); } },
          t("filter.reset")))),
    h("div", { id: "results" }));
  renderResults();
}

// A count in a table leads to the clauses it counts.
function openFound(pairs) {
  Object.assign(state, { query: "", facets: {}, context: false, clausesShown: 12, place: ["clauses"] });
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    if (pairs[at] in FACETS) state.facets[pairs[at]] = pairs[at + 1];
    if (pairs[at] === "q") state.query = pairs[at + 1];
  }
  renderClauses();
  document.getElementById("clauses").scrollIntoView({ behavior: "instant" });
}
const findLink = (facets, ...words) => h("a.find", { href: hashOf(["find", ...Object.entries(facets).filter(([, value]) => value).flat()]) }, words);

function renderResults() {
  const found = matching();
  const words = queryWords(state.query);
  document.getElementById("clause-count").textContent = t("clauses.count", { n: number(found.length) });
  const place = document.getElementById("results");
  if (!found.length) put(place, h("p.notice", {}, t("clauses.none")));
  else if (state.context) put(place, contexts(found, words));
  else put(place, resultList(found, words));
  remember();
}

function resultList(found, words) {
  const shown = found.slice(0, state.clausesShown);
  const rest = found.length - shown.length;
  const rows = () => [["clause_id", "doc_id", t("filter.city"), "section", "label", "heading", "text", "themes", "agencies"],
    ...found.map((clause) => [clause.id, clause.doc, city(clause.doc), clause.section, clause.label, clause.heading, clause.text, clause.themes.join(";"),
      clause.agencies.map((body) => body.agency).join(";")])];
  return [
    shown.map((clause) => h("div.result", {},
      h("p.crumb", {}, h("b", {}, city(clause.doc)), clause.section ? [" · ", chinese(clause.section)] : "",
        " · ", h("a", { href: hashOf(["find", "q", clause.id]), title: t("clause.address") }, h("code", {}, clause.id))),
      clauseBlock(clause, { words }), facts(clause), slot("clause", { "data-clause": clause.id }, clause))),
    rest ? h("button.more", { type: "button", onclick: () => { state.clausesShown += 20; renderResults(); } },
      t("clauses.more", { n: Math.min(20, rest) })) : null,
    waysOut("clauses", t("clauses.title"), rows),
  ];
}

const AROUND = 24; // letters on either side of a keyword
const LINES = 200; // lines drawn

// Every place of the words with what stands around it, and how often each text has them.
function contexts(found, words) {
  if (!words.length) return h("p.notice", {}, t("kwic.ask"));
  const lines = found.flatMap((clause) => {
    const letters = points(clause.text);
    return occurrences(clause.text, words).map(([begin, end]) => ({ clause,
      left: `${begin > AROUND ? "…" : ""}${letters.slice(Math.max(0, begin - AROUND), begin).join("")}`, word: letters.slice(begin, end).join(""),
      right: `${letters.slice(end, end + AROUND).join("")}${end + AROUND < letters.length ? "…" : ""}` }));
  });
  if (!lines.length) return h("p.notice", {}, t("kwic.none"));
  const counts = [...group(lines, (line) => line.clause.doc)].map(([doc, rows]) => ({ doc, n: rows.length, clauses: new Set(rows.map((row) => row.clause.id)).size }));
  return [
    h("h3", {}, t("kwic.counts", { n: number(lines.length), texts: number(counts.length) })),
    listing("kwic-counts", t("kwic.by_text"), [
      { head: t("filter.city"), value: (row) => city(row.doc), show: (row) => findLink({ q: state.query, doc: row.doc }, city(row.doc)) },
      { head: t("kwic.times"), num: true, value: (row) => row.n },
      { head: t("documents.clauses"), num: true, value: (row) => row.clauses },
      { head: t("kwic.rate"), num: true, value: (row) => (1000 * row.n) / DOCS.get(row.doc).n_chars, show: (row) => ((1000 * row.n) / DOCS.get(row.doc).n_chars).toFixed(2) },
    ], counts),
    h("h3", {}, t("kwic.title")),
    h("div.scroll", { tabindex: 0, role: "region", "aria-label": t("kwic.title") }, h("table.plain.kwic", {}, h("caption.unseen", {}, t("kwic.title")),
      h("thead", {}, h("tr", {}, [t("filter.city"), t("kwic.left"), t("kwic.word"), t("kwic.right"), t("amounts.clause")].map((words_) => h("th", { scope: "col" }, words_)))),
      h("tbody", {}, lines.slice(0, LINES).map(({ clause, left, word, right }) => h("tr", {}, h("th.nowrap", { scope: "row" }, city(clause.doc)),
        h("td.left", { lang: "zh-Hans" }, left), h("td", { lang: "zh-Hans" }, h("mark.found", {}, word)), h("td", { lang: "zh-Hans" }, right), h("td.nowrap", {}, clauseLink(clause.id))))))),
    lines.length > LINES ? h("p.about", {}, t("kwic.first", { n: LINES, total: number(lines.length) })) : null,
    waysOut("kwic", `${t("kwic.title")}: ${state.query}`, () => [["clause_id", "doc_id", t("filter.city"), "left", "keyword", "right"],
      ...lines.map(({ clause, left, word, right }) => [clause.id, clause.doc, city(clause.doc), left, word, right])]),
  ];
}
