"""REFI-QDA: what goes out is valid and complete, and what comes back is the same to the
character.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO

import pytest

from compare import build_tables, read_study
from compare.adoption.decisions import check_decisions
from compare.errors import CodingError, PolicyCompareError
from compare.exchange.codes import guid
from compare.exchange.recoded import coding_sheets, proposed_decisions
from compare.exchange.refi_read import read_codings
from compare.exchange.refi_write import AUTOMATIC, PROJECT, to_qdc, to_qdpx
from compare.exchange.zips import read_zip, zip_bytes
from compare.paper.export import to_excel_csv
from compare.trust.filled_sheets import coder_agreement, read_sheet
from compare.trust.sheets import fields_of
from exchange_study import NUMBER, write_study

Q = f"{{{PROJECT}}}"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    study = read_study(write_study(tmp_path_factory.mktemp("qda") / "shops"))
    return study, build_tables(study)


def opened(content: bytes) -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(BytesIO(content)).read("project.qde"))


def changed(content: bytes, change, path, texts=None):
    """A project as another program would give it back: its XML changed by `change`, its texts by
    `texts`.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    root = ET.fromstring(files["project.qde"])
    change(root)
    files["project.qde"] = ET.tostring(root, encoding="utf-8")
    if texts:
        files = {
            name: texts(data) if name.startswith("sources/") else data
            for name, data in files.items()
        }
    path.write_bytes(zip_bytes(files))
    return path


def coder(root: ET.Element, name: str) -> str:
    identity = guid("user", name)
    ET.SubElement(root.find(f"{Q}Users"), f"{Q}User", {"guid": identity, "name": name})
    return identity


def code_of(root: ET.Element, *names: str) -> str:
    element = root.find(f"{Q}CodeBook/{Q}Codes")
    for name in names:
        element = next(child for child in element.findall(f"{Q}Code") if name in child.get("name"))
    return element.get("guid")


def clause(root: ET.Element, clause_id: str) -> ET.Element:
    return next(
        s for s in root.iter(f"{Q}PlainTextSelection") if s.get("name").startswith(f"{clause_id} ")
    )


def put(root: ET.Element, selection: ET.Element, code: str, user: str) -> ET.Element:
    coding = ET.Element(
        f"{Q}Coding", {"guid": guid("new", code, user, selection.get("guid")), "creatingUser": user}
    )
    ET.SubElement(coding, f"{Q}CodeRef", {"targetGUID": code})
    selection.append(coding)
    return coding


def strip(root: ET.Element, wanted) -> None:
    for selection in root.iter(f"{Q}PlainTextSelection"):
        for coding in selection.findall(f"{Q}Coding"):
            if wanted(coding.find(f"{Q}CodeRef").get("targetGUID")):
                selection.remove(coding)


def test_project_and_codebook_follow_the_schema(made):
    """Order, number and form of every element and attribute are those of the standard, by the
    models of pyrefiqda.
    """
    models = pytest.importorskip("pyrefiqda.models", reason="pip install 'policy-compare[test]'")
    from qda_schema import faults

    for blind in (False, True):
        assert faults(opened(to_qdpx(*made, blind=blind)), models.Project) == []
    codebook = ET.fromstring(to_qdc(*made))
    assert faults(codebook, models.CodeBook) == []
    codebook[0][0].attrib["guid"] = "7"
    assert faults(codebook, models.CodeBook) == ["Code: attribute guid is '7'"]


def test_a_second_library_opens_the_project(made, tmp_path):
    """pyrefiqda reads sources, selections, cases, codes and notes, and their texts give the
    clauses.
    """
    pytest.importorskip("pyrefiqda", reason="pip install 'policy-compare[test]'")
    from pyrefiqda.refiproject import RefiProject

    study, tables = made
    (tmp_path / "a.qdpx").write_bytes(to_qdpx(study, tables))
    project = RefiProject.load(tmp_path / "a.qdpx", tmp_path / "out")
    source = project.sources.text_source[0]
    text = (
        RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "out")
        .read_bytes()
        .decode("utf-8")
    )
    found = {
        s.name.split()[0]: text[s.start_position : s.end_position]
        for s in source.plain_text_selection
        if s.name[-1] != ")"
    }

    assert [s.name for s in project.sources.text_source] == ["yangshan", "dongshui"]
    assert found["yangshan-01"] == "𠮷祥街开店登记不超过2个工作日。\n推行网上𡈽办理。"
    assert {v.name for v in project.variables.variable} >= {"province", "level", "issue_date"}
    assert [case.name for case in project.cases.case] == ["yangshan", "dongshui"]


def test_same_bytes_every_time(made):
    """Nothing in the file depends on the clock or on chance."""
    assert len({hashlib.sha256(to_qdpx(*made)).hexdigest() for _ in range(2)}) == 1


@pytest.mark.parametrize("utf16", [False, True])
def test_round_trip_to_the_character(made, tmp_path, utf16):
    """Every code of every clause and body comes back at the very offsets of the tables, mark, CRLF
    and 𠮷 included.
    """
    study, tables = made
    (tmp_path / "a.qdpx").write_bytes(to_qdpx(study, tables, utf16=utf16))
    back = read_codings(tmp_path / "a.qdpx", study, tables, utf16=utf16)
    spans = tables["clauses"].set_index("clause_id")[["begin", "end"]]

    themes = back[back["kind"] == "theme"]
    assert list(zip(themes["clause_id"], themes["code"], strict=True)) == list(
        tables["themes"]
        .sort_values(
            ["doc_id", "clause_id", "rank"],
            key=lambda c: c.map({"yangshan": 0, "dongshui": 1}) if c.name == "doc_id" else c,
        )[["clause_id", "theme"]]
        .itertuples(index=False, name=None)
    )
    assert (themes[["begin", "end"]].to_numpy() == spans.loc[themes["clause_id"]].to_numpy()).all()
    bodies = back[back["kind"] == "body"]
    assert sorted(
        zip(bodies["doc_id"], bodies["begin"], bodies["end"], bodies["code"], strict=True)
    ) == sorted(
        tables["agencies"][["doc_id", "begin", "end", "agency"]].itertuples(index=False, name=None)
    )
    assert [
        study.sources[row.doc_id].text[row.begin : row.end] for row in back.itertuples()
    ] == list(back["text"])
    assert set(back["coder"]) == {AUTOMATIC}
    assert len(proposed_decisions(back, tables["adoption"], who="me")) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data + b"\n\n",
        lambda data: data.replace(b"\r\n", b"\n"),
    ],
)
def test_line_ends_that_a_program_changed_do_not_move_codings(made, tmp_path, change):
    """A program that gives the text back with other line ends, a mark or further blank lines
    counts as it sees them.
    """
    study, tables = made
    path = changed(to_qdpx(study, tables), lambda root: None, tmp_path / "b.qdpx", texts=change)
    back = read_codings(path, study, tables)

    assert list(back[back["kind"] == "body"]["text"]) == [
        study.sources[row.doc_id].text[row.begin : row.end]
        for row in tables["agencies"].itertuples()
    ]


def test_blind_project_has_no_automatic_code(made):
    """A blind project marks every clause and gives none a code; the code system is all there."""
    study, tables = made
    root = opened(to_qdpx(study, tables, blind=True))

    assert len(list(root.iter(f"{Q}PlainTextSelection"))) == len(tables["clauses"])
    assert list(root.iter(f"{Q}Coding")) == []
    assert code_of(root, "Themes", "ENTRY") == guid("theme", "ENTRY")


def test_codings_become_sheets_that_the_project_reads(made, tmp_path):
    """Two coders in a blind project: a sheet each, with codes in the order given, agreement
    computed from them.
    """
    study, tables = made

    def code(root):
        first, second = coder(root, "Li"), coder(root, "Wang")
        entry, money = code_of(root, "Themes", "ENTRY"), code_of(root, "Themes", "MONEY")
        for selection in ("yangshan-01", "yangshan-02"):
            put(root, clause(root, selection), entry, first)
            put(
                root,
                clause(root, selection),
                money if selection == "yangshan-02" else entry,
                second,
            )
        put(root, clause(root, "yangshan-01"), money, first)
        put(
            root,
            clause(root, "dongshui-01"),
            code_of(root, "Instruments", "environment", "EASE"),
            second,
        )

    back = read_codings(
        changed(to_qdpx(study, tables, blind=True), code, tmp_path / "c.qdpx"), study, tables
    )
    sheets = coding_sheets(back, study.clauses, fields_of(study), sides={"EASE": "environment"})
    read = {}
    for name, sheet in sheets.items():
        (tmp_path / f"sheet-{name}.csv").write_bytes(to_excel_csv(sheet))
        read[name] = read_sheet(tmp_path / f"sheet-{name}.csv", fields_of(study))

    assert read["Li"].loc["yangshan-01", "theme"] == ("ENTRY", "MONEY")
    assert read["Wang"].loc["yangshan-02", "theme"] == ("MONEY",)
    assert read["Wang"].loc["dongshui-01", "instrument"] == ("environment",)
    assert read["Li"].loc["yangshan-03", "theme"] is None
    table = coder_agreement(read)
    same = table[(table["field"] == "theme") & (table["measure"] == "same")]
    assert (same["units"].item(), same["value"].item()) == (2, 0.0)


def test_adoption_codes_become_decisions(made, tmp_path):
    """A level that a scholar adds is a decision with its note; an item stripped of its codings is
    decided absent.
    """
    study, tables = made
    ledger = tables["adoption"].set_index(["item_no", "doc_id"])
    assert ledger.loc[(2, "yangshan"), "level"] == "taken_over"
    assert ledger.loc[(3, "dongshui"), "level"] == "absent"

    def code(root):
        user = coder(root, "Li")
        note = guid("note", "mine")
        ET.SubElement(
            ET.SubElement(root.find(f"{Q}Notes"), f"{Q}Note", {"guid": note, "name": "n"}),
            f"{Q}PlainTextContent",
        ).text = "a window lends"
        coding = put(
            root,
            clause(root, "dongshui-03"),
            code_of(root, "Adoption", NUMBER, "3 小店贷款", "taken_over"),
            user,
        )
        ET.SubElement(coding, f"{Q}NoteRef", {"targetGUID": note})
        strip(root, lambda target: target == guid("adoption", f"{NUMBER}#2#taken_over"))

    back = read_codings(changed(to_qdpx(study, tables), code, tmp_path / "d.qdpx"), study, tables)
    decisions = proposed_decisions(back, tables["adoption"], who="Wang", when="2026-01-02")
    rows = {(row["item_no"], row["doc_id"]): row for row in decisions.to_dict("records")}

    assert set(rows) == {("2", "yangshan"), ("3", "dongshui")}
    assert rows["3", "dongshui"] | {"when": ""} == {
        "template": NUMBER,
        "item_no": "3",
        "action_id": "",
        "doc_id": "dongshui",
        "clause_id": "",
        "theme": "",
        "decision": "taken_over",
        "clause_ids": "dongshui-03",
        "reason": "a window lends",
        "who": "Li",
        "when": "",
        "settles": "",
        "variable": "",
    }
    assert (rows["2", "yangshan"]["decision"], rows["2", "yangshan"]["who"]) == ("absent", "Wang")
    assert len(check_decisions(decisions)) == 2
    assert set(proposed_decisions(back, tables["adoption"])["doc_id"]) == {"dongshui"}


def test_codes_are_known_by_name_where_a_program_changed_their_identifiers(made, tmp_path):
    """New identifiers, in braces and upper case, for every code: the codings still lead to the
    study's codes.
    """
    study, tables = made

    def rename(root):
        new = {}
        for number, element in enumerate(root.iter(f"{Q}Code")):
            new[element.get("guid")] = "{" + guid("other", str(number)).upper() + "}"
            element.set("guid", new[element.get("guid")])
        for ref in root.iter(f"{Q}CodeRef"):
            ref.set("targetGUID", new[ref.get("targetGUID")])

    plain = changed(to_qdpx(study, tables), lambda root: None, tmp_path / "e.qdpx")
    other = changed(to_qdpx(study, tables), rename, tmp_path / "f.qdpx")

    assert read_codings(other, study, tables).equals(read_codings(plain, study, tables))


def test_files_that_are_no_project_of_the_study_are_refused(made, tmp_path):
    """Each refusal names the file and what was found."""
    study, tables = made
    good = to_qdpx(study, tables)
    for content, message in (
        (b"PK", "no readable zip"),
        (zip_bytes({"a.txt": b"x"}), r"no project\.qde"),
        (zip_bytes({"project.qde": b"<Project"}), "no valid XML"),
        (zip_bytes({"project.qde": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "declares entities"),
        (zip_bytes({"project.qde": b"<Project/>"}), "begins with Project"),
    ):
        (tmp_path / "x.qdpx").write_bytes(content)
        with pytest.raises(PolicyCompareError, match=message):
            read_codings(tmp_path / "x.qdpx", study, tables)
    with pytest.raises(CodingError, match="the text of yangshan differs .* at character"):
        read_codings(
            changed(
                good,
                lambda r: None,
                tmp_path / "y.qdpx",
                texts=lambda d: d.replace("补助".encode(), b""),
            ),
            study,
            tables,
        )


def test_archives_that_lead_out_are_refused(tmp_path):
    """A path with .. or from the root is never unpacked."""
    for name in ("../x", "/etc/x", "a\\..\\b"):
        (tmp_path / "z.zip").write_bytes(zip_bytes({name: b""}))
        with pytest.raises(PolicyCompareError, match="leads out"):
            read_zip(tmp_path / "z.zip")


def test_memos_go_out_as_notes_of_their_authors(made):
    """On the clause, on the proof of the cell, else on the document; not into a blind project."""
    from dataclasses import replace

    import pandas as pd

    study, tables = made
    cells = tables["adoption"]
    proven = cells[cells["clause_ids"] != ""].iloc[0]
    bare = cells[(cells["clause_ids"] == "") & (cells["item_no"] != 0)].iloc[0]
    cell = dict.fromkeys(("clause_id", "when"), "") | {"who": "Li"}
    memos = pd.DataFrame([
        {**cell, "clause_id": "dongshui-01", "template": "", "item_no": "", "doc_id": "",
         "memo": "on a clause"},
        *({**cell, "template": row["template"], "item_no": str(row["item_no"]),
           "doc_id": row["doc_id"], "memo": "on a cell"} for row in (proven, bare)),
    ])  # fmt: skip
    noted = replace(study, memos=memos)
    content = to_qdpx(noted, tables)
    root = opened(content)
    notes = {note.get("guid"): note for note in root.iter(f"{Q}Note")}
    of_li = [key for key, note in notes.items() if note.get("creatingUser") == guid("user", "Li")]
    on_clause = [
        ref.get("targetGUID") for ref in clause(root, "dongshui-01").findall(f"{Q}NoteRef")
    ]

    models = pytest.importorskip("pyrefiqda.models", reason="pip install 'policy-compare[test]'")
    from qda_schema import faults

    assert faults(root, models.Project) == []
    assert len(of_li) == 3
    assert [notes[key].findtext(f"{Q}PlainTextContent") for key in on_clause] == ["on a clause"]
    place = clause(root, proven["clause_ids"].split(";")[0]).findall(f"{Q}NoteRef")
    source = [ref.get("targetGUID") for ref in root.findall(f".//{Q}TextSource/{Q}NoteRef")]
    assert len(place) >= 1 and len(source) == 1 and {*on_clause, *source} <= set(of_li)
    assert b"on a c" not in zipfile.ZipFile(BytesIO(to_qdpx(noted, tables, blind=True))).read(
        "project.qde"
    )
