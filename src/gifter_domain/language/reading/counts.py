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
            return number + bool(_AND_ME.search(hit.match.group()))
    joint = _joint(text, language)
    return joint[2] if joint else 2 if _HALVES.search(text.plain) else None


_HALVES = re.compile(
    r"(?<!\w)(?:(?:go|going|went|goes) (?:halves|halfsies|fifty[- ]fifty|50[/ -]50)"
    r"|teilen (?:uns|wir))(?!\w)"
)
_AND_ME = re.compile(r" and (?:i|me)$")
_US = re.compile(r"(?<!\w)(?:us|we|we're|uns|wir)(?!\w)")


def hide_givers(text: Text, language: str) -> None:
    """Hides the words that count the givers, so that they are neither ages nor search words."""
    for hit in lexicon_of(language).phrases("people", "givers").find(text.plain):
        if _US.search(hit.match.group()):
            text.hide(hit.start, hit.end)


def _joint(text: Text, language: str) -> tuple[int, int, int] | None:
    """Returns the place and the number of "my two sisters and I", or None."""
    found = _together(language).search(text.plain)
    if found is None:
        return None
    others = lexicon_of(language).phrases("people", "counted").find(text.plain)
    if any(hit.end <= found.start() or found.end() <= hit.start for hit in others):
        return None  # "my wife and I want to give our three kids £20 each"
    groups = re.finditer(_group(language), found["before"] or found["after"])
    sizes = [numbers.whole(group["size"]) if group["size"] else 1 for group in groups]
    return *found.span(), 1 + sum(size or 1 for size in sizes)


def _group(language: str, name: str = "(?P<size>") -> str:
    number = lexicon_of(language).number
    return rf"(?:my|our|meine?[rnm]?|unsere?[rnm]?)(?: {name}{number}))? (?!and |und )[^\W\d]+"


@cache
def _together(language: str) -> re.Pattern[str]:
    group, join = _group(language, "(?:"), r"(?:,|,? (?:and|&|und|plus))"
    groups, self = rf"{group}(?:{join} {group})*", "(?:i|me|myself|ich|mir)"
    return re.compile(
        rf"(?<!\w)(?:(?P<before>{groups}){join} {self}|{self}{join} (?P<after>{groups}))(?!\w)"
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
    givers = [hit.match.span() for hit in lexicon.phrases("people", "givers").find(text.plain)]
    if joint := _joint(text, language):
        givers.append(joint[:2])
    counted = [
        hit
        for hit in lexicon.phrases("people", "counted").find(text.plain)
        if not any(hit.start < end and start < hit.end for start, end in givers)
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
