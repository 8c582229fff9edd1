# %% en
# # Who took over from whom, and when?
#
# Two documents may say the same because one copied the other, because both copied a third, or because both carry out one template. Only the first is diffusion between them. So the order in time is asked first, then whose wording is nearest, and what both have from a template in hand is no evidence of copying. A document that is not in hand can be the true source of anything: *first user* means the first in hand.
# %% zh
# # 谁沿用了谁，什么时候？
#
# 两份文件内容相同，可能是一份抄了另一份，可能是两份都抄了第三份，也可能是贯彻同一模板。只有第一种才是两者之间的扩散。因此先问时间先后，再问谁的文字最近；两份文件从已掌握的模板得来的内容，不作为相互抄录的证据。任何条款的真正来源都可能是未掌握的文件：所谓*最先使用者*，是已掌握文件中最早的。
# %%
%matplotlib inline
import pandas as pd
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
documents = study.documents.sort_values("issue_date", kind="stable")
columns = ["doc_id", "region", "province", "level", "issue_date", "implements"]
compare.show(documents[columns], rows=20, lang=LANG, study=study, caption="Documents by date of issue || 按发布日期排列的文件")
# %% en
# ## Who could have taken from whom
#
# One row a later document and an earlier one that has some of the same measures. `clauses` counts measures of which the earlier document is the most probable source; `n_common` those that both have from a common template. Where the order of two documents is undecidable there is no row, rather than a guess.
# %% zh
# ## 谁可能沿用谁
#
# 一行是一份在后文件和一份有相同措施的在先文件。`clauses` 是以该在先文件为最可能来源的措施数，`n_common` 是两者都得自共同模板的措施数。先后无法判定的两份文件没有行，不作猜测。
# %%
tables = compare.build_tables(study)
diffusion, sources = tables["diffusion"], tables["sources"]
print("ordered pairs of documents with measures in common: || 先后可判、且有相同措施的文件对：", len(diffusion))
print("of them with wording taken over: || 其中有措辞沿用的：", (diffusion["clauses"] > 0).sum())
compare.show(diffusion, rows=20, lang=LANG, study=study, caption="Later and earlier documents || 在后与在先文件")
# %%
compare.draw("diffusion-sources", study, tables, LANG)
# %% en
# ## The most probable source of each clause, with the alternatives
#
# Candidates are counterparts in earlier documents, the nearest wording first. The weight adds up to one over the candidates of a clause and shows ties; it is no calibrated probability. It is zero where both have the measure from a common template, and where the two share a subject but not the wording, unless the later document carries the earlier one out.
# %% zh
# ## 每个条款最可能的来源与其他可能
#
# 候选来源是在先文件中的对应条款，文字最近的排在最前。同一条款各候选的权重之和为一，可以看出有无并列；它不是校准过的概率。两者都得自共同模板的，权重为零；主题相同而措辞不同的，权重也为零，除非在后文件贯彻该在先文件。
# %%
named = sources[sources["source_weight"] > 0]
unproved = sources[sources["source_weight"] == 0].sort_values(["score", "clause_id"], ascending=[False, True])
print("measures with a named source: || 有来源可指的措施数：", named["clause_id"].nunique())
print("candidates discounted as common, as of another wording: || 因共同模板、因措辞不同而不计的候选数：", end=" ")
print((unproved["common"]).sum(), (~unproved["common"] & ~unproved["worded"]).sum(), sep=", ")
compare.show(named, rows=20, lang=LANG, study=study, caption="Named sources with their alternatives || 可指的来源与其他可能")
# %%
compare.show(unproved, rows=12, lang=LANG, study=study, caption="The nearest candidates that prove nothing || 最近、但不足为凭的候选")
# %% en
# The nearest candidate with both texts, to be read before anything is concluded from it.
# %% zh
# 文字最近的候选，两边原文并列。下结论之前先读它。
# %%
nearest = pd.concat([named, unproved]).head(1)
for clause, source in zip(nearest["clause_id"], nearest["source_clause"]):
    print(compare.side_by_side(study, source, clause, spans=tables["spans"]))
# %% en
# ## Province by province
# %% zh
# ## 省际沿用
# %%
compare.draw("diffusion-provinces", study, tables, LANG)
# %% en
# ## Passages and their first users
#
# A line is a measure with all that took it over, one from the other. Items of a template that is no document of the study start lines too: there the template is the first user.
# %% zh
# ## 段落与最先使用者
#
# 一条线是一项措施以及先后沿用它的所有条款。模板若不是本研究中的文件，其各项措施也各起一条线，这时模板就是最先使用者。
# %%
passages = compare.adoption.passage_lines(sources)
above = compare.adoption.template_lines(documents, tables["adoption"], study.templates)
lines = pd.concat([passages, above], ignore_index=True)
users = compare.adoption.first_users(documents, study.clauses, lines, tables["items"], study.templates)
print("lines from clauses, from items of templates: || 起于条款的线、起于模板措施的线：", end=" ")
print(passages["first_clause"].nunique(), above["first_clause"].nunique(), sep=", ")
compare.show(users.drop(columns=["text"]), rows=12, lang=LANG, study=study, caption="First users || 最先使用者")
# %%
compare.draw("diffusion-cascade", study, tables, LANG)
# %% en
# ## The network
#
# An arrow leads from an earlier document, or a template, to a later document that took measures over. The tree keeps the most probable source of each document. `policy-compare diffusion` writes both as GraphML for Gephi, igraph or yEd.
# %% zh
# ## 网络
#
# 箭头从在先文件或模板指向沿用其措施的在后文件；树只保留每份文件最可能的来源。`policy-compare diffusion` 把两者写成 GraphML，可用 Gephi、igraph 或 yEd 打开。
# %%
tree = compare.adoption.diffusion_network(documents, diffusion, above, study.templates, tree=True)
arrows = [(one, other, told["clauses"], told["relation"]) for one, other, told in sorted(tree.edges(data=True))]
arrows = pd.DataFrame(arrows, columns=["earlier", "later", "clauses", "relation"])
compare.show(arrows, rows=20, lang=LANG, study=study, caption="The tree of most probable sources || 最可能来源之树")
# %% en
# ## Events: who was at risk of taking it over, and for how long
#
# One row a line and a place. A place is at risk from the day of the first use until its first document with the passage (`event` 1), or its last document in hand (`event` 0): what it did later is not known. Documents without a full date are left out. The table is what a survival library expects.
# %% zh
# ## 事件：哪些地方可能沿用，经过多久
#
# 一行是一条线与一个地方。从最先使用之日起，到该地首份含此段落的文件（`event` 为 1）或已掌握的最后一份文件（`event` 为 0）为止；此后如何，不得而知。没有完整日期的文件不计。此表可直接交给生存分析软件。
# %%
events = compare.adoption.adoption_events(documents, lines, study.templates)
print("rows, places, taken over: || 行数、地方数、沿用数：", len(events), events["place"].nunique(), events["event"].sum())
compare.show(events, rows=8, lang=LANG, study=study, caption="Events || 事件")
# %% en
# The share of places that have taken a passage over by a day, after Kaplan and Meier (1958): who was last seen without it counts as not yet, not as never. Rows of one passage and of one place are not independent, so the interval is too narrow; for a test, cluster by `first_clause`.
# %% zh
# 到某日为止已沿用的比例，按 Kaplan 与 Meier（1958）估计：最后一次看到时还没有的，算“尚未”，不算“从未”。同一段落、同一地方的各行并不独立，所以区间偏窄；要作检验，请按 `first_clause` 聚类。
# %%
curve = compare.adoption.time_to_adoption(events, by="same_province")
compare.show(curve, rows=20, lang=LANG, caption="Share taken over by days since the first use || 自最先使用起，各日已沿用的比例")
# %% en
# ## How often a named source is the true one
#
# Nobody knows the true sources of real documents. On invented corpora, in which cities copy from one another and rewrite a part, it is known: precision is the share of named sources that are right, recall the share of true ones that were named, `listed` the share that is among the candidates. Where nothing was rewritten, nothing in a text tells a source from its own source.
# %% zh
# ## 所指的来源有多少是真的
#
# 真实文件的来源无人知晓。在虚构的语料中，各城市相互抄录并改写一部分，来源是已知的：查准率是所指来源中指对的比例，查全率是真实来源中被指出的比例，`listed` 是真实来源在候选之列的比例。一字未改的抄录，从文字上分不出来源和来源的来源。
# %%
compare.show(compare.trust.source_certainty(), rows=None, lang=LANG, caption="Measured on invented corpora || 在虚构语料上测得")
# %% en
# ## What this does not show
#
# - Likeness of wording does not prove copying. A source that is not in hand is never found, and the nearest document in hand stands in its place; not in hand is never absent.
# - Two documents that both copied a text which is not in hand look as if one had copied the other. Add the common text, and the discount works.
# - A document without a date, or two of the same day, have no order and so no row.
# - A place with one document is seen on one day only: a time is the time until it wrote, and no more.
# - The rules and measures stand in `docs/diffusion.md`.
# %% zh
# ## 这里没有证明什么
#
# - 文字相近并不证明抄录。未掌握的来源永远找不到，只能由已掌握文件中最近的代替；未掌握绝不等于没有。
# - 两份文件若都抄自一份未掌握的文本，看起来就像一份抄了另一份。把共同的文本加进来，才能剔除。
# - 没有日期的文件、同一天的两份文件，没有先后，也就没有行。
# - 只有一份文件的地方只在那一天被看到：所谓时间，就是到它发文为止的时间，仅此而已。
# - 规则与度量见 `docs/diffusion.md`。
