"""Allergies: "nut allergy", "egg-free", and allergies that a text denies."""

import re

from gifter_domain.language.lexicons import Hit, Lexicon, lexicon_of
from gifter_domain.language.reading.denials import contrast_after, is_denied
from gifter_domain.language.reading.opinions import Opinions, code_of
from gifter_domain.language.reading.respelling import nearest_allergen
from gifter_domain.language.reading.text import Text, tail
from gifter_domain.language.reading.things import Thing, things_after

_ALLERGY = {
    "en": re.compile(
        r"(?<![\w'])(?P<thing>(?:[a-z]+, )*[a-z]+,? (?:and|or|&) [a-z]+|[a-z]+)[ -]?"
        r"(?P<how>free|allerg(?:y|ies|ic)|intoleran(?:t|ce))(?! to)(?!\w)"
    ),
    "de": re.compile(
        r"(?<!\w)(?P<thing>[a-zäöüß]+?)[ -]?"
        r"(?P<how>allergi\w+|unverträglich\w*|intoleran\w+|frei(?:e[nrsm]?)?)(?!\w)"
    ),
}
_PART = re.compile(r"(?<![a-zäöüß])(?!(?:and|or)(?!\w))[a-zäöüß]+")
_FIRST_HALF = re.compile(r"(?<!\w)([a-zäöüß]+)- (?:und|oder) $")  # "Ei- und Milchallergie"
_NO_THING = (
    "an",
    "the",
    "her",
    "his",
    "food",
    "severe",
    "bad",
    "is",
    "feel",
    "for",
    "eine",
    "hoch",
    "stark",
    "schwer",
    "extrem",
    "hausstaub",
    "sie",
    "and",
)


def read_allergies(text: Text, lexicon: Lexicon, opinions: Opinions) -> None:
    """Reads "nut allergy", "egg-free", "Haselnussallergie", "Ei- und Milchallergie"."""
    for match in _ALLERGY[lexicon.language].finditer(text.plain):
        parts = [*_PART.finditer(text.plain, *match.span("thing"))]
        names = [part.group() for part in parts if not text.is_taken(*part.span())]
        if text.is_taken(*match.span("how")) and len(names) == len(parts):
            names = []
        if names and is_denied(text.plain, *match.span()):
            text.hide(*match.span())
            continue
        if earlier := _FIRST_HALF.search(tail(text.plain, match.start())):
            names.insert(0, earlier[1])
        for name in names:
            _read_allergy(text, lexicon, match, name, opinions)


def _read_allergy(
    text: Text, lexicon: Lexicon, match: re.Match[str], name: str, opinions: Opinions
) -> None:
    code = _code_in_compound(name, lexicon)
    is_free = match["how"].startswith(("free", "frei"))
    is_word = text.plain[match.end("thing") : match.start("how")] == "" and lexicon.language == "en"
    if code is None and (is_free or is_word or name in lexicon.junk):
        return  # "carefree", "reagiert allergisch"
    if name in _NO_THING or name in lexicon.stop:
        return
    if code is None:
        nearest = nearest_allergen(name, lexicon.language)
        code = code_of(nearest, lexicon) or code_of(nearest, lexicon_of("en"))
    opinions.implies(code or name)
    if (entry := code or name) not in opinions.excludes:
        opinions.excludes.append(entry)
    text.note("excludes", *match.span())
    text.hide(*match.span())
    if is_free:
        text.wanted.append(match.span())


def _code_in_compound(name: str, lexicon: Lexicon) -> str | None:
    """Returns the code of the first part of a compound: "nüsse", "erdnuss", "sojas"."""
    endings = ("", "s", "n", "en") if lexicon.language == "de" else ("",)
    parts = (name.removesuffix(ending) for ending in endings)
    return next((code for part in parts if part and (code := code_of(part, lexicon))), None)


_ALLERGIC = re.compile("allerg|intoler|sensitiv|anaphyl|unverträgl|empfindlich")
_TO_VERB = 40  # letters


def names_allergy(plain: str, hit: Hit) -> bool:
    """Returns True if a refusal names an allergy, in German behind it: "gegen Nüsse allergisch"."""
    is_before = hit.match.group() in ("gegen", "auf")
    end = hit.end + _TO_VERB if is_before else hit.end
    return bool(_ALLERGIC.search(plain[hit.start : end]))


def without_denied(
    text: Text, lexicon: Lexicon, hit: Hit, things: list[Thing], limit: int
) -> list[Thing]:
    """Returns the things without those of a denied allergy: "not allergic to nuts but to milk"."""
    end = things[-1].end if things else hit.end
    start = contrast_after(text.plain, end)
    others = [] if start is None else things_after(text, lexicon, start, limit)
    if not is_denied(text.plain, hit.start, hit.end):
        return [*things, *others]
    for thing in things:
        text.hide(thing.start, thing.end)
    return others
