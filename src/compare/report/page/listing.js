// A table that is searched and sorted: rows of data, columns that say how a row is shown, sorted, exported.
// A column: { head, show(row) → nodes, value(row) → text or number, num, long (sentences: never a letter wide) }.
const LISTS = new Map(); // id → { query, by, down, all }
const ROWS = 100; // rows drawn at first

function listing(id, label, columns, rows, { searched = rows.length > MANY, kind = "plain", foot = true } = {}) {
  if (!LISTS.has(id)) LISTS.set(id, { query: "", by: -1, down: false, all: false });
  const list = LISTS.get(id);
  const place = h("div.listing", { id: `list-${id}` });
  const draw = () => {
    const kept = sorted(list, columns, searchedRows(list, columns, rows));
    const shown = list.all ? kept : kept.slice(0, ROWS);
    put(place.querySelector(".listing-table"),
      table(columns.map((column, at) => sortHead(list, column, at, draw)),
        shown.map((row) => h("tr", {}, columns.map((column, at) => h(`${at ? "td" : "th"}${column.num ? ".num" : ""}${column.long ? ".long" : ""}`,
          at ? {} : { scope: "row" }, column.show ? column.show(row) : shownValue(column.value(row)))))), { label, kind }),
      shown.length < kept.length
        ? h("button.more", { type: "button", onclick: () => { list.all = true; draw(); } }, t("list.all", { n: number(kept.length) })) : null);
    const count = place.querySelector("output");
    if (count) count.textContent = t("list.count", { n: number(kept.length), total: number(rows.length) });
  };
  put(place,
    searched ? h("div.filters.slim", {},
      h("label.field.wide", { for: `search-${id}` }, h("span", {}, t("list.search")),
        h("input", { id: `search-${id}`, type: "search", value: list.query, autocomplete: "off",
          oninput: (event) => { list.query = event.target.value; draw(); } })),
      h("output", {})) : null,
    h("div.listing-table"),
    foot ? waysOut(id, label, () => [columns.map((column) => column.head), ...rows.map((row) => columns.map((column) => column.value(row)))]) : null);
  draw();
  return place;
}

const shownValue = (value) => (typeof value === "number" ? number(value) : value === "" || value === null ? "–" : mixed(value));

function searchedRows(list, columns, rows) {
  const words = queryWords(list.query);
  if (!words.length) return rows;
  return rows.filter((row) => {
    const text = foldText(columns.map((column) => column.value(row)).join("\n"));
    return words.every((word) => text.includes(word));
  });
}

function sorted(list, columns, rows) {
  if (list.by < 0) return rows;
  const { value } = columns[list.by];
  const compare = (x, y) => (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), state.lang));
  return [...rows].sort((x, y) => (list.down ? compare(value(y), value(x)) : compare(value(x), value(y))));
}

function sortHead(list, column, at, draw) {
  const now = list.by === at ? (list.down ? "descending" : "ascending") : null;
  const press = () => {
    // Numbers are looked at from the largest, names from the first.
    if (list.by === at) list.down = !list.down;
    else Object.assign(list, { by: at, down: Boolean(column.num) });
    const id = document.activeElement && document.activeElement.id;
    draw();
    document.getElementById(id)?.focus();
  };
  return h(`th${column.num ? ".num" : ""}`, { scope: "col", "aria-sort": now },
    h("button.sort", { type: "button", id: `sort-${[...LISTS.values()].indexOf(list)}-${at}`, onclick: press },
      column.head, h("span.sort-sign", { "aria-hidden": "true" }, now ? (list.down ? "▼" : "▲") : "↕")));
}

// Middle and extremes of some numbers, as a reader wants them before any single one.
function spreadOf(values) {
  const row = [...values].sort((x, y) => x - y);
  const half = row.length >> 1;
  return { low: row[0], high: row.at(-1), median: row.length % 2 ? row[half] : (row[half - 1] + row[half]) / 2 };
}
