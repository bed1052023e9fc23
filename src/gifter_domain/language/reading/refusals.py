"""Refusals, states and possessions: what must not be given, and what they have already."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from sys import maxsize

from gifter_domain.language.lexicons import Hit, Lexicon, Phrases, lexicon_of
from gifter_domain.language.phrases import NEGATIVE_NAMES
from gifter_domain.language.reading.allergies import (
    names_allergy,
    read_allergies,
    without_denied,
)
from gifter_domain.language.reading.dangers import dangers_in, without_dangers
from gifter_domain.language.reading.denials import is_denied, is_unsure
from gifter_domain.language.reading.negated import negated_in
from gifter_domain.language.reading.opinions import Opinions, add, code_of
from gifter_domain.language.reading.own_limits import leave_out_own_limits
from gifter_domain.language.reading.reactions import reactions_in
from gifter_domain.language.reading.taken_back import taken_back_in
from gifter_domain.language.reading.text import Text, first_word, tail
from gifter_domain.language.reading.things import Thing, things_after, things_before

_KINDS = (
    "likes_before",
    "likes_after",
    "refuses",
    "refuses_coded",
    "refuses_after",
    "both",
    "neutral",
    "owns",
    "owns_after",
)
# Names of things that only sound like a refusal.
_NAMES = re.compile(
    rf"(?<!\w)(?:no-\w+|no \d|forget[ -]me[ -]not|(?:{'|'.join(NEGATIVE_NAMES)})(?!\w))"
)
# "doesn't fish or play golf" says nothing about playing
_REFUSED_VERB = re.compile(r"(?<!\w)(?:\w+n'?t|never|not|nor) \w+ (?:or|nor) $")
_NEGATIVE = re.compile(
    r"(?<!\w)(?:no|not|never|nobody|nothing|without|hate|lost|enough|too|resist|nie|niemals|nicht|"
    r"nichts|kein\w*|ohne|wer|who|swears|\w+n'?t|cannot|die|miserable|more|mind|turns)(?!\w)"
)


_PRONOUN = re.compile(r"(?<![\w'])(?:he|she|they|er|sie)(?:'d|'s|'ll|'ve| would)? $")


def opinions_in(text: Text, language: str, *, of_self: bool = False) -> Opinions:
    """Reads the likes, refusals and possessions; praise never refuses.

    `of_self` is True for what people say about themselves, otherwise their own limits are nobody's.
    """
    lexicon, opinions = lexicon_of(language), Opinions()
    if not of_self:
        leave_out_own_limits(text)
    hits = [hit for hit in _hits(text, lexicon) if not text.is_taken(hit.start, hit.end)]
    _read_states(text, lexicon, hits, opinions)
    read_allergies(text, lexicon, opinions)
    _read_around(text, lexicon, opinions)
    dangers = dangers_in(text, language)
    _read_hits(text, lexicon, hits, opinions)
    _add_dangers(text, lexicon, dangers, opinions)
    _add_dangers(text, lexicon, list(negated_in(text, lexicon)), opinions)
    _add_dangers(text, lexicon, list(reactions_in(text, lexicon)), opinions)
    _add_dangers(text, lexicon, list(taken_back_in(text, lexicon)), opinions)
    _add_all_drinks(text, opinions)
    _drop_drinks(text, lexicon, opinions)
    if opinions.owned and text.plain in lexicon.phrases("not_that"):
        owned = [code_of(thing, lexicon) or thing for thing in opinions.owned]
        opinions.excludes += [thing for thing in owned if thing not in opinions.excludes]
    return opinions


_BUT = re.compile(r"(?<!\w)(?:but|only|rather|prefers|aber|sondern|lieber|nur)(?: \w+)? $")
_DRINKS = frozenset({"alcohol", "wine", "beer"})


# Reasons against every drink, if one is refused.
_AGAINST_ALL = re.compile(
    r"(?<!\w)(?:medic(?:ation|ine)s?|meds|tablets?|pills?|antibiotics?|chemo\w*|dialysis|liver|kidneys?"
    r"|(?:his|her|their|the) (?:doctor|gp)|doctor's orders|treatment|medikament\w*|tablette\w*"
    r"|antibiotik\w*|leber\w*|nieren?\w*|arzt|ärzt\w*|chemo\w*|dialyse|behandlung|therapie|stillt"
    r"|(?:his|her|their) (?:faith|religion)|glauben\w*|religi\w+)(?!\w)"
)


def _add_all_drinks(text: Text, opinions: Opinions) -> None:
    """Adds alcohol if wine or beer is refused for a reason against all of it: "on tablets"."""
    if "alcohol" in opinions.excludes or _DRINKS.isdisjoint(opinions.excludes):
        return
    if _AGAINST_ALL.search(text.plain):
        opinions.excludes = [code for code in opinions.excludes if code not in _DRINKS]
        opinions.excludes.append("alcohol")
        opinions.implies("alcohol")


def _drop_drinks(text: Text, lexicon: Lexicon, opinions: Opinions) -> None:
    """Drops drinks from the likes of somebody without alcohol: "in recovery and loves whisky".

    One refused drink beside another that is liked refuses only itself: "no whisky, he likes gin".
    """
    if "alcohol" not in opinions.excludes:
        return
    named, drinks = opinions.sources.get("alcohol", {""}), {*lexicon.data["drinks"].split()}
    found = [hit for hit in lexicon.phrases("concepts").find(text.plain) if hit.code in _DRINKS]
    liked = [like for like in opinions.likes if code_of(like, lexicon) in _DRINKS]
    liked += [h.match.group() for h in found if _BUT.search(tail(text.plain, h.start))]
    if named <= drinks and any(named.isdisjoint(like.split()) for like in liked):
        at = opinions.excludes.index("alcohol")
        opinions.excludes[at : at + 1] = sorted(named)
        opinions.likes = [like for like in opinions.likes if named.isdisjoint(like.split())]
        return
    opinions.likes = without_dangers(opinions.likes, _DRINKS, lexicon)
    for hit in found:
        if not any(start <= hit.start < end for start, end in text.wanted):
            text.hide(hit.start, hit.end)


def _add_dangers(text: Text, lexicon: Lexicon, dangers: Sequence[Hit], opinions: Opinions) -> None:
    """Adds the codes that the other rules missed; a danger is never a like."""
    codes = {hit.code for hit in dangers if hit.code not in opinions.excludes}
    opinions.excludes += dict.fromkeys(hit.code for hit in dangers if hit.code in codes)
    opinions.likes = without_dangers(opinions.likes, codes, lexicon)
    for hit in dangers:
        opinions.implies(hit.code, hit.match.group())
        if hit.code in codes:
            text.note("excludes", hit.start, hit.end)
            text.hide(hit.start, hit.end)


def _read_hits(text: Text, lexicon: Lexicon, hits: Sequence[Hit], opinions: Opinions) -> None:
    order = {
        "refuses": 0,
        "refuses_coded": 0,
        "both": 0,
        "neutral": 0,
        "refuses_after": 0,
        "owns": 1,
        "owns_after": 1,
    }
    places = [hit.start for hit in hits], [hit.end for hit in hits]
    for hit in sorted(hits, key=lambda hit: (order.get(hit.code, 2), hit.start)):
        _read_hit(text, lexicon, hit, _neighbours(hit, *places), opinions)


def _hits(text: Text, lexicon: Lexicon) -> list[Hit]:
    """Returns the phrases of likes, refusals and possessions; those inside praise are left out."""
    found = lexicon_opinions(lexicon.language).find(text.plain)
    likes = lexicon.phrases("likes_before").find(text.plain)
    praise = [hit for hit in likes if _NEGATIVE.search(hit.match.group())]
    praise += [Hit("name", match) for match in _NAMES.finditer(text.plain)]
    rest = [h for h in found if not any(h.start < p.end and p.start < h.end for p in praise)]
    rest = [hit for hit in rest if not _REFUSED_VERB.search(tail(text.plain, hit.start))]
    known = [hit for hit in praise if hit.code != "name"]
    return sorted([*known, *rest], key=lambda hit: hit.start)


@cache
def lexicon_opinions(language: str) -> Phrases:
    """Returns the phrases of all kinds of opinions in one table, so that the longest wins."""
    lexicon = lexicon_of(language)
    return Phrases({kind: lexicon.data[kind] for kind in _KINDS}, lexicon.number)


def _read_hit(
    text: Text, lexicon: Lexicon, hit: Hit, limits: tuple[int, int], opinions: Opinions
) -> None:
    things = _things(text, lexicon, hit, *limits)
    if hit.code.startswith("refuses") and names_allergy(text.plain, hit):
        things = without_denied(text, lexicon, hit, things, limits[1])
    if hit.code == "refuses" and things:
        things = _narrowed(text, lexicon, things, limits[1])
    names = {"refuses": ("excludes",), "both": ("owned", "excludes"), "owns": ("owned",)}
    kind = hit.code.removesuffix("_after").removesuffix("_coded")
    if hit.code == "refuses_coded":
        things = [thing for thing in things if code_of(thing.text, lexicon)]
    for thing in things:
        if kind.startswith("likes"):
            opinions.likes.append(thing.text)
            text.take("interests", thing.start, thing.end)
            if _NEGATIVE.search(hit.match.group()):  # "nothing makes him happier than"
                pronoun = _PRONOUN.search(tail(text.plain, hit.start))
                text.hide(hit.start - len(pronoun[0] if pronoun else ""), hit.end)
            continue
        text.hide(thing.start, thing.end)
        for name in names.get(kind, ()):
            add(text, lexicon, name, thing, opinions)
    if not kind.startswith("likes") and (things or hit.code != "refuses_coded"):
        end = hit.end if things else _harmless_end(text, lexicon, hit.end)
        text.hide(hit.start, end)


def _neighbours(hit: Hit, starts: Sequence[int], ends: Sequence[int]) -> tuple[int, int]:
    """Returns the end of the phrase before a hit, and the start of the one behind it."""
    before, behind = bisect_left(starts, hit.start), bisect_left(starts, hit.end)
    return ends[before - 1] if before else 0, starts[behind] if behind < len(starts) else maxsize


def _things(text: Text, lexicon: Lexicon, hit: Hit, begin: int, limit: int) -> list[Thing]:
    """Returns the things that the phrase is about; possessions may stand on either side."""
    if hit.code.endswith("_after"):
        things = things_before(text, lexicon, hit.start, begin)
        is_owned = hit.code == "owns_after" and not things
        return things_after(text, lexicon, hit.end, limit) if is_owned else things
    refused = hit.code.startswith(("refuses", "both"))
    things = things_after(text, lexicon, hit.end, limit, refused=refused)
    is_owned = hit.code == "owns" and not things
    return things_before(text, lexicon, hit.start, begin) if is_owned else things


_NARROWS = re.compile(
    r" (?:that|which)(?: \w+)? (?:makes?|needs?|contains?|has|have|involves?|requires?|uses?|"
    r"smells? of|comes? (?:with|in)|takes?) | (?:containing|made (?:of|from|with)"
    r"|with(?! (?:a passion|a vengeance|all))|mit) "
)


def _narrowed(text: Text, lexicon: Lexicon, things: list[Thing], limit: int) -> list[Thing]:
    """Returns the things that a clause names instead: noise in "no toys that make noise"."""
    clause = _NARROWS.match(text.plain, things[-1].end)
    return (things_after(text, lexicon, clause.end(), limit) if clause else []) or things


def _harmless_end(text: Text, lexicon: Lexicon, end: int) -> int:
    """Returns the end of a harmless word after a refusal: "no rush", otherwise `end`."""
    following = first_word(text.plain, end)
    return following.end if following and following.text in lexicon.harmless else end


_DENIED = re.compile(
    r"(?<!\w)(?:not|isn't|isnt|no longer|aren't|used to be|was|nicht|keine?|nicht mehr|kein)"
    r"(?: (?:a|an|really|strictly))? $"
)


def _read_states(text: Text, lexicon: Lexicon, hits: Iterable[Hit], opinions: Opinions) -> None:
    """Reads states that refuse something: sober, pregnant, coeliac, vegan."""
    praise = [h for h in hits if h.code == "likes_before" and _NEGATIVE.search(h.match.group())]
    for hit in lexicon.phrases("states").find(text.plain):
        shielded = any(hit.start < p.end and p.start < hit.end for p in praise)
        if shielded or text.is_taken(hit.end - 1, hit.end):  # an age may begin it
            continue
        if _is_denied_state(text.plain, hit):
            text.hide(hit.start, hit.end)
            continue
        opinions.implies(hit.code)
        if hit.code not in opinions.excludes:
            opinions.excludes.append(hit.code)
        text.note("excludes", hit.start, hit.end)
        text.hide(hit.start, hit.end)
        if hit.code not in _NO_GIFTS:
            text.wanted.append((hit.start, hit.end))


def _is_denied_state(plain: str, hit: Hit) -> bool:
    before = tail(plain, hit.start)
    if hit.code in _DIETS and _DENIED.search(before) and not _ON_GIFT.search(before):
        return hit.code != "alcohol" or not is_unsure(plain, hit.start, hit.end)
    describes_gift = "free" in hit.match.group() or "frei" in hit.match.group()
    return not describes_gift and is_denied(plain, hit.start, hit.end)


_ON_GIFT = re.compile(
    r"(?<!\w)(?:it|that|which|if|unless|nothing|anything|es|wenn|was)(?: \w+)?"
    r" (?:not|isn't|isnt|aren't|nicht)(?: \w+)? $"
)
# Other states describe gifts too: "vegan", "sugar-free".
_NO_GIFTS = ("alcohol", "clutter", "adult", "books", "money", "personal")
_DIETS = ("vegan", "vegetarian", "halal", "kosher", "alcohol")


def _read_around(text: Text, lexicon: Lexicon, opinions: Opinions) -> None:
    """Reads refusals around their thing: "kann Golf nicht ausstehen"."""
    for hit in lexicon.phrases("refuses_around").find(text.plain):
        if text.is_taken(hit.start, hit.end):
            continue
        start, end = hit.match.span("thing")
        for thing in things_after(text, lexicon, start, end):
            add(text, lexicon, "excludes", thing, opinions)
            text.hide(hit.start, hit.end)
