"""The inner loops of the exact neighbour search, compiled by numba.

Kept apart from `compare.scale.neighbours` because importing numba takes a second: nothing of this
module may be imported before a search begins.
"""

from __future__ import annotations

import numba
import numpy as np

# columns looked at together when sums are scanned; the compiler turns the inner loop into vector
# instructions
TILE = 64
SLACK = np.float32(
    1e-5
)  # more than float32 sums can err, so that a bound never drops a pair it should keep


@numba.njit(nogil=True, cache=True)
def invert(starts, columns, weights, n_terms, width):
    """Postings by block of `width` rows: for each block and term, the rows (counted from the
    block's first) that hold it.
    """
    n = len(starts) - 1
    n_blocks = (n + width - 1) // width
    begins = np.zeros((n_blocks, n_terms + 1), np.int64)
    for row in range(n):
        for p in range(starts[row], starts[row + 1]):
            begins[row // width, columns[p] + 1] += 1
    base = 0
    for block in range(n_blocks):
        begins[block, 0] = base
        for term in range(n_terms):
            begins[block, term + 1] += begins[block, term]
        base = begins[block, n_terms]
    free = begins.copy()
    posted = np.empty(len(columns), np.int32)
    posted_weight = np.empty(len(columns), np.float32)
    for row in range(n):
        block = row // width
        for p in range(starts[row], starts[row + 1]):
            place = free[block, columns[p]]
            free[block, columns[p]] = place + 1
            posted[place] = row - block * width
            posted_weight[place] = weights[p]
    return begins, posted, posted_weight


@numba.njit(nogil=True, cache=True)
def push(scores, others, limit, row, score, other):
    """Insert into the row's list, best first, ties by smaller number; raise the row's limit when
    the list is full.
    """
    top = scores.shape[1]
    last = top - 1
    if score < scores[row, last] or (score == scores[row, last] and other > others[row, last]):
        return
    place = last
    while place > 0 and (
        scores[row, place - 1] < score
        or (scores[row, place - 1] == score and others[row, place - 1] > other)
    ):
        scores[row, place] = scores[row, place - 1]
        others[row, place] = others[row, place - 1]
        place -= 1
    scores[row, place] = score
    others[row, place] = other
    if scores[row, last] > limit[row]:
        limit[row] = scores[row, last]


@numba.njit(nogil=True, cache=True)
def push_all(scores, others, limit, rows, new_others, new_scores):
    """Insert a partial result."""
    for k in range(len(rows)):
        push(scores, others, limit, rows[k], new_scores[k], new_others[k])


@numba.njit(nogil=True, cache=True, error_model="numpy", fastmath={"contract"})
def search(
    first, last, starts, columns, weights, begins, posted, posted_weight, width, n_terms,
    level, cut, tail, tile_tail, group, scores, others, limit,
):  # fmt: skip
    """Compare rows `first` to `last` with every later row; see `compare.scale.neighbours` for the
    method.

    `scores` and `others` hold the best of every row seen so far, `limit` what a pair must reach to
    matter to a row. Returns how many pairs were summed in full.
    """
    n = len(starts) - 1
    sums = np.zeros((width + TILE - 1) // TILE * TILE, np.float32)
    # Sums are never negative, so their bits order as the numbers do, and integers have a vector
    # maximum.
    bits = sums.view(np.int32).reshape(-1, TILE)
    tile_limit = np.zeros(len(bits), np.float32)
    need = np.zeros(len(bits), np.float32)
    need_bits = need.view(np.int32)
    common = np.zeros(n_terms, np.float32)
    verified = 0
    for block in range(first // width, len(begins)):
        low = block * width
        high = min(n, low + width)
        n_tiles = (high - low + TILE - 1) // TILE
        for tile in range(n_tiles):
            smallest = np.float32(2)
            for other in range(low + tile * TILE, min(low + tile * TILE + TILE, high)):
                smallest = min(smallest, limit[other])
            tile_limit[tile] = smallest  # limits only rise, so an old one is a safe one
        for row in range(first, min(last, high)):
            chosen = level[row]
            rest = starts[row] + cut[chosen, row]
            for p in range(rest, starts[row + 1]):
                weight = weights[p]
                for q in range(begins[block, columns[p]], begins[block, columns[p] + 1]):
                    sums[posted[q]] += weight * posted_weight[q]
            for p in range(starts[row], rest):
                common[columns[p]] = weights[p]
            own_tail = tail[chosen, row]
            for tile in range(n_tiles):
                bound = (
                    min(limit[row], tile_limit[tile])
                    - own_tail * tile_tail[chosen, low // TILE + tile]
                    - SLACK
                )
                need[tile] = max(bound, np.float32(0))
            for tile in range(max(row - low, 0) // TILE, n_tiles):
                largest = np.int32(0)
                for k in range(TILE):
                    largest = max(largest, bits[tile, k])
                if largest < need_bits[tile]:
                    continue
                for k in range(tile * TILE, min(tile * TILE + TILE, high - low)):
                    other = low + k
                    if (
                        sums[k] + own_tail * tail[chosen, other]
                        < min(limit[row], limit[other]) - SLACK
                    ):
                        continue
                    if other <= row or group[other] == group[row]:
                        continue
                    verified += 1
                    score = sums[k]
                    for p in range(starts[other], starts[other] + cut[chosen, other]):
                        score += common[columns[p]] * weights[p]
                    if score >= limit[row]:
                        push(scores, others, limit, row, score, other)
                    if score >= limit[other]:
                        push(scores, others, limit, other, score, row)
            sums[: high - low] = 0
            for p in range(starts[row], rest):
                common[columns[p]] = 0
    return verified
