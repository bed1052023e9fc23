"""The ages that a product is made for by words such as "toddler", or by its kind."""

from collections.abc import Sequence

from gifter_domain.catalogue.traits.lexicon import Lexicon
from gifter_domain.catalogue.traits.stated_ages import Ages, Span
from gifter_domain.catalogue.traits.tokens import Word, words_of

GROWN_UP = 18
_MOST_WORDS = 3
DESCRIPTIONS = frozenset({"short_description", "description", "specs"})
_NOT_BY_TAGS = ("teen", "tween")
_REACH = 3  # words between "for" and "children"
_ACTS_WITHIN = 2  # words from "children" to "will love"
_STAGES: tuple[tuple[str, Ages], ...] = (
    ("baby", (0, 2)),
    ("toddler", (1, 3)),
    ("preschool", (3, 5)),
    ("tween", (9, 12)),
    ("teen", (13, 17)),
    ("pupil", (6, 11)),
    ("child", (3, 10)),
)
_KINDS: tuple[tuple[str, Ages], ...] = (
    ("small_kinds", (1, 5)),
    ("young_kinds", (3, 8)),
    ("school_kinds", (5, 11)),
)


def ages_by_words(
    lexicon: Lexicon, text: str, field: str, *, is_for_children: bool
) -> tuple[Ages, Span] | None:
    """Returns the ages of the stage of life that a text names.

    A description names many in passing, so that there a word such as "for" must stand before it, or
    one such as "will love" after it, except in a toy's. Tags say that teenagers like it, which does
    not make it for them alone.
    """
    words = _without(lexicon, "no_age", words_of(text, lexicon.language))
    if field == "tags" and any(_find(lexicon, stage, words) for stage in _NOT_BY_TAGS):
        return None  # "for teenagers who draw, for young artists"
    is_label = field not in DESCRIPTIONS or is_for_children
    return _first(lexicon, _STAGES, words if is_label else _addressed(lexicon, words))


def names_grown_ups(lexicon: Lexicon, text: str) -> bool:
    return _find(lexicon, "not_only", words_of(text, lexicon.language)) is not None


def names_pets(lexicon: Lexicon, text: str) -> bool:
    return _find(lexicon, "pets", words_of(text, lexicon.language)) is not None


def _addressed(lexicon: Lexicon, words: Sequence[Word]) -> list[Word]:
    """Returns the words shortly after one that addresses them, or before one that they do."""
    starts = [at for at in range(len(words)) if _length(lexicon, "for", words, at)]
    acts = [at for at in range(len(words)) if _length(lexicon, "does", words, at)]
    reach = {at + step for at in starts for step in range(_REACH + 1)}
    reach |= {at - step for at in acts for step in range(1, _ACTS_WITHIN + 1)}
    return [word for at, word in enumerate(words) if at in reach]


def ages_by_kind(lexicon: Lexicon, text: str) -> tuple[Ages, Span] | None:
    """Returns the usual ages for a kind of toy or book that only children get."""
    return _first(lexicon, _KINDS, words_of(text, lexicon.language))


def _first(
    lexicon: Lexicon, stages: Sequence[tuple[str, Ages]], words: Sequence[Word]
) -> tuple[Ages, Span] | None:
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
