"""The methods section of a paper, written from the run itself: n, measures, thresholds, versions,
hashes.

Every number is read from the tables or from the module that decides it, so the text cannot drift
from the code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from compare.adoption.items import PARTS
from compare.adoption.rates import countable
from compare.adoption.rules import RULES
from compare.likeness import counterparts, measures, runs, tiles
from compare.likeness import pairs as likeness
from compare.paper.provenance import input_digest, issue_years, table_digests, versions
from compare.paper.references import cite_software, short_cite
from compare.schema import INSTRUMENTS, ORIGINS
from compare.trust import specification
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

Tables = Mapping[str, pd.DataFrame]


def methods_paragraphs(study: Study, tables: Tables, lang: str) -> list[str]:
    """The paragraphs, in order; what the study has no data for is not mentioned.

    Parameters
    ----------
    study, tables : from `compare.read_study` and `compare.build_tables`
    lang : {"zh", "en"}

    Raises
    ------
    ValueError
        If `lang` is another.
    """
    if lang not in ("zh", "en"):
        raise ValueError(f"language {lang!r} is not one of zh, en.")
    position = 0 if lang == "zh" else 1
    paragraphs = [writer(study, tables)[position] for writer in _WRITERS]
    return [paragraph for paragraph in paragraphs if paragraph]


def methods_text(study: Study, tables: Tables, lang: str) -> str:
    """The paragraphs, then versions and hashes, as Markdown."""
    heads = (
        ("方法", "版本与校验值", "输入文件（sha256）", "结果表（sha256 前 12 位）")
        if lang == "zh"
        else (
            "Methods",
            "Versions and hashes",
            "Input files (sha256)",
            "Result tables (first 12 digits of sha256)",
        )
    )
    lines = [f"# {heads[0]}", ""]
    for paragraph in methods_paragraphs(study, tables, lang):
        lines += [paragraph, ""]
    lines += [
        f"## {heads[1]}",
        "",
        "; ".join(f"{name} {number}" for name, number in versions().items()) + ".",
        "",
        f"{heads[2]}:",
        "",
    ]
    lines += [f"- {row['doc_id']}: {row['sha256']}" for row in study.documents.to_dict("records")]
    lines += [
        "",
        f"{heads[3]}:",
        "",
        *(f"- {name}: {digest}" for name, digest in table_digests(tables).items()),
        "",
    ]
    return "\n".join(lines)


def _corpus(study: Study, tables: Tables) -> tuple[str, str]:
    documents, clauses = tables["documents"], tables["clauses"]
    n, k, chars = len(documents), len(clauses), int(documents["n_chars"].sum())
    years = issue_years(documents)
    traditional = int((documents["script"] == "hant").sum())
    zh = (
        f"语料为 {n} 份政策文件"
        + (f"（{years} 年发布）" if years else "")
        + f"，原文共 {chars} 字，按层次序号切分为 {k} 个条款"
    )
    zh += (
        f"；条款是含有政策内容的最小编号单位，由规则切分（以自然单位编码的依据见 "
        f"{short_cite('daubler2012')}），每个条款均记录其在原文件中的起止位置。"
    )
    en = f"The corpus holds {n} policy documents" + (f", issued {years}" if years else "")
    en += (
        f" ({chars} characters), divided by their numbering into {k} clauses. A clause "
        f"is the smallest numbered item with policy content; "
    )
    en += (
        f"it is found by rule (on natural units see {short_cite('daubler2012')}) and "
        f"keeps its position in the file as received."
    )
    if traditional:
        zh += f"其中 {traditional} 份繁体文本经 OpenCC 转为简体后比较。"
        en += (
            f" {traditional} {_plural(traditional, 'text')} in traditional script "
            f"{'was' if traditional == 1 else 'were'} converted with OpenCC before "
            f"comparison."
        )
    if aside := len(study.set_aside):
        values = {"n": n, "all": n + aside, "aside": aside}
        zh += say("counts.set_aside", "zh", **values)
        en += f" {say('counts.set_aside', 'en', **values)}"
    return zh, en


def _agencies(study: Study, tables: Tables) -> tuple[str, str]:
    table = tables["agencies"]
    if table.empty:
        return "", ""
    n, bodies, families = len(table), table["agency"].nunique(), table["family"].nunique()
    bracket, table_cells, text = (
        int((table["where"] == kind).sum()) for kind in ("attribution", "table", "text")
    )
    return (
        (
            f"责任部门由语法规则与机构名录识别，先于分词进行：共 {n} 处（责任括注 {bracket} "
            f"处，任务表 {table_cells} 处，正文 {text} 处），归为 {bodies} 个机构、{families} "
            f"个职能类别，区分牵头、配合与负责三种角色。"
        ),
        f"Bodies in charge are found by a grammar of names and charges and a registry, "
        f"before words are segmented: {n} mentions ({bracket} in "
        f"attributions, {table_cells} in tables, {text} in running text) "
        f"of {bodies} bodies in {families} functional families, as lead, support or responsible.",
    )


def _amounts(study: Study, tables: Tables) -> tuple[str, str]:
    n = len(tables["amounts"])
    if not n:
        return "", ""
    return (
        f"金额、数量与期限由数量语法解析为上下限与单位（共 {n} 处）。",
        (
            f"Amounts, quotas and time limits are parsed into bounds and units by a grammar "
            f"({n} found)."
        ),
    )


def _similarity(study: Study, tables: Tables) -> tuple[str, str]:
    pairs = tables["pairs"]
    if pairs.empty:
        return "", ""
    verbatim, adapted = (int((pairs["level"] == level).sum()) for level in ("verbatim", "adapted"))
    gram, grams = measures.WORDING_GRAM, runs.SET_GRAM
    numbers = {
        "n": len(pairs),
        "floor": likeness.FLOOR,
        "run": likeness.RUN_FLOOR,
        "seed": tiles.SEED,
        "copied": counterparts.VERBATIM,
        "enough": counterparts.ENOUGH,
    }
    zh = (
        "条款两两比较（仅限不同文件之间）：TF-IDF 余弦（{tfidf}），idf "
        "以本语料全部条款拟合，分别用结巴分词的词与 {gram} 字串；"
        "{grams} 字串的 Jaccard 系数与双向包含度（{broder}）；共同文字由贪婪串匹配求得，"
        "最短 {seed} 字（{wise}）。"
        "余弦不低于 {floor:.2f} 或连续相同不少于 {run} 字的条款对共 {n} 对。"
        "偶然相似以同一文件内条款对的分布为零模型，p 值按 {bh} 校正。"
        "两条款有一整句相同，或实质内容连续相同不少于 {copied} 字，"
        "判为“原文沿用”（{verbatim} 对）；证据值不低于 {enough:.2f} "
        "判为“改写”（{adapted} 对）；套话与所引文件标题不计入。"
    )
    en = (
        "Clauses of different documents are compared pair by pair: TF-IDF cosine "
        "({tfidf}) with idf fitted on all clauses of this corpus, once on "
        "jieba words and once on character {gram}-grams; Jaccard coefficient and "
        "containment in both directions on character {grams}-grams ({broder}); "
        "shared wording by greedy string tiling from {seed} characters on ({wise}). {n} "
        "pairs reach a cosine of {floor:.2f} or share a run of {run} "
        "characters. Chance likeness is judged against pairs of clauses within one "
        "document, with p-values corrected after {bh}. A pair is verbatim "
        "where a whole sentence or {copied} running characters of substance are the same "
        "({verbatim} pairs), adapted where its evidence reaches "
        "{enough:.2f} ({adapted} pairs); set phrases and cited titles are no substance."
    )
    values = numbers | {
        "verbatim": verbatim,
        "adapted": adapted,
        "gram": gram,
        "grams": grams,
        "tfidf": short_cite("salton1988"),
        "broder": short_cite("broder1997"),
        "wise": short_cite("wise1996"),
        "bh": short_cite("benjamini1995", narrative=True),
    }
    return zh.format(**values), en.format(**values)


def _coding(study: Study, tables: Tables) -> tuple[str, str]:
    zh, en = [], []
    n = len(tables["clauses"])
    book = study.codebooks.get("themes")
    if book is not None and len(tables["themes"]):
        coded = tables["themes"]["clause_id"].nunique()
        zh.append(
            f"政策主题按编码手册（第 {book.version} 版，{len(book.ids)} "
            f"类）由线索词加权判定，{n} 个条款中 {coded} 个得到至少一个主题"
        )
        en.append(
            f"Themes follow a codebook (version {book.version}, {len(book.ids)} codes) by "
            f"weighted cues; {coded} of {n} clauses have at least one."
        )
    if len(tables["instruments"]):
        counts = tables["instruments"]["instrument"].value_counts()
        supply, environment, demand = (int(counts.get(name, 0)) for name in INSTRUMENTS)
        zh.append(
            f"政策工具按 {short_cite('rothwell1985', narrative=True)} 分为供给型 "
            f"{supply}、环境型 {environment}、需求型 {demand} 条"
        )
        en.append(
            f"Policy instruments after {short_cite('rothwell1985', narrative=True)}: "
            f"{supply} clauses supply, {environment} environment, {demand} demand."
        )
    if study.ladder is not None and len(tables["directives"]):
        zh.append(
            f"指令强度按 {len(study.ladder.ids)} 级阶梯（第 {study.ladder.version} 版，"
            f"参照 {short_cite('ang2024', narrative=True)}）取条款中多数句子所在级"
        )
        en.append(
            f"Directive strength is the step, of {len(study.ladder.ids)} (version "
            f"{study.ladder.version}; cf. {short_cite('ang2024')}), on which most "
            f"sentences of a clause stand."
        )
    return "；".join(zh) + "。" if zh else "", " ".join(en)


def _adoption(study: Study, tables: Tables) -> tuple[str, str]:
    table = tables["adoption"]
    if table.empty:
        return "", ""
    counted = countable(table)
    due, beside = (
        counted[counted["relation"] != "control"],
        counted[counted["relation"] == "control"],
    )
    taken, alike = int(due["present"].sum()), int(beside["present"].sum())
    templates, items = tables["items"]["template"].nunique(), len(tables["items"])
    open_ = table[(table["relation"] != "control") & (table["level"] == "not_in_hand")]
    unknown = len(open_.drop_duplicates(["template", "doc_id"]))
    unverified = int((tables["items"]["evidence"] == "unverified").sum())
    version = ", ".join(sorted(set(table["rules"]) - {""})) or RULES.version
    zh = (
        f"采纳判定依规则第 {version} 版：{templates} 份上级文件的 {items} "
        f"项措施逐项与贯彻它的文件比对，以编码手册为据时得分不低于 {RULES.taken_over:.2f} "
        f"为“采纳”，"
        f"得分为{_zh_parts()}的加权平均，采纳线由一地的双人编码定出，并在 "
        f"{_specifications()} 组口径（词串、权重、阈值）下复算（规格曲线）；"
        f"以原文为据时另分“沿用原句”与“改写”，与模板相反者不计为采纳。"
        f"总体要求不计，可判定的 {len(due)} 个格中 {taken} "
        f"个为采纳（{_percent(taken, len(due))}），同一口径下对照的 {len(beside)} 个格中 "
        f"{alike} 个亦相似（{_percent(alike, len(beside))}）；"
        f"另有 {unknown} 组文件与上级文件因后者文本未全部掌握，未掌握部分不作判断，"
        f"不视为缺失。{items} 项中有 {unverified} 项未经原文核实。"
    )
    en = (
        f"Adoption follows rules version {version}: each of {items} items of {templates} "
        f"upper-level documents is looked for in the documents that implement "
        f"it. Against a codebook an item is taken over from a score of "
        f"{RULES.taken_over:.2f} on; the score is a weighted mean of {', '.join(PARTS)}, "
        f"the line was set on two "
        f"independent passes of coding of one document and is varied in "
        f"{_specifications()} specifications (tokens, weights, thresholds). Against the "
        f"official text verbatim and adapted "
        f"wording are told apart; what says the opposite is no adoption. Preambles left "
        f"out, {taken} of {len(due)} cells that can be judged are taken over "
        f"({_percent(taken, len(due))}), against {alike} of {len(beside)} "
        f"({_percent(alike, len(beside))}) that are alike in controls, counted in the "
        f"same way. For {unknown} "
        f"pairs of document and upper-level document part of the latter is not in hand; "
        f"that part is left open, which is not absence. {unverified} of the {items} items "
        f"are not verified "
        "against the official text."
    )
    return zh, en


def _specifications() -> int:
    """Specifications of the curve: tokens, weights and thresholds crossed."""
    return len(specification.TOKENS) * len(specification.WEIGHTS) * len(specification.THRESHOLDS)


def _zh_parts() -> str:
    return "、".join(_PARTS_ZH.get(part, part) for part in PARTS)


_PARTS_ZH = {
    "wording": "全文相似",
    "sentence": "最近句相似",
    "own": "独占句相似",
    "heading": "标题相似",
    "cues": "线索词",
    "rank": "相对名次",
    "order": "先后次序",
}


def _origins(study: Study, tables: Tables) -> tuple[str, str]:
    table = tables["origins"]
    if table.empty:
        return "", ""
    counts = table["origin"].value_counts()
    found = {origin: int(counts.get(origin, 0)) for origin in ORIGINS}
    values = {"n": len(table), **found}
    zh = (
        "条款对应：{n} 个条款中，在国家文件中有对应者 {national}、省级 {provincial}、"
        "二者皆有 {both}、与同级文件共有 {sibling}、本地自创 {local}，无法判定 "
        "{undetermined}；有对应不等于来源，同领域文件本来相似；"
        "上级文件文本全部掌握而均无此项措施者，方计为本地自创。"
    )
    en = (
        "Of {n} clauses, {national} have a match in the national text, {provincial} in "
        "the provincial one, {both} in both, {sibling} in a sibling document and {local} "
        "are "
        "local; {undetermined} cannot be traced. A match is no proof of origin: "
        "documents of one field are alike anyway. A clause is local only where every "
        "upper-level text is in hand and none has the measure."
    )
    return zh.format(**values), en.format(**values)


def _validation(study: Study, tables: Tables) -> tuple[str, str]:
    """Agreement with the hand coding, where the study has one; the ceiling is the agreement of the
    two passes.
    """
    from compare.figures.reliability import tables_data

    scores = tables_data(study, tables)
    if scores.empty:
        return "", ""
    zh, en = [], []
    for row in scores.to_dict("records"):
        ceiling = row["ceiling"]
        value, n = f"{row['value']:.2f}", row["by_hand"]
        zh.append(
            f"{row['label_zh']} {value}（n = {n}"
            + ("）" if pd.isna(ceiling) else f"，两遍之间 {ceiling:.2f}）")
        )
        en.append(
            f"{row['label_en']} {value} (n = {n}"
            + (")" if pd.isna(ceiling) else f", ceiling {ceiling:.2f})")
        )
    cite = short_cite("hayes2007")
    # True of any coding, so the library need not know whose it is.
    seen = (
        "若编写规则时已见过这些编码，则对未见文本的一致程度可能较低。",
        (
            " Where this coding was at hand while rules were written, agreement on unseen "
            "texts may be lower."
        ),
    )
    return (
        f"与手工编码（两遍独立阅读）比较（信度指标参见 {cite}）：" + "；".join(zh) + "。" + seen[0],
        (
            f"Measured against a coding by hand in two independent passes of reading, whose "
            f"agreement is the ceiling (on such measures see {cite}): "
        )
        + "; ".join(en)
        + "."
        + seen[1],
    )


def _software(study: Study, tables: Tables) -> tuple[str, str]:
    found = versions()
    listed = ", ".join(
        f"{name} {number}" for name, number in found.items() if name != "policy-compare"
    )
    digest = input_digest(study)
    return (
        (
            f"计算由 policy-compare {found['policy-compare']} 完成（{listed}；输入摘要 "
            f"{digest}），重抽样均用固定种子，重复运行逐位一致。"
        ),
        (
            f"Computed with policy-compare {found['policy-compare']} ({listed}; input "
            f"{digest}); resampling uses fixed seeds, and runs repeat to the digit. "
            f"{cite_software()}"
        ),
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _plural(n: int, word: str) -> str:
    return word if n == 1 else f"{word}s"


_WRITERS: tuple[Callable[[Study, Tables], tuple[str, str]], ...] = (
    _corpus, _agencies, _amounts, _similarity, _coding, _adoption, _origins, _validation, _software,
)  # fmt: skip
