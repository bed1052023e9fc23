"""The people in a request: the recipient's relationship, how many get something, how many give."""

import re
from collections.abc import Sequence

from gifter_domain.language.lexicons import Hit, lexicon_of
from gifter_domain.language.reading.minors import (
    ANY_AGE,
    ONCE,
    adult_by_kind,
    has_minor,
    minors_in,
)
from gifter_domain.language.reading.text import Text, tail

_GENERIC = ("woman", "man", "child", "baby", "toddler", "teenager", "couple")
_YOUNG_KINDS = ("child", "baby", "toddler", "teenager")
_OWN = re.compile(r"(?<!\w)(?:my|our|meine[nrm]?|unsere[nrm]?) $")  # "cheer my flatmate up"
_BIRTHS = ("new_baby", "baby_shower", "sympathy", "just_because", "mothers_day", "fathers_day")


def people_in(text: Text, language: str, occasions: Sequence[Hit]) -> list[Hit]:
    """Returns the persons that a text names, without those inside the name of an occasion."""
    blocked = [(hit.start, hit.end) for hit in occasions if hit.code in _BIRTHS]
    for once in ONCE.finditer(text.plain):
        text.hide(*once.span())
        blocked.append(once.span())
    asides = [
        hit.match.span()
        for hit in lexicon_of(language).phrases("adults", "no_minors").find(text.plain)
    ]
    for start, end in asides:
        text.taken[start:end] = [True] * (end - start)
        if re.search(r"\d", text.plain[start:end]):  # "father of two children (3 and 5)"
            text.hide(start, end)
    return [
        hit
        for hit in lexicon_of(language).phrases("relationships").find(text.plain)
        if not any(
            start <= hit.start and hit.end <= end and not _OWN.search(text.plain[start : hit.start])
            for start, end in blocked
        )
        and not (hit.code in _YOUNG_KINDS and any(s < hit.end and hit.start < e for s, e in asides))
        and not NOT_FOR.search(tail(text.plain, hit.start))
    ]


# These are no recipients: "a present for a new mum, not for the baby".
NOT_FOR = re.compile(
    r"(?<!\w)(?:(?:not|rather than|instead of)(?: for)?|(?:nicht|statt)(?: für)?)"
    r" (?:the|her|his|their|das|die|dem|den)(?: \w+)? $"
)


def recipient_of(text: Text, language: str, people: Sequence[Hit]) -> Hit | None:
    """Returns the person whom the gift is for, or None if nobody is named.

    Of somebody's somebody the last counts, and givers do not count. A particular person wins over
    a kind of person, and one of the giver's own over another person's.
    """
    ranks = ("named", "particular", "generic")
    possible = _possible(text, people)
    chosen = {rank: [h for h in possible if _rank(text.plain, h) == rank] for rank in ranks}
    return next((hits[0] for rank in ranks if (hits := chosen[rank])), None)


def has_rival(text: Text, people: Sequence[Hit], recipient: Hit | None) -> bool:
    """Returns True if another person of the text may be the recipient as well."""
    if recipient is None or recipient.code in _GENERIC:
        return False
    others = {hit.code for hit in _possible(text, people) if hit.code not in _GENERIC}
    return len(others | {recipient.code}) > 1


def _possible(text: Text, people: Sequence[Hit]) -> list[Hit]:
    """Returns the persons who may be the recipient; one's own if there are any."""
    plain = text.plain
    left = [hit for at, hit in enumerate(people) if not _is_other(plain, people, at)]
    return [hit for hit in left if not _BELONGS.search(tail(plain, hit.start))] or left


_FOR = re.compile(
    r"(?<!\w)(?:for|für)(?: (?:my|our|the|a|an|meine?[nrm]?|unsere?[nrm]?|die|den|das))?(?: \w+)? $"
)
_BELONGS = re.compile(r"(?<!\w)(?:his|her|their|seine?[nrm]?|ihre?[nrm]?|with|mit)(?: \w+)? $")
_IS_A = re.compile(
    r"(?<!\w)(?:is|'s|as|was|works as|he's|she's|ist|als|being|both|beide)"
    r"(?: an?| eine?)?(?: \w+)? $"
)
_GIVES_AFTER = re.compile(
    r" (?:and i|and me|& i|& me|und ich|und mir|and myself)(?!\w)| here(?!\w)"
)
_FROM = re.compile(
    r"(?<!\w)(?:from|me and|von mir und|i'm an?|i am an?|ich bin|between|says|we're|we are|wir sind"
    r"|i'm the|in front of|according to|unlike|vor den)"
    r"(?: (?:my|our|me and|me and my|the|all the|meine[nmr]?|all))* $"
)


def _is_other(plain: str, people: Sequence[Hit], at: int) -> bool:
    """Returns True for givers, and for people who only identify another person."""
    hit = people[at]
    if _FROM.search(tail(plain, hit.start)) or _GIVES_AFTER.match(plain, hit.end):
        return True
    following = people[at + 1] if at + 1 < len(people) else None
    if following is not None and _owns(plain, hit, following):
        return True
    if hit.code == "other" and _IS_A.search(tail(plain, hit.start)) and len(people) > 1:
        return True
    previous = people[at - 1] if at else None
    return previous is not None and bool(_OF.fullmatch(plain[previous.end : hit.start]))


_OF = re.compile(
    r"(?: \w+)? (?:of|of my|of our|of the|of a|meine[rs]|unsere[rs]|von|von meine[rm]|vom|von der"
    r"|der|des|seine[rs]|ihre[rs]|eine[rs])(?: (?!und )\w+)? "
)
_BETWEEN = re.compile(r"(?:'s|s'|'|s)?(?: [\w-]+){0,2} ")


def _owns(plain: str, hit: Hit, following: Hit) -> bool:
    between = plain[hit.end : following.start]
    if not _BETWEEN.fullmatch(between):
        return False
    joins = re.search(r"(?<!\w)(?:and|und|or|oder|who|for|is|of|with)(?!\w)", between)
    is_genitive = between.startswith("'") or hit.match.group().endswith("s")
    return is_genitive and not joins and hit.code != "child"


def _rank(plain: str, hit: Hit) -> str:
    if hit.code in _GENERIC:
        return "generic"
    return "named" if _FOR.search(tail(plain, hit.start)) else "particular"


def is_adult(
    text: Text,
    language: str,
    ages: Sequence[tuple[int, int]],
    people: Sequence[Hit],
    recipient: Hit | None,
    occasion: str | None,
) -> bool | None:
    """Returns False if a minor is among the recipients, True for grown-ups, None if unknown."""
    lexicon = lexicon_of(language)
    kind = recipient.code if recipient else None
    by_kind = None if _may_be_young(text, language, recipient) else adult_by_kind(kind)
    if _IS_FOR_ELDERS.search(text.plain):  # "for her, not the kids"
        return True if by_kind or occasion in _OF_PARENTS else None
    if has_minor(text, language, people, recipient, ages):
        return False
    if ages:
        if all(low >= 18 for low, _ in ages):
            return True
        is_mixed = text.plain in lexicon.phrases("adults", "mixed")
        return None if is_mixed or (by_kind and kind not in (*ANY_AGE, "colleague")) else False
    minor = minors_in(text, language, "minor")
    is_young_occasion = occasion in lexicon.data["adults"]["minor_occasions"].split()
    is_named = recipient is not None and _rank(text.plain, recipient) == "named"
    if by_kind and not (is_young_occasion and kind == "parents" and not is_named):
        return True
    if is_young_occasion:
        return False
    if by_kind is False or _is_minor(minor, recipient):
        return False
    return True if text.plain in lexicon.phrases("adults", "yes") else None


_YOUNG = (
    r"(?:bab(?:y|ies)|newborn|kids?|child|children|little ones?|toddlers?|twins|kind(?:er)?"
    r"|kleine[nr]?)"
)
_IS_FOR_ELDERS = re.compile(
    r"(?<!\w)(?:(?:not|rather than|instead of)(?: for)?|(?:nicht|statt)(?: für)?)"
    rf" (?:the|her|his|their|das|die|dem|den|ihr|sein)(?: \w+)? {_YOUNG}(?!\w)"
    r"|(?<!\w)rather than for (?:him|her|it|them)(?!\w)"
)
_OF_PARENTS = ("new_baby", "baby_shower", "mothers_day", "fathers_day")


def _may_be_young(text: Text, language: str, recipient: Hit | None) -> bool:
    """Returns True if the recipient's name speaks of childhood: "exchange student"."""
    mentions = minors_in(text, language, "mention")
    return recipient is not None and any(
        hit.end == recipient.end and recipient.start < hit.end for hit in mentions
    )


def _is_minor(minor: Sequence[Hit], recipient: Hit | None) -> bool:
    """Returns True if words for minors describe the recipient."""
    if recipient is None:
        return bool(minor)
    kin = ("daughter", "son", "grandchild", "niece", "nephew")
    return any(
        recipient.code in kin or (hit.start < recipient.end and recipient.start < hit.end)
        for hit in minor
    )


def of_recipients(text: Text, ages: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Returns the ages without those of children whom the gift is not for."""
    if not _IS_FOR_ELDERS.search(text.plain):
        return tuple(ages)
    return tuple(age for age in ages if age[1] >= _GROWN_UP_AT)


_GROWN_UP_AT = 18
