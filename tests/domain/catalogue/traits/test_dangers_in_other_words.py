"""Nuts, alcohol and things for adults only, in words that hide them, and words that sound alike."""

import pytest

from gifter_domain.catalogue.traits.facts import Facts, facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText


def facts(title: str, text: str = "") -> Facts:
    return facts_of(judge(ProductText(title=title, short_description=text or None)))


@pytest.mark.parametrize(
    ("title", "text", "codes"),
    [
        ("Plant Cheese", "Ingredients: cashew nuts, water, salt.", "nuts"),
        ("Plant Cheese", "Allergens: nuts", "nuts"),
        ("Vegan Brie", "Contains tree nuts.", "nuts"),
        ("Vegan Parmesan", "Ingredients: almonds (80 %), yeast flakes, salt", "nuts"),
        ("Plant Milk Set", "Almond, oat, cashew.", "nuts"),
        ("Plant-Based Truffles", "Made from pecans and dates.", "nuts"),
        ("Vegan Cheese Selection", "Cashew-based, three kinds.", "nuts"),
        ("Almond-Based Dessert", "Four pots.", "nuts"),
        ("Dairy-Free Spread", "Walnut-based, with herbs.", "nuts"),
        ("Trail Mix Pouch", "Raisins, cashews, seeds.", "nuts"),
        ("Granola Jar", "Oats, maple syrup, pecans.", "nuts gluten"),
        ("Plant Bites", "Allergy advice: contains peanuts.", "peanuts"),
        ("Vegan Nougat Bar", "Soft and chewy.", "nuts"),
        ("Macadamia Body Butter", "For dry skin.", "nuts"),
        ("Almond Hand Lotion", "With sweet almond oil.", "nuts"),
        ("Walnut Face Scrub", "Gentle on the skin.", "nuts"),
        ("Cashewmus", "100 % geröstet.", "nuts"),
        ("Mandelsplitter", "In Vollmilch.", "nuts milk"),
        ("Pistaziencreme", "Aus Sizilien.", "nuts"),
        ("Pistazieneis", "Ein halber Liter.", "nuts"),
        ("Nougatherz", "Zum Verschenken.", "nuts"),
        ("Haselnusstaler", "Handgemacht.", "nuts"),
        ("Walnussbrot", "Frisch gebacken.", "nuts gluten"),
        ("Cashewkäse", "Drei Sorten.", "nuts"),
        ("Mandelherzen", "Im Beutel.", "nuts"),
        ("Pekannussriegel", "Sechs Stück.", "nuts"),
        ("Macadamiakerne", "Geröstet und gesalzen.", "nuts"),
        ("Krokantstange", "Mit Vollmilch.", "nuts milk"),
        ("Marzipanschwein", "Zu Silvester.", "nuts"),
        ("Erdnussriegel", "Drei Stück.", "peanuts"),
        ("Veganer Aufschnitt", "Auf Mandelbasis.", "nuts"),
        ("Veganer Frischkäse", "Auf Basis von Cashewkernen.", "nuts"),
        ("Pflanzenkäse", "Zutaten: Cashewnüsse, Wasser, Salz.", "nuts"),
        ("Pflanzlicher Joghurt", "Allergene: Schalenfrüchte", "nuts"),
    ],
)
def test_nuts_are_found_wherever_the_text_names_them(title: str, text: str, codes: str) -> None:
    assert set(codes.split()) <= set(facts(title, text).contains)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nut-free? No: real hazelnut bar", ""),
        ("Free from nuts? Not this almond cake", ""),
        ("Nussfrei? Nein: echte Haselnüsse im Riegel", ""),
        ("Nut-Free Brownies", "Baked in a kitchen that also handles hazelnuts."),
        ("Nut-Free Fudge", "Our bakery also uses nuts."),
        ("Nut-Free Granola", "Oats, honey and almonds."),
        ("Nut-Free Cookies", "Ingredients: flour, butter, hazelnuts."),
        ("Nussfreie Kekse", "In unserer Backstube werden auch Haselnüsse verarbeitet."),
        ("Nussfreie Riegel", "Mit Mandeln und Datteln."),
    ],
)
def test_no_freedom_wins_over_a_nut_that_the_text_names(title: str, text: str) -> None:
    found = facts(title, text)

    assert "nuts" in found.contains
    assert "nuts" not in found.free_of


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nutcracker", "Beech wood."),
        ("Coconut Body Butter", "For dry skin."),
        ("Shea Butter Hand Cream", "Unscented."),
        ("Oiled Walnut Serving Board", "From one piece of wood."),
        ("Hazel Green Scarf", "Soft cotton."),
        ("Nutmeg Grater", "Steel."),
        ("Doughnut Cushion", "Cotton."),
        ("Nut-Free Brownies", "Baked in a nut-free kitchen."),
        ("Nut-Free Granola", "Oats, honey and seeds."),
        ("Nussknacker", "Aus dem Erzgebirge."),
        ("Nussbaumregal", "Geölt."),
        ("Kokosraspel", "200 g."),
        ("Muskatnussreibe", "Edelstahl."),
        ("Mandelförmige Ohrringe", "Silber."),
        ("Nussfreie Kekse", "In einer nussfreien Backstube gebacken."),
        ("Pistaziengrüne Vase", "Keramik."),
        ("Nusskuchenform", "Für zwölf Stücke."),
        ("Mandelbaum", "Im Topf."),
    ],
)
def test_no_nuts_are_found_in_names_that_only_sound_like_it(title: str, text: str) -> None:
    assert "nuts" not in facts(title, text).contains


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Weihnachtsbier-Kalender", "24 Dosen aus Bayern."),
        ("Weihnachtsbier", "Sechs Flaschen."),
        ("Osterbier", ""),
        ("Bierkasten", "20 Flaschen."),
        ("Gin Advent Calendar", "24 miniatures of gin."),
        ("Whisky Advent Calendar", "24 drams"),
        ("Wine Advent Calendar", "24 half bottles."),
        ("Beer Calendar", "24 doors."),
        ("Prosecco Crate", "Six from the Veneto."),
        ("Wine Case", "Twelve bottles"),
        ("Case of Claret", "Twelve bottles"),
        ("Pale Ale Variety Case", "12 cans."),
        ("Stout Discovery Crate", "Eight cans."),
        ("Rum Box", "Three miniatures."),
        ("Mixed Cider Box", "Twelve cans."),
        ("Wein-Adventskalender", "24 kleine Flaschen."),
        ("Whisky-Kalender", "24 Proben."),
        ("Craft-Beer-Adventskalender", "24 Dosen."),
        ("Rum Adventskalender", "24 Proben."),
        ("Likör-Adventskalender", "24 Fläschchen."),
        ("Rieslingkiste", "Sechs Flaschen."),
        ("Hefeweizen Kasten", "20 Flaschen."),
        ("Spätburgunderkarton", "Sechs Flaschen."),
        ("Sektkiste", "Sechs Flaschen."),
        ("Ginpaket", "Drei Flaschen."),
    ],
)
def test_a_calendar_or_case_of_a_drink_with_alcohol_contains_it(title: str, text: str) -> None:
    found = facts(title, text)

    assert "alcohol" in found.contains
    assert found.adult_only


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Wine Rack", "Oak, for twelve bottles."),
        ("Beer Mug", "Stoneware."),
        ("Gin Glasses", "Set of two."),
        ("Root Beer", "Six cans."),
        ("Rootbeer", "Six cans."),
        ("Ginger Beer", "Six bottles."),
        ("Ginger Beer Crate", "Twelve bottles."),
        ("Alcohol-Free Beer Case", "Twelve cans."),
        ("Tea Advent Calendar", "24 bags."),
        ("Empty Wine Crate", "For storing books."),
        ("Beer Mat Coasters", "Cork."),
        ("Phone Case in Rum Brown", "Silicone."),
        ("Violin Case", "With a strap."),
        ("Weinregal", "Für zwölf Flaschen."),
        ("Bierkrug", "Steingut."),
        ("Gingläser", "Zwei Stück."),
        ("Weingummi-Kalender", "24 Tüten."),
        ("Tee-Adventskalender", "24 Beutel."),
        ("Alkoholfreies Weihnachtsbier", "Sechs Flaschen."),
        ("Leere Weinkiste", "Als Regal."),
        ("Ginkgo-Kalender", "Zwölf Blätter."),
    ],
)
def test_things_about_a_drink_contain_no_alcohol(title: str, text: str) -> None:
    assert "alcohol" not in facts(title, text).contains


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Pleasure Kit for Her", "Discreetly boxed personal massager."),
        ("Rechargeable Personal Massager", "Whisper quiet, ships in plain packaging."),
        ("Bullet Massager", "For intimate moments."),
        ("Couples' Pleasure Box", "Discreet delivery."),
        ("Intimate Wand", "Body-safe silicone, twelve pulse patterns."),
        ("Solo Play Kit", "Body-safe silicone, in discreet packaging."),
        ("Love Egg with Remote", "Discreetly packed."),
        ("Self-Pleasure Gift Set", "Body safe."),
        ("Auflegevibrator", "Leise."),
        ("Intimmassager", "In neutraler Verpackung."),
        ("Lustbox für Paare", "Diskret verpackt."),
        ("Liebesspielzeug für sie", "Diskreter Versand."),
        ("Paarvibrator", "Mit Fernbedienung."),
        ("Verwöhnset für intime Momente", "Diskret verpackt."),
    ],
)
def test_intimate_products_in_discreet_words_are_for_adults(title: str, text: str) -> None:
    assert facts(title, text).adult_only


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Neck Massager", "Shiatsu, with heat."),
        ("Foot Massager", "In plain packaging."),
        ("Personal Diary", "With a discreet lock."),
        ("Guilty Pleasure Playlist Cards", "For a road trip."),
        ("Intimate Portraits", "A book of photographs of family life."),
        ("Nackenmassagegerät", "Mit Wärme."),
        ("Lustiges Kartenspiel", "Für die ganze Familie."),
        ("Diskreter Notizblock", "Für unterwegs."),
    ],
)
def test_harmless_products_with_such_words_are_for_everybody(title: str, text: str) -> None:
    assert not facts(title, text).adult_only
