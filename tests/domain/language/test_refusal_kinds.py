"""Kinds of refusals: sobriety, pregnancy, reactions to food, the giver's own limits, and likes."""

import pytest

from gifter_domain.language.understanding import understand


@pytest.mark.parametrize(
    "text",
    [
        "He's three years into recovery and loves whisky",
        "she is two years into her recovery",
        "my brother goes to AA",
        "my sister attends AA meetings",
        "he found AA last spring and collects records",
        "my uncle is working the twelve steps",
        "my dad was never a drinker",
        "my dad's never been a drinker",
        "mum was never much of a drinker",
        "he used to drink but doesn't any more",
        "she used to love wine but doesn't drink any longer",
        "my dad used to love whisky but no longer drinks it",
        "he loved his gin but can't have it any more",
        "he's getting over an addiction to drink",
        "she is battling alcohol addiction",
        "my brother-in-law just got out of rehab",
        "he's in detox at the moment",
        "zero-proof only",
        "she only has mocktails these days",
        "for religious reasons he doesn't touch a drop",
        "my colleague doesn't drink for religious reasons, a hamper",
        "his faith doesn't allow him to drink",
        "she's laid off the drink since spring",
        "he put the bottle down for good in 2019",
        "she has a bun in the oven",
        "she just found out she's having twins",
        "they're having a little one in June",
        "my sister is eating for two",
        "my friend is due any day",
        "she's carrying her second",
        "she's in her third trimester",
        "there's a little one on the way",
        "für meinen Kollegen, der aus religiösen Gründen nicht trinkt: Geschenkkorb",
        "mein Opa darf nicht mehr trinken",
        "mein Vater darf nichts trinken wegen der Leber",
        "mein Onkel ist Nichttrinker",
        "Sie macht gerade eine Entziehungskur",
        "er macht einen Entzug",
        "er ist seit zwei Jahren weg vom Alkohol",
        "sie bekommt im Mai ein Baby",
        "meine Schwester kriegt bald ein Kind",
        "sie hat einen Braten in der Röhre",
        "bei ihr ist ein Baby unterwegs",
        "er geht zu den Anonymen Alkoholikern",
        "sie hat dem Alkohol abgeschworen",
        "my uncle had his last drink in 2015",
        "he turned his back on the booze",
        "he isn't allowed a drop on his medication",
        "my mum has sworn never to drink again",
        "mein Bruder ist clean",
        "mein Vater hatte ein Problem mit dem Trinken",
        "früher hat er gern Wein getrunken, jetzt trinkt er keinen mehr",
    ],
)
def test_who_must_not_or_does_not_drink_gets_no_alcohol(text: str) -> None:
    read = understand(text)

    assert "alcohol" in read.excludes
    assert {"aa", "drink", "whisky", "wine", "gin", "wein", "alkohol"}.isdisjoint(read.interests)


@pytest.mark.parametrize(
    "text",
    [
        "my dad loves his whisky and is recovering from a knee operation",
        "he can't drink enough coffee",
        "she needs AA batteries for her camera",
        "he's having a party and loves beer",
        "we're having twins over for tea",
        "her bump-free skin cream",
        "she's expecting guests and loves prosecco",
        "he is expecting a promotion, whisky fan",
        "er trinkt nie ohne Grund",
        "she is having a ball in retirement and likes wine",
        "he never turns down a whisky",
        "my uncle is a keen wine drinker",
        "mein Opa trinkt gern Wein",
        "sie trinkt nicht nur Kaffee, sie liebt auch Wein",
        "er bekommt im Mai einen neuen Job und mag Whisky",
    ],
)
def test_words_that_resemble_sobriety_refuse_no_alcohol(text: str) -> None:
    assert "alcohol" not in understand(text).excludes


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nuts", "she swells up if she eats almonds, romantic night in"),
        ("nuts", "she'll end up in A&E if she eats a walnut"),
        ("nuts", "he ended up in hospital after one cashew"),
        ("peanuts", "her throat closes up when there are peanuts about"),
        ("shellfish", "prawns make his lips swell"),
        ("egg", "he comes up in welts from eggs"),
        ("milk", "she's doubled over for days if she has cheese"),
        ("sesame", "sesame brings on an attack"),
        ("milk", "dairy plays havoc with her stomach"),
        ("nuts", "he stops breathing if he eats hazelnuts"),
        ("nuts", "one pistachio and she's in an ambulance"),
        ("fish", "he gets violently sick from fish"),
        ("wool", "wool brings her out in a rash"),
        ("nuts", "Haselnüsse lösen bei ihr Atemnot aus"),
        ("nuts", "von Mandeln schwillt ihm der Hals zu"),
        ("nuts", "wenn sie Walnüsse isst, landet sie in der Notaufnahme"),
        ("peanuts", "bei Erdnüssen bekommt er keine Luft mehr"),
        ("milk", "Milch verursacht bei ihm Durchfall"),
        ("egg", "nach Eiern bekommt sie Quaddeln"),
        ("peanuts", "my nefew is alergik to penuts"),
        ("nuts", "she's allergick to wallnuts"),
        ("nuts", "alurgic to hazlenutts"),
        ("nuts", "allerjic to cashoos"),
        ("peanuts", "elergic to peenuts"),
        ("gluten", "glutenfree girlfreind"),
        ("gluten", "she is a seliac"),
        ("milk", "lactoze intollerant brother"),
        ("peanuts", "alergisch gegen Ertnüsse"),
        ("nuts", "Hasselnuss Allergi"),
        ("egg", "sie hat eine Eiallergie"),
        ("nuts", "she carries an inhaler because of hazelnuts"),
        ("egg", "a single egg and he's covered in hives"),
        ("nuts", "pistachios would finish her off"),
        ("shellfish", "he nearly died from a prawn"),
        ("nuts", "cashew = hospital"),
        ("nuts", "he'd be in resus if he ate a walnut, so breathing comes first"),
        ("milk", "cheese doesn't agree with her"),
        ("nickel", "nickel brings her skin up in blisters"),
        ("wool", "wool makes his skin crawl"),
        ("nuts", "Nüsse machen ihm den Hals dick"),
        ("feathers", "sie niest bei Daunen"),
        ("nuts", "nutt alurgy"),
        ("nuts", "Nus Alergie"),
    ],
)
def test_a_reaction_or_a_misspelt_allergy_is_an_allergy(code: str, text: str) -> None:
    read = understand(text)

    assert code in read.excludes
    assert not any("lerg" in like or "nut" in like for like in read.interests)


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("I don't drink but my dad loves his wine", set()),
        ("I'm vegan but he isn't, he loves steak", set()),
        ("I'm a vegetarian, my brother adores barbecue", set()),
        ("we don't drink ourselves, my boss likes whisky", set()),
        ("I'm allergic to nuts but she loves marzipan", set()),
        ("I'm pregnant and my husband turns 40, he loves gin", set()),
        ("I don't drink", set()),
        ("Ich trinke nicht, aber mein Vater liebt Wein", set()),
        ("ich bin Veganerin, mein Freund grillt gern", set()),
        ("ich bin schwanger, Geschenk für meinen Mann, er mag Whisky", set()),
        ("I hate wine but she loves it", set()),
        ("as a vegan I struggle: my dad loves steak", set()),
        ("I don't drink and neither does my dad", {"alcohol"}),
        ("my wife and I don't drink, something for us both", {"alcohol"}),
        ("my sister, who doesn't drink, loves baking", {"alcohol"}),
        ("a treat for myself, I'm vegan", {"vegan"}),
        ("I don't want to give my dad alcohol", {"alcohol"}),
    ],
)
def test_the_limit_of_the_giver_is_not_the_limit_of_the_recipient(
    text: str, excluded: set[str]
) -> None:
    assert set(understand(text).excludes) == excluded


@pytest.mark.parametrize(
    ("text", "excluded", "liked"),
    [
        ("he doesn't like whisky, he likes gin", {"whisky"}, {"gin"}),
        ("she hates wine but loves beer", {"wine"}, {"beer"}),
        ("no gin please, he prefers rum", {"gin"}, {"rum"}),
        ("mag keinen Whisky, aber Gin", {"whisky"}, {"gin"}),
        ("er hasst Rum und liebt Whisky", {"rum"}, {"whisky"}),
    ],
)
def test_one_refused_drink_leaves_another_drink_liked(
    text: str, excluded: set[str], liked: set[str]
) -> None:
    read = understand(text)

    assert (set(read.excludes), set(read.interests)) == (excluded, liked)


@pytest.mark.parametrize(
    "text", ["he hates whisky", "no gin please", "kein Whisky", "she's pregnant, likes gin"]
)
def test_a_refused_drink_without_a_liked_one_refuses_all_alcohol(text: str) -> None:
    assert "alcohol" in understand(text).excludes


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("lactose intolerant, chocolate fan", {"milk"}),
        ("nut allergy, she likes baking", {"nuts"}),
        ("allergic to nuts, cheese lover", {"nuts"}),
        ("no eggs please, she's allergic - she likes baking", {"egg"}),
        ("allergic to eggs, adores chocolate", {"egg"}),
        ("allergic to nuts, milk, eggs", {"nuts", "milk", "egg"}),
        ("nut allergy, egg allergy", {"nuts", "egg"}),
        ("Sie reagiert allergisch auf Walnüsse", {"nuts"}),
        ("er reagiert heftig auf Milch", {"milk"}),
        ("darf keinen Zucker essen", {"sugar"}),
        ("laktoseintolerant, Schokoladenfan", {"milk"}),
        ("Nussallergie, backt gern", {"nuts"}),
        ("allergisch gegen Nüsse, Milch, Eier", {"nuts", "milk", "egg"}),
    ],
)
def test_an_allergy_list_ends_where_a_like_begins(text: str, excluded: set[str]) -> None:
    assert set(understand(text).excludes) == excluded


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("she refuses to own leather", {"leather"}),
        ("my gran finds gadgets confusing, so none of those", {"gadgets"}),
        ("books? he'd never open one", {"books"}),
        ("candles are the last thing she needs", {"candles"}),
        ("bitte nicht schon wieder Socken", {"socks"}),
        ("Bücher hat sie nicht gern", {"books"}),
        ("Kerzen mag er gar nicht", {"candles"}),
        ("mit Technik kann Oma nichts anfangen", {"gadgets"}),
    ],
)
def test_a_refusal_is_read_in_any_wording(text: str, excluded: set[str]) -> None:
    assert set(understand(text).excludes) == excluded


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("he has a telescope and loves the stars", ("telescope",)),
        ("she owns a kayak and loves the river", ("kayak",)),
        ("he's got a drone already", ("drone",)),
        ("sie hat ein Teleskop und liebt die Sterne", ("teleskop",)),
    ],
)
def test_a_thing_that_they_have_is_owned(text: str, owned: tuple[str, ...]) -> None:
    assert understand(text).owned == owned
