"""A codebook is checked when it is read, and its errors say where and what to do."""

import copy

import pytest

from compare.content.codebooks import parse_codebook
from compare.errors import CodebookError

GOOD = {
    "title": "样例",
    "version": "1.0",
    "settings": {"heading": 2, "cut": 0.5, "most": 2},
    "codes": [
        {
            "id": "LAND",
            "zh": "用地",
            "en": "Land",
            "definition": "Land.",
            "cues": [{"weight": 3, "match": ["用地", "土地"]}],
        },
        {
            "id": "GOV",
            "zh": "统筹",
            "en": "Steering",
            "definition": "Steering.",
            "kinds": {"implementation": 4},
        },
    ],
}


def changed(path, value):
    data = copy.deepcopy(GOOD)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


def test_a_list_of_patterns_becomes_cues_of_the_same_weight():
    """Every pattern of a match list is a cue of its own."""
    book = parse_codebook(GOOD, where="t.yaml")

    assert [(cue.pattern.pattern, cue.weight, cue.where) for cue in book["LAND"].cues] == [
        ("用地", 3.0, "any"),
        ("土地", 3.0, "any"),
    ]
    assert book.ids == ("LAND", "GOV")
    assert book.names("en") == {"LAND": "Land", "GOV": "Steering"}
    assert book.settings.most == 2
    assert "LAND" in book and "X" not in book


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("codes",), [], "t.yaml: 'codes' must be a list"),
        (("title",), "", "t.yaml: 'title' is missing"),
        (("author",), "x", r"t.yaml: unknown keys \['author'\]"),
        (("codes", 1, "id"), "LAND", r"the codes \['LAND'\] stand more than once"),
        (("codes", 0, "id"), "A;B", "must not hold ';'"),
        (("codes", 0, "cues", 0, "match"), ["(用地"], "opens a group that it does not close"),
        (("codes", 0, "cues", 0, "match"), ["(用地)?"], "matches the empty text"),
        (("codes", 0, "cues", 0, "match"), [5], "is not text"),
        (("codes", 0, "cues", 0, "match"), [], "must be a pattern or a list"),
        (("codes", 0, "cues", 0, "where"), "title", "'where' is 'title', expected one of"),
        (("codes", 0, "cues", 0, "weight"), "much", "expected a number, found 'much'"),
        (("codes", 0, "cues"), "用地", "'cues' must be a list"),
        (("codes", 0), "LAND", "expected keys and values, found str"),
        (("codes", 1, "kinds"), {"annex": 1}, "unknown keys"),
        (("settings",), {"cut": 2}, "cut and repeat lie in"),
        (("settings",), {"floor": True}, "expected a number"),
    ],
)
def test_errors_name_the_file_the_code_and_the_value(path, value, message):
    """A codebook that breaks its form is refused with the place in the file."""
    with pytest.raises(CodebookError, match=message):
        parse_codebook(changed(path, value), where="t.yaml")


def test_an_unknown_code_is_a_key_error():
    """Asking for a code that is not there fails at once."""
    with pytest.raises(KeyError):
        parse_codebook(GOOD, where="t.yaml")["NONE"]
