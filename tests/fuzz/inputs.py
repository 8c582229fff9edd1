"""Texts that look like policy documents gone wrong: the pieces of real layouts, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "一、", "二、", "三、", "（一）", "（二）", "(三)", "1.", "2．", "10、", "（1）", "①", "②",
    "一是", "二是", "第一条", "第二章", "第十二条", "1.1", "2.3.4", "附件", "附件1：", "附件：",
    "责任单位：", "牵头单位：", "（责任单位：市财政局、市商务局）",
    "［市科技局牵头，市财政局配合］", "（市、区）", "（此件公开发布）", "〔2021〕7号",
    "国发〔2018〕32号", "《国务院关于支持小店的意见》", "为贯彻落实", "现印发给你们",
    "样例市人民政府", "样例市人民政府文件", "2021年3月5日", "二〇二一年三月五日", "总体要求",
    "保障措施", "放宽准入", "目录", "……12", "- 2 -", "— 3 —", "第3页", "共10页", "特此通知。",
    "抄送：", "&quot;", "<!-- x -->", "## ", "**", "。", "：", "；", "，", "、", "\n", "\n\n",
    "\r\n", "\r", "\t", " ", "\u3000", "\ufeff", "\u200b", "\u202e", "\x00", "\x0c", "\x1f",
    "\ufffd", "（", "）", "〔", "“", "”", "《", "開展創業", "50万元", "不超过10%", "A", "@@clause",
    "@@section\n", "@@end", "𠀀", "🙂",
)  # fmt: skip

policy_texts = st.lists(
    st.one_of(
        st.sampled_from(PIECES), st.text(alphabet="甲乙丙丁市局负责任单位的和。，", max_size=30)
    ),
    max_size=60,
).map("".join)
texts = st.one_of(policy_texts, st.text(max_size=200))
