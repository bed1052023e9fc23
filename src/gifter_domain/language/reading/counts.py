"""How many people give together, and how many get something."""

import re
from collections.abc import Sequence
from functools import cache

from gifter_domain.language.lexicons import Hit, Lexicon, lexicon_of
from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.text import Text, tail

_PUPILS = re.compile(
    r"(?<!\w)(?P<number>\d{1,2}) (?:kids|children|pupils|families|parents|kinder|schüler|familien"
    r"|eltern)(?=[^.!?]{0,30} (?:pro|per|je|each|a) "
    r"(?:kind|child|kid|pupil|family|familie|parent|schüler))"
)


def givers_in(text: Text, language: str, recipient: Hit | None = None) -> int | None:
    """Returns how many people give together, or None if it is not stated."""
    is_of_class = recipient is not None and recipient.code in ("teacher", "other", "colleague")
    if is_of_class and (pupils := _PUPILS.search(text.plain)):
        return int(pupils["number"])
    for hit in lexicon_of(language).phrases("people", "givers").find(text.plain):
        number = _counted(hit.match)
        if number and number > 1:
            return number
    listed = _GIVE_TOGETHER.search(text.plain)
    return 1 + len(_RELATIVE.findall(listed["others"])) if listed else None


_RELATIVE = re.compile(r"(?<!\w)(?:my|our|meine?|unsere?) \w+")
_GIVE_TOGETHER = re.compile(
    rf"(?<!\w)(?:me|i|ich)(?P<others>(?:,| and|, and| und|, und| &)(?: {_RELATIVE.pattern}"
    rf"(?:,| and|, and| und|, und| &)?)+) (?:(?:are|is|each|all|will|both|want to|legen|geben|"
    rf"zahlen) )*(?:put|chip|giv|contribut|pitch|pay|spend|going halves|split|club|jede|"
    rf"je|zusammen)"
)


def _counted(match: re.Match[str]) -> int | None:
    written = match.groupdict().get("number")
    if not written:
        return None
    return numbers.whole(written) or _TOGETHER.get(written)


_TOGETHER = {"zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "acht": 8,
             "neunt": 9, "zehnt": 10}  # fmt: skip


def count_people(text: Text, language: str, ages: int, recipient: Hit | None) -> int | None:
    """Returns how many people get something, or None if it is not stated."""
    lexicon = lexicon_of(language)
    givers = lexicon.phrases("people", "givers").find(text.plain)
    counted = [
        hit
        for hit in lexicon.phrases("people", "counted").find(text.plain)
        if not any(hit.start < other.end and other.start < hit.end for other in givers)
        and not _is_aside(text.plain, hit, recipient)
    ]
    if counted:
        return _sum(text, counted)
    if number := _before_person(text, lexicon, recipient):
        return number
    for number, phrases in _groups(language):
        for phrase in phrases:
            if hit := phrase.search(text.plain):
                text.note("people", hit.start(), hit.end())
                return number
    return ages if ages > 1 else None


def _before_person(text: Text, lexicon: Lexicon, recipient: Hit | None) -> int | None:
    """Returns the number right before the recipient: "two paramedics"."""
    counted = re.compile(rf"(?<!\w)(?P<number>{lexicon.number})(?: \w+)? $")
    for hit in (recipient,) if recipient else ():
        found = counted.search(tail(text.plain, hit.start))
        number = _counted(found) if found and not text.is_taken(*found.span()) else None
        if found and number and 1 < number < 50 and not _is_aside(text.plain, hit, None):
            text.note("people", found.start(), hit.end)
            return number
    return None


def _is_aside(plain: str, hit: Hit, recipient: Hit | None) -> bool:
    """Returns True for people whom the recipient merely has: "sister, two kids"."""
    has = re.search(
        r"(?<!\w)(?:has|have|with|mit|hat|haben|mother of|father of|mum of|dad of)(?: \w+)? $",
        tail(plain, hit.start),
    )
    is_kin = (
        recipient is not None
        and recipient.end <= hit.start
        and "," in plain[recipient.end : hit.start]
    )
    return bool(has) or (
        is_kin
        and hit.match.group().endswith(("kids", "children", "kinder"))
        and recipient is not None
        and recipient.code not in ("child", "colleague", "neighbour", "friend", "grandchild")
    )


def _sum(text: Text, counted: Sequence[Hit]) -> int | None:
    """Returns the count, added up where counts are joined: "two adults and three children"."""
    total, end = 0, None
    for hit in counted:
        if end is not None and not re.fullmatch(
            r",? (?:and|und|plus|&) ", text.plain[end : hit.start]
        ):
            break
        text.note("people", hit.start, hit.end)
        total += _counted(hit.match) or 0
        end = hit.end
    return total or None


@cache
def _groups(language: str) -> list[tuple[int, list[re.Pattern[str]]]]:
    groups = lexicon_of(language).data["people"]["twins"]
    return [
        (
            int(number),
            [re.compile(rf"(?<!\w)(?:{known})(?!\w)".replace("*", r"\w*")) for known in phrases],
        )
        for number, phrases in groups.items()
    ]
