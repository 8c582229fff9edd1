"""Into the programs and archives that scholars use, and back: REFI-QDA, Akoma Ntoso, deposits,
Stata.

Nothing here computes a result. Each format has a module that writes it and one that reads it; what
a format needs beyond the standard library is asked for with `compare.base.extras.require`, so that
a plain installation says what is missing.
"""
