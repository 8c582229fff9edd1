// Served from the study: what is saved is written there at once, and the page comes back anew.
async function ask(path, body) {
  announce(t("coding.writing"));
  try {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ revision: CODING.revision, ...body }) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error);
    return said;
  } catch (error) {
    redrawCoding(t("coding.not_written", { why: error.message }));
    if (!document.getElementById("coding-dialog")) openCoding(t("coding.not_written", { why: error.message }));
    return null;
  }
}

async function writeIntoStudy(rows, memos) {
  const said = await ask("decide", { decisions: rows, memos });
  if (!said) return;
  coding.decisions = coding.decisions.filter((row) => !rows.includes(row));
  coding.memos = coding.memos.filter((row) => !memos.includes(row));
  keep();
  location.reload();
}
