"""A list has only products that may be shown at this moment, as they are now."""

from collections.abc import Mapping, Sequence

from builders.recommendations.catalogue_rows import put_catalogue
from gifter_app.container import Container
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import (
    CandidateQuery,
    CandidateSource,
    Constraints,
    Retrieved,
    Supply,
)
from gifter_domain.recommendations.recommendation import GiftRequest


class Earlier:
    """Implements `CandidateSource` with the candidates that another found at the first search."""

    def __init__(self, source: CandidateSource) -> None:
        self._source = source
        self._found: Retrieved | None = None

    async def find(self, query: CandidateQuery) -> Retrieved:
        self._found = self._found or await self._source.find(query)
        return self._found

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        return await self._source.current(product_ids, constraints)

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        return await self._source.supply(constraints)


async def test_products_hidden_a_moment_ago_make_room_for_others_with_todays_price(
    container: Container,
) -> None:
    database = container.database()
    await put_catalogue(database, [{"id": f"p{n}", "title": f"Tea tin {n}"} for n in range(9)])
    container.candidates.override(Earlier(container.candidates()))
    recommend_gifts = container.recommendations().recommend_gifts
    request = GiftRequest("tea tin", limit=3)
    _, before = await recommend_gifts.preview(request, "GBP")
    hidden = [item.product.id for item in before.items]
    async with database.autocommit() as connection:
        await connection.driver.execute(
            "UPDATE product_mirror SET visible_to_gifter = id <> ALL($1), price_minor = 1700",
            hidden,
        )

    _, after = await recommend_gifts.preview(request, "GBP")

    assert len(after.items) == 3
    assert {item.product.id for item in after.items}.isdisjoint(hidden)
    assert all(item.product.price and item.product.price.minor == 1700 for item in after.items)
