"""Refused things in free text such as "no leather or fur"."""

import pytest

from gifter_domain.language.refused import refused_in


@pytest.mark.parametrize(
    ("phrase", "things"),
    [
        ("wool", ["wool"]),
        ("Anything made of LEATHER, please", ["leather"]),
        ("No jewelry", ["jewellery"]),
        ("nuts", ["nuts"]),
        ("peanut butter", ["peanuts", "milk"]),
        ("leather, fur", ["leather", "fur"]),
        ("wool or leather", ["wool", "leather"]),
        ("wool/leather", ["wool", "leather"]),
        ("no silk, no wool & no fur", ["silk", "wool", "fur"]),
        ("leather goods", ["leather"]),
        ("any kind of alcohol", ["alcohol"]),
        ("anything with alcohol in it", ["alcohol"]),
        ("scented candles", ["candles"]),
        ("leather-bound things", ["leather"]),
        ("cheap jewellery and clothes", ["jewellery", "clothing"]),
        ("candles and tea towels", ["candles", "tea towels"]),
        ("tree nuts, dairy and eggs", ["nuts", "milk", "egg"]),
        ("Leder oder Wolle", ["leather", "wool"]),
        ("Haselnüsse", ["nuts"]),
        ("ginger biscuits", ["ginger biscuits"]),
        ("clowns", ["clowns"]),
    ],
)
def test_each_named_thing_is_refused_by_its_code_or_its_words(
    phrase: str, things: list[str]
) -> None:
    assert [*refused_in(phrase)] == things


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("must be gluten-free", "gluten"),
        ("dairy free only", "milk"),
        ("non-vegan food", "vegan"),
        ("anything non halal", "halal"),
    ],
)
def test_a_requirement_refuses_its_opposite(phrase: str, code: str) -> None:
    assert refused_in(phrase) == (code,)


@pytest.mark.parametrize(
    ("phrase", "thing"),
    [
        ("allergic to strawberries", "strawberries"),
        ("hates mushrooms", "mushrooms"),
        ("intolerant to oats", "oats"),
        ("severely allergic to cats", "cats"),
        ("cats (allergic)", "cats"),
        ("tree nut allergy", "tree nuts"),
        ("Lactose intolerant", "lactose"),
        ("I hate candles", "candles"),
        ("He can't stand candles", "candles"),
        ("She cannot stand candles", "candles"),
        ("is not a fan of candles", "candles"),
        ("does not like candles", "candles"),
        ("she already has enough candles", "candles"),
        ("Candles - she's got enough", "candles"),
        ("candles; has plenty", "candles"),
        ("Candles, my aunt hates them so much", "candles"),
        ("avoid coffee", "coffee"),
        ("coffee - hates it", "coffee"),
        ("never wears wool", "wool"),
        ("doesn’t eat pork", "pork"),
        ("nothing with nuts in it - he's allergic", "nuts"),
        ("not allergic to nuts", "nuts"),
    ],
)
def test_refusal_words_are_not_part_of_the_refused_thing(phrase: str, thing: str) -> None:
    assert refused_in(phrase) == refused_in(thing)


@pytest.mark.parametrize(
    ("phrase", "things"),
    [
        ("She dislikes candles he hates soap", {"candles", "soap"}),
        ("his allergy means he can't have nuts", {"nuts"}),
        ("nuts he can't have in the house", {"nuts", "house"}),
        ("candles because he can’t bear the smell", {"candles", "smell"}),
    ],
)
def test_things_on_either_side_of_a_refusal_are_refused(phrase: str, things: set[str]) -> None:
    assert {*refused_in(phrase)} == things


@pytest.mark.parametrize("phrase", ["cake stands", "teddy bears", "touch screens"])
def test_refusal_words_may_be_part_of_a_product_name(phrase: str) -> None:
    assert refused_in(phrase) == (phrase,)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("coeliac", "gluten"),
        ("She's a celiac", "gluten"),
        ("Coeliac disease", "gluten"),
        ("strictly vegan", "vegan"),
        ("teetotal", "alcohol"),
        ("He doesn't drink", "alcohol"),
        ("never drinks at all", "alcohol"),
        ("diabetic", "sugar"),
    ],
)
def test_a_description_of_a_person_refuses_what_they_avoid(phrase: str, code: str) -> None:
    assert refused_in(phrase) == (code,)


def test_a_phrase_without_a_thing_refuses_itself() -> None:
    assert refused_in("Things") == ("things",)
