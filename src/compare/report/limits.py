"""What the study cannot say, in sentences, worked out from what is not in hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from compare.report.counts import Tables, split, table
from compare.words.strings import LANGUAGES, say


def build_limits(
    tables: Tables,
    templates: Iterable[Any],
    *,
    numbers: Mapping[str, Mapping[str, str]],
    rules: str,
    set_aside: Sequence[str] = (),
    uncoded: Sequence[str] = (),
) -> list[dict[str, str]]:
    """What the study cannot say, from what is not in hand; one mapping of language to
    sentence a limit.

    Parameters
    ----------
    set_aside : sequence of str
        Texts that the study names and that could not be used.
    uncoded : sequence of str
        What the study has no codebook of: ``themes``, ``instruments``.
    """
    templates, items, documents = (
        list(templates),
        table(tables, "items"),
        table(tables, "documents"),
    )
    told = sorted({number for cell in documents["implements"] for number in split(cell)})
    known = {template.number for template in templates}
    unknown = [number for number in told if number not in known]
    empty = [template.number for template in templates if not template.items]
    partial = [template for template in templates if template.items and not template.complete]
    codebook = [
        template.number for template in templates if template.items and template.basis == "codebook"
    ]
    official = [
        template.number
        for template in templates
        if template.items and template.basis == "official_text"
    ]
    unverified = items[items["evidence"] == "unverified"].groupby("template", sort=False).size()
    limits: list[dict[str, str]] = []

    def add(key: str, values: Callable[[str], Mapping[str, Any]] = lambda lang: {}) -> None:
        limits.append({lang: say(f"limit.{key}", lang, **values(lang)) for lang in LANGUAGES})

    def listed(names: Iterable[str], lang: str) -> str:
        return say("join.items", lang).join(numbers[lang].get(name, name) for name in names)

    def counted(key: str, sizes: Mapping[str, int], lang: str) -> str:
        return say("join.items", lang).join(
            say(f"limit.{key}", lang, template=numbers[lang].get(name, name), n=n)
            for name, n in sizes.items()
        )

    if set_aside:
        n = len(documents)
        add(
            "set_aside",
            lambda lang: {
                "n": n,
                "all": n + len(set_aside),
                "names": say("join.items", lang).join(set_aside),
            },
        )
    if not templates:
        add("no_template")
    if uncoded:
        add("uncoded", lambda lang: uncoded_words(uncoded, lang))
    if codebook:
        add("codebook", lambda lang: {"templates": listed(codebook, lang)})
    if official:
        add("links", lambda lang: {"templates": listed(official, lang)})
    if empty:
        add("empty", lambda lang: {"templates": listed(empty, lang)})
    if partial:
        known_items = {template.number: len(template.items) for template in partial}
        add("partial", lambda lang: {"templates": counted("items_known", known_items, lang)})
    if len(unverified):
        doubtful = {str(name): int(n) for name, n in unverified.items()}
        add("unverified", lambda lang: {"templates": counted("items_of", doubtful, lang)})
    if unknown:
        add("unknown", lambda lang: {"templates": listed(unknown, lang)})
    add("rules", lambda lang: {"rules": rules or say("limit.no_rules", lang)})
    add("few")
    return limits


def uncoded_words(uncoded: Sequence[str], lang: str) -> dict[str, str]:
    """What ``limit.uncoded`` is filled in with: kinds of codebook, and how they are added."""
    named = [say(f"limit.{name}", lang) for name in uncoded]
    return {"names": say("join.items", lang).join(named), "starters": ",".join(uncoded)}
