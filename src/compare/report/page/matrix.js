// The adoption matrix: one table a template, one button a cell, arrow keys between them. Of many
// texts a province is one column until it is opened.
function renderAdoption() {
  const known = DATA.templates.filter((template) => template.in_hand);
  if (!known.length) {
    fill("adoption", h("p.notice", {}, t("adoption.none")), notInHand());
    return;
  }
  fill("adoption",
    h("p.about", {}, t("adoption.lead"), " ", h("span.keys", {}, t("adoption.keys"))),
    spreadTable(),
    h("div.filters", { id: "filters" }),
    h("div.legend", { "aria-label": t("adoption.legend"), role: "group" },
      usedLevels().map((level) => h("span.legend-item", { title: t(`level.${level}.help`) },
        mark(level), h("b", {}, t(`level.${level}`)), h("small", {}, t(`level.${level}.help`)))),
      usedDegrees().length ? h("span.legend-break") : null,
      usedDegrees().length ? h("span.legend-item", {}, t("adoption.degrees")) : null,
      usedDegrees().map((degree) => h("span.legend-item", {}, mark("taken_over", degree), h("b", {}, t(`degree.${degree}`)))),
      DATA.cells.some((cell) => cell.decided_by)
        ? h("span.legend-item", {}, h("span.decided-mark", {}, "✎"), h("b", {}, t("adoption.decided"))) : null,
      h("span.legend-item.control-key", {}, h("span.swatch"), h("b", {}, t("relation.control.short")),
        h("small", {}, t("relation.control")))),
    h("div.bench", {},
      h("div.matrices", { id: "matrices" }),
      h("aside.panel", { id: "panel", tabindex: -1, "aria-label": t("panel.title") })),
    tallyTable());
  renderFilters(known);
  renderMatrices();
  renderPanel();
}

// Middle and extremes of every template with many texts.
function spreadTable() {
  if (!DATA.spreads.length) return null;
  const names = (template, docs) => join(docs.map((doc) => `${city(doc)} (${relationOf(template, doc).n})`));
  return h("div.spread", {}, h("h3", {}, t("spread.title")), table(
    [t("filter.template"), numberHead(t("spread.texts")), numberHead(t("spread.total")), numberHead(t("spread.median")), numberHead(t("spread.range")),
      t("spread.most"), t("spread.fewest"), numberHead(t("relation.control.short"))],
    DATA.spreads.map((row) => {
      const [met, of] = row.control;
      return h("tr", {}, h("th", { scope: "row" }, h("a", { href: hashOf(["matrix", row.t]) }, say(TEMPLATES.get(row.t).name))),
        h("td.num", {}, number(row.texts)), h("td.num", {}, number(row.total)), h("td.num.total", {}, number(row.median)),
        h("td.num", {}, `${row.low}–${row.high}`), h("td", {}, names(row.t, row.most)), h("td", {}, names(row.t, row.fewest)), h("td.num", {}, share(met, of)));
    }), { label: t("spread.title") }));
}

// Every text under every template it implements: to search, sort and take away.
function tallyTable() {
  const rows = DATA.relations.filter((row) => told(row.relation) && row.total);
  if (!rows.length) return null;
  const per = group(DATA.cells.filter((cell) => told(cell.relation)), (cell) => JSON.stringify([cell.t, cell.doc]));
  const actions = (row) => (per.get(JSON.stringify([row.t, row.doc])) || []).filter((cell) => itemOf(cell).counted)
    .reduce(([found, total], cell) => [found + cell.found, total + cell.total], [0, 0]);
  const at = new Map(ORDER.map((doc, place) => [doc, place]));
  return [h("h3", {}, t("tally.title")), listing("adoption-texts", t("tally.title"), [
    { head: t("filter.city"), value: (row) => city(row.doc), show: (row) => h("a", { href: hashOf(["matrix", row.t, row.doc]) }, city(row.doc)) },
    { head: t("documents.province"), value: (row) => (DOCS.get(row.doc).province ? provinceName(DOCS.get(row.doc).province) : "") },
    { head: t("filter.template"), value: (row) => say(TEMPLATES.get(row.t).name) },
    { head: t("tally.relation"), value: (row) => t(`relation.${row.relation}.short`) },
    { head: t("tally.taken"), num: true, value: (row) => row.n },
    { head: t("tally.items"), num: true, value: (row) => row.total },
    { head: t("tally.share"), num: true, value: (row) => row.n / row.total, show: (row) => share(row.n, row.total) },
    { head: t("tally.actions"), num: true, value: (row) => actions(row)[0], show: (row) => (actions(row)[1] ? actions(row).join(" / ") : "–") },
  ], rows.sort((x, y) => at.get(x.doc) - at.get(y.doc)))];
}

let drafts = new Set(); // cells on which this browser holds what the study does not

function renderMatrices() {
  const place = document.getElementById("matrices");
  const blocks = [];
  drafts = draftCells();
  let shown = 0;
  for (const template of DATA.templates) {
    if (!template.in_hand || (state.template && template.id !== state.template)) continue;
    const cols = columns(template);
    const rows = rowsOf(template, cols);
    shown += rows.length;
    if (rows.length) blocks.push(matrix(template, cols, rows));
  }
  const unknown = !state.section && (!state.levels.size || state.levels.has("not_in_hand")) ? notInHand() : null;
  if (unknown) blocks.push(unknown);
  put(place, drafts.size ? h("p.legend-item", {}, h("span.draft-mark", {}, "✎…"), t("adoption.draft", { n: drafts.size })) : null,
    blocks.length ? blocks : h("p.notice", {}, t("adoption.empty")));
  document.getElementById("shown").textContent = t("filter.shown", { n: shown, total: DATA.items.length });
  const first = place.querySelector("[data-cell][aria-pressed=true]") || place.querySelector("[data-cell]");
  if (first) first.tabIndex = 0;
  remember();
}

// Columns as drawn: a text each, or of many texts a group each, opened ones followed by their texts.
function grouped(template, cols) {
  if (cols.length <= MANY) return cols;
  const groups = group(cols, ({ doc, relation }) => (told(relation) ? doc.province : "control"));
  return [...groups].flatMap(([name, members]) => {
    const { relation } = members[0];
    if (members.length === 1 && told(relation)) return members;
    const key = JSON.stringify([template.id, name]);
    return [{ group: key, name, relation: told(relation) ? "told" : "control", members }, ...(state.opened.has(key) ? members : [])];
  });
}

function matrix(template, cols, rows) {
  const sections = group(rows, sectionName);
  const drawn = grouped(template, cols);
  const csv = () => [[t("filter.section"), "no", t("adoption.item"), ...cols.flatMap(({ doc }) => [`${city(doc.id)}`, `${city(doc.id)} (${t("panel.actions_plain")})`])],
    ...rows.map((item) => [sectionOf(item), item.no, itemHeading(item), ...cols.flatMap(({ doc }) => {
      const cell = cellAt(item, doc.id);
      return cell ? [t(`level.${cell.level}`), cell.total ? `${cell.found} of ${cell.total}` : ""] : ["", ""];
    })])];
  return h("section.template", { "data-template": template.id },
    h("h3", {}, h("span.number", {}, say(template.name)), titleBehind(template)),
    h("p.grades", {},
      h("span.tag", {}, t(`basis.${template.basis}`)),
      template.complete ? null : h("span.tag.warn", {}, t("adoption.partial")),
      template.grades.filter(({ n }) => n).map(({ code, n }) => h(`span.tag.${code}`, {}, `${t(`evidence.${code}`)} ${n}`))),
    grid(t("adoption.caption", { template: say(template.name) }), drawn, drawn.map((col) => head(template, col)), [
      [...sections].map(([name, items]) => h("tbody", {},
        name === "—" && sections.size === 1 ? null
          : h("tr.section", { role: "row" }, h("th", { scope: "rowgroup", colspan: drawn.length + 1, lang: itemLang(items[0]) }, h("span.section-name", {}, sectionOf(items[0])))),
        items.map((item) => row(template, item, drawn)))),
      template.complete ? null : h("tbody", {}, rest(h("span", {}, t("adoption.rest")), drawn)),
    ]),
    waysOut(`adoption-${template.id}`, t("adoption.caption", { template: say(template.name) }), csv));
}

const grid = (caption, cols, heads, bodies) => h(`div.scroll${cols.length > 7 ? ".frozen" : ""}`, { tabindex: cols.length > 7 ? 0 : -1, role: "region", "aria-label": caption },
  h(`table.matrix${cols.length > 7 ? ".many" : ""}`, { role: "grid", "aria-readonly": "true" },
    h("caption.unseen", {}, caption),
    h("thead", {}, h("tr", { role: "row" }, h("th.item", { scope: "col" }, t("adoption.item")), heads)), bodies));

// Documents that the texts implement and of which nothing is known: a row each, in one table.
function notInHand() {
  const unknown = DATA.templates.filter((template) => !template.in_hand && (!state.template || template.id === state.template));
  const cols = DATA.documents.filter((doc) => (!state.cities.size || state.cities.has(doc.id)) && (!state.province || doc.province === state.province));
  if (!unknown.length || !cols.length) return null;
  const relation = (template, doc) => (relationOf(template.id, doc.id) || { relation: "control" }).relation;
  const name = (template) => [h("span.number", {}, say(template.name)), titleBehind(template)];
  const title = t("adoption.unknown");
  // With many texts a row names those that implement it, instead of a column each.
  const shown = cols.length > MANY
    ? table([t("filter.template"), numberHead(t("spread.texts")), t("adoption.implemented_by")], unknown.map((template) => {
      const docs = cols.filter((doc) => told(relation(template, doc)));
      return h("tr", {}, h("th", { scope: "row" }, name(template)), h("td.num", {}, docs.length),
        h("td", {}, join(docs.slice(0, 8).map((doc) => city(doc.id))), docs.length > 8 ? ` … (${docs.length})` : ""));
    }), { label: title })
    : grid(title, cols, cols.map((doc) => h("th.city", { scope: "col" }, h("span.name", {}, city(doc.id)))),
      h("tbody", {}, unknown.map((template) => rest(name(template), cols.map((doc) => ({ doc, relation: relation(template, doc) })), "other"))));
  return h("section.template.not-in-hand", {}, h("h3", {}, title), h("p.about", {}, t("adoption.not_known_row")), shown);
}

// What is not known of a template: a row of its own, marked for the texts that implement it.
function rest(name, cols, other = "control") {
  return h("tr.unknown", { role: "row" }, h("th.item", { scope: "row" }, name),
    cols.map(({ relation }) => (relation === "control" ? h(`td.${other}`, { role: "gridcell" })
      : h(`td.${relation}.unknown`, { role: "gridcell", title: t("adoption.not_known_row") },
        mark("not_in_hand"), h("span.unseen", {}, t("level.not_in_hand"))))));
}

function head(template, column) {
  if (column.group) return groupHead(column);
  const { doc, relation } = column;
  const count = relationOf(template.id, doc.id);
  const through = count && count.through.length ? ` (${count.through.join(", ")})` : "";
  return h(`th.city.${relation}`, { scope: "col", title: t(`relation.${count && count.dependent ? "dependent" : relation}`) + through },
    h("span.name", {}, city(doc.id)),
    h("span.relation", {}, t(`relation.${count && count.dependent ? "dependent" : relation}.short`)),
    count && count.total
      ? h("span.tally", { title: t("adoption.count_title", count) }, t("adoption.count", count))
      : null);
}

function groupHead({ group: key, name, relation, members }) {
  const open = state.opened.has(key);
  const words = relation === "control" ? t("relation.control.short") : provinceName(name);
  return h(`th.city.${relation}`, { scope: "col" },
    h("button.opener", { type: "button", "aria-expanded": String(open), "data-group": key,
      "aria-label": t(open ? "adoption.close_group" : "adoption.open_group", { name: words, n: members.length }), onclick: () => {
        if (open) state.opened.delete(key); else state.opened.add(key);
        renderMatrices();
        [...document.querySelectorAll("[data-group]")].find((node) => node.dataset.group === key)?.focus();
      } }, h("span.name", {}, mixed(words)), h("span.tally", {}, `${members.length} ${open ? "▾" : "▸"}`)));
}

// How many texts of a group have the item: the number, and a shade by their share.
function groupCell(item, { relation, name, members }) {
  const cells = members.map(({ doc }) => cellAt(item, doc.id)).filter(Boolean);
  const counts = (cell) => (state.levels.size ? state.levels.has(cell.level) : ADOPTED.has(cell.level) || cell.level === "alike");
  const n = cells.filter(counts).length;
  const words = relation === "control" ? t("relation.control.short") : provinceName(name);
  return h(`td.${relation}.sum.shade${Math.ceil((5 * n) / (cells.length || 1))}`, { role: "gridcell", title: t("adoption.group_cell", { name: words, n, total: cells.length }) },
    n ? `${n}` : h("span.nil", {}, "0"), h("small", {}, `/${cells.length}`));
}

function row(template, item, cols) {
  return h(`tr.evidence-${item.evidence}`, { role: "row", "data-item": item.no },
    h("th.item", { scope: "row" }, h("span.no", {}, item.no), h("span.words-of", { lang: itemLang(item) }, itemHeading(item)),
      item.evidence !== "official_text"
        ? h(`span.grade.${item.evidence}`, { title: t(`evidence.${item.evidence}`) }, t(`evidence.${item.evidence}.short`))
        : null),
    cols.map((column) => {
      if (column.group) return groupCell(item, column);
      const { doc, relation } = column;
      const cell = cellAt(item, doc.id);
      if (!cell) return h(`td.${relation}`, { role: "gridcell" });
      const label = t("adoption.cell", {
        city: city(doc.id), item: itemName(item), level: t(`level.${cell.level}`) + (ADOPTED.has(cell.level) && cell.degree ? ` (${t(`degree.${cell.degree}`)})` : ""),
        actions: cell.total ? t("adoption.cell_actions", cell) : "",
        control: (relation === "control" ? t("adoption.cell_control") : "") + (cell.decided_by ? t("adoption.cell_decided") : "") + (drafts.has(cellKey(cell.t, cell.no, cell.doc)) ? t("adoption.cell_draft") : ""),
      });
      const degree = ADOPTED.has(cell.level) ? cell.degree : "";
      const dim = state.levels.size && !wanted(cell);
      return h(`td.${relation}${dim ? ".dim" : ""}`, { role: "gridcell" },
        h(`button.cell.${cell.level}${degree ? `.${degree}` : ""}`, {
          type: "button", tabindex: -1, "aria-label": label, title: label,
          "aria-pressed": String(state.cell === cellKey(cell.t, cell.no, cell.doc)),
          "data-cell": cellKey(cell.t, cell.no, cell.doc), onclick: (event) => choose(event.currentTarget.dataset.cell),
        }, mark(cell.level, degree), cell.decided_by ? h("span.decided-mark", {}, "✎") : null,
        drafts.has(cellKey(cell.t, cell.no, cell.doc)) ? h("span.draft-mark", {}, "✎…") : null, cell.total && (ADOPTED.has(cell.level) || cell.level === "alike")
          ? h("span.found", {}, `${cell.found}/${cell.total}`) : null));
    }));
}

// The title behind a number; a law is called by its title already.
const titleBehind = (template) => say(template.name).includes(template.title)
  ? null : [" ", h("span.template-title", { lang: "zh-Hans" }, template.title)];
