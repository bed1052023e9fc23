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
