"""What a gift must not be: materials, what is not eaten or drunk, and whole kinds of gifts.

A limit removes what names it. It is careful rather than generous: what only sounds like it goes
too. What a shop does not say, nobody can filter by.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A product that has any of the words, in any of its forms, is no gift.

    A phrase counts where all of its words are; a word right before "free" does not count, so that
    what is alcohol-free is not alcohol. They are looked for in every text of the product, or in
    title and labels alone where it is about whole kinds of things.
    """

    words: tuple[str, ...]
    labels_only: bool = False


def _limit(words: str, *, labels_only: bool = False) -> Limit:
    return Limit(tuple(words.split(", ")), labels_only)


MATERIALS = {
    "material.leather": _limit("leather, suede, nubuck, cowhide, calfskin"),
    "material.fur": _limit("fur, sheepskin, lambskin, feather, goose, eiderdown"),
    "material.wool": _limit("wool, woollen, merino, cashmere, mohair, alpaca, angora, tweed, felt"),
    "material.silk": _limit("silk"),
    "material.plastic": _limit("plastic, acrylic, polyester, vinyl, nylon, PVC"),
    "material.latex": _limit("latex, rubber, neoprene"),
    "material.nickel": _limit("nickel, alloy"),
}

_MEAT = (
    "meat, beef, pork, bacon, ham, sausage, salami, chorizo, charcuterie, venison, haggis, "
    "chicken, lamb, duck, jerky, biltong, gelatine, gelatin, lard, tallow"
)
_SEAFOOD = "fish, salmon, tuna, anchovy, sardine, prawn, oyster, crab, lobster, caviar, mussel"
_DAIRY = "milk, cheese, butter, cream, yoghurt, yogurt, ghee, whey, dairy, fudge, caramel, toffee"
_DRINK = (
    "alcohol, alcoholic, wine, whisky, whiskey, gin, vodka, rum, brandy, cognac, beer, ale, "
    "lager, stout, cider, mead, port, sherry, vermouth, liqueur, spirit, cocktail, champagne, "
    "prosecco, bourbon, tequila, brewery, distillery"
)
_NUTS = (
    "nut, peanut, almond, hazelnut, walnut, cashew, pecan, pistachio, macadamia, praline, "
    "marzipan, nougat, frangipane, gianduja"
)

DIETS = {
    "diet.vegetarian": _limit(f"{_MEAT}, {_SEAFOOD}"),
    "diet.vegan": _limit(f"{_MEAT}, {_SEAFOOD}, {_DAIRY}, egg, honey, beeswax"),
    "diet.pescatarian": _limit(_MEAT),
    "diet.gluten_free": _limit(
        "gluten, wheat, flour, barley, rye, spelt, malt, bread, pasta, noodle, biscuit, cookie, "
        "shortbread, cake, cracker, pastry, oat, beer, ale",
    ),
    "diet.dairy_free": _limit(_DAIRY),
    "diet.nut_allergy": _limit(_NUTS),
    "diet.halal": _limit(f"pork, bacon, ham, lard, gelatine, gelatin, {_DRINK}"),
    "diet.kosher": _limit(
        "pork, bacon, ham, lard, gelatine, gelatin, prawn, oyster, crab, lobster, mussel"
    ),
    "diet.low_sugar": _limit(
        "sugar, sweets, chocolate, fudge, toffee, caramel, honey, syrup, jam, cake, biscuit",
    ),
}

EXCLUSIONS = {
    "no.alcohol": _limit(_DRINK),
    "no.scent": _limit("scent, scented, fragrance, perfume, incense, aftershave, diffuser, candle"),
    "no.food": _limit(
        "food, hamper, chocolate, sweets, biscuit, cheese, snack, sauce, jam, cake, truffle, "
        "honey, chilli",
        labels_only=True,
    ),
    "no.plants": _limit("plant, houseplant, seeds, bulb, bouquet, flower", labels_only=True),
    "no.books": _limit("book, novel, poetry", labels_only=True),
    "no.clothes": _limit(
        "scarf, gloves, socks, shirt, jumper, sweater, hat, beanie, dress, apron, slippers, robe, "
        "pyjamas, clothing, jacket",
        labels_only=True,
    ),
    "no.jewellery": _limit(
        "jewellery, jewelry, necklace, earring, bracelet, ring, brooch, pendant, cufflinks",
        labels_only=True,
    ),
    "no.gadgets": _limit(
        "tech, gadget, electronic, wireless, bluetooth, speaker, charger, smart", labels_only=True
    ),
    "no.toys": _limit("toy, toys, puzzle, game, plush", labels_only=True),
    "no.experiences": _limit("experience, voucher, taster, workshop, class", labels_only=True),
    "no.fitness": _limit("fitness, dumbbell, running, diet, slimming, boxer", labels_only=True),
}

LIMITS = MATERIALS | DIETS | EXCLUSIONS
