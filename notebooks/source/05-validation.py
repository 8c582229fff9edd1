# %% en
# # How far can the automatic coding be trusted?
#
# Every automatic table is compared with a coding made in two independent passes of reading, where the study brings one in its folder `coding`. Two reservations: the coding at hand covers few documents, as printed below. And where rules were written with the same texts and their coding in view, agreement is an upper estimate of what to expect on another text; sample and code a new text (last section) before trusting them there.
# %% zh
# # 自动编码有多可信？
#
# 研究的 `coding` 文件夹若附有由两遍独立阅读完成的编码，每个自动生成的表都与之比对。有两点保留：已有的阅读编码只涉及少数文件，见下。其次，编写规则时若看得到这些文本及其编码，一致程度只能当作上限，换一份文本多半会低些；用于新文本之前，应先抽样编码（见最后一节）。
# %%
%matplotlib inline
import pandas as pd
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
hand = compare.trust.read_hand_coding(study.root)
units = compare.trust.match_units(hand, study.clauses, study.passages)
print("documents coded by reading, units, units with the two ends of a clause: || 阅读编码的文件数、单位数、起讫与条款相同的单位数：")
print(hand.units["doc_id"].nunique(), len(hand.units), units["exact"].sum(), sep=", ")
# %% en
# ## Every table beside its ceiling
#
# `value` is F1, a share, or kappa, as `measure` says. `ceiling` is the agreement of the two passes over all texts they coded: a machine that agrees with the coding better than its makers agree with each other has learnt their habits, not the matter. What the passes dispute is not held against the machine.
# %% zh
# ## 每个表与它的上限
#
# `value` 是 F1、比例或 kappa，视 `measure` 而定。`ceiling` 是两遍编码在全部文本上的一致程度：程序若比两遍编码彼此还要一致，学到的只是编码员的习惯，而不是事情本身。两遍不一致之处，不算程序的错。
# %%
summary = compare.trust.validate(hand, study.clauses, study.passages, tables)
compare.show(
    summary, rows=None, lang=LANG, study=study,
    caption="Automatic tables against the coding by reading || 自动编码与阅读编码的一致程度",
)
# %%
compare.draw("reliability-tables", study, tables, LANG)
# %% en
# ## Boundaries
#
# Unitizing asks whether both sides cut the same units out of the text: F1 of units with the same two ends, of single boundaries, and Krippendorff's alpha on whether each character lies in a unit. One is full agreement.
# %% zh
# ## 条款的边界
#
# 切分是否一致，就看双方从文本中切出的单位是否相同：起讫都相同的单位的 F1、单个边界的 F1，以及每个字符是否落在单位之内的 Krippendorff α。一表示完全一致。
# %%
cuts = compare.trust.unitizing_agreement(hand, study.clauses, study.sources)
compare.show(cuts, lang=LANG, study=study, caption="Agreement on boundaries || 边界的一致程度")
# %% en
# ## Theme by theme
#
# Precision asks whether a theme found was given by either pass, recall whether a theme given by both was found. Intervals draw clauses again, because the documents are too few to draw documents. A theme may stand in a published table on its own when its F1 reaches Krippendorff's threshold and enough clauses were coded with it; both limits are printed. Tables by theme should merge the rare ones or say how few they are.
# %% zh
# ## 逐个主题
#
# 查准率问：程序给出的主题，两遍编码中是否有一遍给出；查全率问：两遍都给出的主题，程序是否找到。文件太少，不宜对文件抽样，区间由对条款重复抽样得出。F1 达到 Krippendorff 的标准、且阅读编码中条款够多的主题，才可在发表的表中单列；两个界限见下。按主题列表时，罕见的主题应当合并，或说明条数之少。
# %%
scores = compare.trust.theme_scores(hand, study.clauses, study.passages, tables["themes"])
compare.show(scores.rename(columns={"code": "theme"}), rows=None, lang=LANG, study=study, caption="Every theme against the coding by reading || 各主题与阅读编码的一致程度")
print("least F1, least clauses coded: || F1 下限、阅读编码的最少条数：", compare.trust.PUBLISH, compare.trust.LEAST)
# %%
verdicts = scores[scores["code"] != "all"].groupby("verdict").size().rename("n")
compare.show(verdicts, lang=LANG, study=study, caption="Themes by verdict || 各种结论的主题数")
# %%
compare.draw("reliability-themes", study, tables, LANG)
# %% en
# ## Does the certainty of a link mean what it says?
#
# Where a template's official text is in hand, each link of clause and item carries a certainty (确信度). It was fitted on coded pairs of documents of several fields, and each field was judged by weights fitted on the others: of links with one certainty, about that share should be right. This table is the same for every study. How many links are right, and how many are missed, on a field never coded: see README.
# %% zh
# ## 对应关系的确信度名实相符吗
#
# 掌握模板官方文本时，条款与措施的每个对应关系都带有确信度。确信度由若干领域的已编码文件对拟合而来，每个领域都用其他领域拟合的权重来检验：确信度相同的一批对应关系中，正确的比例应当与之相近。此表对任何研究都相同。在无人编码过的领域有多少对应关系正确、漏掉多少，见 README。
# %%
links = compare.figure_data("reliability-links", study, tables)
compare.show(links, rows=None, lang=LANG, study=study, caption="Certainty and share of true links || 确信度与正确比例")
# %%
compare.draw("reliability-links", study, tables, LANG)
# %% en
# ## Where it errs
#
# Themes given that neither pass gave, and themes missed that both gave. Second themes of long clauses are the usual case; there the passes, too, agree least.
# %% zh
# ## 错在哪里
#
# 两遍都没有而程序给出的主题，以及两遍都有而程序漏掉的主题。多见于长条款的第二主题，阅读编码在那里也最不一致。
# %%
errors = compare.trust.theme_errors(hand, study.clauses, study.passages, tables["themes"])
compare.show(
    errors, rows=None, width=50, lang=LANG, study=study, caption="Themes too many and themes missed || 多给与漏掉的主题",
)
# %% en
# The policy instrument, by reading in rows and automatic in columns.
# %% zh
# 政策工具：行为阅读编码，列为自动编码。
# %%
side, by_hand = compare.trust.instruments_of(hand, study.clauses, study.passages, tables["instruments"])
table = compare.trust.confusion(side, by_hand).rename_axis("instrument")
compare.show(table, lang=LANG, study=study, caption="Instruments, by reading in rows and automatic in columns || 政策工具：行为阅读编码，列为自动")
both = pd.concat([side, by_hand], axis=1).dropna()
kappa = compare.trust.cohen_kappa(list(both["instrument"]), list(both["code"]))
print(f"Krippendorff α {compare.trust.krippendorff_alpha(both):.3f}, Cohen κ {kappa:.3f}")
# %% en
# ## Amounts
#
# An amount agrees where it has the same unit and bounds at the same place.
# %% zh
# ## 数额
#
# 位置、单位和上下限都相同，才算一致。
# %%
amounts = summary[summary["question"] == "amounts"]
compare.show(amounts, lang=LANG, study=study, caption="Amounts against the coding by reading || 数额与阅读编码的一致程度")
# %% en
# ## Coding another text
#
# `policy-compare coding sheet --units 40 --coders A,B` writes a blind sheet a coder (Excel and CSV) for a random sample of clauses, with the codebook and a key that only the researcher keeps. `policy-compare coding read sheet-A.xlsx sheet-B.xlsx --key key.csv` reports Krippendorff's alpha, Cohen's kappa, every disagreement, and the scores of the automatic coding on that sample. A sample of the present study:
# %% zh
# ## 为另一份文本编码
#
# `policy-compare coding sheet --units 40 --coders A,B` 随机抽取条款，为每位编码员各写一份盲编表（Excel 与 CSV），附编码手册和只由研究者保管的对照表。`policy-compare coding read sheet-A.xlsx sheet-B.xlsx --key key.csv` 报告 Krippendorff α、Cohen κ、每一处分歧，以及自动编码在该样本上的得分。从本研究抽取的样本：
# %%
sample = compare.trust.draw_sample(study.clauses, 40, seed=1)
sheet = compare.trust.blank_sheet(study.clauses, sample, compare.trust.fields_of(study))
drawn = sample.groupby("doc_id").size().rename("clauses")
compare.show(drawn, lang=LANG, study=study, caption="Clauses drawn, by document || 抽中的条款数")
print("columns of the sheet: || 表中各列：", ", ".join(sheet.columns))
