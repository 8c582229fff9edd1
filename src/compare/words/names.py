"""Short names of places and documents, in both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from compare.words.strings import strings

# Characters of an item's beginning: enough to tell what it is about, at most a line of a figure.
SHORTEST_NAME, LONGEST_NAME = 7, 18
# Characters of a title that may stand for a national document in tables and on axes.
LONGEST_TITLE = 12
_STATE = "中华人民共和国"
# The nationalities in the names of autonomous areas; some names leave 族 out (新疆维吾尔自治区).
_LONG_NAMES = (
    "蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|高山|拉祜|东乡|纳西|景颇|柯尔克孜|"
    "达斡尔|仫佬|布朗|撒拉|毛南|仡佬|"
    "锡伯|阿昌|普米|塔吉克|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|"
    "门巴|珞巴|基诺"
)
_SHORT_NAMES = "回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京"
_AUTONOMOUS = re.compile(
    rf"(?P<place>.{{2,}}?)(?:(?:{_LONG_NAMES})族?|(?:{_SHORT_NAMES}|各)族)*自治(?P<kind>[区州县旗])"
)
# Pinyin of the characters that stand before 〔 in document numbers: provinces, organs, kinds of
# paper.
_PINYIN = {
    "国": "guo", "中": "zhong", "京": "jing", "津": "jin", "沪": "hu", "渝": "yu", "冀": "ji",
    "豫": "yu", "云": "yun", "滇": "dian", "辽": "liao", "黑": "hei", "湘": "xiang", "皖": "wan",
    "鲁": "lu", "新": "xin", "苏": "su", "浙": "zhe", "赣": "gan", "鄂": "e", "桂": "gui",
    "甘": "gan", "晋": "jin", "蒙": "meng", "内": "nei", "陕": "shan", "吉": "ji", "闽": "min",
    "贵": "gui", "黔": "qian", "粤": "yue", "川": "chuan", "青": "qing", "藏": "zang",
    "琼": "qiong", "宁": "ning", "政": "zheng", "办": "ban", "发": "fa", "函": "han", "厅": "ting",
    "委": "wei", "规": "gui", "字": "zi", "通": "tong", "令": "ling", "党": "dang", "市": "shi",
    "府": "fu", "科": "ke", "财": "cai", "人": "ren", "社": "she", "教": "jiao", "改": "gai",
    "工": "gong", "信": "xin", "商": "shang", "税": "shui", "农": "nong",
}  # fmt: skip
# A doc_id that no reader takes for a name: a long run of digits that is no year, or no letters.
_OPAQUE = re.compile(r"\d{5}|^[^A-Za-z\u4e00-\u9fff]+$")
_NUMBER = re.compile(r"(?P<organ>[^〔\[（(]+)[〔\[（(](?P<year>\d{4})[〕\]）)]第?(?P<no>\d+)号")
_NUMBERS = re.compile(r"[\u4e00-\u9fff]{2,8}[〔\[（(]\d{4}[〕\]）)]第?\d+号")


def short_region(region: str) -> str:
    """`region` as a map would print it: 大理白族自治州 as 大理州, 青海省 as 青海, 兰州市 as 兰州.

    Names that would be left with one character keep their ending, and so does 州 of an autonomous
    prefecture, because 大理 alone is a city within it.
    """
    autonomous = _AUTONOMOUS.fullmatch(region)
    if autonomous:
        kind = autonomous["kind"]
        return autonomous["place"] + ("" if kind == "区" else kind)
    short = re.sub(r"(?:特别行政区|省|市)$", "", region)
    return short if len(short) > 1 else region


def place(doc_row: Mapping[str, Any] | pd.Series, lang: str) -> str:
    """The short name of the place that a row of documents governs.

    Chinese from ``region``, but a national document by its title or its number: 全国 names no law.
    English from a column ``region_en`` or ``city_en`` if the study has
    one, else the name of a province or of a city (`cities`), else from the doc_id with a capital.
    A doc_id that is a running number or an address of a site (t20190412_14) says nothing to a
    reader: the document number stands in where there is one, else the Chinese name. Never empty.
    """
    doc_id = str(doc_row["doc_id"])
    number = _text(doc_row, "doc_number") if _OPAQUE.search(doc_id) else ""
    if lang == "zh":
        return _nation(doc_row) or short_region(_text(doc_row, "region")) or number or doc_id
    region = _text(doc_row, "region")
    english = _text(doc_row, "region_en") or _text(doc_row, "city_en")
    if not english and f"province.{short_region(region)}" in strings("en"):
        english = province_name(region, "en")
    english = english or cities().get(short_region(region), "")
    if number and not english and number_label(number, "en") != number:
        english = number_label(number, "en")
    if not english and region and _OPAQUE.search(doc_id):
        english = short_region(region)
    return english or " ".join(
        word[:1].upper() + word[1:] for word in re.split(r"[-_ ]+", doc_id) if word
    )


def _nation(doc_row: Mapping[str, Any] | pd.Series) -> str:
    """What a national document is called in Chinese, where it is short: its title without the
    State's name, or its number.
    """
    if _text(doc_row, "level") != "national":
        return ""
    title = _text(doc_row, "title").removeprefix(_STATE)
    if title and len(title) <= LONGEST_TITLE:
        return title
    number = _text(doc_row, "doc_number")
    return number if "〔" in number else ""


@cache
def cities() -> Mapping[str, str]:
    """Short Chinese name of a prefecture-level place → its name in English, as atlases have it.

    Pinyin, but for names of other languages; of namesakes each bears its province.

    >>> cities()["厦门"], cities()["大理州"], cities()["抚州"]
    ('Xiamen', 'Dali', 'Fuzhou (Jiangxi)')
    """
    file = files("compare") / "words" / "cities.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["short"]: row["en"] for row in rows}


def province_name(province: str, lang: str) -> str:
    """The short name of a province; in English as atlases of China print it. A name that is no
    province stays.

    >>> province_name("云南省", "zh"), province_name("陕西省", "en")
    ('云南', 'Shaanxi')
    """
    known = strings(lang)
    return known.get(f"province.{short_region(province)}", short_region(province))


def places(documents: pd.DataFrame, lang: str) -> dict[str, str]:
    """doc_id to short place name, in the order of `documents`; alike names are told apart by year,
    then by a running number.
    """
    rows = [row for _, row in documents.iterrows()]
    names = {str(row["doc_id"]): place(row, lang) for row in rows}
    alone = list(names.values())
    for row in rows:
        year = _text(row, "issue_date")[:4]
        if year and alone.count(names[str(row["doc_id"])]) > 1:
            names[str(row["doc_id"])] += f" {year}"
    alike, seen = list(names.values()), dict.fromkeys(names.values(), 0)
    for doc_id, name in names.items():
        seen[name] += 1
        names[doc_id] = f"{name} ({seen[name]})" if alike.count(name) > 1 else name
    return names


def number_label(number: str, lang: str) -> str:
    """A document number for a figure: as it is in Chinese, ``Guofa [2018] No. 32`` in English.

    A number whose letters are not in the usual set becomes ``No. 32 of 2018``; a template that is
    named by its file's stem stays as it is.
    """
    found = _NUMBER.fullmatch(number)
    if lang == "zh" or found is None:
        return number
    if not all(char in _PINYIN for char in found["organ"]):
        return f"No. {found['no']} of {found['year']}"
    return (
        f"{''.join(_PINYIN[char] for char in found['organ']).capitalize()} "
        f"[{found['year']}] No. {found['no']}"
    )


def template_label(number: str, title: str, lang: str) -> str:
    """How a sentence names a template: by its number, or where it has none (a law is known by its
    doc_id) by its title.

    >>> template_label("law-07", "东山省夜市条例", "zh")
    '《东山省夜市条例》'
    >>> template_label("国发〔2018〕32号", "意见", "en")
    'Guofa [2018] No. 32'
    """
    if not title or "号" in number or number == title:
        return number_label(number, lang)
    return f"《{title}》"


def template_name(documents: pd.DataFrame, number: str, lang: str) -> str:
    """`template_label` of a template by what the study knows of it; without a document of the
    study, by its number.

    >>> laws = pd.DataFrame({"doc_id": ["law-07"], "title": ["东山省夜市条例"]})
    >>> template_name(laws, "law-07", "zh"), template_name(laws, "国发〔2018〕32号", "zh")
    ('《东山省夜市条例》', '国发〔2018〕32号')
    """
    titles = dict(zip(documents["doc_id"].astype(str), documents["title"], strict=True))
    return template_label(number, titles.get(number) or "", lang)


def item_name(heading: str, content: str) -> str:
    """The heading of an item, or where it has none, as in laws, how it begins.

    >>> item_name("", "县级以上人民政府应当将养老服务经费列入本级财政预算，逐步增加投入。")
    '县级以上人民政府应当将养老服务经费…'
    >>> item_name("深化改革", "推行备案。"), item_name("", "禁止携带犬只。")
    ('深化改革', '禁止携带犬只')
    >>> item_name("", "未经批准，擅自兴建摊棚的，责令拆除。")
    '未经批准，擅自兴建摊棚的'
    """
    if heading:
        return heading
    text = content.strip()
    # What stands before the first comma may be a bare condition: 未经批准，擅自兴建…
    ends = [hit.start() for hit in re.finditer(r"[，。；：,;:\n]|$", text)]
    begin = text[: next((end for end in ends if end >= SHORTEST_NAME), len(text))].rstrip("。")
    return begin if len(begin) <= LONGEST_NAME else f"{begin[: LONGEST_NAME - 1]}…"


def labelled(text: str, lang: str) -> str:
    """`text` with every document number in it as `number_label` writes it.

    >>> labelled("Takes over 国发〔2018〕32号 item 3.", "en")
    'Takes over Guofa [2018] No. 32 item 3.'
    """
    return _NUMBERS.sub(lambda found: number_label(found[0], lang), text)


def _text(row: Mapping[str, Any] | pd.Series, column: str) -> str:
    value = row.get(column, "")
    return value.strip() if isinstance(value, str) else ""
