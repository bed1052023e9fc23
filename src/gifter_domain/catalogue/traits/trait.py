"""Traits of a product: a code with its value, certainty, provenance and evidence."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

ALLERGENS = frozenset(
    {"nuts", "peanuts", "milk", "egg", "gluten", "sesame", "soy", "fish", "shellfish"}
)
NUTS = frozenset({"nuts", "peanuts"})  # traces of these count: little of them can kill
ANIMAL = frozenset(
    {"milk", "egg", "honey", "gelatine", "meat", "pork", "fish", "shellfish"}
    | {"leather", "wool", "fur", "feathers", "silk", "animal"}
)
MEAT = frozenset({"meat", "pork", "fish", "shellfish", "gelatine"})

FOOD = "food"
EDIBLE = "edible"  # eaten or drunk, or comes with such a thing
ALCOHOL = "alcohol"
ALCOHOL_THEME = "alcohol_theme"  # barware, wine racks, books about whisky
ADULT = "adult"  # sexual or rude
ADULT_ONLY = "adult_only"
FOR_AGES = "for_ages"
UNKNOWN_CONTENTS = "unknown_contents"  # food or drink that does not say what is in it
UNKNOWN_ALCOHOL = "unknown_alcohol"  # food or drink that may be alcoholic and does not say

CERTAIN = 0.95
POSSIBLE = 0.4


class Value(StrEnum):
    """The relation of a product to a trait. `POSSIBLE` covers traces and common ingredients."""

    YES = "yes"
    POSSIBLE = "possible"
    FREE_OF = "free_of"


class Provenance(IntEnum):
    """The source of a trait. The greater one wins."""

    NEIGHBOURS = 1
    RULES = 2
    LANGUAGE_MODEL = 3
    BRAND = 4
    EDITOR = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in a product's text that says it: a field, and a span of its characters."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trait:
    """One fact about a product. `ages` are the years [lo, hi] of the trait `for_ages`."""

    code: str
    value: Value
    certainty: float
    provenance: Provenance
    evidence: Evidence
    ages: tuple[int, int] | None = None


# Marks and fractions that would run into the word or number before them; zero-width characters.
_MARKS = re.compile("[™®©℠½¼¾]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


def _plain(text: str) -> str:
    """Returns a text without HTML entities, full-width letters and invisible characters."""
    if text.isascii() and "&" not in text:
        return text
    visible = _INVISIBLE.sub("", _MARKS.sub(" ", html.unescape(text)))
    return unicodedata.normalize("NFKC", visible)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductText:
    """All that a product says about itself. The shop declares occasions and styles as codes."""

    title: str
    short_description: str | None = None
    description: str | None = None
    specs: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    def hash(self) -> str:
        """Returns the SHA-256 of everything that is judged, in hex."""
        parts = [f"{name}:{text}" for name, text in (*self._named(), *self.codes())]
        return hashlib.sha256("\0".join([*parts, self.category or ""]).encode()).hexdigest()

    def fields(self) -> list[tuple[str, str]]:
        """Returns the names and plain texts of the fields that are not empty, the title first."""
        return [(name, _plain(text)) for name, text in self._named()]

    def codes(self) -> list[tuple[str, str]]:
        """Returns the declared codes as words: `mothers_day` becomes `mothers day`."""
        named = (("occasions", self.occasions), ("styles", self.styles))
        texts = ((name, ". ".join(codes)) for name, codes in named)
        return [(name, re.sub("[_-]", " ", text)) for name, text in texts if text]

    def _named(self) -> list[tuple[str, str]]:
        named = (
            ("title", self.title),
            ("short_description", self.short_description),
            ("description", self.description),
            ("specs", self.specs),
            ("tags", ". ".join(self.tags)),
        )
        return [(name, text) for name, text in named if text]

    def quoted(self, evidence: Evidence) -> str:
        """Returns the words of the text that are the evidence."""
        texts = {**dict(self.fields()), **dict(self.codes()), "category": self.category or ""}
        return texts.get(evidence.field, "")[evidence.start : evidence.end]


def each_once(traits: Iterable[Trait]) -> list[Trait]:
    """Returns each code once, by its surest source, and freedom of it apart.

    The greater provenance is surer, then the greater certainty. Something vegan is not called
    vegetarian as well.
    """
    kept: dict[tuple[str, bool], Trait] = {}
    for trait in traits:
        key = (trait.code, trait.value is Value.FREE_OF)
        if key not in kept or _sureness(kept[key]) < _sureness(trait):
            kept[key] = trait
    if ("vegan", True) in kept:
        kept.pop(("vegetarian", True), None)
    return list(kept.values())


def _sureness(trait: Trait) -> tuple[int, float]:
    return trait.provenance, trait.certainty
