"""Topics of products: occasions, people, interests, colours, materials and styles."""

import pytest

from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText


def about(title: str, description: str | None = None, category: str | None = None) -> set[str]:
    product = ProductText(title=title, description=description, category=category)
    return {*facts_of(judge(product)).about}


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Christening Mug", {"occasion:christening"}),
        ("New Home Candle for Gardeners", {"occasion:housewarming", "interest:gardening"}),
        ("Mother's Day Bouquet", {"occasion:mothers_day"}),
        ("Men's Slippers in Navy", {"gender:male", "colour:blue"}),
        ("Craft Beer Box", {"interest:wine_beer"}),
        ("Rustic Oak Board", {"style:rustic", "material:wood"}),
        ("Tasse für die beste Oma", {"for:grandma"}),
        ("Schultüte zur Einschulung", {"occasion:starting_school"}),
        ("Stricknadeln zum Stricken", {"interest:craft"}),
    ],
)
def test_topics_are_read_in_both_languages(title: str, codes: set[str]) -> None:
    assert codes <= about(title)


def test_beer_is_no_craft() -> None:
    assert "interest:craft" not in about("Craft Beer Box")


def test_a_description_that_names_many_occasions_names_none() -> None:
    few = about("Enamel Mug", "Made for Christmas mornings.")
    many = about("Enamel Mug", "Perfect for birthdays, Christmas, weddings and Easter.")

    assert "occasion:christmas" in few
    assert not any(code.startswith("occasion:") for code in many)


def test_people_of_a_description_are_not_whom_the_product_is_for() -> None:
    assert "for:dad" not in about("Oak Stool", "Made by a dad and his daughter.")
