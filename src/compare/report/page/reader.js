// Search over the clauses, the file as received, and two clauses side by side.
function matching() {
  const words = state.query.trim().split(/\s+/).filter(Boolean).map((word) => word.toLowerCase());
  return DATA.clauses.filter((clause) => {
    const text = `${clause.heading}\n${clause.text}\n${clause.agencies.map((body) => body.agency).join("\n")}`.toLowerCase();
    return words.every((word) => text.includes(word))
      && (!state.clauseDoc || clause.doc === state.clauseDoc)
      && (!state.clauseTheme || clause.themes.includes(state.clauseTheme))
      && (!state.clauseOrigin || clause.origin === state.clauseOrigin);
  });
}

const themeName = (code) => (THEMES.has(code) ? say(THEMES.get(code).name) : code);

function renderClauses() {
  const origins = [...new Set(DATA.clauses.map((clause) => clause.origin).filter(Boolean))];
  const again = (key) => (value) => { state[key] = value; state.clausesShown = 12; renderResults(); };
  fill("clauses",
    h("div.filters", { role: "search" },
      h("label.field.wide", { for: "search" }, h("span", {}, t("clauses.search")),
        h("input", { id: "search", type: "search", value: state.query, placeholder: t("clauses.placeholder"),
          autocomplete: "off", oninput: (event) => again("query")(event.target.value) })),
      select("clause-doc", t("filter.city"),
        [["", t("clauses.all_cities")], ...DATA.documents.map((doc) => [doc.id, city(doc.id)])],
        state.clauseDoc, again("clauseDoc")),
      DATA.themes.length ? select("clause-theme", t("clauses.theme"),
        [["", t("clauses.all_themes")], ...DATA.themes.map((theme) => [theme.code, say(theme.name)])],
        state.clauseTheme, again("clauseTheme")) : null,
      origins.length ? select("clause-origin", t("clauses.origin"),
        [["", t("clauses.all_origins")], ...origins.map((origin) => [origin, t(`origin.${origin}`)])],
        state.clauseOrigin, again("clauseOrigin")) : null,
      h("output", { id: "clause-count" })),
    h("div", { id: "results" }));
  renderResults();
}

function renderResults() {
  const found = matching();
  const words = state.query.trim().split(/\s+/).filter(Boolean);
  const shown = found.slice(0, state.clausesShown);
  const rest = found.length - shown.length;
  document.getElementById("clause-count").textContent = t("clauses.count", { n: number(found.length) });
  put(document.getElementById("results"),
    ...shown.map((clause) => h("div.result", {},
      h("p.crumb", {}, h("b", {}, city(clause.doc)), clause.section ? [" · ", h("span", { lang: "zh" }, clause.section)] : ""),
      clauseBlock(clause, { words }), facts(clause))),
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
    clause.origin ? line("clause.origin", t(`origin.${clause.origin}`)) : null,
    bodies.length ? line("clause.agencies", h("span", { lang: "zh" }, bodies.join("、"))) : null,
    clause.amounts.length ? line("clause.amounts", h("span", { lang: "zh" }, clause.amounts.map((amount) => amount.raw).join("、"))) : null,
    proves.length ? line("clause.items", proves.map(({ cell }, place) => [place ? "; " : "",
      h("a", { href: hashOf(["cell", cell.t, cell.no, cell.doc]) }, say(TEMPLATES.get(cell.t).name), " · ", h("span", { lang: "zh" }, itemName(itemOf(cell))))])) : null);
}

function openReader(...content) {
  const reader = document.getElementById("reader");
  put(reader, h("button.close", { type: "button", "aria-label": t("panel.close"), onclick: () => reader.close() }, "×"),
    ...content);
  if (!reader.open) reader.showModal();
  const place = reader.querySelector("mark.place");
  if (place) place.scrollIntoView({ block: "center" });
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
      ? [h("p.notice", {}, t("reader.left_out")), clauseBlock(clause), facts(clause)]
      : [h("p.about", {}, t("reader.note", { begin: clause.begin, end: clause.end })),
        facts(clause),
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
    h("ul.measures", {}, h("li", {}, h("span.tag", {}, t(`pair.level.${pair.level}`))),
      h("li", {}, t("pair.longest", { n: pair.longest })), h("li", {}, t("pair.cosine", { value: pair.cosine.toFixed(2) })),
      contain(a, b, pair.ab), contain(b, a, pair.ba)),
    h("div.sides", {}, side(a, pair.a_spans), side(b, pair.b_spans)));
}
