"""Amounts of money in a text: a number with a currency ("£40"), slang ("two tenners")."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gifter_domain.language.lexicons import Lexicon, lexicon_of, source
from gifter_domain.language.reading import numbers

_HALF = Decimal("0.5")
_SINGLE = re.compile(r"(?<!\w)(?:an?|einen?|nen) (?:pound|quid|euro|dollar|buck)")
_SCALES = {"hundred": 100, "hundert": 100, "lakh": 10**5, "lac": 10**5, "crore": 10**7}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text; `unit` is a currency, "$" for any dollar, "" for slang without one."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    has_plus: bool = False
    is_vague: bool = False  # "forty-odd"


def amounts_in(plain: str, lexicon: Lexicon) -> list[Amount]:
    """Returns the numbers and the slang amounts of a text, also numbers that are no money."""
    if not (
        numbers.has_number(plain) or _slang(lexicon.language).search(plain) or _SINGLE.search(plain)
    ):
        return []
    found = [_amount(match, lexicon) for match in _pattern(lexicon.language).finditer(plain)]
    return [amount for amount in found if amount is not None]


def _amount(match: re.Match[str], lexicon: Lexicon) -> Amount | None:
    if match["slang"]:
        return _slang_amount(match, lexicon)
    if single := match["single"]:
        return Amount(match.start(), match.end(), Decimal(1), _unit(single, lexicon))
    number = numbers.value(match["num"])
    if number is None:
        return None
    if minor := match["minor"]:
        return _of_minor(match, number, _unit(minor, lexicon, "minor_units"))
    units = [unit for unit in (match["post"], match["pre"]) if unit]
    codes = [_unit(unit, lexicon) for unit in units]
    unit = next((code for code in codes if code not in (None, "$")), codes[0] if codes else None)
    value = number + (_HALF if match["half"] else 0)
    value *= _SCALES.get(match["k"] or "", 1000 if match["k"] else 1)
    value += (numbers.value(match["cents"] or "") or 0) / Decimal(100)
    is_vague = match["odd"] is not None
    return Amount(match.start(), match.end(), value, unit, match["plus"] is not None, is_vague)


def _slang_amount(match: re.Match[str], lexicon: Lexicon) -> Amount | None:
    """Returns the amount of "two tenners"; "a tenner or two" is at most two."""
    for unit, table in lexicon.data["slang"].items():
        for value, word in table.items():
            if re.fullmatch(word, match["slang"]):
                times = 2 if match["or_two"] else _times(match["times"])
                return Amount(match.start(), match.end(), Decimal(value) * times, unit)
    return None


_ONE = 100  # pence; more are no amount: "1080p"


def _of_minor(match: re.Match[str], number: Decimal, unit: str | None) -> Amount | None:
    """Returns the amount of "75p", "fifty pence"."""
    if number >= _ONE:
        return None
    return Amount(match.start(), match.end(), number / _ONE, unit)


def _times(written: str | None) -> Decimal:
    """Returns the factor before a slang word: "two tenners", "half a grand"."""
    if written is None:
        return Decimal(1)
    return _HALF if written.startswith("half") else numbers.value(written) or Decimal(1)


def _unit(written: str, lexicon: Lexicon, table: str = "units") -> str | None:
    for code, patterns in lexicon.data[table].items():
        if any(re.fullmatch(source(pattern, ""), written) for pattern in patterns):
            return str(code)
    return None


# "two pounds fifty", "3 Euro 50 pro Kind"
_TENS = "|".join(
    f"(?:{name})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    for name in ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
)
_CENTS = (
    rf"(?:[1-9]\d|{_TENS}|(?:\w+und)?(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig"
    r"|neunzig))(?=(?: ?(?:p|pence|cents?))?(?: ?[,.;!?)]| ?$| (?:at|each|max\w*|tops|for|on|or|per"
    r"|apiece|pro|je|für|höchstens|budget|limit|jeweils)(?!\w)))"
)


@cache
def _slang(language: str) -> re.Pattern[str]:
    tables = lexicon_of(language).data["slang"].values()
    return re.compile("|".join(word for table in tables for word in table.values()))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    lexicon = lexicon_of(language)
    units = [source(unit, "") for known in lexicon.data["units"].values() for unit in known]
    units.sort(key=len, reverse=True)
    unit = "|".join(rf"(?<!\w){u}" if u[0].isalpha() or u[0] == "(" else u for u in units)
    post = "|".join(rf"{u}(?!\w)" if u[-1] != "$" and len(u) > 1 else u for u in units)
    slang = _slang(language).pattern
    minor = "|".join(unit for known in lexicon.data["minor_units"].values() for unit in known)
    number = lexicon.number
    return re.compile(
        rf"(?:(?P<times>{number}|half an?) |(?:a|an|ein|einen|nen) )?(?<!\w)"
        rf"(?P<slang>{slang})(?!\w)(?P<or_two> (?:or two|oder zwei)(?!\w))?"
        r"|(?<!\w)(?:an?|einen?|nen) (?P<single>pound|quid|euro|dollar|buck)(?!\w)(?! (?:of|more))"
        rf"|(?:(?P<pre>{unit}) ?|(?<![\w.,]))(?P<num>{number})"
        rf"(?P<half>[ -]and[ -]a[ -]half(?= ))?(?:,[-–—]{{1,2}})?"
        rf"(?: ?(?P<k>k|grand|tausend|thousand|hundred|hundert|lakh|lac|crore)s?(?!\w))?"
        rf"(?P<plus>\+)?"
        rf"(?P<odd>(?:[ -]odd|[ -]?ish)(?!\w))?"
        rf"(?: ?-?(?P<post>{post})(?: (?:and |und )?(?P<cents>{_CENTS}))?"
        rf"|(?P<minor>{minor})(?!\w))?"
        rf"(?![\w%]*\d|%)"
    )
