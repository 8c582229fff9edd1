# %% en
# # Does a finding hang on a threshold?
#
# A specification curve runs the same analysis under all defensible choices (tokens, weights, thresholds) and shows every result (Simonsohn, Simmons and Nelson 2020). The size of a rate moves with the rules; what matters is whether the order between documents that implement a template and those that do not survives.
# %% zh
# # 结论是否取决于某个阈值？
#
# 设定曲线在所有说得通的选择（切词、权重、阈值）下重复同一分析，并展示全部结果（Simonsohn、Simmons 与 Nelson，2020）。采纳率的高低随规则而动；要紧的是贯彻模板的文件与不贯彻的文件之间的次序是否不变。
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
curve = compare.figure_data("adoption-specification", study, tables)
# %% en
# ## Every specification
#
# Each point is the adoption rate of one document under one set of rules. The rules in force are marked; the panel below shows which choices each point stands for.
# %% zh
# ## 每一种设定
#
# 每个点是一份文件在一套规则下的采纳率。现行规则已标出；下方的面板说明每个点对应哪些选择。
# %%
compare.draw("adoption-specification", study, tables, LANG)
# %%
summary = compare.trust.curve_summary(curve) if len(curve) else curve
compare.show(summary, lang=LANG, study=study, caption="Rates over all specifications || 各设定下的采纳率")
# %%
own, others = (
    sorted(set(curve.loc[(curve["relation"] == "control") == control, "doc_id"])) for control in (False, True)
)
stable = compare.trust.rank_stability(curve, above=own, below=others) if own and others else None
print("Every implementing document above every control, share of specifications: || 贯彻者全部高于对照的设定所占比例：", stable)
# %% en
# ## How far a rate hangs on single items and on one clause
#
# Items are drawn with replacement for the interval, where there are at least ten: which measures a template happens to hold. What one clause does is influence, no interval: `fall` is by how much the rate drops where the clause that proves most items alone is left out.
# %% zh
# ## 采纳率在多大程度上取决于个别措施和某一条款
#
# 措施不少于十项时，对措施重复抽样得出区间：模板恰好包含哪些措施，会带来多大出入。去掉一条条款的作用称为影响，不是区间：`fall` 是去掉独自支撑最多措施的那一条之后，采纳率下降多少。
# %%
rates = compare.adoption.adoption_rates(tables["adoption"])
columns = ["template", "doc_id", "relation", "adopted", "items", "rate", "low", "high"]
compare.show(
    rates[columns], rows=None, lang=LANG, study=study,
    caption="Adoption rates, controls among them || 采纳率（含对照）",
)
# %%
by_clause = compare.trust.clause_influence(tables["adoption"], study.clauses)
compare.show(
    by_clause[by_clause["doc_id"].isin(own)], lang=LANG, study=study,
    caption="Influence of the clause that carries most || 支撑最多措施的条款的影响",
)
# %% en
# ## What unrelated clauses look like
#
# Clauses of one policy field resemble each other. `excess` is the likeness of a pair above what clauses that have nothing to do with each other reach, `p_value` the chance of it, corrected for many tests (Benjamini–Hochberg).
# %% zh
# ## 无关条款有多相似
#
# 同一政策领域的条款本来就相像。`excess` 是一对条款的相似度超出无关条款的部分，`p_value` 是其偶然概率，已作多重检验校正（Benjamini–Hochberg）。
# %%
pairs = tables["pairs"].assign(n=1)
by_level = pairs.groupby("level").agg(
    {"n": "sum", "cosine_char": "median", "excess": "median", "p_value": "median"}
)
compare.show(by_level, lang=LANG, caption="Median likeness by level || 各级别的相似度中位数")
# %% en
# ## Shares of common measures, with intervals over clauses
#
# For each document, the share of its clauses that have a counterpart in the other document.
# %% zh
# ## 共同措施的比例及其区间
#
# 每份文件中，在另一份文件里有对应条款的条款所占比例。
# %%
shares = compare.counterpart_shares(study)
compare.show(
    shares[shares["level"] == "any"].drop(columns="level"), rows=20, lang=LANG, study=study,
    caption="Share of clauses with a counterpart || 有对应条款的比例",
)
# %% en
# ## Does formula wording (套话) carry the likeness?
#
# Set phrases recur in documents that have nothing to do with each other. They count as no substance when wording is compared; here is the share of each text they make up.
# %% zh
# ## 相似是不是套话造成的
#
# 套话在毫不相干的文件里也会出现。比较措辞时套话不算实质内容；下表是套话在各文本中所占的比例。
# %%
share = compare.likeness.formula_share(study.clauses, study.lexicon.formulas)
share = share.groupby("doc_id", sort=False)["share"].sum()
compare.show(share, lang=LANG, study=study, caption="Share of set phrases || 套话所占比例")
