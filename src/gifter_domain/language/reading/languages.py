"""The language of a text, by a vote of its frequent words."""

import re
from collections import Counter

from gifter_domain.language.lexicons import LANGUAGES, lexicon_of, telling_words
from gifter_domain.language.reading.text import Text, words_of

_DEFAULT = "en"


_GERMAN_ENDINGS = re.compile(
    r"[a-zäöüß]{4,}(?:ung|ungen|keit|heit|schaft|erin|innen|lich|isch|enz|chen|schen|iert|all?ergie)(?!\w)"
)


_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "zh": "\u3400-\u9fff",
    "ru": "\u0400-\u052f",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
_BY_SCRIPT = {code: re.compile(f"[{letters}]") for code, letters in _SCRIPTS.items()}
_LATIN = re.compile(r"[a-zäöüß]")


def _by_script(plain: str) -> str | None:
    """Returns the language of most letters of another script; None if most are Latin.

    Japanese also has Chinese letters, so any kana decides.
    """
    if plain.isascii():
        return None
    counts = {code: len(letters.findall(plain)) for code, letters in _BY_SCRIPT.items()}
    if sum(counts.values()) <= len(_LATIN.findall(plain)):
        return None
    return "ja" if counts["ja"] else max(counts, key=lambda code: counts[code])


_CLEAR = 6  # votes ahead of the next language


def language_of(text: Text, original: str) -> tuple[str, bool]:
    """Returns the code of the language, English if no word tells, and if the vote is clear.

    A word counts for each language that has it, the less the more languages have it. Names of
    occasions and relationships count for the languages that are read.
    """
    if script := _by_script(text.plain):
        return script, True
    votes, size = _votes(text, original)
    best, most = votes.most_common(1)[0]
    read = max(votes[code] for code in LANGUAGES)
    is_clear = most > read + 10 and most >= 3 * size
    if best not in LANGUAGES and not is_clear:
        best = max(LANGUAGES, key=lambda code: votes[code])
    others = (votes[code] for code in votes if code != best)
    return best, votes[best] >= max(others, default=0) + _CLEAR


def _votes(text: Text, original: str) -> tuple[Counter[str], int]:
    """Returns the votes for each language, and the number of words."""
    votes: Counter[str] = Counter({_DEFAULT: 0})
    words = [word.text for word in words_of(text.plain) if not word.is_mark]
    for word in words:
        known = [code for code, frequent in telling_words().items() if word in frequent]
        for code in known:
            votes[code] += 12 // len(known)
    for code in LANGUAGES:
        for table in ("occasions", "relationships", "states"):
            votes[code] += 5 * len(lexicon_of(code).phrases(table).find(text.plain))
    votes["de"] += 5 * len(_GERMAN_ENDINGS.findall(text.plain))
    inner = [word for word in original.split()[1:] if word[:1].isalpha()]
    capitals = [word for word in inner if word[0].isupper() and not word.isupper()]
    if 3 * len(capitals) > len(inner):  # German nouns begin with a capital letter
        votes["de"] += 6
    if any(letter in text.plain for letter in "äöüß"):
        votes["de"] += 6
    return votes, len(words)
