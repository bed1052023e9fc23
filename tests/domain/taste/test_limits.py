"""What is ruled out in words of one's own."""

import pytest

from gifter_domain.language.exclusions import own_limits
from gifter_domain.language.limits import LIMITS, Limit


@pytest.mark.parametrize(
    ("said", "own", "limits"),
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
def test_each_thing_that_is_said_counts_and_a_name_stands_for_all_that_it_names(
    said: str, own: tuple[str, ...], limits: list[str]
) -> None:
    found = own_limits([said])

    assert found[0] == Limit(own)
    assert set(found) >= {LIMITS[limit] for limit in limits}
    assert limits or len(found) == 1


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("self-help books", "self-help books"),
        ("pet food", "pet food"),
        ("black and white photographs", "black and white photographs"),
        ("ginger biscuits", "ginger biscuits"),
        ("non-alcoholic beer", "non-alcoholic beer"),
    ],
)
def test_a_word_beside_a_kind_of_gift_says_which_of_them_is_meant(said: str, own: str) -> None:
    (first, *others) = own_limits([said])

    assert first == Limit((own,))
    assert not others


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("must be gluten-free", "diet.gluten_free"),
        ("dairy free only", "diet.dairy_free"),
        ("non-vegan food", "diet.vegan"),
        ("anything non halal", "diet.halal"),
    ],
)
def test_what_must_be_so_is_not_ruled_out(said: str, limit: str) -> None:
    assert own_limits([said]) == (LIMITS[limit],)


@pytest.mark.parametrize(
    ("said", "own"),
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
def test_words_of_refusing_are_not_looked_for(said: str, own: str) -> None:
    assert own_limits([said]) == own_limits([own])
    assert own_limits([said])[0] == Limit((own,))


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("She dislikes candles he hates soap", ("candles", "soap")),
        ("his allergy means he can't have oranges", ("oranges",)),
    ],
)
def test_of_several_refusals_none_is_lost(said: str, own: tuple[str, ...]) -> None:
    assert own_limits([said]) == (Limit(own),)


@pytest.mark.parametrize(
    ("said", "thing"),
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
def test_what_is_not_eaten_goes_in_whatever_it_is_called(said: str, thing: str) -> None:
    assert thing in {word for limit in own_limits([said]) for word in limit.words}


def test_a_known_thing_counts_on_either_side_of_its_refusal() -> None:
    found = own_limits(["nuts he can't have in the house"])

    assert LIMITS["diet.nut_allergy"] in found
    assert {"nuts", "house"} <= {*found[0].words}


@pytest.mark.parametrize("said", ["cake stands", "teddy bears", "touch screens"])
def test_words_that_may_refuse_may_also_name_a_thing(said: str) -> None:
    assert own_limits([said]) == (Limit((said,)),)


@pytest.mark.parametrize(
    ("said", "limit"),
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
def test_what_somebody_is_rules_out_what_they_would_not_have(said: str, limit: str) -> None:
    assert own_limits([said]) == (LIMITS[limit],)


def test_unusual_plurals_are_the_same_word() -> None:
    assert own_limits(["scarves", "knife"]) == (Limit(("scarves", "scarf", "knife", "knives")),)


def test_what_says_nothing_stays_rather_than_rule_out_nothing() -> None:
    assert own_limits(["things"]) == (Limit(("things",)),)
    assert own_limits([]) == ()
