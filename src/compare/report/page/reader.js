// What is known of a clause, the file as received, and two clauses side by side.
const PROVES = group(DATA.cells.filter((cell) => ADOPTED.has(cell.level))
  .flatMap((cell) => cell.clauses.map((clause) => ({ clause, cell }))), (row) => row.clause);

function facts(clause) {
  const bodies = clause.agencies.map((body, at) => [at ? (state.lang === "zh" ? "、" : ", ") : "", chinese(body.agency), body.role === "responsible" ? "" : ` (${t(`role.${body.role}`)})`]);
  const proves = PROVES.get(clause.id) || [];
  const line = (key, content) => [h("dt", {}, t(key)), h("dd", {}, content)];
  return h("dl.facts", {},
    clause.themes.length ? line("clause.themes", join(clause.themes.map(themeName))) : null,
    clause.instrument ? line("clause.instrument", t(`instrument.${clause.instrument}`)) : null,
    clause.origin ? line("clause.origin", [t(`origin.${clause.origin}`), clause.origin_why ? h("small.because", {}, say(clause.origin_why)) : null]) : null,
    bodies.length ? line("clause.agencies", bodies) : null,
    clause.amounts.length ? line("clause.amounts", h("span", { lang: "zh-Hans" }, clause.amounts.map((amount) => amount.raw).join("、"))) : null,
    proves.length ? line("clause.items", proves.map(({ cell }, place) => [place ? "; " : "",
      h("a", { href: hashOf(["cell", cell.t, cell.no, cell.doc]) }, say(TEMPLATES.get(cell.t).name), " · ", itemWords(itemOf(cell)))])) : null);
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
    h("h2", { id: "reader-title" }, city(doc.id), " · ", chinese(clauseName(clause))),
    h("p.source", {}, h("code", {}, doc.file), " · ", chinese(doc.title)),
    waysOut(`clause-${clause.id}`, `${city(doc.id)} · ${clauseName(clause)}`, () => [["clause_id", "doc_id", "label", "heading", "text", "begin", "end"],
      [clause.id, clause.doc, clause.label, clause.heading, clause.text, clause.begin, clause.end]], [documentWork(doc)]),
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
  const side = (id, spans) => h("section.side", {}, h("h3", {}, city(CLAUSES.get(id).doc)),
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
