"""Budgets in a text: "under £40", "£20–£50", "about 15 quid", "max 25"."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce

from gifter_domain.shared.money import MINOR_DIGITS, Budget

ABOUT = Decimal("0.3")  # "about £15" allows this much to either side
_MOST = 10**12  # minor units; a larger number is not a price

_UNITS = {
    "£": "GBP", "quid": "GBP", "pound": "GBP", "pounds": "GBP", "gbp": "GBP",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "¥": "JPY", "yen": "JPY", "jpy": "JPY", "₹": "INR", "rupees": "INR", "inr": "INR",
    "chf": "CHF", "francs": "CHF", "usd": "USD", "cad": "CAD", "aud": "AUD", "nzd": "NZD",
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
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

_SYMBOL = r"[£€$¥₹]|\b(?:us|au?|ca?|nz)\$"
_UNIT_WORD = "|".join(sorted((u for u in (*_UNITS, *_DOLLARS) if u.isalpha()), key=len)[::-1])
_UNIT = rf"(?:{_SYMBOL}|(?:{_UNIT_WORD})\b)"
_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
)
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len)[::-1])


def _amount(n: str) -> str:
    """Returns the pattern of one amount, with its unit before or after it or without a unit."""
    return (
        rf"(?:(?P<pre{n}>{_UNIT})\s?)?(?P<num{n}>{_NUMBER}|\b(?:{_WORDS})\b|\b(?:a\s)?(?:fiver|tenner)\b)"
        rf"(?P<k{n}>k\b)?(?P<plus{n}>\+)?(?:\s?(?P<post{n}>{_UNIT}))?"
    )


# Before a limit it reverses the meaning: "not under", "don't want to spend more than".
_NOT = (
    r"(?:no|not|nothing|never|without|don'?t|can(?:no|')?t|won'?t)\s"
    r"(?:(?:want|wish|like|to|spend|spending|pay|paying|go|going|be|any|anything)\s)*"
)
_LESS = (
    r"under|below|less than|at most|up to|upto|max(?:imum)?(?: of)?|<=?"
    r"|within|cheaper than|lower than|budget(?: is)?(?: of| around)?:?"
)
_MORE = (
    r"over|above|more than|exceed(?:ing)?|higher than|at least|min(?:imum)?(?: of)?|from|>=?"
    r"|upwards of|starting at"
)
_NEAR = r"about|around|roughly|approximately|approx\.?|circa|~|close to|near(?:ly)?|ish"
_LESS_AFTER = r"max(?:imum)?|(?:or|and) (?:less|under|below)|tops|budget|limit"
_MORE_AFTER = r"min(?:imum)?|(?:or|and) (?:more|up|upwards|over|above)"
_END = r"(?![\w%]|[-'’.]\w)"
_RANGE = re.compile(
    rf"(?:\b(?:between|from) )?(?<![\w.]){_amount('1')}\s?(?:-|–|—|to|and)\s?{_amount('2')}{_END}",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:(?<!\w)(?P<turned>{_NOT})?(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<near>{_NEAR}))"
    rf"\s*(?:a |the )?)?(?<![\w.]){_amount('1')}(?P<ish>\s?ish\b| or so\b)?"
    rf"(?:\s(?:(?P<less_after>{_LESS_AFTER})|(?P<more_after>{_MORE_AFTER}))\b(?!\s*[£€$¥₹\d])|(?P<plus>\+))?{_END}",
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
    """Removes the mentions of money from a text and returns the budget that they state.

    A number without a unit counts only after words for an upper limit ("max 25"), and is then in
    the home currency. "$" is the home currency too if that is a dollar. An amount alone is the
    maximum. "About" means 30 % to either side. A later mention adds the end that the first one left
    open ("at least £10, at most £20") and is ignored otherwise. Never raises.
    """
    stated: list[Budget] = []

    def without_money(found: re.Match[str]) -> str:
        if (budget := _stated(found, home_currency)) is None:
            return found.group()
        stated.append(budget)
        return " , "

    for pattern in (_RANGE, _ONE):
        text = pattern.sub(without_money, text)
    return text, reduce(_joined, stated) if stated else None


def _joined(first: Budget, other: Budget) -> Budget:
    """Returns the first budget, with its open end taken from the other if the two agree."""
    least = other.min_minor if first.min_minor is None else first.min_minor
    most = other.max_minor if first.max_minor is None else first.max_minor
    one_sided = None in (other.min_minor, other.max_minor)
    agree = first.currency == other.currency and (least or 0) <= (most or _MOST)
    return Budget(first.currency, least, most) if agree and one_sided else first


def _stated(found: re.Match[str], home: str) -> Budget | None:
    parts = found.groupdict()
    ends = [n for n in ("1", "2") if parts.get(f"num{n}")]
    units = [u.lower() for n in ends for u in (parts[f"pre{n}"], parts[f"post{n}"]) if u]
    slang = any(word in parts["num1"].lower() for word in _SLANG)
    if not units and not slang and not (_most_before(parts) and _is_bare_limit(found)):
        return None
    currency = _currency(units, "GBP" if slang else home, home)
    amounts = sorted(_minor(parts[f"num{n}"], parts[f"k{n}"], currency) for n in ends)
    if amounts[-1] > _MOST:
        return None
    return _budget(_limit(parts), amounts, currency)


def _limit(parts: Mapping[str, str | None]) -> str:
    """Returns the kind of limit that the words around an amount state.

    It is "less", "more", "near", or "" if they state none.
    """
    if parts["plus1"] or parts.get("plus") or parts.get("more_after"):
        return "more"
    if parts.get("less_after"):
        return "less"
    if parts.get("near") or parts.get("ish"):
        return "near"
    if parts.get("less") or parts.get("more"):
        return "less" if _most_before(parts) else "more"
    return ""


def _most_before(parts: Mapping[str, str | None]) -> bool:
    """Returns True if the words before an amount make it the maximum."""
    return bool(parts.get("more" if parts.get("turned") else "less"))


def _budget(limit: str, amounts: list[int], currency: str) -> Budget:
    if len(amounts) == 2:
        return Budget(currency, amounts[0], amounts[1])
    amount = amounts[0]
    if limit == "more":
        return Budget(currency, amount, None)
    if limit == "near":
        return Budget(currency, int(amount * (1 - ABOUT)), int(amount * (1 + ABOUT)))
    return Budget(currency, None, amount)


def _is_bare_limit(found: re.Match[str]) -> bool:
    counted = _COUNTED_AFTER.match(found.string, found.end())
    return not counted and not _CHILDREN_BEFORE.search(found.string[: found.start()])


def _currency(units: Sequence[str], missing: str, home: str) -> str:
    """Returns the currency of the first unit that is not a plain dollar: "$20 CAD" is in CAD.

    Plain dollars are in the home currency if that is a dollar, otherwise in USD. Without any unit
    the result is `missing`.
    """
    if not units:
        return missing
    plain = home if home in _DOLLAR_CURRENCIES else "USD"
    return next((_UNITS[unit] for unit in units if unit not in _DOLLARS), plain)


def _minor(number: str, thousands: str | None, currency: str) -> int:
    word = " ".join(number.lower().split())
    known = _SLANG.get(word.removeprefix("a ")) or _NUMBER_WORDS.get(word)
    value = Decimal(known) if known else _written(number)
    return int(value * (1000 if thousands else 1) * 10 ** MINOR_DIGITS.get(currency, 2))


def _written(number: str) -> Decimal:
    """Reads `1,250.50`, `1.250,50` or `1,5`. One or two digits after the last sign are decimals."""
    *whole, last = re.split("[.,]", number)
    if not whole or len(last) > 2:
        return Decimal("".join((*whole, last)))
    return Decimal(f"{''.join(whole)}.{last}")
