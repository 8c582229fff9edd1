"""Labels, headings, clauses and the parse report, on small texts worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.errors import SegmentationError
from compare.structure import parse_text
from compare.text.numerals import number_of
from conftest import MINI


def bodies(text: str) -> list[str]:
    return list(parse_text("t", text).clauses["text"])


def test_mini_text_gives_four_clauses_with_heading_kind_and_section():
    """Every numbered item is a clause; its role follows from section and heading."""
    clauses = parse_text("mini", MINI).clauses

    assert list(clauses["clause_id"]) == ["mini-01", "mini-02", "mini-03", "mini-04"]
    assert list(clauses["path"]) == ["一/（一）", "二/（二）", "二/（三）", "三/（四）"]
    assert list(clauses["heading"]) == ["指导思想", "简化登记", "减免租金", "加强组织领导"]
    assert list(clauses["kind"]) == ["preamble", "measure", "measure", "implementation"]
    assert list(clauses["section_no"]) == [1, 2, 2, 3]
    assert clauses["text"][1] == "开店登记不超过2个工作日。推行网上办理。"


def test_offsets_cut_the_body_out_of_the_file():
    """begin and end stand where the body stands in the file as received; the bracket at its end is
    outside.
    """
    clauses = parse_text("mini", MINI).clauses

    assert [MINI[row.begin : row.end] for row in clauses.itertuples()] == list(clauses["text"])


def test_header_is_read_from_the_text():
    """Title, number, issuer, date and what is implemented stand in the text itself."""
    header = parse_text("mini", MINI).header

    assert header.title == "样例市人民政府关于支持小店开业的实施意见"
    assert (header.doc_number, header.issuer, header.issue_date) == (
        "样政发〔2021〕7号",
        "样例市人民政府",
        "2021-03-05",
    )
    assert header.implements == ("国发〔2020〕9号", "东政发〔2020〕12号")


def test_signature_is_the_tail():
    """Signature and date belong to no clause."""
    parts = parse_text("mini", MINI).parts
    tail = parts[parts["part"] == "tail"].iloc[0]

    assert MINI[tail["begin"] : tail["end"]].split() == ["样例市人民政府", "2021年3月5日"]


@given(st.text(alphabet="一二三、（）()12.．①第条章 \n。；：市财政局负责对创新-—", max_size=120))
def test_every_character_belongs_to_exactly_one_part(text):
    """Whatever the text, the parts tile the file, or the text is refused with its beginning."""
    try:
        parsed = parse_text("x", text)
    except SegmentationError as error:
        assert str(error).startswith("x: no clause")
        return

    edges = list(parsed.parts[["begin", "end"]].itertuples(index=False, name=None))
    assert edges[0][0] == 0
    assert edges[-1][1] == len(text)
    assert [a[1] for a in edges[:-1]] == [b[0] for b in edges[1:]]
    for clause_id, passage in parsed.passages.items():
        assert len(passage.text) == len(passage.raw) == len(passage.at), clause_id
        assert [text[i] for i in passage.at if not text[i].isspace()] == [
            c for c in passage.raw if not c.isspace()
        ]


@pytest.mark.parametrize("text", ["", "样例市人民政府\n", "本通知自印发之日起施行。"])
def test_text_without_labels_is_refused(text):
    """No clause is an error that shows how the text begins, never an empty table."""
    with pytest.raises(SegmentationError, match=r"^x: no clause label"):
        parse_text("x", text)


def test_hard_wrapped_lines_and_page_marks_are_joined():
    """Wraps and page marks inside a sentence, or inside a bracket, leave no trace in the text."""
    lines = [
        "一、放宽准入", "（一）简化登记。开店登记全部在网上办理，登记机关收到材料以",
        "后应当当场办结，群众不需要", "- 2 -",
        "再次到场。开店后三年之内由属地街道负责上门服务小店（市市", "场监管局负责）",
        "（二）减免租金。对租用国有房屋的小店减免租金，减免的数额由",
        "财政部门核定以后一次性拨付给出租房屋的单位。（市财政局负", "责）",
    ]  # fmt: skip
    clauses = parse_text("w", "\n\n".join(lines)).clauses

    assert clauses["text"][0] == (
        "开店登记全部在网上办理，登记机关收到材料以后应当当场办结，"
        "群众不需要再次到场。开店后三年之内由属地街道负责上门服务小店"
    )
    assert clauses["text"][1].endswith("出租房屋的单位。")


def test_paragraphs_with_brackets_of_their_own_are_clauses():
    """Where items hold several attributed paragraphs, every paragraph of such items is a clause."""
    text = (
        "一、政策\n1. 支持开店。给予补助。（市财政局牵头）\n给予贷款。"
        "（市金融办牵头）\n2. 支持转型。给予指导。\n另给奖励。\n"
    )
    clauses = parse_text("p", text).clauses

    assert list(clauses["path"]) == ["一/1#1", "一/1#2", "一/2#1", "一/2#2"]
    assert list(clauses["heading"]) == ["支持开店", "支持开店", "支持转型", "支持转型"]
    assert list(clauses["text"]) == ["给予补助。", "给予贷款。", "给予指导。", "另给奖励。"]


def test_a_bracket_in_the_middle_is_within_the_body_but_not_in_its_text():
    """An attribution after the first of two sentences belongs to the same clause."""
    text = "（一）支持开店。给予补助。（市财政局牵头）给予贷款。（市金融办牵头）"
    parsed = parse_text("m", text)

    assert parsed.clauses["text"][0] == "给予补助。给予贷款。"
    assert (
        text[parsed.clauses["begin"][0] : parsed.clauses["end"][0]]
        == "给予补助。（市财政局牵头）给予贷款。"
    )
    assert [a.passage.text for a in parsed.attributions] == ["（市财政局牵头）", "（市金融办牵头）"]


def test_lost_heading_is_reported():
    """A numbering that starts again without a heading above is kept and reported."""
    parsed = parse_text("r", "（一）甲事。做好甲。\n（二）乙事。做好乙。\n（一）丙事。做好丙。\n")

    assert list(parsed.clauses["heading"]) == ["甲事", "乙事", "丙事"]
    assert "starts again" in parsed.repairs["found"].iloc[0]


def test_heading_on_a_line_of_its_own_and_a_stop_on_the_next():
    """The stop after a heading belongs to the heading even where it stands on the next line."""
    clauses = parse_text(
        "h", "（一）加强组织领导\n。各单位要重视。\n（二）加强协同\n互相配合。\n"
    ).clauses

    assert list(clauses["heading"]) == ["加强组织领导", "加强协同"]
    assert list(clauses["text"]) == ["各单位要重视。", "互相配合。"]


def test_a_first_sentence_that_states_something_is_no_heading():
    """本政策… and long sentences are the body of an item without a heading."""
    clauses = parse_text(
        "s", "1. 本政策由市财政局解释。其他从其规定。\n2. 支持开店。给予补助。\n"
    ).clauses

    assert list(clauses["heading"]) == ["", "支持开店"]


def test_text_without_line_breaks_is_split_at_its_labels():
    """A document on one line is split where a label continues the numbering."""
    text = (
        "样例市人民政府关于小店的意见样政发〔2021〕8号各县人民政府：一、"
        "指导思想坚持服务小店。二、重点任务（一）放宽准入。网上登记。"
        "（市市场监管局）（二）减免租金。给予补助。"
        "（市财政局）样例市人民政府2021年3月5日"
    )
    parsed = parse_text("one", text)

    assert list(parsed.clauses["heading"]) == ["指导思想", "放宽准入", "减免租金"]
    assert parsed.clauses["text"][2] == "给予补助。"
    assert parsed.header.issue_date == "2021-03-05"


def test_enumeration_of_one_sentence_is_not_split():
    """（1）…；（2）… that finish a sentence belong to the item that opens it."""
    assert bodies(
        "（一）支持开店。补助包括：\n（1）租金；\n（2）水电；\n（3）宽带。"
        "\n（二）支持转型。给予指导。"
    ) == ["补助包括：（1）租金；（2）水电；（3）宽带。", "给予指导。"]


def test_articles_of_a_regulation_keep_their_items():
    """第X条 is the clause of a regulation; its （一）（二） are parts of it."""
    clauses = parse_text(
        "a",
        (
            "第一章 总则\n第一条 为了支持小店，制定本办法。\n第二条 小店应当符合下列条件："
            "\n（一）有店面；\n（二）有招牌。\n"
        ),
    ).clauses

    assert list(clauses["label"]) == ["第一条", "第二条"]
    assert clauses["section"].unique().tolist() == ["总则"]


def test_table_of_contents_is_furniture():
    """Headings that are listed first and printed again later are read once."""
    contents = "目 录\n一、基础\n（一）意义\n（二）现状\n二、任务\n"
    body = "一、基础\n（一）意义\n意义很大。\n（二）现状\n现状很好。\n二、任务\n任务很多。\n"

    assert bodies(contents + body) == ["意义很大。", "现状很好。", "任务很多。"]


@pytest.mark.parametrize(
    "contents",
    [
        "## 第一章 总 则\n\n## 第二章 小 店\n\n## 第三章 责任\n\n## 第四章 附则\n\n",
        "第一章 总则 第二章 小店 第三章 责任 第四章 附则\n",
    ],
    ids=["marked", "in one line"],
)
def test_chapters_listed_before_the_text_are_no_clauses(contents: str):
    """Marked as Markdown headings, or all in one line."""
    chapters = [
        "第一章 总则\n第一条 为了小店，制定本条例。",
        "第二章 小店\n第二条 小店应当登记。",
        "第三章 责任\n第三条 小店不登记的，责令改正。",
        "第四章 附则\n第四条 本条例自2021年1月1日起施行。",
    ]
    body = "\n".join(f"## {chapter}" if "##" in contents else chapter for chapter in chapters)
    parsed = parse_text("t", f"东山省小店条例\n{contents}{body}")

    assert list(parsed.clauses["label"]) == ["第一条", "第二条", "第三条", "第四条"]


def test_list_of_attachments_is_no_clause():
    """Numbers below 附件： label attachments."""
    assert bodies("（一）甲事。做好甲。\n（二）乙事。做好乙。\n附件：\n1. 名单\n2. 表格\n") == [
        "做好甲。",
        "做好乙。",
    ]


def test_reference_at_the_start_of_a_wrapped_line_is_no_label():
    """（三） that continues no numbering is part of a sentence, and the report says so."""
    parsed = parse_text("ref", "（一）甲事。按照前款第\n（五）项做好甲。\n（二）乙事。做好乙。\n")

    assert list(parsed.clauses["label"]) == ["（一）", "（二）"]
    assert "names another item" in parsed.repairs["found"].iloc[0]
    assert parsed.quality.ignored_labels == 1


@pytest.mark.parametrize(
    ("han", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("12", 12),
        ("③", 3),
        ("甲", 0),
    ],
)
def test_numbers_of_labels(han, value):
    """Chinese numerals, digits and circled numbers have their usual value; anything else none."""
    assert number_of(han) == value


def test_annex_that_is_a_document_is_read_on_and_a_table_is_not():
    """Of two annexes the detailed rules give clauses, the table of tasks does not."""
    body = "（一）甲事。做好甲。\n（二）乙事。做好乙。\n样例市人民政府\n2021年3月5日\n"
    rules = (
        "附件1\n样例市小店补助实施细则\n一、对象。新开的小店。\n二、标准。"
        "每店5000元。\n三、程序。网上申请。\n"
    )
    table = "附件2\n任务分工表\n一、甲事 市财政局\n二、乙事 市商务局\n三、丙事 市科技局\n"
    parsed = parse_text("x", body + rules + table)

    assert list(parsed.clauses["heading"]) == ["甲事", "乙事", "对象", "标准", "程序"]
    assert parsed.parts.iloc[-1]["part"] == "tail"


def test_marks_set_by_hand_are_taken_at_their_word():
    """Where a text holds @@ marks, sections, clauses and the end are where they say, and nothing
    else counts.
    """
    text = (
        "样例市小店办法\n@@section\n放宽准入\n@@clause\n开店手续：当天办结。"
        "（市市场监管局负责）\n@@clause 第二 租金减半。\n1. 这不是条款。"
        "\n@@end\n样例市人民政府\n"
    )
    parsed = parse_text("m", text)

    assert list(parsed.clauses["text"]) == ["当天办结。", "1.这不是条款。"]
    assert list(parsed.clauses["section"]) == ["放宽准入", "放宽准入"]
    assert list(parsed.clauses["heading"]) == ["开店手续", "第二租金减半"]
    assert [a.passage.text for a in parsed.attributions] == ["（市市场监管局负责）"]
    assert parsed.parts["part"].iloc[-1] == "tail"
    assert (parsed.repairs["repair"] == "mark set by hand").sum() == 4


def test_labels_in_the_middle_of_wrapped_lines():
    """A page print without paragraphs is split where sentences end and the numbering goes on."""
    text = (
        "现提出以下意见：一、基础（一）意义。开店\n意义很大，各地都要重\n视。"
        "（二）现状。小店\n很多，办得也好。（三）\n任务。做好服务，多开\n小店，"
        "少收租金。二、保\n障（一）领导。加强领\n导，不出差错，抓好落\n实。"
    )
    parsed = parse_text("u", text)

    assert list(parsed.clauses["heading"]) == ["意义", "现状", "任务", "领导"]
