"""Young ages that look like amounts of money: "barely 16", "cousin, about 14", "fast 13"."""

import re
from collections.abc import Sequence

from gifter_domain.language.lexicons import Hit, lexicon_of
from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.ages import Found
from gifter_domain.language.reading.minors import adult_by_kind
from gifter_domain.language.reading.text import Text

_GROWN_UP_AT = 18
_BETWEEN = re.compile(r" ?[,(–-]? ?(?:is |ist |aged |von )?")


def read_hedged(
    text: Text, language: str, people: Sequence[Hit], recipient: Hit | None
) -> list[Found]:
    """Returns the hedged ages under 18 and marks their words, before the budget is read.

    "about" also stands before amounts, so that it needs a person who may be a minor right before
    it, or nothing at all.
    """
    phrases = lexicon_of(language).phrases
    found = phrases("ages", "hedged").find(text.plain)
    if not (recipient and adult_by_kind(recipient.code)):
        rough = phrases("ages", "rough").find(text.plain)
        found += [hit for hit in rough if _follows_person(text.plain, hit, people)]
    ages = [(hit.start, hit.end, number) for hit in found if (number := _young(hit)) is not None]
    for start, end, _ in ages:
        text.note("ages", start, end)
        text.hide(start, end)
    return [(start, end, (number, number)) for start, end, number in ages]


def _young(hit: Hit) -> int | None:
    number = numbers.whole(hit.match["number"])
    return number if number is not None and 0 < number < _GROWN_UP_AT else None


def _follows_person(plain: str, hit: Hit, people: Sequence[Hit]) -> bool:
    ends = [person.end for person in people if person.end <= hit.start]
    return hit.start == 0 or any(_BETWEEN.fullmatch(plain[end : hit.start]) for end in ends)
