// Texts beside texts: how many clauses are the same measure, and which.
const pairDocs = (pair) => [CLAUSES.get(pair.a).doc, CLAUSES.get(pair.b).doc];
const PAIRS = group(DATA.pairs, (pair) => [...pairDocs(pair)].sort((x, y) => ORDER.indexOf(x) - ORDER.indexOf(y)).join("\n"));
const pairsOf = (x, y) => PAIRS.get(ORDER.indexOf(x) < ORDER.indexOf(y) ? `${x}\n${y}` : `${y}\n${x}`) || [];
// Of many counterparts the page holds the longest passages alone, and the counts of all.
// What says the opposite is listed and not counted.
const sumsOf = (docs, pairs) => {
  const same = pairs.filter((pair) => pair.level !== "reversed");
  return { docs, n: same.length, verbatim: sameSentence(same), longest: Math.max(0, ...same.map((pair) => pair.longest)) };
};
const PAIR_SUMS = DATA.pair_counts.length
  ? new Map(DATA.pair_counts.map(([a, b, n, verbatim, longest]) => [`${a}\n${b}`, { docs: [a, b], n, verbatim, longest }]))
  : null;
const pairSums = () => (PAIR_SUMS ? [...PAIR_SUMS.values()] : [...PAIRS].map(([key, pairs]) => sumsOf(key.split("\n"), pairs)));
const sumOf = (x, y) => (PAIR_SUMS ? PAIR_SUMS.get(`${x}\n${y}`) || { n: 0, verbatim: 0, longest: 0 } : sumsOf([x, y], pairsOf(x, y)));
const sameSentence = (pairs) => pairs.filter((pair) => pair.level === "verbatim").length;

function renderSimilarity() {
  if (!DATA.pairs.length) {
    fill("similarity", h("p.notice", {}, t("similarity.none")));
    return;
  }
  const title = t("similarity.title");
  fill("similarity", h("p.about", {}, t("similarity.lead")),
    many() ? pairTable(title) : pairSquare(title),
    h("div.pair-list", { id: "pair-list", tabindex: -1 }, state.pairOf ? pairList(...state.pairOf, pairsOf(...state.pairOf)) : null));
}

function showPairs(x, y) {
  state.pairOf = [x, y];
  renderSimilarity();
  document.getElementById("pair-list").focus({ preventScroll: true });
  document.getElementById("pair-list").scrollIntoView({ block: "nearest" });
}

function pairSquare(title) {
  const button = (x, y, sum) => h("button.count", { type: "button", "aria-pressed": String(String(state.pairOf) === String([x, y])), onclick: () => showPairs(x, y) },
    t("similarity.cell", sum));
  const csv = () => [["", ...ORDER.map(city)], ...ORDER.map((x) => [city(x), ...ORDER.map((y) => (x === y ? "" : sumOf(...[x, y].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))).n))])];
  return [table([t("filter.city"), ...ORDER.map((doc) => numberHead(city(doc)))], ORDER.map((x, row) => h("tr", {}, h("th", { scope: "row" }, city(x)),
    ORDER.map((y, col) => {
      if (col <= row) return h("td.blank", {});
      const sum = sumOf(x, y);
      return h("td.num", {}, sum.n ? button(x, y, sum) : "0");
    }))), { label: title, kind: "plain.square" }), waysOut("similarity", title, csv)];
}

// Of many texts: the nearest two first.
function pairTable(title) {
  const rows = pairSums().sort((x, y) => y.verbatim - x.verbatim || y.n - x.n);
  return listing("similarity", title, [
    { head: t("similarity.first"), value: (row) => city(row.docs[0]) },
    { head: t("similarity.second"), value: (row) => city(row.docs[1]) },
    { head: t("similarity.pairs"), num: true, value: (row) => row.n, show: (row) => h("button.count", { type: "button", onclick: () => showPairs(...row.docs),
      "aria-label": `${row.docs.map(city).join(" – ")}: ${row.n}` }, row.n) },
    { head: t("pair.level.verbatim"), num: true, value: (row) => row.verbatim },
    { head: t("similarity.longest"), num: true, value: (row) => row.longest },
  ], rows);
}

function pairList(x, y, pairs) {
  const { n } = sumOf(...[x, y].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  const title = t("similarity.list", { a: city(x), b: city(y), n });
  const csv = () => [["a", "b", "level", "longest_run", "cosine_char", "text_a", "text_b"],
    ...pairs.map((pair) => [pair.a, pair.b, t(`pair.level.${pair.label}`), pair.longest, pair.cosine, CLAUSES.get(pair.a).text, CLAUSES.get(pair.b).text])];
  return [h("h3", {}, title), pairs.length < n ? h("p.about", {}, t("similarity.left_out", { shown: pairs.length, n })) : null,
    h("ul.rows", {}, pairs.map((pair) => h("li", {},
      h("a", { href: hashOf(["pair", pair.a, pair.b]) }, chinese(`${clauseName(CLAUSES.get(pair.a))} ↔ ${clauseName(CLAUSES.get(pair.b))}`)),
      " ", h("span.tag", {}, t(`pair.level.${pair.label}`)), " ", h("small", {}, t("pair.longest", { n: pair.longest }))))),
    waysOut(`pairs-${x}-${y}`, title, csv, [documentWork(DOCS.get(x)), documentWork(DOCS.get(y))])];
}
