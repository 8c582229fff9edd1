# %% en
# # How far can the automatic coding be trusted?
#
# Every automatic table is compared with a coding by hand, made in two independent passes of reading, where the study brings one (`coding/`, with its codebook). Read the numbers with two reservations: rules that were written with a text and its coding in view score better on that text than they will on another; and two documents are few. Sample and code a new text (last section) before trusting the numbers there.
# %% zh
# # 自动编码有多可信？
#
# 研究若附有由两遍独立阅读完成的人工编码（`coding/`，含编码说明），这里逐表与之比对。读数时须有两点保留：规则若是对照某文本及其编码写成的，在该文本上的成绩会好于其他文本；两份文件也太少。用于新文本之前，请先抽样编码（见末节）。
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
print("coded units, of these with the same two ends as a clause: || 人工编码单元数、其中首尾与条款完全一致者：", len(units), int(units["exact"].sum()))
# %% en
# ## Every table beside its ceiling
#
# `value` is F1, a share, or kappa, as `measure` says. `ceiling` is the agreement of the two passes over all texts they coded: a machine that agrees with the coding better than its makers agree with each other has learnt their habits, not the matter. What the passes dispute is not held against the machine.
# %% zh
# ## 每张表及其上限
#
# `value` 是 F1、比例或 kappa，见 `measure` 一列。`ceiling` 是两遍编码在其全部文本上的一致程度：机器若比编码者之间还要一致，学到的就是编码者的习惯而不是事情本身。两遍有分歧之处不计入机器的错误。
# %%
summary = compare.trust.validate(hand, study.clauses, study.passages, tables)
compare.show(
    summary, rows=None, lang=LANG, study=study,
    caption="Agreement with the coding by hand, table by table || 各表与人工编码的一致程度",
)
# %%
compare.draw("reliability-tables", study, tables, LANG)
# %% en
# ## Boundaries
#
# Unitizing asks whether both sides cut the same units out of the text: F1 of units with the same two ends, of single boundaries, and Krippendorff's alpha on whether each character lies in a unit.
# %% zh
# ## 切分边界
#
# 切分一致性看两边是否从文本中切出同样的单元：首尾完全一致的单元的 F1、单个边界的 F1，以及逐字判断是否属于某一单元的 Krippendorff α。
# %%
cuts = compare.trust.unitizing_agreement(hand, study.clauses, study.sources)
compare.show(cuts, lang=LANG, study=study, caption="Agreement on units || 切分的一致程度")
# %% en
# ## Theme by theme
#
# Precision asks whether a theme found was given by either pass, recall whether a theme given by both was found. Intervals draw items again, because two documents are too few to draw documents. A theme may stand in a published table on its own when its F1 reaches the threshold (Krippendorff's 0.8) and enough clauses have it by hand; `verdict` says so. Tables by theme should merge the rare ones or say how few they are.
# %% zh
# ## 逐个主题
#
# 查准率看机器给出的主题是否至少有一遍编码给出，查全率看两遍都给出的主题是否找到。文件太少，所以区间对条目而不是对文件重复抽样。F1 达到门槛（Krippendorff 的 0.8）且人工编码的条款数足够的主题，才可在发表的表格中单列，见 `verdict` 一列。稀少的主题应合并，或注明数量。
# %%
scores = compare.trust.theme_scores(hand, study.clauses, study.passages, tables["themes"])
compare.show(
    scores, rows=None, lang=LANG, study=study, caption="Themes, one by one || 各主题的成绩",
)
# %%
verdicts = scores[scores["code"] != "all"].groupby("verdict")["code"].agg(["size", "; ".join])
compare.show(verdicts, width=70, lang=LANG, caption="Which themes may stand alone || 哪些主题可以单列")
# %%
compare.draw("reliability-themes", study, tables, LANG)
# %% en
# ## Does the certainty of a link mean what it says?
#
# Where a template's official text is in hand, each link of clause and item carries a certainty (确信度). It was fitted on coded pairs of documents of several fields, and each field was judged by weights fitted on the others: a certainty of seven tenths should be right in about seven of ten. This table is the same for every study.
# %% zh
# ## 对应关系的确信度名副其实吗
#
# 模板原文在手时，条款与措施的每一处对应都带有确信度。它由多个领域的成对编码文件拟合得出，每个领域都用其他领域拟合的权重来检验：确信度为十分之七的，十次中应有七次左右正确。此表对任何研究都相同。
# %%
calibration = compare.figure_data("reliability-links", study, tables)
compare.show(
    calibration, rows=None, lang=LANG, caption="Certainty, and how often it was right || 确信度与实际正确率",
)
# %%
compare.draw("reliability-links", study, tables, LANG)
# %% en
# ## Where it errs
#
# Themes given that neither pass gave, and themes missed that both gave. Second themes of long clauses are the commonest; there the passes, too, agree least.
# %% zh
# ## 错在哪里
#
# 两遍都没有给出而机器给出的主题，以及两遍都给出而机器漏掉的主题。最常见的是长条款的第二主题，两遍编码在此处的分歧也最多。
# %%
errors = compare.trust.theme_errors(hand, study.clauses, study.passages, tables["themes"])
compare.show(errors, rows=None, width=50, lang=LANG, study=study, caption="Themes in dispute || 有出入的主题")
# %% en
# The instrument, by hand in rows and automatic in columns. Supply and environment are the two that readers, too, confuse: building a mechanism is a rule to one and a service to another.
# %% zh
# 政策工具：行为人工编码，列为自动编码。供给型与环境型最易混淆，读者也是如此：建立某种机制，有人看作规则，有人看作服务。
# %%
side, side_by_hand = compare.trust.instruments_of(hand, study.clauses, study.passages, tables["instruments"])
compare.show(
    compare.trust.confusion(side, side_by_hand), lang=LANG,
    caption="Instruments by hand and automatic || 政策工具：人工与自动",
)
# %%
both = pd.concat([side, side_by_hand], axis=1).dropna()
kappa = compare.trust.cohen_kappa(list(both["instrument"]), list(both["code"]))
print(f"Krippendorff α {compare.trust.krippendorff_alpha(both):.3f}, Cohen κ {kappa:.3f}")
# %% en
# ## Coding another text
#
# `policy-compare coding sheet --units 40 --coders A,B` writes a blind sheet a coder (Excel and CSV) for a random sample of clauses, with the codebook and a key that only the researcher keeps. `policy-compare coding read sheet-A.xlsx sheet-B.xlsx --key key.csv` reports Krippendorff's alpha, Cohen's kappa, every disagreement, and the scores of the automatic coding on that sample. Codings can also be made in the report page and read with `policy-compare decide`. A sample of the present study:
# %% zh
# ## 给新文本编码
#
# `policy-compare coding sheet --units 40 --coders A,B` 随机抽取条款，为每位编码者生成一份盲编表（Excel 与 CSV），附编码手册，另有一份只由研究者保管的对照表。`policy-compare coding read sheet-A.xlsx sheet-B.xlsx --key key.csv` 报告 Krippendorff α、Cohen κ、每一处分歧，以及自动编码在该样本上的成绩。也可以直接在报告页面上编码，再用 `policy-compare decide` 读入。下面是本研究的一个样本：
# %%
sample = compare.trust.draw_sample(study.clauses, 40, seed=1)
sheet = compare.trust.blank_sheet(study.clauses, sample, compare.trust.fields_of(study))
print(", ".join(sheet.columns))
compare.show(
    sample.groupby("doc_id").size(), lang=LANG, study=study, caption="Clauses drawn || 抽到的条款数",
)
