"""Lists of ingredients in a product's texts: what one does not name is not in the product."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gifter_domain.catalogue.traits.mentions import SAID, Mention, Way

_HEADING = re.compile(r"\b(?:ingredients|zutaten|inhaltsstoffe)\b\s*:?", re.IGNORECASE)
_HEADED = re.compile(
    r"\b(?:ingredients|zutaten|inhaltsstoffe|allerg(?:ens?|ene|y advice|y information|iehinweis))\b"
    r"[^.!?\n]*$",
    re.IGNORECASE,
)
# The end of a list: the next sentence, or a statement about allergens.
_END = re.compile(
    r"[.!?](?=\s|$)|\n|\b(?:may contain|contains|kann spuren|enthält)\b", re.IGNORECASE
)
_ALLERGENS = re.compile(r"\s*(?:contains|enthält|may contain|kann)\b", re.IGNORECASE)
_FEWEST_KNOWN, _FEWEST_ITEMS = 2, 3


@dataclass(frozen=True, slots=True)
class IngredientList:
    """The span of a field that lists ingredients."""

    field: str
    start: int
    end: int

    def has(self, mention: Mention) -> bool:
        return mention.field == self.field and self.start <= mention.start < self.end


def ingredient_lists(
    fields: Iterable[tuple[str, str]], mentions: Sequence[Mention]
) -> list[IngredientList]:
    """Returns the lists with a heading, and the sentences of the specs that read like a list."""
    found = []
    for name, text in fields:
        spans = [_after(text, heading.end()) for heading in _HEADING.finditer(text)]
        if name == "specs" and not spans:
            spans = _sentences(text)
        lists = [IngredientList(name, start, end) for start, end in spans]
        found += [each for each in lists if _is_list(each, text, mentions)]
    return found


def _after(text: str, start: int) -> tuple[int, int]:
    end = _END.search(text, start)
    return start, end.start() if end else len(text)


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    while start < len(text):
        span = _after(text, start)
        if not _ALLERGENS.match(text, start):
            spans.append(span)
        start = max(span[1], start) + 1
    return spans


def _is_list(span: IngredientList, text: str, mentions: Sequence[Mention]) -> bool:
    """Returns True for two known ingredients, or for three items and a plain one among them."""
    known = [m.meaning for m in mentions if span.has(m) and m.meaning.is_edible and m.way in SAID]
    items = len(re.split(r"[,;]", text[span.start : span.end]))
    has_plain = any(meaning.is_plain for meaning in known)
    return items > 1 and (len(known) >= _FEWEST_KNOWN or (items >= _FEWEST_ITEMS and has_plain))


def is_after_heading(text: str, mention: Mention) -> bool:
    """Returns True if "ingredients" or "allergens" stands before a mention, in its sentence."""
    return bool(_HEADED.search(text, 0, mention.start))


def states_allergens(mentions: Iterable[Mention]) -> bool:
    """Returns True for a statement such as "contains milk and soya" in the specs."""
    return any(
        m.field == "specs" and m.meaning.is_edible and m.way is Way.BROUGHT for m in mentions
    )
