"""Minors among the recipients: words, school years, limits and years of birth that name them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from gifter_domain.language.lexicons import Hit, lexicon_of
from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.ages import Age, is_of_no_person
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


ANY_AGE = ("other", "host", "man", "woman", "couple")  # a stated age decides for them


def adult_by_kind(kind: str | None) -> bool | None:
    """Returns False for kinds of minors ("toddler"), True for those of grown-ups ("aunt")."""
    lexicon = lexicon_of("en")  # the codes are the same in every language
    if kind in ("child", "baby", "toddler", "teenager"):
        return False
    is_unsure = kind in lexicon.data["adults"]["unsure"].split()
    return True if kind in lexicon.adult_groups and not is_unsure else None


def minors_in(text: Text, language: str, *codes: str) -> list[Hit]:
    """Returns the words for minors, without those that name no recipient: "works with children"."""
    lexicon = lexicon_of(language)
    asides = lexicon.phrases("adults", "no_minors").find(text.plain)
    found = [hit for code in codes for hit in lexicon.phrases("adults", code).find(text.plain)]
    return [
        hit for hit in found if not any(a.start < hit.end and hit.start < a.end for a in asides)
    ]


_WORDS = ("minor", "certain", "school", "stage", "mention")


def mentions_minor(text: Text, language: str, recipient: Hit | None) -> bool:
    """Returns True if the text speaks of childhood, so that the recipient may be a minor."""
    return any(
        not _is_aside(text.plain, hit, recipient) and not is_time_of_life(text.plain, hit)
        for hit in minors_in(text, language, *_WORDS)
    )


# A time of life is nobody: "loved trains as a child".
ONCE = re.compile(
    r"(?<!\w)(?:(?:as|when (?:he|she|i|we) was|since (?:he|she) was|since being) an?"
    r" (?:little |small |young )?(?:child|kid|boy|girl|teenager|teen|baby|lad)"
    r"|als (?:kleine[rs]? )?(?:kind|junge"
    r"|mädchen|jugendliche[r]?|teenager))(?!\w)"
)


def is_time_of_life(plain: str, hit: Hit) -> bool:
    """Returns True if the hit is a part of "as a child"."""
    return any(m.start() <= hit.start < m.end() for m in ONCE.finditer(plain))


def has_minor(
    text: Text, language: str, people: Sequence[Hit], recipient: Hit | None, ages: Sequence[Age]
) -> bool:
    """Returns True if words that only fit minors name a recipient, alone or beside others.

    Of a grown-up's kind, a vintage is no year of birth and a school a place of work. An age of a
    grown-up overrules a stage of childhood ("my foster son turns 27").
    """
    kind = recipient.code if recipient else None
    is_grown_up = bool(adult_by_kind(kind))
    is_of_age = bool(ages) and all(low >= _GROWN_UP_AT for low, _ in ages)
    may_learn = not is_of_age and not (is_grown_up and kind not in ANY_AGE)
    stages = minors_in(text, language, "school", "stage")
    found = [
        *minors_in(text, language, "certain"),
        *(hit for hit in stages if may_learn or hit.match.group().startswith(("for ", "für "))),
        *_numbered(text, language, is_grown_up),
    ]
    if any(not _is_aside(text.plain, hit, recipient) for hit in found):
        return True
    young = [*minors_in(text, language, "minor"), *_young(text, language)]
    return any(_is_joined(text.plain, hit, people) for hit in young)


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
    r"(?<!\w)(?:has|had|have|having|expecting|with|got"
    r"|(?:mother|father|mum|mom|dad|parents?|teacher|aunt|uncle) (?:of|to)|teach(?:es|ing)?"
    r"|works? with|look(?:s|ing) after|hat|hatte|haben|bekommt|bekam|erwartet|mit"
    r"|(?:mutter|vater|eltern|lehrer(?:in)?) (?:von|eine[sr]|meine[sr])|unterrichtet|betreut)"
    r"(?: (?!for|für|and|und)[\w-]+){0,2} $"
)
_WORKS = re.compile(
    r"(?:'s|s'|s)?[ -](?:school )?(?:teachers?|leaders?|leiter\w*|assistants?|nurses?|head\w*"
    r"|(?:kita-?)?erzieher\w*|team|personal|pädagog\w*|librarians?|staff|cooks?"
    r"|parents|mums?|dads?|lehrer\w*|reunion|friends?|sweethearts?|principal|coach)(?!\w)"
)
# "the teachers at nursery"
_WORKS_AT = re.compile(
    r"(?<!\w)(?:teach(?:ers?|es|ing)|staff|nurses?|workers?|assistants?|cooks?|works?|working|job"
    r"|volunteers?|helps|arbeitet|\w*erzieher\w*|\w*lehrer\w*|leiter\w*|personal|team)"
    r"(?: (?:at|in|from|of|an|aus|the|a|our|her|his|der|einer|unserer))* $"
)
_GIVES = re.compile(r"(?<!\w)(?:from|between|von)(?! \w+ (?:for|für)) (?:(?! for | für )[^.;])*$")


def _is_aside(plain: str, hit: Hit, recipient: Hit | None) -> bool:
    """Returns True if the minor gives, or only describes the recipient: "teaches toddlers"."""
    before = tail(plain, hit.start)
    if _WORKS.match(plain, hit.end) or _GIVES.search(before) or _WORKS_AT.search(before):
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
