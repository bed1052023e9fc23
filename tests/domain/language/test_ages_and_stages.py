"""Ages and stages of childhood, in the usual ways to say them; labelled before they were run."""

import pytest

from gifter_domain.language.understanding import understand

MINORS = [
    "my niece, 9yrs, adores horses",
    "godson is 11 years and into chess",
    "cousin, 16yrs, wants to learn to cook",
    "a nephew of thirteen who loves cheese",
    "for my godson aged about 12",
    "stepdaughter, about 15, bakes a lot",
    "my brother is barely 17 and loves gin",
    "she's going on fifteen",
    "toys for children, 5-8 years",
    "the twins will be three in June",
    "my daughter's friends, both 13",
    "a nine yaer old girl",
    "a lad who is revising for his GCSEs",
    "our foster son loves football",
    "present for a foster daughter",
    "for the two foster kids next week",
    "the paper girl, for Christmas",
    "a tip for our paperboy",
    "exchange student, sixteen, from Spain",
    "my sister's lad is in Y9",
    "her girl has just started secondary",
    "for my nursery-aged nephew",
    "a preschool-age cousin",
    "high school sophomore who bakes",
    "a freshman in high school",
    "she is in reception this year",
    "he starts kindergarten in autumn",
    "SATs are over, a treat for her",
    "something for the local playgroup",
    "she goes to Brownies every Tuesday",
    "a prize for our Cub Scouts",
    "the christening of my friend's baby",
    "he has just lost his first tooth",
    "she's not old enough to drive",
    "my mate's boy in year ten",
    "Nichte, 9 J., malt gern",
    "Neffe, knapp 12, spielt Schach",
    "meine Cousine ist etwa fünfzehn",
    "mein Patenkind wird bald 6",
    "fast 14, mag Messer und Kochen",
    "kaum 16 und schon Whiskyfan",
    "unser Azubi ist erst 16",
    "ein Geschenk für ein Vorschulkind",
    "sie geht in die Vorschule",
    "mein Neffe ist in der Siebten",
    "seine Tochter kommt in die Fünfte",
    "die Erzieherin sucht etwas für ihre Kita-Gruppe",
    "für unseren Pflegesohn",
    "unsere Pflegetochter kocht gern",
    "zur Tauffeier von Emil",
    "für den Zeitungsjungen",
    "mein Cousin macht gerade die mittlere Reife",
    "Pfadfinder im Alter von 8 bis 10",
    "er geht noch in die Krippe",
    "Geschenk für Kinder, 4-6 Jahre",
    "a 10-y-o who loves knives",
    "a treat for junior school leavers",
    "our babysitter, 16, loves baking",
    "my apprentice is 17 and likes cider",
    "my sister just turned sixteen",
    "mein Sohn ist in der Pubertät",
    "sie ist zarte 13",
    "er macht nächstes Jahr Abitur",
    "er ist erst 15 und mag Bier",
    "an eighth birthday, cake",
    "my daughter turns double digits",
    "a ring bearer for our wedding",
    "Geschenk zum zehnten Geburtstag, Kuchen",
    "Kindergeburtstag, Mitgebsel",
    "sie geht aufs Gymnasium",
    "er ist in der Oberstufe",
    "mein Nachhilfeschüler mag Bier",
]
NOT_MINORS = [
    "girls' night out with my old mates, gin",
    "boys' weekend, poker and beer",
    "my uncle works with children",
    "he teaches kids to swim",
    "she looks after toddlers for a living",
    "my brother, father of two children (3 and 5)",
    "my sister, mum of three kids, 4, 6 and 8",
    "my girl and I have been together five years",
    "my girlfriend loves wine",
    "for our child minder",
    "a secondary school teacher who loves wine",
    "a primary school headteacher",
    "my foster son turned 27",
    "we are six and give £10 each",
    "we're five colleagues, £8 each",
    "my wife works in reception at a hotel",
    "a paediatric nurse who likes gin",
    "a bottle for the nursery manager",
    "her brownies are the best, she bakes for my office",
    "my dad is in his second childhood, loves trains",
    "my parents have been married 16 years",
    "friend of 15 years who loves whisky",
    "my boss and I go back 17 years",
    "he's a Scout leader and likes whisky",
    "my husband, who was a freshman with me",
    "my old school friend likes wine",
    "he went to art school and loves wine",
    "mein Bruder, Vater von zwei Kindern (5 und 8)",
    "Mutter von drei Kindern, trinkt gern Wein",
    "eine junge Familie zieht ein",
    "für eine junge Frau, die gern Wein trinkt",
    "sie arbeitet mit Kindern und mag Wein",
    "er unterrichtet Kinder",
    "15 Euro pro Kopf, wir sind sieben",
    "wir sind acht und geben je 10 Euro",
    "unsere Tagesmutter trinkt gern Wein",
    "Mädelsabend mit Prosecco",
    "mein Chef ist Vater geworden",
    "meine Eltern sind seit 16 Jahren verheiratet",
    "unser Azubi ist 22 und mag Bier",
    "a hen do for the girls, prosecco",
    "he's a big kid at heart and loves whisky",
    "my friend who runs a nursery likes wine",
    "my sister fosters children and needs wine",
    "a malt aged 15 years",
    "we've known them 10-12 years, wine",
    "my dog is 8 years",
    "my cousin just had a baby, gin",
    "foster parents who like wine",
    "the school caretaker loves whisky",
    "a Brownie leader who likes gin",
    "mein Kind ist erwachsen und mag Wein",
    "rund 15, Tasse",
    "für meine alte Schulfreundin, Wein",
    "a present for the teachers at nursery",
    "our daughter's nursery key worker, prosecco",
    "something for the girl I'm dating",
    "an old boys' rugby club, beer",
    "my best mate from school loves whisky",
    "my dad, whose grandchildren adore him, whisky",
]
# The age is unknown, but the text speaks of a child, a school or a teenager.
MENTIONS = [
    "something for school, with drinks",
    "the youngest one of the school choir",
    "school leaver who likes whisky",
    "our teenage son's best friend",
    "an exchange student from Scotland",
    "prize for the school raffle",
    "a drink for the end of the school term",
    "for someone at my daughter's school",
    "a present for the youth club",
    "etwas für die Schule, Getränke",
    "ein Austauschschüler aus Schottland",
    "die Freundin meines jugendlichen Sohnes",
    "für das Schulfest",
    "der beste Freund unserer Kinder",
    "end of term gift for class 4B",
    "etwas für die Klasse meiner Tochter",
    "für die Klassenfahrt, Getränke",
]
OTHER_LANGUAGES = [
    "whisky pour mon enfant",
    "un cadeau pour ma fille de 9 ans",
    "cadeau pour un bébé",
    "regalo para un niño que adora el vino",
    "whisky para mi hijo de 12 años",
    "vino per mio nipote di dieci anni, è un bambino",
    "regalo per mia figlia di 14 anni",
    "bier voor mijn zoon van 14 jaar",
    "cadeau voor een kind dat houdt van bier",
    "prezent dla dziecka 5 lat, whisky",
    "prezent dla córki, ma 8 lat",
    "present till ett barn som gillar öl",
    "present till min dotter, 9 år",
    "presente para uma criança, cerveja",
    "presente para meu filho de 11 anos",
]
GROWN_UPS_ABROAD = [
    "un cadeau pour mon père qui aime le whisky",
    "un cadeau pour ma femme de 40 ans",
    "regalo para mi madre, vino",
    "whisky per mio padre di 60 anni",
    "cadeau voor mijn vader die van bier houdt",
    "prezent dla mojej mamy, 50 lat",
    "present till min pappa som gillar öl",
    "presente para meu pai, cerveja",
]


@pytest.mark.parametrize("text", MINORS)
def test_a_young_age_or_a_stage_of_childhood_makes_a_minor(text: str) -> None:
    assert understand(text).adult is False


@pytest.mark.parametrize("text", NOT_MINORS)
def test_people_who_only_deal_with_children_are_no_minors(text: str) -> None:
    read = understand(text)
    assert read.adult is not False
    assert not read.may_be_minor


@pytest.mark.parametrize("text", MENTIONS)
def test_a_mention_of_childhood_with_no_age_may_mean_a_minor(text: str) -> None:
    read = understand(text)
    assert read.adult is False or read.may_be_minor


@pytest.mark.parametrize("text", OTHER_LANGUAGES)
def test_a_child_in_an_unread_language_may_be_a_minor(text: str) -> None:
    assert understand(text).may_be_minor


@pytest.mark.parametrize("text", GROWN_UPS_ABROAD)
def test_a_grown_up_in_an_unread_language_is_no_minor(text: str) -> None:
    assert not understand(text).may_be_minor
    assert understand(text).excludes == ()


@pytest.mark.parametrize(
    "text",
    [
        "un cadeau pour ma sœur qui est enceinte",
        "un cadeau pour mon père qui ne boit pas",
        "regalo para mi hermana embarazada",
        "regalo para mi padre, que no bebe",
        "regalo per mia sorella incinta",
        "cadeau voor mijn vader, hij drinkt niet",
        "prezent dla taty, który nie pije",
        "present till min pappa som är nykterist",
        "presente para minha irmã grávida",
    ],
)
def test_the_sober_and_the_pregnant_are_known_in_unread_languages(text: str) -> None:
    assert understand(text).excludes == ("alcohol",)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("my niece, 9yrs, adores horses", [(9, 9)]),
        ("godson is 11 years and into chess", [(11, 11)]),
        ("a nephew of thirteen who loves cheese", [(13, 13)]),
        ("for my godson aged about 12", [(12, 12)]),
        ("my brother is barely 17", [(17, 17)]),
        ("she's going on fifteen", [(15, 15)]),
        ("toys for children, 5-8 years", [(5, 8)]),
        ("they'll be three in June", [(3, 3)]),
        ("my daughter's friends, both 13", [(13, 13)]),
        ("a nine yaer old girl", [(9, 9)]),
        ("meine Cousine ist etwa fünfzehn", [(15, 15)]),
        ("Neffe, knapp 12, spielt Schach", [(12, 12)]),
        ("fast 14, mag Messer und Kochen", [(14, 14)]),
        ("Geschenk für Kinder, 4-6 Jahre", [(4, 6)]),
        ("wir sind acht und geben je 10 Euro", []),
        ("we are six and give £10 each", []),
        ("my brother, father of two children (3 and 5)", []),
        ("mein Bruder, Vater von zwei Kindern (5 und 8)", []),
        ("my parents have been married 16 years", []),
        ("friend of 15 years who loves whisky", []),
        ("a scarf, about 15", []),
    ],
)
def test_ages_are_read_in_the_usual_ways(text: str, ages: list[tuple[int, int]]) -> None:
    assert list(understand(text).ages) == ages


@pytest.mark.parametrize(
    ("text", "relationship"),
    [
        ("my brother's wife turns 40", "sister"),
        ("my sister's husband loves golf", "brother"),
        ("our children's nanny is leaving", "other"),
        ("our kids' nanny", "other"),
        ("etwas für die Frau meines Bruders", "sister"),
        ("der Mann meiner Schwester wird 40", "brother"),
        ("cheer my flatmate up", "flatmate"),
        ("something to perk our neighbour up", "neighbour"),
        ("my brother's wife's mother", "mum"),
    ],
)
def test_relatives_by_marriage_and_nannies_are_told_apart(text: str, relationship: str) -> None:
    assert understand(text).relationship == relationship
