"""The budget that a text speaks of: "under £40", "£20–£50", "about 15 quid", "max 25"."""

import re
from decimal import Decimal

from gifter_domain.shared.money import MINOR_DIGITS, Budget

ABOUT = Decimal("0.3")  # "about £15" allows this much to either side
_MOST = 10**12  # minor units; what is beyond is no price

_UNITS = {
    "£": "GBP", "quid": "GBP", "pound": "GBP", "pounds": "GBP", "gbp": "GBP",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "¥": "JPY", "yen": "JPY", "jpy": "JPY", "₹": "INR", "rupees": "INR", "inr": "INR",
    "chf": "CHF", "francs": "CHF", "usd": "USD", "cad": "CAD", "aud": "AUD", "nzd": "NZD",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "zar": "ZAR",
}  # fmt: skip
_DOLLARS = {"$", "dollar", "dollars", "bucks"}
_DOLLAR_CURRENCIES = {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}
_NUMBER_WORDS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty five": 25, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "a hundred": 100, "one hundred": 100, "two hundred": 200,
}  # fmt: skip
_SLANG = {"fiver": 5, "tenner": 10}

_SYMBOL = r"[£€$¥₹]"
_UNIT_WORD = "|".join(sorted((u for u in (*_UNITS, *_DOLLARS) if u.isalpha()), key=len)[::-1])
_UNIT = rf"(?:{_SYMBOL}|(?:{_UNIT_WORD})\b)"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len)[::-1])


def _amount(n: str) -> str:
    """A pattern for one amount, its unit in front or behind or (where allowed) missing."""
    return (
        rf"(?:(?P<pre{n}>{_UNIT})\s?)?(?P<num{n}>{_NUMBER}|\b(?:{_WORDS})\b|\b(?:a\s)?(?:fiver|tenner)\b)"
        rf"(?P<k{n}>k\b)?(?:\s?(?P<post{n}>{_UNIT}))?"
    )


_LESS = (
    r"under|below|less than|no more than|not more than|at most|up to|upto|max(?:imum)?(?: of)?|<=?"
    r"|within|cheaper than|budget(?: is)?(?: of| around)?:?"
)
_MORE = r"over|above|more than|at least|min(?:imum)?(?: of)?|from|>=?|upwards of|starting at"
_NEAR = r"about|around|roughly|approximately|approx\.?|circa|~|close to|near(?:ly)?|ish"
_END = r"(?![\w%]|[-'’.]\w)"
_RANGE = re.compile(
    rf"(?:\b(?:between|from) )?(?<![\w.]){_amount('1')}\s?(?:-|–|—|to|and)\s?{_amount('2')}{_END}",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:(?<!\w)(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<near>{_NEAR}))\s*(?:a |the )?)?"
    rf"(?<![\w.]){_amount('1')}(?P<ish>\s?ish\b| or so\b)?"
    rf"(?P<after>\s(?:max(?:imum)?|or less|or under|tops|budget|limit|or more|minimum)\b)?{_END}",
    re.IGNORECASE,
)
_CHILDREN_BEFORE = re.compile(
    r"\b(?:kids?|child(?:ren)?|toddlers?|boys?|girls?|aged?|ages|people)\s*$", re.IGNORECASE
)
_COUNTED_AFTER = re.compile(
    r"\s*-?\s*(?:years?|yrs?|yo|y/o|months?|weeks?|days?|hours?|minutes?|people|players|piece|pieces|cm|mm|m|kg|g|ml|l|inch|inches|in)\b|\s*['’]?s\b"
    r"|\s+(?!this\b|plus\b|unless\b|always\b|perhaps\b)[a-z]{3,}s\b",  # 25 bottles
    re.IGNORECASE,
)


def read_budget(text: str, home_currency: str) -> tuple[str, Budget | None]:
    """The text without its first mention of money, and the budget that this mention states.

    A bare number counts only after words that speak of a limit ("max 25") and is then of the home
    currency, as is "$" where that is a dollar. An amount alone is the most to spend; "about" means
    30 % to either side. Never raises.
    """
    for pattern in (_RANGE, _ONE):
        for found in pattern.finditer(text):
            budget = _stated(found, home_currency, text)
            if budget is not None:
                return f"{text[: found.start()]} , {text[found.end() :]}", budget
    return text, None


def _stated(found: re.Match[str], home: str, text: str) -> Budget | None:
    parts = found.groupdict()
    ends = [n for n in ("1", "2") if parts.get(f"num{n}")]
    unit = next((u for n in ends for u in (parts[f"pre{n}"], parts[f"post{n}"]) if u), None)
    slang = any(word in parts["num1"].lower() for word in _SLANG)
    if unit is None and not slang and not (parts.get("less") and _is_bare_limit(found, text)):
        return None
    currency = _currency(unit, "GBP" if slang else home, home)
    amounts = sorted(_minor(parts[f"num{n}"], parts[f"k{n}"], currency) for n in ends)
    if amounts[-1] > _MOST:
        return None
    return _budget(parts, amounts, currency)


def _budget(parts: dict[str, str | None], amounts: list[int], currency: str) -> Budget:
    if len(amounts) == 2:
        return Budget(currency, amounts[0], amounts[1])
    amount, after = amounts[0], (parts["after"] or "").strip().lower()
    if after in ("or more", "minimum") or (parts["more"] and not after):
        return Budget(currency, amount, None)
    if parts["near"] or parts["ish"]:
        return Budget(currency, int(amount * (1 - ABOUT)), int(amount * (1 + ABOUT)))
    return Budget(currency, None, amount)


def _is_bare_limit(found: re.Match[str], text: str) -> bool:
    counted = _COUNTED_AFTER.match(text, found.end())
    return not counted and not _CHILDREN_BEFORE.search(text[: found.start()])


def _currency(unit: str | None, missing: str, home: str) -> str:
    if unit is None:
        return missing
    if unit.lower() in _DOLLARS:
        return home if home in _DOLLAR_CURRENCIES else "USD"
    return _UNITS[unit.lower()]


def _minor(number: str, thousands: str | None, currency: str) -> int:
    word = " ".join(number.lower().split())
    slang = _SLANG.get(word.removeprefix("a "))
    value = Decimal(slang or _NUMBER_WORDS.get(word) or number.replace(",", ""))
    return int(value * (1000 if thousands else 1) * 10 ** MINOR_DIGITS.get(currency, 2))
