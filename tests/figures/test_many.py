"""Many documents in a figure: one rule says when they are summed up, and what is then told."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.figures import groups, many, theme
from figure_checks import check_figure

NAMES = {"zh": "城{}", "en": "Town {}"}


def places(values, lang: str) -> pd.Series:
    return pd.Series(values, index=[NAMES[lang].format(k) for k in range(len(values))], dtype=float)


@pytest.mark.parametrize(
    ("documents", "room", "summed"),
    [(5, 2, False), (6, 1, False), (7, 6, True), (7, 7, False), (30, 60, False), (31, 60, True)],
)
def test_documents_are_summed_up_by_one_rule(documents, room, summed):
    """Where not all have room, and above thirty anyway; six and fewer never."""
    assert many.summed_up(documents, room) is summed


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_distribution_is_fit_to_print(lang, width):
    """Rows under headings, ends by name, the number of documents below: nothing cut or covered."""
    label = {"zh": "占比", "en": "Share of something"}[lang]
    rows = [
        many.Row(label, places([k / 50 for k in range(40)], lang), head=label),
        many.Row(label, places([0.2] * 40, lang), many.CONTROL),
        many.Row(label, places([-0.3, 0.4], lang), head=label, form=many.signed),
    ]

    ax = many.plot_spread(rows, lang=lang, width=width, words=label, total=40)

    figure = theme.figure_of(ax)
    check_figure(figure, lang)
    assert "40" in figure.get_supxlabel()
    assert figure.get_figheight() / theme.MM <= theme.MAX_HEIGHT_MM
    drawn = [text.get_text() for text in ax.texts]
    assert any(text.startswith("78%  " + NAMES[lang].format(39)) for text in drawn)


def test_ends_are_named_and_ties_counted():
    """The median, and who is lowest and highest; of several that share an end their number."""
    row = many.Row("x", places([0.0, 0.0, 0.0, 0.5, 1.0], "en"))

    assert many.ends(row, many.percent, "en") == ("0%", "0%  (3 documents)", "100%  Town 4")
    two = many.Row("x", places([0.1, 0.1, 0.9], "en"))
    assert many.ends(two, many.percent, "en")[1] == "10%  Town 0, Town 1"


def test_rows_without_room_are_told():
    """A hundred codes are more than a page holds: the figure says how many it draws."""
    rows = [many.Row(f"{k}", places([0.1, 0.2], "en")) for k in range(100)]

    figure = theme.figure_of(many.plot_spread(rows, lang="en", words="", total=50))

    said = figure.get_supxlabel()
    drawn = len(figure.axes[0].get_yticks())
    assert 20 < drawn < 100
    assert f"{drawn} of 100 rows drawn" in said
    assert figure.get_figheight() / theme.MM <= theme.MAX_HEIGHT_MM + 0.01


def test_thousands_of_values_are_no_blot():
    """Above some number of values there are no dots, and the words below do not speak of any."""
    few = many.plot_spread([many.Row("x", places([0.1, 0.3], "en"))], lang="en", words="", total=2)
    lots = [k / 9000 for k in range(many.DOTS + 1)]
    more = many.plot_spread([many.Row("x", places(lots, "en"))], lang="en", words="", total=2)

    assert len(few.collections) == len(more.collections) + 1
    assert "a dot is" in theme.figure_of(few).get_supxlabel()
    assert "a dot is" not in theme.figure_of(more).get_supxlabel()


def test_nothing_known_is_drawn_as_nothing():
    """Codes of which no document has a value leave an empty picture, not an error."""
    ax = many.plot_spread([many.Row("x", places([], "en"))], lang="en", words="", total=40)

    assert "40 documents" in theme.figure_of(ax).get_supxlabel()


def test_sentences_name_twelve():
    """Of more names a sentence gives the first twelve and how many there are besides."""
    parts = [f"p{k}" for k in range(20)]

    assert many.some(parts[:12], "en").count("p") == 12
    assert many.some(parts, "en").endswith("p11, and 8 more documents")


def test_alternative_text_gives_median_and_ends():
    """What the picture shows, in a sentence whose length does not grow with the documents."""
    row = many.Row("Share", places([k / 400 for k in range(300)], "en"))

    said = many.spread_alt([row] * 40, "en", 300)

    assert "300 documents" in said
    assert "Share: median 37%, lowest 0%  Town 0, highest 75%  Town 299" in said
    assert len(said) < 900


values = st.lists(
    st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 3)), min_size=1, max_size=60
)


@given(values)
def test_ends_hold_every_value(numbers):
    """No document lies outside what is told, and the named one is there."""
    row = many.Row("x", places(numbers, "en"))

    middle, low, high = many.ends(row, "{:.3f}".format, "en", columns=400)

    assert float(low.split()[0]) <= float(middle) <= float(high.split()[0])
    assert float(low.split()[0]) == pytest.approx(min(numbers))
    assert float(high.split()[0]) == pytest.approx(max(numbers))


def heads(provinces: list[str]) -> pd.DataFrame:
    ids = [f"d{k}" for k in range(len(provinces))]
    return pd.DataFrame({"doc_id": ids, "province_zh": provinces, "province_en": provinces})


def test_provinces_are_columns_and_none_is_lost():
    """Largest first; what has no room or no province stands together; controls last."""
    told = heads(["甲"] * 5 + ["乙"] * 9 + [f"省{k}" for k in range(30)] + ["", "甲"])

    found = groups.groups_of(told, "zh", "183mm", controls=["d45"])

    assert [group.label for group in found[:3]] == ["全部", "乙", "甲"]
    assert [group.label for group in found[-3:]] == ["其余省份", "省份不详", "对照"]
    assert len(found) <= groups.MOST["183mm"] + 1
    every, *parts, controls = (group.documents for group in found)
    assert sum(map(len, parts)) == len(every) == 45
    assert controls == {"d45"}


def test_one_province_makes_no_columns():
    """A study of one province, or of none, has nothing to set side by side."""
    assert groups.groups_of(heads(["甲"] * 9), "zh", "183mm") == []
    assert groups.groups_of(heads([""] * 9), "zh", "183mm") == []


@pytest.mark.parametrize("width", theme.WIDTHS)
def test_groups_are_fit_to_print(width):
    """Names of provinces above, how many documents each has, nothing cut."""
    told = heads([f"省{k % 9}" for k in range(90)])
    columns = groups.groups_of(told, "zh", width)
    rows = [f"措施{k}" for k in range(12)]
    shares = pd.DataFrame({at: [None, *[k / 12 for k in range(11)]] for at in range(len(columns))})

    ax = groups.plot_groups(
        shares.astype(float), shares.notna().astype(int), columns, rows=rows, lang="zh",
        ax=theme.new_axes(width, 120), words="占比", total=90,
    )  # fmt: skip

    check_figure(theme.figure_of(ax), "zh")
    assert "90 份文件" in theme.figure_of(ax).get_supxlabel()
    assert ax.get_xticklabels()[0].get_text() == "全部 (90)"
