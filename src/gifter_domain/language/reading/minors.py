"""Minors among the recipients: words, school years, limits and years of birth that name them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from gifter_domain.language.lexicons import Hit, lexicon_of
from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.ages import is_of_no_person
from gifter_domain.language.reading.text import Text, tail

_GROWN_UP_AT = 18
# No date is known here: everybody born later may be a minor, which errs on the safe side.
_GROWN_UP_IF_BORN_BY = 2007
_TELLS: Mapping[str, Callable[[int], bool]] = {
    "under": lambda limit: limit <= _GROWN_UP_AT,
    "aged": lambda years: years < _GROWN_UP_AT,
    "born": lambda year: _GROWN_UP_IF_BORN_BY < year < 2100,
    "vintage": lambda year: _GROWN_UP_IF_BORN_BY < year < 2100,
}


def has_minor(
    text: Text, language: str, people: Sequence[Hit], recipient: Hit | None, is_grown_up: bool
) -> bool:
    """Returns True if words that only fit minors name a recipient, alone or beside others.

    `is_grown_up` tells about the recipient's kind: a vintage is then no year of birth, and a
    school a place of work.
    """
    found = [*_named(text, language, is_grown_up), *_numbered(text, language, is_grown_up)]
    if any(not _is_aside(text.plain, hit, recipient) for hit in found):
        return True
    minors = lexicon_of(language).phrases("adults", "minor").find(text.plain)
    young = [*minors, *_young(text, language)]
    return any(_is_joined(text.plain, hit, people) for hit in young)


def _named(text: Text, language: str, is_grown_up: bool) -> Iterator[Hit]:
    """Yields the words that only minors are called: "preteen", "in year 9"."""
    for code in ("certain",) if is_grown_up else ("certain", "school"):
        yield from lexicon_of(language).phrases("adults", code).find(text.plain)


def _numbered(text: Text, language: str, is_grown_up: bool) -> Iterator[Hit]:
    """Yields the limits, ages and years of birth of minors: "under-10s", "born 2019"."""
    for code, tells in _TELLS.items():
        if code == "vintage" and is_grown_up:
            continue
        for hit in lexicon_of(language).phrases("adults", code).find(text.plain):
            number = numbers.whole(hit.match["number"])
            if number is not None and tells(number) and not is_of_no_person(text.plain, hit):
                yield hit


def _young(text: Text, language: str) -> Iterator[Hit]:
    """Yields the stated ages of minors."""
    for kind in ("one", "month"):
        for hit in lexicon_of(language).phrases("ages", kind).find(text.plain):
            number = numbers.value(hit.match["number"])
            is_young = number is not None and (kind == "month" or number < _GROWN_UP_AT)
            if is_young and not is_of_no_person(text.plain, hit):
                yield hit


_HAS = re.compile(
    r"(?<!\w)(?:has|have|having|with|got|(?:mother|father|mum|mom|dad|parents?|teacher|aunt|uncle)"
    r" (?:of|to)|teach(?:es|ing)?|works? with|look(?:s|ing) after|hat|haben|mit"
    r"|(?:mutter|vater|eltern|lehrer(?:in)?) (?:von|eine[sr]|meine[sr])|unterrichtet|betreut)"
    r"(?: (?!for|für|and|und)[\w-]+){0,2} $"
)
_WORKS = re.compile(
    r"(?:'s|s'|s)?[ -](?:school )?(?:teachers?|assistants?|nurses?|head\w*|librarians?|staff|cooks?"
    r"|parents|mums?|dads?|lehrer\w*|reunion|friends?|sweethearts?|principal|coach)(?!\w)"
)
_GIVES = re.compile(r"(?<!\w)(?:from|between|von)(?! \w+ (?:for|für)) (?:(?! for | für )[^.;])*$")


def _is_aside(plain: str, hit: Hit, recipient: Hit | None) -> bool:
    """Returns True if the minor gives, or only describes the recipient: "teaches toddlers"."""
    before = tail(plain, hit.start)
    if _WORKS.match(plain, hit.end) or _GIVES.search(before):
        return True
    is_other = recipient is not None and not (
        hit.start < recipient.end and recipient.start < hit.end
    )
    return is_other and bool(_HAS.search(before))


_AND = re.compile(
    r"(?: and|,? &|,? plus| und| sowie| as well as|,)(?: and| also| und)?"
    r"(?: (?:for|für))? (?:my|our|his|her|their|the|meine?[nmr]?|unsere?[nmr]?|seine?[nmr]?"
    r"|ihre?[nmr]?|die|den|das)(?: (?!dogs?|hund)[\w-]+){0,2} $"
)


_IS = re.compile(r" (?:is|was|turns|has|just|arrived|ist|war|wird|hat)(?!\w)")


def _is_joined(plain: str, hit: Hit, people: Sequence[Hit]) -> bool:
    """Returns True for a minor beside another recipient: "for my sister and my 6 year old"."""
    before = tail(plain, hit.start)
    joins = _AND.search(before)
    if not joins or _GIVES.search(before) or _WORKS.match(plain, hit.end):
        return False
    place = hit.start - len(before) + joins.start()
    if "," in joins.group() and (_IS.match(plain, hit.end) or _IS.search(joins.group())):
        return False  # "for my husband, the baby is four months old"
    return any(person.end == place for person in people)
