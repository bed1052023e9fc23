"""Contributions: several givers with an amount each, "I give 20, my sister 30"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from gifter_domain.language.lexicons import Lexicon
from gifter_domain.language.reading.amounts import Amount, amounts_in

_SELF = {"en": r"(?:i|me|myself)", "de": r"(?:ich|von mir)"}
_GIVER = {
    "en": r"(?:my|our|his|her|their|the) (?:\w+ )?\w+|mum|mom|dad|grandma|grandad|gran|nan"
    r"|someone else|the others?|he|she|we|they",
    "de": r"(?:mein|unser|sein|ihr|die|der)\w* \w+|mama|papa|oma|opa|er|sie|wir",
}
_GIVES = {
    "en": r"(?:'ll|'m|'d|'ve| am| is| will| would| can| could)?"
    r"(?: (?:gives?|give|giving|adds?|adding|pays?|paying|contribut\w+|offers?|got|has|have"
    r"|(?:puts?|putting|chips?|chipping|throws?|throwing|chucks?|pitch\w*|kicks?) in))",
    "de": r"(?: (?:gebe|gibt|geben|lege|legt|zahle|zahlt|zahlen|spende|spendiert|steuere|steuert"
    r"|tue|tut|habe|hat))",
}
_JOIN = re.compile(
    r" ?(?:(?:dazu|bei|rein|in)(?!\w))? ?[,;/&+]? ?(?:(?:and|plus|und|while|then) )*"
)
_NEAR = 40  # letters of a giver


Part = tuple[re.Match[str], Amount]  # a giver and the amount right behind


def contributions_in(plain: str, lexicon: Lexicon) -> Amount | None:
    """Returns the sum of amounts that givers put in one after the other, or None.

    The user is one of them, and one of them gives: ages are listed too ("my son 8, my niece 10").
    """
    group: list[Part] = []
    for part in _parts(plain, lexicon):
        if group and not _JOIN.fullmatch(plain, group[-1][1].end, part[0].start()):
            if _is_whole(group):
                break
            group = []
        group.append(part)
    return _summed(group) if _is_whole(group) else None


def _parts(plain: str, lexicon: Lexicon) -> Iterator[Part]:
    pattern = _giver(lexicon.language)
    for amount in amounts_in(plain, lexicon):
        if giver := pattern.search(plain, max(0, amount.start - _NEAR), amount.start):
            yield giver, amount


def _is_whole(group: Sequence[Part]) -> bool:
    units = {amount.unit for _, amount in group} - {None}
    has_self, gives = (any(giver[name] for giver, _ in group) for name in ("self", "gives"))
    return len(group) > 1 and len(units) < 2 and has_self and gives


def _summed(group: Sequence[Part]) -> Amount:
    unit = next((amount.unit for _, amount in group if amount.unit is not None), None)
    total = sum((amount.value for _, amount in group), Decimal(0))
    return Amount(group[0][0].start(), group[-1][1].end, total, unit)


@cache
def _giver(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<self>{_SELF[language]})|{_GIVER[language]})(?P<gives>{_GIVES[language]})?"
        r"(?: (?:another|about|only|just|maybe|nur|noch|etwa))? $"
    )
