"""The first gifts for a request are such as a friend would give, judged by facts about them."""

from collections.abc import Callable

import pytest

from gifter_app.container import Container
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_cli.demo.commands import sample_catalogue
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.catalogue.traits.facts import Facts, facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText
from gifter_domain.recommendations.recommendation import GiftRequest
from gifter_domain.shared.money import Budget

Test = Callable[[ListedProduct, Facts], bool]
FIRST = 6


def _labels(product: ListedProduct) -> str:
    return " ".join((*product.gift_tags, *product.occasion_fit)).lower()


def labelled(*words: str) -> Test:
    return lambda product, _: any(word in _labels(product) for word in words)


def in_categories(*names: str) -> Test:
    return lambda product, _: product.category in names


def contains(*codes: str) -> Test:
    adult = {"adult_only"} if "alcohol" in codes else set()

    def has_any(_: ListedProduct, facts: Facts) -> bool:
        found = {*facts.contains} | ({"adult_only"} if facts.adult_only else set())
        return bool(({*codes} | adult) & found)

    return has_any


def costs_over(minor: int) -> Test:
    return lambda product, _: product.price is None or product.price.minor > minor


def is_for_other_ages(low: int, high: int) -> Test:
    return lambda _, facts: (
        facts.for_ages is not None and (facts.for_ages[0] > high or facts.for_ages[1] < low)
    )


def is_named(*words: str) -> Test:
    return lambda product, _: any(word in product.title.lower() for word in words)


# A request, what at least some of the first gifts are, and what none of them is.
REQUESTS: list[tuple[str, int, Test, list[Test]]] = [
    ("something for someone who bakes", 3, labelled("baker"), [in_categories("pets")]),
    (
        "for my dad, who no longer drinks and likes fishing",
        4,
        labelled("walker", "camper"),
        [contains("alcohol"), in_categories("drink", "pets", "baby"), labelled("children")],
    ),
    (
        "for my boyfriend's mum, nothing too personal",
        2,
        in_categories("garden", "home", "food", "coffee-and-tea", "kitchen"),
        [contains("jewellery", "clothing", "scent", "adult"), in_categories("bath-and-body")],
    ),
    (
        "for a friend just left by her partner",
        1,
        contains("food"),
        [labelled("couples", "newlyweds"), is_named("for two", "wedding", "anniversary")],
    ),
    ("something for exhausted new parents", 4, labelled("new parents", "new mums"), []),
    (
        "a retirement gift from the whole team, £150",
        4,
        labelled("retirement"),
        [costs_over(15000), is_for_other_ages(18, 99)],
    ),
    (
        "Hanukkah for my aunt",
        4,
        costs_over(0),
        [is_named("christmas", "advent", "stocking", "easter", "bauble")],
    ),
    (
        "three children of 4, 7 and 9 at £15 each",
        3,
        in_categories("toys", "books", "games"),
        [costs_over(1500), contains("alcohol"), is_for_other_ages(4, 9)],
    ),
    (
        "for my vegan girlfriend who bakes",
        3,
        labelled("baker"),
        [contains("milk", "egg", "honey", "leather", "wool", "meat"), in_categories("pets")],
    ),
    (
        "for a friend in hospital",
        2,
        in_categories("wellbeing", "coffee-and-tea", "home"),
        [labelled("new baby"), is_named("hospital")],
    ),
    (
        "eight people chipping in a fiver each for a colleague's birthday",
        3,
        labelled("birthday"),
        [costs_over(4000), is_for_other_ages(18, 99)],
    ),
    ("a nice pen about £50", 1, is_named("pen"), []),
    (
        "Geschenk für meine Oma, die gerne strickt, bis 40 £",
        2,
        in_categories("craft"),
        [labelled("children", "young"), in_categories("drink"), costs_over(4000)],
    ),
    (
        "a present for my grandma who loves knitting",
        3,
        in_categories("craft"),
        [labelled("children", "young"), in_categories("drink", "toys")],
    ),
    (
        "my sister plays the piano",
        4,
        in_categories("music"),
        [labelled("children", "young"), in_categories("pets", "baby")],
    ),
    (
        "a present for my 15 year old niece who loves drawing",
        4,
        labelled("draw"),
        [contains("alcohol"), is_for_other_ages(15, 15)],
    ),
    (
        "a christening present for my godson",
        3,
        labelled("new baby", "new parents"),
        [contains("alcohol")],
    ),
    (
        "thank you for our vegetarian neighbour, no clutter, under £20",
        4,
        contains("food"),
        [contains("meat", "fish"), costs_over(2000)],
    ),
]


async def _fill(container: Container) -> None:
    codec = container.catalogue().catalogue_codec
    async with container.transactions()() as tx:
        await apply_catalogue_changes(tx, [codec.decode(body) for body in sample_catalogue()])
    catalogue = container.catalogue()
    await catalogue.backfill_embeddings.execute(container.embedder(), 500, lambda _: None)
    await catalogue.judge_products.judge_all(500, lambda *_: None)


def _facts(product: ListedProduct) -> Facts:
    text = ProductText(
        title=product.title,
        short_description=product.short_description,
        description=product.description,
        specs=product.specs,
        category=product.category,
        tags=product.gift_tags,
    )
    return facts_of(judge(text))


@pytest.fixture
async def filled(container: Container) -> Container:
    await _fill(container)
    return container


async def test_the_first_gifts_are_such_as_a_friend_would_give(filled: Container) -> None:
    for text, some, wanted, unwanted in REQUESTS:
        request = GiftRequest(text=text, limit=10)
        answer = (await filled.recommendations().recommend_gifts.preview(request, "GBP"))[1]
        first = [item.product for item in answer.items[:FIRST]]
        titles = [product.title for product in first]

        assert sum(wanted(one, _facts(one)) for one in first) >= some, (text, titles)
        wrong = [one.title for one in first if any(bad(one, _facts(one)) for bad in unwanted)]
        assert wrong == [], text


async def test_nobody_who_bakes_gets_a_thing_for_animals_within_a_budget(filled: Container) -> None:
    """The README's own example: of a list of ten, nothing is labelled for pets and their owners."""
    request = GiftRequest(
        text="a present for someone who bakes", budget=Budget("GBP", max_minor=2500), limit=10
    )

    answer = (await filled.recommendations().recommend_gifts.preview(request, "GBP"))[1]

    listed = [item.product for item in answer.items]
    for_animals = [in_categories("pets"), labelled("dog", "cat owner", "puppy", "kitten")]
    assert [
        one.title for one in listed if any(test(one, _facts(one)) for test in for_animals)
    ] == []
    assert sum(labelled("baker")(one, _facts(one)) for one in listed[:4]) >= 2
    assert [one.title for one in listed if costs_over(2500)(one, _facts(one))] == []
