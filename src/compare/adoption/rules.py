"""The adoption rules as numbers: what is weighed, how much, and from where on it counts.

`docs/adoption-rules.md` says the same in words. A change of any number is a new version, and the
version stands in every row of the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from compare.likeness.altered import CHANGE_RULES, ChangeRules
from compare.likeness.counterparts import PAIR_RULES, PairRules

VERSION = "2.0"


@dataclass(frozen=True, slots=True)
class Weights:
    """Share of each kind of evidence that a clause takes over an item of a codebook; they add up
    to 1.
    """

    wording: float = 0.15  # cosine of the whole clause and the item
    sentence: float = 0.15  # cosine of the clause's closest sentence and the item
    own: float = 0.15  # the same, for a sentence that fits no other item better
    heading: float = 0.20  # cosine of the two headings
    cues: float = 0.15  # distinctive terms of the item that the clause holds
    rank: float = 0.10  # wording relative to the item that fits the clause best
    order: float = 0.10  # stands where the order of the template lets one expect it


@dataclass(frozen=True, slots=True)
class ActionWeights:
    """What one action of an item is recognised by; cues count 1."""

    near: float = 0.7  # a cue with a few characters put in: 孵化机构联盟, 孵化机构和众创空间联盟
    equivalent: float = (
        0.9  # another term of the field for the same thing (`compare.adoption.equivalents`)
    )
    topic: float = 0.5  # a cue that names the topic of the whole item says little about one action
    words: float = 1.4  # share of the action's own words in the sentence
    # how strongly the clause speaks for the item, in shares of the item that it speaks for most
    context: float = 0.8
    # taken off where the sentence does not name the form that the action announces (试点, 基金)
    form: float = 0.3


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """How a clause is linked with a provision of an official text: a logistic regression on seven
    measures.

    ``certainty = 1 / (1 + exp(-(intercept + sum of weight * measure)))``, measures as
    `compare.likeness.links.measure` has them. `docs/decisions/0020-links-are-a-regression.md` says
    how they were set and how far they hold.
    """

    intercept: float = 0.44
    wording: float = 0.71  # ln cosine of character bigrams
    words: float = 0.78  # ln cosine of words
    nearest: float = 0.88  # wording over the best that any clause has with the item
    lead: float = 6.64  # a sentence of the clause fits this item better than any other
    lead_back: float = 3.24  # a sentence of the item fits this clause better than any other
    shared: float = 0.41  # ln of the weight that the closest two sentences share
    act: float = -1.86  # one punishes, or states a purpose, and the other does not
    # certainty from which on a clause takes the provision over: F1 of families left out is flat
    # from .28 to .36, and a higher line is right more often
    link: float = 0.34
    kept: float = (
        0.85  # of a sentence, in order: the same wording apart from a word put in or left out
    )
    # characters of substance that a sentence must have to be kept; shorter ones are the same by
    # accident
    least: int = 10


@dataclass(frozen=True, slots=True)
class SourceRules:
    """Which counterparts in earlier documents are likely sources of a clause
    (`compare.adoption.diffusion`).

    Attributes
    ----------
    spread : float
        By how much less a cosine makes a candidate e times less likely than the nearest. It orders
        and shows ties, nothing more: ranks do not hang on it.
    tie : int
        Decimals of the cosine beyond which two candidates are equally near, so that nothing hangs
        on a thousandth.
    worded : float
        Cosine from which on the wording counts as taken over where no sentence is the same. Set by
        reading: what counterparts share below it is their subject (docs/diffusion.md).
    passage : int
        Characters that must be the same in one piece all the same: a short clause reaches any
        cosine. Set in the same reading.
    """

    spread: float = 0.05
    tie: int = 3
    worded: float = 0.4
    passage: int = 10


@dataclass(frozen=True, slots=True)
class AmountRules:
    """When two numbers of one unit are of one thing (`compare.adoption.amount_changes`).

    Attributes
    ----------
    alike : float
        Dice coefficient of the character pairs around both. A round number that decides little:
        of 65 pairs of numbers among nine laws and regulations 0.10 would add one, 0.20 leave out
        three, 0.25 four.
    short : int
        Characters; a shorter part of a sentence does not say by itself what its number is about,
        so the part before it is read with it. Of the same 65 pairs 5 would set 12 numbers beside
        others, 15 changes none, 20 loses one.
    """

    alike: float = 0.15
    short: int = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """One set of adoption rules.

    Attributes
    ----------
    version : str
        Written into every row; a variant of the specification curve carries its own name.
    tokens : str
        ``char`` (runs of `ngram` characters) or ``word`` (jieba).
    full : float
        Cosine from which wording counts in full. A description in other words seldom reaches more.
    cue_half : float
        Sum of cue weights that counts half.
    taken_over : float
        Score from which a clause takes an item over.
    action_half : float
        Evidence that scores 0.5 for an action.
    action : float
        Score from which an action is found.
    changes : ChangeRules
        When two parts of two clauses are set against each other, and what share of a measure must
        be reversed.
    sentence_kept : float
        Twice the longest common subsequence of a sentence of an official text and one of the
        document over both lengths, from which on the sentence counts towards the degree. Set at
        half: below it names and set phrases alone reach the mark, far above it rewritten sentences
        are lost. Measured over both, as in links: half of the shorter one alone called 8 of 208
        links ``most`` of which less than a fifth stood in shared passages, now 1.
    sentence_least : int
        Folded characters of a sentence that can be kept; shorter ones are the same by accident.
    word_for_word : float
        Share of the shorter clause in shared passages from which wording is called the same. Set
        by reading: below it a reader sees two texts that have sentences in common.
    pairs : PairRules
        What makes two clauses counterparts.
    sources : SourceRules
        Which counterpart is the likely source of a clause.
    amounts : AmountRules
        When two numbers are of one thing.
    links : LinkWeights
        How clauses are linked with an official text.
    controls : int
        Documents that serve as controls of a template at most; of more, so many are drawn
        (`compare.adoption.relations.draw_controls`). A rate over 60 documents moves by a few
        hundredths when others are drawn.
    items_there : float
        Of a codebook's own headings, the share that a fetched page must hold to be the document. A
        page of another document holds hardly any, the document itself most of them, some reworded.
    """

    version: str = VERSION
    tokens: str = "char"
    ngram: int = 2
    weights: Weights = field(default_factory=Weights)
    full: float = 0.25
    cue_half: float = 0.5
    taken_over: float = 0.40
    actions: ActionWeights = field(default_factory=ActionWeights)
    action_half: float = 1.50
    action: float = 0.5
    changes: ChangeRules = CHANGE_RULES
    sentence_kept: float = 0.5
    sentence_least: int = 8
    word_for_word: float = 0.8
    pairs: PairRules = PAIR_RULES
    sources: SourceRules = field(default_factory=SourceRules)
    amounts: AmountRules = field(default_factory=AmountRules)
    links: LinkWeights = field(default_factory=LinkWeights)
    controls: int = 60
    items_there: float = 0.6


RULES = Rules()
