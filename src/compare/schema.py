"""The tables of a study, declared once: column names, types, units, allowed codes.

Everything that shows, writes or checks a table reads it from here: `Table.check`, the exports and
the printed data dictionary. A list inside a cell is one string joined with ``;``. A missing text is
the empty string, a missing number is NaN, a missing truth value is ``<NA>``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from compare.errors import SchemaError

KINDS = ("preamble", "measure", "implementation")
LEVELS = ("national", "provincial", "city", "county")
FORMS = ("text", "table", "box")
ROLES = ("lead", "support", "responsible")
CURRENCIES = (
    "港元", "美元", "欧元", "日元", "英镑", "澳门元", "新台币", "韩元", "新加坡元", "加元", "澳元",
    "瑞士法郎", "卢布",
)  # fmt: skip
UNITS = (
    "元", "%", "工作日", "个月", "年", "次", "家", "平方米", "处", "人", "平方公里", *CURRENCIES,
    "other",
)  # fmt: skip
INSTRUMENTS = ("supply", "environment", "demand")
COUNTERPARTS = ("verbatim", "adapted", "")
ADOPTION = ("verbatim", "adapted", "taken_over", "alike", "reversed", "absent", "not_in_hand")
ADOPTED = ("verbatim", "adapted", "taken_over")
PRESENT = (
    *ADOPTED,
    "alike",
)  # the item is there, whoever wrote it: what rates of controls are counted over
DEGREES = ("theme_only", "some", "half", "most")
CHANGE_CODES = (
    "reversed", "raised", "lowered", "deadline", "frequency", "body", "narrowed", "widened",
)  # fmt: skip
ORIGINS = ("national", "provincial", "both", "city", "sibling", "local", "undetermined")
DIFFUSION_RELATIONS = ("vertical", "horizontal")
EVIDENCE = ("official_text", "reported", "unverified")
PMC_GRADES = ("perfect", "excellent", "acceptable", "poor")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: pandas type family, meaning in one line, unit, and the codes it may hold."""

    dtype: str  # "str", "int", "float", "bool"
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] | None = None


_EMPTY: dict[str, Any] = {"str": "str", "int": "int64", "float": "float64", "bool": "boolean"}


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table: `columns` are the contract, `further` ones may follow and are described
    here, too.
    """

    name: str
    key: tuple[str, ...]
    meaning: str
    columns: dict[str, Column] = field(default_factory=dict)
    further: dict[str, Column] = field(default_factory=dict)

    @property
    def every(self) -> dict[str, Column]:
        """Declared columns and those that may follow."""
        return self.columns | self.further

    def frame(self, rows: list[dict] | None = None) -> pd.DataFrame:
        """Build a checked frame from dictionaries, declared columns first; no rows give an empty
        typed frame.
        """
        rows = rows or []
        names = dict.fromkeys(name for row in rows for name in row)
        extra = [name for name in names if name not in self.columns]
        typed = {
            name: _typed([row.get(name) for row in rows], column.dtype)
            for name, column in self.columns.items()
        }
        frame = pd.DataFrame(typed)
        if extra:
            frame = frame.join(
                pd.DataFrame(
                    [{name: row.get(name) for name in extra} for row in rows], columns=extra
                )
            )
        return self.check(frame)

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return `frame` unchanged, or raise `SchemaError` naming table, column, value and the
        record it sits in.
        """
        missing = [name for name in self.columns if name not in frame.columns]
        if missing:
            raise SchemaError(
                f"{self.name}: columns {missing} are missing; found {list(frame.columns)}."
            )
        for name, column in self.columns.items():
            values = frame[name]
            if not _FAMILY[column.dtype](values.dtype):
                raise SchemaError(
                    f"{self.name}.{name}: type {values.dtype}, expected {column.dtype}."
                )
            if column.allowed is not None and not values.isin(column.allowed).all():
                wrong = frame[~values.isin(column.allowed)]
                raise SchemaError(
                    f"{self.name}.{name}: {sorted(set(wrong[name]))} not among "
                    f"{list(column.allowed)} "
                    f"(first at {list(wrong[list(self.key)].iloc[0])})."
                )
        doubled = frame[frame.duplicated(list(self.key))]
        if len(doubled):
            raise SchemaError(
                f"{self.name}: key {self.key} is not unique: "
                f"{list(doubled[list(self.key)].iloc[0])}."
            )
        return frame


def _typed(values: list, dtype: str) -> pd.Series:
    # One conversion a column: casting a finished frame column by column costs ten times as much.
    if dtype == "str":
        return pd.Series(
            [
                "" if value is None or value is pd.NA or value != value else str(value)
                for value in values
            ],
            dtype="str",
        )
    return pd.Series(values, dtype=_EMPTY[dtype])


_FAMILY = {
    "str": lambda dtype: pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype),
    "int": pd.api.types.is_integer_dtype,
    "float": pd.api.types.is_float_dtype,
    "bool": pd.api.types.is_bool_dtype,
}

_DOC = Column("str", "document: key into documents")
_CLAUSE = Column("str", "clause: key into clauses")
_BEGIN = Column("int", "start in the file as received, 0-based, inclusive", unit="character")
_END = Column("int", "end in the file as received, exclusive", unit="character")
_RAW = Column("str", "as printed: script and misprints kept, white space removed")
_TEMPLATE = Column("str", "template: its document number, or the file's stem where it has none")
_ITEM = Column(
    "int",
    "item of the template: the codebook's no, or the position of the clause in the official text",
)
_CUES = Column("str", "what was matched to reach this row, joined with ;")

DOCUMENTS = Table(
    "documents",
    ("doc_id",),
    "one row a text of the study",
    {
        "doc_id": Column("str", "short name of the document, from documents.csv"),
        "title": Column("str", "title, simplified script"),
        "doc_number": Column(
            "str", "document number, canonical: 国发〔2018〕32号; empty where none is known"
        ),
        "issuer": Column("str", "issuing body, simplified script"),
        "level": Column("str", "administrative level of the issuer", allowed=(*LEVELS, "")),
        "region": Column("str", "place the document governs"),
        "province": Column("str", "province the place lies in"),
        "issue_date": Column(
            "str", "ISO date; a year alone where only the number tells it; empty where unknown"
        ),
        "script": Column("str", "script as received", allowed=("hans", "hant")),
        "implements": Column(
            "str",
            (
                "documents it says it implements, joined with ;: number, else doc_id of a "
                "document of the study, else title as printed"
            ),
        ),
        "n_clauses": Column("int", "clauses found", unit="clause"),
        "n_chars": Column("int", "characters of the file as received", unit="character"),
        "sha256": Column("str", "sha256 of the file's bytes as received"),
    },
    {
        "file": Column("str", "file in texts/"),
        "title_en": Column("str", "English title, from documents.csv"),
        "region_en": Column("str", "English name of the place, from documents.csv"),
        "passed_date": Column(
            "str", "ISO date on which a regulation was passed; empty where the text does not say"
        ),
        "in_force_date": Column(
            "str", "ISO date from which it is in force; empty where the text does not say"
        ),
        "in_clauses": Column("float", "printed characters that stand in clauses", unit="0–1"),
        "in_tables": Column("float", "printed characters that stand in tables", unit="0–1"),
        "ignored_labels": Column(
            "int", "labels at line beginnings that were not taken", unit="label"
        ),
        "repairs": Column(
            "int",
            "page marks, doubled lines and oddities of numbering put right or noted",
            unit="repair",
        ),
        "doubts": Column(
            "str",
            (
                "why the reading is in doubt: code, or code@place in the file, the gravest "
                "first, joined with ;"
            ),
        ),
    },
)

CLAUSES = Table(
    "clauses",
    ("clause_id",),
    "one row a clause: the smallest numbered item with policy content",
    {
        "clause_id": Column("str", "document and running number, e.g. qujing-07"),
        "doc_id": _DOC,
        "path": Column("str", "labels from the top down, e.g. 二/（三）/1"),
        "section_no": Column("int", "running number of the top section; 0 = before or without any"),
        "section": Column(
            "str", "heading of the top section, simplified script; empty where the text has none"
        ),
        "label": Column("str", "label as printed"),
        "heading": Column("str", "heading without label and final stop, simplified script"),
        "kind": Column("str", "role of the clause in the document", allowed=KINDS),
        "begin": _BEGIN,
        "end": _END,
        "text": Column(
            "str", "body: simplified, unwrapped, without label, heading and attribution"
        ),
        "form": Column(
            "str", "running text, row of a table of tasks, or box (专栏)", allowed=(*FORMS, "")
        ),
        "deadline": Column(
            "str", "by when, as printed (完成时限：…); not part of text; empty where none"
        ),
    },
)

AGENCIES = Table(
    "agencies",
    ("clause_id", "begin"),
    "one row a body named as carrying a clause out",
    {
        "clause_id": _CLAUSE,
        "doc_id": _DOC,
        "raw": _RAW,
        "agency": Column("str", "canonical name, place removed, simplified script"),
        "family": Column(
            "str", "function of the body, level and renaming removed; 其他 where unknown"
        ),
        "level": Column("str", "administrative level of the body", allowed=(*LEVELS, "")),
        "role": Column(
            "str", "lead (牵头), support (配合, 会同) or responsible (责任, 负责)", allowed=ROLES
        ),
        "where": Column(
            "str",
            "in an attribution, charged in running text, or in a cell of a table",
            allowed=("attribution", "text", "table"),
        ),
        "begin": _BEGIN,
        "end": _END,
    },
    {
        "known": Column("bool", "in the registry; an unknown body is kept and flagged"),
        "repair": Column("str", "misprint read as this name; empty where nothing was repaired"),
        "today": Column("str", "the body that does this work after later reforms"),
        "place": Column("str", "place or level mark that stands before the name"),
        "generic": Column("bool", "names no single body (有关部门, 各部门)"),
        "class": Column(
            "str",
            "kind of public body; empty for governments and departments",
            allowed=("", "institution", "organisation", "committee", "court", "congress", "party"),
        ),
        "group": Column("int", "running number of the attribution within the clause"),
        "rule": Column("bool", "role comes from a rule sentence (排第一位的为牵头单位)"),
        "scope": Column(
            "str", "clauses the attribution holds for where it says so; empty = its own"
        ),
    },
)

AMOUNTS = Table(
    "amounts",
    ("clause_id", "begin"),
    "one row a number that commits something",
    {
        "clause_id": _CLAUSE,
        "doc_id": _DOC,
        "raw": _RAW,
        "low": Column(
            "float", "lower bound; NaN where open; equals high where exact", unit="see unit"
        ),
        "high": Column("float", "upper bound; NaN where open", unit="see unit"),
        "unit": Column("str", "unit; money in 元 or by its own currency, 15% = 15", allowed=UNITS),
        "begin": _BEGIN,
        "end": _END,
    },
    {
        "measure": Column("str", "unit as printed, in simplified script"),
        "what": Column("str", "what the number is for: words before and after it"),
        "sentence": Column("str", "the sentence it stands in"),
        "where": Column("str", "in the body or in the heading of the clause"),
        "withdrawn": Column("bool", "the clause takes it back (不再, 取消, 不予)"),
    },
)

INDICATORS = Table(
    "indicators",
    ("doc_id", "row"),
    "one row an indicator of a plan, as its table prints it; no clause",
    {
        "doc_id": _DOC,
        "row": Column("int", "running number in the document, from 1"),
        "name": Column("str", "name of the indicator"),
        "unit": Column("str", "unit, of its column or of the bracket behind the name"),
        "base": Column("str", "value of the base year"),
        "base_year": Column("str", "year of that value; empty where the table does not say"),
        "target": Column("str", "value aimed at"),
        "target_year": Column("str", "year of that value; empty where the table does not say"),
        "kind": Column("str", "kind of indicator as printed (预期性, 约束性)"),
        "begin": _BEGIN,
        "end": _END,
    },
)

THEMES = Table(
    "themes",
    ("clause_id", "theme"),
    "one row a policy theme of a clause",
    {
        "clause_id": _CLAUSE,
        "theme": Column("str", "code of the theme codebook"),
        "doc_id": _DOC,
        "rank": Column("int", "1 = most central"),
        "score": Column(
            "float",
            "weight of the cues found; comparable within a clause only; NaN where a person gave it",
        ),
        "cues": _CUES,
    },
    {"decided_by": Column("str", "who decided on the themes of the clause; empty = nobody")},
)

INSTRUMENT_ROWS = Table(
    "instruments",
    ("clause_id",),
    "the policy instrument of each clause",
    {
        "clause_id": _CLAUSE,
        "doc_id": _DOC,
        "instrument": Column(
            "str",
            "Rothwell and Zegveld's kind; empty where nothing was matched",
            allowed=(*INSTRUMENTS, ""),
        ),
        "tool": Column("str", "sub-instrument, a code of the instrument codebook"),
        "cues": _CUES,
    },
    {
        "share": Column(
            "float", "share of all evidence that speaks for this instrument", unit="0–1"
        ),
    },
)

DIRECTIVES = Table(
    "directives",
    ("clause_id",),
    "how strongly a clause directs",
    {
        "clause_id": _CLAUSE,
        "doc_id": _DOC,
        "strength": Column(
            "str",
            "step of the ladder, a code of the directive codebook; empty where nothing was matched",
        ),
        "cues": _CUES,
    },
    {
        "steps": Column("str", "sentences by step, such as mandate:2;promote:2"),
        "sentences": Column("int", "sentences with a governing verb", unit="sentence"),
        "mean_step": Column("float", "mean place on the ladder, 1 = strongest"),
    },
)

PAIRS = Table(
    "pairs",
    ("a", "b"),
    "pairs of clauses of two documents above a stated floor",
    {
        "a": Column("str", "clause of the document that comes first in documents.csv"),
        "b": Column("str", "clause of the other document"),
        "cosine_word": Column("float", "TF-IDF cosine on jieba words", unit="0–1"),
        "cosine_char": Column("float", "TF-IDF cosine on character n-grams", unit="0–1"),
        "jaccard": Column("float", "shared n-grams over all n-grams of both", unit="0–1"),
        "containment_ab": Column("float", "share of a's n-grams that b has too", unit="0–1"),
        "containment_ba": Column("float", "share of b's n-grams that a has too", unit="0–1"),
        "longest_run": Column("int", "longest shared passage", unit="character"),
        "excess": Column(
            "float", "cosine_char above what unrelated clauses of the corpus reach", unit="0–1"
        ),
        "p_value": Column(
            "float",
            "chance of such a cosine between unrelated clauses, corrected for many tests",
            unit="0–1",
        ),
        "level": Column(
            "str",
            "counterparts: verbatim or adapted; empty = alike, not the same measure",
            allowed=COUNTERPARTS,
        ),
    },
    {
        "share": Column(
            "float", "part of the shorter clause that stands in shared passages", unit="0–1"
        ),
        "change": Column(
            "str",
            (
                "what differs from a to b in a pair of counterparts: reversed, raised, "
                "lowered, deadline, frequency, body, narrowed, widened; joined with ;"
            ),
        ),
        "change_a": Column(
            "str", "passage of a that shows each change, in their order, joined with ;"
        ),
        "change_b": Column(
            "str", "passage of b that shows each change, in their order, joined with ;"
        ),
        "heading": Column("float", "likeness of the two headings", unit="0–1"),
        "subject": Column("float", "how much of one heading the other body speaks of", unit="0–1"),
        "substance_run": Column(
            "int", "longest shared passage, set phrases and cited titles left out", unit="character"
        ),
        "evidence": Column("float", "sum that decides whether the two are the same measure"),
        "why": Column("str", "terms of that sum, largest first; empty where the level is empty"),
    },
)

SPANS = Table(
    "spans",
    ("a", "b", "a_begin"),
    "one row a shared passage of a pair",
    {
        "a": Column("str", "clause of the document that comes first in documents.csv"),
        "b": Column("str", "clause of the other document"),
        "a_begin": _BEGIN,
        "a_end": _END,
        "b_begin": _BEGIN,
        "b_end": _END,
        "text": Column("str", "the passage as a has it, simplified"),
    },
    {
        "size": Column("int", "length of the passage without punctuation", unit="character"),
    },
)

ITEMS = Table(
    "items",
    ("template", "item_no"),
    "one row an item of a template",
    {
        "template": _TEMPLATE,
        "item_no": _ITEM,
        "section": Column("str", "section of the template"),
        "heading": Column("str", "heading of the item"),
        "kind": Column("str", "role of the item in the template", allowed=KINDS),
        "evidence": Column("str", "how the item is known", allowed=EVIDENCE),
    },
    {
        "basis": Column("str", "codebook or official_text"),
        "content": Column(
            "str",
            "what the item tells governments to do: our words, or the clause of the official text",
        ),
        "heading_official": Column("bool", "the heading is the document's own, not our label"),
        "n_actions": Column("int", "single actions of the item", unit="action"),
        "themes": Column("str", "theme codes of the item, joined with ;"),
        "heading_en": Column("str", "short English label of the item"),
        "section_en": Column("str", "short English label of the section"),
    },
)

ADOPTIONS = Table(
    "adoption",
    ("template", "item_no", "doc_id"),
    "what became of each item in each document",
    {
        "template": _TEMPLATE,
        "item_no": _ITEM,
        "doc_id": _DOC,
        "relation": Column(
            "str",
            "direct, via a document that implements it, or control",
            allowed=("direct", "via", "control"),
        ),
        "basis": Column(
            "str", "what the clauses were compared with", allowed=("codebook", "official_text", "")
        ),
        "evidence": Column("str", "how the item is known", allowed=(*EVIDENCE, "")),
        "level": Column(
            "str",
            (
                "what became of the item; alike = a control has it too, reversed = the "
                "document says the opposite: neither is adoption"
            ),
            allowed=ADOPTION,
        ),
        "clause_ids": Column("str", "clauses that prove it, strongest first, joined with ;"),
        "score": Column("float", "evidence of the strongest clause", unit="0–1"),
        "actions_found": Column(
            "int", "scored actions of the item found in the document", unit="action"
        ),
        "actions_total": Column("int", "scored actions of the item", unit="action"),
        "why": Column("str", "why this level, in a sentence"),
        "rules": Column("str", "version of the adoption rules"),
        "adopted": Column("bool", "the document implements the template and takes the item over"),
        "degree": Column(
            "str",
            (
                "how much of the item is there: theme_only (no action found), some (up to a "
                "third), half (up to two thirds), most; empty where not scored"
            ),
            allowed=(*DEGREES, ""),
        ),
        "share": Column(
            "float",
            (
                "part of the shorter clause that stands in shared passages; NaN without the "
                "official text"
            ),
            unit="0–1",
        ),
        "change": Column(
            "str",
            (
                "what the document changed: reversed, raised, lowered, deadline, frequency, "
                "body, narrowed, widened; joined with ;"
            ),
        ),
        "certainty": Column(
            "float",
            "probability that a reader would make the link; NaN where not calibrated",
            unit="0–1",
        ),
    },
    {
        "change_from": Column(
            "str", "passage of the template that shows each change, in their order, joined with ;"
        ),
        "change_to": Column(
            "str", "passage of the document that shows each change, in their order, joined with ;"
        ),
        "matched": Column(
            "str",
            (
                "how the item is there, whoever wrote it: verbatim, adapted or taken_over; "
                "empty = it is not"
            ),
        ),
        "kind": Column("str", "role of the item in the template"),
        "heading": Column("str", "heading of the item"),
        "automatic": Column("str", "level that the rules give, before any decision"),
        "decided_by": Column("str", "who decided otherwise; empty = nobody"),
    },
)

ACTIONS = Table(
    "actions",
    ("template", "action_id", "doc_id"),
    "what became of each action in each document",
    {
        "template": _TEMPLATE,
        "action_id": Column("str", "id of the action in the codebook"),
        "doc_id": _DOC,
        "item_no": _ITEM,
        "found": Column(
            "bool", "taken over; empty = not scored, the action has no cues of its own"
        ),
        "clause_id": Column("str", "clause that proves it; empty where not found"),
        "score": Column("float", "evidence", unit="0–1"),
        "cues": _CUES,
    },
    {
        "action": Column("str", "the action, in our words"),
        "sentence": Column("str", "sentence that proves it"),
        "better": Column("str", "action that the sentence proves better, where there is one"),
        "rules": Column("str", "version of the adoption rules"),
        "automatic": Column("bool", "found by the rules, before any decision"),
        "decided_by": Column("str", "who decided otherwise; empty = nobody"),
    },
)

ORIGIN_ROWS = Table(
    "origins",
    ("clause_id",),
    "where each clause comes from",
    {
        "clause_id": _CLAUSE,
        "doc_id": _DOC,
        "origin": Column(
            "str",
            "where the clause comes from; undetermined = no template in hand has it",
            allowed=ORIGINS,
        ),
        "template": Column("str", "template, or sibling document; several joined with ;"),
        "item_no": Column("str", "item of that template; several joined with ;"),
        "score": Column("float", "evidence of the strongest source", unit="0–1"),
    },
    {
        "kind": Column("str", "role of the clause in its document"),
        "missing": Column(
            "str", "templates above the document that are not fully in hand, joined with ;"
        ),
        "why": Column("str", "why this origin, in a sentence"),
    },
)

DIFFUSION = Table(
    "diffusion",
    ("later", "earlier"),
    "one row a later document and an earlier one that shares counterpart clauses with it",
    {
        "later": Column("str", "later document: key into documents"),
        "earlier": Column("str", "document known to be earlier: key into documents"),
        "relation": Column(
            "str",
            (
                "vertical: the earlier is of a higher level or is implemented by the later; "
                "horizontal otherwise"
            ),
            allowed=DIFFUSION_RELATIONS,
        ),
        "clauses": Column(
            "int", "measures of the later whose most probable source it is", unit="clause"
        ),
        "share": Column("float", "those of all measures of the later", unit="0–1"),
        "lag_min": Column("float", "shortest time between both; NaN where unknown", unit="day"),
        "lag_max": Column("float", "longest time between both; NaN where unknown", unit="day"),
        "rank": Column("int", "1 = most probable source of the later document"),
        "n_shared": Column(
            "int", "measures of the later with a counterpart in the earlier", unit="clause"
        ),
        "n_common": Column(
            "int",
            "those of them that both have from a common template; no evidence of copying sideways",
            unit="clause",
        ),
    },
)

SOURCES = Table(
    "sources",
    ("clause_id", "source_clause"),
    "one row a measure and a clause that may be its source",
    {
        "clause_id": _CLAUSE,
        "source_clause": Column("str", "earlier clause: key into clauses"),
        "doc_id": _DOC,
        "source_doc": Column("str", "document of the earlier clause: key into documents"),
        "relation": Column(
            "str", "of the two documents, as in diffusion", allowed=DIFFUSION_RELATIONS
        ),
        "common": Column("bool", "both clauses have it from a common template in hand"),
        "score": Column("float", "cosine_char of the two clauses", unit="0–1"),
        "source_weight": Column(
            "float",
            (
                "nearness made to sum to 1 over the candidates of a clause, 0 where discounted as "
                "common; not a calibrated probability"
            ),
            unit="0–1",
        ),
        "rank": Column("int", "1 = most probable source of the clause"),
    },
)

_VARIABLE = Column("str", "second-level variable: a code of the PMC codebook")
_FIRST_LEVEL = Column("str", "first-level variable: a code of the PMC codebook")

PMC_CELLS = Table(
    "pmc_cells",
    ("doc_id", "variable"),
    "one row a document and second-level variable of the PMC index",
    {
        "doc_id": _DOC,
        "variable": _VARIABLE,
        "first_level": _FIRST_LEVEL,
        "value": Column(
            "float",
            "1 = the document has it, 0 = it has not; NaN = cannot be told from what is known",
            unit="0, 1",
        ),
        "decided_by": Column("str", "who decided; empty = the rule"),
        "clause_id": Column(
            "str",
            "clause that earns the 1, the strongest; empty where the document itself earns it",
        ),
        "evidence": Column(
            "str",
            "of a 1 the words or facts that earn it; else what was looked for; joined with ;",
        ),
        "why": Column("str", "why this value, in a sentence"),
    },
    {
        "clause_ids": Column("str", "all clauses that earn the 1, strongest first, joined with ;"),
        "automatic": Column("float", "value that the rule gives, before any decision", unit="0, 1"),
        "rules": Column("str", "version of the PMC codebook"),
    },
)

PMC_SCORES = Table(
    "pmc_scores",
    ("doc_id", "first_level"),
    "one row a document and first-level variable of the PMC index",
    {
        "doc_id": _DOC,
        "first_level": _FIRST_LEVEL,
        "score": Column(
            "float",
            "mean of its second-level values; NaN where one of them cannot be told",
            unit="0–1",
        ),
        "ones": Column("int", "second-level variables that are 1", unit="variable"),
        "variables": Column("int", "second-level variables", unit="variable"),
    },
    {
        "undecided": Column("int", "second-level variables that cannot be told", unit="variable"),
    },
)

PMC = Table(
    "pmc",
    ("doc_id",),
    "one row a document: its PMC index",
    {
        "doc_id": _DOC,
        "index": Column(
            "float",
            "sum of the scores of the first-level variables; NaN where one of them has none",
            unit="0 to of",
        ),
        "of": Column("int", "first-level variables: the largest index there can be"),
        "grade": Column(
            "str",
            "grade by the share index / of, bounds in the codebook; empty without an index",
            allowed=(*PMC_GRADES, ""),
        ),
        "rank": Column("float", "1 = highest index of the study; equal indices share a rank"),
    },
    {
        "index_low": Column("float", "index if all that cannot be told were 0", unit="0 to of"),
        "index_high": Column("float", "index if all that cannot be told were 1", unit="0 to of"),
        "decided": Column("int", "cells that a person decided", unit="cell"),
        "rules": Column("str", "version of the PMC codebook"),
    },
)

TABLES: dict[str, Table] = {table.name: table for table in (
    DOCUMENTS, CLAUSES, AGENCIES, AMOUNTS, THEMES, INSTRUMENT_ROWS, DIRECTIVES,
    PAIRS, SPANS, ITEMS, ADOPTIONS, ACTIONS, ORIGIN_ROWS, DIFFUSION, SOURCES, INDICATORS,
    PMC_CELLS, PMC_SCORES, PMC,
)}  # fmt: skip

# What commands write beside the tables of a run, declared for the same reason: every column has
# its meaning.
CITY_ITEMS = Table(
    "city_items",
    ("template", "item_no", "doc_id"),
    "one row a document and item, ready for a regression",
    {
        "template": _TEMPLATE,
        "item_no": _ITEM,
        "doc_id": _DOC,
        "region": Column("str", "place the document governs"),
        "province": Column("str", "province of that place"),
        "doc_level": Column("str", "administrative level of the issuer"),
        "relation": Column("str", "direct, via a document that implements it, or control"),
        "control": Column("int", "1 = the document does not implement the template", unit="0, 1"),
        "basis": Column("str", "what the clauses were compared with"),
        "evidence": Column("str", "how the item is known"),
        "level": Column("str", "what became of the item"),
        "present": Column("int", "1 = the item is there, in a control too", unit="0, 1"),
        "adopted": Column(
            "int", "1 = the document implements the template and takes the item over", unit="0, 1"
        ),
        "score": Column("float", "evidence of the strongest clause", unit="0–1"),
        "actions_found": Column(
            "int", "scored actions of the item found in the document", unit="action"
        ),
        "actions_total": Column("int", "scored actions of the item", unit="action"),
        "action_share": Column(
            "float", "actions found of actions scored; NaN where none is scored", unit="0–1"
        ),
        "kind": Column("str", "role of the item in the template"),
        "section": Column("str", "section of the template"),
        "position": Column(
            "float", "place of the item in the template, 0 = first, 1 = last", unit="0–1"
        ),
        "item_length": Column(
            "float", "length of the official text or of our description", unit="character"
        ),
        "clause_length": Column("int", "length of the clauses that prove it", unit="character"),
        "n_clauses": Column("int", "clauses that prove it", unit="clause"),
        "n_agencies": Column("int", "bodies named in those clauses", unit="body"),
        "n_amounts": Column("int", "amounts in those clauses", unit="amount"),
        "issue_date": Column("str", "date of issue of the document"),
        "template_date": Column("str", "date of issue of the template"),
        "order": Column("str", "document before, after or unordered with the template"),
        "lag_min": Column(
            "float", "shortest time from template to document; NaN where unknown", unit="day"
        ),
        "lag_max": Column(
            "float", "longest time from template to document; NaN where unknown", unit="day"
        ),
        "document_length": Column("int", "length of all clauses of the document", unit="character"),
        "rules": Column("str", "version of the adoption rules"),
    },
)
CITY_PAIRS = Table(
    "city_pairs",
    ("doc_a", "doc_b"),
    "one row an ordered pair of documents, ready for a regression",
    {
        "doc_a": _DOC,
        "doc_b": _DOC,
        "same_province": Column(
            "float", "1 = same province, 0 = another, NaN where one is unknown", unit="0, 1"
        ),
        "same_level": Column(
            "float",
            "1 = same administrative level, 0 = another, NaN where one is unknown",
            unit="0, 1",
        ),
        "share_template": Column("int", "1 = both implement a common document", unit="0, 1"),
        "lag_min": Column("float", "shortest time from a to b", unit="day"),
        "lag_max": Column("float", "longest time from a to b", unit="day"),
        "n_counterparts": Column("int", "pairs of clauses that are the same measure", unit="pair"),
        "n_verbatim": Column(
            "int",
            "those of them that share a whole sentence or 20 characters of substance",
            unit="pair",
        ),
        "share_of_a": Column("float", "clauses of a with a counterpart in b", unit="0–1"),
        "share_of_b": Column("float", "clauses of b with a counterpart in a", unit="0–1"),
        "mean_cosine": Column(
            "float", "mean cosine_char of those pairs; NaN where there is none", unit="0–1"
        ),
        "both_adopted": Column(
            "int", "items that both take over, of templates scored for both", unit="item"
        ),
        "either_adopted": Column("int", "items that at least one takes over", unit="item"),
        "jaccard_items": Column("float", "both over either; NaN where none", unit="0–1"),
    },
)
CHANGES = Table(
    "changes",
    ("table", "key", "column"),
    "one row a cell that differs between two runs",
    {
        "table": Column("str", "table of the run"),
        "key": Column("str", "values of the key, joined with |"),
        "column": Column("str", "column that differs; row where a whole row came or went"),
        "before": Column("str", "as in the earlier run"),
        "after": Column("str", "as in the later run"),
    },
)
DECISIONS = Table(
    "decisions",
    ("template", "item_no", "action_id", "doc_id", "clause_id", "theme", "variable"),
    "one row a decision of a person against, or for, the automatic coding: coding/decisions.csv",
    {
        "template": Column("str", "template of an item, a link or an action; else empty"),
        "item_no": Column("str", "item of the template, where an item or a link is decided"),
        "action_id": Column("str", "single action of the template, where one is decided"),
        "doc_id": Column("str", "document; may be empty for a theme"),
        "clause_id": Column("str", "clause of a link or of a theme"),
        "theme": Column("str", "code of the theme codebook, where a theme is decided"),
        "variable": Column(
            "str", "second-level variable of the PMC codebook, where a cell of it is decided"
        ),
        "decision": Column(
            "str",
            "an item: a level; a link, an action or a variable: true, false; a theme: main, true, "
            "false. In a file given to decide also automatic, which takes a decision back",
        ),
        "clause_ids": Column(
            "str", "clauses that prove an item, an action or a variable, joined with ;; empty = those there "
            "are"
        ),
        "reason": Column("str", "why; never empty"),
        "who": Column("str", "who decided; several who agree, joined with ;"),
        "when": Column("str", "ISO date; empty where unknown"),
        "settles": Column("str", "true where it ends a difference between coders"),
    },
)
MEMOS = Table(
    "memos",
    ("clause_id", "template", "item_no", "doc_id", "who"),
    "one row a memo of a person on a clause or on a cell: coding/memos.csv; it changes no result",
    {
        "clause_id": Column("str", "the clause; empty for a memo on a cell"),
        "template": Column("str", "template of the cell"),
        "item_no": Column("str", "item of the cell"),
        "doc_id": Column("str", "document of the cell"),
        "memo": Column("str", "what was noted"),
        "who": Column("str", "whose memo it is"),
        "when": Column("str", "ISO date; empty where unknown"),
    },
)
CODED: dict[str, Table] = {table.name: table for table in (DECISIONS, MEMOS)}
"""Tables that people write and a study keeps."""
OUTPUTS: dict[str, Table] = TABLES | {
    table.name: table for table in (CITY_ITEMS, CITY_PAIRS, CHANGES)
}
"""Every table that a command writes."""
