"""The findings in sentences, Chinese and English, every number read from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compare import schema
from compare.report.counts import Tables, charged, clauses_by, families, many, table, tally, traced
from compare.report.spread import SEVERAL, spread_finding, spreads

Finding = dict[str, Any]
NAMED = 4  # as many missing items are named in a sentence; the matrix shows all


def build_findings(
    tables: Tables,
    *,
    places: Mapping[str, Mapping[str, str]],
    numbers: Mapping[str, Mapping[str, str]],
    themes: Mapping[str, Mapping[str, str]],
    bodies: Mapping[str, Mapping[str, str]],
    complete: Mapping[str, bool],
) -> list[Finding]:
    """Sentences that answer the questions of the report, the most important first.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        As `compare.build_tables` gives them; missing ones count as empty.
    places, themes, bodies : mapping of language to mapping
        Names of documents, themes and functions of bodies: ``places["en"]["qujing"]``.
    numbers : mapping of language to mapping
        Template to its document number as a sentence writes it.
    complete : mapping
        Template to whether all its items are known, in the order in which the sentences come.

    Returns
    -------
    list of dict
        ``text`` (``zh``, ``en``), ``section``, the part of the page that shows the evidence, and
        for adoption
        ``cell``: template and document.
    """
    return [
        *_adoption(tables, places, numbers, complete),
        *_controls(tables),
        *_pairs(tables, places),
        *_origins(tables),
        *_agencies(tables, places, bodies),
        *_themes(tables, themes),
        *_amounts(tables, places),
    ]


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def _finding(section: str, zh: str, en: str) -> Finding:
    return {"section": section, "text": {"zh": zh, "en": en}}


def _zh(words: Iterable[str]) -> str:
    return "、".join(words)


def _adoption(
    tables: Tables, places: Any, numbers: Any, complete: Mapping[str, bool]
) -> list[Finding]:
    adoption, items = table(tables, "adoption"), table(tables, "items")
    headings = {
        (row["template"], row["item_no"]): (
            row["kind"],
            {"zh": row["heading"], "en": row.get("heading_en") or row["heading"]},
        )
        for row in items.to_dict("records")
    }
    found = []
    order = list(complete)
    docs = list(table(tables, "documents")["doc_id"])
    many_texts = {row["t"]: row for row in spreads(tables, order)}
    told = [
        row for row in tally(tables) if row["relation"] in ("direct", "via") and row["t"] in order
    ]
    for row in sorted(told, key=lambda row: (order.index(row["t"]), docs.index(row["doc"]))):
        if row["t"] in many_texts:
            if many_texts[row["t"]]:
                found.append(spread_finding(many_texts[row["t"]], places, numbers))
                many_texts[row["t"]] = {}
            continue
        if not row["total"]:
            continue
        here = adoption[(adoption["template"] == row["t"]) & (adoption["doc_id"] == row["doc"])]
        absent = [
            headings[row["t"], number][1]
            for number, level in zip(here["item_no"], here["level"], strict=True)
            if level == "absent" and headings[row["t"], number][0] != "preamble"
        ]
        measures = here[
            [headings.get((row["t"], number), ("",))[0] != "preamble" for number in here["item_no"]]
        ]
        actions, done = int(measures["actions_total"].sum()), int(measures["actions_found"].sum())
        verbatim = int((here["level"] == "verbatim").sum())
        part = complete.get(row["t"], False)
        zh = (
            f"{places['zh'][row['doc']]}采纳了{numbers['zh'][row['t']]}{'' if part else '已知'}"
            f"{row['total']}项措施中的{row['n']}项（{percent(row['n'], row['total'])}）"
        )
        en = (
            f"{places['en'][row['doc']]} took over {row['n']} of the {row['total']} "
            f"{'' if part else 'known '}item{'' if row['total'] == 1 else 's'} of "
            f"{numbers['en'][row['t']]} ({percent(row['n'], row['total'])})"
        )
        if verbatim:
            zh += f"，其中{verbatim}项沿用原句"
            en += f", {verbatim} of them with a sentence kept"
        scored = (
            measures[
                measures["adopted"].fillna(False).astype(bool) & (measures["actions_total"] > 0)
            ]
            if "adopted" in measures
            else measures.iloc[:0]
        )
        half = int((2 * scored["actions_found"] >= scored["actions_total"]).sum())
        if len(scored):
            zh += f"，其中{half}项见到至少一半的具体做法"
            en += f", {half} of them with at least half of their actions"
        if actions:
            zh += f"，{actions}项具体做法中见到{done}项"
            en += f", with {done} of {many(actions, 'single action')}"
        beside = [
            other
            for other in tally(tables)
            if other["t"] == row["t"] and other["relation"] == "control" and other["total"]
        ]
        if beside:
            m, of = sum(other["n"] for other in beside), sum(other["total"] for other in beside)
            zh += f"；对照文本中同样计算为{percent(m, of)}（{m}/{of}格）"
            en += f"; in controls, counted alike, {percent(m, of)} ({m} of {of} cells)"
        if absent:
            rest = len(absent) - NAMED
            missed = {lang: [names[lang] for names in absent[:NAMED]] for lang in ("zh", "en")}
            zh += f"；未见：{_zh(missed['zh'])}{f'等{len(absent)}项' if rest > 0 else ''}"
            en += f"; not found: {', '.join(missed['en'])}{f' and {rest} more' if rest > 0 else ''}"
        found.append(_finding("adoption", zh + "。", en + ".") | {"cell": [row["t"], row["doc"]]})
    return found


def _controls(tables: Tables) -> list[Finding]:
    rows = [row for row in tally(tables) if row["total"]]
    sums = {
        kind: (sum(row["n"] for row in part), sum(row["total"] for row in part))
        for kind, part in (
            ("told", [row for row in rows if row["relation"] != "control"]),
            ("control", [row for row in rows if row["relation"] == "control"]),
        )
    }
    (n, total), (m, other) = sums["told"], sums["control"]
    if not total or not other:
        return []
    return [
        _finding(
            "adoption",
            f"对照：不贯彻某模板的文本中，"
            f"也见到其措施的{percent(m, other)}（{m}/{other}格），"
            f"贯彻者为{percent(n, total)}（{n}/{total}格）；"
            "前者是同一政策领域本来就会出现的重合。",
            f"Controls: texts that do not implement a template have {percent(m, other)} "
            f"of its items all the same ({m} of {other} "
            f"cells), against {percent(n, total)} ({n} of {total}) in those that do; the "
            f"former is what a shared policy field "
            "gives by itself.",
        )
    ]


def _pairs(tables: Tables, places: Any) -> list[Finding]:
    pairs, clauses = table(tables, "pairs"), table(tables, "clauses")
    alike = pairs[pairs["level"] != ""]
    if alike.empty:
        return []
    docs = clauses.set_index("clause_id")["doc_id"]
    both = alike.assign(x=alike["a"].map(docs), y=alike["b"].map(docs))
    order = list(table(tables, "documents")["doc_id"])
    sizes = (
        both.assign(verbatim=both["level"] == "verbatim")
        .groupby(["x", "y"])["verbatim"]
        .agg(["sum", "size"])
    )
    # Wording says more about who copied whom than the number of measures in common.
    x, y = min(
        sizes.index,
        key=lambda key: (
            *(-sizes.loc[key, ["sum", "size"]]),
            order.index(key[0]),
            order.index(key[1]),
        ),
    )
    here = both[(both["x"] == x) & (both["y"] == y)]
    verbatim = int((here["level"] == "verbatim").sum())
    longest = int(here["longest_run"].max())
    return [
        _finding(
            "similarity",
            f"{places['zh'][x]}与{places['zh'][y]}措辞最为相近："
            f"{len(here)}对条款是同一措施，其中{verbatim}对有整句相同，"
            f"最长的相同段落有{longest}字；"
            f"全部文本间共{len(alike)}对。",
            f"{places['en'][x]} and {places['en'][y]} are closest in wording: "
            f"{many(len(here), 'pair')} of clauses {'is' if len(here) == 1 else 'are'} "
            f"the same measure, {verbatim} of them with a sentence in common, and the "
            f"longest shared passage has {longest} characters; all texts "
            f"together have {many(len(alike), 'such pair')}.",
        )
    ]


def _origins(tables: Tables) -> list[Finding]:
    origins = traced(tables)
    if not (origins["origin"] != "undetermined").any():
        return []
    n = {code: int((origins["origin"] == code).sum()) for code in schema.ORIGINS}
    above = n["national"] + n["provincial"] + n["both"]
    return [
        _finding(
            "origins",
            f"{len(origins)}条条款中，"
            f"{above}条（{percent(above, len(origins))}）在上位文件中有对应，"
            f"{n['sibling']}条与同级文本共有，"
            f"{n['local']}条确为本地；{n['undetermined']}条未定，因为上位文件并未全部在手。",
            f"Of {len(origins)} clauses, {above} ({percent(above, len(origins))}) have a "
            f"match in a template, {n['sibling']} shared with "
            f"a sibling text, {n['local']} local; {n['undetermined']} undetermined, "
            f"because not every template is in hand.",
        )
    ]


def _agencies(tables: Tables, places: Any, bodies: Any) -> list[Finding]:
    agencies = charged(tables)
    if agencies.empty:
        return []
    first = families(agencies)[0]
    clauses = sum(value[0] for value in first["per"].values())
    lead = agencies[agencies["role"] == "lead"]
    with_lead = [doc for doc in table(tables, "documents")["doc_id"] if doc in set(lead["doc_id"])]
    n_clauses = agencies["clause_id"].nunique()
    zh = (
        f"{n_clauses}条条款共{len(agencies)}处写明责任单位，"
        f"最常见的是{bodies['zh'][first['family']]}（{clauses}条）"
    )
    en = (
        f"{n_clauses} clauses name responsible bodies {len(agencies)} times, most often "
        f"those for {bodies['en'][first['family']]} "
        f"({many(clauses, 'clause')})"
    )
    if len(with_lead) > SEVERAL:
        zh += f"；写明牵头单位的有{len(with_lead)}份文本"
        en += f"; {len(with_lead)} texts name a lead body"
    elif with_lead:
        zh += f"；写明牵头单位的是{_zh(places['zh'][doc] for doc in with_lead)}"
        en += f"; a lead body is named by {', '.join(places['en'][doc] for doc in with_lead)}"
    return [_finding("agencies", zh + "。", en + ".")]


def _themes(tables: Tables, names: Any) -> list[Finding]:
    themes, documents = table(tables, "themes"), table(tables, "documents")
    if themes.empty:
        return []
    rows = clauses_by(themes, "theme")
    everywhere = sum(len(row["per"]) == len(documents) for row in rows)
    top = rows[:3]
    totals = [sum(value[0] for value in row["per"].values()) for row in top]
    name = {lang: lambda code, lang=lang: names[lang].get(code, code) for lang in ("zh", "en")}
    return [
        _finding(
            "themes",
            f"{len(rows)}个主题中有{everywhere}个见于全部文本；涉及条款最多的是"
            + _zh(f"{name['zh'](row['code'])}（{n}条）" for row, n in zip(top, totals, strict=True))
            + "。",
            f"{everywhere} of {len(rows)} themes occur in every text; most clauses touch "
            + ", ".join(
                f"{name['en'](row['code'])} ({n})" for row, n in zip(top, totals, strict=True)
            )
            + ".",
        )
    ]


def _amounts(tables: Tables, places: Any) -> list[Finding]:
    amounts = table(tables, "amounts")
    if amounts.empty:
        return []
    money = amounts[amounts["unit"] == "元"]
    order = list(table(tables, "documents")["doc_id"])
    per = amounts.groupby("doc_id").size()
    most = min(per.index, key=lambda doc: (-per[doc], order.index(doc)))
    return [
        _finding(
            "amounts",
            (
                f"文本共承诺{len(amounts)}个数，其中{len(money)}个是金额；"
                f"{places['zh'][most]}最多，有{per[most]}个。"
            ),
            (
                f"The texts commit {len(amounts)} numbers, {len(money)} of them sums of "
                f"money; {places['en'][most]} has most, {per[most]}."
            ),
        )
    ]
