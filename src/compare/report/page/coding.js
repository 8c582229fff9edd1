// Coding in the page: what a reader decides on a cell, a link, an action or a theme, and memos. Kept
// in this browser (or written into the study where `policy-compare serve` shows the page), one row a
// decision and coder, in the columns of coding/decisions.csv and coding/memos.csv.
const CODING = DATA.coding;
const STORE = `policy-compare/coding/${CODING.study}/${CODING.digest}`;
const THING = ["template", "item_no", "action_id", "doc_id", "clause_id", "theme", "variable"];
const DECISION = [...THING, "decision", "clause_ids", "reason", "who", "when", "settles"];
const MEMO = ["clause_id", "template", "item_no", "doc_id", "memo", "who", "when"];
const PAST = 50; // steps that can be undone
const VARIABLES = index(CODING.variables, (row) => row.code);
const variableWords = (code) => `${code} ${VARIABLES.has(code) ? say(VARIABLES.get(code).name) : ""}`.trim();
const PROVEN = new Set(["verbatim", "adapted", "taken_over", "reversed"]);
const blank = (columns, values) => Object.fromEntries(columns.map((name) => [name, String(values[name] ?? "")]));
const thingOf = (row) => JSON.stringify(THING.map((name) => row[name]));
const placeOf = (memo) => JSON.stringify(["clause_id", "template", "item_no", "doc_id"].map((name) => memo[name]));
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

const coding = { who: "", decisions: [], memos: [], past: [], kept: true, open: new Set() };
const UNREADABLE = Symbol("unreadable");

function readStore(key = STORE) {
  try {
    const found = JSON.parse(localStorage.getItem(key) || "null");
    return found && Array.isArray(found.decisions) && Array.isArray(found.memos) ? found : null;
  } catch {
    return UNREADABLE;
  }
}

function startCoding() {
  const found = readStore();
  if (found === UNREADABLE) coding.kept = false;
  else if (found) {
    Object.assign(coding, { who: String(found.who || ""), past: [],
      decisions: found.decisions.map((row) => blank(DECISION, row)), memos: found.memos.map((row) => blank(MEMO, row)) });
  } else keep();
}

// What is decided lives in the browser alone until it is exported: whether that works is told.
function keep() {
  try {
    localStorage.setItem(STORE, JSON.stringify({ who: coding.who, decisions: coding.decisions, memos: coding.memos }));
    coding.kept = true;
  } catch {
    coding.kept = false;
  }
}

const snapshot = () => JSON.stringify([coding.decisions, coding.memos]);
function change(words, act) {
  coding.past = [...coding.past, snapshot()].slice(-PAST);
  act();
  keep();
  redrawCoding(words);
}

function undoCoding() {
  const last = coding.past.pop();
  if (last === undefined) return;
  [coding.decisions, coding.memos] = JSON.parse(last);
  keep();
  redrawCoding(t("coding.undone"));
}

function redrawCoding(words) {
  renderPanel();
  renderMatrices();
  renderResults();
  put(document.getElementById("page-actions"), slot("page", {}));
  const dialog = document.getElementById("coding-dialog");
  if (dialog) openCoding(words);
  else if (document.getElementById("reader").open && state.place[0] === "text") follow();
  announce(words + (coding.kept ? "" : ` ${t("coding.not_kept")}`));
}

// One row a thing and coder: a new one replaces the coder's earlier one, an empty memo removes it.
function addRows(rows, memos = []) {
  for (const row of rows) {
    coding.decisions = [...coding.decisions.filter((old) => old.who !== row.who || thingOf(old) !== thingOf(row)), row];
  }
  for (const memo of memos) {
    coding.memos = [...coding.memos.filter((old) => old.who !== memo.who || placeOf(old) !== placeOf(memo)), memo]
      .filter((old) => old.memo || CODING.memos.some((there) => there.who === old.who && placeOf(there) === placeOf(old)));
  }
}

const dropRow = (row) => change(t("coding.withdrawn"), () => {
  coding.decisions = coding.decisions.filter((other) => other !== row);
});

// What stands in the study and what is new here, of one thing, by coder.
function everyRow() {
  const own = new Set(coding.decisions.map((row) => row.who + thingOf(row)));
  const standing = CODING.decisions.flatMap((row) => row.who.split(";").map((who) => ({ ...row, who: who.trim(), standing: true })));
  return [...standing.filter((row) => !own.has(row.who + thingOf(row))), ...coding.decisions];
}

// Cells about which something was decided or noted here that the study does not hold yet.
function draftCells() {
  const holding = (row) => (row.item_no ? [row] : DATA.cells.filter((cell) => cell.t === row.template && cell.doc === row.doc_id
    && [...cell.actions, ...itemOf(cell).actions].some((action) => action.id === row.action_id)).map((cell) => ({ ...row, item_no: cell.no })));
  return new Set([...coding.decisions.filter((row) => row.template), ...coding.memos.filter((memo) => memo.item_no)]
    .flatMap(holding).map((row) => cellKey(row.template, Number(row.item_no), row.doc_id)));
}

const meaning = (row) => `${row.decision}|${row.clause_ids.split(";").sort().join(";")}`;
function conflicts() {
  return [...group(everyRow(), thingOf).values()].filter((rows) => new Set(rows.map(meaning)).size > 1
    && new Set(rows.filter((row) => row.settles === "true").map(meaning)).size !== 1);
}

function decisionWords(row) {
  if (row.decision === "automatic") return t("coding.as_rule");
  if (row.variable) return `${variableWords(row.variable)} = ${row.decision === "true" ? 1 : 0}${row.clause_ids ? ` (${row.clause_ids})` : ""}`;
  if (row.theme) return `${row.clause_id} · ${themeName(row.theme)}: ${t(`coding.theme.${row.decision}`)}`;
  if (row.action_id) return `${row.action_id}: ${t(`coding.action.${row.decision}`)}`;
  if (row.clause_id) return `${row.clause_id}: ${t(`coding.link.${row.decision}`)}`;
  return t(`level.${row.decision}`) + (row.clause_ids ? ` (${row.clause_ids})` : "");
}

function whereWords(row) {
  const cell = row.item_no && CELLS.get(cellKey(row.template, Number(row.item_no), row.doc_id));
  if (cell) return [h("a", { href: hashOf(["cell", cell.t, cell.no, cell.doc]) }, `${city(cell.doc)} · `, itemWords(itemOf(cell)))];
  if (row.clause_id && CLAUSES.has(row.clause_id)) return [h("a", { href: hashOf(["text", row.clause_id]) }, row.clause_id)];
  return [[row.template, row.doc_id && DOCS.has(row.doc_id) ? city(row.doc_id) : row.doc_id].filter(Boolean).join(" · ")];
}

// The rows that concern a place, each with its coder and, where it is not yet in the study, a way back.
function codingRows(rows, memos) {
  if (!rows.length && !memos.length) return null;
  return h("ul.coding-told", {},
    rows.map((row) => h("li", {}, h("b", {}, decisionWords(row)), ` — ${row.who}${row.when ? `, ${row.when}` : ""}: `, mixed(row.reason),
      row.standing ? h("span.tag", {}, t("coding.in_study"))
        : [" ", h("button.quiet", { type: "button", onclick: () => dropRow(row) }, t("coding.withdraw"))])),
    memos.map((memo) => h("li", {}, h("span.tag", {}, t("coding.memo")), ` ${memo.who}: `, mixed(memo.memo))));
}

const memosOn = (place) => [...CODING.memos.filter((memo) => !coding.memos.some((own) => own.who === memo.who && placeOf(own) === placeOf(memo))), ...coding.memos]
  .filter((memo) => memo.memo && placeOf(memo) === placeOf(place));

let fieldNumber = 0;
function choice(name, label, options) {
  const id = `coding-${(fieldNumber += 1)}`;
  return h("label.field", { for: id }, h("span", {}, label),
    h("select", { id, name }, options.map(([code, words]) => h("option", { value: code }, words))));
}
function entry(name, label, options = {}) {
  const id = `coding-${(fieldNumber += 1)}`;
  return h("label.field.wide", { for: id }, h("span", {}, label),
    options.lines ? h("textarea", { id, name, rows: options.lines }) : h("input", { id, name, type: "text", list: options.list, value: options.value, autocomplete: "off" }));
}

// A form that opens in place. `collect` gives the rows of what was chosen, or throws what is missing.
function codingForm(key, rows, place, fields, collect) {
  const memos = memosOn(place);
  const problem = h("p.problem", { role: "alert" });
  const own = memos.find((memo) => memo.who === coding.who);
  const form = h("form.coding-form", { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    try {
      const who = given.who.trim();
      if (!who) throw new Error(t("coding.need_who"));
      if (/[;；]/.test(who)) throw new Error(t("coding.need_one_who"));
      const made = collect(given).map((row) => blank(DECISION, { ...row, reason: given.reason.trim(), who, when: today() }));
      const memo = given.memo.trim();
      const before = own && own.who === who ? own.memo : "";
      if (!made.length && memo === before) throw new Error(t("coding.need_choice"));
      if (made.length && !given.reason.trim()) throw new Error(t("coding.need_reason"));
      const noted = memo === before ? [] : [blank(MEMO, { ...place, memo, who, when: today() })];
      coding.who = who;
      submitRows(made, noted);
      document.querySelector(`[data-coding="${CSS.escape(key)}"] > summary`)?.focus();
    } catch (error) {
      problem.textContent = error.message;
      const wanted = { [t("coding.need_who")]: "who", [t("coding.need_reason")]: "reason" }[error.message];
      if (wanted) form.elements[wanted].focus();
    }
  } }, fields, entry("reason", t("coding.reason"), { lines: 2 }), entry("memo", t("coding.memo_here"), { lines: 2 }),
  entry("who", t("coding.who"), { value: coding.who }), problem,
  h("div.coding-end", {}, h("button.quiet", { type: "submit" }, t(CODING.served ? "coding.save_study" : "coding.save")),
    h("small", {}, t(CODING.served ? "coding.goes_study" : "coding.goes_browser"))));
  form.elements.memo.value = own ? own.memo : "";
  return h("details.coding", { "data-coding": key, open: coding.open.has(key), ontoggle: (event) => {
    if (event.currentTarget.open) coding.open.add(key); else coding.open.delete(key);
  } }, h("summary", {}, t("coding.title"), rows.length + memos.length ? h("span.tag", {}, String(rows.length + memos.length)) : null),
  codingRows(rows, memos), form);
}

function submitRows(rows, memos) {
  change(t("coding.saved"), () => addRows(rows, memos));
  if (CODING.served) writeIntoStudy(rows, memos);
}

// Levels that can be decided: wording can be told only where the official text is in hand.
const levelsFor = (cell) => CODING.levels.filter((level) => level !== "not_in_hand"
  && (cell.basis === "official_text" || !["verbatim", "adapted"].includes(level)));
// What accepting a cell writes: a control that has the item is called alike by the rules alone.
const accepted = (cell) => (cell.level !== "alike" ? cell.level : cell.basis === "official_text" ? "adapted" : "taken_over");

onEvidence((place, cell) => {
  const at = { template: cell.t, item_no: String(cell.no), doc_id: cell.doc };
  const ids = new Set([...cell.actions.map((action) => action.id)]);
  const rows = everyRow().filter((row) => row.template === cell.t && row.doc_id === cell.doc
    && (row.item_no === at.item_no || ids.has(row.action_id)));
  const linked = rows.filter((row) => row.clause_id).map((row) => row.clause_id);
  const shown = [...new Set([...cell.clauses, ...cell.nearest, ...linked])].filter((id) => CLAUSES.has(id));
  const list = `coding-clauses-${cell.doc}`;
  const fields = [
    choice("level", t("coding.level"), [["", t("coding.none")], [`=${accepted(cell)}`, t("coding.accept", { level: t(`level.${cell.level}`) })],
      ...levelsFor(cell).filter((level) => level !== accepted(cell)).map((level) => [level, t(`level.${level}`)]),
      ...(cell.decided_by ? [["automatic", t("coding.as_rule")]] : [])]),
    shown.map((id) => choice(`link ${id}`, withNodes("coding.link", { clause: [id, " ", chinese(clauseName(CLAUSES.get(id)))] }),
      [["", t("coding.none")], ["true", t("coding.link.true")], ["false", t("coding.link.false")]])),
    entry("added", t("coding.add_clause"), { list }),
    h("datalist", { id: list }, DATA.clauses.filter((clause) => clause.doc === cell.doc).map((clause) => h("option", { value: clause.id, lang: "zh-Hans" }, clauseName(clause)))),
    cell.actions.length ? h("details", {}, h("summary", {}, t("coding.actions")), cell.actions.map((action) => choice(`action ${action.id}`,
      [action.id, " ", chinese(action.text || (itemOf(cell).actions.find((other) => other.id === action.id) || { text: "" }).text)],
      [["", t("coding.none")], ["true", t("coding.action.true")], ["false", t("coding.action.false")]]))) : null,
  ];
  place.append(codingForm(`cell ${cellKey(cell.t, cell.no, cell.doc)}`, rows, blank(MEMO, at), fields, (given) => {
    const made = [];
    const level = given.level.replace("=", "");
    const links = new Map(shown.map((id) => [id, given[`link ${id}`]]).filter(([, word]) => word));
    for (const id of given.added.split(/[;；,，\s]+/).filter(Boolean)) {
      if (!CLAUSES.has(id) || CLAUSES.get(id).doc !== cell.doc) throw new Error(t("coding.no_clause", { clause: id }));
      links.set(id, "true");
    }
    const proofs = [...cell.clauses.filter((id) => links.get(id) !== "false"), ...[...links].filter(([, word]) => word === "true").map(([id]) => id)];
    if (PROVEN.has(level) && !proofs.length) throw new Error(t("coding.need_clause"));
    if (level && !PROVEN.has(level) && level !== "automatic" && [...links.values()].includes("true")) throw new Error(t("coding.contradiction"));
    if (level) made.push({ ...at, decision: level });
    for (const [id, word] of links) made.push({ ...at, clause_id: id, decision: word });
    for (const action of cell.actions) {
      const word = given[`action ${action.id}`];
      if (word === "true" && !action.clause && !proofs.length) throw new Error(t("coding.need_clause"));
      if (word) made.push({ template: cell.t, action_id: action.id, doc_id: cell.doc, decision: word, clause_ids: word === "true" && !action.clause ? proofs[0] : "" });
    }
    return made;
  }));
});

onSlot("clause", (place, clause) => {
  const earned = CODING.earned[clause.id] || [];
  // A 0 is earned by no clause: it is shown where the 1 stood.
  const rows = everyRow().filter((row) => (row.theme && row.clause_id === clause.id) || (row.variable && row.doc_id === clause.doc
    && (row.clause_ids ? row.clause_ids.split(";").includes(clause.id) : earned.includes(row.variable))));
  const words = ["true", "main", "false"].map((word) => [word, t(`coding.theme.${word}`)]);
  const fields = [
    clause.themes.map((code) => choice(`theme ${code}`, t("coding.theme", { theme: themeName(code) }), [["", t("coding.none")], ...words])),
    DATA.themes.length ? choice("added", t("coding.add_theme"), [["", t("coding.none")],
      ...DATA.themes.filter(({ code }) => !clause.themes.includes(code)).map(({ code }) => [code, themeName(code)])]) : null,
    CODING.variables.length ? h("details", {}, h("summary", {}, t("coding.variables")),
      earned.map((code) => choice(`variable ${code}`, variableWords(code),
        [["", t("coding.none")], ["true", t("coding.variable.true")], ["false", t("coding.variable.false")]])),
      choice("earns", t("coding.add_variable"), [["", t("coding.none")],
        ...CODING.variables.filter(({ code }) => !earned.includes(code)).map(({ code }) => [code, variableWords(code)])])) : null,
  ];
  place.append(codingForm(`clause ${clause.id}`, rows, blank(MEMO, { clause_id: clause.id }), fields, (given) => {
    const at = { clause_id: clause.id, doc_id: clause.doc };
    const made = clause.themes.filter((code) => given[`theme ${code}`]).map((code) => ({ ...at, theme: code, decision: given[`theme ${code}`] }));
    if (given.added) made.push({ ...at, theme: given.added, decision: "true" });
    const said = [...earned.map((code) => [code, given[`variable ${code}`]]), [given.earns, given.earns && "true"]];
    for (const [variable, decision] of said.filter(([, word]) => word)) {
      made.push({ doc_id: clause.doc, variable, decision, clause_ids: decision === "true" ? clause.id : "" });
    }
    return made;
  }));
});

startCoding();
