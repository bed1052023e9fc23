"""Dangers: allergens and the like beside words of danger, in lists, brackets and after colons."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from gifter_domain.language.lexicons import Hit, Lexicon, lexicon_of
from gifter_domain.language.reading.denials import is_denied
from gifter_domain.language.reading.text import Text, tail, words_of

_CODES = frozenset(
    [
        "peanuts",
        "nuts",
        "milk",
        "egg",
        "gluten",
        "soy",
        "sesame",
        "fish",
        "shellfish",
        "alcohol",
        "wine",
        "beer",
        "meat",
        "pork",
        "sugar",
        "nickel",
        "scent",
        "wool",
        "feathers",
        "chocolate",
    ]
)
# Words that end what is dangerous: "allergic to cats and loves chocolate".
_ENDS = re.compile(
    r"[.!?;\n]|(?<!\w)(?:but|aber|love\w*|like\w*|enjoy\w*|adore\w*|want\w*|prefer\w*|eats?|"
    r"liebt|mag|mögen|gern\w*|isst|möchte|wünscht|so|also|geschenk|gift|present|please|bitte)(?!\w)"
)
# "lactose intolerant, chocolate fan"; a bare list after an allergy is dangerous as a whole.
_LIKED = re.compile(
    r"^\w+(?:[ -]|(?<=\w))(?:fan|fans|lover|lovers|addict|mad|crazy|obsessed|enthusiast|fanatic"
    r"|fiend|devotee|liebhaber(?:in)?|freund(?:in)?|narr|süchtig|verrückt|begeistert)(?!\w)"
)
_JOINED = re.compile(
    r"(?:[\s,:/&+()-]|(?<!\w)(?:and|or|nor|any|also|all|tree|no|of|the|und|oder|noch|"
    r"keine?|sowie|auch)(?!\w))*"
)
_DENIED = re.compile(
    r"(?<!\w)(?:not|isn't|isnt|no longer|without|no|nicht|nicht mehr|keine?)(?: \w+)? $"
)
_NEAR = 40  # letters between a word of danger and the first thing


def dangers_in(text: Text, language: str) -> list[Hit]:
    """Returns the places of the dangerous things, each with its code.

    A denied danger ("not allergic") is left out.
    """
    lexicon = lexicon_of(language)
    cues = lexicon.phrases("dangers").find(text.plain)
    if not cues:
        return []
    things = [hit for hit in lexicon.phrases("concepts").find(text.plain) if hit.code in _CODES]
    things = [hit for hit in things if not _LIKED.search(text.plain[hit.start : hit.end + 20])]
    praise = lexicon.phrases("likes_before").find(text.plain)
    found: list[Hit] = []
    for cue in cues:
        is_praise = any(_covers(hit, cue) for hit in praise)
        denied = _DENIED.search(tail(text.plain, cue.start)) or is_denied(
            text.plain, cue.start, cue.end
        )
        if not is_praise and not denied:
            beside = _beside(text.plain, cue, things)
            found += beside
            if beside:
                text.hide(cue.start, cue.end)
    return found


def _covers(praise: Hit, cue: Hit) -> bool:
    """Returns True if the words of danger are a part of the longer praise."""
    overlaps = cue.start < praise.end and praise.start < cue.end
    return overlaps and praise.end - praise.start >= cue.end - cue.start


def _beside(plain: str, cue: Hit, things: list[Hit]) -> list[Hit]:
    behind = [] if cue.code == "before" else list(_behind(plain, cue, things))
    if behind or cue.code == "after":
        return behind
    return list(_before(plain, cue, things))


def _behind(plain: str, cue: Hit, things: list[Hit]) -> Iterator[Hit]:
    end, is_first = cue.end, True
    for thing in things:
        if thing.start < cue.end:
            continue
        gap = plain[end : thing.start]
        is_near = len(gap) <= _NEAR and not _ENDS.search(gap)
        if not (is_near if is_first else _JOINED.fullmatch(gap)):
            return
        yield thing
        end, is_first = thing.end, False


def _before(plain: str, cue: Hit, things: list[Hit]) -> Iterator[Hit]:
    start, is_first = cue.start, True
    for thing in reversed(things):
        if thing.end > cue.start:
            continue
        gap = plain[thing.end : start]
        is_near = len(words_of(gap)) <= 2 and not _ENDS.search(gap)
        if not (is_near if is_first else _JOINED.fullmatch(gap)):
            return
        yield thing
        start, is_first = thing.start, False


def without_dangers(likes: list[str], codes: AbstractSet[str], lexicon: Lexicon) -> list[str]:
    """Returns the likes that do not name one of the codes."""
    concepts = lexicon.phrases("concepts")
    return [like for like in likes if not codes & {hit.code for hit in concepts.find(like)}]
