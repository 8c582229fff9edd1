// The evidence panel: template measure and city clause side by side, actions, reasons, siblings.
function choose(key) {
  const button = cellButton(key);
  const before = button ? button.getBoundingClientRect().top : 0;
  state.cell = key;
  markChosen();
  renderPanel();
  setHash(["cell", ...JSON.parse(key)]);
  announce(button ? `${t("panel.title")}: ${button.getAttribute("aria-label")}` : "");
  // The matrix makes room for the panel; the chosen cell stays under the pointer.
  if (button && !panelCovers()) {
    window.scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
    button.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }
  if (panelCovers()) document.getElementById("panel").focus();
}

const cellButton = (key) => [...document.querySelectorAll("[data-cell]")].find((cell) => cell.dataset.cell === key);

// On small screens the panel lies over the page; beside the matrix, focus stays on the cell so that arrows go on.
const panelCovers = () => window.matchMedia("(max-width: 1099px)").matches;

function closePanel() {
  const key = state.cell;
  if (!key) return;
  state.cell = null;
  markChosen();
  renderPanel();
  setHash([]);
  announce("");
  focusCell(key);
}

function focusCell(key) {
  const button = cellButton(key);
  if (!button) return;
  document.querySelectorAll("[data-cell][tabindex='0']").forEach((cell) => { cell.tabIndex = -1; });
  button.tabIndex = 0;
  button.focus({ preventScroll: !panelCovers() });
}

function markChosen() {
  document.querySelectorAll("[data-cell]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.cell === state.cell));
  });
}

function renderPanel() {
  const panel = document.getElementById("panel");
  if (!panel) return;
  const cell = state.cell && CELLS.get(state.cell);
  document.body.classList.toggle("panel-open", Boolean(cell));
  panel.classList.toggle("open", Boolean(cell));
  if (!cell) {
    put(panel);
    return;
  }
  const item = itemOf(cell);
  const template = TEMPLATES.get(cell.t);
  put(panel, 
    h("header.panel-head", {},
      h("div", {},
        h("p.crumb", {}, h("span.number", {}, say(template.name)), item.section ? [" · ", h("span", { lang: itemLang(item) }, sectionOf(item))] : ""),
        h("h3", { lang: itemLang(item) }, itemName(item)),
        h("p.verdict", {},
          h(`span.badge.${cell.level}`, {}, mark(cell.level), t(`level.${cell.level}`)),
          h("b.place", {}, city(cell.doc)),
          h(`span.tag.${cell.relation}`, {}, t(`relation.${cell.relation}`)),
          h("span.tag", {}, t(`evidence.${item.evidence}`)))),
      h("button.close", { type: "button", id: "panel-close", "aria-label": t("panel.close"), onclick: closePanel }, "×")),
    cell.why ? h("p.why", {}, h("b", {}, `${t("panel.why")} `), say(cell.why),
      h("small", {}, t("panel.basis", { words: [cell.score === null ? "" : t("panel.score", { score: cell.score.toFixed(2) }),
        cell.rules ? t("panel.rules", { rules: cell.rules }) : ""].filter(Boolean).join(state.lang === "zh" ? "；" : "; ") }))) : null,
    cell.decided_by ? h("p.why.decided", {}, "✎ ", t("panel.decided", { who: cell.decided_by, level: t(`level.${cell.automatic || cell.level}`) })) : null,
    slot("cell", { "data-template": cell.t, "data-item": cell.no, "data-doc": cell.doc }, cell, item),
    h("div.sides", {}, templateSide(item, cell), citySide(cell)),
    actionsTable(cell, item),
    siblings(cell),
    h("footer.panel-foot", {},
      h("button.quiet", { type: "button", onclick: () => step(cell, -1) }, `← ${t("panel.prev")}`),
      cellWaysOut(cell, item),
      h("button.quiet", { type: "button", onclick: () => step(cell, 1) }, `${t("panel.next")} →`)));
  panel.scrollTop = 0;
}

function cellWaysOut(cell, item) {
  const title = `${say(TEMPLATES.get(cell.t).name)} · ${itemName(item)} · ${city(cell.doc)}`;
  const judged = index(cell.actions, (action) => action.id);
  const rows = () => [
    ["template", "item_no", "item", "doc_id", "level", "relation", "score", "clause_ids", "why", "action_id", "action", "found", "clause_id", "clause_text"],
    ...(item.actions.length ? item.actions : [...cell.actions, { id: "", text: "" }].slice(0, Math.max(1, cell.actions.length))).map((action) => {
      const result = judged.get(action.id) || {};
      const clause = CLAUSES.get(result.clause || cell.clauses[0]);
      return [cell.t, cell.no, itemHeading(item), cell.doc, cell.level, cell.relation, cell.score, cell.clauses.join(";"), cell.why ? say(cell.why) : "",
        action.id, action.text, result.found ?? "", result.clause || "", clause ? clause.text : ""];
    })];
  const template = TEMPLATES.get(cell.t);
  return h("div.ways-and-address", {}, h("a", { href: hashOf(["cell", cell.t, cell.no, cell.doc]) }, t("panel.copy")),
    waysOut(`cell-${cell.t}-${cell.no}-${cell.doc}`, title, rows, [documentWork(DOCS.get(cell.doc)),
      documentWork(DATA.documents.find((doc) => doc.number === cell.t) || { id: cell.t, title: template.title, issuer: template.issuer, number: cell.t, date: template.date })]));
}

function step(cell, by) {
  const items = DATA.items.filter((item) => item.t === cell.t);
  const next = items[items.findIndex((item) => item.no === cell.no) + by];
  if (next && CELLS.has(cellKey(cell.t, next.no, cell.doc))) choose(cellKey(cell.t, next.no, cell.doc));
}

function templateSide(item, cell) {
  const official = item.basis === "official_text";
  const shared = cell.item_shared;
  return h("section.side.of-template", {},
    h("h4", {}, t("panel.template")),
    h("p.source", {}, official ? t("panel.official") : t("panel.own_words")),
    h("p.heading", { lang: "zh-Hans" }, item.heading),
    item.content
      ? h("p.words", { lang: "zh-Hans", "data-side": "template" }, official ? marked(item.content, shared, "shared", t("panel.shared")) : item.content)
      : h("p.about", {}, t("panel.no_content")));
}

function citySide(cell) {
  const proven = ADOPTED.has(cell.level) || cell.level === "alike" || cell.level === "reversed";
  const ids = proven ? cell.clauses : cell.nearest;
  return h("section.side.of-city", {},
    h("h4", {}, t("panel.city"), " · ", city(cell.doc)),
    !proven ? h("p.source", {}, t("panel.no_clause")) : null,
    !proven && ids.length ? h("p.source", {}, t("panel.nearest")) : null,
    ids.map((id, at) => clauseBlock(CLAUSES.get(id), {
      shared: cell.shared[id] || [], cues: cell.cues[id] || [], level: proven ? cell.levels[at] : "",
    })),
    cell.degree === "theme_only" ? h("p.about", {}, t("panel.theme_only")) : null,
    cell.changes.length ? changesOf(cell.changes) : null,
    proven && cell.basis === "codebook" ? h("p.about", {}, t("panel.no_wording")) : null);
}

function changesOf(changes) {
  const [colon, semicolon, open, close] = state.lang === "zh" ? ["：", "；", "（", "）"] : [": ", "; ", " (", ")"];
  return h("p.about", {}, t("panel.changes"), colon, changes.map((change, at) =>
    [at ? semicolon : "", t(`change.${change.code}`), open, chinese(`${change.from} → ${change.to}`), close]));
}

function clauseBlock(clause, { shared = [], cues = [], words = null, level = "" } = {}) {
  const found = words ? occurrences(clause.text, words) : null;
  return h("article.clause", { "data-clause": clause.id },
    h("p.heading", { lang: "zh-Hans" }, clause.label, clause.heading),
    level ? h(`span.tag.${level}`, {}, t(`level.${level}`)) : null,
    h("p.words", { lang: "zh-Hans", "data-side": "city" },
      found ? marked(clause.text, found, "found", "") : markedBoth(clause.text, shared, cues)),
    offsets(clause));
}

function offsets(clause) {
  const words = t("clause.offsets", { file: DOCS.get(clause.doc).file, begin: clause.begin, end: clause.end });
  return h("p.offsets", {}, h("a", { href: hashOf(["text", clause.id]), title: t("clause.open") }, words), " ", h("code", {}, clause.id));
}

function actionsTable(cell, item) {
  // An official text brings no actions of its own; those of its codebook are carried to its clauses.
  const actions = item.actions.length ? item.actions : cell.actions;
  if (!actions.length) return null;
  if (!cell.total) {
    return h("section.actions", {}, h("h4", {}, t("panel.actions_plain")), h("p.about", {}, t("panel.actions_none")),
      h("ul", { lang: "zh-Hans" }, actions.map((action) => h("li", {}, action.text))));
  }
  const judged = index(cell.actions, (action) => action.id);
  const sign = { found: "✓", missed: "✗", unscored: "–" };
  return h("section.actions", {},
    h("h4", {}, t("panel.actions", cell)),
    table([t("panel.verdict"), t("panel.action"), t("panel.action.where")], actions.map((action) => {
      const result = judged.get(action.id);
      const verdict = !result || result.found === undefined ? "unscored" : result.found ? "found" : "missed";
      return h(`tr.${verdict}`, {},
        h("td.sign", {}, h("span", { "aria-hidden": "true" }, sign[verdict]), h("span.sign-word", {}, t(`panel.action.${verdict}`))),
        h("td", { lang: "zh-Hans" }, h("small.id", {}, action.id), " ", action.text,
          result && result.sentence ? h("small.quote", {},
            verdict === "missed" ? h("span", { lang: state.lang }, `${t("panel.action.nearest")} `) : null,
            markedBoth(result.sentence, [], occurrences(result.sentence, result.cues || []))) : null),
        h("td", {}, result && result.clause ? clauseLink(result.clause) : ""));
    }), { label: t("panel.actions", cell) }));
}

const clauseLink = (id, words) => h("a", { href: hashOf(["text", id]) }, words || id);

function siblings(cell) {
  const own = new Set(cell.clauses);
  const rows = DATA.pairs.filter((pair) => own.has(pair.a) || own.has(pair.b));
  if (!rows.length) return null;
  return h("section.siblings", {}, h("h4", {}, t("panel.siblings")),
    h("ul", {}, rows.map((pair) => {
      const other = CLAUSES.get(own.has(pair.a) ? pair.b : pair.a);
      return h("li", {}, h("a", { href: hashOf(["pair", pair.a, pair.b]) }, city(other.doc), " · ", h("span", { lang: "zh-Hans" }, clauseName(other))),
        " ", h("span.tag", {}, t(`pair.level.${pair.label}`)), " ",
        h("small", {}, t("pair.longest", { n: pair.longest })));
    })));
}
