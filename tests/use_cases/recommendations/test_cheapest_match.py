"""The cheapest match of an empty list has a word of the request."""

import pytest

from builders.recommendations.catalogue_rows import put_catalogue
from gifter_app.container import Container
from gifter_domain.recommendations.recommendation import GiftRequest

GIFTS = [
    {"id": "mug", "title": "Stoneware Mug", "price_minor": 750},
    {"id": "small", "title": "Small Beeswax Candle", "price_minor": 1400},
    {"id": "large", "title": "Large Beeswax Candle", "price_minor": 3200},
]


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("candle under £2", "£14.00"),
        ("candle over £100", "£32.00"),
        ("mug under £2", "£7.50"),
    ],
)
async def test_the_nearest_price_is_that_of_a_product_with_the_words(
    container: Container, text: str, price: str
) -> None:
    await put_catalogue(container.database(), GIFTS)

    recommend = container.recommendations().recommend_gifts
    answer = (await recommend.preview(GiftRequest(text=text), "GBP"))[1]

    assert answer.items == []
    assert answer.empty is not None
    assert price in answer.empty.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "telescope under £2",
            "No gift matches these words; the nearest price of any gift is £7.50.",
        ),
        (
            "telescope over £5000",
            "No gift matches these words; the nearest price of any gift is £32.00.",
        ),
    ],
)
async def test_a_gift_without_the_words_is_not_called_a_match(
    container: Container, text: str, message: str
) -> None:
    await put_catalogue(container.database(), GIFTS)

    recommend = container.recommendations().recommend_gifts
    answer = (await recommend.preview(GiftRequest(text=text), "GBP"))[1]

    assert answer.empty is not None
    assert answer.empty.message == message
