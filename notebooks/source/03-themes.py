# %% en
# # What are the policies about, with which instruments, how strongly, and for how much money?
#
# Each clause is given its themes (主题), one policy instrument (政策工具), a step of directive strength (指令强度) for each directing sentence, and every amount (数额) it names. All codes come from cues (线索词) of the study's codebooks; the notebook on validation says how far each can be trusted. What this study says:
# %% zh
# # 政策讲什么、用什么工具、要求多强、承诺多少钱？
#
# 每条条款编有主题和一种政策工具，每句有要求的话编有指令强度，写到的数额逐一记录。所有编码都由本研究编码手册中的线索词得出，各自可信到什么程度见效度一章。本研究的发现：
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
clauses, themes, given = study.clauses, tables["themes"], tables["instruments"]
book, tools = (study.codebooks.get(name, compare.content.EMPTY) for name in ("themes", "instruments"))
compare.findings(study, tables, LANG, about="themes")
# %% en
# ## Every code shows its cues
#
# A theme is given because of words, and the words have places. Heading cues count more than cues in the body; a heading shared by several clauses counts less. The clause with the strongest theme of this study first, with all its themes:
# %% zh
# ## 每个编码都列出线索词
#
# 编入某一主题，是因为出现了某些词，而词都有位置。标题中的线索词分量重于正文；几条共用的标题分量较轻。先看本研究中主题证据最强的一条，及其全部主题：
# %%
strongest = themes.sort_values(["score", "clause_id"], ascending=[False, True])
first = [*strongest["clause_id"], *clauses["clause_id"]][0]
compare.show(
    themes[themes["clause_id"] == first], width=60, lang=LANG, study=study,
    caption="Themes of one clause, with their cues || 一条条款的主题及线索词",
)
# %% en
# The same cues, cut out of the file as received:
# %% zh
# 同样的线索词，直接从收到的文件中截取：
# %%
chosen = clauses[clauses["clause_id"] == first]
located = compare.content.locate_cues(compare.content.find_cues(chosen, book), study.passages, study.headings)
source = study.sources[chosen["doc_id"].iloc[0]].text
located["printed"] = [source[begin:end] for begin, end in zip(located["file_begin"], located["file_end"])]
# %%
located = located.drop(columns=["begin", "end"], errors="ignore").rename(columns={
    "printed": "In the file || 文件中的文字", "code": "theme", "place": "where", "cue": "cues", "file_begin": "begin", "file_end": "end"})
located = located[["theme", "where", "cues", "In the file || 文件中的文字", "begin", "end", "evidence"]]
located = located.sort_values(["evidence", "begin"], ascending=[False, True])
compare.show(located, rows=6, lang=LANG, study=study, caption="Cues and their places || 线索词及其位置")
# %% en
# ## How much of each policy a theme covers
#
# A clause with two themes counts for both. The interval says how far a share depends on the items that happen to stand in the document: with a few dozen clauses a document it is wide, and a difference between two documents within it is no finding.
# %% zh
# ## 各主题占多大篇幅
#
# 一条有两个主题的条款，两边都计。区间说明比例在多大程度上取决于文件恰好写了哪些条款：一份文件只有几十条，区间很宽，落在区间之内的差异不能算发现。
# %%
shares = compare.content.theme_coverage(clauses, themes)
top = shares.sort_values(["share_clauses", "doc_id", "theme"], ascending=[False, True, True])
columns = ["doc_id", "theme", "n_clauses", "share_clauses", "low", "high", "share_chars", "share_items"]
compare.show(top[columns], lang=LANG, study=study, caption="The largest shares || 占比最高的主题")
# %%
compare.draw("themes-coverage", study, tables, LANG)
# %% en
# ## What one document stresses more than the others
#
# The log-likelihood (G²) compares a theme's share of clauses in one document with that of all others; p is Fisher's exact test, because counts are small, corrected for all tests. What does not survive the correction is a hint, not a finding.
# %% zh
# ## 某份文件比其他文件更强调什么
#
# 对数似然值（G²）比较某一主题在一份文件与其余文件中的条款占比；条数少，所以 p 值用 Fisher 精确检验，并按全部检验校正。校正后不再显著的，只是线索，不是发现。
# %%
key = compare.content.theme_keyness(clauses, themes)
compare.show(
    key.sort_values(["p_value", "doc_id", "feature"]).rename(columns={"feature": "theme"}), rows=6, lang=LANG, study=study,
    caption="Themes that one document stresses || 某份文件着重的主题",
)
print("significant after correction, of all tests: || 校正后仍显著者与检验总数：", len(compare.content.significant(key)), "/", len(key))
# %%
compare.draw("themes-keyness", study, tables, LANG)
# %% en
# The same measure on words, counted once a clause. Words that stand out are often names and style more than policy: how a place calls itself, a taste for one verb.
# %% zh
# 同一方法用于词语，每条只计一次。突出的词往往是名称和文风，而不是政策：地方的自称，或偏爱的某个动词。
# %%
tokens = compare.text.Tokenizer(study.words)
words = compare.content.word_keyness(clauses, [tokens.words(text) for text in clauses["text"]])
columns = ["doc_id", "feature", "count", "total", "rest", "rest_total", "g2", "p_corrected"]
compare.show(
    words.groupby("doc_id", sort=False).head(3)[columns], rows=15, lang=LANG, study=study,
    caption="Words that each document stresses || 各文件着重的词语",
)
# %% en
# ## With which instruments
#
# Supply (供给型: money, people, information, platforms), environment (环境型: rules, taxes, finance, goals), demand (需求型: procurement, markets), after Rothwell and Zegveld (1985). A warning: a codebook may let a clause's themes count as evidence for its instrument; then theme and instrument are not independent. How many clauses have the same instrument from cues alone is printed.
# %% zh
# ## 用哪些政策工具
#
# 依 Rothwell 与 Zegveld（1985）分为供给型（资金、人才、信息、平台）、环境型（规章、税收、金融、目标）和需求型（采购、市场）。须注意：编码手册可以让条款的主题充当判断工具的证据，这时主题与工具并不独立。下面给出仅凭线索词即得同一工具的条款数。
# %%
kinds = given.groupby(["doc_id", "instrument"], sort=False).size().unstack(fill_value=0)
kinds = kinds.reindex(columns=["supply", "environment", "demand"], fill_value=0)
compare.show(kinds, lang=LANG, study=study, caption="Clauses by instrument || 各类政策工具的条款数")
alone = compare.content.code_instruments(clauses, None, tools).merge(given, on=["clause_id", "instrument"])
print("the same from cues alone, of all: || 仅凭线索词即相同者与总数：", len(alone), "/", len(given))
# %%
compare.draw("themes-instruments", study, tables, LANG)
# %% en
# ## Who carries out what, and where it comes from
#
# Themes crossed with the families (职能类别) of the responsible bodies: a residual above zero is more than the two frequencies alone would give.
# %% zh
# ## 谁落实什么，从何而来
#
# 主题与责任单位的职能类别交叉：残差大于零，表示多于两者各自频率所应有的次数。
# %%
families = compare.content.cross(themes, tables["agencies"], "family", rank=1)
compare.show(
    families.sort_values(["residual", "theme", "family"], ascending=[False, True, True]), rows=6, lang=LANG,
    study=study, caption="Themes and responsible bodies || 主题与责任单位",
)
# %% en
# Themes crossed with the sections of the templates: which part of a template feeds which theme.
# %% zh
# 主题与模板的章节交叉：模板的哪一部分对应哪个主题。
# %%
sections = compare.content.template_sections(tables["adoption"], tables["items"])
fed = compare.content.cross(themes, sections, "section", rank=1)
compare.show(
    fed.sort_values(["residual", "theme", "section"], ascending=[False, True, True]), rows=6, lang=LANG,
    study=study, caption="Themes and sections of the templates || 主题与模板章节",
)
# %% en
# ## How strongly the documents direct
#
# Each sentence stands on the step of its governing verb: forbid, must, carry out, promote, encourage, explore. A sum of money binds as a modal verb does.
# %% zh
# ## 指令强度
#
# 每句话按其主导动词归入一级：禁止、必须、落实、推动、鼓励、探索。写明金额，与情态动词同样有约束力。
# %%
steps = compare.figure_data("directive-strength", study, tables)
ladder = steps.pivot(index="doc_id", columns="step_en || step_zh", values="share").reindex(steps["doc_id"].unique())
compare.show(
    ladder[list(steps["step_en || step_zh"].unique())], lang=LANG, study=study,
    caption="Share of directing sentences by step || 各级指令强度的语句比例",
)
# %%
compare.draw("directive-strength", study, tables, LANG)
# %% en
# ## Who promises how much for what
#
# Money is in yuan (元); an open bound is empty. What a number is for is an extract of its sentence. Where nearly all sums stand in one document, what can be compared is not how much each pays but whether it names a sum at all.
# %% zh
# ## 承诺多少钱，用于什么
#
# 金额以元计，没有上限或下限的留空。数额的用途摘自所在语句。若金额几乎都出自一份文件，能比较的就不是各给多少，而是有没有写明金额。
# %%
compare.findings(study, tables, LANG, about="amounts")
# %%
money = compare.content.amounts_by_theme(tables["amounts"], themes)
largest = money.sort_values(["value", "clause_id", "begin"], ascending=[False, True, True])
compare.show(
    largest[["clause_id", "theme", "raw", "low", "high", "what"]], rows=12, decimals=0, width=48, lang=LANG,
    study=study, caption="The largest sums || 金额最高者",
)
# %%
units = tables["amounts"].groupby(["doc_id", "unit"], sort=False).size().unstack(fill_value=0)
compare.show(units, lang=LANG, study=study, caption="Amounts by unit || 各单位的数额条数")
# %%
compare.draw("amounts-money", study, tables, LANG)
