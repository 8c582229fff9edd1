"""What a clause says: bodies, amounts, themes, instruments, strength."""

from __future__ import annotations

from compare.schema.codes import INSTRUMENTS, LEVELS, ROLES, UNITS
from compare.schema.keys import BEGIN, CLAUSE, CUES, DOC, END, RAW
from compare.schema.table import Column, Table

AGENCIES = Table(
    "agencies",
    ("clause_id", "begin"),
    "one row a body named as carrying a clause out",
    {
        "clause_id": CLAUSE,
        "doc_id": DOC,
        "raw": RAW,
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
        "begin": BEGIN,
        "end": END,
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
        "clause_id": CLAUSE,
        "doc_id": DOC,
        "raw": RAW,
        "low": Column(
            "float", "lower bound; NaN where open; equals high where exact", unit="see unit"
        ),
        "high": Column("float", "upper bound; NaN where open", unit="see unit"),
        "unit": Column("str", "unit; money in 元 or by its own currency, 15% = 15", allowed=UNITS),
        "begin": BEGIN,
        "end": END,
    },
    {
        "measure": Column("str", "unit as printed, in simplified script"),
        "what": Column("str", "what the number is for: words before and after it"),
        "sentence": Column("str", "the sentence it stands in"),
        "where": Column("str", "in the body or in the heading of the clause"),
        "withdrawn": Column("bool", "the clause takes it back (不再, 取消, 不予)"),
    },
)

THEMES = Table(
    "themes",
    ("clause_id", "theme"),
    "one row a policy theme of a clause",
    {
        "clause_id": CLAUSE,
        "theme": Column("str", "code of the theme codebook"),
        "doc_id": DOC,
        "rank": Column("int", "1 = most central"),
        "score": Column(
            "float",
            "weight of the cues found; comparable within a clause only; NaN where a person gave it",
        ),
        "cues": CUES,
    },
    {"decided_by": Column("str", "who decided on the themes of the clause; empty = nobody")},
)

INSTRUMENT_ROWS = Table(
    "instruments",
    ("clause_id",),
    "the policy instrument of each clause",
    {
        "clause_id": CLAUSE,
        "doc_id": DOC,
        "instrument": Column(
            "str",
            "Rothwell and Zegveld's kind; empty where nothing was matched",
            allowed=(*INSTRUMENTS, ""),
        ),
        "tool": Column("str", "sub-instrument, a code of the instrument codebook"),
        "cues": CUES,
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
        "clause_id": CLAUSE,
        "doc_id": DOC,
        "strength": Column(
            "str",
            "step of the ladder, a code of the directive codebook; empty where nothing was matched",
        ),
        "cues": CUES,
    },
    {
        "steps": Column("str", "sentences by step, such as mandate:2;promote:2"),
        "sentences": Column("int", "sentences with a governing verb", unit="sentence"),
        "mean_step": Column("float", "mean place on the ladder, 1 = strongest"),
    },
)
