// Arrow keys walk the cells as they are drawn, over section rows and into the next template.
function walk(button, key) {
  const line = button.closest("tr");
  const inRow = (tr) => [...tr.querySelectorAll("[data-cell]")];
  const here = inRow(line).indexOf(button);
  if (key === "ArrowLeft") return inRow(line)[here - 1];
  if (key === "ArrowRight") return inRow(line)[here + 1];
  if (key === "Home") return inRow(line)[0];
  if (key === "End") return inRow(line).at(-1);
  const lines = [...document.querySelectorAll("#matrices tr[data-item]")].filter((tr) => inRow(tr).length);
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
