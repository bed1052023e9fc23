"""Ages that a text states in numbers: "ages 3-6", "ab 18 Monaten", "for third graders"."""

import re
from collections.abc import Sequence

OPEN = 99
Ages = tuple[int, int]
Span = tuple[int, int]

_WORDS = (
    ("null", "zero"), ("ein", "einem", "eins", "one"), ("zwei", "two"), ("drei", "three"),
    ("vier", "four"), ("fünf", "five"), ("sechs", "six"), ("sieben", "seven"), ("acht", "eight"),
    ("neun", "nine"), ("zehn", "ten"), ("elf", "eleven"), ("zwölf", "twelve"),
    ("dreizehn", "thirteen"), ("vierzehn", "fourteen"), ("fünfzehn", "fifteen"),
    ("sechzehn", "sixteen"), ("siebzehn", "seventeen"), ("achtzehn", "eighteen"),
)  # fmt: skip
_ORDINALS = (
    ("first", "erst"), ("second", "zweit"), ("third", "dritt"), ("fourth", "viert"),
    ("fifth", "fünft"), ("sixth", "sechst"), ("seventh", "siebt"), ("eighth", "acht"),
)  # fmt: skip
_NUMBERS = {word: number for number, words in enumerate(_WORDS) for word in words}
_NUMBERS |= {word: number for number, words in enumerate(_ORDINALS, 1) for word in words}
_N = rf"(\d{{1,2}}|{'|'.join(word for words in _WORDS for word in words)})"
_NTH = rf"(\d{{1,2}}(?=st\b|nd\b|rd\b|th\b|\.)|{'|'.join(w for each in _ORDINALS for w in each)})"
_MONTHS = r"(?P<unit>months?|mths?|m\b|monaten?|monate)"
_YEARS = r"(?:years?|yrs?|jahren?|jahre|j\b\.?)"
_TO = r"\s?(?:-|–|to|bis|and|und)\s?"
_UP = r"(?:(?:and|&|or|und)\s(?:up|over|above|older|upwards?|beyond|älter|mehr))"
_PLUS = r"(?:\+(?=\s*(?:[.,;)]|$|years?|yrs|jahre)))"
# Before "3+": the start of a statement, or a word that introduces an age. "UMF 15+" is none.
_INTRODUCTION = r"(?:for|from|suitable|recommended|kids|children|ab|für|players)"
_BARE = rf"(?:^|(?<=[.,;:(|·•/>–-])\s?|(?<=\s){_INTRODUCTION}\s)"
_AGE = (
    r"(?:ages?(?:\s(?:range|group|recommendation))?|aged|suitable from|suitable for ages?"
    r"|(?:lese)?alter(?:sgruppe|sempfehlung)?)[:\s]\s?(?:from\s|ab\s|von\s|between\s)?"
)
_LEAST = (
    r"(?:min(?:imum|\.)?\sage|mindestalter|altersempfehlung|ab dem alter von|pegi|usk|fsk)"
    r"[:\s]\s?(?:of\s|from\s|ab\s)?"
)
_CHILDREN = r"(?:kids|children|kinder|boys|girls|jungen|mädchen|readers|leser|toddlers|teens)"
_NO_MEASURE = r"(?!\s?(?:%|€|£|cm|mm|kg|g\b|ml|pieces?|teil|stück|to\b|bis\b|-|–|,\d))"


def _patterns(*patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns]


_RANGES = _patterns(
    rf"\b{_AGE}{_N}{_TO}{_N}\b\s?{_MONTHS}?",
    rf"\b(?:for|für|from|von)\s(\d{{1,2}}){_TO}(\d{{1,2}})[\s-](?:year|jahre?|jährige?|{_MONTHS})",
    rf"\b{_N}{_TO}{_N}\s?-?(?:years?[- ]olds?|yo\b|jährige|{_MONTHS})",
    rf"\b(\d{{1,2}}){_TO}(\d{{1,2}})\s?{_YEARS}\b",
    rf"\b{_CHILDREN}\s(?:(?:aged|age|of|from|between|von|zwischen|im alter von)\s)?{_N}{_TO}{_N}\b"
    rf"{_NO_MEASURE}",
)
_FLOORS = _patterns(
    rf"\b{_AGE}{_N}\s?{_MONTHS}?\s?(?:{_YEARS}\s?)?(?:\+|{_UP})",
    rf"\b{_N}\s?{_MONTHS}?\s?{_YEARS}?\s?{_UP}",
    rf"\b{_N}\s?{_YEARS}\s?{_PLUS}",
    rf"{_BARE}{_N}\s?{_MONTHS}?\s?{_PLUS}",
    rf"\bab\s(?:ca\.?\s)?{_N}\s+(?:{_YEARS}|{_MONTHS})",
    rf"\b(?:from|over)\s(?:age\s)?{_N}\s(?:{_YEARS}|{_MONTHS})\b",
    rf"\b(?:from|ab)\sage\s{_N}\s?{_MONTHS}?",
    rf"\b{_LEAST}{_N}\b\s?{_MONTHS}?",
    rf"\b(?:ages?|aged)\s{_N}\b\s?{_MONTHS}?",
    rf"\b{_CHILDREN}\s(?:from|ab|over|aged)\s{_N}\b{_NO_MEASURE}",
)
_FROM_BIRTH = re.compile(
    r"\b(?:from birth|from newborn|birth\s?\+|ab (?:der )?geburt|von geburt an|0\s?m\+"
    r"|newborn\s?\+)",
    re.IGNORECASE,
)
# One age as an example: "for a 3-year-old", "für Fünfjährige".
_EXAMPLES = _patterns(
    rf"\b(?:for|für)\s(?:(?:a|an|any|your|the|ein\w*|dein\w*)\s)?{_N}[\s-]?"
    r"(?:year[\s-]olds?|yr[\s-]olds?|jährige\w*)"
)
_BELOW = _patterns(rf"\b(?:for|für)\s(?:the\s|children\s|kids\s|kinder\s)?(?:under|unter)[\s-]{_N}")
_GRADES = _patterns(
    rf"\b{_NTH}(?:st|nd|rd|th)?[\s-]grade(?:rs?)?\b",
    rf"\b(?:für|in|ab|zur)\s(?:die\s|der\s)?{_NTH}\.?e?r?\sklasse\b",
    rf"\b{_NTH}klässler",
)
_GRADE_RANGE = re.compile(r"\bgrades\s(k|\d{1,2})\s?(?:-|–|to)\s?(\d{1,2})\b", re.IGNORECASE)
_KEY_STAGE = re.compile(r"\b(?:ks|key stage)\s?([1-4])\b", re.IGNORECASE)
_OF_KEY_STAGE: dict[str, Ages] = {"1": (5, 7), "2": (7, 11), "3": (11, 14), "4": (14, 16)}
_BEFORE_GRADE = 5  # the age of a pupil is that of the grade and these years
_BIRTHDAY = re.compile(
    rf"\b{_NTH}(?:st|nd|rd|th|\.|en|er)?\s(?:birthday|geburtstag)", re.IGNORECASE
)
_NOT_SUITABLE = re.compile(
    r"\b(?:not suitable|unsuitable|not recommended|not intended|not for|nicht geeignet|nicht für"
    r"|warning|achtung)\b[^.;]*",
    re.IGNORECASE,
)
# A time that something takes or lasts: "first crop in 6-12 months".
_DURATION = re.compile(
    r"\b(?:in|within|after|every|lasts?|takes?|valid|up to|keeps|guarantee\w*|binnen|innerhalb|nach"
    r"|gültig|hält)\s(?:[a-zäöü]+\s){0,2}\d{1,2}(?:\s?(?:-|–|to|bis)\s?\d{1,2})?\s?-?"
    r"(?:months?|years?|monat\w*|jahr\w*)",
    re.IGNORECASE,
)


def stated_ages(text: str) -> tuple[Ages, Span] | None:
    """Returns the ages that a text states in years or months, and the span that states them."""
    text = _blanked(_DURATION, without_unsuitable(text))
    return _range(text) or _floor(text)


def suggested_ages(text: str) -> tuple[Ages, Span] | None:
    """Returns the ages that a text suggests by an example or a school year."""
    text = _blanked(_DURATION, without_unsuitable(text))
    return _example(text) or _school(text)


def without_unsuitable(text: str) -> str:
    """Returns a text with blanks for warnings: "not suitable for children under 3"."""
    return _blanked(_NOT_SUITABLE, text)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)


def birthday_in(title: str) -> tuple[Ages, Span] | None:
    """Returns the age of the birthday that a title names: "First Birthday Keepsake"."""
    found = _BIRTHDAY.search(title)
    return ((age := _number(found[1]), age), found.span()) if found else None


def _range(text: str) -> tuple[Ages, Span] | None:
    for pattern in _RANGES:
        if found := pattern.search(text):
            low, high = (_years(found, group) for group in (1, 2))
            if low <= high:
                return (low, high), found.span()
    return None


def _floor(text: str) -> tuple[Ages, Span] | None:
    if found := _FROM_BIRTH.search(text):
        return (0, 2), found.span()
    if found := _first(_FLOORS, text):
        return (_years(found, 1), OPEN), found.span()
    return None


def _example(text: str) -> tuple[Ages, Span] | None:
    if found := _first(_EXAMPLES, text):
        age = _number(found[1])
        return (max(0, age - 1), age + 1), found.span()
    if found := _first(_BELOW, text):
        return (0, max(0, _number(found[1]) - 1)), found.span()
    return None


def _school(text: str) -> tuple[Ages, Span] | None:
    """Returns the ages of pupils by their grade or key stage."""
    if found := _KEY_STAGE.search(text):
        return _OF_KEY_STAGE[found[1]], found.span()
    if found := _GRADE_RANGE.search(text):
        low = 0 if found[1].lower() == "k" else int(found[1])
        return (low + _BEFORE_GRADE, int(found[2]) + _BEFORE_GRADE + 1), found.span()
    if found := _first(_GRADES, text):
        age = _number(found[1]) + _BEFORE_GRADE
        return (age, age + 1), found.span()
    return None


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.search(text))), None)


def _years(found: re.Match[str], group: int) -> int:
    value = _number(found[group])
    return value // 12 if found.groupdict().get("unit") else value


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS[written.lower()]
