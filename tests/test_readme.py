"""Every number the README quotes is the number of the current run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compare.adoption import rates
from compare.trust import validation
from compare.trust.hand_coding import read_hand_coding

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
ROWS = {
    "clauses": ("units", "f1"), "agencies": ("agencies", "f1"), "themes": ("themes", "f1"),
    "instruments": ("instruments", "kappa"), "amounts": ("amounts", "f1"),
    "counterparts": ("counterparts", "f1"), "adoption, 2018 template": ("adoption 32", "items f1"),
    "adoption, 2015 template": ("adoption 53", "items f1"),
    "actions, 2018 template": ("actions 32", "f1"),
}  # fmt: skip


def test_finding_is_what_the_ledger_says(five_tables):
    """Measures of the national template of 2018 that each city takes over."""
    shares = (
        rates.adoption_rates(five_tables["adoption"])
        .query("template == '国发〔2018〕32号'")
        .set_index("doc_id")
    )
    implementing = shares[shares["relation"] != "control"]
    quoted = re.search(
        (
            r"Of its (\d+) measures Qujing takes over (\d+), Shuozhou (\d+) and Chuxiong "
            r"(\d+),.*match (\d+) and (\d+)"
        ),
        README,
    )

    assert [int(n) for n in quoted.groups()] == [
        shares["items"].iloc[0],
        *(
            shares.loc[city, "adopted"]
            for city in ("qujing", "shuozhou", "chuxiong", "xining", "kunming")
        ),
    ]
    assert (implementing["share"] < 0.5).all()


@pytest.fixture(scope="module")
def agreement(five, five_tables):
    summary = validation.validate(
        read_hand_coding(five.root), five.clauses, five.passages, five_tables
    )
    last = summary.groupby(["question", "measure"], sort=False).last()
    return last[["value", "ceiling"]].round(3)


@pytest.mark.parametrize("name", ROWS)
def test_agreement_is_what_the_validation_says(name, agreement):
    """Each row of the README's table of agreement, and the ceiling beside it."""
    line = re.search(rf"^\| {re.escape(name)} \|[^|]*\| ([\d.]+) \| ?([\d.]*) ?\|$", README, re.M)

    assert float(line[1]) == pytest.approx(agreement.loc[ROWS[name], "value"])
    if line[2] and ROWS[name] != ("units", "f1"):
        assert float(line[2]) == pytest.approx(agreement.loc[ROWS[name], "ceiling"])


@pytest.mark.parametrize("page", ["agreement", "fresh fields"])
def test_both_readmes_print_the_same_numbers(page):
    """What the Chinese README says of agreement, and of fields never coded, is the English one's:
    row by row the same numbers.
    """
    chinese = (Path(__file__).parents[1] / "README.zh.md").read_text(encoding="utf-8")
    heads = {"agreement": ("| table |", "| 表 |"), "fresh fields": ("| | mean F1", "| | 每对")}
    printed = [
        [re.findall(r"\b\d\.\d+", line) for line in _table(text, head)]
        for text, head in zip((README, chinese), heads[page], strict=True)
    ]

    assert printed[0] == printed[1]
    assert sum(map(len, printed[0])) >= 8


def _table(text, head):
    lines = text[text.index(f"\n{head}") + 1 :].splitlines()
    return lines[2 : lines.index("")]


def test_every_file_and_notebook_named_exists():
    """Links and notebook names in the README lead somewhere."""
    root = Path(__file__).parents[1]
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (root / target).exists(), target
    for name in re.findall(r"^\| `(\d\d-\w+)` \|", README, re.M):
        assert (root / "notebooks" / f"{name}.ipynb").exists(), name
