"""The ages that a product is made for, in years: by numbers, or by words such as "toddler"."""

import re
from collections.abc import Sequence

from gifter_domain.catalogue.traits.lexicon import Lexicon
from gifter_domain.catalogue.traits.tokens import Word, words_of

OPEN = 99
GROWN_UP = 18
Ages = tuple[int, int]
_MOST_WORDS = 3
DESCRIPTIONS = frozenset({"short_description", "description", "specs"})
_NOT_BY_TAGS = frozenset({"teen", "tween"})
_REACH = 3  # words between "for" and "children"
_WORDS = (
    ("null", "zero"), ("ein", "einem", "eins", "one"), ("zwei", "two"), ("drei", "three"),
    ("vier", "four"), ("fünf", "five"), ("sechs", "six"), ("sieben", "seven"), ("acht", "eight"),
    ("neun", "nine"), ("zehn", "ten"), ("elf", "eleven"), ("zwölf", "twelve"),
    ("dreizehn", "thirteen"), ("vierzehn", "fourteen"), ("fünfzehn", "fifteen"),
    ("sechzehn", "sixteen"), ("siebzehn", "seventeen"), ("achtzehn", "eighteen"),
)  # fmt: skip
_NUMBERS = {word: number for number, words in enumerate(_WORDS) for word in words}
_N = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_MONTHS = r"(?P<unit>months?|mths?|m\b|monaten?|monate)"
_YEARS = r"(?:years?|yrs?|jahren?|jahre)"
_TO = r"\s?(?:-|–|to|bis|and|und)\s?"
_UP = r"(?:(?:and|&|or|und)\s(?:up|over|above|older|upwards?|beyond|älter|mehr))"
_PLUS = r"(?:\+(?=\s*(?:[.,;)]|$|years?|yrs|jahre)))"
# Before "3+": the start of a statement, or a word that introduces an age. "UMF 15+" is none.
_INTRODUCTION = r"(?:for|from|suitable|recommended|kids|children|ab|für|players)"
_BARE = rf"(?:^|(?<=[.,;:(|·•/>–-])\s?|(?<=\s){_INTRODUCTION}\s)"
_AGE = r"(?:ages?|aged|suitable from|suitable for ages?|alter)[:\s]\s?(?:from\s)?"


def _patterns(*patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns]


_RANGES = _patterns(
    rf"\b{_AGE}{_N}{_TO}{_N}\b\s?{_MONTHS}?",
    rf"\b(?:for|für|from|von)\s(\d{{1,2}}){_TO}(\d{{1,2}})[\s-](?:year|jahre?|jährige?|{_MONTHS})",
    rf"\b{_N}{_TO}{_N}\s?-?(?:years?[- ]olds?|jährige|{_MONTHS})",
    rf"\b(\d{{1,2}}){_TO}(\d{{1,2}})\s?{_YEARS}\b(?P<unit>)",
)
_FLOORS = _patterns(
    rf"\b{_AGE}{_N}\s?{_MONTHS}?\s?(?:{_YEARS}\s?)?(?:\+|{_UP})",
    rf"\b{_N}\s?{_MONTHS}?\s?{_YEARS}?\s?{_UP}",
    rf"\b{_N}\s?{_YEARS}\s?{_PLUS}",
    rf"{_BARE}{_N}\s?{_MONTHS}?\s?{_PLUS}",
    rf"\bab\s(?:ca\.?\s)?{_N}\s(?:{_YEARS}|{_MONTHS})",
    rf"\b(?:from|over)\s(?:age\s)?{_N}\s(?:{_YEARS}|{_MONTHS})\b",
    rf"\b(?:from|ab)\sage\s{_N}\s?{_MONTHS}?",
    rf"\b(?:ages?|aged)\s{_N}\b\s?{_MONTHS}?",
)
_FROM_BIRTH = re.compile(
    r"\b(?:from birth|from newborn|birth\s?\+|ab (?:der )?geburt|von geburt an|0\s?m\+"
    r"|newborn\s?\+)",
    re.IGNORECASE,
)
_NOT_SUITABLE = re.compile(
    r"\b(?:not suitable|unsuitable|not recommended|not intended|nicht geeignet|nicht für)[^.;]*",
    re.IGNORECASE,
)
# A time that something takes or lasts: "first crop in 6-12 months".
_DURATION = re.compile(
    r"\b(?:in|within|after|every|lasts?|takes?|valid|up to|keeps|guarantee\w*|binnen|innerhalb|nach"
    r"|gültig|hält)\s(?:[a-zäöü]+\s){0,2}\d{1,2}(?:\s?(?:-|–|to|bis)\s?\d{1,2})?\s?-?"
    r"(?:months?|years?|monat\w*|jahr\w*)",
    re.IGNORECASE,
)
_STAGES: tuple[tuple[str, Ages], ...] = (
    ("baby", (0, 2)),
    ("toddler", (1, 3)),
    ("preschool", (3, 5)),
    ("tween", (9, 12)),
    ("teen", (13, 17)),
    ("child", (3, 10)),
)
_KINDS: tuple[tuple[str, Ages], ...] = (("small_kinds", (1, 5)), ("young_kinds", (3, 8)))


def stated_ages(text: str) -> tuple[Ages, tuple[int, int]] | None:
    """Returns the ages that a text states in numbers, and the span that states them."""
    for unrelated in (_NOT_SUITABLE, _DURATION):
        text = unrelated.sub(lambda found: " " * len(found[0]), text)
    for pattern in _RANGES:
        if found := pattern.search(text):
            low, high = (_years(found[group], found["unit"]) for group in (1, 2))
            if low <= high:
                return (low, high), found.span()
    if found := _FROM_BIRTH.search(text):
        return (0, 2), found.span()
    for pattern in _FLOORS:
        if found := pattern.search(text):
            return (_years(found[1], found["unit"]), OPEN), found.span()
    return None


def _years(number: str, unit: str | None) -> int:
    value = int(number) if number.isdigit() else _NUMBERS[number.lower()]
    return value // 12 if unit else value


def ages_by_words(
    lexicon: Lexicon, text: str, field: str, *, is_for_children: bool
) -> tuple[Ages, tuple[int, int]] | None:
    """Returns the ages of the stage of life that a text names.

    A description names many in passing, so that there a word such as "for" must stand before it,
    except in a toy's. Tags say that teenagers like it, which does not make it for them alone.
    """
    words = _without(lexicon, "no_age", words_of(text, lexicon.language))
    is_label = field not in DESCRIPTIONS or is_for_children
    stages = [each for each in _STAGES if field != "tags" or each[0] not in _NOT_BY_TAGS]
    return _first(lexicon, stages, words if is_label else _addressed(lexicon, words))


def names_grown_ups(lexicon: Lexicon, text: str) -> bool:
    return _find(lexicon, "not_only", words_of(text, lexicon.language)) is not None


def _addressed(lexicon: Lexicon, words: Sequence[Word]) -> list[Word]:
    """Returns the words that stand shortly after a word that addresses them."""
    starts = [at for at in range(len(words)) if _length(lexicon, "for", words, at)]
    reach = {at + step for at in starts for step in range(_REACH + 1)}
    return [word for at, word in enumerate(words) if at in reach]


def ages_by_kind(lexicon: Lexicon, text: str) -> tuple[Ages, tuple[int, int]] | None:
    """Returns the usual ages for a kind of toy or book that only children get."""
    return _first(lexicon, _KINDS, words_of(text, lexicon.language))


def _first(
    lexicon: Lexicon, stages: Sequence[tuple[str, Ages]], words: Sequence[Word]
) -> tuple[Ages, tuple[int, int]] | None:
    for stage, ages in stages:
        if (word := _find(lexicon, stage, words)) is not None:
            return ages, (word.start, word.end)
    return None


def _find(lexicon: Lexicon, stage: str, words: Sequence[Word]) -> Word | None:
    """Returns the first word of the first phrase that a list of ages has."""
    return next((word for at, word in enumerate(words) if _length(lexicon, stage, words, at)), None)


def _length(lexicon: Lexicon, stage: str, words: Sequence[Word], at: int) -> int:
    """Returns the number of words of the phrase that begins at `at`, or 0."""
    if words[at].folded not in lexicon.first_words_of_ages[stage]:
        return 0
    phrases = lexicon.ages[stage]
    folded = tuple(word.folded for word in words[at : at + _MOST_WORDS])
    return next((size for size in range(len(folded), 0, -1) if folded[:size] in phrases), 0)


def _without(lexicon: Lexicon, stage: str, words: Sequence[Word]) -> list[Word]:
    """Returns the words without the phrases of a list: "baby alpaca" is no baby."""
    kept, at = [], 0
    while at < len(words):
        length = _length(lexicon, stage, words, at)
        kept += [] if length else [words[at]]
        at += length or 1
    return kept
