// The other sections: findings, texts, similarity, agencies, themes, amounts, origins, limits, provenance.
function renderFindings() {
  fill("findings",
    h("dl.tiles", {}, DATA.tiles.filter(({ n }) => n).map(({ key, n, of }) => h("div", {}, h("dt", {}, t(`tile.${key}`)), h("dd", {}, of ? `${number(n)} / ${number(of)}` : number(n))))),
    h("ol.findings", {}, DATA.findings.map((finding) => h("li", {}, say(finding.text), " ",
      h("a.more-link", { href: finding.cell ? hashOf(["matrix", ...finding.cell]) : `#${finding.section}` }, t(`nav.${finding.section}`))))));
}

function renderDocuments() {
  fill("documents", table(
    ["place", "name", "number", "date", "implements", "clauses", "chars", "script"].map((key) => h(
      ["clauses", "chars"].includes(key) ? "th.num" : "th", { scope: "col" }, t(`documents.${key}`))),
    DATA.documents.map((doc) => h("tr", {},
      h("th", { scope: "row" }, city(doc.id), " ", h("small", { lang: "zh" }, doc.province)),
      h("td", { lang: "zh" }, doc.title, state.lang === "en" && doc.title_en ? h("small.gloss", { lang: "en" }, doc.title_en) : null),
      h("td.nowrap", { lang: "zh" }, doc.number || "–"), h("td.nowrap", {}, doc.date || "–"),
      h("td", { lang: "zh" }, doc.implements.length ? doc.implements.map((name) => h("div.nowrap", {}, name)) : "–"),
      h("td.num", {}, number(doc.n_clauses)), h("td.num", {}, number(doc.n_chars)), h("td", {}, t(`script.${doc.script}`)))),
    { label: t("documents.title") }));
}

function renderSimilarity() {
  if (!DATA.pairs.length) {
    fill("similarity", h("p.notice", {}, t("similarity.none")));
    return;
  }
  const pairsOf = (x, y) => DATA.pairs.filter((pair) => {
    const docs = [CLAUSES.get(pair.a).doc, CLAUSES.get(pair.b).doc];
    return docs.includes(x) && docs.includes(y);
  });
  const choosePair = (x, y) => { state.pairOf = [x, y]; renderSimilarity(); document.getElementById("pair-list").focus({ preventScroll: true }); };
  const button = (x, y, pairs) => h("button.count", { type: "button", "aria-pressed": String(String(state.pairOf) === String([x, y])), onclick: () => choosePair(x, y) },
    t("similarity.cell", { n: pairs.length, verbatim: pairs.filter((pair) => pair.level === "verbatim").length }));
  const order = DATA.documents.map((doc) => doc.id);
  fill("similarity", h("p.about", {}, t("similarity.lead")),
    table(["", ...order.map((doc) => numberHead(city(doc)))], order.map((x, row) => h("tr", {}, h("th", { scope: "row" }, city(x)),
      order.map((y, col) => {
        if (col <= row) return h("td.blank", {});
        const pairs = pairsOf(x, y);
        return h("td.num", {}, pairs.length ? button(x, y, pairs) : "0");
      }))), { label: t("similarity.title"), kind: "plain.square" }),
    h("div.pair-list", { id: "pair-list", tabindex: -1 }, state.pairOf ? pairList(...state.pairOf, pairsOf(...state.pairOf)) : null));
}

function pairList(x, y, pairs) {
  return [h("h3", {}, t("similarity.list", { a: city(x), b: city(y), n: pairs.length })),
    h("ul.rows", {}, pairs.map((pair) => h("li", {},
      h("a", { href: hashOf(["pair", pair.a, pair.b]) }, h("span", { lang: "zh" }, `${clauseName(CLAUSES.get(pair.a))} ↔ ${clauseName(CLAUSES.get(pair.b))}`)),
      " ", h("span.tag", {}, t(`pair.level.${pair.label}`)), " ", h("small", {}, t("pair.longest", { n: pair.longest })))))];
}

// A crosstab over the documents: every count is a link to the clauses it counts, shaded by its share of the text.
function crosstab(facet, first, rows, label, shares = true) {
  const docs = DATA.documents.map((doc) => doc.id);
  const sum = (per) => docs.reduce((total, doc) => total.map((value, at) => value + ((per[doc] || [])[at] || 0)), [0, 0]);
  const count = (value, code, doc) => {
    if (!value || !value[0]) return h("td.num", {}, h("span.nil", {}, "·"));
    const part = value[0] / (doc ? DOCS.get(doc).n_clauses : DATA.clauses.length);
    const shade = doc ? `.shade${Math.min(5, Math.ceil(part * 10))}` : ".total";
    return h(`td.num${shade}`, {}, findLink({ [facet]: code, doc }, String(value[0])),
      " ", h("small", {}, shares ? `${Math.round(100 * part)}%` : value[1] ? `(${value[1]})` : ""));
  };
  return table([first, ...docs.map((doc) => numberHead(city(doc))), numberHead(t("word.all"))],
    rows.map(({ code, name, per }) => h("tr", {}, h("th", { scope: "row" }, name),
      docs.map((doc) => count(per[doc], code, doc)), count(sum(per), code, ""))), { label });
}

function renderAgencies() {
  if (!DATA.agencies.length) {
    fill("agencies", h("p.notice", {}, t("agencies.none")));
    return;
  }
  const rows = state.families ? DATA.agencies : DATA.agencies.slice(0, 15);
  fill("agencies", h("p.about", {}, t("agencies.lead")),
    crosstab("family", t("agencies.family"), rows.map(({ family, name, per }) => ({ code: family, name: say(name), per })),
      t("agencies.title"), false),
    rows.length < DATA.agencies.length ? h("button.more", { type: "button", onclick: () => { state.families = true; renderAgencies(); } },
      t("agencies.all", { n: DATA.agencies.length })) : null);
}

function renderThemes() {
  const part = (facet, title, rows, name) => (rows.length
    ? [h("h3", {}, title), crosstab(facet, "", rows.map(({ code, per }) => ({ code, name: name(code), per })), title)] : null);
  fill("themes",
    DATA.theme_counts.length ? h("p.about", {}, t("themes.lead")) : h("p.notice", {}, t("themes.none")),
    DATA.theme_counts.length
      ? crosstab("theme", t("themes.theme"), DATA.theme_counts.map(({ code, per }) => ({ code, name: themeName(code), per })), t("themes.title")) : null,
    part("instrument", t("themes.instrument"), DATA.instrument_counts, (code) => t(`instrument.${code}`)),
    part("strength", t("themes.strength"), DATA.strength_counts, strengthName));
}

function amountValue({ low, high }) {
  if (low !== null && high !== null) {
    return low === high ? t("amounts.exact", { low: number(low) }) : t("amounts.range", { low: number(low), high: number(high) });
  }
  if (low !== null) return t("amounts.at_least", { low: number(low) });
  return high !== null ? t("amounts.at_most", { high: number(high) }) : "–";
}

function renderAmounts() {
  const all = DATA.clauses.flatMap((clause) => clause.amounts.map((amount) => ({ ...amount, clause })));
  if (!all.length) {
    fill("amounts", h("p.notice", {}, t("amounts.none")));
    return;
  }
  const units = [...new Set(all.map((row) => row.unit))];
  const rows = all.filter((row) => !state.unit || row.unit === state.unit);
  fill("amounts", h("p.about", {}, t("amounts.lead")),
    h("div.filters", {}, select("amount-unit", t("amounts.unit"), [["", t("amounts.all_units")], ...units.map((unit) => [unit, unit])],
      state.unit, (value) => { state.unit = value; renderAmounts(); document.getElementById("amount-unit").focus(); })),
    h("div.tall", {}, table([t("filter.city"), t("amounts.what"), t("amounts.raw"), numberHead(t("amounts.value")), t("amounts.unit"), t("amounts.clause")],
      rows.map((row) => h("tr", {}, h("td.nowrap", {}, city(row.clause.doc)), h("td.what", { lang: "zh" }, row.what || ""), h("td", { lang: "zh" }, row.raw),
        h("td.num", {}, amountValue(row)), h("td", { lang: "zh" }, row.unit),
        h("td", { lang: "zh" }, clauseLink(row.clause.id, clauseName(row.clause))))), { label: t("amounts.title") })));
}

function renderOrigins() {
  if (!DATA.origin_counts.length) {
    fill("origins", h("p.notice", {}, t("origins.none")));
    return;
  }
  fill("origins", h("p.about", {}, t("origins.lead")),
    crosstab("origin", t("clauses.origin"), DATA.origin_counts.map(({ code, per }) => ({ code, name: t(`origin.${code}`), per })), t("origins.title")));
}

function renderLimits() {
  fill("limits", h("ul.prose", {}, DATA.limits.map((limit) => h("li", {}, say(limit)))));
}

function renderMade() {
  fill("made", h("p", {}, t("made.repeat")),
    h("h3", {}, t("made.versions")),
    h("ul.versions", {}, DATA.made.versions.map(({ name, version }) => h("li", {}, h("b", {}, name), ` ${version}`))),
    hashes(t("made.inputs"), DATA.made.inputs), hashes(t("made.results"), DATA.made.results));
}

const hashes = (title, files) => [h("h3", {}, title), table([t("made.file"), "sha256"], files.map((row) => h("tr", {},
  h("td", {}, h("code", {}, row.file)), h("td", {}, h("code.hash", {}, row.sha256)))), { label: title })];
