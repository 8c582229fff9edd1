// Coding in the page goes out and comes in: CSV files, those of other coders, what they differ on.
onSlot("page", (place) => {
  const open = conflicts().length;
  place.append(h("button.quiet", { type: "button", id: "coding-open", onclick: () => openCoding() },
    t("coding.open", { n: coding.decisions.length + coding.memos.length }), open ? h("span.tag.warn", {}, t("coding.differ", { n: open })) : null));
});

function openCoding(words = "") {
  const differ = conflicts();
  const elsewhere = otherDrafts();
  const button = (id, label, act, usable = true) => h("button.quiet", { type: "button", id, disabled: !usable, onclick: act }, label);
  const focused = document.activeElement && document.activeElement.id;
  openReader(h("div.coding-dialog", { id: "coding-dialog" },
    h("h2", { id: "reader-title" }, t("coding.heading")),
    h("p.about", {}, t(CODING.served ? "coding.lead_served" : "coding.lead")),
    coding.kept ? null : h("p.notice.problem", {}, t("coding.not_kept")),
    elsewhere.length ? h("p.notice", {}, t("coding.elsewhere", { n: elsewhere.length }), " ",
      button("coding-elsewhere", t("coding.take_over"), () => takeOver(elsewhere))) : null,
    h("p", { id: "coding-said", role: "status" }, words),
    h("div.filters", {},
      h("label.field", { for: "coding-who" }, h("span", {}, t("coding.who")), h("input", { id: "coding-who", type: "text", value: coding.who,
        autocomplete: "name", onchange: (event) => { coding.who = event.target.value.trim(); keep(); } })),
      button("coding-undo", t("coding.undo"), undoCoding, coding.past.length > 0),
      CODING.served ? [button("coding-write", t("coding.write"), () => writeIntoStudy(coding.decisions, coding.memos), coding.decisions.length + coding.memos.length > 0),
        button("coding-undo-study", t("coding.undo_study"), async () => { if (await ask("undo", {})) location.reload(); })] : null,
      button("coding-decisions", t("coding.export_decisions"), () => download("decisions.csv", csvText([DECISION, ...coding.decisions.map((row) => DECISION.map((name) => row[name]))])), coding.decisions.length > 0),
      button("coding-memos", t("coding.export_memos"), () => download("memos.csv", csvText([MEMO, ...coding.memos.map((row) => MEMO.map((name) => row[name]))])), coding.memos.length > 0),
      [...new Set(coding.decisions.filter((row) => row.theme).map((row) => row.who))].map((who) =>
        button(`coding-sheet-${who}`, t("coding.export_sheet", { who }), () => download(`sheet-${who}.csv`, csvText(sheetOf(who))))),
      h("label.field", { for: "coding-import" }, h("span", {}, t("coding.import")),
        h("input", { id: "coding-import", type: "file", accept: ".csv,text/csv", multiple: true, onchange: (event) => importFiles([...event.target.files]) }))),
    differ.length ? [h("h3", {}, t("coding.differ", { n: differ.length })), h("p.about", {}, t("coding.differ_lead")),
      differ.map((rows) => h("fieldset.differ", {}, h("legend", {}, whereWords(rows[0])),
        rows.map((row) => h("p", {}, h("b", {}, row.who), `: ${decisionWords(row)} — `, mixed(row.reason), " ",
          h("button.quiet", { type: "button", onclick: () => settle(row) }, t("coding.settle"))))))] : null,
    h("h3", {}, t("coding.rows", { n: coding.decisions.length })),
    coding.decisions.length ? table([t("coding.where"), t("coding.what"), t("coding.reason"), t("coding.who"), t("coding.withdraw")], coding.decisions.map((row) => h("tr", {},
      h("td", {}, whereWords(row)), h("td", {}, decisionWords(row)), h("td", {}, mixed(row.reason)), h("td", {}, mixed(row.who)),
      h("td", {}, h("button.quiet", { type: "button", "aria-label": `${t("coding.withdraw")}: ${decisionWords(row)}`, onclick: () => dropRow(row) }, t("coding.withdraw"))))), { label: t("coding.heading") }) : h("p.about", {}, t("coding.no_rows"))));
  if (words && focused) document.getElementById(focused)?.focus();
}

// A person who settles a difference decides anew and says whose judgement it was.
function settle(row) {
  if (!coding.who) {
    document.getElementById("coding-said").textContent = t("coding.need_who");
    document.getElementById("coding-who").focus();
    return;
  }
  const { standing, ...plain } = row;
  const made = [blank(DECISION, { ...plain, who: coding.who, when: today(), settles: "true", reason: t("coding.settled", { who: row.who, reason: row.reason }) })];
  submitRows(made, []);
}

// Themes as a coder has them, as a sheet that `policy-compare coding read` takes: every clause judged.
function sheetOf(who) {
  const columns = CODING.themes > 1 ? Array.from({ length: CODING.themes }, (_, at) => `theme_${at + 1}`) : ["theme"];
  const mine = group(coding.decisions.filter((row) => row.theme && row.who === who), (row) => row.clause_id);
  const rows = [...mine].map(([id, said]) => {
    const word = new Map(said.map((row) => [row.theme, row.decision]));
    const clause = CLAUSES.get(id);
    const codes = [...clause.themes.filter((code) => word.get(code) !== "false"), ...[...word.keys()].filter((code) => word.get(code) !== "false" && !clause.themes.includes(code))]
      .sort((one, other) => (word.get(other) === "main") - (word.get(one) === "main"));
    const memo = coding.memos.find((row) => row.who === who && row.clause_id === id);
    return [id, clause.heading, clause.text, ...columns.map((_, at) => codes[at] || ""), memo ? memo.memo : ""];
  });
  return [["unit", "heading", "text", ...columns, "note"], ...rows];
}

function parseCsv(text) {
  const plain = text.replace(/^\ufeff/, "");
  const head = plain.split(/\r?\n/, 1)[0];
  const comma = [",", ";", "\t"].sort((one, other) => head.split(other).length - head.split(one).length)[0];
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < plain.length; at += 1) {
    const letter = plain[at];
    const cells = rows.at(-1);
    if (quoted) {
      if (letter !== '"') cells[cells.length - 1] += letter;
      else if (plain[at + 1] === '"') { cells[cells.length - 1] += '"'; at += 1; } else quoted = false;
    } else if (letter === '"' && cells.at(-1) === "") quoted = true;
    else if (letter === comma) cells.push("");
    else if (letter === "\n") rows.push([""]);
    else if (letter !== "\r") cells[cells.length - 1] += letter;
  }
  const [names, ...lines] = rows.map((cells) => cells.map((cell) => cell.trim().replace(/^'(?=[=+\-@\t\r])/, "")));
  return lines.map((cells, at) => [at + 2, cells]).filter(([, cells]) => cells.some(Boolean))
    .map(([line, cells]) => ({ line, row: Object.fromEntries(names.map((name, column) => [name, cells[column] || ""])) }));
}

function misfit(row) {
  if (!row.who) return t("coding.need_who");
  if (row.memo === undefined && !row.reason) return t("coding.need_reason");
  if (row.template && !TEMPLATES.has(row.template)) return row.template;
  if (row.doc_id && !DOCS.has(row.doc_id)) return row.doc_id;
  if (row.item_no && !CELLS.has(cellKey(row.template, Number(row.item_no), row.doc_id))) return `${row.template} ${row.item_no} ${row.doc_id}`;
  if (row.clause_id && !CLAUSES.has(row.clause_id)) return row.clause_id;
  if (row.theme && !THEMES.has(row.theme)) return row.theme;
  if (row.variable && !VARIABLES.has(row.variable)) return row.variable;
  const missing = (row.clause_ids || "").split(/[;；]/).find((id) => id && !(CLAUSES.has(id) && CLAUSES.get(id).doc === row.doc_id));
  if (missing) return missing;
  if (row.memo !== undefined) return row.clause_id || row.item_no ? "" : t("coding.where");
  const words = row.theme ? ["main", "true", "false"] : row.action_id || row.clause_id || row.variable ? ["true", "false"] : row.item_no ? CODING.levels : [];
  return [...words, "automatic"].includes(row.decision) ? "" : `${row.decision}`;
}

async function importFiles(files) {
  const [rows, memos, refused] = [[], [], []];
  for (const file of files) {
    for (const { line, row } of parseCsv(await file.text())) {
      const isMemo = "memo" in row;
      const made = blank(isMemo ? MEMO : DECISION, row);
      const wrong = isMemo || "decision" in row ? misfit(made) : t("coding.no_columns");
      if (wrong) refused.push(`${file.name}, ${line}: ${wrong}`);
      else (isMemo ? memos : rows).push(made);
    }
  }
  const said = t("coding.imported", { n: rows.length + memos.length })
    + (refused.length ? ` ${t("coding.refused", { n: refused.length })} ${refused.slice(0, 5).join("; ")}` : "");
  change(said, () => addRows(rows, memos));
}

// Decisions that were made in this browser on another version of the same study.
function otherDrafts() {
  try {
    return Object.keys(localStorage).filter((key) => key !== STORE && key.startsWith(`policy-compare/coding/${CODING.study}/`))
      .map((key) => readStore(key)).filter((found) => found && found !== UNREADABLE && found.decisions.length + found.memos.length);
  } catch {
    return [];
  }
}

function takeOver(found) {
  const rows = found.flatMap((store) => store.decisions.map((row) => blank(DECISION, row)));
  const memos = found.flatMap((store) => store.memos.map((row) => blank(MEMO, row)));
  const fitting = rows.filter((row) => !misfit(row));
  change(t("coding.imported", { n: fitting.length + memos.length }), () => addRows(fitting, memos.filter((memo) => !misfit(memo))));
}
