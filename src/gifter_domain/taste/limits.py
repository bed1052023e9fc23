"""What a gift must not be: materials, what is not eaten or drunk, and whole kinds of gifts.

A limit removes what names it. It is careful rather than generous: what only sounds like it goes
too. What a shop does not say, nobody can filter by.
"""

import re
from collections.abc import Iterable
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
    "material.wool": _limit(
        "wool, woollen, lambswool, merino, cashmere, mohair, alpaca, angora, tweed, felt"
    ),
    "material.silk": _limit("silk"),
    "material.plastic": _limit("plastic, acrylic, polyester, vinyl, nylon, PVC, resin"),
    "material.latex": _limit("latex, rubber, neoprene"),
    "material.nickel": _limit("nickel, alloy, plated"),
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
    "marzipan, nougat, frangipane, gianduja, chestnut"
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
    "no.plants": _limit(
        "plant, houseplant, seeds, bulb, bouquet, flower, wildflower, bonsai, cactus, succulent",
        labels_only=True,
    ),
    "no.books": _limit("book, novel, poetry", labels_only=True),
    "no.clothes": _limit(
        "scarf, scarves, shawl, gloves, mittens, socks, tights, shirt, jumper, sweater, cardigan, "
        "hat, cap, beanie, dress, skirt, trousers, apron, slippers, robe, pyjamas, clothing, "
        "jacket, coat",
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
    "no.fitness": _limit(
        "fitness, dumbbell, yoga, running, diet, slimming, boxer", labels_only=True
    ),
}

LIMITS = MATERIALS | DIETS | EXCLUSIONS

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAMED = {key.partition(".")[2]: key for key in MATERIALS | EXCLUSIONS} | {
    "woollen": "material.wool",
    "rubber": "material.latex",
    "nut": "diet.nut_allergy",
    "nuts": "diet.nut_allergy",
    "gluten": "diet.gluten_free",
    "dairy": "diet.dairy_free",
    "meat": "diet.pescatarian",
    "sugar": "diet.low_sugar",
    "booze": "no.alcohol",
    "perfume": "no.scent",
    "plant": "no.plants",
    "book": "no.books",
    "clothing": "no.clothes",
    "jewelry": "no.jewellery",
    "gadget": "no.gadgets",
    "toy": "no.toys",
}
_PLURALS = {"scarf": "scarves", "knife": "knives", "shelf": "shelves", "leaf": "leaves"}
_SAYS_NOTHING = {
    *("anything", "something", "everything", "thing", "things", "stuff", "items", "products"),
    *("made", "of", "from", "with", "no", "not", "any", "please"),
}


def own_limits(said: Iterable[str]) -> tuple[Limit, ...]:
    """What somebody rules out in words of their own: these words, and all that they are a name of.

    Who says "wool" means merino too.
    """
    meant = [_meant(words) for words in said]
    named = (LIMITS[_NAMED[words]] for words in meant if words in _NAMED)
    own = [form for words in meant for form in _forms(words)]
    return tuple(dict.fromkeys([*([Limit(tuple(own))] if own else []), *named]))


def _meant(words: str) -> str:
    """What "anything made of leather" is about."""
    told = [word for word in _WORD.findall(words.lower()) if word not in _SAYS_NOTHING]
    return " ".join(told) or words


def _forms(words: str) -> tuple[str, ...]:
    """The words, and the other number of one whose plural is not of the usual kind."""
    other = _PLURALS.get(words) or next(
        (one for one, many in _PLURALS.items() if many == words), ""
    )
    return (words, other) if other else (words,)
