# %% en
# # What are the policies about, with which instruments, how strongly, and for how much money?
#
# Each clause is given one to three of 26 themes (政策主题), one policy instrument (政策工具), one step of directive strength (政策指令强度), and every amount it names (数额). **The five cities write about the same things: after correction for many tests, no theme is significantly more frequent in one city than in the others. They differ in how they say it: Kunming binds itself by sums of money, the other four mostly promote, carry out and encourage.**
#
# All codes come from cues (regular expressions) of the study's codebooks; notebook 05 says how far each can be trusted.
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %% zh
# # What are the policies about, with which instruments, how strongly, and for how much money?
#
# Each clause is given one to three of 26 themes (政策主题), one policy instrument (政策工具), one step of directive strength (政策指令强度), and every amount it names (数额). **The five cities write about the same things: after correction for many tests, no theme is significantly more frequent in one city than in the others. They differ in how they say it: Kunming binds itself by sums of money, the other four mostly promote, carry out and encourage.**
#
# All codes come from cues (regular expressions) of the study's codebooks; notebook 05 says how far each can be trusted.
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %%
%matplotlib inline
import compare

# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"  # or "zh"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
clauses, themes = study.clauses, tables["themes"]
book, tools = (study.codebooks.get(name, compare.content.EMPTY) for name in ("themes", "instruments"))
print(f"{book.title}, version {book.version}: {len(book.codes)} codes; {len(themes)} themes given to {themes['clause_id'].nunique()} clauses")

# %% en
# ## Every code shows its cues
#
# A theme is given because of words, and the words have places. Heading cues count more than cues in the body; a heading shared by several clauses counts less. The first clause of the study, with the cues of its themes cut out of the file as received:

# %% zh
# ## Every code shows its cues
#
# A theme is given because of words, and the words have places. Heading cues count more than cues in the body; a heading shared by several clauses counts less. The first clause of the study, with the cues of its themes cut out of the file as received:

# %%
first = clauses["clause_id"].iloc[0]
compare.show(themes[themes["clause_id"] == first], width=60)
found = compare.content.find_cues(clauses[clauses["clause_id"] == first], book)
located = compare.content.locate_cues(found, study.passages, study.headings)
source = study.sources[clauses["doc_id"].iloc[0]].text
located["in_file"] = [source[begin:end] for begin, end in zip(located["file_begin"], located["file_end"])]
compare.show(located[["code", "place", "cue", "in_file", "file_begin", "file_end", "evidence"]], rows=6)

# %% en
# ## How much of each policy a theme covers
#
# A clause with two themes counts for both. The interval says how far a share depends on the items that happen to stand in the document: with 24 to 34 clauses a document it is wide, and most differences between cities lie within it.

# %% zh
# ## How much of each policy a theme covers
#
# A clause with two themes counts for both. The interval says how far a share depends on the items that happen to stand in the document: with 24 to 34 clauses a document it is wide, and most differences between cities lie within it.

# %%
sizes = clauses["doc_id"].value_counts()
shares = compare.content.theme_coverage(clauses, themes)
top = shares.sort_values(["share_clauses", "doc_id", "theme"], ascending=[False, True, True])
compare.show(top[["doc_id", "theme", "n_clauses", "share_clauses", "low", "high", "share_chars", "share_items"]])

# %%
compare.draw("themes-coverage", study, tables, LANG)

# %% en
# ## What one city stresses more than the others
#
# The log-likelihood (G²) compares a theme's share of clauses in one city with that of all others; p is Fisher's exact test, because counts are small, corrected for all tests. **None of the 130 tests stays below 0.05**, so differences in theme are hints, not findings. The strongest hint is Kunming's services for start-ups: its national template asks for platforms that serve them.

# %% zh
# ## What one city stresses more than the others
#
# The log-likelihood (G²) compares a theme's share of clauses in one city with that of all others; p is Fisher's exact test, because counts are small, corrected for all tests. **None of the 130 tests stays below 0.05**, so differences in theme are hints, not findings. The strongest hint is Kunming's services for start-ups: its national template asks for platforms that serve them.

# %%
key = compare.content.theme_keyness(clauses, themes)
compare.show(key.sort_values(["p_value", "doc_id", "feature"]), rows=6)
sure = compare.content.significant(key)
print(f"{len(key)} tests, {len(sure)} significant after correction")

# %%
compare.draw("themes-keyness", study, tables, LANG)

# %% en
# The same measure on words, counted once a clause. Here some words are significant, but they are names and style more than policy: how a city calls itself, a taste for 强化 (strengthen), and Kunming's 万元 (ten thousand yuan).

# %% zh
# The same measure on words, counted once a clause. Here some words are significant, but they are names and style more than policy: how a city calls itself, a taste for 强化 (strengthen), and Kunming's 万元 (ten thousand yuan).

# %%
tokens = compare.text.Tokenizer()
words = compare.content.word_keyness(clauses, [tokens.words(text) for text in clauses["text"]])
columns = ["doc_id", "feature", "count", "total", "rest", "rest_total", "g2", "p_corrected"]
compare.show(words.groupby("doc_id", sort=False).head(3)[columns], rows=15)

# %% en
# ## With which instruments
#
# Supply (供给型: money, people, information, platforms), environment (环境型: rules, taxes, finance, goals), demand (需求型: procurement, markets), after Rothwell and Zegveld (1985). Demand is nearly absent, as the literature on Chinese innovation policy finds elsewhere.
#
# A warning on the figure: the codebook lets a clause's themes count as evidence for its instrument, so theme and instrument are not independent. Coded from cues alone, the instrument is the same in most clauses; the share is printed.

# %% zh
# ## With which instruments
#
# Supply (供给型: money, people, information, platforms), environment (环境型: rules, taxes, finance, goals), demand (需求型: procurement, markets), after Rothwell and Zegveld (1985). Demand is nearly absent, as the literature on Chinese innovation policy finds elsewhere.
#
# A warning on the figure: the codebook lets a clause's themes count as evidence for its instrument, so theme and instrument are not independent. Coded from cues alone, the instrument is the same in most clauses; the share is printed.

# %%
given = tables["instruments"]
compare.show(given.groupby(["doc_id", "instrument"], sort=False).size().unstack(fill_value=0).reindex(columns=["supply", "environment", "demand"]))
alone = compare.content.code_instruments(clauses, None, tools)
same = alone.merge(given, on=["clause_id", "instrument"])
print(f"the same from cues alone: {len(same)} of {len(given)} clauses")

# %%
compare.draw("themes-instruments", study, tables, LANG)

# %% en
# ## Who carries out what, and where it comes from
#
# Themes crossed with the families of the bodies in charge: the largest residuals are the expected ones: intellectual property with its office, veterans with their bureau, land with natural resources, loans with the finance office. Themes crossed with the sections of the templates show which part of a template feeds which theme.

# %% zh
# ## Who carries out what, and where it comes from
#
# Themes crossed with the families of the bodies in charge: the largest residuals are the expected ones: intellectual property with its office, veterans with their bureau, land with natural resources, loans with the finance office. Themes crossed with the sections of the templates show which part of a template feeds which theme.

# %%
families = compare.content.cross(themes, tables["agencies"], "family", rank=1)
compare.show(families.sort_values(["residual", "theme", "family"], ascending=[False, True, True]), rows=6)
sections = compare.content.template_sections(tables["adoption"], tables["items"])
fed = compare.content.cross(themes, sections, "section", rank=1)
compare.show(fed.sort_values(["residual", "theme", "section"], ascending=[False, True, True]), rows=6)

# %% en
# ## How strongly the documents direct
#
# Each sentence stands on the step of its governing verb: forbid, must, carry out, promote, encourage, explore. A sum of money binds as a modal verb does. **Kunming stands apart: almost half of its directing sentences bind, most of them by a sum of money.**

# %% zh
# ## How strongly the documents direct
#
# Each sentence stands on the step of its governing verb: forbid, must, carry out, promote, encourage, explore. A sum of money binds as a modal verb does. **Kunming stands apart: almost half of its directing sentences bind, most of them by a sum of money.**

# %%
steps = compare.figure_data("directive-strength", study, tables)
compare.show(steps.pivot(index="doc_id", columns="step_en", values="share").reindex(steps["doc_id"].unique())[list(steps["step_en"].unique())])

# %%
compare.draw("directive-strength", study, tables, LANG)

# %% en
# ## Who promises how much for what
#
# Money is in yuan (元); an open bound is empty. What a number is for is an extract of its sentence. Nearly all sums stand in one document: what can be compared between these cities is not how much they pay but whether they name a sum at all.

# %% zh
# ## Who promises how much for what
#
# Money is in yuan (元); an open bound is empty. What a number is for is an extract of its sentence. Nearly all sums stand in one document: what can be compared between these cities is not how much they pay but whether they name a sum at all.

# %%
money = compare.content.amounts_by_theme(tables["amounts"], themes)
largest = money.sort_values(["value", "clause_id", "begin"], ascending=[False, True, True])
compare.show(largest[["clause_id", "theme", "raw", "low", "high", "what"]], rows=12, decimals=0, width=48)
compare.show(tables["amounts"].groupby(["doc_id", "unit"], sort=False).size().unstack(fill_value=0))

# %%
compare.draw("amounts-money", study, tables, LANG)
