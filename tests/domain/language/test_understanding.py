"""Reading requests for gifts: each field, in English and German."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.language.understanding import UnderstoodRequest, understand


def _read(text: str) -> UnderstoodRequest:
    return understand(text, home_currency="GBP")


def _budget(text: str) -> tuple[int | None, int | None, str | None]:
    budget = _read(text).budget
    return (budget.min, budget.max, budget.currency) if budget else (None, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can't go over forty quid", (None, 4000, "GBP")),
        ("shouldn't cost more than €35", (None, 3500, "EUR")),
        ("we can't really stretch beyond £75", (None, 7500, "GBP")),
        ("nothing less than £30 please", (3000, None, "GBP")),
        ("no less than 20 pounds no more than 40 pounds", (2000, 4000, "GBP")),
        ("two hundred and fifty euros is our absolute limit", (None, 25000, "EUR")),
        ("anything above £60 is too much", (None, 6000, "GBP")),
        ("somewhere between thirty and fifty dollars", (3000, 5000, "USD")),
        ("under 1,50,000 rupees", (None, 15000000, "INR")),
        ("1 500 € for their anniversary", (None, 150000, "EUR")),
        ("my budget's about £40", (3000, 5000, "GBP")),
        ("about a tenner", (750, 1250, "GBP")),
        ("max 25", (None, 2500, "GBP")),
        ("darf nicht mehr als 40 Euro kosten", (None, 4000, "EUR")),
        ("mehr als 60 Euro möchte ich nicht ausgeben", (None, 6000, "EUR")),
        ("nichts unter 50 Euro für die Eltern", (5000, None, "EUR")),
        ("allerhöchstens hundertfünfzig Franken für den Chef", (None, 15000, "CHF")),
        ("1.200 € für eine Reise", (None, 120000, "EUR")),
        ("anything but over £50", (None, 5000, "GBP")),
        ("nowt over fifteen quid", (None, 1500, "GBP")),
        ("two and a half thousand pounds", (None, 250000, "GBP")),
        ("anderthalb tausend Euro", (None, 150000, "EUR")),
        ("zweieinhalbtausend Euro für die Eltern", (None, 250000, "EUR")),
        ("he earns £50000, spend £30", (None, 3000, "GBP")),
        ("spent £80 last year, this year £40", (None, 4000, "GBP")),
        ("kr 300", (None, 30000, "SEK")),
        ("budget 20-30", (2000, 3000, "GBP")),
        ("not less than 30", (3000, None, "GBP")),
        ("kids under 12", (None, None, None)),
        ("he is over 60", (None, None, None)),
    ],
)
def test_a_budget_has_the_limits_that_its_words_state(
    text: str, expected: tuple[int | None, int | None, str | None]
) -> None:
    assert _budget(text) == expected


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("five of us are chipping in £12 each for our manager", 6000),
        ("I'm putting in £30 and my sister is adding £20", 5000),
        ("zu viert je 25 Euro für unsere Trainerin", 10000),
    ],
)
def test_the_shares_of_several_givers_are_added_up(text: str, most: int) -> None:
    budget = _read(text).budget

    assert budget is not None
    assert (budget.max, budget.per) == (most, "total")


def test_a_budget_for_each_recipient_is_not_added_up() -> None:
    read = _read("£20 max each for three nieces aged 4, 6 and 9")

    assert read.budget is not None
    assert (read.budget.max, read.budget.per) == (2000, "each")
    assert (read.people, read.ages) == (3, ((4, 4), (6, 6), (9, 9)))


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("a guy who's given up drinking, loves vinyl", ["alcohol"]),
        ("pregnant sister needs cheering up", ["alcohol"]),
        ("coeliac brother, baking mad", ["gluten"]),
        ("lactose-free chocolates", ["milk"]),
        ("she's allergic to tree nuts and shellfish", ["nuts", "shellfish"]),
        ("no perfume, no candles", ["scent", "candles"]),
        ("nothing made of real leather", ["leather"]),
        ("my mate doesn't drink coffee, he does drink tea", ["coffee"]),
        ("wool makes her itch", ["wool"]),
        ("he finds cufflinks boring", ["cufflinks"]),
        ("mein Bruder trinkt nicht mehr, mag Angeln", ["alcohol"]),
        ("nichts aus Wolle oder Seide", ["wool", "silk"]),
        ("sie kann mit Schmuck nichts anfangen", ["jewellery"]),
        ("hat eine Erdnussallergie", ["peanuts"]),
        ("sie mag Rosa überhaupt nicht", ["rosa"]),
        ("she gets migraines from perfume", ["scent"]),
        ("dad stopped eating red meat", ["meat"]),
        ("flowers give him hay fever", ["flowers"]),
        ("auf Nüsse reagiert er allergisch", ["nuts"]),
        ("bitte auf Plastik verzichten", ["plastic"]),
    ],
)
def test_refusals_and_states_exclude(text: str, excluded: list[str]) -> None:
    assert list(_read(text).excludes) == excluded


@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("never says no to cake", "cake"),
        ("couldn't live without his bike", "bike"),
        ("can't get enough of true crime podcasts", "true crime podcasts"),
        ("nothing beats a good curry", "curry"),
        ("dad never misses a match", "match"),
        ("kann nie genug Schokolade haben", "schokolade"),
        ("sagt nie nein zu Kuchen", "kuchen"),
    ],
)
def test_praise_is_an_interest_and_excludes_nothing(text: str, liked: str) -> None:
    read = _read(text)

    assert read.excludes == ()
    assert liked in read.interests


def test_what_they_have_is_owned() -> None:
    assert _read("she already has a teapot").owned == ("teapot",)
    assert _read("Tassen hat er genug").owned == ("tassen",)


def test_another_of_what_they_have_is_excluded_too() -> None:
    read = _read("he just got a new coffee machine so not that")

    assert read.owned == read.excludes == ("coffee machine",)


@pytest.mark.parametrize(
    ("text", "relationship"),
    [
        ("My wife and I need a present for our son's teacher", "teacher"),
        ("something for my boyfriend's sister's baby", "baby"),
        ("für die Lehrerin meines Sohnes", "teacher"),
        ("Tochter meiner Kollegin, 11, reitet", "daughter"),
        ("gift for expecting mum", None),
    ],
)
def test_the_recipient_is_the_last_of_a_chain(text: str, relationship: str | None) -> None:
    assert _read(text).relationship == relationship


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("hanukkah present for my aunt", "hanukkah"),
        ("christening gift for my goddaughter", "christening"),
        ("it's not her birthday, just something nice", "just_because"),
        ("any ideas for my aunt who gardens? thanks!", None),
        ("Richtfest bei Freunden", "housewarming"),
        ("Oma wird 80", "birthday"),
    ],
)
def test_the_occasion_is_the_one_that_is_celebrated(text: str, occasion: str | None) -> None:
    assert _read(text).occasion == occasion


@pytest.mark.parametrize(
    ("text", "adult"),
    [
        ("my daughter (14) is into K-pop", False),
        ("bar mitzvah for my friend's son", False),
        ("sechsjähriger Junge", False),
        ("my son's piano teacher", True),
        ("for my niece who paints", None),
    ],
)
def test_a_minor_is_recognised(text: str, adult: bool | None) -> None:
    assert _read(text).adult is adult


def test_of_another_language_only_the_budget_and_the_words_are_read() -> None:
    read = _read("un cadeau pour ma mère qui aime le jardinage, moins de 30 euros")

    assert (read.language, read.supported, read.relationship) == ("fr", False, None)
    assert read.budget is not None
    assert read.budget.max == 3000
    assert read.words == ("jardinage",)


def test_spans_are_places_of_the_text_as_written() -> None:
    text = "My  AUNT’s birthday, under £20"

    parts = {span.field: text[span.start : span.end] for span in _read(text).spans}

    assert parts == {"relationship": "AUNT", "occasion": "birthday", "budget": "under £20"}


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(0 <= s.start < s.end <= len(text) for s in _read(text).spans)


@given(st.text(alphabet="0123456789 .,'£€kK%-–+abceinoru", max_size=60))
def test_any_mixture_of_numbers_is_read_without_an_error(text: str) -> None:
    _read(text)
