"""From corpus to tables: same columns as a study, same results from every engine, and nothing lost
by a kill.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from compare import schema
from compare.errors import PolicyCompareError
from compare.likeness.measures import profile, score_pairs
from compare.scale.engines import DaskEngine, LocalEngine, WorkerDied
from compare.scale.run import Summary, run
from compare.scale.settings import Settings, bytes_of
from scale_tasks import die, die_once

MEASURES = [
    "降低创业成本。对初创企业给予一次性补贴{n}万元，落实税收优惠政策，减免场地租金。",
    "支持高校毕业生创业。建设大学生创业园{n}个，提供创业培训和担保贷款。",
    "完善创业投资体系。设立创业投资引导基金，规模不低于{n}亿元，支持早期科技企业。",
    "优化营商环境。推行证照分离改革，企业开办时间压缩至{n}个工作日以内。",
    "加强知识产权保护。开展专利导航试点{n}项，建立快速维权中心。",
]
CODEBOOK = """
themes:
  - {id: TAX, zh: 税, en: tax, definition: 税收, cues: [税收优惠, 减免]}
"""


def text(city: str, measures: list[int], n: int) -> str:
    """A short policy text of a city."""
    labels = "一二三四五六七八九十"
    lines = [f"{city}市人民政府关于推动创新创业的实施意见", f"{city}政发〔2019〕{n}号"]
    for k, measure in enumerate(measures):
        lines.append(
            f"（{labels[k]}）{MEASURES[measure].format(n=n)}（市科技局牵头，市财政局配合）"
        )
    return "\n".join([*lines, f"{city}市人民政府", f"2019年{n}月1日"])


CORPUS = [
    {"id": "jia", "text": text("甲", [0, 1, 2, 3], 3), "province": "样例省", "kind": "意见"},
    {"id": "yi", "text": text("乙", [0, 2, 4], 5)},
    {"id": "bing", "text": text("丙", [3, 1, 0, 4], 3), "source": "web"},
    {"id": "none", "text": "没有条款的文字。"},
    {"id": "ding", "text": text("丁", [1, 4], 8)},
]


class Serial:
    """Runs tasks in this process; stops dead after some, as a killed run does."""

    workers = 1

    def __init__(self, stop_after: int | None = None) -> None:
        self.left = stop_after
        self.tasks: list[str] = []

    def run(self, function, tasks) -> Iterator[tuple]:
        for task in tasks:
            if self.left is not None:
                if self.left == 0:
                    raise KeyboardInterrupt
                self.left -= 1
            self.tasks.append(Path(task[0]).name)
            yield task, function(*task)

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The corpus as a file."""
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in CORPUS), encoding="utf-8"
    )
    return path


SETTINGS = Settings(neighbours=3, floor=0.05, batch=300, pair_block=7, spans=True)


def tables(out: Path) -> dict[str, pd.DataFrame]:
    """Every table that a run wrote."""
    return {path.stem: pd.read_parquet(path) for path in sorted(out.glob("*.parquet"))}


def do(corpus: Path, out: Path, engine, settings: Settings = SETTINGS) -> Summary:
    """Run without progress."""
    return run(corpus, out, settings, engine)


def test_tables_are_those_of_a_study(corpus: Path, tmp_path: Path) -> None:
    """Same names, columns and types as a study's tables; metadata follows; every document has its
    row.
    """
    summary = do(corpus, tmp_path / "out", Serial())
    found = tables(tmp_path / "out")

    assert sorted(found) == ["agencies", "clauses", "documents", "pairs", "spans"]
    for name, table in found.items():
        schema.TABLES[name].check(table)
        assert list(table.columns)[: len(schema.TABLES[name].columns)] == list(
            schema.TABLES[name].columns
        )
        assert len(table) == summary.rows[name]
    assert list(found["documents"]["doc_id"]) == ["jia", "yi", "bing", "none", "ding"]
    assert list(found["documents"]["n_clauses"]) == [4, 3, 4, 0, 2]
    assert list(found["documents"]["kind"]) == ["意见", "", "", "", ""]
    assert next(iter(found["documents"]["province"])) == "样例省"
    assert set(found["agencies"]["agency"]) >= {"财政局"}
    failures = pd.read_csv(tmp_path / "out" / "failures.csv")
    assert failures.to_numpy().tolist() == [["none", "line 4", "no clause label was found"]]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "agencies.parquet",
        "clauses.parquet",
        "documents.parquet",
        "failures.csv",
        "pairs.parquet",
        "spans.parquet",
    ]


def test_pairs_are_measured_as_in_a_study(corpus: Path, tmp_path: Path) -> None:
    """Cosines, overlaps and runs of every pair are those of `score_pairs` on the same clauses."""
    from compare.scale.settings import tools

    do(corpus, tmp_path / "out", Serial())
    found = tables(tmp_path / "out")
    clauses, pairs = found["clauses"], found["pairs"]
    profiles = profile(clauses, words=tools(SETTINGS).registry.words())
    home = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    columns = [
        "cosine_word", "cosine_char", "jaccard", "containment_ab", "containment_ba", "longest_run",
        "substance_run", "heading",
    ]  # fmt: skip

    assert len(pairs) > 10
    for pair in pairs.itertuples():
        exact = score_pairs(profiles, [pair.a], [pair.b]).iloc[0]
        assert [getattr(pair, name) for name in columns] == pytest.approx(
            [exact[name] for name in columns], abs=1e-6
        )
        assert home[pair.a] != home[pair.b]
    assert (pairs["level"] == "verbatim").any()
    spans = found["spans"].merge(pairs[["a", "b", "longest_run"]])
    assert (
        spans.groupby(["a", "b"])["size"].max() == spans.groupby(["a", "b"])["longest_run"].first()
    ).all()


def test_spans_lead_back_to_the_text_as_received(corpus: Path, tmp_path: Path) -> None:
    """begin and end cut the shared passage out of both documents."""
    do(corpus, tmp_path / "out", Serial())
    found = tables(tmp_path / "out")
    texts = {row["id"]: row["text"] for row in CORPUS}
    home = dict(zip(found["clauses"]["clause_id"], found["clauses"]["doc_id"], strict=True))

    for span in found["spans"].itertuples():
        assert texts[home[span.a]][span.a_begin : span.a_end] == span.text
        assert texts[home[span.b]][span.b_begin : span.b_end][:2] == span.text[:2]


@pytest.mark.parametrize("stop_after", [0, 3, 5, 7])
def test_a_killed_run_goes_on(corpus: Path, tmp_path: Path, stop_after: int) -> None:
    """Whenever a run is stopped, the next one gives the same tables and repeats no finished
    task.
    """
    do(corpus, tmp_path / "whole", Serial())
    with pytest.raises(KeyboardInterrupt):
        do(corpus, tmp_path / "out", Serial(stop_after))
    second = Serial()

    do(corpus, tmp_path / "out", second)

    for name, table in tables(tmp_path / "whole").items():
        pd.testing.assert_frame_equal(tables(tmp_path / "out")[name], table)
    assert len(set(second.tasks)) == len(second.tasks)


def test_cutting_the_corpus_differently_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    """Tables do not depend on how many documents or pairs a task takes."""
    do(corpus, tmp_path / "a", Serial())
    do(
        corpus,
        tmp_path / "b",
        Serial(),
        Settings(neighbours=3, floor=0.05, batch=10**6, pair_block=10**6, spans=True),
    )

    for name, table in tables(tmp_path / "a").items():
        pd.testing.assert_frame_equal(tables(tmp_path / "b")[name], table)


@pytest.fixture(scope="module")
def cluster() -> Iterator[DaskEngine]:
    """A Dask cluster of two workers on this machine."""
    engine = DaskEngine(workers=2)
    yield engine
    engine.close()


def test_local_processes_and_dask_workers_give_the_same(
    corpus: Path, tmp_path: Path, cluster: DaskEngine
) -> None:
    """Two processes, a cluster of two workers, and one process: equal tables."""
    do(corpus, tmp_path / "serial", Serial())
    local = LocalEngine(2)
    do(corpus, tmp_path / "local", local)
    local.close()
    do(corpus, tmp_path / "dask", cluster)

    for name, table in tables(tmp_path / "serial").items():
        pd.testing.assert_frame_equal(tables(tmp_path / "local")[name], table)
        pd.testing.assert_frame_equal(tables(tmp_path / "dask")[name], table)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_process_loses_no_task(tmp_path: Path) -> None:
    """Tasks that were in hand when a process died are run again; the one that kills each time is
    named.
    """
    engine = LocalEngine(2)
    tasks = [("good",), ("bad",), ("other",)]
    try:
        once = dict(engine.run(die_once, [(name, str(tmp_path / "mark")) for (name,) in tasks]))
        always = dict(engine.run(die, tasks))
    finally:
        engine.close()

    assert sorted(once.values()) == ["bad", "good", "other"]
    assert always["good",] == "good"
    assert isinstance(always["bad",], WorkerDied)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_dask_survives_a_killed_worker(tmp_path: Path, cluster: DaskEngine) -> None:
    """A cluster runs the task of a dead worker on another."""
    found = dict(
        cluster.run(die_once, [(name, str(tmp_path / "mark")) for name in ("good", "bad", "other")])
    )

    assert sorted(found.values()) == ["bad", "good", "other"]


def test_memory_that_does_not_suffice_is_told_before_the_search(
    corpus: Path, tmp_path: Path
) -> None:
    """The message says what is needed and what is allowed; what was read is kept."""
    with pytest.raises(
        PolicyCompareError, match=r"13 clauses need about 0\.3 GB .* --memory allows 0\.0 GB"
    ):
        run(corpus, tmp_path / "out", SETTINGS, Serial(), memory=1000)

    assert list((tmp_path / "out" / ".parts").glob("*/read-*"))


def test_a_corpus_without_clauses_is_told(tmp_path: Path) -> None:
    """No table is better than an empty one."""
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "a", "text": "没有条款的文字。"}', encoding="utf-8")

    with pytest.raises(PolicyCompareError, match="no clause was found"):
        do(path, tmp_path / "out", Serial())


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("4GB", 4 * 10**9), ("512 MiB", 512 * 2**20), ("1.5gb", 1_500_000_000), ("10", 10)],
)
def test_amounts_of_memory(amount: str, expected: int) -> None:
    """Decimal and binary units, with or without a blank."""
    assert bytes_of(amount) == expected


def test_an_amount_that_is_none_is_refused() -> None:
    """The message shows how to write it."""
    with pytest.raises(PolicyCompareError, match="4GB or 512MiB"):
        bytes_of("much")
