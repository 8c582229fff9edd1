"""Reading a study folder: what is filled in, what is refused, and how it is told."""

from __future__ import annotations

import pytest

import compare
from compare.errors import SegmentationError, StudyError
from conftest import MINI


def test_folder_with_two_things_is_a_valid_study(mini_study):
    """documents.csv and texts/ are enough; codebooks and templates come back empty."""
    study = compare.read_study(mini_study)

    row = study.documents.iloc[0]
    assert (row["doc_number"], row["level"], row["region"], row["province"]) == (
        "样政发〔2021〕7号",
        "city",
        "样例市",
        "东山省",
    )
    assert row["implements"] == "国发〔2020〕9号;东政发〔2020〕12号"
    assert study.templates == ()
    assert study.codebooks == {}


def test_documents_csv_corrects_the_text_and_the_conflict_is_reported(mini_study):
    """A value in documents.csv wins over what the text says, and both are on record."""
    (mini_study / "documents.csv").write_text(
        "doc_id,file,issue_date\nmini,mini.txt,2021-03-08\n", encoding="utf-8"
    )
    study = compare.read_study(mini_study)

    assert study.documents["issue_date"][0] == "2021-03-08"
    assert (
        "the text says '2021-03-05', documents.csv '2021-03-08'" in study.repairs["repair"].iloc[-1]
    )


def test_year_alone_where_only_the_number_tells_it(mini_study):
    """Without a date in the text the year comes from the document number."""
    (mini_study / "texts" / "mini.txt").write_text(
        MINI.replace("2021年3月5日", ""), encoding="utf-8"
    )

    assert compare.read_study(mini_study).documents["issue_date"][0] == "2021"


def test_changed_text_is_refused(mini_study):
    """A text whose sum differs from the recorded one is not read."""
    (mini_study / "documents.csv").write_text(
        f"doc_id,file,sha256\nmini,mini.txt,{'0' * 64}\n", encoding="utf-8"
    )

    with pytest.raises(
        StudyError, match=r"texts/mini\.txt \(mini\) has sha256 .* restore the file"
    ):
        compare.read_study(mini_study)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "has no row"),
        ("doc_id,name\na,b\n", r"columns \['file'\] are missing"),
        (
            "doc_id,file\nmini,mini.txt\nmini,mini.txt\n",
            "line 3: doc_id 'mini' stands in line 2 already",
        ),
        ("doc_id,file\nmini,../../etc/passwd\n", "leads out of texts/"),
        ("doc_id,file\nmini,none.txt\n", r"texts/none\.txt does not exist"),
        ("doc_id,file\nm;i,mini.txt\n", "holds a blank, a slash or a semicolon"),
        ("doc_id,file\nmini,mini.txt,more\n", "more cells than the header"),
    ],
)
def test_faulty_documents_csv_is_refused_with_line_and_way_out(mini_study, table, message):
    """Each fault of documents.csv names the line, what was found, and what to do."""
    (mini_study / "documents.csv").write_text(table, encoding="utf-8")

    with pytest.raises(StudyError, match=message):
        compare.read_study(mini_study)


def test_text_without_clauses_is_refused_or_listed(mini_study):
    """One bad text is set aside with its reason; asked to be strict, reading stops."""
    (mini_study / "texts" / "bad.txt").write_text("没有编号。", encoding="utf-8")
    with (mini_study / "documents.csv").open("a", encoding="utf-8") as table:
        table.write("bad,bad.txt,\n")

    with pytest.raises(SegmentationError, match="^bad: no clause label"):
        compare.read_study(mini_study, strict=True)
    study = compare.read_study(mini_study)
    assert list(study.documents["doc_id"]) == ["mini"]
    assert study.counted() == "1 of 2 texts"
    assert study.set_aside.iloc[0].tolist()[:2] == ["bad", "bad.txt"]
    assert study.set_aside["reason"][0].startswith("bad: no clause label")


def test_strict_names_all_bad_texts_at_once(mini_study):
    """Unreadable, empty, missing, without a clause: each is named with its reason, in one
    message.
    """
    (mini_study / "texts" / "empty.txt").write_bytes(b"")
    (mini_study / "texts" / "noise.txt").write_bytes(bytes(range(256)) * 8)
    with (mini_study / "documents.csv").open("a", encoding="utf-8") as table:
        table.write("empty,empty.txt,\nnoise,noise.txt,\ngone,gone.txt,\n")

    with pytest.raises(
        StudyError,
        match=(
            r"(?s)3 of 4 texts cannot be used.*empty \(.*noise \(.*gone "
            r"\(texts/gone.txt\).*does not exist"
        ),
    ):
        compare.read_study(mini_study, strict=True)
    assert list(compare.read_study(mini_study).set_aside["doc_id"]) == ["empty", "noise", "gone"]


def test_a_study_without_any_usable_text_stops(mini_study):
    """Where nothing is left there is nothing to analyse, and every reason is told."""
    (mini_study / "documents.csv").write_text("doc_id,file\na,a.txt\nb,b.txt\n", encoding="utf-8")

    with pytest.raises(StudyError, match=r"(?s)2 of 2 texts cannot be used.*a\.txt.*b\.txt"):
        compare.read_study(mini_study)


def test_study_is_found_upward_or_by_name(mini_study, monkeypatch):
    """Without a name the nearest folder with documents.csv upward is used."""
    monkeypatch.delenv("POLICY_COMPARE_STUDY", raising=False)
    monkeypatch.chdir(mini_study / "texts")

    assert compare.find_study() == mini_study
    monkeypatch.setenv("POLICY_COMPARE_STUDY", "elsewhere")
    with pytest.raises(StudyError, match="elsewhere is no folder"):
        compare.find_study()


def test_five_texts_parse_into_141_clauses(five):
    """The project's own study: 24, 24, 27, 32 and 34 clauses, each text accounted for to the last
    character.
    """
    assert dict(zip(five.documents["doc_id"], five.documents["n_clauses"], strict=True)) == {
        "qujing": 24,
        "chuxiong": 24,
        "shuozhou": 27,
        "xining": 32,
        "kunming": 34,
    }
    for doc_id, parts in five.parts.groupby("doc_id"):
        assert (parts["end"] - parts["begin"]).sum() == len(five.sources[doc_id].text), doc_id


def test_five_texts_say_what_they_implement(five):
    """Numbers of the upper documents come from the texts themselves."""
    implements = dict(zip(five.documents["doc_id"], five.documents["implements"], strict=True))

    assert implements["chuxiong"] == "云政发〔2020〕6号"
    assert implements["xining"] == "国发〔2017〕37号;青政〔2018〕28号"


def test_a_page_may_give_its_title_beside_the_text(tmp_path):
    """Where the block of text has no title line, that of the page is taken, without the name of
    the site.
    """
    (tmp_path / "texts").mkdir()
    page = (
        "<html><head><meta charset='utf-8'>"
        "<title>样例市关于支持夜市的意见_政策文件_样例市人民政府</title></head><body>"
        "<div class='article'>"
        "<p>样政发〔2021〕3号</p><p>一、任务</p><p>（一）放宽准入。登记不超过2个工作日。"
        "</p><p>（二）减免费用。摊位费减半收取。</p></div></body></html>"
    )
    (tmp_path / "texts" / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "documents.csv").write_text("doc_id,file\na,a.html\n", encoding="utf-8")

    assert compare.read_study(tmp_path).documents["title"].tolist() == ["样例市关于支持夜市的意见"]


def test_what_was_set_aside_is_counted_in_check_and_methods(mini_study):
    """One bad text: ``1 of 2 texts`` wherever texts are counted, in both languages."""
    from compare.paper.methods import methods_text
    from compare.study.inspection import inspect_study

    (mini_study / "texts" / "bad.txt").write_text("没有条款的文本。", encoding="utf-8")
    with (mini_study / "documents.csv").open("a", encoding="utf-8") as register:
        register.write("bad,bad.txt,\n")
    study = compare.read_study(mini_study)
    tables = compare.build_tables(study)

    assert inspect_study(mini_study).counted == "1 of 2 texts"
    assert "Of 2 texts 1 are used; 1 could not be" in methods_text(study, tables, "en")
    assert "登记的2份文本中使用1份，另1份未能使用" in methods_text(study, tables, "zh")
