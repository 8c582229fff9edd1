"""A study of hundreds: all tables by this library, and the plainest script with jieba and
scikit-learn.

The script cuts every text into lines that begin with a label, and works out two similarity
matrices: words of jieba, and pairs of characters. It has no agencies, themes, runs, adoption or
origins. `python -m benchmarks.hundreds --study DIR` times
both in processes of their own, interleaved; without `--study` it invents a study of `--documents`
texts.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import process, synthetic

MINE = """
import sys
from compare.study.read import read_study
from compare.tables import build_tables
tables = build_tables(read_study(sys.argv[1]))
print(len(tables["clauses"]), len(tables["pairs"]))
"""

PLAIN = """
import re, sys
from pathlib import Path
import jieba
jieba.setLogLevel(60)
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
digits = "[一二三四五六七八九十百零]+"
label = re.compile(rf"\\s*(?:第{digits}条|{digits}、|（{digits}）|\\d+[.．、])")
clauses = []
for path in sorted(Path(sys.argv[1], "texts").iterdir()):
    clause = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if label.match(line):
            clauses += [clause] if clause else []
            clause = line
        elif clause is not None:
            clause += line
    clauses += [clause] if clause else []
words = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None).fit_transform(clauses)
characters = TfidfVectorizer(analyzer="char", ngram_range=(2, 2)).fit_transform(clauses)
alike = [(cosine_similarity(matrix) > 0.1).sum() for matrix in (words, characters)]
print(len(clauses), *alike)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hundreds", description=__doc__)
    parser.add_argument(
        "--study",
        type=Path,
        action="append",
        default=[],
        help="study folders; default: an invented one",
    )
    parser.add_argument("--documents", type=int, default=120, help="size of the invented study")
    parser.add_argument(
        "--repeat", type=int, default=3, help="interleaved repetitions; the best of each counts"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for study in arguments.study or [invent(Path(name), arguments.documents)]:
            taken: dict[str, list[process.Taken]] = {"plain": [], "ours": []}
            for _ in range(arguments.repeat):
                taken["plain"].append(process.run([sys.executable, "-c", PLAIN, str(study)]))
                taken["ours"].append(process.run([sys.executable, "-c", MINE, str(study)]))
            cpu = {kind: min(run.cpu for run in runs) for kind, runs in taken.items()}
            wall = {kind: min(run.wall for run in runs) for kind, runs in taken.items()}
            peak = max(run.peak for run in taken["ours"]) / 2**20
            print(
                f"{study.name}: plain {cpu['plain']:.1f} CPU s ({wall['plain']:.1f} s), "
                f"ours {cpu['ours']:.1f} CPU s "
                f"({wall['ours']:.1f} s), ratio {cpu['ours'] / cpu['plain']:.2f} "
                f"({wall['ours'] / wall['plain']:.2f}), peak {peak:,.0f} MiB"
            )


def invent(folder: Path, documents: int) -> Path:
    """A study of invented texts in `folder`."""
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["doc_id", "file"])
        for line in (
            synthetic.write(folder / "corpus.jsonl", documents)
            .read_text(encoding="utf-8")
            .splitlines()
        ):
            record = json.loads(line)
            (folder / "texts" / f"{record['id']}.txt").write_text(record["text"], encoding="utf-8")
            writer.writerow([record["id"], f"{record['id']}.txt"])
    return folder


if __name__ == "__main__":
    main()
