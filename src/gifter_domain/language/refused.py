"""Refused things: trait codes and words, read from an answer such as "leather or fur, please"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gifter_domain.language.lexicons import LANGUAGES, lexicon_of
from gifter_domain.language.reading.opinions import SUBSTANCES, code_of
from gifter_domain.language.understanding import understand

_NO = {"en": "no", "de": "kein"}
_SEPARATOR = re.compile(r"[,;/&+|\n]")
# An answer to what must not be given is never a denial: "not allergic to nuts" names nuts.
_DENIAL = re.compile(
    r"(?<!\w)(?:not|isn'?t|no longer|nicht)(?: \w+){0,2} (?:allerg|intoler)\w*(?: to)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_096)  # a taste is read again for each request
def refused_in(phrase: str) -> tuple[str, ...]:
    """Returns the codes and words that an answer refuses, with or without a word that refuses.

    "hates golf" and "golf" refuse golf. A phrase in which no thing is found refuses itself.
    """
    understood = understand(phrase, of_self=True)
    said = (*understood.excludes, *understood.owned)
    named = _things_of_parts(_DENIAL.sub("", phrase), LANGUAGES)
    codes = [code for thing in (*said, *named) for code in codes_named(thing)]
    own = understood.language if understood.supported else LANGUAGES[0]
    words = [thing for thing in said or _things_of_parts(phrase, [own]) if _is_word(thing)]
    return tuple(dict.fromkeys([*codes, *words])) or (phrase.lower(),)


def codes_named(thing: str) -> tuple[str, ...]:
    """Returns the trait codes that a refused thing names in any language: "peanut butter"."""
    whole = [code for language in LANGUAGES if (code := code_of(thing, lexicon_of(language)))]
    parts = [*_codes_of_parts(thing)]
    return tuple(dict.fromkeys([*whole[:1], *parts]))


def _codes_of_parts(thing: str) -> Iterator[str]:
    for word in re.findall(r"\w+", thing):
        codes = (code_of(word, lexicon_of(language)) for language in LANGUAGES)
        yield from (code for code in codes if code in SUBSTANCES)


def _is_word(thing: str) -> bool:
    return len(thing) > 1 and not codes_named(thing)


def _things_of_parts(phrase: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Returns the things of a list without words that refuse: "leather, fur"."""
    parts = [part for part in _SEPARATOR.split(phrase) if part.strip()]
    return tuple(
        thing
        for part in parts
        for language in languages
        for thing in understand(f"{_NO[language]} {part}", language=language, of_self=True).excludes
    )
