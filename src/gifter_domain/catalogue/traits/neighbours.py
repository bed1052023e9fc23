"""Neighbours: a product whose words say no age is for children if it is like their gifts.

The examples and thresholds are made for the built-in embedding model. What neighbours say is the
weakest source: any other wins, and they clear nothing.
"""

import hashlib
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from gifter_domain.ai.embedding import Vectors, unit_rows
from gifter_domain.catalogue.traits.trait import (
    ADULT_ONLY,
    EDIBLE,
    FOR_AGES,
    POSSIBLE,
    Evidence,
    ProductText,
    Provenance,
    Trait,
    Value,
)

_FILE = files("gifter_domain.catalogue.traits").joinpath("lexicon", "neighbours.toml")
_EXAMPLES = tomllib.loads(_FILE.read_text(encoding="utf-8"))
CHILDREN, OTHERS = tuple(_EXAMPLES["children"]), tuple(_EXAMPLES["others"])
NEIGHBOURS_VERSION = hashlib.sha256("\0".join((*CHILDREN, "", *OTHERS)).encode()).hexdigest()[:8]

NEAREST = 2  # examples whose cosines are averaged
_AGES = (3, 10)
_NOT_COMPARED = frozenset({FOR_AGES, ADULT_ONLY, EDIBLE, "experiences"})
_PEOPLE_OF_CHILDREN = frozenset(
    f"for:{code}"
    for code in [
        "baby",
        "toddler",
        "child",
        "grandchild",
        "son",
        "daughter",
        "niece",
        "nephew",
        "new_parents",
    ]
)
_MOST_CHARS = 300  # of the description: its first sentences say what a product is


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least closeness to gifts for children, and how much further others must be."""

    close: float
    closer: float


# By benchmarks/fit_neighbours.py, on the development half.
THRESHOLDS = Thresholds(0.3, 0.1)


def may_be_for_children(traits: Collection[Trait]) -> bool:
    """Returns True if the rules found no ages, and nothing that is for grown-ups or for all."""
    codes = {trait.code for trait in traits}
    people = {code for code in codes if code.startswith("for:")} - _PEOPLE_OF_CHILDREN
    return not (people or codes & _NOT_COMPARED)


def texts_to_compare(product: ProductText) -> tuple[str, str]:
    """Returns the title, and the title with the beginning of the text."""
    about = product.short_description or product.description or ""
    return product.title, f"{product.title}\n{about[:_MOST_CHARS]}"


class Neighbours:
    """Compares products with the examples, by vectors of one model."""

    def __init__(self, children: Vectors, others: Vectors) -> None:
        self._children = children
        self._others = others

    def closeness(self, titles: Vectors, texts: Vectors) -> Vectors:
        """Returns for each product its closeness to gifts for children and to others."""
        vectors = unit_rows(titles + texts)
        groups = (self._children, self._others)
        return np.stack([_nearness(vectors, examples) for examples in groups], axis=1)

    def traits(self, products: Sequence[ProductText], closeness: Vectors) -> list[list[Trait]]:
        """Returns for each product the ages that its neighbours say, if any."""
        return [
            [_for_children(product)] if is_for_children(float(near), float(far), THRESHOLDS) else []
            for product, (near, far) in zip(products, closeness, strict=True)
        ]


def is_for_children(near: float, far: float, thresholds: Thresholds) -> bool:
    return near >= thresholds.close and near - far >= thresholds.closer


def _nearness(vectors: Vectors, examples: Vectors) -> Vectors:
    nearest = np.sort(vectors @ examples.T, axis=1)[:, -NEAREST:]
    return np.asarray(nearest.mean(axis=1), np.float32)


def _for_children(product: ProductText) -> Trait:
    whole = Evidence("title", 0, len(product.title))
    return Trait(FOR_AGES, Value.YES, POSSIBLE, Provenance.NEIGHBOURS, whole, ages=_AGES)
