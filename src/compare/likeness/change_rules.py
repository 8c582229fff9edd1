"""From where on two parts of two clauses are set against each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """From where on two parts of two clauses are set against each other.

    Set on 338 pairs of sentences of our own with the right answer written first
    (`tests/likeness/changed_measures.csv`), and checked on 257 pairs of clauses coded as the same
    measure, of which none may come out as reversed.

    Attributes
    ----------
    same_thing : float
        Indel likeness of two parts, words of stance and numbers left out, from which they speak of
        one thing.
    slips : float
        Of the shorter part's characters, those that the other may lack before an opposite sign no
        longer means the opposite: what both have must be one thing and one act.
    in_order : float
        Of the shorter part's characters, those that both must have in one order.
    enough : float
        Of the longer part's characters, those that the other must have.
    added : float
        Share of its characters by which what is forbidden may be narrower than what was allowed; a
        ban on less is a limit.
    counted : float
        Of the longer of two parts, what both must have before their numbers are compared.
    charge : float
        Of the longer of two parts without the bodies they charge, what both must have before
        another body is a change.
    duty : float
        Of the longer of two duties that running text lays on bodies, what both must have before
        another body is a change. Of 80 laws with what carries them out five differ so at 0.50 or
        more, all rightly; at 0.40 to 0.50 three of four.
    case : float
        Of the characters of a case (未配备救生设备的，), those that the other side must name for
        an order in that case to be turned round.
    exception, rule : float
        Of the shorter and of the longer part, in one order, what both have where a clause says a
        rule and its exception. Parts are read once for any rules, so a variant changes nothing
        here.
    wrong : float
        Likeness of two wrongs from which their penalties are compared.
    turned : float
        Share of a measure's compared wording that must be reversed for the measure to be.
    """

    same_thing: float = 0.60
    slips: float = 0.09
    in_order: float = 0.70
    enough: float = 0.50
    added: float = 0.20
    counted: float = 0.65
    charge: float = 0.70
    duty: float = 0.50
    case: float = 0.60
    exception: float = 0.90
    rule: float = 0.40
    wrong: float = 0.70
    turned: float = 1 / 3


CHANGE_RULES = ChangeRules()
