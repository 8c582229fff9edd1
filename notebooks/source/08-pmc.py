# %% en
# # What does each policy cover, by the PMC index?
#
# The PMC index (政策一致性指数, Ruiz Estrada 2011) asks of each policy whether it has a list of second-level variables, each `1` or `0`. The score of a first-level variable is the mean of its second-level values, the index the sum of the scores. Papers print the sums; here every `1` names the clause that earned it and the words in it, every `0` says what was looked for, and a scholar can decide otherwise.
#
# The index counts what a text covers, not how well: a long text that mentions everything ranks above a short one that does one thing well.
# %% zh
# # 按PMC指数，各政策涉及哪些方面？
#
# PMC指数（政策一致性指数，Ruiz Estrada，2011）逐项检查每份政策是否具备一组二级变量，取值`1`或`0`。一级变量的得分是其二级变量取值的平均，指数是各得分之和。论文通常只印总和；这里每个`1`都指出由哪一条款、哪些文字得来，每个`0`都说明找的是什么，研究者可以另行判定。
#
# 指数反映的是文本涉及面的宽窄，不是政策的好坏：什么都提到的长文件，会排在把一件事做好的短文件之前。
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
cells, scores, index = (tables[name] for name in ("pmc_cells", "pmc_scores", "pmc"))
# %% en
# ## The variables
#
# They come with the package and serve any field; a study extends or replaces them in `codebooks/pmc.yaml`. How many documents of this study have each:
# %% zh
# ## 变量
#
# 变量随软件提供，适用于任何领域；研究可在`codebooks/pmc.yaml`中增补或替换。本研究中具备各变量的文件数：
# %%
spread = cells.groupby(["first_level", "variable"], sort=False)["value"].agg(["sum", "count"]).reset_index()
compare.show(
    spread, rows=None, decimals=0, lang=LANG, study=study,
    caption="Documents that have each variable || 具备各变量的文件数",
)
# %% en
# A variable that all documents have, or none, does not tell them apart:
# %% zh
# 所有文件都具备、或都不具备的变量，无法区分文件：
# %%
same = spread["sum"].eq(spread["count"]) | spread["sum"].eq(0)
print("variables that tell the documents apart, of all: || 能区分文件的变量与变量总数：", int((~same).sum()), "/", len(spread))
# %% en
# ## Scores, index, grade
#
# The usual grades, by the share of the largest index; the bounds stand in the codebook and can be changed there. A document whose date of issue is not known has no score for the term, and so no index.
# %% zh
# ## 得分、指数、等级
#
# 等级沿用通行分法，按指数占满分的比例划分；界限写在编码手册中，可以修改。发布日期不明的文件，政策时效无从判定，也就没有指数。
# %%
matrix = compare.pmc_matrix(tables).sort_values(["rank", "index"])
compare.show(matrix[["index", "grade", "rank"]], rows=20, decimals=2, lang=LANG, study=study, caption="PMC index || PMC指数")
# %%
compare.draw("pmc-matrix", study, tables, LANG)
# %% en
# The surface that papers print shows nine of the scores, three by three; openness stays out of it. Between the nine scores nothing is measured.
# %% zh
# 论文中常见的曲面展示其中九个得分，三行三列；政策公开不在其内。九个得分之间没有测量值。
# %%
compare.draw("pmc-surface", study, tables, LANG)
# %% en
# ## Every value leads to its clause
#
# The document with the highest index, variable by variable; the clause named earns it most, the cues say by which words and where, or by which fact of another table:
# %% zh
# ## 每个取值都能追到条款
#
# 下面是指数最高的文件的各变量；所列条款最为充分，线索词一栏写明是哪些词、在何处，或是其他表中的哪项事实：
# %%
first = [*matrix.index, *cells["doc_id"]][0]
own = cells[cells["doc_id"] == first]
columns = ["variable", "value", "clause_id", "cues", "why"]
compare.show(own.loc[own["value"] == 1, columns], rows=15, decimals=0, width=44, lang=LANG, study=study, caption="What it has || 具备的变量")
# %% en
# What it has not, and what was looked for:
# %% zh
# 不具备的变量，以及所找的内容：
# %%
absent = own[own["value"] != 1]
compare.show(absent[columns], rows=15, decimals=0, width=44, lang=LANG, study=study, caption="What it has not || 不具备的变量")
# %% en
# One clause beside the words that earned a value:
# %% zh
# 一条条款，以及由它得来的取值：
# %%
earned = cells[cells["clause_id"] != ""].sort_values(["clause_id", "variable"])
busiest = earned["clause_id"].value_counts().sort_index().sort_values(kind="stable").index[-1:]
for clause_id in busiest:
    print(clause_id, study.clauses.set_index("clause_id").loc[clause_id, "text"])
compare.show(
    earned[earned["clause_id"].isin(busiest)][["clause_id", "variable", "cues"]], rows=20, width=60, lang=LANG,
    study=study, caption="Values that this clause earns || 由这一条得来的取值",
)
# %% en
# ## Where the cues do not suffice, a person decides
#
# A row of `coding/decisions.csv` with document, variable, decision, reason and name overrides the rule; `decided_by` then says who. Two coders each fill a blank sheet (`policy-compare pmc --sheets A,B`); `policy-compare pmc` with both sheets prints kappa and alpha variable by variable, and writes what they agree on as decisions. What was decided in this study so far:
# %% zh
# ## 线索词不够时，由人判定
#
# `coding/decisions.csv`中的一行（文本、变量、判定、理由、姓名）优先于规则，`decided_by`记下判定人。两名编码员各填一份空白表（`policy-compare pmc --sheets A,B`）；把两份表交给`policy-compare pmc`，逐变量给出kappa和alpha，并把一致的判定写成可读入的文件。本研究迄今的人工判定：
# %%
decided = cells[cells["decided_by"] != ""]
compare.show(decided[["doc_id", "variable", "automatic", "value", "decided_by", "why"]], decimals=0, lang=LANG, study=study)
# %% en
# How much one cell moves an index: the step of a second-level variable is one over the number of variables beside it.
# %% zh
# 一个取值能改变指数多少：一个二级变量的步长，是同组变量个数的倒数。
# %%
steps = scores.drop_duplicates("first_level")[["first_level", "variables"]]
compare.show(
    steps.assign(**{"One cell moves the index by || 一个取值改变指数": 1 / steps["variables"]}), rows=None, lang=LANG,
    study=study, caption="Weight of one cell || 一个取值的分量",
)
