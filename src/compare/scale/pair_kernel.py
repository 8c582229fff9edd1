"""The inner loops of measuring pairs, compiled by numba; see `compare.scale.pairs` for what they
mean.
"""

from __future__ import annotations

import numba
import numpy as np


@numba.njit(nogil=True, cache=True)
def cosines(rows_a, rows_b, starts, columns, weights, out):
    """Product of two sparse rows with ascending columns, for each pair."""
    for k in range(len(rows_a)):
        p, p_end = starts[rows_a[k]], starts[rows_a[k] + 1]
        q, q_end = starts[rows_b[k]], starts[rows_b[k] + 1]
        total = 0.0
        while p < p_end and q < q_end:
            if columns[p] == columns[q]:
                total += np.float64(weights[p]) * np.float64(weights[q])
                p += 1
                q += 1
            elif columns[p] < columns[q]:
                p += 1
            else:
                q += 1
        out[k] = total


@numba.njit(nogil=True, cache=True)
def shared(rows_a, rows_b, starts, keys, out):
    """How many keys two sorted sets have in common, for each pair."""
    for k in range(len(rows_a)):
        p, p_end = starts[rows_a[k]], starts[rows_a[k] + 1]
        q, q_end = starts[rows_b[k]], starts[rows_b[k] + 1]
        held = 0
        while p < p_end and q < q_end:
            if keys[p] == keys[q]:
                held += 1
                p += 1
                q += 1
            elif keys[p] < keys[q]:
                p += 1
            else:
                q += 1
        out[k] = held


@numba.njit(nogil=True, cache=True)
def _extend(code, other, before, now):
    """One row of the table of common runs: how long the run is that ends with `code` at each place
    of `other`.
    """
    for j in range(len(other)):
        now[j + 1] = (before[j] + np.int32(1)) * np.int32(other[j] == code)


@numba.njit(nogil=True, cache=True)
def runs(rows_a, rows_b, bounds, codes, substance, seed, longest, of_longest, of_substance):
    """Longest common run of characters and its substance (the first of equals), and the most
    substance in any run; runs
    below `seed` are none."""
    size = 1
    for k in range(len(rows_b)):
        if bounds[rows_b[k] + 1] - bounds[rows_b[k]] + 1 > size:
            size = bounds[rows_b[k] + 1] - bounds[rows_b[k]] + 1
    before, now = np.zeros(size, np.int32), np.zeros(size, np.int32)
    for k in range(len(rows_a)):
        a, a_end = bounds[rows_a[k]], bounds[rows_a[k] + 1]
        other = codes[bounds[rows_b[k]] : bounds[rows_b[k] + 1]]
        m = len(other)
        before[: m + 1] = 0
        now[0] = 0
        best, best_held, best_substance = np.int32(0), 0, 0
        for i in range(a, a_end):
            _extend(codes[i], other, before, now)
            top = np.int32(0)
            for j in range(1, m + 1):
                top = max(top, now[j])
            if top >= seed:
                for j in range(1, m + 1):
                    length = now[j]
                    if (
                        length >= seed
                        and (length > best_substance or length > best)
                        and (i + 1 == a_end or j == m or codes[i + 1] != other[j])
                    ):
                        held = 0
                        for q in range(i + 1 - length, i + 1):
                            held += substance[q]
                        best_substance = max(best_substance, held)
                        if length > best:
                            best, best_held = length, held
            before, now = now, before
        longest[k] = best
        of_longest[k] = best_held
        of_substance[k] = best_substance


@numba.njit(nogil=True, cache=True)
def _shared_seeds(first, end, bounds, codes, seed, shared):
    """How many different runs of `seed` characters each two of the bodies `first` to `end` have in
    common.

    A run is a 64-bit mix of its code points: two different runs with one number are less likely
    than a fault of the machine.
    """
    size = 0
    for row in range(first, end):
        size += max(bounds[row + 1] - bounds[row] - seed + 1, 0)
    keys, owners = np.empty(size, np.uint64), np.empty(size, np.int32)
    at = 0
    for row in range(first, end):
        for begin in range(bounds[row], bounds[row + 1] - seed + 1):
            key = np.uint64(14695981039346656037)
            for k in range(seed):
                key = (key ^ np.uint64(codes[begin + k])) * np.uint64(0x9E3779B97F4A7C15)
                key ^= key >> np.uint64(29)
            keys[at] = key
            owners[at] = row - first
            at += 1
    order = np.argsort(keys, kind="mergesort")
    begin = 0
    while begin < size:
        stop = begin
        while stop < size and keys[order[stop]] == keys[order[begin]]:
            stop += 1
        for p in range(begin, stop):
            if p > begin and owners[order[p]] == owners[order[p - 1]]:
                continue
            for q in range(p + 1, stop):
                if owners[order[q]] != owners[order[q - 1]]:
                    shared[owners[order[p]], owners[order[q]]] += 1
        begin = stop


@numba.njit(nogil=True, cache=True)
def within_documents(
    group,
    first,
    last,
    starts,
    columns,
    weights,
    n_columns,
    heading,
    bounds,
    codes,
    seed,
    most,
    n_bins,
    usual,
    histogram,
):
    """For rows `first` to `last` (whole documents, long ones in pieces of 2000): each row's mean
    cosine with the rest of its document, and how often
    each excess over the mean of both occurs among clauses that stand under different headings and
    share at most `most` runs of `seed` characters, in `n_bins` bins from -1 to 1.
    """
    dense = np.zeros(n_columns, np.float32)
    row = first
    while row < last:
        end = row
        while end < last and end < row + 2000 and group[end] == group[row]:
            end += 1
        n = end - row
        if n > 1:
            cosine = np.zeros(n * (n - 1) // 2, np.float32)
            at = 0
            for i in range(row, end):
                for p in range(starts[i], starts[i + 1]):
                    dense[columns[p]] = weights[p]
                for j in range(i + 1, end):
                    total = np.float32(0)
                    for p in range(starts[j], starts[j + 1]):
                        total += dense[columns[p]] * weights[p]
                    cosine[at] = total
                    at += 1
                    usual[i - first] += total
                    usual[j - first] += total
                for p in range(starts[i], starts[i + 1]):
                    dense[columns[p]] = 0
            for i in range(row, end):
                usual[i - first] /= n - 1
            at = 0
            seeds = np.zeros((n, n), np.int32)
            _shared_seeds(row, end, bounds, codes, seed, seeds)
            for i in range(row, end):
                for j in range(i + 1, end):
                    excess = cosine[at] - (usual[i - first] + usual[j - first]) / 2
                    at += 1
                    if (
                        not (heading[i] >= 0 and heading[i] == heading[j])
                        and seeds[i - row, j - row] <= most
                    ):
                        histogram[min(max(int((excess + 1) / 2 * n_bins), 0), n_bins - 1)] += 1
        row = end
