# %% en
# # Does a finding hang on a threshold?
#
# **The order of the cities does not.** Under every one of the 90 specifications (tokens, weights, thresholds), each of the three cities that implement the national template of 2018 takes over more of it than either city that does not. The size of a rate does move with the rules, and the cells below show how far.
#
# A specification curve runs the same analysis under all defensible choices and shows every result (Simonsohn, Simmons and Nelson 2020).
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %% zh
# # Does a finding hang on a threshold?
#
# **The order of the cities does not.** Under every one of the 90 specifications (tokens, weights, thresholds), each of the three cities that implement the national template of 2018 takes over more of it than either city that does not. The size of a rate does move with the rules, and the cells below show how far.
#
# A specification curve runs the same analysis under all defensible choices and shows every result (Simonsohn, Simmons and Nelson 2020).
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %%
%matplotlib inline
import compare

STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"  # or "zh"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)

# %% en
# ## Every specification
#
# Each point is the adoption rate of one city under one set of rules. The rules in force are marked.

# %% zh
# ## Every specification
#
# Each point is the adoption rate of one city under one set of rules. The rules in force are marked.

# %%
curve = compare.figure_data("adoption-specification", study, tables)
compare.draw("adoption-specification", study, tables, LANG)

# %%
summary = compare.trust.curve_summary(curve) if len(curve) else curve
compare.show(summary)

# %%
implement = sorted(tables["adoption"].query("relation != 'control' and template in @curve.template.unique()")["doc_id"].unique())
control = sorted(set(curve["doc_id"]) - set(implement))
stable = compare.trust.rank_stability(curve, above=implement, below=control) if implement and control else None
print(f"{', '.join(implement)} above {', '.join(control)} in {stable:.0%} of specifications" if stable else "no template to compare")

# %%
n = int(summary["specifications"].max()) if len(summary) else 0
print(f"{n} specifications")

# %% en
# ## How far a rate hangs on single items and on one clause
#
# Items are drawn with replacement for the interval, where there are at least ten: which measures a template happens to hold. What one clause does is influence, no interval: `fall` is by how much the rate drops where the clause that proves most items alone is left out.

# %% zh
# ## How far a rate hangs on single items and on one clause
#
# Items are drawn with replacement for the interval, where there are at least ten: which measures a template happens to hold. What one clause does is influence, no interval: `fall` is by how much the rate drops where the clause that proves most items alone is left out.

# %%
rates = compare.adoption.adoption_rates(tables["adoption"])
compare.show(rates[rates["relation"] != "control"][["template", "doc_id", "relation", "adopted", "items", "rate", "low", "high"]])

# %%
by_clause = compare.trust.clause_influence(tables["adoption"], study.clauses)
compare.show(by_clause.query("doc_id in @implement and template in @curve.template.unique()"))

# %% en
# ## What unrelated clauses look like
#
# Clauses of one policy field resemble each other. `excess` is the likeness of a pair above what clauses that have nothing to do with each other reach, `p_value` the chance of it, corrected for many tests (Benjamini–Hochberg).

# %% zh
# ## What unrelated clauses look like
#
# Clauses of one policy field resemble each other. `excess` is the likeness of a pair above what clauses that have nothing to do with each other reach, `p_value` the chance of it, corrected for many tests (Benjamini–Hochberg).

# %%
pairs = tables["pairs"]
by_level = pairs.assign(level=pairs["level"].replace("", "(not the same measure)")).groupby("level")[["cosine_char", "excess", "p_value"]]
compare.show(by_level.agg(["count", "median"]) if len(pairs) else pairs)

# %% en
# ## Shares of common measures, with intervals over clauses
#
# For each document, the share of its clauses that have a counterpart in the other document.

# %% zh
# ## Shares of common measures, with intervals over clauses
#
# For each document, the share of its clauses that have a counterpart in the other document.

# %%
shares = compare.likeness.counterpart_shares(study.clauses, pairs)
compare.show(shares[shares["level"] == "any"].drop(columns="level"), rows=20)

# %% en
# ## Does formula wording (套话) carry the likeness?
#
# Set phrases recur in documents that have nothing to do with each other. They count as no substance when wording is compared; here is the share of each text they make up.

# %% zh
# ## Does formula wording (套话) carry the likeness?
#
# Set phrases recur in documents that have nothing to do with each other. They count as no substance when wording is compared; here is the share of each text they make up.

# %%
share = compare.likeness.formula_share(study.clauses)
compare.show(share.groupby("doc_id", sort=False)["share"].sum().round(3))
