# %% en
# # What are the five texts, and how much of each file was understood?
#
# Five cities issued their own policies on innovation and entrepreneurship (双创). **All five texts parse completely: 141 clauses (条款), and no character of any file is left unaccounted for.** Only Kunming's text prints no document number, and only Qujing's prints no date.
#
# A clause is the smallest numbered item with policy content. Everything later rests on it: similarity, agencies, themes and adoption are all counted in clauses.
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %% zh
# # What are the five texts, and how much of each file was understood?
#
# Five cities issued their own policies on innovation and entrepreneurship (双创). **All five texts parse completely: 141 clauses (条款), and no character of any file is left unaccounted for.** Only Kunming's text prints no document number, and only Qujing's prints no date.
#
# A clause is the smallest numbered item with policy content. Everything later rests on it: similarity, agencies, themes and adoption are all counted in clauses.
#
# *Sentences with numbers speak of the example study. On another study read the output below them, and write your own.*

# %%
%matplotlib inline
import compare

# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"  # or "zh"
study = compare.read_study(compare.find_study(STUDY))
documents, clauses = study.documents, study.clauses
tables = {"documents": documents, "clauses": clauses}

# %% en
# ## The documents
#
# Title, number, issuer, date and the documents that a text says it implements are read from the text. `documents.csv` corrects or completes what the text does not say; a difference between the two would be listed below among the repairs.

# %% zh
# ## The documents
#
# Title, number, issuer, date and the documents that a text says it implements are read from the text. `documents.csv` corrects or completes what the text does not say; a difference between the two would be listed below among the repairs.

# %%
compare.show(documents[["doc_id", "doc_number", "issuer", "issue_date", "script", "n_clauses", "n_chars"]])
print(f"{len(documents)} documents, {len(clauses)} clauses")

# %%
compare.show(documents[["doc_id", "title", "implements"]], width=60)

# %% en
# ## Who implements whom
#
# Chuxiong names only its province's document; that the national one stands behind it is known from the codebook of the provincial document. Cities whose national template differs serve as controls for one another in the notebook on adoption.

# %% zh
# ## Who implements whom
#
# Chuxiong names only its province's document; that the national one stands behind it is known from the codebook of the provincial document. Cities whose national template differs serve as controls for one another in the notebook on adoption.

# %%
compare.draw("corpus-timeline", study, tables, LANG)

# %%
compare.show(compare.figure_data("corpus-timeline", study, tables), rows=15)

# %% en
# ## The clauses
#
# Three roles: preamble (总体要求), measure (措施), implementation (组织实施). Similarity and adoption are about measures and implementation; preambles are reported apart.

# %% zh
# ## The clauses
#
# Three roles: preamble (总体要求), measure (措施), implementation (组织实施). Similarity and adoption are about measures and implementation; preambles are reported apart.

# %%
kinds = clauses.groupby(["doc_id", "kind"], sort=False).size().unstack(fill_value=0)
compare.show(kinds)

# %%
compare.draw("corpus-clauses", study, tables, LANG)

# %%
lengths = clauses["text"].str.len().groupby(clauses["doc_id"], sort=False).agg(["count", "min", "median", "max"])
compare.show(lengths, decimals=0)

# %% en
# ## Every character has a place
#
# Each character of a file belongs to exactly one part: head, section heading, label, heading, body, attribution (责任单位), page furniture, or tail.

# %% zh
# ## Every character has a place
#
# Each character of a file belongs to exactly one part: head, section heading, label, heading, body, attribution (责任单位), page furniture, or tail.

# %%
parts = study.parts
size = (parts["end"] - parts["begin"]).groupby([parts["doc_id"], parts["part"]], sort=False).sum().unstack(fill_value=0)
compare.show(size)

# %% en
# ## What was repaired or looked odd
#
# The parser reports what it joined, passed over, or found strange. Xining's top headings were lost before the text reached us: its numbering starts again twice without a heading above.

# %% zh
# ## What was repaired or looked odd
#
# The parser reports what it joined, passed over, or found strange. Xining's top headings were lost before the text reached us: its numbering starts again twice without a heading above.

# %%
compare.show(study.repairs[["doc_id", "repair", "found"]], width=60)

# %% en
# ## From a row back to the file
#
# `begin` and `end` count in the file as received. The body below is cut out of the file itself, not out of our tables.

# %% zh
# ## From a row back to the file
#
# `begin` and `end` count in the file as received. The body below is cut out of the file itself, not out of our tables.

# %%
first = clauses.iloc[0]
print(first["clause_id"], first["path"], first["heading"])
print(study.sources[first["doc_id"]].text[first["begin"] : first["end"]][:60])
