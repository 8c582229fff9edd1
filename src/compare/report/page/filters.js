// What narrows the matrix: template, section, place, level. Levels are those of texts that implement
// a template; a control is never a reason to show a measure.
const LEVELS = ["verbatim", "adapted", "taken_over", "alike", "reversed", "absent", "not_in_hand"];
const ADOPTED = new Set(["verbatim", "adapted", "taken_over"]);
const told = (relation) => relation !== "control";

const usedLevels = () => LEVELS.filter((level) => DATA.cells.some((cell) => cell.level === level)
  || (level === "not_in_hand" && DATA.templates.some((template) => !template.in_hand)));
const DEGREES = ["theme_only", "some", "half", "most"];
const usedDegrees = () => DEGREES.filter((degree) => DATA.cells.some((cell) => cell.level === "taken_over" && cell.degree === degree));
// A level that only controls can have is looked for among controls.
const wanted = (cell) => state.levels.has(cell.level) && (told(cell.relation) || cell.level === "alike");

const sectionName = (item) => item.section || "—";

// Texts of a template in the order of all texts, controls after those that implement it.
function columns(template) {
  const order = ORDER.filter((doc) => relationOf(template.id, doc)).map((doc) => ({ doc: DOCS.get(doc), relation: relationOf(template.id, doc).relation }))
    .filter(({ doc, relation }) => (!state.cities.size || state.cities.has(doc.id))
      && (!state.province || doc.province === state.province)
      && (state.controls || told(relation)));
  return [...order.filter(({ relation }) => told(relation)), ...order.filter(({ relation }) => !told(relation))];
}

function rowsOf(template, cols) {
  return DATA.items.filter((item) => item.t === template.id
    && (!state.section || JSON.stringify([item.t, sectionName(item)]) === state.section)
    && (!state.levels.size || cols.some(({ doc }) => {
      const cell = cellAt(item, doc.id);
      return cell && wanted(cell);
    })));
}

function clearFilters() {
  Object.assign(state, { template: "", section: "", province: "", controls: true });
  state.cities.clear();
  state.levels.clear();
}

// The matrix narrowed to one template, and one text, as a finding cites it.
function showMatrix(template, doc) {
  if (!TEMPLATES.has(template) || (doc && !DOCS.has(doc))) return;
  clearFilters();
  state.template = template;
  if (doc) state.cities.add(doc);
  state.place = ["adoption"];
  renderAdoption();
  document.getElementById("adoption").scrollIntoView({ behavior: "instant" });
}

function renderFilters(known) {
  const redraw = () => { renderFilters(known); renderMatrices(); };
  const shown = known.filter((template) => !state.template || template.id === state.template);
  const sections = shown.flatMap((template) => {
    const names = new Map(DATA.items.filter((item) => item.t === template.id).map((item) => [sectionName(item), sectionOf(item)]));
    return [...names].map(([name, words]) => [JSON.stringify([template.id, name]), shown.length > 1 ? `${say(template.name)} · ${words}` : words]);
  });
  const focused = document.activeElement && document.activeElement.id;
  put(document.getElementById("filters"),
    select("filter-template", t("filter.template"),
      [["", t("adoption.all_templates")], ...DATA.templates.map((template) => [template.id, say(template.name)])],
      state.template, (value) => { state.template = value; state.section = ""; redraw(); }),
    select("filter-section", t("filter.section"), [["", t("adoption.all_sections")], ...sections],
      state.section, (value) => { state.section = value; redraw(); }),
    many() ? placeFilters(redraw)
      : chips(t("filter.city"), ORDER.map((doc) => [doc, city(doc)]), state.cities, renderMatrices),
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

// With many texts: one province, or texts picked by typing a part of their name.
function placeFilters(redraw) {
  const provinces = [...new Set(DATA.documents.map((doc) => doc.province))].filter(Boolean);
  const label = (doc) => `${city(doc.id)} · ${doc.id}`;
  const pick = (event) => {
    const found = DATA.documents.find((doc) => label(doc) === event.target.value);
    if (!found) return;
    state.cities.add(found.id);
    redraw();
    document.getElementById("filter-pick")?.focus();
  };
  return [
    provinces.length > 1 ? select("filter-province", t("filter.province"),
      [["", t("filter.all_provinces")], ...provinces.map((name) => [name, provinceName(name)])],
      state.province, (value) => { state.province = value; redraw(); }) : null,
    h("label.field", { for: "filter-pick" }, h("span", {}, t("filter.pick")),
      h("input", { id: "filter-pick", type: "search", list: "filter-texts", autocomplete: "off", oninput: pick, onchange: pick }),
      h("datalist", { id: "filter-texts" }, DATA.documents.map((doc) => h("option", { value: label(doc) })))),
    state.cities.size ? chips(t("filter.city"), ORDER.filter((doc) => state.cities.has(doc)).map((doc) => [doc, city(doc)]),
      state.cities, redraw) : null,
  ];
}
