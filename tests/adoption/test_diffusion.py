"""Who took over from whom, on documents whose true sources are known."""

import pandas as pd
import pytest

from compare import schema
from compare.adoption.diffusion import clause_sources, trace_diffusion

SUBJECTS = (
    "养蜂大棚", "竹编作坊", "河道清淤", "山路照明", "茶园滴灌", "鱼塘尾水", "古井护栏", "牧场围栏",
    "果园疏花", "渡口候船", "林下菌菇", "村史陈列", "骑行驿站", "雨水花园", "旧书流转", "盲道修补",
)  # fmt: skip
WAYS = (
    "由乡镇逐户登记，验收合格后按实际投入给予补贴",
    "委托行业协会每季度抽查，结果张榜公布",
    "先选三处试点，期满评估后再决定推广",
    "从年度结余中列支，不得挪作他用",
)


def measure(n, voice=""):
    """Measure `n` in our own words; `voice` is what a place adds to it."""
    return f"{SUBJECTS[n]}项目{WAYS[n % 4]}，第{n + 3}批名单单独存档{voice}。"


def corpus(*rows):
    """Documents and clauses of ``(doc_id, level, province, date, implements, texts)``."""
    documents = pd.DataFrame(
        [
            {
                "doc_id": doc_id,
                "title": doc_id,
                "doc_number": "",
                "level": level,
                "province": province,
                "issue_date": date,
                "implements": implements,
            }
            for doc_id, level, province, date, implements, _ in rows
        ]
    )
    clauses = pd.DataFrame(
        [
            {
                "clause_id": f"{row[0]}-{n:02d}",
                "doc_id": row[0],
                "heading": text[:6],
                "text": text,
                "kind": "measure",
            }
            for row in rows
            for n, text in enumerate(row[5], 1)
        ]
    )
    return documents, clauses


def couple(a, b, cosine):
    return {
        "a": a, "b": b, "cosine_word": cosine, "cosine_char": cosine, "jaccard": cosine,
        "containment_ab": cosine, "containment_ba": cosine, "longest_run": int(40 * cosine),
        "excess": cosine, "p_value": 0.01, "level": "adapted",
    }  # fmt: skip


def pairs(clauses):
    """Counterparts as shared character pairs make them, over all documents."""
    grams = {
        row.clause_id: {row.text[k : k + 2] for k in range(len(row.text) - 1)}
        for row in clauses.itertuples()
    }
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    ids = list(clauses["clause_id"])
    rows = []
    for k, a in enumerate(ids):
        for b in ids[k + 1 :]:
            likeness = len(grams[a] & grams[b]) / len(grams[a] | grams[b])
            if owner[a] != owner[b] and likeness > 0.75:
                rows.append(couple(a, b, likeness))
    return schema.PAIRS.frame(rows)


NOTHING = schema.ADOPTIONS.frame()
PROVINCE = ("province", "provincial", "东省", "2020-01-01", "", [measure(n) for n in range(4)])
FIRST = (
    "first", "city", "东省", "2020-06-01", "province",
    [measure(0), measure(1, "并报东城"), measure(8), measure(9)],
)  # fmt: skip
SECOND = (
    "second", "city", "西省", "2021-06-01", "",
    [measure(1, "并报东城"), measure(8), measure(9), measure(12)],
)  # fmt: skip


def chain():
    documents, clauses = corpus(PROVINCE, FIRST, SECOND)
    return documents, clauses, pairs(clauses), NOTHING


def test_a_city_takes_over_from_its_province_and_a_second_city_from_the_first():
    """Relation, number, share and lag of each; what nobody had before is nobody's."""
    table = trace_diffusion(*chain()).set_index(["later", "earlier"])

    assert set(table.index[table["clauses"] > 0]) == {("first", "province"), ("second", "first")}
    up, beside = table.loc[("first", "province")], table.loc[("second", "first")]
    assert (up["relation"], up["clauses"], up["share"]) == ("vertical", 2, 0.5)
    assert (up["lag_min"], up["lag_max"]) == (152, 152)
    assert (beside["relation"], beside["clauses"], beside["share"]) == ("horizontal", 3, 0.75)
    assert (beside["rank"], beside["n_shared"], beside["n_common"]) == (1, 3, 0)


def test_the_candidates_of_a_clause_are_ranked_and_weighed():
    """The first city's own wording is nearer than the province's; weights sum to one."""
    sources = clause_sources(*chain())
    own = sources[sources["clause_id"] == "second-01"]

    assert list(own["source_clause"]) == ["first-02", "province-02"]
    assert list(own["rank"]) == [1, 2]
    assert own["source_weight"].sum() == pytest.approx(1)
    assert own["source_weight"].iloc[0] > 0.9


def adopted(doc_id, clause_id):
    return {
        "template": "样发〔2019〕1号", "item_no": 1, "doc_id": doc_id, "relation": "direct",
        "level": "adapted", "clause_ids": clause_id,
    }  # fmt: skip


def test_what_both_have_from_a_common_template_is_discounted():
    """Two cities copy one item: shared, but no evidence that one copied from the other."""
    documents, clauses = corpus(
        ("one", "city", "东省", "2020-01-01", "样发〔2019〕1号", [measure(1), measure(2)]),
        ("two", "city", "西省", "2021-01-01", "样发〔2019〕1号", [measure(1), measure(2)]),
    )
    adoption = pd.DataFrame([adopted("one", "one-01"), adopted("two", "two-01")])
    given = documents, clauses, pairs(clauses), adoption
    table = trace_diffusion(*given).iloc[0]
    sources = clause_sources(*given).set_index("clause_id")

    assert (table["n_shared"], table["n_common"], table["clauses"]) == (2, 1, 1)
    assert sources["common"].to_dict() == {"two-01": True, "two-02": False}
    assert sources.loc["two-01", "source_weight"] == 0


def test_a_common_province_in_the_study_is_a_common_template():
    """Where both cities carry the province out and copy it, the province is the source."""
    documents, clauses = corpus(
        PROVINCE,
        ("one", "city", "东省", "2020-05-01", "province", [measure(0), measure(1)]),
        ("two", "city", "东省", "2020-09-01", "province", [measure(0), measure(1)]),
    )
    table = trace_diffusion(documents, clauses, pairs(clauses), NOTHING)
    table = table.set_index(["later", "earlier"])

    assert table.loc[("two", "province"), "clauses"] == 2
    assert table.loc[("two", "one"), ["clauses", "n_common"]].tolist() == [0, 2]


@pytest.mark.parametrize("dates", [("2020", "2020-03-01"), ("", "2020-03-01"), ("2020", "2020")])
def test_undecidable_order_stays_undecidable(dates):
    """A year alone, or no date, gives no direction: no row, rather than a guess."""
    documents, clauses = corpus(
        ("one", "city", "东省", dates[0], "", [measure(1)]),
        ("two", "city", "西省", dates[1], "", [measure(1)]),
    )
    given = documents, clauses, pairs(clauses), NOTHING

    assert len(pairs(clauses)) == 1
    assert clause_sources(*given).empty
    assert trace_diffusion(*given).empty


def test_of_equally_near_sources_the_same_province_comes_first():
    """Not the one that happens to be older."""
    documents, clauses = corpus(
        ("far", "city", "西省", "2019-01-01", "", [measure(1)]),
        ("near", "city", "东省", "2020-01-01", "", [measure(1)]),
        ("late", "city", "东省", "2021-01-01", "", [measure(1)]),
    )
    sources = clause_sources(documents, clauses, pairs(clauses), NOTHING)
    own = sources[sources["clause_id"] == "late-01"]

    assert list(own["source_doc"]) == ["near", "far"]
    assert own["source_weight"].tolist() == pytest.approx([0.5, 0.5])


def test_precision_and_recall_on_a_made_corpus():
    """Twelve cities, each takes five measures from one earlier city with that city's voice and adds
    one of its own.
    """
    voices = [
        "甲乙",
        "丙丁",
        "戊己",
        "庚辛",
        "壬癸",
        "子丑",
        "寅卯",
        "辰巳",
        "午未",
        "申酉",
        "戌亥",
        "乾坤",
    ]
    texts, rows, truth = {}, [], set()
    for k, voice in enumerate(voices):
        doc_id = f"city{k:02d}"
        texts[doc_id] = [measure(n) for n in range(5)] if not k else []
        if k:
            parent = f"city{(k - 1) // 2:02d}"
            texts[doc_id] = [text[:-1] + f"，{voice}。" for text in texts[parent][:5]]
            truth |= {(f"{doc_id}-{n:02d}", f"{parent}-{n:02d}") for n in range(1, 6)}
            texts[doc_id].append(f"{voice}{measure(4 + k)}")
        day = f"20{10 + k}-01-01"
        rows.append((doc_id, "city", f"{voice}省", day, "", texts[doc_id]))
    documents, clauses = corpus(*rows)
    sources = clause_sources(documents, clauses, pairs(clauses), NOTHING)
    top = sources[sources["rank"] == 1]
    told = set(zip(top["clause_id"], top["source_clause"], strict=True))
    hits = len(told & truth)
    precision, recall = hits / len(told), hits / len(truth)
    print(f"precision {precision:.2f}, recall {recall:.2f} of {len(truth)} sources")

    assert precision >= 0.9
    assert recall >= 0.9


def test_a_counterpart_of_the_same_subject_in_other_words_is_no_source():
    """It stays a candidate without weight: nothing says that its wording was taken."""
    documents, clauses = corpus(
        ("one", "city", "东省", "2020-01-01", "", [measure(1)]),
        ("two", "city", "西省", "2021-01-01", "", [measure(1)]),
    )
    alike = schema.PAIRS.frame([couple("one-01", "two-01", 0.25)])
    sources = clause_sources(documents, clauses, alike, NOTHING)
    copied = alike.assign(level="verbatim")

    assert sources[["worded", "source_weight"]].iloc[0].tolist() == [False, 0]
    assert trace_diffusion(documents, clauses, alike, NOTHING)["clauses"].tolist() == [0]
    assert clause_sources(documents, clauses, copied, NOTHING)["source_weight"].tolist() == [1]


def test_what_a_document_carries_out_is_its_source_in_any_words():
    """A city that names the province as its basis may say the measure in its own words."""
    documents, clauses = corpus(PROVINCE, FIRST)
    alike = schema.PAIRS.frame([couple("province-01", "first-01", 0.25)])
    sources = clause_sources(documents, clauses, alike, NOTHING)

    assert sources[["relation", "worded", "source_weight"]].iloc[0].tolist() == [
        "vertical", False, 1,
    ]  # fmt: skip


def test_another_province_is_not_above_and_an_own_earlier_document_is_no_neighbour():
    """A city stands below its own province only; what its own government wrote before is its
    own.
    """
    documents, clauses = corpus(
        ("far", "provincial", "西省", "2019-01-01", "", [measure(1)]),
        ("own", "city", "东省", "2020-01-01", "", [measure(1)]),
        ("late", "city", "东省", "2021-01-01", "", [measure(1)]),
    )
    documents["region"] = ["西省", "甲市", "甲市"]
    sources = clause_sources(documents, clauses, pairs(clauses), NOTHING)
    late = sources[sources["clause_id"] == "late-01"].set_index("source_doc")

    assert late["relation"].to_dict() == {"own": "own_earlier", "far": "horizontal"}
    assert late.loc["own", "rank"] == 1


def test_what_a_document_names_and_is_older_than_is_no_source_of_it():
    """An older edition is meant, and that is not in hand: dates that contradict give no row."""
    documents, clauses = corpus(
        ("rules", "national", "", "2018-12-03", "", [measure(1)]),
        ("city", "city", "东省", "2013-04-10", "rules", [measure(1)]),
    )
    given = documents, clauses, pairs(clauses), NOTHING

    assert trace_diffusion(*given).empty


def test_a_short_clause_needs_a_passage_too():
    """Two dates are alike to the cosine, and say nothing of who copied."""
    documents, clauses = corpus(
        ("one", "city", "东省", "2020-01-01", "", ["截至2020年12月31日止。"]),
        ("two", "city", "西省", "2021-01-01", "", ["执行至2020年12月31日。"]),
    )
    alike = schema.PAIRS.frame([couple("one-01", "two-01", 0.5) | {"longest_run": 8}])

    assert not clause_sources(documents, clauses, alike, NOTHING)["worded"].any()
