"""The rules in words and in numbers are the same rules."""

from pathlib import Path

from compare.adoption.items import PARTS, SHARED_HEADING
from compare.adoption.rules import RULES, VERSION
from compare.likeness.counterparts import VERBATIM
from compare.likeness.links import MEASURES

PAGE = (Path(__file__).parents[2] / "docs" / "adoption-rules.md").read_text(encoding="utf-8")


def test_the_page_states_the_version():
    """Headline and list of changes name the version in force."""
    assert PAGE.startswith(f"# Adoption rules, version {VERSION}\n")
    assert f"- **{VERSION}**" in PAGE


def test_every_weight_stands_on_the_page():
    """One row a part, with the weight in force."""
    for part in PARTS:
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| {part} |"))

        assert row.endswith(f"| {getattr(RULES.weights, part):.2f} |"), part


def test_every_weight_of_a_link_stands_on_the_page():
    """One row a measure, and the intercept."""
    for name in (*MEASURES, "intercept"):
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))

        assert row.endswith(f"| {getattr(RULES.links, name):.2f} |"), name


def test_every_threshold_stands_on_the_page():
    """The numbers a reader would quote."""
    for words in (
        f"a clause scores {RULES.taken_over:.2f} or more",
        f"{RULES.full:.2f} and more count as 1",
        f"found from {RULES.action:.2f} on",
        f"(*e* + {RULES.action_half:.2f})",
        f"+ {RULES.cue_half})",
        f"weight {RULES.actions.equivalent}:",
        f"weight {RULES.actions.near}:",
        f"less {RULES.actions.form} where",
        f"weight {RULES.actions.topic})",
        f"- {RULES.actions.words} × the share",
        f"- {RULES.actions.context} × the score",
        f"{VERBATIM} running characters",
        f"certainty of {RULES.links.link:.2f} or more",
        f"subsequence {RULES.links.kept:.2f} of both",
        f"both lengths is {RULES.sentence_kept:.2f}",
        f"both have {RULES.sentence_least} characters",
        f"an evidence of {RULES.pairs.enough} on",
        f"in substance over {RULES.pairs.substance}, at most by {RULES.pairs.most}",
        f"less alike than {RULES.pairs.field} in what",
        f"cosine reaches {RULES.sources.worded:.2f} and {RULES.sources.passage} characters",
        f"equally near in {RULES.sources.tie} decimals, and {RULES.sources.spread} of cosine",
        f"a Dice coefficient of {RULES.amounts.alike}",
        f"shorter than {RULES.amounts.short} characters",
    ):
        assert words in " ".join(PAGE.split()), words


def test_a_shared_heading_weighs_half():
    """As the page says."""
    assert SHARED_HEADING == 0.5
