"""PDF: printed lines become paragraphs again, and a scan is not a text."""

from __future__ import annotations

import pytest

from compare.errors import ReadingError
from compare.reading import read_bytes
from make_files import pdf, typeset

PARAGRAPHS = [
    "一、加强基础设施建设",
    "（一）建设网络。到2023年建成基站1000个，对新建基站给予补贴，持续完善农村地区网络覆盖水平并推动共建共享。（责任单位：市工业和信息化局、市财政局、市自然资源和规划局）",
    "（二）建设中心。支持企业建设数据中心，按投资额的10%给予补助，单个项目最高不超过100万元，资金由市县两级按照比例分担。（牵头单位：市发展改革委）",
]


def test_wrapped_lines_become_paragraphs_across_pages():
    """Lines that ran to the margin are joined, also over a page break; page numbers go."""
    reading = read_bytes(pdf(typeset(PARAGRAPHS * 6)), "a.pdf")

    assert reading.text.splitlines() == PARAGRAPHS * 6
    assert reading.notes[0] == "3 page numbers and running heads left out"


def test_false_bold_is_taken_once():
    """A heading drawn twice, a fraction of a point apart, is one heading."""
    pages = typeset(PARAGRAPHS)
    x, y, size, text = pages[0][0]
    pages[0].insert(1, (x + 0.4, y, size, text))

    assert read_bytes(pdf(pages), "a.pdf").text.splitlines() == PARAGRAPHS


def test_running_head_goes():
    """A line that tops most pages is not text."""
    pages = [[(200, 800, 10, "样例市人民政府公报"), *page] for page in typeset(PARAGRAPHS * 14)]

    assert len(pages) >= 3
    assert "公报" not in read_bytes(pdf(pages), "a.pdf").text


def test_scan_is_refused_with_a_hint():
    """Pages without text ask for OCR."""
    with pytest.raises(ReadingError, match=r"^scan\.pdf is a scan: 3 pages .* OCR"):
        read_bytes(pdf([[], [], [(280, 50, 14, "— 3 —")]]), "scan.pdf")


def test_page_without_text_is_told():
    """One image among pages of text is a note, not a refusal."""
    notes = read_bytes(pdf([*typeset(PARAGRAPHS), []]), "a.pdf").notes

    assert "no text on page 2: an image? Check that nothing of the document is lost" in notes


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4 garbage \x00\x01" * 10, pdf(typeset(PARAGRAPHS))[:700]])
def test_damaged_file_is_one_error(data):
    """A broken PDF is refused in one sentence."""
    with pytest.raises(ReadingError, match=r"^a\.pdf "):
        read_bytes(data, "a.pdf")
