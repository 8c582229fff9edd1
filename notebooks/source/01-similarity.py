# %% en
# # Which clauses of two texts are the same measure, and how do we know?
#
# Three of the five cities wrote their policies under the same national document. **Between Qujing and Chuxiong, of one province, 24 pairs of clauses are the same measure; 18 of them share at least a whole sentence or twenty characters of substance. With Shuozhou, in another province, both still have about three quarters of their measures in common, but hardly a sentence.** Kunming and Xining, which follow other national documents, show what likeness is left between texts of one field: some common measures, none verbatim.
#
# One similarity number does not carry such a claim. This notebook gives several, says which decides what, and shows the shared wording (共同表述) itself.
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %% zh
# # Which clauses of two texts are the same measure, and how do we know?
#
# Three of the five cities wrote their policies under the same national document. **Between Qujing and Chuxiong, of one province, 24 pairs of clauses are the same measure; 18 of them share at least a whole sentence or twenty characters of substance. With Shuozhou, in another province, both still have about three quarters of their measures in common, but hardly a sentence.** Kunming and Xining, which follow other national documents, show what likeness is left between texts of one field: some common measures, none verbatim.
#
# One similarity number does not carry such a claim. This notebook gives several, says which decides what, and shows the shared wording (共同表述) itself.
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
documents, clauses = tables["documents"], tables["clauses"]
pairs, spans = tables["pairs"], tables["spans"]
same = pairs[pairs["level"] != ""]

# %% en
# ## Several numbers, several readings
#
# Clauses are compared on their bodies (正文): labels, headings and attributions (责任单位) are left out. *Cosines* say "about the same thing", on jieba words and on pairs of characters; *Jaccard* says "roughly the same text"; *containment* (包含度) says "roughly a part of", and has a direction; the *longest run* (最长相同片段) says "copied here", in characters without punctuation. idf is fitted on the clauses of the study. `compare.likeness.measures.score_pairs` states unit, tokens, weights, range and source of each.

# %% zh
# ## Several numbers, several readings
#
# Clauses are compared on their bodies (正文): labels, headings and attributions (责任单位) are left out. *Cosines* say "about the same thing", on jieba words and on pairs of characters; *Jaccard* says "roughly the same text"; *containment* (包含度) says "roughly a part of", and has a direction; the *longest run* (最长相同片段) says "copied here", in characters without punctuation. idf is fitted on the clauses of the study. `compare.likeness.measures.score_pairs` states unit, tokens, weights, range and source of each.

# %%
measures = ["cosine_word", "cosine_char", "jaccard", "containment_ab", "containment_ba", "longest_run"]
compare.show(same[["a", "b", *measures, "level"]], rows=8)
print(f"{len(pairs)} pairs above the floor, {len(same)} counterparts, {(same['level'] == 'verbatim').sum()} of them verbatim")

# %% en
# ## The same wording, marked
#
# Shared passages carry the same number on both sides, so that moved sentences can be followed. Punctuation, width, script and line breaks do not matter; digits do. Below as plain text, then as the table a notebook shows.

# %% zh
# ## The same wording, marked
#
# Shared passages carry the same number on both sides, so that moved sentences can be followed. Punctuation, width, script and line breaks do not matter; digits do. Below as plain text, then as the table a notebook shows.

# %%
pair = same.sort_values(["level", "substance_run", "a"], ascending=[True, False, True]).iloc[0]
marked = compare.side_by_side(study, pair["a"], pair["b"], spans=spans)
print(pair["why"])
marked

# %%
shown = spans[(spans["a"] == pair["a"]) & (spans["b"] == pair["b"])]
compare.show(shown[["a_begin", "a_end", "b_begin", "b_end", "size", "text"]])

# %% en
# ## Counterparts: the same measure
#
# Two clauses are counterparts (对应条款) when wording, heading, what the heading announces, copied passages and the place in the document add up to enough evidence, or when a whole sentence or a long run of substance is the same (`verbatim`). The column `why` writes the sum out for every pair.
#
# The matrix is not symmetric: one clause may have several counterparts. Intervals are bootstraps over clauses: they show how a share hangs on single clauses, not what another city would do.

# %% zh
# ## Counterparts: the same measure
#
# Two clauses are counterparts (对应条款) when wording, heading, what the heading announces, copied passages and the place in the document add up to enough evidence, or when a whole sentence or a long run of substance is the same (`verbatim`). The column `why` writes the sum out for every pair.
#
# The matrix is not symmetric: one clause may have several counterparts. Intervals are bootstraps over clauses: they show how a share hangs on single clauses, not what another city would do.

# %%
shares = compare.figure_data("similarity-documents", study, tables)
compare.show(shares[["doc_id", "other", "level", "n", "total", "share", "low", "high"]], rows=None)
controls = shares[(shares["level"] == "verbatim") & shares["doc_id"].isin(["kunming", "xining"])]

# %%
compare.draw("similarity-documents", study, tables, LANG)

# %% en
# ## Two documents beside each other
#
# Qujing and Chuxiong go through the measures in much the same order. Chuxiong splits Qujing's clause on researchers and students in two, and moves the transfer of research results forward.

# %% zh
# ## Two documents beside each other
#
# Qujing and Chuxiong go through the measures in much the same order. Chuxiong splits Qujing's clause on researchers and students in two, and moves the transfer of research results forward.

# %%
columns = compare.figure_data("linked-clauses", study, tables)
links = columns[(columns["side"] == "left") & (columns["partner"] != "")]
compare.show(links[["clause_id", "partner", "level", "evidence", "longest_run"]], rows=None)

# %%
compare.draw("linked-clauses", study, tables, LANG)

# %% en
# All clauses against all clauses, documents in blocks: a line of circles shows documents that run in parallel.

# %% zh
# All clauses against all clauses, documents in blocks: a line of circles shows documents that run in parallel.

# %%
compare.draw("similarity-clauses", study, tables, LANG)

# %% en
# ## How far to trust the counterparts
#
# Two independent passes of reading agree on counterparts at F1 0.94. Where a study brings such a coding, the rules are measured against it; pairs on which the passes differ are left out. The threshold may move without much change.

# %% zh
# ## How far to trust the counterparts
#
# Two independent passes of reading agree on counterparts at F1 0.94. Where a study brings such a coding, the rules are measured against it; pairs on which the passes differ are left out. The threshold may move without much change.

# %%
hand = compare.trust.read_hand_coding(study.root)
compare.show(hand.ceilings[hand.ceilings["question"] == "counterparts"])
compare.show(compare.likeness.agreement(clauses, pairs, hand.counterparts))
compare.show(compare.likeness.vary_enough(clauses, pairs, hand.counterparts))

# %% en
# ## More than chance?
#
# The clauses of one document state different measures in one style, so the likeness of two clauses of the *same* document shows what unrelated clauses reach. `excess` is the cosine above that; `p_value` is its chance, corrected for all pairs compared (Benjamini and Hochberg). Wording alone singles out 27 of the 107 counterparts, and besides them one pair of preambles that open with the same set phrases: an adapted measure is recognised by its heading, its subject and its place, less by its words.

# %% zh
# ## More than chance?
#
# The clauses of one document state different measures in one style, so the likeness of two clauses of the *same* document shows what unrelated clauses reach. `excess` is the cosine above that; `p_value` is its chance, corrected for all pairs compared (Benjamini and Hochberg). Wording alone singles out 27 of the 107 counterparts, and besides them one pair of preambles that open with the same set phrases: an adapted measure is recognised by its heading, its subject and its place, less by its words.

# %%
beyond = pairs[pairs["p_value"] < compare.likeness.LEVEL].sort_values(["p_value", "a", "b"])
compare.show(beyond[["a", "b", "excess", "p_value", "level"]], decimals=5)
print(beyond["level"].value_counts().to_dict())

# %% en
# ## Set phrases (套话)
#
# Phrases that any document of the genre might use are listed in the package, by kind, and do not count as substance of a copied run. They are a small part of these texts: unlike preambles, clauses say something. What unrelated families of documents share, in a corpus on one subject, is mostly names of the subject: it is listed last, not discounted.

# %% zh
# ## Set phrases (套话)
#
# Phrases that any document of the genre might use are listed in the package, by kind, and do not count as substance of a copied run. They are a small part of these texts: unlike preambles, clauses say something. What unrelated families of documents share, in a corpus on one subject, is mostly names of the subject: it is listed last, not discounted.

# %%
formulas = compare.likeness.formula_table(clauses).groupby(["kind", "phrase"]).size().rename("times").reset_index()
compare.show(formulas.sort_values(["times", "phrase"], ascending=[False, True]))
compare.show(compare.likeness.formula_share(clauses).groupby("doc_id", sort=False)["share"].sum())
compare.show(compare.likeness.recurring_phrases(clauses, compare.adoption.families(documents, study.templates)))

# %%
compare.draw("formula-share", study, tables, LANG)

# %% en
# ## Who can have copied from whom
#
# Only from the earlier to the later. Qujing's text prints no date, and its number only the year, so it stays open whether Qujing or Shuozhou was first.

# %% zh
# ## Who can have copied from whom
#
# Only from the earlier to the later. Qujing's text prints no date, and its number only the year, so it stays open whether Qujing or Shuozhou was first.

# %%
turned = compare.adoption.trace_direction(documents, clauses, pairs, study.templates)
by = ["later_doc", "earlier_doc", "relation", "order"]
compare.show(turned.groupby(by, sort=False).size().rename("pairs").reset_index(), rows=None)
undecided = turned[turned["order"] == "undecidable"]

# %% en
# ## What siblings tell about a lost template
#
# The official texts of the templates are not part of this study. Wording that two documents under one template share, and that no text outside its family has, is probably the template's own: an **estimate**, made for the lowest template that both are under.

# %% zh
# ## What siblings tell about a lost template
#
# The official texts of the templates are not part of this study. Wording that two documents under one template share, and that no text outside its family has, is probably the template's own: an **estimate**, made for the lowest template that both are under.

# %%
wording = compare.adoption.estimate_wording(documents, clauses, spans, study.templates)
compare.show(wording.groupby("template")["size"].agg(["count", "sum"]))
compare.show(wording.groupby("template").head(4)[["template", "clauses", "size", "text"]], width=56)
