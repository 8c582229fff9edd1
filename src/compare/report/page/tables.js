// The other sections: findings, texts, agencies, themes, amounts, origins, limits, provenance.
function renderFindings() {
  fill("findings",
    h("dl.tiles", {}, DATA.tiles.filter(({ n }) => n).map(({ key, n, of }) => h("div", {}, h("dt", {}, t(`tile.${key}`)), h("dd", {}, of ? `${number(n)} / ${number(of)}` : number(n))))),
    h("ol.findings", {}, DATA.findings.map((finding) => h("li", {}, say(finding.text), " ",
      h("a.more-link", { href: finding.cell ? hashOf(["matrix", ...finding.cell]) : `#${finding.section}` }, t(`nav.${finding.section}`))))));
}

function renderDocuments() {
  fill("documents", listing("documents", t("documents.title"), [
    { head: t("documents.place"), value: (doc) => city(doc.id), show: (doc) => [city(doc.id), " ", h("small", {}, doc.province ? mixed(provinceName(doc.province)) : "")] },
    { head: t("documents.name"), long: true, value: (doc) => doc.title, show: (doc) => [chinese(doc.title), state.lang === "en" && doc.title_en ? h("small.gloss", {}, doc.title_en) : null] },
    { head: t("documents.number"), value: (doc) => doc.number, show: (doc) => chinese(doc.number) || "–" },
    { head: t("documents.date"), value: (doc) => doc.date, show: (doc) => h("span.nowrap", {}, doc.date || "–") },
    { head: t("documents.implements"), value: (doc) => doc.implements.join("; "), show: (doc) => (doc.implements.length ? doc.implements.map((name) => h("div.nowrap", {}, numberLabel(name))) : "–") },
    { head: t("documents.clauses"), num: true, value: (doc) => doc.n_clauses },
    { head: t("documents.chars"), num: true, value: (doc) => doc.n_chars },
    { head: t("documents.script"), value: (doc) => t(`script.${doc.script}`), show: (doc) => h("span.nowrap", {}, t(`script.${doc.script}`)) },
    { head: t("documents.id"), value: (doc) => doc.id, show: (doc) => h("code", {}, doc.id) },
  ], DATA.documents));
}

// A crosstab over the documents: every count is a link to the clauses it counts, shaded by its share of the text.
function crosstab(name, facet, first, rows, label, shares = true) {
  const clauses = DATA.clauses.filter((clause) => facet !== "origin" || clause.origin_counts);
  const base = group(clauses, (clause) => clause.doc);
  const docs = ORDER.filter((doc) => base.has(doc)); // also those that have none of it
  const sum = (per) => docs.reduce((total, doc) => total.map((value, at) => value + ((per[doc] || [])[at] || 0)), [0, 0]);
  const csv = () => [[first, ...docs.map(city), t("word.all")], ...rows.map((row) => [row.name, ...docs.map((doc) => (row.per[doc] || [0])[0]), sum(row.per)[0]])];
  const out = waysOut(name, label, csv);
  if (docs.length > MANY) return [crossSpread(facet, first, rows, label, docs, (doc) => base.get(doc).length, sum), out];
  const count = (value, code, doc) => {
    if (!value || !value[0]) return h("td.num", {}, h("span.nil", {}, "0"));
    const part = value[0] / (doc ? base.get(doc).length : clauses.length);
    const shade = doc ? `.shade${Math.min(5, Math.ceil(part * 10))}` : ".total";
    return h(`td.num${shade}`, {}, findLink({ [facet]: code, doc }, String(value[0])),
      " ", h("small", {}, shares ? `${Math.round(100 * part)}%` : value[1] ? `(${value[1]})` : ""));
  };
  return [table([first, ...docs.map((doc) => numberHead(city(doc))), numberHead(t("word.all"))],
    rows.map(({ code, name: words, per }) => h("tr", {}, h("th", { scope: "row" }, words),
      docs.map((doc) => count(per[doc], code, doc)), count(sum(per), code, ""))), { label }), out];
}

// Of many texts: how many have it, and the middle and extremes of its share of a text's clauses.
function crossSpread(facet, first, rows, label, docs, size, sum) {
  const percent = (value) => `${Math.round(100 * value)}%`;
  return table([first, numberHead(t("cross.clauses")), numberHead(t("cross.texts", { n: docs.length })), numberHead(t("cross.median")), numberHead(t("spread.range")), t("cross.highest")],
    rows.map(({ code, name, per }) => {
      const parts = docs.map((doc) => ((per[doc] || [0])[0]) / size(doc));
      const { low, high, median } = spreadOf(parts);
      const top = docs[parts.indexOf(high)];
      return h("tr", {}, h("th", { scope: "row" }, name), h("td.num.total", {}, findLink({ [facet]: code }, number(sum(per)[0]))),
        h("td.num", {}, parts.filter(Boolean).length), h("td.num", {}, percent(median)), h("td.num", {}, `${percent(low)}–${percent(high)}`),
        h("td", {}, findLink({ [facet]: code, doc: top }, city(top))));
    }), { label });
}

function renderAgencies() {
  if (!DATA.agencies.length) {
    fill("agencies", h("p.notice", {}, t("agencies.none")));
    return;
  }
  const rows = state.families ? DATA.agencies : DATA.agencies.slice(0, 15);
  fill("agencies", h("p.about", {}, t("agencies.lead")),
    crosstab("agencies", "family", t("agencies.family"), rows.map(({ family, name, per }) => ({ code: family, name: say(name), per })),
      t("agencies.title"), false),
    rows.length < DATA.agencies.length ? h("button.more", { type: "button", onclick: () => { state.families = true; renderAgencies(); } },
      t("agencies.all", { n: DATA.agencies.length })) : null);
}

function renderThemes() {
  const part = (facet, title, rows, name) => (rows.length
    ? [h("h3", {}, title), crosstab(facet, facet, title, rows.map(({ code, per }) => ({ code, name: name(code), per })), title)] : null);
  fill("themes",
    DATA.theme_counts.length ? h("p.about", {}, t("themes.lead")) : h("p.notice", {}, t("themes.none")),
    DATA.theme_counts.length
      ? crosstab("themes", "theme", t("themes.theme"), DATA.theme_counts.map(({ code, per }) => ({ code, name: themeName(code), per })), t("themes.title")) : null,
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

// Units are words of the tables; those that figures name have a name here too.
const unitName = (unit) => (`unit.${unit}` in DATA.strings[state.lang] ? t(`unit.${unit}`) : unit);

function renderAmounts() {
  const all = DATA.clauses.flatMap((clause) => clause.amounts.map((amount) => ({ ...amount, clause })));
  if (!all.length) {
    fill("amounts", h("p.notice", {}, t("amounts.none")));
    return;
  }
  const units = [...new Set(all.map((row) => row.unit))];
  const rows = all.filter((row) => !state.unit || row.unit === state.unit);
  const value = (row) => (row.high !== null ? row.high : row.low !== null ? row.low : "");
  fill("amounts", h("p.about", {}, t("amounts.lead")),
    h("div.filters", {}, select("amount-unit", t("amounts.unit"), [["", t("amounts.all_units")], ...units.map((unit) => [unit, unitName(unit)])],
      state.unit, (chosen) => { state.unit = chosen; renderAmounts(); remember(); document.getElementById("amount-unit").focus(); })),
    h("div.tall", {}, listing("amounts", t("amounts.title"), [
      { head: t("filter.city"), value: (row) => city(row.clause.doc), show: (row) => h("span.nowrap", {}, city(row.clause.doc)) },
      { head: t("amounts.what"), long: true, value: (row) => row.what || "", show: (row) => chinese(row.what || "") },
      { head: t("amounts.raw"), value: (row) => row.raw, show: (row) => chinese(row.raw) },
      { head: t("amounts.value"), num: true, value, show: amountValue },
      { head: t("amounts.unit"), value: (row) => unitName(row.unit) },
      { head: t("amounts.clause"), long: true, value: (row) => row.clause.id, show: (row) => clauseLink(row.clause.id, chinese(clauseName(row.clause))) },
    ], rows)));
}

function renderOrigins() {
  if (!DATA.origin_counts.length) {
    fill("origins", h("p.notice", {}, t("origins.none")));
    return;
  }
  fill("origins", h("p.about", {}, t("origins.lead")),
    crosstab("origins", "origin", t("clauses.origin"), DATA.origin_counts.map(({ code, per }) => ({ code, name: t(`origin.${code}`), per })), t("origins.title")));
}

function renderLimits() {
  fill("limits", h("ul.prose", {}, DATA.limits.map((limit) => h("li", {}, say(limit)))));
}

function renderMade() {
  fill("made", h("p", {}, t("made.repeat")),
    h("h3", {}, t("made.versions")),
    h("ul.versions", {}, DATA.made.versions.map(({ name, version }) => h("li", {}, h("b", {}, say(name)), ` ${version}`))),
    hashes(t("made.inputs"), DATA.made.inputs), hashes(t("made.results"), DATA.made.results));
}

const hashes = (title, files) => [h("h3", {}, title), table([t("made.file"), "sha256"], files.map((row) => h("tr", {},
  h("td", {}, h("code", {}, row.file)), h("td", {}, h("code.hash", {}, row.sha256)))), { label: title })];
