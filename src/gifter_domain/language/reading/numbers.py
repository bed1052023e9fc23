"""Numbers in digits and in words: "1'200", "1.5", "twenty five", "fünfundzwanzig"."""

import re
from decimal import Decimal

_DIGITS = (
    r"\d{1,2}(?: 1[/⁄]2|1⁄2)(?!\d)|"
    r"\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)"
    r"|\d{1,9}(?:[.,]\d{1,2}(?!\d))?"
)
_EN_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DE_SMALL = """
null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
sechzehn siebzehn achtzehn neunzehn
"""
_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"


def _values(small: str, tens: str) -> dict[str, int]:
    units = {word: value for value, word in enumerate(small.split())}
    return units | {word: 20 + 10 * at for at, word in enumerate(tens.split())}


_EN = _values(_EN_SMALL, _EN_TENS)
_DE = _values(_DE_SMALL, _DE_TENS) | {
    "ein": 1, "zwo": 2, "fuenf": 5, "zwoelf": 12, "fuenfzehn": 15, "dreissig": 30, "fuenfzig": 50,
}  # fmt: skip
_DE_HALVES = {"anderthalb": Decimal("1.5")} | {
    f"{word}einhalb": Decimal(size) + Decimal("0.5") for word, size in _DE.items() if 0 < size < 10
}
_SCALES = {"hundred": 100, "thousand": 1000, "hundert": 100, "tausend": 1000, "dozen": 12}


def pattern(language: str) -> str:
    """Returns the regular expression of a number, without groups that capture."""
    if language == "de":
        halves = "|".join(_DE_HALVES)
        part = "|".join(sorted({*_DE, "und", "hundert", "tausend"}, key=len, reverse=True))
        words = rf"(?<!\w)(?!ein(?!\w)|und)(?:{part})+(?!\w)"
        words = rf"(?<!\w)(?:{halves})(?:tausend|hundert)?(?!\w)|{words}"
        return rf"(?:{_DIGITS}|{words}|(?<!\w)(?:ein )?hundert(?!\w)|(?<!\w)(?:ein )?tausend(?!\w))"
    units = "|".join(word for word, size in _EN.items() if 0 < size < 10)
    teens = "|".join(word for word, size in _EN.items() if 10 <= size < 20)
    tens = "|".join(word for word, size in _EN.items() if size >= 20)
    big = rf"(?:{units})[ -]oh?(?!\w)|"  # "the big four-oh"
    small = rf"(?:{big}(?:{tens})(?:[ -](?:{units})(?!\w))?|{teens}|{units})(?!\w)"
    hundreds = rf"(?:(?:a couple of |a |{small} )?hundred(?: (?:and )?{small})?|{small})(?!\w)"
    words = (
        rf"(?<!\w)(?:(?:a |{hundreds} )?thousand(?: (?:and )?{hundreds})?|{hundreds}|a dozen)(?!\w)"
    )
    return rf"(?:{_DIGITS}|{words})"


_ANY = re.compile("|".join((r"\d", "jähr", "halb", *({*_EN, *_DE, *_SCALES} - {"ein", "null"}))))


def has_number(text: str) -> bool:
    """Returns False if a folded text certainly contains no number: a fast test."""
    return _ANY.search(text) is not None


def value(text: str) -> Decimal | None:
    """Returns the value of a number in digits or words, or None if it is not a number."""
    if text.endswith(("1/2", "1⁄2")):
        return Decimal(text[:-3].strip()) + Decimal("0.5")
    if text[:1].isdigit():
        return _written(text)
    if "halb" in text:
        return _with_half(text)
    if text.replace("ein ", "").replace(" ", "").isalpha() and (german := _german(text)):
        return Decimal(german)
    return _english(text)


def whole(text: str) -> int | None:
    """Returns the whole number that the text is, or None."""
    number = value(text)
    return int(number) if number is not None and number == int(number) else None


def _written(text: str) -> Decimal:
    """Reads `1,250.50`, `1.250,50`, `1'250` or `1,5`; one or two last digits are decimals."""
    *parts, last = re.split("[.,' ]", text)
    if not parts or len(last) > 2:
        return Decimal("".join((*parts, last)))
    return Decimal(f"{''.join(parts)}.{last}")


def _with_half(text: str) -> Decimal | None:
    """Reads "anderthalb", "zweieinhalbtausend"."""
    scale = next((scale for scale in ("tausend", "hundert") if text.endswith(scale)), "")
    half = _DE_HALVES.get(text.removesuffix(scale))
    return None if half is None else half * _SCALES.get(scale, 1)


def _english(text: str) -> Decimal | None:
    total = part = 0
    for word in re.split("[ -]+", text):
        if word in _EN:
            part += _EN[word]
        elif word in ("o", "oh"):
            part *= 10
        elif word == "couple":
            part = 2
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word in _SCALES:
            part = max(part, 1) * _SCALES[word]
        elif word not in ("and", "a", "of"):
            return None
    return Decimal(total + part) if total + part else None


def _german(text: str) -> int | None:
    compact = text.replace(" ", "")
    for scale in ("tausend", "hundert"):
        before, found, after = compact.partition(scale)
        if found:
            times = _german(before) if before else 1
            rest = _german(after.removeprefix("und")) if after else 0
            return None if times is None or rest is None else times * _SCALES[scale] + rest
    if compact in _DE:
        return _DE[compact]
    unit, found, ten = compact.partition("und")
    if found and unit in _DE and ten in _DE:
        return _DE[unit] + _DE[ten]
    return None
