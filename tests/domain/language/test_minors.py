"""Minors among the recipients of a request."""

import pytest

from gifter_domain.language.understanding import understand


@pytest.mark.parametrize(
    "text",
    [
        "gift for a preteen who draws",
        "whisky for my high schooler",
        "present for a ninth grader",
        "something for a minor",
        "wine for my underage cousin",
        "a treat for my kid sister",
        "gift for my sons aged between six and eleven",
        "something for the under-10s",
        "gift for the children next door",
        "graduating from primary school",
        "gift for passing A-levels at 17",
        "gift for my godson, born 2019",
        "gift for my cousin, born in May 2015",
        "gift for a four-and-a-half-year-old",
        "gift for my niece's quinceañera",
        "gift for my friend and my 6 year old",
        "hamper for my mum, my dad and my 6 year old",
        "gift for my boss and her two small children",
        "gift for a year 6 pupil",
        "gift for my brother who is a schoolboy",
        "gift for my friend in high school",
        "for someone who is not yet 18",
        "gift for my 12 year old horse-mad niece",
        "gift for an 8 year old dog lover",
        "gift for my 8 year old who loves dogs",
        "my 8 year old loves horses",
        "Geschenk für meine 9-jährige Hundefreundin",
        "Geschenk für ein Schulkind",
        "Pralinen für einen Grundschüler",
        "Geschenk für einen Teenie",
        "Geschenk für meinen minderjährigen Cousin",
        "Geschenk für Kinder zwischen sechs und elf",
        "Geschenk für Jahrgang 2015",
        "Geschenk für meinen Neffen, geboren 2016",
        "Geschenk zum Abschluss der Grundschule",
        "Geschenk für die Nachbarskinder",
        "Geschenk für meine viereinhalbjährige Nichte",
        "Geschenk für einen Neuntklässler",
        "Geschenk für Mama, Papa und meine 8-jährige",
        "Geschenk für meinen Bruder in der 7. Klasse",
        "Geschenk für jemanden unter 18",
    ],
)
def test_any_minor_among_the_recipients_is_recognised(text: str) -> None:
    assert understand(text).adult is False


@pytest.mark.parametrize(
    "text",
    [
        "gift for a teacher in primary school",
        "gift for my wife, she is a first grade teacher",
        "gift for my aunt who teaches toddlers",
        "gift for my wife from me and our children",
        "gift for my 5'4 tall wife",
        "wine for my dad, under £18",
        "present for my 12 year old dog",
        "gift for my friend born in 1990",
        "Geschenk für meine Frau, sie ist Grundschullehrerin",
        "Wein für Papa, Jahrgang 2015",
        "Geschenk für meinen 12 Jahre alten Hund",
        "Geschenk für Oma mit zwei Enkeln",
    ],
)
def test_a_minor_who_gets_nothing_makes_nobody_a_minor(text: str) -> None:
    assert understand(text).adult is not False


@pytest.mark.parametrize("text", ["gift for my 12 year old dog", "my wife is 5'4 tall"])
def test_the_age_of_a_pet_and_a_height_are_no_ages(text: str) -> None:
    assert understand(text).ages == ()
