// The ways out of the page: what a table, a figure or a cell shows as CSV, and how to cite it.
function csvText(rows) {
  const field = (value) => {
    let words = value === null || value === undefined ? "" : String(value);
    // A spreadsheet would run these as formulas; numbers stay numbers.
    if (/^[=+\-@\t\r]/.test(words) && Number.isNaN(Number(words))) words = `'${words}`;
    return /[",\n\r]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  };
  return `${rows.map((row) => row.map(field).join(",")).join("\n")}\n`;
}

function download(name, text) {
  // The mark at the beginning tells Excel that this is UTF-8.
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = h("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// "Data" and "Cite" below what is shown. `rows` gives the table when it is asked for; `works` are
// documents to cite beside the page.
function waysOut(name, title, rows, works = []) {
  return h("p.ways-out", {},
    rows ? h("button.way", { type: "button", "aria-label": `${t("out.data")}: ${title}`,
      onclick: () => download(`${name}.csv`, csvText(rows())) }, t("out.data")) : null,
    h("button.way", { type: "button", "aria-label": `${t("out.cite")}: ${title}`,
      onclick: () => openCitation(title, works) }, t("out.cite")));
}

function fillFigures() {
  document.querySelectorAll("[data-figure]").forEach((place) => {
    const name = place.dataset.figure;
    const title = place.closest("figure").querySelector("figcaption b").textContent;
    const text = DATA.figures[name];
    place.replaceChildren(
      ...(text ? [h("button.way", { type: "button", "aria-label": `${t("out.data")}: ${title}`, onclick: () => download(`${name}.csv`, text) }, t("out.data"))] : []),
      h("button.way", { type: "button", "aria-label": `${t("out.cite")}: ${title}`, onclick: () => openCitation(title, []) }, t("out.cite")));
  });
}

function openCitation(title, works) {
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const cited = [pageWork(title), ...works];
  openReader(h("h2", { id: "reader-title" }, t("cite.title")),
    h("p.about", {}, t("cite.lead")),
    h("p.source", {}, t("cite.shown"), " ", h("b", {}, title)),
    cited.length > 1 ? h("p.source", {}, t("cite.works")) : null,
    quoted("GB/T 7714—2015", cited.map((work, at) => `[${at + 1}] ${gbt(work, day)}`).join("\n"), "zh-Hans"),
    quoted("BibTeX", cited.map((work) => bibtex(work, day)).join("\n\n"), null));
}

function quoted(head, text, lang) {
  const place = h("pre.file.cited", { lang, tabindex: 0, "aria-label": head }, text);
  const copy = async (event) => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = t("cite.copied");
    } catch { // not every browser lets a file use the clipboard: then the text is marked for the reader
      getSelection().selectAllChildren(place);
      button.textContent = t("cite.marked");
    }
  };
  return [h("h3", {}, head, " ", h("button.way", { type: "button", onclick: copy }, t("cite.copy"))), place];
}

const addressHere = () => (location.protocol === "file:" ? decodeURIComponent(location.hash) : location.href);

function pageWork(title) {
  return { key: "policycompare", author: "policy-compare", title: `${say(DATA.title)}: ${title}`,
    mark: "DS", version: DATA.made.generator.replace("policy-compare", "").trim(), address: addressHere() };
}

function documentWork(doc) {
  return { key: doc.id.replaceAll(/[^A-Za-z0-9]/g, ""), author: doc.issuer || doc.title.split("关于")[0], title: doc.title,
    mark: "Z", number: doc.number, date: doc.date, file: doc.file };
}

// GB/T 7714: author, title and number [kind], date, date of the visit, address.
function gbt(work, day) {
  const made = work.mark === "DS";
  return `${work.author}. ${work.title}${work.number ? `: ${work.number}` : ""}[${work.mark}${made && /^http/.test(work.address) ? "/OL" : ""}]. `
    + `${made ? `${t("cite.version", { version: work.version })}. [${day}].` : `${work.date || t("cite.undated")}.`}`
    + `${work.address ? ` ${work.address}.` : ""}`;
}

function bibtex(work, day) {
  const fields = { author: `{${work.author}}`, title: `{${work.title}}`, year: (work.date || day).slice(0, 4),
    number: work.number, version: work.version, url: /^http/.test(work.address || "") ? work.address : null,
    note: [work.address && !/^http/.test(work.address) ? work.address : "", work.mark === "DS" ? `accessed ${day}` : ""].filter(Boolean).join("; ") };
  return `@misc{${work.key},\n${Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}`;
}
