"""The family of `adoption_example` as a study with its ledger, for tests of what is drawn from
it.
"""

import pandas as pd

from adoption_example import family
from compare.adoption.ledger import trace
from compare.study.read import Study

DOCUMENTS, CLAUSES, TEMPLATES = family()
LEDGER = trace(DOCUMENTS, CLAUSES, TEMPLATES)
TABLES = {
    "documents": DOCUMENTS,
    "clauses": CLAUSES,
    "items": LEDGER.items,
    "adoption": LEDGER.adoption,
    "actions": LEDGER.actions,
}
STUDY = Study(
    root=None,
    documents=DOCUMENTS,
    clauses=CLAUSES,
    passages={},
    headings={},
    attributions=(),
    sources={},
    parts=pd.DataFrame(),
    repairs=pd.DataFrame(),
    templates=TEMPLATES,
    registry=None,
)
NAMES = ("alpha", "beta", "gamma")  # places of the example have no Chinese names
