"""Limits from free text such as "no leather or fur"."""

import pytest

from gifter_domain.language.exclusions import own_limits
from gifter_domain.language.limits import LIMITS, Limit


@pytest.mark.parametrize(
    ("phrase", "own", "limits"),
    [
        ("wool", ("wool",), ["material.wool"]),
        ("Anything made of LEATHER, please", ("leather",), ["material.leather"]),
        ("No jewelry", ("jewelry",), ["no.jewellery"]),
        ("nuts", ("nuts",), ["diet.nut_allergy"]),
        ("peanut butter", ("peanut butter",), []),
        ("leather, fur", ("leather", "fur"), ["material.leather", "material.fur"]),
        ("wool or leather", ("wool", "leather"), ["material.wool", "material.leather"]),
        ("wool/leather", ("wool", "leather"), ["material.wool", "material.leather"]),
        ("no silk, no wool & no fur", ("silk", "wool", "fur"), ["material.silk", "material.wool"]),
        ("leather goods", ("leather",), ["material.leather"]),
        ("any kind of alcohol", ("alcohol",), ["no.alcohol"]),
        ("strong alcohol", ("alcohol",), ["no.alcohol"]),
        ("alcoholic drinks", ("alcoholic",), ["no.alcohol"]),
        ("anything with alcohol in it", ("alcohol",), ["no.alcohol"]),
        ("scented candles", ("scented candles",), ["no.scent"]),
        ("leather-bound things", ("leather-bound",), ["material.leather"]),
        ("cheap jewellery and clothes", ("jewellery", "clothes"), ["no.jewellery", "no.clothes"]),
        ("candles and bath bombs", ("candles", "bath bombs"), []),
    ],
)
def test_each_named_thing_is_excluded_with_everything_its_name_covers(
    phrase: str, own: tuple[str, ...], limits: list[str]
) -> None:
    found = own_limits([phrase])

    assert found[0] == Limit(own)
    assert set(found) >= {LIMITS[limit] for limit in limits}
    assert limits or len(found) == 1


@pytest.mark.parametrize(
    ("phrase", "own"),
    [
        ("self-help books", "self-help books"),
        ("pet food", "pet food"),
        ("black and white photographs", "black and white photographs"),
        ("ginger biscuits", "ginger biscuits"),
        ("non-alcoholic beer", "non-alcoholic beer"),
    ],
)
def test_a_word_beside_a_kind_of_gift_narrows_the_exclusion(phrase: str, own: str) -> None:
    (first, *others) = own_limits([phrase])

    assert first == Limit((own,))
    assert not others


@pytest.mark.parametrize(
    ("phrase", "limit"),
    [
        ("must be gluten-free", "diet.gluten_free"),
        ("dairy free only", "diet.dairy_free"),
        ("non-vegan food", "diet.vegan"),
        ("anything non halal", "diet.halal"),
    ],
)
def test_a_requirement_excludes_its_opposite(phrase: str, limit: str) -> None:
    assert own_limits([phrase]) == (LIMITS[limit],)


@pytest.mark.parametrize(
    ("phrase", "own"),
    [
        ("allergic to strawberries", "strawberries"),
        ("hates mushrooms", "mushrooms"),
        ("intolerant to oats", "oats"),
        ("severely allergic to cats", "cats"),
        ("cats (allergic)", "cats"),
        ("tree nut allergy", "tree nut"),
        ("Lactose intolerant", "lactose"),
        ("I hate candles", "candles"),
        ("He can't stand candles", "candles"),
        ("She cannot stand candles", "candles"),
        ("he dislikes candles", "candles"),
        ("is not a fan of candles", "candles"),
        ("does not like candles", "candles"),
        ("she already has enough candles", "candles"),
        ("Candles - she's got enough", "candles"),
        ("candles; has plenty", "candles"),
        ("My aunt hates candles", "candles"),
        ("Candles, my aunt hates them so much", "candles"),
        ("candles because he can’t bear the smell", "candles"),
        ("avoid coffee", "coffee"),
        ("coffee - hates it", "coffee"),
        ("dislikes books", "books"),
        ("never wears wool", "wool"),
        ("allergic to linen", "linen"),
        ("doesn’t eat pork", "pork"),
        ("nothing with nuts in it - he's allergic", "nuts"),
        ("not allergic to nuts", "nuts"),
    ],
)
def test_refusal_words_are_not_part_of_the_excluded_words(phrase: str, own: str) -> None:
    assert own_limits([phrase]) == own_limits([own])
    assert own_limits([phrase])[0] == Limit((own,))


@pytest.mark.parametrize(
    ("phrase", "own"),
    [
        ("She dislikes candles he hates soap", ("candles", "soap")),
        ("his allergy means he can't have oranges", ("oranges",)),
    ],
)
def test_several_refusals_are_all_kept(phrase: str, own: tuple[str, ...]) -> None:
    assert own_limits([phrase]) == (Limit(own),)


@pytest.mark.parametrize(
    ("phrase", "thing"),
    [
        ("allergic to chocolate", "brownie"),
        ("hates coffee", "espresso"),
        ("allergic to peanuts", "satay"),
        ("allergic to oats", "granola"),
        ("allergic to milk", "cheese"),
        ("egg allergy", "meringue"),
        ("allergic to sesame", "tahini"),
    ],
)
def test_a_refused_food_excludes_products_that_contain_it(phrase: str, thing: str) -> None:
    assert thing in {word for limit in own_limits([phrase]) for word in limit.words}


def test_a_known_thing_counts_on_either_side_of_the_refusal() -> None:
    found = own_limits(["nuts he can't have in the house"])

    assert LIMITS["diet.nut_allergy"] in found
    assert {"nuts", "house"} <= {*found[0].words}


@pytest.mark.parametrize("phrase", ["cake stands", "teddy bears", "touch screens"])
def test_refusal_words_may_be_part_of_a_product_name(phrase: str) -> None:
    assert own_limits([phrase]) == (Limit((phrase,)),)


@pytest.mark.parametrize(
    ("phrase", "limit"),
    [
        ("coeliac", "diet.gluten_free"),
        ("She's a celiac", "diet.gluten_free"),
        ("Coeliac disease", "diet.gluten_free"),
        ("strictly vegan", "diet.vegan"),
        ("teetotal", "no.alcohol"),
        ("He doesn't drink", "no.alcohol"),
        ("never drinks at all", "no.alcohol"),
        ("diabetic", "diet.low_sugar"),
    ],
)
def test_a_description_of_a_person_excludes_products_they_avoid(phrase: str, limit: str) -> None:
    assert own_limits([phrase]) == (LIMITS[limit],)


def test_irregular_plurals_are_the_same_word() -> None:
    assert own_limits(["scarves", "knife"]) == (Limit(("scarves", "scarf", "knife", "knives")),)


def test_a_phrase_without_meaning_is_kept_as_it_is() -> None:
    assert own_limits(["things"]) == (Limit(("things",)),)
    assert own_limits([]) == ()
