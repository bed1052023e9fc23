"""Dangers in requests: an allergen, however it is named or spelt, must be refused."""

import pytest

from gifter_domain.language.understanding import understand


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("nuts", "allergies: nuts"),
        ("nuts", "marzipan for my friend (allergic: nuts)"),
        ("nuts", "food allergies (nuts)"),
        ("nuts milk", "allergic to: nuts, milk"),
        ("nuts", "Allergie: Nüsse. Pralinen bitte"),
        ("nuts egg milk", "allergic to practically everything: nuts, eggs, milk"),
        ("nuts", "allergic to nuts and loves cricket"),
        ("nuts", "anaphylaxis to cashews"),
        ("nuts", "she mustn't eat nuts"),
        ("peanuts", "my nephew goes into shock from peanuts"),
        ("nuts", "keep nuts away from her"),
        ("nuts", "er stirbt wenn er Nüsse isst"),
        ("nuts", "Nussalergie"),
        ("nuts", "a gift for my nut-alergic boss"),
        ("alcohol", "a recovering alcaholic"),
        ("nuts", "careful with nuts"),
        ("nuts", "a necklace for my aunt, no cashws"),
        ("nuts gluten", "biscuits with neither nuts nor gluten"),
        ("nuts", "nuts are deadly for her"),
        ("nuts", "carries an epipen for nuts"),
        ("nuts", "he will die if he eats nuts"),
        ("nuts", "treenut allergy"),
        ("milk", "milk protein allergy"),
        ("nuts", "🥜 allergy"),
        ("nuts", "er darf keine Nüsse essen"),
        ("nuts", "bekommt von Nüssen Ausschlag"),
        ("nuts", "alergic to nuts"),
        ("nuts", "nut alergy"),
        ("nuts", "allergic to nutts"),
        ("peanuts", "allergic too peanutes"),
        ("nuts", "keine nuesse"),
        ("nuts", "keine Nüße"),
        ("nuts", "allergisch gegen nuesse"),
        ("nuts", "allergic to n\u200buts"),
        ("alcohol", "he does not drink alchohol"),
        ("alcohol", "kein Alkhol bitte"),
        ("alcohol", "a gift for my pregnent wife"),
        ("gluten", "my celliac aunt"),
        ("alcohol", "a present for my dry dad"),
        ("alcohol", "mein trockener Onkel"),
        ("alcohol", "mein Vater hat aufgehört zu trinken"),
        ("alcohol", "he hasn't touched alcohol in ten years"),
        ("alcohol", "she's four months gone"),
        ("alcohol", "celebrating one year of sobriety"),
        ("alcohol", "my nondrinker friend"),
        ("vegan", "sie ernährt sich pflanzlich"),
    ],
)
def test_a_danger_is_refused_and_no_interest(codes: str, text: str) -> None:
    read = understand(text)

    assert set(codes.split()) <= set(read.excludes)
    assert not {"nuts", "milk", "alcohol", "peanuts"} & set(read.interests)


@pytest.mark.parametrize(
    "text",
    [
        "she loves nuts and chocolate",
        "can't live without chocolate",
        "kann nicht genug Schokolade bekommen",
        "Geschenk für meinen Schwager",
        "a Las Vegas poster for my friend",
        "chocolate for a colleague, careful with money",
    ],
)
def test_words_that_look_like_a_danger_refuse_nothing(text: str) -> None:
    assert understand(text).excludes == ()


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("please avoid: nuts, dairy, gluten", {"nuts", "milk", "gluten"}),
        ("no candles, mugs, socks, aunt who paints", {"candles", "mugs", "socks"}),
        ("no to: plastic, glitter, noise", {"plastic", "glitter", "noise"}),
        ("keine Kerzen, Tassen, Socken. Schwester", {"candles", "tassen", "socks"}),
        ("vermeiden: Alkohol, Schokolade", {"alcohol", "chocolate"}),
        ("no nuts, she likes books, wine, cheese", {"nuts"}),
        ("kein Schmuck, wandert gern, Wein", {"jewellery"}),
    ],
)
def test_a_list_of_refused_things_needs_no_last_conjunction(text: str, excluded: set[str]) -> None:
    assert set(understand(text).excludes) == excluded


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("neither of them eats meat", "meat"),
        ("it would not be right to give her anything that has nuts", "nuts"),
        ("he can't chew nuts or toffee", "nuts"),
        ("we couldn't possibly bring wine to them", "wine"),
        ("he's a martyr to gluten", "gluten"),
        ("her skin flares up with anything perfumed", "scent"),
        ("Schokolade hat ihr der Arzt verboten", "chocolate"),
        ("sie lässt gerade Milchprodukte weg", "milk"),
    ],
)
def test_a_negated_thing_is_excluded_however_it_is_said(text: str, code: str) -> None:
    assert code in understand(text).excludes


@pytest.mark.parametrize(
    "text",
    [
        "I'm not sure which wine she likes",
        "no pets, no garden, loves whisky",
        "we can't decide between wine and chocolate",
        "she doesn't mind milk",
        "er weiß nicht, welchen Wein sie mag",
    ],
)
def test_a_negation_of_something_else_excludes_no_product(text: str) -> None:
    assert {"wine", "alcohol", "chocolate", "milk"}.isdisjoint(understand(text).excludes)
