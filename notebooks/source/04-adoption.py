# %% en
# # What did each document take over from the templates above it, what did it leave out, and what is its own?
#
# A template is a document that another says it implements, by number or by title. Its items are looked for in every document; documents that do not implement it are its controls (对照). Policies of one field resemble each other, so only the difference to the controls is evidence of adoption. What this study says:
# %% zh
# # 各文件从上位模板采纳了什么、舍去了什么，又有哪些是自己的？
#
# 模板是被其他文件写明贯彻的文件，写文号或写标题。它的每项措施都在各文件中逐一查找；不贯彻该模板的文件作为对照。同一领域的政策彼此相似，因此只有高出对照的部分才是采纳的证据。本研究的发现：
# %%
%matplotlib inline
import compare
# %%
STUDY = ""  # another folder: STUDY = "../my-study"
LANG = "en"
study = compare.read_study(compare.find_study(STUDY))
tables = compare.build_tables(study)
documents, clauses, adoption, actions = (tables[name] for name in ("documents", "clauses", "adoption", "actions"))
used = compare.adoption.templates_in_use(documents, clauses, study.templates)
compare.findings(study, tables, LANG, about="adoption")
# %% en
# ## One cell of the ledger, with both texts
#
# The best proved item of a document that implements its template. Every row of the ledger (采纳台账) says why: which clause, which score, from what evidence, with which terms. The item stands first, as the template has it or in the words of its codebook; then the clauses that prove it. `begin` and `end` lead to the characters of the file as received. With the official text in hand a row also has a `certainty`, how probably readers would make the link, and `change`, what became other: raised, lowered, deadline, frequency, body, narrowed, widened, or a part reversed.
# %% zh
# ## 台账中的一格：两边的原文
#
# 这里取贯彻者采纳证据最充分的一项措施。采纳台账的每一行都写明依据：哪一条款、得分多少、凭何证据、用了哪些词。先列措施（模板原文，或编码手册的表述），再列作为证据的条款；`begin` 与 `end` 指向所收文件中的字符。掌握官方文本时，还有确信度（`certainty`，阅读者会认定这一对应关系的概率）与改动（`change`：提高、降低、期限、频次、牵头单位、范围收窄或放宽，或有一部分相反）。
# %%
main = compare.adoption.main_template(adoption)
held_by = adoption[(adoption["template"] == main) & (adoption["relation"] != "control")]
proved = held_by[held_by["clause_ids"] != ""].sort_values(["score", "item_no", "doc_id"], ascending=[False, True, True])
number, doc_id = proved[["item_no", "doc_id"]].iloc[0].tolist() if len(proved) else (0, "")
compare.show(proved[["doc_id", "item_no", "level", "why"]], rows=1, width=110, lang=LANG, study=study, caption="Why this cell || 这一格的依据")
# %%
both = dict(documents=documents, clauses=clauses, adoption=adoption, codebooks=study.templates)
sides = compare.adoption.both_texts(main, number, doc_id, **both) if len(proved) else proved
compare.show(sides, rows=3, width=70, lang=LANG, study=study, caption="The item and the clauses that prove it || 措施与作为证据的条款")
# %% en
# An item is made of single actions (具体举措). An action is found only where one sentence of the document shows it.
# %% zh
# 一项措施由若干具体举措组成。文件中须有一句话写到某一举措，才算找到。
# %%
shown = actions[(actions["template"] == main) & (actions["item_no"] == number) & (actions["doc_id"] == doc_id)]
compare.show(
    shown[["action_id", "found", "score", "clause_id", "cues"]], rows=None, lang=LANG, study=study,
    caption="Its single actions || 该措施的具体举措",
)
# %% en
# ## What is in hand
#
# A template enters as its official text (官方文本), as a codebook (编码手册) in the words of the study, or not at all; the table counts the grades of evidence of its items. A document of which only a part or only the number is known is *not in hand* (未掌握); it is never called absent.
# %% zh
# ## 掌握了哪些模板
#
# 模板可以是官方文本，可以是研究者自己撰写的编码手册，也可以完全没有；表中列出各项措施的证据等级。只知道一部分或只知道文号的文件记为*未掌握*，绝不等于未见。
# %%
held = compare.adoption.holdings(documents, clauses, study.templates).drop(columns=["title"])
compare.show(held, rows=None, lang=LANG, study=study, caption="Templates in hand || 已掌握的模板")
rest = (adoption["level"] == "not_in_hand").sum()
print("pairs of template and document of which not every item is known: || 有措施未掌握的模板与文件对：", rest)
# %% en
# ## Who implements whom, and how long it took
#
# A document implements what its text names in its head, in the article on purpose and basis or under a heading such as 编制依据 (direct) and, through that, what the named document implements (via). A law merely quoted in a clause is no template. A document amended later counts from its first day. The lag (时滞) is in days. Where only the year of a document is known it is a range, narrowed only by the fact that what is cited came first.
# %% zh
# ## 谁贯彻谁，隔了多久
#
# 文首、说明目的与依据的条款或“编制依据”之类标题之下写明的，是直接贯彻；所写明的文件又贯彻的，是间接贯彻。条款中顺带引用的法律不是模板。后来作过修正的文件，从最早之日算起。时滞以日计。只知年份时，时滞是一个区间；唯一能收窄它的事实是：被引用的文件在先。
# %%
related = compare.adoption.relate(documents, used)
own = related[related["relation"] != "control"].drop(columns=["shares"])
compare.show(own, rows=None, decimals=0, lang=LANG, study=study, caption="Who implements whom, lags in days || 贯彻关系与时滞（日）")
# %%
compare.draw("adoption-lags", study, tables, LANG)
# %% en
# ## The matrix: items by documents
#
# Shape and shade say how much of an item is there, from the bare theme to most of its single actions; the fraction counts the actions found. An item may be taken over by its heading with few of its actions: both grains are needed. Columns on a warm ground are controls; what a control has too is *alike*, what says the opposite *reversed*: neither is adopted.
# %% zh
# ## 矩阵：措施与文件
#
# 形状和深浅表示一项措施体现了多少：从只有主题相同，到大部分具体举措都在；分数是找到的举措数。一项措施可能标题被采纳而举措寥寥，所以两种粒度缺一不可。暖色底的列是对照；对照中也有的措施记为“对照亦有”，规定相反的记为“反向”，都不是采纳。
# %%
cells = compare.figure_data("adoption-matrix", study, tables)
counted = cells[(cells["row_kind"] == "item") & cells["counted"].eq(True)]
levels = counted.groupby(["doc_id", "relation", "level"], sort=False).size().rename("items").reset_index()
compare.show(levels, rows=None, lang=LANG, study=study, caption="Items by level || 各判断的措施数")
# %%
compare.draw("adoption-matrix", study, tables, LANG)
# %% en
# ## How much, item by item and action by action
#
# `rate` is the share of items taken over, preambles and closings (day of force, repeal, interpretation) not counted, with a bootstrap interval over items (from ten items on); `share` the mean share of actions found, where every item weighs the same. How far a rate hangs on thresholds, items and single clauses: see the notebook on robustness.
# %% zh
# ## 采纳了多少：按措施，按举措
#
# `rate` 是采纳的措施所占比例，总体要求与收尾条款（施行日期、废止、解释权等）不计，区间由对措施重复抽样得出（不足十项的不给）；`share` 是找到的举措的平均比例，各项措施权重相同。采纳率在多大程度上取决于阈值、个别措施和个别条款，见稳健性一章。
# %%
rates = compare.adoption.adoption_rates(adoption).drop(columns=["basis"])
compare.show(rates, rows=None, lang=LANG, study=study, caption="Adoption rates, controls among them || 采纳率（含对照）")
# %%
compare.draw("adoption-sections", study, tables, LANG)
# %% en
# ## Is it more than the likeness of the field?
#
# Each template is scored, by the same rules and without any gate of date or reference, against documents that do not implement it. Controls that share a template with the document tested are left out. The last column names controls written before the template: what they have in common with it cannot be adoption.
# %% zh
# ## 是否超出同一领域的相似
#
# 每个模板都以同样的规则、不看日期也不看引用，去比不贯彻它的文件。与被检验文件同有一个模板的对照不计。最后一列是写在模板之前的对照：它们与模板的共同之处不可能是采纳。
# %%
overlap = compare.adoption.control_overlap(adoption, related).drop(columns=["items", "control_max"])
overlap = overlap.rename(columns={"earlier": "Controls before it || 早于模板的对照"})
compare.show(overlap, rows=None, lang=LANG, study=study, caption="Rates above the controls || 高出对照多少")
# %%
compare.draw("adoption-controls", study, tables, LANG)
# %% en
# ## Where the clauses come from
#
# National, provincial or both: some item of a template above is taken over there. Sibling (同级): no template in hand has it, another document under the same template does. Local (本地自创) is claimed only where every template above is in hand. What is left is undetermined (无法判定). A match is no proof of origin: beside it stands the share of clauses that match where the document is an independent control.
# %% zh
# ## 条款从何而来
#
# 国家、省级或两者皆有：该条采纳了上位模板的某项措施。同级：已掌握的模板中都没有，而同一模板之下的另一份文件有。只有上位模板全部在手，才能说本地自创。其余记为无法判定。有对应不等于来源：旁边列出文件作为独立对照时有对应的条款比例。
# %%
compare.findings(study, tables, LANG, about="origins")
# %%
compare.draw("clause-origins", study, tables, LANG)
# %% en
# The clauses left open, with their text: the place to look for policy innovation (政策再创新), not a proof of it.
# %% zh
# 来源未定的条款及其正文如下。政策再创新要到这里去找，但列在这里并不就是证明。
# %%
unsettled = compare.adoption.local_candidates(tables["origins"], clauses)
compare.show(
    unsettled[["clause_id", "origin", "missing", "heading", "text"]], rows=12, lang=LANG, study=study,
    caption="Clauses that no template in hand has || 已掌握的模板中都没有的条款",
)
# %% en
# ## Amounts, and tables for a regression
#
# Numbers are compared where template and document commit the same unit for the same thing; codebooks state few numbers, so the table may be empty. `compare.adoption.city_items` and `city_pairs` give one row per document and item, and per ordered pair of documents, with dates, lags, levels and lengths.
# %% zh
# ## 数额，以及可用于回归的表
#
# 模板与文件就同一事项承诺同一单位的数额时，才作比较；编码手册很少写数字，所以此表可能为空。`compare.adoption.city_items` 与 `city_pairs` 分别给出一行一份文件与一项措施、一行一对有先后次序的文件，附日期、时滞、判断和长度。
# %%
numbers = compare.adoption.compare_amounts(adoption, tables["amounts"], clauses, used)
compare.show(numbers, lang=LANG, study=study, caption="Amounts of template and document || 模板与文件的数额")
# %%
dyads = compare.adoption.city_pairs(documents, clauses, adoption, tables["pairs"], used)
columns = ["doc_a", "doc_b", "share_template", "lag_min", "lag_max", "n_counterparts", "jaccard_items"]
dyads[["lag_min", "lag_max"]] = dyads[["lag_min", "lag_max"]].round().astype("Int64")
compare.show(dyads[columns], rows=6, lang=LANG, study=study, caption="Ordered pairs of documents, lags in days || 文件对（时滞以日计）")
# %% en
# ## What this does not show
#
# - A codebook says what a measure is about, not how it is worded: *taken over* (采纳) cannot be split into verbatim and adapted without the official text. Add it with `policy-compare template add`.
# - With the official text a link can be wrong, and more often missed; on fields never coded that is common (README). Read the least certain rows first, and decide.
# - Items marked unverified were not checked against the document.
# - The intervals say how far a rate hangs on its items; they do not speak of other places.
# - The rules stand in `docs/adoption-rules.md`. Who disagrees with a row writes it into `coding/decisions.csv`, and every table and figure shows the decision.
# %% zh
# ## 这里没有证明什么
#
# - 编码手册说明措施的内容，不说明措辞。没有官方文本，*采纳*就不能再分为沿用原句与改写采纳。可用 `policy-compare template add` 加入。
# - 有官方文本时，对应关系可能有错，更常有遗漏；在无人编码过的领域并不少见（见 README）。先读最没有把握的各行，再作判定。
# - 标为未核实的措施，没有与原文核对过。
# - 区间只说明采纳率在多大程度上取决于措施的构成，不推及其他地方。
# - 规则见 `docs/adoption-rules.md`。不同意某一行判断的，写入 `coding/decisions.csv`，所有表和图都会采用这一人工判定。
