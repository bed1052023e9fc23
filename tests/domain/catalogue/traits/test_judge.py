"""The rule judge: what a text says, and what it only sounds like."""

import pytest

from gifter_domain.catalogue.traits.codes import stored_codes
from gifter_domain.catalogue.traits.facts import Facts, facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText, Provenance, Value


def facts(title: str, specs: str | None = None, category: str | None = None) -> Facts:
    return facts_of(judge(ProductText(title=title, specs=specs, category=category)))


@pytest.mark.parametrize(
    ("title", "specs", "codes"),
    [
        ("Pear Cider, Six Bottles", "6.5% ABV", {"alcohol"}),
        ("Cashew Cheese Board", "Cashews, cultures", {"nuts"}),
        ("Fruit Loaf", "Wheat flour, egg, butter. May contain traces of walnuts.", {"nuts"}),
        ("Butter Shortbread Fingers", None, {"gluten", "milk"}),
        ("Box of Macarons", None, {"egg", "nuts"}),
        ("Suede Slippers", "Suede, sheepskin lining", {"leather", "wool", "clothing"}),
        ("Haselnusskekse", "Weizenmehl, Haselnüsse, Butter", {"nuts", "gluten", "milk"}),
        ("Kaffeelikör", "25 % vol", {"alcohol"}),
        ("Schal aus Merinowolle", "100 % Schurwolle", {"wool"}),
        ("Rehleder-Beutel", "Rehleder, von Hand genäht", {"leather"}),
        ("Fruit Jellies", "Sugar, apple, pectin", {"sugar"}),
        ("Zartbitterschokolade", "Kakaomasse, Zucker", {"chocolate", "sugar"}),
        ("Riesling from the Mosel", None, {"alcohol", "wine"}),
        ("Clip-On Studs", "Nickel silver", {"nickel"}),
        ("Garden Clogs", "Natural rubber", {"latex"}),
        ("Smart Kitchen Scales", None, {"gadgets"}),
        ("Desk Lamp", "Charges by USB-C", {"gadgets"}),
        ("Pottery Taster for Two", None, {"experiences"}),
        ("Gutschein für einen Kochkurs", None, {"experiences", "money"}),
        ("Yoga Block in Cork", None, {"fitness"}),
    ],
)
def test_contents_and_materials_are_found(title: str, specs: str | None, codes: set[str]) -> None:
    assert codes <= set(facts(title, specs).contains)


def test_a_topic_is_read_in_labels_and_not_in_descriptions() -> None:
    text = ProductText(title="Linen Bag", description="For the gym, or for a phone")

    assert {"fitness", "gadgets"}.isdisjoint(facts_of(judge(text)).contains)


def test_a_food_named_before_a_thing_is_possible() -> None:
    assert "pork" in facts("Salami Tray").maybe


@pytest.mark.parametrize(
    ("title", "specs", "code"),
    [
        ("Olive Wood Nut Bowl", "Olive wood", "nuts"),
        ("Handheld Milk Frother", "Steel", "milk"),
        ("Champagne-Coloured Ribbon", "Satin", "alcohol"),
        ("Crafted Tin Can Lantern", "Steel", "alcohol"),
        ("Spirit Level for Beginners", "Beech", "alcohol"),
        ("Ginger Beer, Six Bottles", "Ginger, sugar, water", "alcohol"),
        ("Butter-Soft Blanket", "Cotton", "milk"),
        ("Wool-Free Jumper", "Cotton", "wool"),
        ("Coconut Shell Candle Holder", "Coconut", "nuts"),
        ("Milchaufschäumer aus Stahl", "Edelstahl für die Küche", "milk"),
        ("Eieruhr in Hühnerform", "Kunststoff, für die Küche", "egg"),
        ("Fensterleder-Halter", "Stahl für das Bad", "food"),
    ],
)
def test_a_name_that_only_sounds_like_it_contains_nothing(
    title: str, specs: str, code: str
) -> None:
    assert code not in facts(title, specs).contains


@pytest.mark.parametrize(
    ("title", "specs", "codes"),
    [
        ("Alcohol-Free Gin", "Water, juniper", {"alcohol"}),
        ("Brownie Tin", "Free from gluten, dairy and nuts", {"gluten", "milk", "nuts"}),
        ("Vegan Leather Wallet", "Polyurethane", {"leather", "vegan"}),
        ("Faux Fur Throw", "Polyester", {"fur"}),
        ("Unscented Soap", None, {"scent"}),
        ("Glutenfreie Brownies", "Ohne Zucker und Milch", {"gluten", "sugar", "milk"}),
        ("Tasche aus Kunstleder", "Polyurethan", {"leather"}),
    ],
)
def test_freedom_is_read(title: str, specs: str | None, codes: set[str]) -> None:
    found = facts(title, specs)

    assert codes <= set(found.free_of)
    assert codes.isdisjoint(found.contains)


@pytest.mark.parametrize(
    ("title", "specs", "code"),
    [
        ("Oat Bar", "Contains tree nuts. Our other bars are free from nuts.", "nuts"),
        ("Brownie", "We cannot guarantee that this brownie is nut free.", "nuts"),
        ("Brownie", "This brownie isn't free from nuts", "nuts"),
        ("Brownie", "Not gluten-free, and not free from milk or nuts", "nuts"),
        ("Keks", "Leider nicht frei von Milch und Nüssen. Für die Küche.", "nuts"),
        ("Keks", "Nicht nussfrei", "nuts"),
        ("Keks", "Keine Garantie, dass die Kekse nussfrei sind", "nuts"),
        ("Bar", "Nut-free packaging. Ingredients: sugar, cocoa, hazelnut paste", "nuts"),
        ("Chocolate Bar", "Ingredients: sugar, cocoa, pistache", "nuts"),
        ("Schokolade", "Zutaten: Zucker, N&uuml;sse, Haselnu&szlig;mark", "nuts"),
        ("Chocolate", "Ingredients: sugar, ｈａｚｅｌｎｕｔ", "nuts"),
        ("Nut-Free Fudge", "Contains: milk, nuts", "nuts"),
        ("Vegan Brownie", "Ingredients: flour, butter, sugar", "milk"),
        ("Gluten-Free Cake", "Ingredients: wheat flour, sugar, eggs", "gluten"),
        ("Gin & Alcohol-Free Gin Duo", "One alcohol-free, one 40%", "alcohol"),
        ("Zero-Proof Gin and a Full-Strength One", None, "alcohol"),
        ("Alkoholfreier Sekt und ein Riesling", None, "alcohol"),
        ("Botanical Spirit", "Not alcohol-free", "alcohol"),
    ],
)
def test_freedom_that_is_denied_or_contradicted_or_of_something_else_does_not_count(
    title: str, specs: str | None, code: str
) -> None:
    found = facts(title, specs, "Food")

    assert code in found.contains
    assert code not in found.free_of
    assert "vegan" not in found.free_of


@pytest.mark.parametrize(
    ("title", "specs", "code"),
    [
        ("Brownie", "Not only nut-free but tasty", "nuts"),
        ("Gluten-Free Cake", "Ingredients: gluten-free flour, sugar, eggs", "gluten"),
        ("Gin & Tonic, Alcohol-Free", "Six cans", "alcohol"),
        ("Fudge", "Does not contain nuts", "nuts"),
    ],
)
def test_freedom_of_the_whole_product_counts(title: str, specs: str, code: str) -> None:
    assert code in facts(title, specs, "Food").free_of


def test_freedom_of_one_food_does_not_free_a_hamper() -> None:
    found = facts("Tea Time Hamper", "Gluten-free oat crackers, butter shortbread", "Hampers")

    assert "gluten" in found.contains


@pytest.mark.parametrize(
    ("specs", "ages"),
    [
        ("Ages 3-6", (3, 6)),
        ("For ages 8 and up", (8, 99)),
        ("18 months+", (1, 99)),
        ("Age 5+", (5, 99)),
        ("Ab 4 Jahren", (4, 99)),
        ("Für 6- bis 10-Jährige", None),
        ("Beech. 3+", (3, 99)),
        ("UMF 15+", None),
        ("0-12 months", (0, 1)),
        ("Von Geburt an", (0, 2)),
        ("For preschoolers", (3, 5)),
        ("Softest baby alpaca", None),
        ("First crop in 6-12 months", None),
        ("Keeps for three to four years", None),
        ("A spoon a child made", None),
        ("For children who dig", (3, 10)),
        ("Beech, 50+ pieces of fun", None),
    ],
)
def test_ages_are_read(specs: str, ages: tuple[int, int] | None) -> None:
    assert facts("Wooden Farm", specs, "Garden").for_ages == ages


@pytest.mark.parametrize(
    ("title", "specs", "category"),
    [
        ("Cards for Terrible Friends", "Ages 18+", "Games"),
        ("Sloe Gin", "28% ABV", "Drinks"),
        ("Cigar Cutter", "Steel", "Accessories"),
        ("Massagekerze für Paare", "Sojawachs. Ab 18.", "Erotik"),
    ],
)
def test_what_is_for_adults_only_is_marked(title: str, specs: str, category: str) -> None:
    assert facts(title, specs, category).adult_only


@pytest.mark.parametrize(
    "text",
    [
        "18 only",
        "Minimum age: 18 years",
        "PEGI 18",
        "Age restriction: 21+",
        "Must be of legal drinking age",
        "You must be eighteen or older.",
        "For age eighteen and over",
        "18 years and over",
        "Not for children. 18 only.",
        "Nicht für unter 18 Jahren",
        "Nur für Erwachsene",
        "Mindestalter: 18 Jahre",
        "Erst ab achtzehn, für die Party",
        "Kein Verkauf an Minderjährige",
        "Nicht für Jugendliche unter 18 Jahren",
    ],
)
def test_an_age_limit_marks_a_product_for_adults_and_names_no_ages_of_children(text: str) -> None:
    found = facts("Mystery Box", text)

    assert found.adult_only
    assert found.for_ages is None


@pytest.mark.parametrize(
    "text", ["18+ months", "Minimum age: 18 months", "21+ pieces", "18 only left", "18 cm and over"]
)
def test_other_numbers_are_no_age_limit(text: str) -> None:
    assert not facts("Wooden Blocks", text).adult_only


@pytest.mark.parametrize(
    ("title", "is_adult"),
    [
        ("Tattoo Voucher", True),
        ("Gutschein für ein Tattoo", True),
        ("Temporary Tattoos for Kids", False),
        ("Casino Night for Two", True),
        ("Brass Lighter", True),
        ("Sturmfeuerzeug", True),
        ("Candle Lighter", False),
        ("Poppers", True),
        ("Party Poppers", False),
        ("Scratch Cards", True),
        ("Rubbellose", True),
        ("Scratch-Off World Map", False),
        ("Babycham, Six Bottles", True),
        ("Twenty-Four Tiny Bottles of Rum", True),
        ("Pimm's No. 1 Cup", True),
        ("Kölsch-Kranz, elf Stangen", True),
        ("Prawn Cocktail Crisps", False),
        ("Alcohol-Based Ink Markers", False),
    ],
)
def test_some_kinds_are_for_adults_by_nature(title: str, is_adult: bool) -> None:
    assert facts(title).adult_only == is_adult


def test_barware_is_about_alcohol_and_contains_none() -> None:
    found = facts("Copper Cocktail Shaker", "Steel, copper", "Barware")

    assert "alcohol_theme" in found.contains
    assert "alcohol" not in found.contains
    assert not found.adult_only


@pytest.mark.parametrize(
    ("title", "specs", "unknown"),
    [
        ("Luxury Hamper", None, ("unknown_alcohol", "unknown_contents")),
        ("Dark Chocolate Box", None, ("unknown_contents",)),
        ("Dark Chocolate Box", "Cocoa mass, sugar", ()),
        ("Sea Salt in a Jar", None, ()),
        ("Beech Coat Hook", None, ()),
    ],
)
def test_food_that_does_not_say_what_is_in_it_is_unknown(
    title: str, specs: str | None, unknown: tuple[str, ...]
) -> None:
    assert facts(title, specs).unknown == unknown


def test_listed_ingredients_decide_what_chocolate_contains() -> None:
    listed = facts("Dark Chocolate Bar", "Ingredients: cocoa mass, sugar, cocoa butter.", "Food")
    unlisted = facts("Dark Chocolate Bar", None, "Food")

    assert "nuts" not in listed.maybe
    assert listed.unknown == ()
    assert "nuts" in unlisted.maybe


def test_the_list_of_one_food_does_not_speak_for_a_hamper() -> None:
    found = facts("Sweet Hamper", "Ingredients: cocoa mass, sugar. Milk chocolate, nougat.", "Food")

    assert {"milk", "nuts"} <= {*found.contains, *found.maybe}


@pytest.mark.parametrize(
    ("title", "specs"),
    [
        ("Walnut-Free Brownies", "Made without walnuts"),
        ("Cheese-Free Pesto", "No cheese"),
    ],
)
def test_being_without_one_food_is_not_being_free_of_its_allergen(title: str, specs: str) -> None:
    assert facts(title, specs, "Food").free_of == ()


def test_no_search_relies_on_freedom_from_lactose_as_freedom_from_milk() -> None:
    traits = judge(ProductText(title="Lactose-Free Pudding", category="Food"))

    assert facts_of(traits).free_of == ("milk",)
    assert "free:milk" not in stored_codes(traits)


def test_spirits_that_the_recipient_adds_are_possible() -> None:
    found = facts("Botanicals Box", "Juniper, bottles. Just add vodka.", "Craft")

    assert "alcohol" not in found.contains
    assert "alcohol" in found.maybe


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Haselnussstange", "nuts"),
        ("Käseplatte", "milk"),
        ("Cashewmus", "nuts"),
        ("Flusskrebse", "shellfish"),
        ("Biersocken", None),
        ("Austernpilzsuppe", None),
    ],
)
def test_the_first_part_of_a_german_compound_counts_in_food(title: str, code: str | None) -> None:
    dangerous = {*facts(title, None, "Lebensmittel").contains} & {"nuts", "milk", "shellfish"}

    assert dangerous == ({code} if code else set())


@pytest.mark.parametrize(
    ("title", "description", "specs", "category", "code"),
    [
        ("Squirrel-Proof Feeder", "A spring shuts the ports", "Steel", "Garden", "alcohol"),
        ("Cider Press", "The pulp lifts out in a cake.", "Oak, iron", "Drink", "egg"),
        ("Whisky Stones", "Stones to cool a dram", "For whisky or gin", "Drink", "alcohol"),
        ("Loose Black Tea", "A smoky cup that takes milk", "125 g", "Tea", "milk"),
        ("Heirloom Tomatoes", "Up to sandwich-sized", "6 packets of seeds", "Garden", "food"),
        ("Moonstone Stacking Ring", None, "Silver", "Jewellery", "toys"),
        ("Cat Scratching Log", None, "Ash, sisal", "Pets", "meat"),
    ],
)
def test_a_word_in_passing_contains_nothing(
    title: str, description: str | None, specs: str, category: str, code: str
) -> None:
    product = ProductText(title=title, description=description, specs=specs, category=category)

    assert code not in facts_of(judge(product)).contains


def test_a_tasting_contains_what_is_tasted() -> None:
    assert "alcohol" in facts("Evening with Six Wines", None, "Experiences").contains


def test_a_trait_carries_its_evidence() -> None:
    product = ProductText(title="Trail Snack", specs="Raisins, cashews", category="Food")

    nuts = next(trait for trait in judge(product) if trait.code == "nuts")

    assert nuts.value is Value.YES
    assert nuts.provenance is Provenance.RULES
    assert nuts.evidence.field == "specs"
    assert product.specs is not None
    assert product.specs[nuts.evidence.start : nuts.evidence.end] == "cashews"


def test_an_editor_outranks_every_other_source() -> None:
    assert max(Provenance) is Provenance.EDITOR
    assert Provenance.BRAND > Provenance.LANGUAGE_MODEL > Provenance.RULES > Provenance.NEIGHBOURS


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Haselnusswaffeln", "nuts"),
        ("Erdnussriegel", "peanuts"),
        ("Eierlikörtorte", "alcohol"),
        ("Räucherforellenfilet", "fish"),
    ],
)
def test_german_products_with_english_categories_are_read_in_german(title: str, code: str) -> None:
    assert code in facts(title, category="Food").contains


@pytest.mark.parametrize(
    "title",
    [
        "Cards Against Humanity",
        "Crossbow",
        "Throwing Knives",
        "Airsoft Pistol",
        "Snus Dose",
        "Silvesterrakete",
    ],
)
def test_rude_games_weapons_and_fireworks_are_for_adults_only(title: str) -> None:
    assert facts(title).adult_only


def test_a_town_is_no_burger() -> None:
    assert "gluten" not in facts("Pralinen aus Flensburg", category="Süßwaren").contains


@pytest.mark.parametrize(
    "title",
    [
        "Tobacco & Oak Candle",
        "Fireworks Jigsaw",
        "Toy Crossbow",
        "Cigar Box Guitar Kit",
        "Nude Lipstick",
        "Guinness World Records",
        "Tierlotto für Kinder",
    ],
)
def test_names_of_adult_things_for_other_things_are_for_everybody(title: str) -> None:
    assert not facts(title).adult_only


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Cards of Doom", "This party game is made for long evenings."),
        ("Sky High Cable Car", "Award-winning construction toys for small engineers."),
        ("Der Fluch", "Dieses Kartenspiel dauert zwanzig Minuten."),
    ],
)
def test_a_game_is_known_by_what_its_text_calls_it(title: str, description: str) -> None:
    product = ProductText(title=title, description=description)

    assert "toys" in facts_of(judge(product)).contains
