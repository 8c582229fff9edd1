# %% en
# # What are the policies about, with which instruments, how strongly, and for how much money?
#
# Each clause is given one to three themes (政策主题), one policy instrument (政策工具), one step of directive strength (政策指令强度), and every amount it names (数额). All codes come from cues (regular expressions) of the study's codebooks; notebook 05 says how far each can be trusted. First, what this study says:
# %% zh
# # 政策讲什么？用什么工具？力度多大？涉及多少钱？
#
# 每一条款编一至三个政策主题、一种政策工具、一级指令强度，并记录其中的全部数额。所有编码都来自本研究编码手册中的线索词（正则表达式），各项可信程度见第 05 章。先看本研究的发现：
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
clauses, themes = study.clauses, tables["themes"]
book, tools = (study.codebooks.get(name, compare.content.EMPTY) for name in ("themes", "instruments"))
compare.findings(study, tables, LANG, about="themes")
# %% en
# ## Every code shows its cues
#
# A theme is given because of words, and the words have places. Heading cues count more than cues in the body; a heading shared by several clauses counts less. Below, the first clause of the study with its themes, then the cues cut out of the file as received.
# %% zh
# ## 每个编码都亮出线索
#
# 给出某一主题是因为某些词，而这些词都有位置。标题中的线索比正文中的分量重；几条共用的标题分量减轻。下面是本研究的第一条及其主题，然后是从收到的文件中截取的线索。
# %%
first = clauses["clause_id"].iloc[0]
compare.show(
    themes[themes["clause_id"] == first], width=60, lang=LANG, study=study,
    caption="Themes of the first clause || 第一条的主题",
)
# %%
found = compare.content.find_cues(clauses[clauses["clause_id"] == first], book)
located = compare.content.locate_cues(found, study.passages, study.headings)
source = study.sources[clauses["doc_id"].iloc[0]].text
located["in_file"] = [source[begin:end] for begin, end in zip(located["file_begin"], located["file_end"])]
columns = ["code", "place", "cue", "in_file", "file_begin", "file_end", "evidence"]
compare.show(located[columns], rows=6, lang=LANG, caption="Its cues, with their places in the file || 线索及其在文件中的位置")
# %% en
# ## How much of each policy a theme covers
#
# A clause with two themes counts for both. The interval says how far a share depends on the items that happen to stand in the document: with a few dozen clauses a document it is wide, and a difference within it is no finding.
# %% zh
# ## 各主题占多大篇幅
#
# 一条有两个主题的，两边都计。区间说明比例在多大程度上取决于文件恰好写了哪些条目：每份文件只有几十条，区间很宽，落在区间之内的差异不能算发现。
# %%
shares = compare.content.theme_coverage(clauses, themes)
top = shares.sort_values(["share_clauses", "doc_id", "theme"], ascending=[False, True, True])
columns = ["doc_id", "theme", "n_clauses", "share_clauses", "low", "high", "share_chars", "share_items"]
compare.show(top[columns], lang=LANG, study=study, caption="The largest shares || 占比最大的主题")
# %%
compare.draw("themes-coverage", study, tables, LANG)
# %% en
# ## What one document stresses more than the others
#
# The log-likelihood (G²) compares a theme's share of clauses in one document with that of all others; p is Fisher's exact test, because counts are small, corrected for all tests. What is not significant after correction is a hint, not a finding.
# %% zh
# ## 哪份文件更强调什么
#
# 对数似然（G²）把某主题在一份文件中的条款占比与其余文件相比；次数少，故用 Fisher 精确检验求 p 值，并按全部检验校正。校正后不显著的只是提示，不是发现。
# %%
key = compare.content.theme_keyness(clauses, themes).sort_values(["p_value", "doc_id", "feature"])
compare.show(key, rows=6, lang=LANG, study=study, caption="Themes by keyness || 主题的关键性")
print("tests, significant after correction: || 检验数、校正后显著者：", len(key), len(compare.content.significant(key)))
# %%
compare.draw("themes-keyness", study, tables, LANG)
# %% en
# The same measure on words, counted once a clause. Words that stand out are often names and style rather than policy.
# %% zh
# 同一方法用于词语，每条只计一次。突出的词往往是名称和文风，而不是政策。
# %%
tokens = compare.text.Tokenizer()
words = compare.content.word_keyness(clauses, [tokens.words(text) for text in clauses["text"]])
columns = ["doc_id", "feature", "count", "total", "rest", "rest_total", "g2", "p_corrected"]
compare.show(
    words.groupby("doc_id", sort=False).head(3)[columns], rows=15, lang=LANG, study=study,
    caption="Words by keyness || 词语的关键性",
)
# %% en
# ## With which instruments
#
# Supply (供给型: money, people, information, platforms), environment (环境型: rules, taxes, finance, goals), demand (需求型: procurement, markets), after Rothwell and Zegveld (1985). The codebook lets a clause's themes count as evidence for its instrument, so theme and instrument are not independent; the last line says how many clauses keep their instrument when it is coded from cues alone.
# %% zh
# ## 用什么工具
#
# 供给型（资金、人才、信息、平台）、环境型（规则、税收、金融、目标）、需求型（采购、市场），依 Rothwell 与 Zegveld（1985）。编码手册允许条款的主题作为工具的证据，因此主题与工具并不独立；最后一行给出只凭线索编码时工具不变的条款数。
# %%
given = tables["instruments"]
kinds = given.groupby(["doc_id", "instrument"], sort=False).size().unstack(fill_value=0)
compare.show(
    kinds.reindex(columns=["supply", "environment", "demand"], fill_value=0), lang=LANG, study=study,
    caption="Clauses by instrument || 各类政策工具的条款数",
)
same = compare.content.code_instruments(clauses, None, tools).merge(given, on=["clause_id", "instrument"])
print("clauses, the same from cues alone: || 条款数、只凭线索时相同者：", len(given), len(same))
# %%
compare.draw("themes-instruments", study, tables, LANG)
# %% en
# ## Who carries out what, and where it comes from
#
# Themes crossed with the families of the bodies in charge, then with the sections of the templates that feed them. `residual` says how far a cell stands above what the two totals alone would give.
# %% zh
# ## 谁来落实，源自何处
#
# 先把主题与责任单位的职能类别交叉，再与提供内容的模板章节交叉。`residual` 表示该格比只凭两项合计所能预期的高出多少。
# %%
families = compare.content.cross(themes, tables["agencies"], "family", rank=1)
compare.show(
    families.sort_values(["residual", "theme", "family"], ascending=[False, True, True]), rows=6,
    lang=LANG, study=study, caption="Themes and bodies in charge || 主题与责任单位",
)
# %%
sections = compare.content.template_sections(tables["adoption"], tables["items"])
fed = compare.content.cross(themes, sections, "section", rank=1)
compare.show(
    fed.sort_values(["residual", "theme", "section"], ascending=[False, True, True]), rows=6,
    lang=LANG, study=study, caption="Themes and sections of templates || 主题与模板章节",
)
# %% en
# ## How strongly the documents direct
#
# Each sentence stands on the step of its governing verb: forbid, must, carry out, promote, encourage, explore. A sum of money binds as a modal verb does.
# %% zh
# ## 指令力度
#
# 每一句按其支配动词归入一级：禁止、必须、实施、推进、鼓励、探索。写明金额与情态动词同样具有约束力。
# %%
compare.draw("directive-strength", study, tables, LANG)
# %%
steps = compare.figure_data("directive-strength", study, tables)
compare.show(steps, rows=None, lang=LANG, study=study, caption="Sentences by step || 各级句数")
# %% en
# ## Who promises how much for what
#
# Money is in yuan (元); an open bound is empty. What a number is for is an extract of its sentence.
# %% zh
# ## 谁承诺多少，用于什么
#
# 金额单位为元，未设上限或下限的一端留空。数额的用途摘自所在句。
# %%
money = compare.content.amounts_by_theme(tables["amounts"], themes)
largest = money.sort_values(["value", "clause_id", "begin"], ascending=[False, True, True])
compare.show(
    largest[["clause_id", "theme", "raw", "low", "high", "what"]], rows=12, decimals=0, width=48,
    lang=LANG, study=study, caption="The largest sums || 最大的金额",
)
# %%
compare.draw("amounts-money", study, tables, LANG)
