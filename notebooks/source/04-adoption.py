# %% en
# # What did each city take over from the templates above it, what did it leave out, and what is its own?
#
# **Of the 32 measures of the national template of 2018 (国发〔2018〕32号), Qujing took over 28, Shuozhou 26 and Chuxiong 25; but of the single actions (具体举措) inside a measure only three to four in ten, every measure weighing the same.** Two cities that had issued their policies before the template was published share 18 and 8 of the same measures with it. Policies of one field resemble each other, so only the difference to them is evidence of adoption; it holds under every one of 90 sets of rules.
#
# What is *not* claimed: that a clause is a city's own invention. Of every province's document above these five cities only a part is known, so what no template in hand has stays undetermined (无法判定).
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %% zh
# # What did each city take over from the templates above it, what did it leave out, and what is its own?
#
# **Of the 32 measures of the national template of 2018 (国发〔2018〕32号), Qujing took over 28, Shuozhou 26 and Chuxiong 25; but of the single actions (具体举措) inside a measure only three to four in ten, every measure weighing the same.** Two cities that had issued their policies before the template was published share 18 and 8 of the same measures with it. Policies of one field resemble each other, so only the difference to them is evidence of adoption; it holds under every one of 90 sets of rules.
#
# What is *not* claimed: that a clause is a city's own invention. Of every province's document above these five cities only a part is known, so what no template in hand has stays undetermined (无法判定).
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
documents, clauses, adoption, actions = (tables[name] for name in ("documents", "clauses", "adoption", "actions"))
used = compare.adoption.templates_in_use(documents, clauses, study.templates)
main = compare.adoption.main_template(adoption)

# %% en
# ## What is in hand
#
# A template enters as its official text (官方文本), as a codebook in our own words (编码手册), or not at all. `evidence` says how each item is known. A document of which only a part or only the number is known is *not in hand*; it is never called absent.

# %% zh
# ## What is in hand
#
# A template enters as its official text (官方文本), as a codebook in our own words (编码手册), or not at all. `evidence` says how each item is known. A document of which only a part or only the number is known is *not in hand*; it is never called absent.

# %%
held = compare.adoption.holdings(documents, clauses, study.templates)
compare.show(held.drop(columns=["title"]), rows=None)
rest = adoption[adoption["level"] == "not_in_hand"]
print(f"{len(rest)} pairs of document and template of which not every item is known; rules version {compare.adoption.VERSION}")

# %% en
# ## Who implements whom, and how long it took
#
# A city implements what its text names and, through that, what the named document implements: Chuxiong names only its province. Where only the year of a document is known, the lag (时滞) is a range; it is narrowed only by the fact that what is cited came first.

# %% zh
# ## Who implements whom, and how long it took
#
# A city implements what its text names and, through that, what the named document implements: Chuxiong names only its province. Where only the year of a document is known, the lag (时滞) is a range; it is narrowed only by the fact that what is cited came first.

# %%
related = compare.adoption.relate(documents, used)
compare.show(related[related["relation"] != "control"].drop(columns=["shares"]), rows=None)

# %%
compare.draw("adoption-lags", study, tables, LANG)

# %% en
# ## The matrix: items by cities
#
# Shape and shade say how much of a measure is there, from the bare theme to more than two thirds of its single actions; the fraction counts the actions that one sentence of the city shows. A measure may be taken over by its heading with few of its actions: both grains are needed. Columns on a warm ground are controls (对照): they do not implement the template.

# %% zh
# ## The matrix: items by cities
#
# Shape and shade say how much of a measure is there, from the bare theme to more than two thirds of its single actions; the fraction counts the actions that one sentence of the city shows. A measure may be taken over by its heading with few of its actions: both grains are needed. Columns on a warm ground are controls (对照): they do not implement the template.

# %%
cells = compare.figure_data("adoption-matrix", study, tables)
counted = cells[(cells["row_kind"] == "item") & (cells["kind"] != "preamble")]
compare.show(counted.groupby(["place_en", "relation", "level"], sort=False).size().rename("items").reset_index(), rows=None)

# %%
compare.draw("adoption-matrix", study, tables, LANG)

# %% en
# ## From a cell to both texts
#
# Every row says why: which clause, which score, from what evidence, with which terms. `both_texts` puts the item beside the clauses that prove it; `begin` and `end` lead to the characters of the file as received.

# %% zh
# ## From a cell to both texts
#
# Every row says why: which clause, which score, from what evidence, with which terms. `both_texts` puts the item beside the clauses that prove it; `begin` and `end` lead to the characters of the file as received.

# %%
proved = adoption[(adoption["template"] == main) & (adoption["clause_ids"] != "")]
place = proved[["item_no", "doc_id"]].iloc[0].tolist() if len(proved) else [0, ""]
print(proved["why"].iloc[0] if len(proved) else "nothing taken over")
if len(proved):
    sides = compare.adoption.both_texts(main, *place, documents=documents, clauses=clauses, adoption=adoption, codebooks=study.templates)
    compare.show(sides, rows=3, width=70)

# %%
shown = actions[(actions["template"] == main) & (actions["item_no"] == place[0]) & (actions["doc_id"] == place[1])]
compare.show(shown[["action_id", "found", "score", "clause_id", "cues"]], rows=None, width=40)

# %% en
# ## How much, item by item and action by action
#
# `rate` is the share of items taken over, with a bootstrap interval over items; `share` the mean share of actions found, where every item weighs the same. How far a rate hangs on single clauses of a city: see notebook 06.

# %% zh
# ## How much, item by item and action by action
#
# `rate` is the share of items taken over, with a bootstrap interval over items; `share` the mean share of actions found, where every item weighs the same. How far a rate hangs on single clauses of a city: see notebook 06.

# %%
rate = compare.adoption.adoption_rates(adoption)
compare.show(rate.drop(columns=["basis"]), rows=None)
mine = rate[(rate["template"] == main) & (rate["relation"] != "control")].set_index("doc_id")
before = rate[(rate["template"] == main) & (rate["relation"] == "control")]

# %%
compare.draw("adoption-sections", study, tables, LANG)

# %% en
# ## Is it more than the likeness of the field?
#
# Each template is scored, by the same rules and without any gate of date or reference, against documents that do not implement it. Controls that share a template with the one tested are left out. Xining and Kunming wrote *before* the template of 2018: what they have in common with it cannot be adoption.

# %% zh
# ## Is it more than the likeness of the field?
#
# Each template is scored, by the same rules and without any gate of date or reference, against documents that do not implement it. Controls that share a template with the one tested are left out. Xining and Kunming wrote *before* the template of 2018: what they have in common with it cannot be adoption.

# %%
overlap = compare.adoption.control_overlap(adoption, related)
compare.show(overlap.drop(columns=["items", "control_max"]), rows=None, width=34)
gap = overlap[overlap["template"] == main].set_index("doc_id")

# %%
compare.draw("adoption-controls", study, tables, LANG)

# %% en
# ## Where the clauses come from
#
# National, provincial or both: some item of a template above is taken over there. Sibling (同级城市): no template in hand has it, another document under the same template does. Local (本地自创) would need every template above to be in hand. What is left is undetermined, and listed with its text: the place to look for policy innovation (政策再创新).

# %% zh
# ## Where the clauses come from
#
# National, provincial or both: some item of a template above is taken over there. Sibling (同级城市): no template in hand has it, another document under the same template does. Local (本地自创) would need every template above to be in hand. What is left is undetermined, and listed with its text: the place to look for policy innovation (政策再创新).

# %%
compare.show(compare.adoption.origin_counts(tables["origins"]).pivot(index="doc_id", columns="origin", values="n"), rows=None)

# %%
compare.draw("clause-origins", study, tables, LANG)

# %%
open_ = compare.adoption.local_candidates(tables["origins"], clauses)
compare.show(open_[["clause_id", "origin", "missing", "heading", "text"]], rows=12, width=44)

# %% en
# What two cities share that name the same province's document, and no city outside the family does, is probably that document's wording. It is an estimate (推测) and stays apart from the ledger.

# %% zh
# What two cities share that name the same province's document, and no city outside the family does, is probably that document's wording. It is an estimate (推测) and stays apart from the ledger.

# %%
estimate = compare.adoption.estimate_wording(documents, clauses, tables["spans"], study.templates)
print(f"{len(estimate)} passages, {estimate['size'].sum()} characters")
compare.show(estimate[["template", "clauses", "size", "text"]], rows=6, width=50)

# %% en
# ## Does the finding hang on a threshold?
#
# The specification curve repeats the coding under all combinations of tokens, weights and thresholds. What matters is not one rate but whether the order between cities that implement the template and those that do not survives: it does, always.

# %% zh
# ## Does the finding hang on a threshold?
#
# The specification curve repeats the coding under all combinations of tokens, weights and thresholds. What matters is not one rate but whether the order between cities that implement the template and those that do not survives: it does, always.

# %%
curve = compare.figure_data("adoption-specification", study, tables)
compare.show(compare.trust.curve_summary(curve), rows=None)
own, others = (sorted(set(curve.loc[(curve["relation"] == "control") == wanted, "doc_id"])) for wanted in (False, True))
stable = compare.trust.rank_stability(curve, above=own, below=others) if own and others else None
print(f"{curve['rank'].nunique()} specifications; every city above every control in this share of them: {stable}")

# %%
compare.draw("adoption-specification", study, tables, LANG)

# %% en
# ## Amounts, and tables for a regression
#
# Numbers are compared where template and city commit the same unit for the same thing; the codebooks at hand state few numbers, so the table may be empty. `regression.city_items` and `regression.city_pairs` give one row per city and item, and per ordered pair of cities, with dates, lags, levels and lengths.

# %% zh
# ## Amounts, and tables for a regression
#
# Numbers are compared where template and city commit the same unit for the same thing; the codebooks at hand state few numbers, so the table may be empty. `regression.city_items` and `regression.city_pairs` give one row per city and item, and per ordered pair of cities, with dates, lags, levels and lengths.

# %%
compare.show(compare.adoption.compare_amounts(adoption, tables["amounts"], clauses, used))
by_item = compare.adoption.city_items(documents, clauses, adoption, used, agencies=tables["agencies"], amounts=tables["amounts"])
dyads = compare.adoption.city_pairs(documents, clauses, adoption, tables["pairs"], used)
print(f"{len(by_item)} rows of city and item, {len(dyads)} ordered pairs of cities")
print(f"{compare.adoption.decision_agreement(adoption)['n'].sum()} levels decided by a scholar against or with the rules")
compare.show(dyads[["doc_a", "doc_b", "share_template", "lag_min", "lag_max", "n_counterparts", "jaccard_items"]], rows=6)

# %% en
# ## What this does not show
#
# - A codebook says what a measure is about, not how it is worded: *taken over* cannot be split into verbatim and adapted without the official text. Add it with `policy-compare template add`.
# - Items marked unverified in the codebooks of 2015 and 2017 were not checked against the documents.
# - Three cities implement the template of 2018. The intervals say how far a rate hangs on its items; they do not speak of other cities.
# - The rules stand in `docs/adoption-rules.md`. Who disagrees with a row writes it into `coding/decisions.csv`, and every table and figure shows the decision.

# %% zh
# ## What this does not show
#
# - A codebook says what a measure is about, not how it is worded: *taken over* cannot be split into verbatim and adapted without the official text. Add it with `policy-compare template add`.
# - Items marked unverified in the codebooks of 2015 and 2017 were not checked against the documents.
# - Three cities implement the template of 2018. The intervals say how far a rate hangs on its items; they do not speak of other cities.
# - The rules stand in `docs/adoption-rules.md`. Who disagrees with a row writes it into `coding/decisions.csv`, and every table and figure shows the decision.
