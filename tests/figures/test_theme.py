"""The look of the figures: type that is always there, codes told apart without colour, two
languages.
"""

from __future__ import annotations

import re
from itertools import combinations

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure

from compare import schema
from compare.figures import save, theme
from compare.words import names
from compare.words.strings import LANGUAGES, strings
from figure_checks import (
    check_figure,
    check_grey,
    check_language,
    check_line_breaks,
    check_no_overlap,
    drawn_texts,
)


def chart(lang: str, width: str) -> Figure:
    ax = theme.new_axes(width, 70)
    with theme.use(width):
        for row, (code, mark) in enumerate(theme.LEVELS.items()):
            ax.barh(row, row + 1, color=mark.color, hatch=mark.hatch, label=theme.label(code, lang))
        ax.set_yticks(range(len(theme.LEVELS)), [theme.label(code, lang) for code in theme.LEVELS])
        ax.set_xlabel(theme.label("items", lang))
    return ax.figure


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plain_chart_passes_every_check(lang, width):
    """Both languages draw without a missing glyph, overlap, cut label or stray word at each
    width.
    """
    check_figure(chart(lang, width), lang)


def test_settings_do_not_leak():
    """The theme holds inside the block only; a scholar's own settings come back."""
    before = mpl.rcParams["font.size"], list(mpl.rcParams["font.family"])
    with theme.use("slide"):
        assert mpl.rcParams["font.size"] == 12
        assert mpl.rcParams["font.family"][0].startswith("Noto Sans")

    assert (mpl.rcParams["font.size"], list(mpl.rcParams["font.family"])) == before


def test_text_made_when_drawing_takes_the_theme():
    """A figure drawn outside the block, as notebooks do, still sets late tick labels in the
    packaged type.
    """
    texts = drawn_texts(chart("zh", "89mm"))

    assert {text.get_fontfamily()[0] for text, _ in texts} == {"Noto Sans SC"}


@pytest.mark.parametrize(
    "width, inches", [("89mm", 89 / 25.4), ("183mm", 183 / 25.4), ("slide", 10.0)]
)
def test_widths_are_exact(width, inches):
    """A figure is as wide as a journal's column, or a 16:9 slide."""
    figure = theme.new_figure(width)

    assert figure.get_figwidth() == pytest.approx(inches)
    assert theme.width_of(figure.subplots()) == width
    if width == "slide":
        assert figure.get_figheight() == pytest.approx(10 * 9 / 16)


def test_notebooks_print_the_plain_class_name():
    """What nbval compares reads ``<Figure size …>``, whatever the class."""
    assert re.fullmatch(r"<Figure size \S+ with 1 Axes>", repr(theme.new_axes().figure))


def test_unknown_width_language_and_label_are_refused():
    """The message says what was asked for and what there is."""
    with pytest.raises(ValueError, match="'90mm' is not one of 89mm, 183mm, slide"):
        theme.new_axes("90mm")
    with pytest.raises(ValueError, match="'de' is not one of zh, en"):
        theme.label("lead", "de")
    with pytest.raises(KeyError, match="no string 'code.colour'"):
        theme.label("colour", "en")


def test_both_gives_a_column_a_language():
    """A row of a figure's data holds each label in every language."""
    assert theme.both("label", "code.lead") == {"label_zh": "牵头", "label_en": "Lead"}


def test_every_code_of_the_tables_has_a_label_in_both_languages():
    """No figure can show a bare code; Chinese labels hold no English, and the other way round."""
    codes = {
        *schema.KINDS,
        *schema.LEVELS,
        *schema.ROLES,
        *schema.INSTRUMENTS,
        *schema.ADOPTION,
        *schema.ORIGINS,
        *schema.EVIDENCE,
    }

    for lang in LANGUAGES:
        words = {key: text for key, text in strings(lang).items() if key.startswith("code.")}
        assert sorted({f"code.{code}" for code in codes} - set(words)) == []
        check_language(list(words.values()), lang)


def grey(color: str) -> float:
    red, green, blue = mpl.colors.to_rgb(color)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize(
    "marks",
    [theme.LEVELS, theme.ORIGINS, theme.ROLES, theme.INSTRUMENTS, theme.ADMIN_LEVELS, theme.KINDS],
)
def test_codes_differ_without_colour(marks):
    """In black-and-white print any two codes differ in lightness or in hatch, and always in
    marker.
    """
    for first, second in combinations(marks.values(), 2):
        assert abs(grey(first.color) - grey(second.color)) > 0.12 or first.hatch != second.hatch
        assert first.marker != second.marker


@pytest.mark.parametrize(
    "mark",
    [
        *theme.LEVELS.values(), *theme.ORIGINS.values(), *theme.ROLES.values(),
        *theme.INSTRUMENTS.values(), *theme.ADMIN_LEVELS.values(), *theme.KINDS.values(),
        *theme.SERIES,
    ],
)  # fmt: skip
def test_a_hatch_is_seen_on_its_colour(mark):
    """Lines of a hatch are lighter or darker than what they are drawn on, in print without colour
    too.
    """
    assert not mark.hatch or abs(grey(mark.line) - grey(mark.color)) >= 0.2


def test_adoption_darkens_with_the_evidence():
    """Absent is paper, verbatim is darkest: the order can be read from lightness alone."""
    shades = [
        grey(theme.LEVELS[code].color) for code in ("absent", "adapted", "taken_over", "verbatim")
    ]

    assert shades == sorted(shades, reverse=True)


def test_ink_contrasts():
    """White type on dark, black on light."""
    assert (theme.ink("#12355B"), theme.ink("#FFFFFF"), theme.LEVELS["verbatim"].ink) == (
        "white",
        "black",
        "white",
    )


@pytest.mark.parametrize(
    "region, short",
    [
        ("大理白族自治州", "大理州"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("海西蒙古族藏族自治州", "海西州"),
        ("龙胜各族自治县", "龙胜县"),
        ("兰州市", "兰州"),
        ("云南省", "云南"),
        ("沙市", "沙市"),
        ("香港特别行政区", "香港"),
        ("", ""),
    ],
)
def test_short_region(region, short):
    """Places are named as a map names them."""
    assert names.short_region(region) == short


@pytest.mark.parametrize(
    ("title", "number", "chinese"),
    [
        ("中华人民共和国夜市法", "", "夜市法"),
        ("优化夜市条例", "国务院令第1号", "优化夜市条例"),
        ("国务院关于推动夜市与摊贩经济高质量发展的指导意见", "国发〔2031〕2号", "国发〔2031〕2号"),
        ("国务院关于推动夜市与摊贩经济高质量发展的指导意见", "", "全国"),
    ],
)
def test_a_national_document_is_called_by_title_or_number(title, number, chinese):
    """全国 names no law: a short title does, else the number; a city is called by its place."""
    nation = {
        "doc_id": "a", "region": "全国", "level": "national", "title": title, "doc_number": number,
    }  # fmt: skip

    assert theme.place(nation, "zh") == chinese
    assert theme.place(nation, "en") == "National"
    assert theme.place({**nation, "level": "city", "region": "曲靖市"}, "zh") == "曲靖"


def test_places_of_one_city_are_told_apart():
    """Documents of one place carry their year, those of one year a number; in English the given
    name, else the doc_id.
    """
    documents = pd.DataFrame(
        [
            {
                "doc_id": "a-2019",
                "region": "兰州市",
                "issue_date": "2019-03-01",
                "region_en": "Lanzhou",
            },
            {"doc_id": "a-2021", "region": "兰州市", "issue_date": "2021", "region_en": "Lanzhou"},
            {
                "doc_id": "b-2021",
                "region": "兰州市",
                "issue_date": "2021-05",
                "region_en": "Lanzhou",
            },
            {"doc_id": "bei-hai", "region": "", "issue_date": "", "region_en": float("nan")},
        ]
    )

    assert list(names.places(documents, "zh").values()) == [
        "兰州 2019",
        "兰州 2021 (1)",
        "兰州 2021 (2)",
        "bei-hai",
    ]
    assert list(names.places(documents, "en").values()) == [
        "Lanzhou 2019",
        "Lanzhou 2021 (1)",
        "Lanzhou 2021 (2)",
        "Bei Hai",
    ]


@pytest.mark.parametrize(
    "doc_id, region, number, chinese, english",
    [
        ("de-14-1680441", "邢台市", "邢政发〔2020〕3号", "邢台", "Xingtai"),
        ("de-14-1680442", "大理白族自治州", "", "大理州", "Dali"),
        ("de-14-1680443", "平乐县", "平政发〔2020〕3号", "平乐县", "No. 3 of 2020"),
        ("mine", "宿州市", "", "宿州", "Suzhou (Anhui)"),
        ("t20190412", "", "云政发〔2020〕6号", "云政发〔2020〕6号", "Yunzhengfa [2020] No. 6"),
        ("0007", "", "", "0007", "0007"),
        ("bei-hai-2021", "", "北政发〔2021〕6号", "bei-hai-2021", "Bei Hai 2021"),
    ],
)
def test_stand_in_for_a_name_that_says_nothing(doc_id, region, number, chinese, english):
    """A running number gives way to the document number; a name with its year stays."""
    row = {"doc_id": doc_id, "region": region, "doc_number": number}

    assert (names.place(row, "zh"), names.place(row, "en")) == (chinese, english)


@pytest.mark.parametrize(
    "number, english",
    [
        ("国发〔2018〕32号", "Guofa [2018] No. 32"),
        ("云政办发〔2020〕6号", "Yunzhengbanfa [2020] No. 6"),
        ("龘政发〔2020〕6号", "No. 6 of 2020"),
        ("my-template", "my-template"),
    ],
)
def test_document_numbers_in_english(number, english):
    """Official numbers are spelled in pinyin; Chinese keeps them as they are."""
    assert names.number_label(number, "en") == english
    assert names.number_label(number, "zh") == number


@pytest.mark.parametrize("fmt, head", [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_files_are_byte_identical_and_bear_no_date(fmt, head):
    """Two figures made alike give the same bytes, without date or version."""
    first, second = (save.render(chart("zh", "89mm"), fmt) for _ in range(2))

    assert first == second
    assert first.startswith(head)
    assert not re.search(rb"CreationDate|dc:date|Matplotlib v|Software", first)


@pytest.mark.parametrize(
    "fmt, stored", [("png", "有多少条款".encode()), ("svg", "<title>有多少条款</title>".encode())]
)
def test_title_travels_in_the_file(fmt, stored):
    """A screen reader finds the question that the figure answers."""
    assert stored in save.render(chart("zh", "89mm"), fmt, title="有多少条款")


def test_many_rows_get_smaller_labels():
    """Labels are small as long as they fit, and never smaller than can be read: what has no room
    is left out.
    """
    assert theme.row_size(5, 100, "183mm") == pytest.approx(8 * 5 / 6)
    assert theme.row_size(24, 100, "slide") == pytest.approx(0.8 * 100 / 24 * 72 / 25.4)
    assert theme.row_size(500, 100, "slide") == theme.LEAST_POINTS["slide"]


@pytest.mark.parametrize("width", theme.WIDTHS)
def test_room_for_rows(width):
    """Few rows have all their room; of a thousand so many as can be read within the height."""
    assert theme.room_for(5, width, head_mm=30, row_mm=4) == 5
    most = theme.room_for(1000, width, head_mm=30, row_mm=4)
    height = theme.SLIDE_HEIGHT_MM if width == "slide" else theme.MAX_HEIGHT_MM
    assert theme.row_size(most, height - 30, width) == pytest.approx(
        theme.LEAST_POINTS[width], rel=0.03
    )


def test_no_figure_is_taller_than_a_page_leaves():
    """However much is asked for."""
    assert theme.new_figure("89mm", 900).get_figheight() == pytest.approx(200 / 25.4)


def test_a_notebook_shows_axes():
    """A cell that ends in Axes shows the figure, the same bytes each time."""
    first, second = (chart("zh", "89mm").axes[0]._repr_png_() for _ in range(2))

    assert first.startswith(b"\x89PNG") and first == second


def test_legend_stands_above_its_own_axes_among_others():
    """In a figure of one's own with two Axes each keeps its legend."""
    figure = Figure()
    left, right = figure.subplots(1, 2)
    for ax in (left, right):
        ax.plot([0, 1], label="x")
        theme.legend(ax, loc="outside upper center")

    assert left.get_legend() is not None and right.get_legend() is not None
    assert figure.legends == []


def test_legend_told_by_colour_alone_is_noticed():
    """Two lines of one lightness, marker and dash fail; another marker passes."""
    figure = theme.new_figure("89mm", 40)
    ax = figure.subplots()
    for color in ("#0072B2", "#0073B1"):
        ax.plot([0, 1], color=color, marker="o", label=color)
    figure.legend()
    with pytest.raises(AssertionError, match="told apart by colour alone"):
        check_grey(figure)
    ax.lines[1].set_marker("s")
    figure.legends.clear()
    figure.legend()
    check_grey(figure)


def test_a_hatch_that_is_not_seen_is_noticed():
    """Two dark bars whose hatches are as dark as they are fail; with white lines they pass."""
    figure = theme.new_figure("89mm", 40)
    ax = figure.subplots()
    for row, hatch in enumerate(("...", "xx")):
        ax.barh([row], [1], color="#555555", hatch=hatch, edgecolor="#444444", label=f"n{row}")
    figure.legend()
    with pytest.raises(AssertionError, match="told apart by colour alone"):
        check_grey(figure)
    for bar in ax.patches:
        bar.set_edgecolor("white")
    figure.legends.clear()
    figure.legend()
    check_grey(figure)


def test_a_bar_unlike_its_legend_is_noticed():
    """A bar whose hatch no entry of the legend has cannot be read without colour."""
    figure = theme.new_figure("89mm", 40)
    ax = figure.subplots()
    ax.barh([0], [1], color="#0072B2", hatch="//", edgecolor="white", label="a")
    figure.legend()
    check_grey(figure)
    ax.patches[0].set_hatch("xx")
    with pytest.raises(AssertionError, match="no legend shows"):
        check_grey(figure)


def test_marks_told_by_colour_alone_are_noticed():
    """Two colours of one lightness with one marker fail without any legend."""
    figure = theme.new_figure("89mm", 40)
    ax = figure.subplots()
    for color in ("#0072B2", "#0073B1"):
        ax.plot([0, 1], color=color, marker="o")
    with pytest.raises(AssertionError, match="marks drawn"):
        check_grey(figure)
    ax.lines[1].set_marker("s")
    check_grey(figure)


@pytest.mark.parametrize("text", ["甲\n，乙", "甲（\n乙", "甲“\n乙”", "甲\n」乙"])
def test_line_breaks_are_noticed(text):
    """A line that begins with a closing mark or ends with an opening one fails."""
    with pytest.raises(AssertionError, match="lines broken"):
        check_line_breaks([text])


def test_svg_outlines_its_type():
    """An SVG needs no font of the reader's."""
    assert b"<text" not in save.render(chart("zh", "89mm"), "svg")


def test_pdf_outlines_its_type():
    """A PDF holds no font: none that a publisher refuses, none that a reader lacks."""
    pdf = save.render(chart("zh", "89mm"), "pdf")

    assert b"/Type3" not in pdf and b"/FontFile" not in pdf and b"/FontDescriptor" not in pdf
    assert b"/MediaBox [ 0 0 252.28" in pdf  # 89 mm in points


def test_pdf_leaves_the_figure_as_it_was():
    """A figure that was saved as PDF is drawn as before."""
    figure = chart("zh", "89mm")
    before = save.render(figure, "png")
    save.render(figure, "pdf")

    assert save.render(figure, "png") == before


def test_unknown_format_is_refused():
    """The message lists the formats."""
    with pytest.raises(ValueError, match="'gif' is not one of png, svg, pdf"):
        save.render(theme.new_figure(), "gif")


def test_overlap_is_noticed():
    """The check itself fails on two words in one place, and not on two lines under each other."""
    figure = theme.new_figure("89mm", 40)
    figure.text(0.5, 0.5, "重叠文字")
    figure.text(0.5, 0.3, "下一行")
    check_no_overlap(drawn_texts(figure))
    figure.text(0.52, 0.5, "重叠文字")

    with pytest.raises(AssertionError, match="1 pairs of texts overlap"):
        check_no_overlap(drawn_texts(figure))


def test_columns_of_a_legend_become_rows_where_they_do_not_fit():
    """Four long names beside each other would run out of 89 mm; short ones stay in one row."""
    widths = {}
    for words in ("甲", "一个相当长的图例名称说明"):
        ax = theme.new_axes("89mm", 40)
        with theme.use("89mm"):
            for k in range(4):
                ax.plot([0, 1], [k, k], label=f"{words}{k}")
            theme.legend(ax, *ax.get_legend_handles_labels(), loc="outside upper center", ncols=4)
        figure = theme.figure_of(ax)
        figure.draw_without_rendering()
        [drawn] = figure.legends
        widths[words] = drawn._ncols
        assert drawn.get_window_extent().width <= figure.bbox.width
        assert len(drawn.get_texts()) == 4

    assert widths["甲"] == 4
    assert 1 <= widths["一个相当长的图例名称说明"] < 4
