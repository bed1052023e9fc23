"""Words of labels and readings, made comparable: stems, and concepts of refused things."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files

from gifter_domain.evaluation.found import Counts

_WORD = re.compile(r"\w+")
_ROUNDS = 3  # "bakeries" loses more than one ending
_SHORTEST = 3
_SAME_BEGINNING = 4
# Endings cut more than the stemmer of searches does: a label "baking" accepts the reading "baker".
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("ings", "ing", "iers", "ier", "ers", "er", "ies", "ied", "ed", "es", "s", "e", "y"),
    "de": ("ungen", "ung", "erin", "ern", "em", "en", "er", "es", "e", "n", "s", "t"),
}


def stems(items: Iterable[str], language: str) -> set[str]:
    """Returns the stems of all words of the items."""
    return {
        _stem(word, language)
        for item in items
        for word in _WORD.findall(_plain(item).replace("'s", ""))
    }


def concepts(items: Iterable[str], language: str) -> set[str]:
    """Returns the concepts of refused things; a thing without one becomes its stems."""
    return {_concept(item, language) for item in items}


def matched(labelled: AbstractSet[str], said: AbstractSet[str]) -> Counts:
    """Returns the counts of stems, where one that begins another counts as the same."""
    found = sum(any(_is_same(one, other) for other in said) for one in labelled)
    right = sum(any(_is_same(one, other) for other in labelled) for one in said)
    return Counts(right, len(said) - right, len(labelled) - found, found)


def _is_same(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SAME_BEGINNING:
        return one == other
    return one.startswith(other) or other.startswith(one)


def _concept(item: str, language: str) -> str:
    known = _concepts_of_words()
    whole = _plain(item)
    words = _WORD.findall(whole)
    named = [known[name] for name in (whole, *words) if name in known]
    return named[0] if named else " ".join(sorted(_stem(word, language) for word in words))


@cache
def _concepts_of_words() -> Mapping[str, str]:
    file = files("gifter_domain.evaluation.gold").joinpath("concepts.toml")
    listed: dict[str, str] = tomllib.loads(file.read_text("utf-8"))
    return {word: concept for concept, words in listed.items() for word in words.split()}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def _stem(word: str, language: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    stem = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    for _ in range(_ROUNDS):
        ending = next((end for end in _ENDINGS[language] if _may_lose(stem, end)), None)
        if ending is None:
            break
        stem = stem[: -len(ending)]
    is_doubled = len(stem) > _SHORTEST and stem[-1] == stem[-2]
    return stem[:-1] if is_doubled else stem


def _may_lose(stem: str, ending: str) -> bool:
    return stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST
