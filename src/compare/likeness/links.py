"""How a clause stands to each provision of another text: seven measures of every pair, each
against the alternatives.

A reader asks of a clause whether it takes over *this* provision rather than another one of the
text. So no measure is a bare likeness: rarity is counted in the two texts themselves, an item's
best clause is the yardstick of
its others, and a sentence counts by how much better it fits this item than any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.likeness.provisions import Provisions, rarity

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MEASURES = ("wording", "words", "nearest", "lead", "lead_back", "shared", "act")
FLOOR = 0.01  # cosines below it are all alike: nothing in common
SENTENCE = 8.0  # weight that a sentence must have for its share to count in full
SHARPER = {"clauses": 2.5, "words": 1.5}  # powers of rarity: the rarest terms decide


def measure(provisions: Provisions, left: np.ndarray, right: np.ndarray) -> dict[str, np.ndarray]:
    """All measures for the clauses of one document (`left`) against the items of a text (`right`).

    Parameters
    ----------
    left, right : ndarray of int
        Rows of `provisions`, each in the order of its document.

    Returns
    -------
    dict of str to ndarray, shape (len(left), len(right))
        ``wording`` : ln of the cosine of character bigrams (tf times squared idf; heading and
        body), floored.
        ``words`` : the same of words.
        ``nearest`` : wording over the best that any clause here has with that item, 0–1; 1 = none
        is nearer to it.
        ``lead`` : for the clause's sentence that favours the item most, how much more of its
        weight stands in the item than in any other item, -1–1.
        ``lead_back`` : the same of the item's sentences: how much more of one stands in this
        clause than in any other.
        ``shared`` : ln of 1 + the weight of what the two closest sentences share.
        ``act`` : 1 where one threatens a sanction, or states a purpose, and the other does not.
    """
    both = np.concatenate([left, right])
    # A term is as common as it is where it is most common: in these two texts (the field), or in
    # the whole collection.
    weight = np.minimum(rarity(provisions.clauses[both]), provisions.rare)
    word_weight = np.minimum(rarity(provisions.words[both]), provisions.rare_words)
    wording = _cosine(provisions.clauses, weight ** SHARPER["clauses"], left, right)
    words = _cosine(provisions.words, word_weight ** SHARPER["words"], left, right)
    lead, lead_back, shared = _by_sentence(provisions, weight, left, right)
    best = wording.max(axis=0, keepdims=True, initial=0.0)
    return {
        "wording": np.log(wording + FLOOR),
        "words": np.log(words + FLOOR),
        "nearest": np.divide(wording, best, out=np.zeros_like(wording), where=best > 0),
        "lead": lead,
        "lead_back": lead_back,
        "shared": np.log1p(shared),
        "act": _other_act(provisions.act[left], provisions.act[right]),
    }


def _cosine(
    matrix: csr_matrix, weight: np.ndarray, left: np.ndarray, right: np.ndarray
) -> np.ndarray:
    a, b = (_weighted(matrix[chosen], weight) for chosen in (left, right))
    product = (a @ b.T).toarray()
    lengths = np.multiply.outer(_lengths(a), _lengths(b))
    return np.divide(product, lengths, out=np.zeros_like(product), where=lengths > 0)


def _weighted(matrix: csr_matrix, weight: np.ndarray) -> csr_matrix:
    """Each entry times the weight of its column; `matrix` itself is changed, so give a slice."""
    matrix.data = matrix.data * weight[matrix.indices]
    return matrix


def _lengths(matrix: csr_matrix) -> np.ndarray:
    return np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())


def _other_act(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """1 where both acts are told and differ; a definition may stand in a clause that does other
    things, too.
    """
    told = np.logical_and.outer(left != "definition", right != "definition")
    return (np.not_equal.outer(left, right) & told).astype(float)


def _by_sentence(
    provisions: Provisions, weight: np.ndarray, left: np.ndarray, right: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`lead`, `lead_back`, and the weight that the closest two sentences share."""
    mine, my_bounds = _sentence_rows(provisions, left)
    theirs, their_bounds = _sentence_rows(provisions, right)
    a, b = (_weighted(_held(provisions.sentences[rows]), weight) for rows in (mine, theirs))
    lead = np.maximum.reduceat(_ahead(_inside(a, provisions.clauses[right])), my_bounds, axis=0)
    lead_back = np.maximum.reduceat(
        _ahead(_inside(b, provisions.clauses[left])), their_bounds, axis=0
    ).T
    pairs = (a @ _held(provisions.sentences[theirs]).T).toarray()
    return (
        lead,
        lead_back,
        np.maximum.reduceat(np.maximum.reduceat(pairs, my_bounds, axis=0), their_bounds, axis=1),
    )


def _inside(sentences: csr_matrix, clauses: csr_matrix) -> np.ndarray:
    """Part of the weight of each sentence that stands in each clause, 0–1; light sentences count
    less.
    """
    weight = np.asarray(sentences.sum(axis=1)).ravel()
    return (sentences @ _held(clauses).T).toarray() / np.maximum(weight, SENTENCE)[:, None]


def _ahead(inside: np.ndarray) -> np.ndarray:
    """By how much each value stands above the best other value of its row."""
    if inside.shape[1] < 2:
        return inside
    top = np.sort(inside, axis=1)[:, ::-1]
    return inside - np.where(inside >= top[:, :1], top[:, 1:2], top[:, :1])


def _sentence_rows(provisions: Provisions, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sentences of the chosen clauses, and where among them those of each clause begin."""
    parts = [np.arange(provisions.first[k], provisions.first[k + 1]) for k in chosen]
    bounds = np.cumsum([0, *(len(part) for part in parts[:-1])])
    return np.concatenate(parts), bounds


def _held(matrix: csr_matrix) -> csr_matrix:
    held = matrix.copy()
    held.data = np.ones_like(held.data)
    return held
