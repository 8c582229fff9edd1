# %% en
# # Which texts are compared, and how much of each file was understood?
#
# A clause (条款) is the smallest numbered item with policy content. Everything later rests on it: similarity, agencies, themes and adoption are all counted in clauses. So the first question is whether the clauses were found, and whether any character of a file was lost on the way.
# %% zh
# # 比较哪些文本？每份文件读懂了多少？
#
# 条款是有政策内容的最小编号单元。后面的一切都以条款计数：相似度、责任单位、政策主题、采纳情况。所以首先要问：条款是否找全，文件中的字符有没有丢失。
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
documents, clauses = study.documents, study.clauses
tables = {"documents": documents, "clauses": clauses}
study
# %% en
# ## The documents
#
# Title, number, issuer, date and the documents that a text says it implements are read from the text. `documents.csv` corrects or completes what the text does not say; a difference between the two is listed below among the repairs.
# %% zh
# ## 文件
#
# 标题、发文字号、发文机关、日期以及文中说明贯彻的文件，均从文本读出。文本没有写明的，由 `documents.csv` 补充或更正；两者不一致之处列在下面的修复记录里。
# %%
columns = ["doc_id", "doc_number", "issuer", "issue_date", "script", "n_clauses", "n_chars"]
compare.show(documents[columns], lang=LANG, caption="Documents || 文件")
# %%
compare.show(
    documents[["doc_id", "title", "implements"]], width=60, lang=LANG,
    caption="Titles, and the documents that each says it implements || 标题，以及各文件说明贯彻的文件",
)
# %% en
# ## Who implements whom
#
# An arrow leads from a template to the document that implements it, directly or through another document. Documents that do not implement a template serve as its controls in the notebook on adoption.
# %% zh
# ## 谁贯彻谁
#
# 箭头从模板指向贯彻它的文件，直接贯彻或经由另一份文件贯彻。不贯彻某一模板的文件，在采纳一章中作为该模板的对照。
# %%
compare.draw("corpus-timeline", study, tables, LANG)
# %%
timeline = compare.figure_data("corpus-timeline", study, tables)
compare.show(timeline, rows=15, lang=LANG, study=study, caption="What the figure draws || 图中数据")
# %% en
# ## The clauses
#
# Three roles: preamble (总体要求), measure (措施), implementation (组织实施). Similarity and adoption are about measures and implementation; preambles are reported apart.
# %% zh
# ## 条款
#
# 条款分三类：总体要求、政策措施、组织实施。相似度与采纳只看措施和组织实施，总体要求另行报告。
# %%
kinds = clauses.groupby(["doc_id", "kind"], sort=False).size().unstack(fill_value=0)
compare.show(kinds, lang=LANG, study=study, caption="Clauses by kind || 各类条款数")
# %%
compare.draw("corpus-clauses", study, tables, LANG)
# %%
lengths = clauses["text"].str.len().groupby(clauses["doc_id"], sort=False)
compare.show(
    lengths.agg(["count", "min", "median", "max"]), decimals=0, lang=LANG, study=study,
    caption="Characters of a clause's body || 条款正文的字数",
)
# %% en
# ## Every character has a place
#
# Each character of a file belongs to exactly one part: head, section heading, label, heading, body, attribution (责任单位), page furniture, or tail. The parts of a document add up to its length.
# %% zh
# ## 每个字符都有归属
#
# 文件中的每个字符恰好属于一个部分：文头、章节标题、序号、条标题、正文、责任单位、页面残留或文尾。各部分之和等于文件长度。
# %%
parts = study.parts.assign(chars=study.parts["end"] - study.parts["begin"])
size = parts.groupby(["doc_id", "part"], sort=False)["chars"].sum().unstack(fill_value=0)
compare.show(size, lang=LANG, study=study, caption="Characters by part || 各部分的字符数")
# %% en
# ## What was repaired or looked odd
#
# The parser reports what it joined, passed over, or found strange: broken numbering, lost headings, characters that a scan put in. Nothing is repaired in silence.
# %% zh
# ## 修复了什么，哪里可疑
#
# 程序会报告它合并、略过或觉得可疑的地方：编号中断、标题缺失、扫描混入的字符。没有任何修复是悄悄进行的。
# %%
compare.show(
    study.repairs[["doc_id", "repair", "found"]], width=60, lang=LANG, study=study,
    caption="Repairs and oddities || 修复与存疑",
)
# %% en
# ## From a row back to the file
#
# `begin` and `end` count in the file as received. The body below is cut out of the file itself, not out of our tables.
# %% zh
# ## 从表格回到文件
#
# `begin` 和 `end` 按收到的文件计数。下面的正文直接从文件中截取，而不是取自表格。
# %%
first = clauses.iloc[0]
print(first["clause_id"], first["path"], first["heading"])
print(study.sources[first["doc_id"]].text[first["begin"] : first["end"]][:60])
