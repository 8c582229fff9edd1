# %% en
# # Who must carry the policy out, who leads, and does the same measure go to the same departments?
#
# At the end of most clauses a bracket names the bodies in charge (责任单位). **The five cities spread the same kind of work very differently: Qujing names 7.5 bodies a clause, Kunming 2.6. Kunming is the only city that regularly says who leads (牵头): in 25 clauses; Xining says so once, the other three never. Even where Qujing and Chuxiong have the same measure, they agree on only half of the departments.**
#
# The table `agencies` has one row a body: as printed (`raw`), its canonical name, its function (`family`), level and role, and its place in the file.
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %% zh
# # Who must carry the policy out, who leads, and does the same measure go to the same departments?
#
# At the end of most clauses a bracket names the bodies in charge (责任单位). **The five cities spread the same kind of work very differently: Qujing names 7.5 bodies a clause, Kunming 2.6. Kunming is the only city that regularly says who leads (牵头): in 25 clauses; Xining says so once, the other three never. Even where Qujing and Chuxiong have the same measure, they agree on only half of the departments.**
#
# The table `agencies` has one row a body: as printed (`raw`), its canonical name, its function (`family`), level and role, and its place in the file.
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
agencies, clauses, pairs = tables["agencies"], tables["clauses"], tables["pairs"]
KIND = compare.agencies.kind_of(agencies)  # attribution; table or text where a study has no brackets

# %% en
# ## What was found
#
# Bodies in attributions are kept apart from those that running text charges with work (由…牵头，会同…; `where` = text). Unnamed departments (有关部门) are marked `generic` and left out of all networks and gaps.

# %% zh
# ## What was found
#
# Bodies in attributions are kept apart from those that running text charges with work (由…牵头，会同…; `where` = text). Unnamed departments (有关部门) are marked `generic` and left out of all networks and gaps.

# %%
compare.show(agencies[["clause_id", "raw", "agency", "family", "level", "role", "where"]], rows=8)
print(agencies.groupby(["where", "role"]).size().to_string())
compare.show(compare.agencies.family_kinds(agencies), rows=6)
print(f"{len(agencies)} bodies, {agencies['family'].nunique()} families, {agencies['raw'].nunique()} names as printed")
print(f"all measures below rest on: {KIND}")

# %%
compare.draw("agency-kinds", study, tables, LANG)

# %% en
# ## Names: misprints, reforms, unknown bodies
#
# A name is read from its end, which tells the function, while its beginning tells level and place. The registry (version printed below) holds short forms (发改委, 人社局), branches (某市中心支行) and the reforms, so that a city that named 市工商局 before 2018 can be compared with one that names 市市场监管局 after it. A misprint is repaired on record: 4 names are misprinted, `raw` stays as printed. A body the registry does not know would be kept, flagged and listed here.

# %% zh
# ## Names: misprints, reforms, unknown bodies
#
# A name is read from its end, which tells the function, while its beginning tells level and place. The registry (version printed below) holds short forms (发改委, 人社局), branches (某市中心支行) and the reforms, so that a city that named 市工商局 before 2018 can be compared with one that names 市市场监管局 after it. A misprint is repaired on record: 4 names are misprinted, `raw` stays as printed. A body the registry does not know would be kept, flagged and listed here.

# %%
repaired, unknown = compare.agencies.repaired_names(agencies), compare.agencies.unknown_bodies(agencies)
compare.show(repaired)
print(f"registry {study.registry.version}: {len(study.registry.entries)} bodies; {len(unknown)} unknown in this study")

# %%
renamed = agencies[agencies["agency"] != agencies["today"]]
history = renamed.groupby(["agency", "today", "family"], as_index=False).agg(mentions=("raw", "size"), documents=("doc_id", "nunique"))
compare.show(history.sort_values(["mentions", "agency"], ascending=[False, True]), rows=12)

# %% en
# ## How many bodies a clause names
#
# The mean is over clauses with an attribution; the interval is a bootstrap over these clauses. Qujing's 7.5 and Kunming's 2.6 lie far outside each other's intervals: a matter of style as much as of substance, for Qujing closes every bracket with all counties and the development zone.

# %% zh
# ## How many bodies a clause names
#
# The mean is over clauses with an attribution; the interval is a bootstrap over these clauses. Qujing's 7.5 and Kunming's 2.6 lie far outside each other's intervals: a matter of style as much as of substance, for Qujing closes every bracket with all counties and the development zone.

# %%
burden = compare.agencies.clause_burden(agencies, clauses, where=KIND).set_index("doc_id")
compare.show(burden[["clauses", "named", "bodies", "mean", "low", "high", "median", "most", "alone", "led"]])

# %% en
# ## Which departments
#
# `share` is the share of the clauses with an attribution (`n`) that name the family, `low` and `high` its bootstrap interval; `wilson_low` and `wilson_high` stay honest where every clause, or none, names it. `fractional` gives each clause one vote in all, so that long lists do not win by length.
#
# Science and technology, development and reform, industry and IT stand at the top nearly everywhere. Two things set cities apart: Qujing charges all counties and its zone in each of its 24 clauses; Kunming hides most of the support behind 有关部门.

# %% zh
# ## Which departments
#
# `share` is the share of the clauses with an attribution (`n`) that name the family, `low` and `high` its bootstrap interval; `wilson_low` and `wilson_high` stay honest where every clause, or none, names it. `fractional` gives each clause one vote in all, so that long lists do not win by length.
#
# Science and technology, development and reform, industry and IT stand at the top nearly everywhere. Two things set cities apart: Qujing charges all counties and its zone in each of its 24 clauses; Kunming hides most of the support behind 有关部门.

# %%
frequency = compare.agencies.family_frequency(agencies, clauses, where=KIND)
columns = ["doc_id", "family", "mentions", "clauses", "n", "share", "low", "high", "fractional"]
compare.show(frequency.groupby("doc_id", sort=False).head(3)[columns], rows=15)
everywhere = frequency[frequency["clauses"] == frequency["n"]]

# %%
compare.draw("agency-frequency", study, tables, LANG)

# %%
compare.draw("agency-families", study, tables, LANG)

# %% en
# ## Are the differences more than accident?
#
# Clauses of both documents are resampled; `clear` marks intervals that exclude zero. With this many families some do so by chance, so the table describes; a hypothesis should name its family beforehand. 54 of 335 differences are clear, most of them between Kunming and the others.

# %% zh
# ## Are the differences more than accident?
#
# Clauses of both documents are resampled; `clear` marks intervals that exclude zero. With this many families some do so by chance, so the table describes; a hypothesis should name its family beforehand. 54 of 335 differences are clear, most of them between Kunming and the others.

# %%
differences = compare.agencies.share_differences(agencies, clauses, where=KIND)
clear = differences[differences["clear"]]
compare.show(clear.groupby(["a", "b"]).head(1)[["a", "b", "family", "share_a", "share_b", "n_a", "n_b", "difference", "low", "high"]])
print(f"{len(clear)} of {len(differences)} differences have an interval that excludes 0")

# %% en
# ## Concentration
#
# From fractional counts, unnamed departments left out: Herfindahl–Hirschman index (`HHI`, highest where one family has all), entropy (熵, highest where work is even) and Gini. In Kunming the science department alone carries a third of all named work (0.32).

# %% zh
# ## Concentration
#
# From fractional counts, unnamed departments left out: Herfindahl–Hirschman index (`HHI`, highest where one family has all), entropy (熵, highest where work is even) and Gini. In Kunming the science department alone carries a third of all named work (0.32).

# %%
spread = compare.agencies.concentration(agencies, clauses, where=KIND).set_index("doc_id")
compare.show(spread)

# %% en
# ## Who leads, who supports
#
# Only what the text says counts: 牵头 is a lead, 配合 and 会同 are support, everything else is responsible. A list without roles does not make its first body a lead unless a sentence such as 列第一位者为牵头单位 says so.

# %% zh
# ## Who leads, who supports
#
# Only what the text says counts: 牵头 is a lead, 配合 and 会同 are support, everything else is responsible. A list without roles does not make its first body a lead unless a sentence such as 列第一位者为牵头单位 says so.

# %%
compare.draw("agency-roles", study, tables, LANG)

# %% en
# ## Named together: joint responsibility
#
# Two families are joined where one clause names both. `weight` counts clauses; `fractional` discounts long lists; `strength` compares with how often either is named at all. Centralities and communities (Louvain, fixed seed) are columns of the node table; `policy-compare network` writes GraphML and edge lists. Density follows the length of the lists: read it beside the burden above.

# %% zh
# ## Named together: joint responsibility
#
# Two families are joined where one clause names both. `weight` counts clauses; `fractional` discounts long lists; `strength` compares with how often either is named at all. Centralities and communities (Louvain, fixed seed) are columns of the node table; `policy-compare network` writes GraphML and edge lists. Density follows the length of the lists: read it beside the burden above.

# %%
compare.show(compare.agencies.network_summary(agencies, clauses, where=KIND))
whole = compare.agencies.joint_responsibility(agencies, where=KIND)
compare.show(compare.agencies.network_edges(whole)[["source", "target", "weight", "fractional", "strength"]], rows=6)
compare.show(compare.agencies.network_nodes(whole), rows=6)

# %%
compare.draw("agency-network", study, tables, LANG)

# %% en
# ## Which themes each family carries
#
# `lift` compares with chance: one is as often as the two frequencies alone would give. Departments keep to their own ground: the regulators of banks to credit, the tax office to tax relief, the women's federation and the youth league to their groups. Counts are small; read `clauses` first.

# %% zh
# ## Which themes each family carries
#
# `lift` compares with chance: one is as often as the two frequencies alone would give. Departments keep to their own ground: the regulators of banks to credit, the tax office to tax relief, the women's federation and the youth league to their groups. Counts are small; read `clauses` first.

# %%
work = compare.agencies.family_themes(agencies, tables["themes"], where=KIND)
usual = work[work["clauses"] >= 5].sort_values(["lift", "family"], ascending=[False, True])
compare.show(usual, rows=8)

# %%
compare.draw("agency-themes", study, tables, LANG)

# %% en
# ## The same measure, other departments
#
# For each pair of clauses that are the same measure (`level` verbatim or adapted), which families do both cities name? The mean overlap (Jaccard) between Qujing and Chuxiong is about one half. Part of the gap is the county governments and the zone that Qujing adds to every clause; but without them, too, a third or more of the departments named for the same measure differ.

# %% zh
# ## The same measure, other departments
#
# For each pair of clauses that are the same measure (`level` verbatim or adapted), which families do both cities name? The mean overlap (Jaccard) between Qujing and Chuxiong is about one half. Part of the gap is the county governments and the zone that Qujing adds to every clause; but without them, too, a third or more of the departments named for the same measure differ.

# %%
named = compare.agencies.counterpart_families(agencies, pairs, where=KIND)
owner = dict(zip(clauses["clause_id"], clauses["doc_id"]))
overlap = named.assign(a=named["a"].map(owner), b=named["b"].map(owner)).groupby(["a", "b"])["jaccard"].agg(["size", "mean"])
compare.show(overlap.reset_index().sort_values(["size", "a", "b"], ascending=[False, True, True]))

# %%
departments = agencies[~agencies["family"].isin(["县区政府", "开发区管委会"])]
proper = compare.agencies.counterpart_families(departments, pairs, where=KIND)
two = proper[(proper["a"].map(owner) == "qujing") & (proper["b"].map(owner) == "chuxiong")]
print(f"Jaccard without county governments and zones: {two['jaccard'].mean():.2f} over {len(two)} measures")

# %%
compare.draw("agency-gaps", study, tables, LANG)

# %% en
# ## What to keep in mind
#
# A name in a bracket is a formal charge, not proof of work done. Shares rest on a few dozen clauses a city, as the column `n` says. Families follow the study's codebook; a study adds bodies, or other families, in its own `lexicon/agencies.csv`.

# %% zh
# ## What to keep in mind
#
# A name in a bracket is a formal charge, not proof of work done. Shares rest on a few dozen clauses a city, as the column `n` says. Families follow the study's codebook; a study adds bodies, or other families, in its own `lexicon/agencies.csv`.
