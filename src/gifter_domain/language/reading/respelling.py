"""Respelling: repairs misspelt words of refusal and allergens before a request is read.

A misspelt refusal would make the refused thing a wish, so these few words are repaired without a
catalogue. The first letter is taken to be right.
"""

import re
from functools import cache, lru_cache

from gifter_domain.language.lexicons import lexicon_of
from gifter_domain.language.reading.text import Text, words_of
from gifter_domain.language.spelling import slips

_SHORTEST = 5  # letters
_TWO_SLIPS_FROM = 9
_SHORTEST_READ = 7  # letters; shorter words have too many neighbours
_ENDINGS = ("", "s", "es", "ed", "d", "er", "ers", "ing", "ly", "'s", "e", "n", "en", "r")
_GIFTS = ("present", "presents", "gift", "gifts", "geschenk", "geschenke")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ALLERGY = re.compile(r"(?:al|al{3,})erg(?=i|y|e)")


def respell(text: Text, language: str) -> None:
    """Repairs the words of the text in place; each keeps its place in the original."""
    for word in reversed(words_of(text.plain)):
        meant = _meant(word.text, language)
        if meant == word.text:
            continue
        last = word.end - word.start - 1
        shift = len(meant) - len(word.text)
        places = [text.places[word.start + min(at, last)] for at in range(len(meant))]
        places[-1] = text.places[word.end - 1]
        text.plain = text.plain[: word.start] + meant + text.plain[word.end :]
        text.places[word.start : word.end] = places
        text.taken[word.start : word.end] = [False] * len(meant)
        text.hidden = [
            (start + (start > word.start) * shift, end + (end > word.start) * shift)
            for start, end in text.hidden
        ]
        if meant in _GIFTS:  # no word to search with
            text.hide(word.start, word.start + len(meant))


@lru_cache(maxsize=4096)
def _meant(word: str, language: str) -> str:
    """Returns the word that is meant, or the word itself."""
    if variant := lexicon_of(language).data["variants"].get(word):
        return str(variant)
    if "erg" in word and _ALLERGY.search(word):  # also in compounds
        word = _ALLERGY.sub("allerg", word)
    if len(word.translate(_UMLAUTS)) < _SHORTEST or not word.isalpha():
        return word
    key = word.translate(_UMLAUTS)
    for target, known in _targets(language).items():
        if key == known:
            return target
    if _is_known(word, language):
        return word
    if heard := _heard(key, language):
        return heard
    near = [target for target, known in _targets(language).items() if _is_near(key, known)]
    if near:
        return min(near, key=lambda target: slips(key, _targets(language)[target], 2))
    return _nearest_read(word, language)


_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("sch|sh"), "x"),
    (re.compile("c(?=o?[eiy])|[dt][sz]|z|ß"), "s"),
    (re.compile("ck|ch|[cq]"), "k"),
    (re.compile("j"), "g"),
    (re.compile("(?<!^)[hw]|gh"), "a"),
    (re.compile("[aeiouyäöü]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("(?<=..)a$"), ""),
)
_FEWEST_SOUNDS = 5


def _heard(key: str, language: str) -> str | None:
    """Returns the word to repair that sounds like this one: "elergic", "penuts"."""
    sound = _sound(key, language)
    alike = [
        (slips(key, known, 3), target)
        for target, known in _targets(language).items()
        if len(sound) >= _FEWEST_SOUNDS
        and _sound(known, language) == sound
        and not key.endswith(known)  # "eiallergie" is a compound
    ]
    most = 3 if len(key) >= _TWO_SLIPS_FROM else 2
    return min((found for found in alike if found[0] <= most), default=(0, None))[1]


_ALLERGENS = {
    "en": ("nut", "nuts", "peanut", "peanuts", "egg", "eggs", "milk", "dairy", "soy", "fish",
           "wheat", "gluten", "sesame", "shellfish", "cashew", "almond"),
    "de": ("nuss", "nüsse", "erdnuss", "ei", "eier", "milch", "soja", "fisch", "weizen", "sesam",
           "haselnuss", "walnuss", "mandel", "laktose"),
}  # fmt: skip


def nearest_allergen(word: str, language: str) -> str:
    """Returns the allergen that sounds or looks like a word before "allergy", or the word."""
    both = (*_ALLERGENS[language], *_ALLERGENS["en"])
    sound = _sound(word, language)
    return next(
        (known for known in both if _sound(known, language) == sound and slips(word, known, 2) < 3),
        word,
    )


@lru_cache(maxsize=4096)
def _sound(word: str, language: str) -> str:
    """Returns the consonants of a word by their sound, with "a" for each run of vowels."""
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    return word.replace("d", "t").replace("b", "p") if language == "de" else word


def _nearest_read(word: str, language: str) -> str:
    """Returns the only word of the lexicon's phrases that is one slip away, or the word itself."""
    if len(word) < _SHORTEST_READ or _may_be_right(word, language):
        return word
    lengths = range(len(word) - 1, len(word) + 2)
    near = [
        other
        for length in lengths
        for other in _read_by_size(language).get((word[0], length), ())
        if slips(word, other, 1) == 1
    ]
    return near[0] if len(near) == 1 else word


def _may_be_right(word: str, language: str) -> bool:
    """Returns True if the lexicon has the word in any form."""
    lexicon = lexicon_of(language)
    forms = {word.removesuffix(end) for end in _ENDINGS} | {f"{word}{end}" for end in _ENDINGS}
    return not forms.isdisjoint(lexicon.read_words) or any(
        word[:size] in lexicon.beginnings for size in range(_SHORTEST_READ - 1, len(word) + 1)
    )


@cache
def _read_by_size(language: str) -> dict[tuple[str, int], list[str]]:
    """Returns the words of phrases by their first letter and their length."""
    by_size: dict[tuple[str, int], list[str]] = {}
    lexicon = lexicon_of(language)
    for word in sorted(lexicon.read_words - {*lexicon.data["alike"].split()}):
        if len(word) >= _SHORTEST_READ - 1:
            by_size.setdefault((word[0], len(word)), []).append(word)
    return by_size


def _is_near(key: str, known: str) -> bool:
    if key[0] != known[0] or abs(len(key) - len(known)) > 2:
        return False
    most = 2 if min(len(key), len(known)) >= _TWO_SLIPS_FROM else 1
    return slips(key, known, most) <= most


def _is_known(word: str, language: str) -> bool:
    """Returns True if the lexicon has the word, or it is a common word that looks alike."""
    lexicon = lexicon_of(language)
    if word in lexicon.frequent or word in lexicon.data["alike"].split():
        return True
    tables = ("relationships", "occasions")
    return any(lexicon.phrases(table).code_of(word) for table in tables)


@cache
def _targets(language: str) -> dict[str, str]:
    """Returns the words to repair, each with its form without umlauts."""
    return {word: word.translate(_UMLAUTS) for word in lexicon_of(language).data["vital"].split()}
