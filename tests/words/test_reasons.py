"""Reasons in two languages: whatever a rule can write, it can be read back and told in Chinese."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.words.reasons import JOINT, because, read_back, reason
from compare.words.strings import SLOT, strings

NAMES = sorted(
    key.removeprefix("reason.")
    for key in strings("en")
    if key.startswith("reason.") and not key.startswith("reason.part.")
)
IDS = st.from_regex(r"[a-z]{2,8}-\d{2}", fullmatch=True)
NUMBERS = st.floats(0, 2)
HAN = st.text("建设创新平台支持企业", min_size=1, max_size=8)
TEMPLATES = st.from_regex(r"[国云晋]发〔20[12]\d〕\d{1,2}号", fullmatch=True)
SUMS = st.lists(
    st.tuples(st.sampled_from(["wording", "heading", "own", "cues", "place"]), NUMBERS),
    min_size=1, max_size=5,
).map(lambda parts: " + ".join(f"{name} {value:.2f}" for name, value in parts))  # fmt: skip
VALUES = {
    "clause": IDS, "template": TEMPLATES, "before": HAN, "after": HAN, "who": HAN, "reason": HAN,
    "words": st.lists(HAN, min_size=1, max_size=4).map("、".join),
    "clauses": st.lists(IDS, min_size=1, max_size=3).map(", ".join),
    "numbers": st.lists(TEMPLATES, min_size=1, max_size=3).map(", ".join),
    "items": st.lists(st.tuples(TEMPLATES, st.integers(1, 40)), min_size=1, max_size=3).map(
        lambda items: ", ".join(because("an_item", template=t, item=n) for t, n in items)
    ),
    "when": st.dates().map(str), "level": st.sampled_from(["absent", "taken_over", "adapted"]),
    "parts": SUMS, "n": st.integers(0, 400), "known": st.integers(1, 40),
    "item": st.integers(1, 40), "least": st.integers(1, 9),
    "table": st.sampled_from(["themes", "agencies"]),
    "column": st.sampled_from(["issuer", "level"]),
    "decided": st.lists(st.tuples(HAN, HAN), min_size=1, max_size=2).map(
        lambda told: " ".join(because("decided", who=who, reason=why) for who, why in told)
    ),
    "printed": HAN, "label": HAN.map(repr), "given": HAN, "number": st.integers(1, 40),
    "note": st.integers(20, 90).map(lambda n: because("link_run", n=n)),
}  # fmt: skip
# Latin letters that Chinese prose keeps: ids of clauses.
LATIN = re.compile(r"(?<![a-z\d-])[A-Za-z]+(?![a-z\d]*-\d)")


def _written(data, name: str) -> tuple[str, dict]:
    slots = {slot: form for slot, form, *_ in SLOT.findall(strings("en")[f"reason.{name}"])}
    values = {
        slot: data.draw(VALUES.get(slot, NUMBERS) if not form else NUMBERS)
        for slot, form in slots.items()
    }
    return because(name, **values), values


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_every_reason_can_be_read_back_and_told_in_chinese(name, data):
    """Key and values come back from the English; the Chinese has each value and no English word."""
    why, values = _written(data, name)

    found = read_back(why, "reason")

    assert found is not None and found[0] == f"reason.{name}"
    assert set(found[1]) == set(values)
    told = reason(why, "zh")
    assert LATIN.findall(told) == []
    for slot in {"clause", "template", "before", "after", "who", "words", "n"} & set(values):
        value = values[slot]
        assert (f"{value:.2f}" if isinstance(value, float) else str(value)) in told


@given(data=st.data(), names=st.permutations(["whole_sentence", "running", "sum", "near"]))
def test_statements_that_are_joined_are_told_one_by_one(data, names):
    """A pair's reasons stand after each other, whichever of them there are."""
    why = JOINT.join(_written(data, name)[0] for name in names)

    told = reason(why, "zh")

    assert told.count("；") == len(names) - 1
    assert LATIN.findall(told) == []


@given(st.text(max_size=60))
def test_what_no_rule_writes_stays_as_it_is(text):
    """A reason that a person wrote is not changed, nor does any text raise."""
    if read_back(text, "reason") is None and JOINT not in text:
        assert reason(text, "zh") == text
    assert reason(text, "en") == text


@pytest.mark.parametrize("table", ["adoption", "pairs", "origins"])
def test_every_reason_of_a_real_study_is_told(table, five_tables):
    """No reason of the five texts' tables stays English."""
    for why in five_tables[table]["why"].unique():
        assert why == "" or LATIN.findall(reason(why, "zh")) == [], why
