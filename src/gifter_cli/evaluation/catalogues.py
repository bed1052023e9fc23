"""The catalogues of `gifter eval taste`, with the grades of their products for each persona."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gifter_cli.demo.commands import sample_catalogue
from gifter_cli.evaluation.files import read_lines
from gifter_cli.evaluation.sets import SetItem, judged_set, product_change, usual_currency
from gifter_domain.catalogue.mirror import BrandStatus, Change, ProductStatus
from gifter_domain.catalogue.ports import CatalogueCodec
from gifter_domain.evaluation.personas.grading import Offer, as_judged, grades, set_grades
from gifter_domain.evaluation.personas.persona import PERSONAS, Persona

Graded = tuple[Persona, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class GradedCatalogue:
    """A catalogue to recommend from, and who would be pleased by what.

    `people` are the personas whom it can please, each with the grades of the products.
    `has_contents` is False if nobody labelled what the products contain, and `has_stock` if the
    catalogue does not say what is in stock.
    """

    name: str
    currency: str
    changes: Sequence[Change]
    people: Sequence[Graded]
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
        [(one, graded) for one in PERSONAS if (graded := grades(one, offers))],
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


def evaluation_set(folder: Path) -> GradedCatalogue:
    """Reads a judged set. The texts of its queries must be interests, such as "golf"."""
    judged = judged_set(folder)
    items = read_lines(judged.catalogue, SetItem)
    by_interest = {query.text: dict(judged.grades[query.id]) for query in judged.queries}
    return GradedCatalogue(
        judged.name,
        usual_currency(items, "GBP"),
        [product_change(item) for item in items],
        [
            (known, graded)
            for one in PERSONAS
            if (known := as_judged(one, by_interest)) and (graded := set_grades(known, by_interest))
        ],
        has_contents=False,
        has_stock=False,
    )
