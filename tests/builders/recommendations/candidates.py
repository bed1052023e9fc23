"""Listed products and candidates, fixed and random."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from hypothesis import strategies as st

from gifter_domain.catalogue.listing import BrandRef, ListedProduct
from gifter_domain.recommendations.candidates import Candidate, Vector
from gifter_domain.recommendations.ranking.features import QueryVectors
from gifter_domain.shared.money import Money

DIMS = 4
_STORED_AT = datetime(2026, 11, 1, tzinfo=UTC)


def a_product(product_id: str = "p1", brand: str = "Fern & Furrow", **fields: Any) -> ListedProduct:
    given: dict[str, Any] = {
        "payload_product_id": f"payload-{product_id}",
        "title": "Copper Hand Trowel",
        "price": Money(2400, "GBP"),
        "in_stock": True,
        "is_featured": False,
        "short_description": None,
        "description": None,
        "specs": None,
        "primary_image_url": None,
        "gallery_image_urls": (),
        "category": None,
        "gift_tags": (),
        "occasion_fit": (),
        "style_tags": (),
        "created_at": _STORED_AT,
        "updated_at": _STORED_AT,
    }
    return ListedProduct(id=product_id, brand=BrandRef(brand, brand), **(given | fields))


def unit(*numbers: float) -> Vector:
    row = np.array(numbers, np.float32)
    length = np.linalg.norm(row)
    return row / length if length else row


_unit_vectors = st.lists(st.integers(-3, 3).map(float), min_size=DIMS, max_size=DIMS).map(
    lambda numbers: unit(*numbers)
)

WORDS = ("golf", "garden", "tea", "copper", "records")
TAGS = ("birthday", "wedding", "For dad", "handmade", "Garden lovers", "thank_you")

_products = st.builds(
    lambda brand, **fields: a_product(brand=brand, **fields),
    st.sampled_from(["Acme", "Birch", "Garden Works"]),
    title=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    price=st.one_of(
        st.none(), st.builds(Money, st.integers(0, 9_000), st.sampled_from(["GBP", "EUR"]))
    ),
    in_stock=st.booleans(),
    is_featured=st.booleans(),
    description=st.sampled_from([None, "For golf in the garden", "Tea: 200 g"]),
    category=st.sampled_from([None, "Garden", "Kitchen"]),
    gift_tags=st.lists(st.sampled_from(TAGS), max_size=2).map(tuple),
    occasion_fit=st.lists(st.sampled_from(TAGS), max_size=2).map(tuple),
    style_tags=st.lists(st.sampled_from(TAGS), max_size=2).map(tuple),
)


@st.composite
def candidate_lists(draw: st.DrawFn, max_size: int = 12) -> list[Candidate]:
    """Draws candidates with different ids. Some look alike, and some have no vector."""
    drawn = draw(st.lists(_products, max_size=max_size))
    return [
        Candidate(
            product=replace(product, id=f"p{number}"),
            lexical=draw(st.sampled_from([0.0, 0.1, 0.4])),
            coverage=draw(st.sampled_from([0.0, 0.5, 1.0])),
            vector=draw(st.none() | _unit_vectors),
        )
        for number, product in enumerate(drawn)
    ]


query_vectors = st.builds(QueryVectors, st.none() | _unit_vectors, st.none() | _unit_vectors)
