"""Topics of products: occasions, people, interests, colours, materials and styles."""

import pytest

from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.topics import TOPIC_CODES
from gifter_domain.catalogue.traits.trait import ProductText, Provenance
from gifter_domain.language.terms import OCCASIONS, RECIPIENTS
from gifter_domain.recommendations.interests import interests


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


def declared(
    *, tags: tuple[str, ...] = (), occasions: tuple[str, ...] = (), styles: tuple[str, ...] = ()
) -> dict[str, Provenance]:
    product = ProductText(title="Enamel Mug", tags=tags, occasions=occasions, styles=styles)
    return {trait.code: trait.provenance for trait in judge(product)}


def test_occasions_and_styles_of_the_shop_are_declared_by_the_brand() -> None:
    found = declared(occasions=("mothers_day", "valentines", "thank-you"), styles=("Botanical",))

    wanted = ("occasion:mothers_day", "occasion:valentines_day", "occasion:thank_you")
    for code in (*wanted, "style:botanical"):
        assert found[code] is Provenance.BRAND


def test_occasions_are_understood_in_another_language_than_the_text() -> None:
    assert "occasion:christmas" in declared(occasions=("Weihnachten",))


def test_tags_declare_interests_and_people() -> None:
    found = declared(tags=("For the golfer", "For Dad", "Under £20"))

    assert found["interest:golf"] is found["for:dad"] is Provenance.BRAND


def test_tags_declare_no_contents_against_the_text() -> None:
    text = ProductText(title="Brownie", specs="Ingredients: hazelnuts, sugar", tags=("Nut-free",))

    assert "nuts" in facts_of(judge(text)).contains


def test_what_is_declared_is_shown_with_the_words_that_say_it() -> None:
    text = ProductText(title="Enamel Mug", occasions=("birthday", "mothers_day"))
    trait = next(trait for trait in judge(text) if trait.code == "occasion:mothers_day")

    assert text.quoted(trait.evidence) == "mothers day"


def test_other_occasions_change_the_hash_of_the_text() -> None:
    before, after = ProductText(title="Mug"), ProductText(title="Mug", occasions=("easter",))

    assert before.hash() != after.hash()


def test_every_interest_of_a_request_is_a_topic_of_products() -> None:
    assert {f"interest:{code}" for code in interests()} <= TOPIC_CODES


def test_every_occasion_and_person_of_a_request_is_a_topic_or_a_gender() -> None:
    occasions = {f"occasion:{code}" for code in OCCASIONS}
    people = {f"for:{code}" for code in RECIPIENTS.keys() - {"man", "woman"}}

    assert occasions | people <= TOPIC_CODES
