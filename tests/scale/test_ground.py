"""compare.scale tells measures from genre as a study does."""

import json

import pandas as pd
import pytest

from compare import schema
from compare.likeness.pairs import compare_clauses
from compare.scale.run import run
from compare.scale.settings import Settings, tools
from compare.structure import parse_text
from serial_engine import Serial
from two_fields import BEES, BRIDGES

NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
TURNED = (BRIDGES[2], "桥梁的桥面铺装和伸缩缝应当由桥梁管理单位每季度检查一次。", *BRIDGES[3:])


def law(title, articles):
    """A regulation as printed."""
    lines = [f"第{n}条　{text}" for n, text in zip(NUMERALS, articles, strict=False)]
    return "\n".join([title, "（2020年1月1日通过）", *lines])


TEXTS = {
    "bees": law("东岭省养蜂条例", BEES),
    "bridges": law("东岭省桥梁条例", BRIDGES),
    "spans": law("南川省桥梁管理条例", TURNED),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Pairs of a corpus, and of a study of the same texts."""
    folder = tmp_path_factory.mktemp("ground")
    corpus = folder / "corpus.jsonl"
    corpus.write_text(
        "\n".join(json.dumps({"id": name, "text": text}) for name, text in TEXTS.items())
    )
    settings = Settings(neighbours=400, floor=0.01)
    run(corpus, folder / "out", settings, Serial())
    parsed = [parse_text(name, text) for name, text in TEXTS.items()]
    clauses = schema.CLAUSES.frame([row for one in parsed for row in one.rows])
    passages = {key: value for one in parsed for key, value in one.passages.items()}
    documents, words = pd.DataFrame({"doc_id": list(TEXTS)}), tools(settings).registry.words()
    study, _ = compare_clauses(documents, clauses, passages, words=words)
    return pd.read_parquet(folder / "out" / "pairs.parquet"), study


def test_the_same_pairs_are_the_same_measure(found):
    """Between the fields none; between the bridges those of the study, and few beside: what is
    nearest is told from words alone there.
    """
    corpus, study = (set(schema.counterparts(t)[["a", "b"]].itertuples(False, None)) for t in found)

    assert study <= corpus
    assert 8 <= len(study) <= len(corpus) <= len(study) + 3
    assert not any("bees" in pair[0] for pair in corpus)
