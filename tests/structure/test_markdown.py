"""Marks of Markdown are no text."""

from compare.structure import parse_text

TEXT = """# 样例市人民政府关于支持夜市的意见

> 样政发〔2023〕8号

## 一、重点任务

**1. 放宽准入。** 开摊登记不超过*2个*工作日。

> **2\\. 免收押金 3000 元。**
>

- 3. 减租。**减收**租金。

---
"""


def test_marks_of_markdown_are_no_text():
    """Headings, quotes, bold, bullets, escapes and rules; the words stay, with their places."""
    parsed = parse_text("m", TEXT)

    assert parsed.header.title == "样例市人民政府关于支持夜市的意见"
    assert parsed.header.doc_number == "样政发〔2023〕8号"
    assert list(parsed.clauses["text"]) == [
        "开摊登记不超过*2个*工作日。",
        "免收押金3000元。",
        "减收租金。",
    ]
    assert list(parsed.clauses["section"].unique()) == ["重点任务"]


def test_signs_of_a_plain_text_stay():
    """> and - and * in a text that is no Markdown are what is printed."""
    parsed = parse_text(
        "m",
        (
            "一、准入\n（一）登记。面积>20平方米的登记。\n- 2021年标准*执行。\n（二）减租。"
            "减收租金。\n"
        ),
    )

    assert parsed.clauses["text"][0] == "面积>20平方米的登记。-2021年标准*执行。"
