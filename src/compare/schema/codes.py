"""Codes that cells may hold: levels, kinds, roles, units, origins; their labels are in `words`."""

from __future__ import annotations

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
COUNTERPARTS = ("verbatim", "adapted")
"""Two clauses are the same measure."""
PAIR_LEVELS = (*COUNTERPARTS, "reversed", "")
ADOPTION = ("verbatim", "adapted", "taken_over", "alike", "reversed", "absent", "not_in_hand")
ADOPTED = ("verbatim", "adapted", "taken_over")
"""The item is taken over."""
PRESENT = (*ADOPTED, "alike")
"""The item is there, whoever wrote it: what rates of controls are counted over."""
DEGREES = ("theme_only", "some", "half", "most")
CHANGE_CODES = (
    "reversed", "raised", "lowered", "deadline", "frequency", "body", "narrowed", "widened",
)  # fmt: skip
ORIGINS = ("national", "provincial", "both", "city", "sibling", "local", "undetermined")
ABOVE = ("national", "provincial", "both", "city")
"""Origins that are a match in a template."""
DIFFUSION_RELATIONS = ("vertical", "horizontal", "own_earlier")
PMC_GRADES = ("perfect", "excellent", "acceptable", "poor")
EVIDENCE = ("official_text", "reported", "unverified")
