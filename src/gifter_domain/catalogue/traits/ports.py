"""The port that stores the traits of products."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gifter_domain.catalogue.traits.trait import ProductText, Trait


@dataclass(frozen=True, slots=True)
class UnjudgedText:
    """A product's text and the hash of it that the database has; None before its first judging."""

    product_id: str
    text: ProductText
    facts_hash: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """The traits of a text, and the name of the judge with the version of its rules."""

    text: UnjudgedText
    traits: Sequence[Trait]
    judge: str


class ProductTraits(Protocol):
    """Stored traits of products. Each method runs in its own transaction, outside any other.

    A text is unjudged if the product is listed and its present text was not judged by `judge`.
    """

    async def unjudged(self, judge: str, product_ids: Sequence[str]) -> Sequence[UnjudgedText]:
        """Returns the unjudged texts among these products."""
        ...

    async def unjudged_after(
        self, judge: str, product_id: str, limit: int
    ) -> Sequence[UnjudgedText]:
        """Returns up to `limit` unjudged texts, ordered by product id, after `product_id`."""
        ...

    async def count_unjudged(self, judge: str) -> int:
        """Returns how many listed products have an unjudged text."""
        ...

    async def store(self, judged: Sequence[Judged]) -> int:
        """Replaces the judged traits of these products; returns how many were stored.

        Skips a product whose text changed in the meantime, so that no old traits replace newer.
        """
        ...

    async def of_product(self, product_id: str) -> tuple[str, ProductText, Sequence[Trait]] | None:
        """Returns a product's id, texts and stored traits, or None if there is no such product.

        The given id may be ours or the shop's.
        """
        ...
