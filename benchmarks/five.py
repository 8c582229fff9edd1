"""The five texts: clauses, agencies and similarity by this library, and by the plainest script
that does the same.

Each is run as a process of its own, imports included: that is what a user waits for.
"""

from __future__ import annotations

MINE = """
import sys
from compare.study.read import read_study
study = read_study(sys.argv[1])
from compare.agencies.find import find_agencies
agencies = find_agencies(study.clauses, study.passages, study.attributions, study.registry)
from compare.likeness.pairs import compare_clauses
words = study.registry.words()
pairs, spans = compare_clauses(study.documents, study.clauses, study.passages, words=words)
print(len(study.clauses), len(agencies), len(pairs))
"""

PLAIN = """
import re, sys
from pathlib import Path
import jieba
jieba.setLogLevel(60)
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
label = re.compile(r"\\s*(（[一二三四五六七八九十]+）|\\d+[.．、])")
bracket = re.compile(r"（([^（）]*(?:负责|牵头|配合|责任单位)[^（）]*)）")
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
found = [names for clause in clauses for names in bracket.findall(clause)]
agencies = [name for names in found for name in re.split("[、，,]", names)]
rows = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None).fit_transform(clauses)
print(len(clauses), len(agencies), (cosine_similarity(rows) > 0.1).sum())
"""
