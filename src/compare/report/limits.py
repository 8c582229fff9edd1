"""What the study cannot say, in sentences, worked out from what is not in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compare.report.counts import Tables, many, split, table


def build_limits(
    tables: Tables,
    templates: Iterable[Any],
    *,
    numbers: Mapping[str, Mapping[str, str]],
    rules: str,
    set_aside: Sequence[str] = (),
) -> list[dict[str, str]]:
    """What the study cannot say, from what is not in hand; one ``{"zh", "en"}`` a limit.

    Parameters
    ----------
    set_aside : sequence of str
        Texts that the study names and that could not be used.
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
    unverified = items[items["evidence"] == "unverified"].groupby("template", sort=False).size()
    limits = []

    def add(zh: str, en: str) -> None:
        limits.append({"zh": zh, "en": en})

    def listed(names: Iterable[str], lang: str) -> str:
        return ("、" if lang == "zh" else ", ").join(
            numbers[lang].get(name, name) for name in names
        )

    if set_aside:
        n = len(documents)
        add(
            (
                f"登记的{n + len(set_aside)}份文本中使用了{n}份；未能使用的："
                f"{'、'.join(set_aside)}（原因见 policy-compare check）。"
            ),
            (
                f"{n} of {n + len(set_aside)} texts are used; set aside: "
                f"{', '.join(set_aside)} (policy-compare check gives the reasons)."
            ),
        )
    if not templates:
        add(
            "本研究没有模板：不能说明采纳了什么，只能比较各文本之间。",
            (
                "The study has no template: it cannot say what was taken over, only compare "
                "the texts with each other."
            ),
        )
    if codebook:
        add(
            (
                f"{listed(codebook, 'zh')}以编码簿（我们自己的话）进入研究，官方文本不随附；"
                f"因此只判断措施是否在文本中，不比较措辞。把官方文本放入研究后即可比较。"
            ),
            f"{listed(codebook, 'en')} enter as codebooks in our own words; official "
            f"texts are not shipped. So the report says "
            "whether a measure is there and does not compare wording. Adding an official "
            "text to the study changes that.",
        )
    if empty:
        add(
            (
                f"{listed(empty, 'zh')}只知其文号与标题，其措施标为“未掌握”，不等于未采纳；"
                f"其下文本的条款不能判为“本地”。"
            ),
            f"{listed(empty, 'en')}: known by number and title alone. Their items are "
            f"“not in hand”, never “absent”, and no clause of a "
            "text below them is called local.",
        )
    if partial:
        sizes = {template.number: len(template.items) for template in partial}
        zh = "、".join(f"{numbers['zh'][name]}（{n}项）" for name, n in sizes.items())
        en = ", ".join(f"{numbers['en'][name]} ({many(n, 'item')})" for name, n in sizes.items())
        add(
            f"只掌握部分措施：{zh}；其余不详，比例只就已知措施而言。",
            f"Known in part: {en}; shares speak of the known items only.",
        )
    if len(unverified):
        sizes = {str(name): int(n) for name, n in unverified.items()}
        zh = "、".join(f"{numbers['zh'].get(name, name)}有{n}项" for name, n in sizes.items())
        en = ", ".join(
            f"{many(n, 'item')} of {numbers['en'].get(name, name)}" for name, n in sizes.items()
        )
        add(
            f"未经核实的措施：{zh}（矩阵中以虚线标出），据此的判断同样未经核实。",
            f"Not verified: {en} (dashed in the matrix), and so is what rests on them.",
        )
    if unknown:
        add(
            f"文本写明贯彻、但本研究既无文本也无编码簿的文件：{listed(unknown, 'zh')}。",
            (
                f"Documents that the texts say they implement, of which the study holds "
                f"neither text nor codebook: {listed(unknown, 'en')}."
            ),
        )
    add(
        f"所有判断由规则（版本{rules or '—'}）作出，不是逐条人工阅读；应连同旁边的条款一起读。",
        (
            f"All judgements are made by rules (version {rules or '–'}), not by reading each "
            f"clause; read them with the clause beside them."
        ),
    )
    add(
        "文本数目少，不作推断：比例描述这些文本，不代表其他地方。",
        "The texts are few and were not sampled: shares describe these texts and no others.",
    )
    return limits
