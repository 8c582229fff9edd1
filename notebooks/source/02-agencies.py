# %% en
# # Who must carry the policy out, who leads, and does the same measure go to the same departments?
#
# At the end of most clauses a bracket names the responsible bodies (责任单位). The table `agencies` has one row a body: as printed (`raw`), its canonical name, its function (`family`), level and role, and its place in the file. What this study says:
# %% zh
# # 政策由谁落实、由谁牵头？同一项措施交给了同样的责任单位吗？
#
# 多数条款末尾以括注写明责任单位。表 `agencies` 一行为一个单位：原文写法（`raw`）、规范名称、职能类别（`family`）、层级、分工，以及在文件中的位置。本研究的发现：
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
agencies, clauses, pairs = tables["agencies"], tables["clauses"], tables["pairs"]
KIND = compare.agencies.kind_of(agencies)  # attribution; table or text where a study has no brackets
compare.findings(study, tables, LANG, about="agencies")
# %% en
# ## What was found
#
# The clause that names most bodies, body by body. Names in attributions (责任分工) are kept apart from those that running text charges with work (由…牵头，会同…; `where` = text). Unnamed departments (有关部门) are marked `generic` and left out of all networks and gaps.
# %% zh
# ## 找到了什么
#
# 先看写明责任单位最多的一条，逐个列出。括注中的责任分工，与正文行文里交办的单位（由……牵头，会同……；`where` 为正文）分开记录。“有关部门”之类没有指名的记为 `generic`，不计入网络和差异。
# %%
fullest = agencies[agencies["where"] == KIND].groupby("clause_id", sort=False).size().nlargest(1)
compare.show(
    agencies.loc[agencies["clause_id"].isin(fullest.index), ["clause_id", "raw", "agency", "family", "level", "role", "where"]],
    rows=None, lang=LANG, study=study, caption="The clause that names most bodies || 写明责任单位最多的条款",
)
# %% en
# Bodies by the place where they are named. All measures below rest on the brackets; where a study has none, on its table of tasks or its running text.
# %% zh
# 各单位在何处写明。以下各表都依据括注；没有括注的研究，改用任务分工表或正文行文。
# %%
compare.draw("agency-kinds", study, tables, LANG)
# %% en
# ## Names: misprints, reforms, unknown bodies
#
# A name is read from its end, which tells the function, while its beginning tells level and place. The registry holds short forms (发改委, 人社局), branches (某市中心支行) and the reforms, so that a place that named 市工商局 before a reform can be compared with one that names 市市场监管局 after it. A misprint is repaired on record; `raw` stays as printed. A body that the registry does not know is kept, flagged and counted here.
# %% zh
# ## 名称：错字、机构改革、未收录的单位
#
# 名称从词尾读起，词尾说明职能，词首说明层级和地方。名录收有简称（发改委、人社局）、分支机构（某市中心支行）以及历次改革，因此改革前写市工商局的与改革后写市市场监管局的可以相比。错字的更正记录在案，`raw` 保留原文写法。名录未收的单位照样保留并加标记，数目见下。
# %%
compare.show(
    compare.agencies.repaired_names(agencies), lang=LANG, study=study, caption="Misprints repaired || 已更正的错字",
)
print("unknown bodies: || 名录未收的单位：", len(compare.agencies.unknown_bodies(agencies)))
# %%
renamed = agencies[agencies["agency"] != agencies["today"]]
history = renamed.groupby(["agency", "today", "family"], as_index=False).agg(mentions=("raw", "size"), documents=("doc_id", "nunique"))
compare.show(
    history.sort_values(["mentions", "agency"], ascending=[False, True]), rows=12, lang=LANG, study=study,
    caption="Bodies that have another name today || 今已更名的单位",
)
# %% en
# ## How many bodies a clause names
#
# The mean is over clauses with an attribution; the interval is a bootstrap over these clauses. A long list is a matter of style as much as of substance: some documents close every bracket with all counties and the development zone.
# %% zh
# ## 每条写明多少责任单位
#
# 均值只计有责任分工的条款，区间由对这些条款重复抽样得出。名单长短既是内容问题，也是文风问题：有的文件每个括注都以各县（市、区）和开发区收尾。
# %%
burden = compare.agencies.clause_burden(agencies, clauses, where=KIND)
columns = ["doc_id", "clauses", "named", "bodies", "mean", "low", "high", "median", "most", "alone", "led"]
compare.show(burden[columns], lang=LANG, study=study, caption="Responsible bodies a clause || 每条的责任单位数")
# %% en
# ## Which departments
#
# `share` is the share of the clauses with an attribution (`n`) that name the family, `low` and `high` its bootstrap interval. `fractional` gives each clause one vote in all, so that long lists do not win by length.
# %% zh
# ## 是哪些责任单位
#
# `share` 是有责任分工的条款（`n`）中写到该职能类别的比例，`low` 与 `high` 是重复抽样得出的区间。`fractional` 让每条条款合计只投一票，名单长的不因此占便宜。
# %%
frequency = compare.agencies.family_frequency(agencies, clauses, where=KIND)
columns = ["doc_id", "family", "mentions", "clauses", "n", "share", "low", "high", "fractional"]
compare.show(
    frequency.groupby("doc_id", sort=False).head(3)[columns], rows=15, lang=LANG, study=study,
    caption="The three families named most, by document || 各文件写到最多的三类单位",
)
# %%
compare.draw("agency-frequency", study, tables, LANG)
# %%
compare.draw("agency-families", study, tables, LANG)
# %% en
# ## Are the differences more than accident?
#
# Clauses of both documents are resampled; `clear` marks intervals that exclude zero. With many families some do so by chance, so the table describes; a hypothesis should name its family beforehand.
# %% zh
# ## 差异是否只是偶然
#
# 对两份文件的条款同时重复抽样；区间不含零的记为 `clear`。类别一多，总有一些会碰巧如此，所以此表只作描述；要检验假设，应当事先指明类别。
# %%
differences = compare.agencies.share_differences(agencies, clauses, where=KIND)
clear = differences[differences["clear"]]
columns = ["a", "b", "family", "share_a", "share_b", "n_a", "n_b", "difference", "low", "high"]
compare.show(
    clear.groupby(["a", "b"]).head(1)[columns].rename(columns={"a": "doc_a", "b": "doc_b"}), lang=LANG, study=study,
    caption="The largest clear difference of each two documents || 每两份文件间最大的明确差异",
)
print("intervals that exclude zero, of all: || 区间不含零者与总数：", len(clear), "/", len(differences))
# %% en
# ## Concentration
#
# From fractional counts, unnamed departments left out: Herfindahl–Hirschman index (`hhi`, highest where one family has all), entropy (highest where work is even) and Gini.
# %% zh
# ## 集中程度
#
# 按分摊计数，不含未指名的单位：赫芬达尔—赫希曼指数（`hhi`，全归一类时最高）、熵（分布最均匀时最高）和基尼系数。
# %%
spread = compare.agencies.concentration(agencies, clauses, where=KIND)
compare.show(spread, lang=LANG, study=study, caption="How concentrated the work is || 责任集中程度")
# %% en
# ## Who leads, who supports
#
# Only what the text says counts: 牵头 is a lead, 配合 and 会同 are support, everything else is responsible. A list without roles does not make its first body a lead unless a sentence such as 列第一位者为牵头单位 says so.
# %% zh
# ## 谁牵头，谁配合
#
# 只认文中写明的：“牵头”为牵头，“配合”“会同”为配合，其余一律为责任。名单没有写分工时，不把排在首位的当作牵头单位，除非文中有“列第一位者为牵头单位”之类的说明。
# %%
compare.draw("agency-roles", study, tables, LANG)
# %% en
# ## Named together: joint responsibility
#
# Two families are joined where one clause names both. `weight` counts clauses; `fractional` discounts long lists; `strength` compares with how often either is named at all. `policy-compare network` writes GraphML and edge lists, with centralities and communities. Density follows the length of the lists: read it beside the bodies a clause names.
# %% zh
# ## 同列一处：共同责任
#
# 一条条款同时写到两类单位，就连一条线。`weight` 是条款数，`fractional` 削减长名单的影响，`strength` 与两类单位各自出现的次数相比。`policy-compare network` 输出 GraphML 与边表，附中心度和群组。网络密度随名单长度而升，应与每条的责任单位数对照着看。
# %%
networks = compare.agencies.network_summary(agencies, clauses, where=KIND)
compare.show(networks, lang=LANG, study=study, caption="Networks of joint responsibility || 共同责任网络")
# %%
whole = compare.agencies.network_edges(compare.agencies.joint_responsibility(agencies, where=KIND))
edges = whole.rename(columns={"source": "family_a", "target": "family_b", "strength": "Strength of the tie || 联系强度"})
compare.show(
    edges.drop(columns=["documents"]), rows=6, lang=LANG, study=study,
    caption="Families named together most often || 最常同列的单位类别",
)
# %%
compare.draw("agency-network", study, tables, LANG)
# %% en
# ## Which themes each family carries
#
# Chance would give what the two frequencies alone give; the figure shows where a family has a theme more often. Departments mostly keep to their own ground. Counts are small.
# %% zh
# ## 各类单位承担哪些主题
#
# 若只由两者各自的频率决定，就是偶然的水平；图中显示某类单位在哪些主题上高出这一水平。各单位大多守着本行。各格数目都不大。
# %%
compare.draw("agency-themes", study, tables, LANG)
# %% en
# ## The same measure, other departments
#
# For each pair of clauses that are the same measure, which families do both documents name? One is the same bodies, zero none in common. Part of a gap may be the county governments and zones that one document adds to every clause.
# %% zh
# ## 措施相同，责任单位不同
#
# 两条条款是同一项措施时，两份文件都写到哪些类别的单位？一表示完全相同，零表示毫无共同。差距有一部分可能出自某份文件每条都加上的各县（市、区）政府和开发区。
# %%
named = compare.agencies.counterpart_families(agencies, pairs, where=KIND)
owner = dict(zip(clauses["clause_id"], clauses["doc_id"]))
owned = named.assign(doc_a=named["a"].map(owner), doc_b=named["b"].map(owner), n=1)
overlap = owned.groupby(["doc_a", "doc_b"], as_index=False).agg({"n": "sum", "jaccard": "mean"})
compare.show(
    overlap.sort_values(["n", "doc_a", "doc_b"], ascending=[False, True, True]), lang=LANG, study=study,
    caption="Families in common, mean over shared measures || 相同措施的单位类别重合度（均值）",
)
# %%
compare.draw("agency-gaps", study, tables, LANG)
# %% en
# ## What to keep in mind
#
# A name in a bracket is a formal charge, not proof of work done. Shares rest on few clauses a document, as the column `n` says. Families follow the registry; a study adds bodies, or other families, in its own `lexicon/agencies.csv`.
# %% zh
# ## 须留意的几点
#
# 括注中的名字是形式上的责任，不等于实际做了工作。比例所依据的条款不多，见 `n` 一列。职能类别依据名录；研究者可在 `lexicon/agencies.csv` 中增补单位或另立类别。
