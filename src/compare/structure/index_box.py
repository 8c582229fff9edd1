"""The index box above a document: 索引号, 发布机构, 成文日期, 发文字号 … as fields, whatever the layout.

A field may stand on a line of its own, several on one line, the value on the next line, or name and value
in cells of a table. What a field says is never the title of the document.
"""

from __future__ import annotations

import re

from compare.text.dates import iso_date

_KEYS = {
    "title": "标题|名称|文件名称|信息名称|文件标题|公文名称|信息标题|法规名称|名稱",
    "doc_number": "发文字号|发文文号|文号|文件编号|发文号|文件字号|文件文号|公文文号|制发文号|字号",
    "issuer": "发布机构|发文机关|发布单位|发文单位|制定机关|发布机关|公开主体|公开责任部门|公开机构|制发机关|信息来源单位|发布部门|颁布单位|颁布机关|发文机构|成文单位",
    "written": "成文日期|成文时间|发文日期|发文时间|印发日期|签发日期|制定日期|成文日|落款日期|印发时间",
    "published": "发布日期|发布时间|公布日期|公开日期|公布时间|公开时间|颁布日期|颁布时间|生成日期",
    "in_force": "生效日期|施行日期|实施日期|实行日期|生效时间|施行时间|实施时间",
    "other": "索引号|索引编号|信息索引|信息索引号|主题分类|信息分类|分类|公开类别|公开形式|信息公开形式|公开方式|公开属性|公开范围|公开时限|信息公开类别|信息类别|主题词|关键词|关键字|有效性|时效性|效力状态|文件状态|是否有效|有效期|废止日期|失效日期|失效时间|废止时间|体裁分类|体裁|文种|组配分类|服务对象|服务对象分类|行业分类|题材分类|来源|信息来源|稿源|作者|责任编辑|编辑|浏览次数|浏览量|浏览|阅读次数|点击数|点击量|点击|访问量|字体|字号大小|打印|分享|保护视力色|内容概述|内容分类|所属机构|所属主题|统一登记号|规范性文件登记号|登记号|登记编号|备案号|效力级别|法规类别|效力等级|载体类型|记录形式|发布文号|语种|页数|法宝引证码|原文链接|原文鏈接|网址|当前位置|您的位置",
}
_KIND = {name: kind for kind, names in _KEYS.items() for name in names.split("|")}
_NAME = "|".join(sorted(map(re.escape, _KIND), key=len, reverse=True))
_SPACED = "|".join(r"[\s\u3000]*".join(map(re.escape, name)) for name in sorted(_KIND, key=len, reverse=True))
_FIELD = re.compile(rf"(?:^|(?<=[\s\u3000|｜\t】\]；;]))[【\[〔]?(?P<name>{_SPACED})(?:[】\]〕]\s*[：:]?|\s*(?:[：:](?!\d\d\b)|[\t|｜]))")
_ALONE = re.compile(rf"[【\[〔]?(?P<name>{_SPACED})[】\]〕]?\s*[：:]?")
_JOINED = re.compile(rf"(?P<name>{_NAME})[：:]")


def read_index(lines: list[str]) -> tuple[dict[str, str], set[int]]:
    """Fields of an index box in the first lines of a text.

    Parameters
    ----------
    lines : list of str
        Printed lines as in the file, white space kept, simplified script.

    Returns
    -------
    fields : dict of str to str
        ``title``, ``doc_number``, ``issuer``, ``written``, ``published``, ``in_force``; dates in ISO form, the first
        statement of each counts, empty values are left out.
    used : set of int
        Numbers of the lines that hold nothing but fields.
    """
    fields: dict[str, str] = {}
    used: set[int] = set()
    number = 0
    while number < len(lines):
        line = lines[number].strip(" \t\u3000|｜")
        hits = list(_FIELD.finditer(line))
        if len(hits) <= 1 and len(joined := list(_JOINED.finditer(re.sub(r"\s", "", line)))) > 1:
            line = re.sub(r"\s", "", line)
            hits = joined
        if hits and hits[0].start() == 0:
            used.add(number)
            for hit, after in zip(hits, [*hits[1:], None], strict=False):
                value = line[hit.end() : after.start() if after else len(line)].strip(" \t\u3000|｜；;")
                if not value and after is None and number + 1 < len(lines) and _is_value(lines[number + 1]):
                    number += 1
                    used.add(number)
                    value = lines[number].strip()
                _take(fields, hit["name"], value)
        elif (alone := _ALONE.fullmatch(line)) and number + 1 < len(lines) and _is_value(lines[number + 1]) and (line[-1] in "：:】]" or used or _is_name(lines, number + 2)):
            used.update((number, number + 1))
            _take(fields, alone["name"], lines[number + 1].strip())
            number += 1
        number += 1
    return fields, used


def _is_name(lines: list[str], number: int) -> bool:
    """Whether a line holds nothing but the name of a field: then so does the one two lines above it."""
    return number < len(lines) and bool(_ALONE.fullmatch(lines[number].strip(" \t\u3000|｜")))


def _is_value(line: str) -> bool:
    flat = re.sub(r"[\s\u3000]", "", line)
    return 0 < len(flat) <= 60 and not _FIELD.match(line.strip()) and not re.search("。", flat) and not _ALONE.fullmatch(flat)


def _take(fields: dict[str, str], name: str, value: str) -> None:
    kind = _KIND[re.sub(r"[\s\u3000]", "", name)]
    if kind == "other" or not value or kind in fields:
        return
    if kind in ("written", "published", "in_force"):
        value = iso_date(re.split(r"[（(\[]|\s{2,}|(?<=日)\s", value)[0].strip()) or iso_date(value.split(" ")[0])
    if value:
        fields[kind] = value
