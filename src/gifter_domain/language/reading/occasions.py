"""The occasion of a request."""

import re
from collections.abc import Sequence

from gifter_domain.language.lexicons import Hit, lexicon_of
from gifter_domain.language.reading.text import Text, tail

_DENIED = re.compile(
    r"(?:(?<!\w)(?:not|isn't|isnt|no|nicht|kein|keine|keinen|without|not for)"
    r"(?: (?:her|his|their|a|an|the|my|for|ihr|sein|zum|zur|der|die|ein|eine))* ?|non-)$"
)
_ONLY_A_DATE = re.compile(
    r"(?<!\w)(?:by|before|after|until|till|since|last|bis|vor|nach|seit|letzte[sn]?|every"
    r"|for h(?:er|is) last)"
    r"(?: (?:the|my|our|her|his|zu|zum|zur|der|dem|year))? $"
)
# "keeps Ramadan, something for Eid"; "got him a watch for Christmas, now it's our anniversary"
_MEANT = re.compile(
    r"(?<!\w)(?:(?:something|anything|gift|present|ideas?|geschenk|etwas|was)"
    r" (?:for|für|zum|zur|zu)|(?:now )?it'?s|jetzt ist|nun ist)"
    r"(?: (?:a|our|his|her|their|the|my|this|unser|ihr|sein|der|das))* $"
)
_EARLIER = re.compile(
    r"(?<!\w)(?:got|gave|bought|had|bekam|gab|schenkte)(?!\w)[^.;!?]{0,40} (?:at|for|last|zu|zum)"
    r"(?: (?:last|her|his|their|the))* $"
)
# "gift ideas for a Christmas fan": what somebody likes is not what the gift is for.
_LIKED = re.compile(
    r"\W*(?:fan|lover|enthusiast|addict|fanatic|obsessed|nut|buff|liebhaber|narr)(?:s|en)?(?!\w)"
)
_WEAK = ("thank_you", "just_because", "congratulations", "leaving")
# What happened to somebody; a celebration that the text names too is what the gift is for.
_CIRCUMSTANCES = ("get_well", "sympathy", "housewarming", "new_baby", "new_job", "retirement")
_COURTESY = re.compile(r"[ .,!)]*$")


def occasions_in(text: Text, language: str) -> list[Hit]:
    """Returns the occasions that a text names and does not deny."""
    found = lexicon_of(language).phrases("occasions").find(text.plain)
    return [
        hit
        for hit in found
        if not (_DENIED.search(tail(text.plain, hit.start)) and hit.code != "just_because")
        and not _is_courtesy(text.plain, hit)
    ]


def _is_courtesy(plain: str, hit: Hit) -> bool:
    """Returns True for thanks to the reader: "any ideas? thanks!"."""
    if hit.code != "thank_you" or not hit.match.group().startswith(
        ("thank", "danke", "vielen dank")
    ):
        return False
    before = tail(plain, hit.start)
    is_last = bool(_COURTESY.match(plain, hit.end)) and len(before.split()) > 3
    return is_last or before.endswith(("no ", "many "))


def occasion_of(text: Text, occasions: Sequence[Hit]) -> str | None:
    """Returns the code of the occasion that the gift is for.

    The first celebration counts, otherwise the first circumstance ("moved house"). An occasion that
    only gives a date ("by Christmas") and thanks or wishes beside another occasion count less.
    """
    strong = _strong(text, occasions)
    celebrations = [hit for hit in strong if hit.code not in _CIRCUMSTANCES]
    meant = [hit for hit in celebrations if _is_meant(text.plain, hit)]
    if len({hit.code for hit in celebrations}) > 1 and meant:
        return meant[0].code
    chosen = next(iter(celebrations or strong or occasions), None)
    return chosen.code if chosen else None


def _is_meant(plain: str, hit: Hit) -> bool:
    is_liked = _LIKED.match(plain, hit.end)
    return not is_liked and bool(_MEANT.search(tail(plain, hit.start)))


def names_several_occasions(text: Text, occasions: Sequence[Hit]) -> bool:
    """Returns True if the gift may be for more than one occasion."""
    return len({hit.code for hit in _strong(text, occasions)}) > 1


def _strong(text: Text, occasions: Sequence[Hit]) -> list[Hit]:
    plain = text.plain
    return [
        h
        for h in occasions
        if h.code not in _WEAK
        and not _ONLY_A_DATE.search(tail(plain, h.start))
        and not _EARLIER.search(tail(plain, h.start))
    ]
