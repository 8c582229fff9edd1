"""The methods section of a paper, written from the run itself: n, measures, thresholds, versions,
hashes, and what a reviewer will ask.

Every number is read from the tables or from the module that decides it, so the text cannot drift
from the code; the sentences stand in the files of strings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from compare.adoption.in_hand import templates_in_use
from compare.adoption.items import PARTS
from compare.adoption.origins import between, control_shares, counted_origins
from compare.adoption.rates import (
    control_pool,
    countable,
    dependent,
    half_done,
    independent,
    main_template,
)
from compare.adoption.relations import later_editions, relate
from compare.adoption.rules import RULES
from compare.likeness import counterparts, measures, runs, tiles
from compare.likeness import pairs as likeness
from compare.paper.provenance import input_digest, issue_years, table_digests, versions
from compare.paper.references import cite_software, short_cite
from compare.schema import INSTRUMENTS, ORIGINS
from compare.trust import specification
from compare.words.names import places, template_name
from compare.words.strings import check_language, say

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
    check_language(lang)
    paragraphs = [writer(study, tables, lang) for writer in _WRITERS]
    return [paragraph for paragraph in paragraphs if paragraph]


def methods_text(study: Study, tables: Tables, lang: str) -> str:
    """The paragraphs, a reviewer's checklist, versions and hashes, as Markdown."""
    lines = [f"# {say('methods.head', lang)}", ""]
    for paragraph in methods_paragraphs(study, tables, lang):
        lines += [paragraph, ""]
    lines += [f"## {say('checklist.title', lang)}", ""]
    lines += [f"- [ ] {line}" for line in checklist(study, tables, lang)]
    lines += [
        "",
        f"## {say('methods.versions', lang)}",
        "",
        "; ".join(f"{name} {number}" for name, number in versions().items()) + ".",
        "",
        f"{say('methods.inputs', lang)}:",
        "",
    ]
    lines += [f"- {row['doc_id']}: {row['sha256']}" for row in study.documents.to_dict("records")]
    lines += [
        "",
        f"{say('methods.results', lang)}:",
        "",
        *(f"- {name}: {digest}" for name, digest in table_digests(tables).items()),
        "",
    ]
    return "\n".join(lines)


def checklist(study: Study, tables: Tables, lang: str) -> list[str]:
    """What a reviewer should check, each with what this run has to say to it."""
    adoption = tables["adoption"]
    counts = _cells(study, tables)
    told = (
        "controls"
        if counts["due"] and counts["beside"]
        else "alone"
        if counts["due"]
        else "no_controls"
    )
    gaps = _open_cells(tables)
    coded = not _scores(study, tables).empty
    decided = int((adoption["decided_by"] != "").sum()) if "decided_by" in adoption else 0
    lines = [
        say("checklist.units", lang, k=len(tables["clauses"])),
        say(f"checklist.{told}", lang, **counts),
    ]
    if len(adoption):
        lines += [
            say("checklist.degree", lang),
            *(
                [say("checklist.threshold", lang, n=_specifications())]
                if _by_codebook(adoption)
                else [say("checklist.calibrated", lang, link=RULES.links.link)]
            ),
            say("checklist.hand", lang, **gaps),
            say("checklist.decided", lang, n=decided),
        ]
    found = versions()
    return [
        *lines,
        say("checklist.coding" if coded else "checklist.no_coding", lang),
        say("checklist.intervals", lang),
        *([say("checklist.evidence", lang)] if len(adoption) else []),
        say(
            "checklist.repeat", lang, digest=input_digest(study),
            version=found["policy-compare"], rules=_rules(adoption),
        ),
    ]  # fmt: skip


def _corpus(study: Study, tables: Tables, lang: str) -> str:
    documents = tables["documents"]
    years = issue_years(documents)
    traditional = int((documents["script"] == "hant").sum())
    text = say(
        "methods.corpus", lang, n=len(documents), k=len(tables["clauses"]),
        chars=int(documents["n_chars"].sum()), cite=short_cite("daubler2012"),
        period=say("methods.period", lang, years=years) if years else "",
    )  # fmt: skip
    more = [say("methods.traditional", lang, n=traditional)] if traditional else []
    if aside := len(study.set_aside):
        values = {"n": len(documents), "all": len(documents) + aside, "aside": aside}
        more.append(say("counts.set_aside", lang, **values))
    return _joined([text, *more], lang)


def _agencies(study: Study, tables: Tables, lang: str) -> str:
    table = tables["agencies"]
    if table.empty:
        return ""
    where = {
        name: int((table["where"] == kind).sum())
        for name, kind in (("attribution", "attribution"), ("table", "table"), ("running", "text"))
    }
    return say(
        "methods.agencies", lang, n=len(table), bodies=table["agency"].nunique(),
        families=table["family"].nunique(), **where,
    )  # fmt: skip


def _amounts(study: Study, tables: Tables, lang: str) -> str:
    n = len(tables["amounts"])
    return say("methods.amounts", lang, n=n) if n else ""


def _similarity(study: Study, tables: Tables, lang: str) -> str:
    pairs = tables["pairs"]
    if pairs.empty:
        return ""
    return say(
        "methods.similarity", lang, n=len(pairs), floor=likeness.FLOOR, run=likeness.RUN_FLOOR,
        seed=tiles.SEED, copied=counterparts.VERBATIM, enough=counterparts.ENOUGH,
        gram=measures.WORDING_GRAM, grams=runs.SET_GRAM,
        verbatim=int((pairs["level"] == "verbatim").sum()),
        adapted=int((pairs["level"] == "adapted").sum()),
        tfidf=short_cite("salton1988"), broder=short_cite("broder1997"),
        wise=short_cite("wise1996"), bh=short_cite("benjamini1995", narrative=True),
    )  # fmt: skip


def _coding(study: Study, tables: Tables, lang: str) -> str:
    said = []
    book = study.codebooks.get("themes")
    if book is not None and len(tables["themes"]):
        said.append(say(
            "methods.themes", lang, version=book.version, codes=len(book.ids),
            n=len(tables["clauses"]), coded=tables["themes"]["clause_id"].nunique(),
        ))  # fmt: skip
    if len(tables["instruments"]):
        counts = tables["instruments"]["instrument"].value_counts()
        said.append(say(
            "methods.instruments", lang, cite=short_cite("rothwell1985", narrative=True),
            **{name: int(counts.get(name, 0)) for name in INSTRUMENTS},
        ))  # fmt: skip
    if study.ladder is not None and len(tables["directives"]):
        cite = short_cite("ang2024", narrative=lang == "zh")
        said.append(say(
            "methods.directives", lang, steps=len(study.ladder.ids),
            version=study.ladder.version, cite=cite,
        ))  # fmt: skip
    cells = tables.get("pmc_cells")
    if cells is not None and len(cells):
        said.append(say(
            "methods.pmc", lang, cite=short_cite("ruizestrada2011"), version=study.pmc.version,
            first=len(study.pmc.first), second=len(study.pmc.decided), cells=len(cells),
            decided=int((cells["decided_by"] != "").sum()), open=int(cells["value"].isna().sum()),
        ))  # fmt: skip
    return _joined(said, lang)


def _adoption(study: Study, tables: Tables, lang: str) -> str:
    table = tables["adoption"]
    if table.empty:
        return ""
    counts = _cells(study, tables)
    key = "methods.adoption" if counts["beside"] else "methods.adoption_alone"
    text = say(
        key, lang, version=_rules(table), items=len(tables["items"]),
        templates=tables["items"]["template"].nunique(),
        rate=_percent(counts["taken"], counts["due"]),
        control_rate=_percent(counts["alike"], counts["beside"]), **counts,
    )  # fmt: skip
    cells = _open_cells(tables)
    all_known = not cells["unknown"] and not cells["unverified"]
    gaps = "" if all_known else say("methods.open", lang, **cells)
    return _joined([text, _main(study, tables, lang), gaps, _editions(study, tables, lang)], lang)


def _editions(study: Study, tables: Tables, lang: str) -> str:
    """That lags run from the first day where only a later edition of what is above is in hand."""
    documents = tables["documents"]
    later = later_editions(documents)
    wanted = {key for cell in documents["implements"] for key in str(cell).split(";")}
    told = [
        say(
            "methods.edition",
            lang,
            document=template_name(documents, key, lang),
            doc_id=key,
            day=day,
        )
        for key, day in later.items()
        if key in wanted
    ]
    between = say("methods.separator", lang)
    return say("methods.editions", lang, documents=between.join(told)) if told else ""


def _main(study: Study, tables: Tables, lang: str) -> str:
    """The main template by document, beside its independent controls: as page and figures count."""
    adoption = tables["adoption"]
    template = main_template(adoption)
    if not template:
        return ""
    counted = countable(adoption[adoption["template"] == template])
    names = places(tables["documents"], lang)
    halves = half_done(adoption)
    said = []
    due = counted[counted["relation"] != "control"]
    for doc_id in map(str, due["doc_id"].drop_duplicates()):
        group = due[due["doc_id"] == doc_id]
        taken, total = int(group["present"].sum()), len(group)
        one = say(
            "methods.main_one", lang, name=names.get(doc_id, doc_id), taken=taken, total=total,
            rate=_percent(taken, total),
        )  # fmt: skip
        half, scored = halves.get((template, doc_id), (0, 0))
        said.append(one + (say("methods.main_half", lang, half=half) if scored else ""))
    if not said:
        return ""
    alike, cells = control_pool(adoption, _related(study, tables), template)
    return say(
        "methods.main" if cells else "methods.main_alone", lang,
        template=template_name(tables["documents"], template, lang),
        items=counted["item_no"].nunique(),
        documents=say("methods.separator", lang).join(said),
        controls=say(
            "methods.part_of_all", lang, n=alike, total=cells, rate=_percent(alike, cells)
        ),
    )  # fmt: skip


def _score(study: Study, tables: Tables, lang: str) -> str:
    table = tables["adoption"]
    if table.empty:
        return ""
    said = []
    if _by_codebook(table):
        parts = say("methods.separator", lang).join(
            say(
                "methods.part", lang, name=say(f"methods.{part}", lang),
                weight=getattr(RULES.weights, part),
            )
            for part in PARTS
        )  # fmt: skip
        half = say("methods.score_half", lang, line=RULES.action)
        said.append(say("methods.score", lang, parts=parts, line=RULES.taken_over, half=half))
        said.append(_threshold(lang))
    if "basis" in table and (table["basis"] == "official_text").any():
        said.append(say("methods.official", lang, link=RULES.links.link))
    return _joined(said, lang)


def _by_codebook(adoption: pd.DataFrame) -> bool:
    """Whether some rows rest on a codebook, whose line the specification curve moves."""
    return "basis" not in adoption or bool((adoption["basis"] != "official_text").any())


def _threshold(lang: str) -> str:
    comma = "、" if lang == "zh" else ", "
    tokens = [
        say("methods.token_word", lang) if kind == "word" else say("methods.token_char", lang, n=n)
        for kind, n in specification.TOKENS
    ]
    weights = [
        say(f"methods.weight_{name.replace(' ', '_')}", lang) for name in specification.WEIGHTS
    ]
    lines = [f"{line:.2f}" for line in specification.THRESHOLDS]
    return say(
        "methods.threshold", lang, line=RULES.taken_over, n=_specifications(),
        tokens=len(tokens), token_names=comma.join(tokens), weights=len(weights),
        weight_names=comma.join(weights), lines=len(lines), line_values=comma.join(lines),
    )  # fmt: skip


def _specifications() -> int:
    """Specifications of the curve: tokens, weights and thresholds crossed."""
    return len(specification.TOKENS) * len(specification.WEIGHTS) * len(specification.THRESHOLDS)


def _related(study: Study, tables: Tables) -> pd.DataFrame:
    """Every template with every document: what is a control, and which controls count."""
    used = templates_in_use(tables["documents"], tables["clauses"], study.templates)
    return relate(tables["documents"], used)


def _cells(study: Study, tables: Tables) -> dict[str, int]:
    """Cells that count, of implementing documents and of independent controls, and how many have
    the item.
    """
    counted = countable(tables["adoption"])
    control = counted["relation"] == "control"
    due, beside = counted[~control], independent(counted[control], _related(study, tables))
    return {
        "taken": int(due["present"].sum()), "due": len(due),
        "alike": int(beside["present"].sum()), "beside": len(beside),
    }  # fmt: skip


def _open_cells(tables: Tables) -> dict[str, int]:
    """What could not be judged: pairs of document and template, and items not verified."""
    table = tables["adoption"]
    open_ = table[(table["relation"] != "control") & (table["level"] == "not_in_hand")]
    return {
        "unknown": len(open_.drop_duplicates(["template", "doc_id"])),
        "unverified": int((tables["items"]["evidence"] == "unverified").sum()),
        "items": len(tables["items"]),
    }


def _rules(adoption: pd.DataFrame) -> str:
    return ", ".join(sorted(set(adoption["rules"]) - {""})) or RULES.version


def _origins(study: Study, tables: Tables, lang: str) -> str:
    table = counted_origins(tables["origins"], tables["documents"])
    if table.empty:
        return ""
    counts = table["origin"].value_counts()
    found = {origin: int(counts.get(origin, 0)) for origin in ORIGINS}
    shares = between(control_shares(tables, dependent(_related(study, tables))).values())
    beside = say(
        "methods.origins_beside" if shares else "methods.origins_alone", lang, between=shares
    )
    return say("methods.origins", lang, n=len(table), beside=beside, **found)


def _scores(study: Study, tables: Tables) -> pd.DataFrame:
    from compare.figures.reliability import tables_data

    return tables_data(study, tables)


def _validation(study: Study, tables: Tables, lang: str) -> str:
    """Agreement with the coding, where the study has one; the ceiling is the agreement of the two
    passes.
    """
    scores = _scores(study, tables)
    if scores.empty:
        return say("methods.uncoded", lang) if len(tables["adoption"]) else ""
    rows = [
        say(
            "methods.validation_row" if pd.isna(row["ceiling"]) else "methods.validation_ceiling",
            lang, label=row[f"label_{lang}"], value=row["value"], n=row["by_hand"],
            ceiling=row["ceiling"],
        )
        for row in scores.to_dict("records")
    ]  # fmt: skip
    between = say("methods.separator", lang)
    cite = short_cite("hayes2007")
    return say("methods.validation", lang, cite=cite, rows=between.join(rows))


def _limits(study: Study, tables: Tables, lang: str) -> str:
    return say("methods.limits", lang) if len(tables["adoption"]) else ""


def _software(study: Study, tables: Tables, lang: str) -> str:
    found = versions()
    listed = ", ".join(
        f"{name} {number}" for name, number in found.items() if name != "policy-compare"
    )
    text = say(
        "methods.software", lang, version=found["policy-compare"], listed=listed,
        digest=input_digest(study),
    )  # fmt: skip
    return text if lang == "zh" else _joined([text, cite_software()], lang)


def _joined(sentences: list[str], lang: str) -> str:
    return ("" if lang == "zh" else " ").join(sentence for sentence in sentences if sentence)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


_WRITERS: tuple[Callable[[Study, Tables, str], str], ...] = (
    _corpus, _agencies, _amounts, _similarity, _coding, _adoption, _score, _origins, _validation,
    _limits, _software,
)  # fmt: skip
