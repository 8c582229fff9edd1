"""Where no name can end, none is looked for."""

import re

from hypothesis import given
from hypothesis import strategies as st

from compare.agencies import nouns
from compare.study.read import package_registry

PATTERNS = [nouns._GOV, nouns._DEPARTMENT, nouns._OFFICES, nouns._VAGUES]
PATTERNS += [pattern for _, pattern in nouns._CLASSED]


@given(st.data())
def test_every_name_that_can_be_read_ends_as_declared(data):
    """The quick look before reading a name loses none: whatever a pattern matches ends in one of
    `ENDS`.
    """
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern)).replace("\n", "")

    for hit in re.finditer(pattern, text):
        assert not hit[0] or hit[0][-1] in nouns.ENDS


def test_names_of_the_registry_that_are_read_end_as_declared():
    """What is no organ by its last character is not read from running text."""
    registry = package_registry()
    names = [name for entry in registry.entries.values() for name in (entry.agency, *entry.aliases)]

    read = [name for name in names if nouns.ORGAN.search(name)]

    assert read
    assert {name[-1] for name in read} <= nouns.ENDS


@given(st.text("市省人民政府部门和、会局教育，\x01）（县学校由有关", max_size=30))
def test_a_quick_look_changes_no_result(text):
    """Where the quick look finds no end, reading finds no name."""
    registry = package_registry()
    flat = nouns.masked(text)

    for begin in range(len(flat)):
        found = nouns.noun_at(flat, begin, registry)
        if not nouns._POSSIBLE.match(flat, begin):
            assert found is None
        if found is not None:
            assert flat[found.end - 1] in nouns.ENDS
