"""Who took over from whom as a network: documents, templates, and arrows from earlier to later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from compare.adoption.cascade import users_of
from compare.adoption.templates import Template
from compare.base.rows import rows_of

if TYPE_CHECKING:
    import networkx as nx


def diffusion_network(
    documents: pd.DataFrame,
    diffusion: pd.DataFrame,
    lines: pd.DataFrame | None = None,
    templates: Iterable[Template] = (),
    *,
    tree: bool = False,
) -> nx.DiGraph:
    """Documents, and an arrow from each earlier one to each later one that took measures over.

    Parameters
    ----------
    documents, diffusion : DataFrame
        Tables of the study.
    lines : DataFrame, optional
        From `template_lines`: templates that are no documents of the study become nodes, too.
    templates : iterable of Template
        Their titles, levels and dates.
    tree : bool
        Only the most probable source of each later document: a forest.

    Returns
    -------
    networkx.DiGraph
        Nodes: ``label`` (the title), ``place``, ``province``, ``level``, ``date``. Edges:
        ``clauses``, ``relation`` (``template`` from a template that is no document), and where
        known ``share``, ``lag_min``, ``lag_max``. What only shares clauses, or has them from a
        common template, has no arrow. `compare.agencies.network.graphml` writes it.
    """
    import networkx as nx

    users = users_of(documents, templates)
    titles = {template.number: template.title for template in templates}
    titles |= dict(zip(documents["doc_id"], documents["title"], strict=True))
    arrows = [
        (
            row.later,
            int(row.clauses),
            row.earlier,
            {"relation": row.relation}
            | {
                name: float(value)
                for name, value in (
                    ("share", row.share),
                    ("lag_min", row.lag_min),
                    ("lag_max", row.lag_max),
                )
                if value == value
            },
        )
        for row in rows_of(diffusion[diffusion["clauses"] > 0])
    ]
    if lines is not None and len(lines):
        took = lines[lines["step"] > 0].groupby(["doc_id", "first_doc"])["clause_id"].nunique()
        arrows += [
            (later, int(n), number, {"relation": "template"})
            for (later, number), n in zip(took.index.tolist(), took, strict=True)
        ]
    graph = nx.DiGraph()
    for name in [*documents["doc_id"], *dict.fromkeys(arrow[2] for arrow in arrows)]:
        graph.add_node(name, label=titles.get(name, name), **users[name])
    reached = set()
    for later, clauses, earlier, told in sorted(arrows, key=lambda arrow: -arrow[1]):
        if not tree or later not in reached:
            graph.add_edge(earlier, later, clauses=clauses, **told)
            reached.add(later)
    return graph
