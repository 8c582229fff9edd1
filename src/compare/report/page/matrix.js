// The adoption matrix: one table a template, one button a cell, arrow keys between them.
const LEVELS = ["verbatim", "adapted", "taken_over", "alike", "reversed", "absent", "not_in_hand"];
const RELATIONS = ["direct", "via", "control"];
const ADOPTED = new Set(["verbatim", "adapted", "taken_over"]);

const usedLevels = () => LEVELS.filter((level) => DATA.cells.some((cell) => cell.level === level)
  || (level === "not_in_hand" && DATA.templates.some((template) => !template.in_hand)));

function columns(template) {
  const order = index(DATA.relations.filter((row) => row.t === template.id), (row) => row.doc);
  return DATA.documents
    .filter((doc) => order.has(doc.id))
    .map((doc) => ({ doc, relation: order.get(doc.id).relation }))
    .filter(({ doc, relation }) => (!state.cities.size || state.cities.has(doc.id))
      && (state.controls || relation !== "control"))
    .map((column, place) => ({ ...column, place }))
    .sort((x, y) => RELATIONS.indexOf(x.relation) - RELATIONS.indexOf(y.relation) || x.place - y.place);
}

const sectionName = (item) => item.section || "—";

function rowsOf(template, cols) {
  return DATA.items.filter((item) => item.t === template.id
    && (!state.section || JSON.stringify([item.t, sectionName(item)]) === state.section)
    && (!state.levels.size || cols.some(({ doc }) => {
      const cell = CELLS.get(cellKey(item.t, item.no, doc.id));
      return cell && state.levels.has(cell.level);
    })));
}

function renderAdoption() {
  const known = DATA.templates.filter((template) => template.in_hand);
  if (!known.length) {
    fill("adoption", h("p.notice", {}, t("adoption.none")), notInHand());
    return;
  }
  fill("adoption",
    h("p.about", {}, t("adoption.lead"), " ", h("span.keys", {}, t("adoption.keys"))),
    h("div.filters", { id: "filters" }),
    h("p.unseen", { id: "chosen", role: "status" }),
    h("div.legend", { "aria-label": t("adoption.legend"), role: "group" },
      usedLevels().map((level) => h("span.legend-item", { title: t(`level.${level}.help`) },
        mark(level), h("b", {}, t(`level.${level}`)), h("small", {}, t(`level.${level}.help`)))),
      DATA.cells.some((cell) => cell.decided_by)
        ? h("span.legend-item", {}, h("span.decided-mark", {}, "✎"), h("b", {}, t("adoption.decided"))) : null,
      h("span.legend-item.control-key", {}, h("span.swatch"), h("b", {}, t("relation.control.short")),
        h("small", {}, t("relation.control")))),
    h("div.bench", {},
      h("div.matrices", { id: "matrices" }),
      h("aside.panel", { id: "panel", tabindex: -1, "aria-label": t("panel.title") })));
  renderFilters(known);
  renderMatrices();
  renderPanel();
}

function clearFilters() {
  Object.assign(state, { template: "", section: "", controls: true });
  state.cities.clear();
  state.levels.clear();
}

// The matrix narrowed to one template and one text, as a finding cites it.
function showMatrix(template, doc) {
  if (!TEMPLATES.has(template) || !DOCS.has(doc)) return;
  clearFilters();
  state.template = template;
  state.cities.add(doc);
  renderAdoption();
  document.getElementById("adoption").scrollIntoView();
}

function renderFilters(known) {
  const redraw = () => { renderFilters(known); renderMatrices(); };
  const shown = known.filter((template) => !state.template || template.id === state.template);
  const sections = shown.flatMap((template) =>
    [...new Set(DATA.items.filter((item) => item.t === template.id).map(sectionName))].map((name) => [
      JSON.stringify([template.id, name]), shown.length > 1 ? `${say(template.name)} · ${name}` : name]));
  const focused = document.activeElement && document.activeElement.id;
  put(document.getElementById("filters"),
    select("filter-template", t("filter.template"),
      [["", t("adoption.all_templates")], ...DATA.templates.map((template) => [template.id, say(template.name)])],
      state.template, (value) => { state.template = value; state.section = ""; redraw(); }),
    select("filter-section", t("filter.section"), [["", t("adoption.all_sections")], ...sections],
      state.section, (value) => { state.section = value; redraw(); }),
    chips(t("filter.city"), DATA.documents.map((doc) => [doc.id, city(doc.id)]), state.cities, renderMatrices),
    chips(t("filter.level"), usedLevels().map((level) => [level, t(`level.${level}`), mark(level)]),
      state.levels, renderMatrices),
    h("label.chip.alone", {}, h("input", { type: "checkbox", id: "filter-controls", checked: state.controls,
      onchange: (event) => { state.controls = event.target.checked; renderMatrices(); } }),
    h("span", {}, t("filter.controls"))),
    h("div.filter-end", {}, h("output", { id: "shown" }),
      h("button.quiet", { type: "button", id: "filter-reset", onclick: () => {
        clearFilters();
        redraw();
      } }, t("filter.reset"))));
  if (focused && focused.startsWith("filter-")) document.getElementById(focused)?.focus();
}

function renderMatrices() {
  const place = document.getElementById("matrices");
  const blocks = [];
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
  put(place, blocks.length ? blocks : h("p.notice", {}, t("adoption.empty")));
  document.getElementById("shown").textContent = t("filter.shown", { n: shown, total: DATA.items.length });
  const first = place.querySelector("[data-cell][aria-pressed=true]") || place.querySelector("[data-cell]");
  if (first) first.tabIndex = 0;
}

function matrix(template, cols, rows) {
  const sections = group(rows, sectionName);
  return h("section.template", { "data-template": template.id },
    h("h3", {}, h("span.number", {}, say(template.name)), " ", h("span.template-title", { lang: "zh" }, template.title)),
    h("p.grades", {},
      h("span.tag", {}, t(`basis.${template.basis}`)),
      template.complete ? null : h("span.tag.warn", {}, t("adoption.partial")),
      template.grades.filter(({ n }) => n).map(({ code, n }) => h(`span.tag.${code}`, {}, `${t(`evidence.${code}`)} ${n}`))),
    grid(t("adoption.caption", { template: say(template.name) }), cols, cols.map((col) => head(template, col)), [
      [...sections].map(([name, items]) => h("tbody", {},
        name === "—" && sections.size === 1 ? null
          : h("tr.section", { role: "row" }, h("th", { scope: "rowgroup", colspan: cols.length + 1, lang: "zh" }, name)),
        items.map((item) => row(template, item, cols)))),
      template.complete ? null : h("tbody", {}, rest(h("span", {}, t("adoption.rest")), cols)),
    ]));
}

const grid = (caption, cols, heads, bodies) => h("div.scroll", { tabindex: -1 },
  h(`table.matrix${cols.length > 7 ? ".many" : ""}`, { role: "grid", "aria-readonly": "true" },
    h("caption.unseen", {}, caption),
    h("thead", {}, h("tr", { role: "row" }, h("th.item", { scope: "col" }, t("adoption.item")), heads)), bodies));

// Documents that the texts implement and of which nothing is known: a row each, in one table.
function notInHand() {
  const unknown = DATA.templates.filter((template) => !template.in_hand && (!state.template || template.id === state.template));
  const cols = DATA.documents.filter((doc) => !state.cities.size || state.cities.has(doc.id));
  if (!unknown.length || !cols.length) return null;
  const relation = (template, doc) => (DATA.relations.find((row) => row.t === template.id && row.doc === doc.id) || { relation: "control" }).relation;
  return h("section.template.not-in-hand", {},
    h("h3", {}, t("adoption.unknown")),
    h("p.about", {}, t("adoption.not_known_row")),
    grid(t("adoption.unknown"), cols, cols.map((doc) => h("th.city", { scope: "col" }, h("span.name", {}, city(doc.id)))),
      h("tbody", {}, unknown.map((template) => rest(
        [h("span.number", {}, say(template.name)), " ", h("span.template-title", { lang: "zh" }, template.title)],
        cols.map((doc) => ({ doc, relation: relation(template, doc) })), "other")))));
}

// What is not known of a template: a row of its own, marked for the texts that implement it.
function rest(name, cols, other = "control") {
  return h("tr.unknown", { role: "row" }, h("th.item", { scope: "row" }, name),
    cols.map(({ relation }) => (relation === "control" ? h(`td.${other}`, { role: "gridcell" })
      : h(`td.${relation}.unknown`, { role: "gridcell", title: t("adoption.not_known_row") },
        mark("not_in_hand"), h("span.unseen", {}, t("level.not_in_hand"))))));
}

function head(template, { doc, relation }) {
  const count = DATA.relations.find((row) => row.t === template.id && row.doc === doc.id);
  const through = count && count.through.length ? ` (${count.through.join(", ")})` : "";
  return h(`th.city.${relation}`, { scope: "col", title: t(`relation.${relation}`) + through },
    h("span.name", {}, city(doc.id)),
    h("span.relation", {}, t(`relation.${relation}.short`)),
    count && count.total
      ? h("span.tally", { title: t("adoption.count_title", count) }, t("adoption.count", count))
      : null);
}

function row(template, item, cols) {
  return h(`tr.evidence-${item.evidence}`, { role: "row", "data-item": item.no },
    h("th.item", { scope: "row" }, h("span.no", {}, item.no), h("span.words-of", { lang: "zh" }, item.heading),
      item.evidence !== "official_text"
        ? h(`span.grade.${item.evidence}`, { title: t(`evidence.${item.evidence}`) }, t(`evidence.${item.evidence}.short`))
        : null),
    cols.map(({ doc, relation }) => {
      const cell = CELLS.get(cellKey(item.t, item.no, doc.id));
      if (!cell) return h(`td.${relation}`, { role: "gridcell" });
      const label = t("adoption.cell", {
        city: city(doc.id), item: itemName(item), level: t(`level.${cell.level}`) + (ADOPTED.has(cell.level) && cell.degree ? ` (${t(`degree.${cell.degree}`)})` : ""),
        actions: cell.total ? t("adoption.cell_actions", cell) : "",
        control: (relation === "control" ? t("adoption.cell_control") : "") + (cell.decided_by ? t("adoption.cell_decided") : ""),
      });
      const degree = ADOPTED.has(cell.level) ? cell.degree : "";
      const dim = state.levels.size && !state.levels.has(cell.level);
      return h(`td.${relation}${dim ? ".dim" : ""}`, { role: "gridcell" },
        h(`button.cell.${cell.level}${degree ? `.${degree}` : ""}`, {
          type: "button", tabindex: -1, "aria-label": label, title: label,
          "aria-pressed": String(state.cell === cellKey(cell.t, cell.no, cell.doc)),
          "data-cell": cellKey(cell.t, cell.no, cell.doc), onclick: (event) => choose(event.currentTarget.dataset.cell),
        }, mark(cell.level, degree), cell.decided_by ? h("span.decided-mark", {}, "✎") : null, cell.total && (ADOPTED.has(cell.level) || cell.level === "alike")
          ? h("span.found", {}, `${cell.found}/${cell.total}`) : null));
    }));
}

// Arrow keys walk the cells as they are drawn, over section rows and into the next template.
function walk(button, key) {
  const line = button.closest("tr");
  const inRow = (tr) => [...tr.querySelectorAll("[data-cell]")];
  const here = inRow(line).indexOf(button);
  if (key === "ArrowLeft") return inRow(line)[here - 1];
  if (key === "ArrowRight") return inRow(line)[here + 1];
  if (key === "Home") return inRow(line)[0];
  if (key === "End") return inRow(line).at(-1);
  const lines = [...document.querySelectorAll("#matrices tr[data-item]")];
  const next = lines[lines.indexOf(line) + { ArrowUp: -1, ArrowDown: 1, PageUp: -8, PageDown: 8 }[key]];
  if (!next) return undefined;
  return inRow(next)[Math.min(here, inRow(next).length - 1)];
}

const WALKS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);

function matrixKeys(event) {
  const button = event.target.closest && event.target.closest("[data-cell]");
  if (!button || !WALKS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const next = walk(button, event.key);
  if (!next) return;
  document.querySelectorAll("[data-cell][tabindex='0']").forEach((cell) => { cell.tabIndex = -1; });
  next.tabIndex = 0;
  next.focus();
}
