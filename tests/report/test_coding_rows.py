"""The page's part for coding: what stands in the study, and a name for drafts that stays."""

import pandas as pd

import decided_study
from compare.report.coding_rows import coding_rows, files_digest, undecided_digest
from compare.study.read import read_study

HEAD = "template,item_no,doc_id,decision,reason,who,when\n"


def test_drafts_keep_their_name_until_a_text_changes(tmp_path):
    """What a decision is about names the drafts; the state of the files tells every change."""
    root = decided_study.write(tmp_path)
    before, files = undecided_digest(read_study(root)), files_digest(root)
    (root / "coding").mkdir()
    (root / "coding" / "decisions.csv").write_text(
        f"{HEAD}{decided_study.NUMBER},1,alpha,absent,x,Li,\n", encoding="utf-8"
    )
    study = read_study(root)

    assert undecided_digest(study) == before and files_digest(root) != files
    rows = coding_rows(study)
    assert rows["decisions"][0]["who"] == "Li" and rows["decisions"][0]["clause_id"] == ""
    assert (rows["served"], rows["themes"], rows["study"]) == (False, 2, tmp_path.name)
    text = root / "texts" / "alpha.txt"
    text.write_text(text.read_text(encoding="utf-8") + "（三）新增。试行一年。\n", encoding="utf-8")
    assert undecided_digest(read_study(root)) != before


def test_a_study_without_themes_or_decisions_offers_none(tmp_path):
    """Nothing to list, and no theme to choose."""
    root = decided_study.write(tmp_path)
    (root / "codebooks" / "themes.yaml").unlink()
    rows = coding_rows(read_study(root))

    assert (rows["decisions"], rows["memos"], rows["themes"]) == ([], [], 0)
    assert pd.Series(rows["levels"]).is_unique and "alike" not in rows["levels"]
