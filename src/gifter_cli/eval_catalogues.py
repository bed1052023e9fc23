"""The catalogues of `gifter eval taste`, with the grades of their products for each persona."""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from gifter_cli.demo import sample_catalogue
from gifter_cli.runtime import MISUSED, fail
from gifter_domain.catalogue.mirror import (
    Brand,
    BrandStatus,
    Change,
    Product,
    ProductContent,
    ProductStatus,
)
from gifter_domain.catalogue.ports import CatalogueCodec
from gifter_domain.evaluation.personas.grading import Offer, grades, set_grades
from gifter_domain.evaluation.personas.persona import Persona

_SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
# Returns the grades of the products for a persona, or None if the catalogue is not made for them.
Grading = Callable[[Persona], dict[str, int] | None]


@dataclass(frozen=True, slots=True)
class GradedCatalogue:
    """A catalogue to recommend from, and who would be pleased by what.

    `has_contents` is False if nobody labelled what the products contain, and `has_stock` if the
    catalogue does not say what is in stock.
    """

    name: str
    currency: str
    changes: Sequence[Change]
    grade: Grading
    has_contents: bool
    has_stock: bool


def labelled_sample(codec: CatalogueCodec) -> GradedCatalogue:
    """Returns the sample catalogue with the labels that people set."""
    changes = [codec.decode(body) for body in sample_catalogue()]
    offers = [offer for change in changes for offer in _offers(change)]
    return GradedCatalogue(
        "sample",
        "GBP",
        changes,
        lambda persona: grades(persona, offers),
        has_contents=True,
        has_stock=True,
    )


def _offers(change: Change) -> Iterator[Offer]:
    """Yields the offer of a change whose product is listed and may be in stock."""
    product, brand = change.product, change.brand
    if product is None or product.content is None or brand is None:
        return
    content = product.content
    is_listed = content.status == ProductStatus.PUBLISHED and content.visible_to_gifter
    in_stock = any(variant.stock != 0 for variant in change.variants)
    if is_listed and in_stock and brand.status == BrandStatus.APPROVED:
        yield Offer(
            product.payload_product_id, content.default_price, frozenset(content.style_tags)
        )


class _Item(msgspec.Struct, rename="camel"):
    id: str
    title: str
    description: str | None = None
    brand: str | None = None
    price_minor: int | None = None
    currency: str | None = None


class _Query(msgspec.Struct):
    id: str
    text: str


def evaluation_set(folder: Path) -> GradedCatalogue:
    """Reads a folder with `catalogue.jsonl.gz`, `queries.jsonl` and `judgments.tsv`.

    The texts of its queries must be interests, such as "golf".
    """
    try:
        with gzip.open(folder / "catalogue.jsonl.gz") as lines:
            items = [msgspec.json.decode(line, type=_Item) for line in lines]
        with (folder / "queries.jsonl").open("rb") as lines:
            queries = [msgspec.json.decode(line, type=_Query) for line in lines]
        judged = _judgments(folder, {query.id: query.text for query in queries})
    except (OSError, msgspec.MsgspecError, KeyError) as error:
        fail(f"{folder} is not an evaluation set: {error}", MISUSED)
    currencies = Counter(item.currency for item in items if item.currency)
    return GradedCatalogue(
        folder.name,
        currencies.most_common(1)[0][0] if currencies else "GBP",
        [_change(item) for item in items],
        lambda persona: set_grades(persona, judged),
        has_contents=False,
        has_stock=False,
    )


def _judgments(folder: Path, texts: dict[str, str]) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    with (folder / "judgments.tsv").open(newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            judged[texts[row["query_id"]]][row["item_id"]] = int(row["grade"])
    return judged


def _change(item: _Item) -> Change:
    name = item.brand or "Unknown"
    content = ProductContent(
        source_ts=_SEEN_AT,
        payload_brand_id=name,
        title=item.title,
        status=ProductStatus.PUBLISHED,
        visible_to_gifter=True,
        description=item.description,
        default_price=item.price_minor,
        default_currency=item.currency,
    )
    brand = Brand(source_ts=_SEEN_AT, payload_brand_id=name, name=name, status=BrandStatus.APPROVED)
    return Change(Product(item.id, content), brand)
