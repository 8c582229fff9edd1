"""References as they are printed: GB/T 7714 in Chinese, author and year in English."""

from __future__ import annotations

import re

import pytest

from compare.paper.printed_references import document_references, printed
from compare.paper.references import METHODS, Reference, references_for
from compare.words.strings import LANGUAGES

WORKS = {work.key: work for work in METHODS}


@pytest.mark.parametrize(
    "key, line",
    [
        (
            "salton1988",
            "SALTON G, BUCKLEY C. Term-weighting approaches in automatic text retrieval[J]. "
            "Information Processing & Management, 1988, 24(5): 513-523. "
            "DOI:10.1016/0306-4573(88)90021-0.",
        ),
        (
            "broder1997",
            "BRODER A Z. On the resemblance and containment of documents[C]//Proceedings. "
            "Compression and Complexity of SEQUENCES 1997. IEEE, 1997: 21-29. "
            "DOI:10.1109/SEQUEN.1997.666900.",
        ),
        (
            "rothwell1985",
            "ROTHWELL R, ZEGVELD W. Reindustrialization and Technology[M]. Longman, 1985.",
        ),
    ],
)
def test_gbt(key, line):
    """Families in capitals, initials without stops, the kind of document in brackets."""
    assert printed(WORKS[key], "zh") == line


def test_more_than_three_authors_are_et_al():
    """Three names are printed."""
    assert printed(WORKS["daubler2012"], "zh").startswith(
        "DÄUBLER T, BENOIT K, MIKHAYLOV S, et al. "
    )


def test_author_year():
    """Initials after the family, the year in brackets, the DOI as an address."""
    assert printed(WORKS["ang2024"], "en") == (
        "Ang, Y. Y. (2024). Ambiguity and clarity in China's adaptive policy communication. "
        "The China Quarterly, 257, 20–37."
    )


@pytest.mark.parametrize(
    "work, lang, line",
    [
        (
            Reference("a", "policy", ("甲市人民政府",), "关于乙的意见", "2020-05-01",
                      number="甲政发〔2020〕1号"),
            "zh",
            "甲市人民政府. 关于乙的意见：甲政发〔2020〕1号[Z]. 2020-05-01.",
        ),
        (Reference("a", "policy", (), "关于乙的意见", ""), "zh", "关于乙的意见[Z]."),
        (Reference("a", "policy", ("甲",), "On B [乙]", ""), "en", "甲 (n.d.). On B [乙]."),
    ],
)  # fmt: skip
def test_policy_documents(work, lang, line):
    """Issuer, title, number, date; what is not known is left out."""
    assert printed(work, lang) == line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_work_of_the_example_is_printed_whole(five, five_tables, lang):
    """Each document compared and each above it once, by date; no doubled stop, nothing empty."""
    documents = document_references(five, five_tables, lang)
    lines = [printed(work, lang) for work in [*documents, *references_for(five_tables)]]

    assert len({work.key for work in documents}) == len(documents) == 12
    assert [work.year for work in documents if work.year] == sorted(
        work.year for work in documents if work.year
    )
    for line in lines:
        assert line.strip() and not re.search(r"\.\.|, ,|\(\)|: \.", line), line
