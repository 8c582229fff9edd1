// Data, words and small tools shared by every part of the page. All text reaches the page through
// text nodes, never as markup: a clause that looks like HTML stays a clause.
const DATA = await payload(document.getElementById("payload"));

// A large study comes packed; a small one stands in the page as it is.
async function payload(node) {
  if (node.dataset.coding !== "gzip") return JSON.parse(node.textContent);
  const letters = atob(node.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

const index = (rows, key) => new Map(rows.map((row) => [key(row), row]));
const group = (rows, key) => {
  const groups = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(row);
  }
  return groups;
};
const cellKey = (template, no, doc) => JSON.stringify([template, no, doc]);

const DOCS = index(DATA.documents, (row) => row.id);
const CLAUSES = index(DATA.clauses, (row) => row.id);
const TEMPLATES = index(DATA.templates, (row) => row.id);
const ITEMS = index(DATA.items, (row) => JSON.stringify([row.t, row.no]));
DATA.cells = DATA.cells.map((row) => ({ ...DATA.cell, ...row }));
const CELLS = index(DATA.cells, (row) => cellKey(row.t, row.no, row.doc));
// The matrix of hundreds asks for thousands of cells each time it is drawn: no key is written for that.
const CELLS_OF = new Map([...group(DATA.cells, (row) => row.t)].map(([template, rows]) => [template,
  new Map([...group(rows, (row) => row.no)].map(([no, own]) => [no, index(own, (row) => row.doc)]))]));
const cellAt = (item, doc) => CELLS_OF.get(item.t)?.get(item.no)?.get(doc);
const THEMES = index(DATA.themes, (row) => row.code);
const RELATION = index(DATA.relations, (row) => JSON.stringify([row.t, row.doc]));
const relationOf = (template, doc) => RELATION.get(JSON.stringify([template, doc]));
const ORDER = DATA.documents.map((doc) => doc.id); // one order of texts everywhere
const MANY = 12; // texts; above it tables sum up first, and the matrix shows provinces
const many = () => ORDER.length > MANY;
const itemOf = (cell) => ITEMS.get(JSON.stringify([cell.t, cell.no]));

const state = {
  lang: DATA.lang,
  place: [], // what the address names: a section, a cell, a text, a pair
  cell: null, // key of the chosen cell
  template: "", section: "", province: "", cities: new Set(), levels: new Set(), controls: true,
  opened: new Set(), // groups of columns that show their texts
  query: "", facets: {}, context: false, clausesShown: 3,
  pairOf: null, unit: "", families: false,
};

function t(key, values = {}) {
  const words = DATA.strings[state.lang][key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
// A sentence with nodes in it: what is in the other language keeps its own mark.
function withNodes(key, nodes) {
  return t(key).split(/(\{\w+\})/).map((part) => nodes[part.slice(1, -1)] ?? part);
}
const say = (both) => both[state.lang];

const real = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");

function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...real(children));
  return node;
}

// Places that other parts of the page fill: a part registers a function, the page calls it with the
// empty place and what the place is about each time it is drawn. An unused place stays empty.
const FILLERS = new Map();
const onSlot = (kind, fn) => FILLERS.set(kind, [...(FILLERS.get(kind) || []), fn]);
const onEvidence = (fn) => onSlot("cell", fn); // fn(place, cell, item), below the reason in an open cell
function slot(kind, about, ...subject) {
  const place = h(`div.${kind}-actions`, about);
  for (const fn of FILLERS.get(kind) || []) fn(place, ...subject);
  return place;
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// One shape a level, as in the figures, so that the matrix survives print in black and white.
function mark(level, degree = "") {
  const shapes = {
    verbatim: () => [svg("rect", { x: 2.5, y: 2.5, width: 15, height: 15 })],
    adapted: () => [svg("path", { d: "M10 1 L19 10 L10 19 L1 10 Z" })],
    taken_over: () => [svg("circle", { cx: 10, cy: 10, r: 8 })],
    alike: () => [svg("circle", { cx: 10, cy: 10, r: 7, class: "line" })],
    reversed: () => [svg("path", { d: "M2 4 H18 L10 18 Z", class: "line" })],
    theme_only: () => [svg("path", { d: "M10 2 L18 10 L10 18 L2 10 Z", class: "line" })],
    some: () => [svg("path", { d: "M10 3 L18 17 H2 Z", class: "line" })],
    half: () => [svg("path", { d: "M10 2 L19 18 H1 Z" })],
    most: () => [svg("circle", { cx: 10, cy: 10, r: 8 })],
    absent: () => [svg("path", { d: "M5.5 5.5 L14.5 14.5 M14.5 5.5 L5.5 14.5", class: "line" })],
    not_in_hand: () => [svg("path", { d: "M6 7 Q6 3 10 3 Q14 3 14 6.5 Q14 9 10 10.5 V13 M10 15.5 V18", class: "line" })],
  };
  return svg("svg", { viewBox: "0 0 20 20", class: `mark ${level}`, "aria-hidden": "true" }, ...shapes[level === "taken_over" && degree ? degree : level]());
}

// Offsets count characters as Python does; a JavaScript string counts UTF-16 units, so cut by code point.
const points = (text) => Array.from(text);

function marked(text, spans, kind, title) {
  const letters = points(text);
  const nodes = [];
  let done = 0;
  for (const [begin, end] of spans) {
    if (begin < done) continue;
    nodes.push(letters.slice(done, begin).join(""), h(`mark.${kind}`, { title }, letters.slice(begin, end).join("")));
    done = end;
  }
  nodes.push(letters.slice(done).join(""));
  return nodes;
}

// Spans of several kinds on one text: shared wording wins over cues where both fall on a character.
function markedBoth(text, shared, cues) {
  const letters = points(text);
  const kind = new Array(letters.length).fill("");
  for (const [begin, end] of cues) kind.fill("cue", begin, end);
  for (const [begin, end] of shared) kind.fill("shared", begin, end);
  const nodes = [];
  for (let from = 0; from < letters.length; ) {
    let to = from + 1;
    while (to < letters.length && kind[to] === kind[from]) to += 1;
    const words = letters.slice(from, to).join("");
    nodes.push(kind[from] ? h(`mark.${kind[from]}`, { title: t(`panel.${kind[from]}`) }, words) : words);
    from = to;
  }
  return nodes;
}

// A formatter is made once a language: making one takes longer than a thousand numbers.
const NUMBERS = new Map([["zh", "zh-CN"], ["en", "en-GB"]].map(([lang, place]) => [lang, new Intl.NumberFormat(place, { maximumFractionDigits: 4 })]));
const number = (value) => NUMBERS.get(state.lang).format(value);
const share = (part, whole) => (whole ? `${Math.round((100 * part) / whole)}%` : "–");
const city = (doc) => say(DOCS.get(doc).name);
const join = (words) => words.join(state.lang === "zh" ? "、" : ", ");
// A Chinese word in the English page says so, and the other way round.
const chinese = (words) => (words ? h("span", { lang: "zh-Hans" }, words) : "");
// A name that has no form in the page's language says in which it is.
const mixed = (words) => (state.lang !== "zh" && /[\u3400-\u9fff]/.test(words) ? chinese(words) : words);
const provinceName = (name) => (name ? say(DATA.provinces[name] || { zh: name, en: name }) : t("word.no_province"));
// A document number as the headings of the page write it.
const numberLabel = (number) => (TEMPLATES.has(number) ? say(TEMPLATES.get(number).name) : mixed(number));
const clauseName = (clause) => [clause.label, clause.heading].filter(Boolean).join("") || clause.id;
const inEnglish = (item) => state.lang === "en" && Boolean(item.heading_en);
const itemHeading = (item) => (inEnglish(item) ? item.heading_en : item.name);
const itemName = (item) => `${item.no}. ${itemHeading(item)}`;
const itemLang = (item) => (inEnglish(item) ? "en" : "zh-Hans");
const sectionOf = (item) => (state.lang === "en" && item.section_en) || item.section || "—";
const itemWords = (item) => h("span", { lang: itemLang(item) }, itemName(item));

function select(id, label, options, value, change) {
  const box = h("select", { id, onchange: (event) => change(event.target.value) },
    options.map(([code, words]) => h("option", { value: code, selected: code === value }, words)));
  return h("label.field", { for: id }, h("span", {}, label), box);
}

function chips(label, options, chosen, change) {
  return h("fieldset.chips", {}, h("legend", {}, label),
    options.map(([code, words, before]) => h("label.chip", {},
      h("input", { type: "checkbox", value: code, checked: chosen.has(code), onchange: (event) => {
        if (event.target.checked) chosen.add(code); else chosen.delete(code);
        change();
      } }), before, h("span", {}, words))));
}

const put = (node, ...children) => node.replaceChildren(...real(children));
const body = (id) => document.querySelector(`#${id} > .body`);
const fill = (id, ...children) => put(body(id), ...children);
const numberHead = (words) => h("th.num", { scope: "col" }, words);
// A table may be wider than its place; only then does it need the keyboard to be scrolled.
const table = (head, rows, options = {}) => h("div.scroll", { tabindex: 0, role: "region", "aria-label": options.label },
  h(`table.${options.kind || "plain"}`, {},
    options.label ? h("caption.unseen", {}, options.label) : null,
    h("thead", {}, h("tr", {}, head.map((cell) => (cell instanceof Node ? cell : h("th", { scope: "col" }, cell))))),
    h("tbody", {}, rows)));

// What a screen reader says when something was opened or counted.
const announce = (words) => { document.getElementById("live").textContent = words; };
