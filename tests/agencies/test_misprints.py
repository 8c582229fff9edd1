"""Repairs of misprinted names are rare and need evidence."""

from compare.agencies.misprints import errors_allowed, repair


def test_witness_wins():
    """A name the document prints correctly elsewhere, one error away, is the name that was
    meant.
    """
    assert repair("市国姿委", "国姿委", ["市国资委", "市财政局"], []) == "市国资委"


def test_two_equally_near_names_are_no_repair():
    """Where two names are one error away, neither is chosen."""
    assert repair("市甲乙局", "甲乙局", ["市甲丙局", "市甲丁局"], []) is None


def test_short_core_is_never_repaired_from_the_registry():
    """Four characters are too few to tell a misprint from another body."""
    assert repair("市甲乙丙局", "甲乙丙局", [], ["甲乙丁局"]) is None


def test_long_core_is_repaired_from_the_registry():
    """A lost, an added or an exchanged character in five or more is a misprint."""
    assert repair("市甲乙戊丙丁局", "甲乙戊丙丁局", [], ["甲乙丙丁局"]) == "甲乙丙丁局"


def test_last_character_is_not_repaired():
    """局 and 处 are different bodies, not misprints of each other."""
    assert repair("甲乙丙丁处", "甲乙丙丁处", [], ["甲乙丙丁局"]) is None


def test_errors_allowed():
    """One error, two from eight characters on."""
    assert [errors_allowed("一" * n) for n in (3, 7, 8)] == [1, 1, 2]
