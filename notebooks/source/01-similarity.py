# %% en
# # Which clauses of two texts are the same measure, and how do we know?
#
# One similarity number does not carry such a claim. This notebook gives several, says which decides what, and shows the shared wording (共同表述) itself. First, what this study says:
# %% zh
# # 两份文本的哪些条款是同一项措施？依据是什么？
#
# 单凭一个相似度数值得不出这样的结论。本章给出多种度量，说明各自决定什么，并把共同表述原样展示出来。先看本研究的发现：
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
documents, clauses = tables["documents"], tables["clauses"]
pairs, spans = tables["pairs"], tables["spans"]
same = compare.schema.counterparts(pairs).sort_values(["level", "longest_run", "a"], ascending=[False, False, True])
compare.findings(study, tables, LANG, about="similarity")
# %% en
# ## Several numbers, several readings
#
# Clauses are compared on their bodies (正文): labels, headings and attributions (责任单位) are left out. *Cosines* say "about the same thing", on jieba words and on pairs of characters; *Jaccard* says "roughly the same text"; *containment* (包含度) says "roughly a part of", and has a direction; the *longest run* (最长相同片段) says "copied here", in characters without punctuation. idf is fitted on the clauses of the study, so a score depends on the company a text keeps. `compare.likeness.score_pairs` states unit, tokens, weights, range and source of each.
# %% zh
# ## 多种度量，多种读法
#
# 只比较条款正文，序号、标题和责任单位不参与。*余弦相似度*（按分词和按相邻两字）表示“说的是同一类事”；*Jaccard 系数*表示“文字大体相同”；*包含度*表示“大体是其一部分”，有方向；*最长相同片段*表示“此处照录”，以去掉标点后的字数计。idf 由本研究的全部条款算出，因此数值与语料的构成有关。各度量的单位、取值范围和出处见 `compare.likeness.score_pairs`。
# %%
measures = ["cosine_word", "cosine_char", "jaccard", "containment_ab", "containment_ba", "longest_run"]
compare.show(
    same[["a", "b", *measures, "level"]], rows=8, lang=LANG,
    caption="Counterparts, the longest shared run first || 对应条款（按最长相同片段排列）",
)
counts = [len(pairs), len(same), int((same["level"] == "verbatim").sum())]
print("pairs above the floor, counterparts, verbatim: || 超过下限的条款对、对应条款、含相同原句：", *counts)
# %% en
# ## The same wording, marked
#
# The strongest pair of this study. Shared passages carry the same number on both sides, so that moved sentences can be followed. Punctuation, width, script and line breaks do not matter; digits do. Below as text side by side, then as the table behind it.
# %% zh
# ## 标出共同表述
#
# 以下是本研究中最相近的一对条款。两侧相同的片段编同一个号，语句移位也能跟踪。标点、全半角、繁简和换行不计，数字计入。先并排显示，再列出片段表。
# %%
strongest = same[["a", "b"]].iloc[0].tolist() if len(same) else None
compare.side_by_side(study, *strongest, spans=spans) if strongest else compare.show(same)
# %%
shown = spans[(spans["a"] + spans["b"]).isin(["".join(strongest or [])])]
compare.show(
    shown[["a_begin", "a_end", "b_begin", "b_end", "size", "text"]], lang=LANG,
    caption="Shared passages of the pair || 该对条款的共同片段",
)
# %% en
# ## Counterparts: the same measure
#
# Two clauses are counterparts (对应条款) when wording, heading, what the heading announces, copied passages and the place in the document add up to enough evidence, or when a whole sentence or a long run of substance is the same (`verbatim`: it shares a sentence, which need not be all of it). The column `why` writes the sum out: each part, its weight, and the threshold. Clauses without headings, as in laws, are compared by their substance (sanctions, closings and set phrases left out), and their place does not count; documents of different fields have next to no counterparts. A pair that says the opposite is `reversed` and counts nowhere; `change` names what became other in the rest.
# %% zh
# ## 对应条款：同一项措施
#
# 措辞、标题、标题所指的内容、照录的片段以及在文中的位置，各项证据相加足够时，两条互为对应条款；若整句或较长的实质片段相同，则记为 `verbatim`（有相同原句，不等于全文相同）。`why` 一列写出如何相加：每一项、权重和阈值。法律、法规的条款没有标题，比较的是实质（罚则、收尾条款与套话不计），位置不计；领域不同的文件之间几乎没有对应条款。规定相反的一对为 `reversed`，任何计数都不包括它；其余各对的 `change` 写明改动了什么。
# %%
compare.show(
    same[["a", "b", "evidence", "why"]], rows=4, width=110, lang=LANG,
    caption="Why: the sum written out || 依据：证据如何相加",
)
# %% en
# The matrix is not symmetric: one clause may have several counterparts. Intervals are bootstraps over clauses, from ten clauses on: they show how a share hangs on single clauses, not what another city would do.
# %% zh
# 矩阵并不对称：一条可以对应多条。区间由对条款重复抽样得出，不足十条的不给；它说明比例在多大程度上取决于个别条款，并不推及其他城市。
# %%
shares = compare.figure_data("similarity-documents", study, tables)
compare.show(
    shares[["doc_id", "other", "level", "n", "total", "share", "low", "high"]], rows=None, lang=LANG,
    study=study, caption="Share of clauses with a counterpart || 有对应条款的比例",
)
# %%
compare.draw("similarity-documents", study, tables, LANG)
# %% en
# ## Two documents beside each other
#
# The two documents with most in common, clause by clause: parallel lines are the same order, crossing lines a move, two lines from one clause a split.
# %% zh
# ## 两份文件并排
#
# 共同之处最多的两份文件，逐条相连：平行线表示次序相同，交叉表示移位，一条连两条表示拆分。
# %%
columns = compare.figure_data("linked-clauses", study, tables)
links = columns[(columns["side"] == "left") & (columns["partner"] != "")]
compare.show(
    links[["clause_id", "partner", "level", "evidence", "longest_run"]], rows=None, lang=LANG,
    caption="Linked clauses || 相连的条款",
)
# %%
compare.draw("linked-clauses", study, tables, LANG)
# %% en
# All clauses against all clauses, documents in blocks: a line of circles shows documents that run in parallel.
# %% zh
# 全部条款两两比较，按文件分块：成线的圆圈表示两份文件平行展开。
# %%
compare.draw("similarity-clauses", study, tables, LANG)
# %% en
# ## How far to trust the counterparts
#
# Where a study brings a coding, made in two independent passes of reading, the rules are measured against it; pairs on which the passes differ are left out. `ceiling` is the agreement of the passes with each other. The second table moves the threshold: little should change.
# %% zh
# ## 对应条款有多可信
#
# 研究若附有由两遍独立阅读完成的编码，规则就与之比对；两遍不一致的条款对不计。`ceiling` 是两遍之间的一致程度。第二张表移动阈值，结果不应大变。
# %%
hand = compare.trust.read_hand_coding(study.root)
compare.show(
    compare.likeness.agreement(clauses, pairs, hand.counterparts), lang=LANG, study=study,
    caption="Agreement with the coding by reading || 与阅读编码的一致程度",
)
# %%
compare.show(
    compare.likeness.vary_enough(clauses, pairs, hand.counterparts), lang=LANG,
    caption="The same under other thresholds || 更换阈值后的结果",
)
# %% en
# ## More than chance?
#
# The clauses of one document state different measures in one style, so the likeness of two clauses of the *same* document shows what unrelated clauses reach. `excess` is the cosine above that; `p_value` is its chance, corrected for all pairs compared (Benjamini and Hochberg). Counterparts that do not appear here were recognised by heading, subject and place rather than by words.
# %% zh
# ## 超出偶然吗
#
# 同一文件的条款文风相同而措施不同，所以*同一文件内*两条的相似度就是无关条款能达到的水平。`excess` 是余弦相似度超出这一水平的部分，`p_value` 是其偶然概率，已按全部比较校正（Benjamini–Hochberg）。没有列在这里的对应条款，是凭标题、主题和位置而不是凭措辞认出的。
# %%
beyond = pairs[pairs["p_value"] < compare.likeness.LEVEL].sort_values(["p_value", "a", "b"])
compare.show(
    beyond[["a", "b", "excess", "p_value", "level"]], decimals=5, lang=LANG,
    caption="Pairs beyond chance by wording alone || 仅凭措辞已超出偶然的条款对",
)
# %% en
# ## Set phrases (套话)
#
# Phrases that any document of the genre might use are listed in the package, by kind, and do not count as substance of a copied run. What unrelated families of documents share, in a corpus on one subject, is mostly names of the subject: `compare.likeness.recurring_phrases` lists it, nothing discounts it.
# %% zh
# ## 套话
#
# 同类公文都可能使用的固定说法按类别列在程序的词表里，不计入照录的实质内容。同一领域语料中，互不相关的文件共有的多半是该领域的名称：`compare.likeness.recurring_phrases` 会列出，但不扣除。
# %%
formulas = compare.likeness.formula_table(clauses, study.lexicon.formulas).groupby(["kind", "phrase"]).size().rename("times")
compare.show(
    formulas.reset_index().sort_values(["times", "phrase"], ascending=[False, True]), lang=LANG,
    caption="The commonest set phrases || 最常见的套话",
)
# %%
compare.draw("formula-share", study, tables, LANG)
# %% en
# ## Who can have copied from whom
#
# Only from the earlier to the later. Where a text prints no date and its number only the year, the order of two documents of that year stays open.
# %% zh
# ## 谁可能抄自谁
#
# 只能由先到后。文本没有日期、字号只有年份的，同年两份文件的先后无法判定。
# %%
turned = compare.adoption.trace_direction(documents, clauses, pairs, study.templates)
by = ["later_doc", "earlier_doc", "relation", "order"]
compare.show(
    turned.groupby(by, sort=False).size().rename("pairs").reset_index(), rows=None, lang=LANG,
    study=study, caption="Pairs of clauses by order in time || 按先后排列的条款对",
)
# %% en
# ## What siblings tell about a template that is not in hand
#
# Wording that two documents under one template share, and that no text outside its family has, is probably the template's own: an **estimate** (推测), made for the lowest template that both are under. It stays apart from the ledger.
# %% zh
# ## 从同级文件推测未掌握的模板
#
# 同一模板之下两份文件共有、而族外文本都没有的措辞，很可能出自该模板：这只是**推测**，归于两者共同的最低一级模板，不进入采纳台账。
# %%
wording = compare.adoption.estimate_wording(
    documents, clauses, spans, study.templates, formulas=study.lexicon.formulas
)
compare.show(
    wording.groupby("template").head(4)[["template", "clauses", "size", "text"]], width=56, lang=LANG,
    study=study, caption="Probable wording of templates || 推测的模板原文",
)
