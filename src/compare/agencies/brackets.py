"""Brackets inside an attribution: which close, which are strays, and what must not be split.

A list of places within one name (各县、市、区人民政府; 各县（市、区）政府) is one body; a bracket
that closes nothing separates, for it is a fault of the print.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "（([［〔﹝〈<＜【", "）)]］〕﹞〉>＞】"
MASK = "\x01"
_ELEMENT = (
    rf"(?:设区|省辖|地级|省直管)?(?:县级?|区|市|旗|州|盟|自治县|自治州|自治旗|地区|"
    rf"区县|县区|县市|市县|市区|市州|旗县区?|旗县市区|省|自治区|直辖市|计划单列市|"
    rf"特区|城区|街道|乡镇|乡|镇|街){MASK}*"
)
_PLACES = re.compile(
    rf"(?:各有关|各相关|各|有关|相关|其[他它]|全[市省州]各)(?>{_ELEMENT}|"
    rf"{MASK}+)++(?:(?:[、和及]|，"
    rf"(?=各?(?:{_ELEMENT})++(?:人民)?政府))各?(?:{_ELEMENT})++)++(?=(?:级)?(?:党委、"
    rf")?(?:人民)?政府|[，,；;、。]|$|等|按|负责|牵头|配合)"
)
_PARTY_AND_STATE = re.compile(
    r"(?<=党委)[、和](?=(?:人民)?政府)|(?<=党工委)[、和](?=管委会)"
)  # one addressee


def inner(text: str) -> tuple[int, int]:
    """Span of what stands inside the outer bracket; of the whole text where it has none or is
    never closed.
    """
    begin, end = 0, len(text)
    while end > begin and text[end - 1] in "。；;，, ":
        end -= 1
    if begin < end and text[begin] in OPEN:
        begin += 1
        if text[end - 1] in CLOSE and opening_of(text, 0, end - 1) < 1:
            end -= 1
    while end > begin and text[end - 1] in "。；;，,":
        end -= 1
    return begin, end


def masked(text: str, begin: int, end: int) -> str:
    """`text` with brackets that close, and lists of places inside one name, masked; stray brackets
    become separators.
    """
    out = list(text)
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for position in range(begin, end):
        if text[position] in OPEN:
            stack.append(position)
        elif text[position] in CLOSE:
            if stack:
                pairs.append((stack.pop(), position))
            else:
                out[position] = "；"
    for position in stack:
        out[position] = "；"
    for left, right in pairs:
        out[left : right + 1] = MASK * (right + 1 - left)
    flat = "".join(out)
    flat = _PARTY_AND_STATE.sub(MASK, flat)
    for hit in _PLACES.finditer(flat, begin, end):
        flat = flat[: hit.start()] + re.sub(r"[、，和及]", MASK, hit[0]) + flat[hit.end() :]
    return flat


def opening_of(text: str, begin: int, close: int) -> int:
    """Position of the bracket that the one at `close` closes, not before `begin`; -1 where there
    is none.
    """
    depth = 0
    for position in range(close, begin - 1, -1):
        if text[position] in CLOSE:
            depth += 1
        elif text[position] in OPEN:
            depth -= 1
            if depth == 0:
                return position
    return -1


def list_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the members of a plain list."""
    return [(hit.start(), hit.end()) for hit in re.finditer(r"[^、，,；;]+", text)]
