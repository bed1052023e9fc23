"""Vocabulary of taste: the values that a person may like, with the product words for each.

A value is written `facet.code`: `interest.gardening`, `style.cosy`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trait:
    """A value that a person may like.

    `phrase` completes the sentence "somebody who": "loves gardening". `keywords` are the words and
    phrases that mark products with this value, the most specific first.
    """

    phrase: str
    keywords: tuple[str, ...]


def _interests(lines: str) -> dict[str, Trait]:
    """Reads one interest per line, as `code: phrase after "loves": words`."""
    rows = (line.split(":") for line in lines.strip().splitlines())
    return {
        f"interest.{code.strip()}": Trait(f"loves {phrase.strip()}", tuple(words.split(", ")))
        for code, phrase, words in ((code, phrase, words.strip()) for code, phrase, words in rows)
    }


def _named(facet: str, phrase: str, table: dict[str, str]) -> dict[str, Trait]:
    return {
        f"{facet}.{code}": Trait(phrase.format(code.replace("_", " ")), tuple(words.split(", ")))
        for code, words in table.items()
    }


INTERESTS = _interests("""
    gardening: gardening: garden, gardener, allotment, rose grower
    houseplants: houseplants: houseplant, plant pot, windowsill
    cooking: cooking: cook, kitchen, chef, cooker
    baking: baking: baker, baking, cake tin
    food: good food: foodie, cheese, chilli, hamper
    chocolate: chocolate: chocolate, truffle
    coffee: coffee: coffee, espresso, cafetière
    tea: tea: tea, teapot
    spirits: whisky and cocktails: whisky, gin, cocktail, spirit
    wine_beer: wine, beer or cider: wine, beer, cider
    reading: reading: reader, book, novel, bookish, reading
    writing: letters and stationery: writer, notebook, stationery, fountain pen, writing
    drawing: drawing and painting: sketcher, painter, illustrator, watercolour, sketching, painting
    craft: making things by hand: stitcher, knitter, craft, embroidery, whittler, maker, knitting
    music: music: record collector, music, vinyl, radio
    photography: photography: photography, camera, photo, photographer
    film: films: film, cinema
    games: games: game, chess, card game, gamer
    puzzles: puzzles: puzzler, puzzle, jigsaw
    tech: gadgets: tech, gadget, wireless, tinkerer
    diy: good tools: tool, workshop, carpentry
    walking: walking: walker, hiker, hiking, walking
    camping: camping: camper, camping, campfire, picnic
    cycling: cycling: cyclist, bicycle, bike, biker, cycling
    running: running: runner, running
    swimming: swimming: swimmer, swimming, surfer, surfing
    yoga: yoga and meditation: yoga, meditation, meditator
    fitness: keeping fit: fitness, keep fit, boxer, boxing
    team_sport: watching sport: football, rugby, cricket, golf, tennis, footballer, golfer
    travel: travelling: traveller, travel, luggage
    wildlife: birds and wildlife: birdwatcher, wildlife, naturalist, bird
    dogs: dogs: dog
    cats: cats: cat
    science: science and the stars: stargazer, astronomy, science, telescope, astronomer
    history: history: history, railway, heritage
    fashion: clothes and accessories: scarf, handbag, fashion, accessories
    jewellery: jewellery: jewellery, earrings, necklace, bracelet
    fragrance: candles and scents: candle, candle lover, scent
    bath: long baths: bath, soap, skincare
    home: making a home beautiful: homeowner, decor, cushion, vase
""")

STYLES = _named(
    "style",
    "likes a {} style",
    {
        "practical": "practical",
        "natural": "natural",
        "classic": "classic",
        "playful": "playful",
        "modern": "modern, scandi",
        "minimal": "minimal, minimalist",
        "rustic": "rustic",
        "vintage": "vintage, retro",
        "cosy": "cosy, hygge",
        "bold": "bold",
        "calming": "calming",
        "quirky": "quirky",
        "elegant": "elegant",
        "luxurious": "luxurious, luxury",
        "romantic": "romantic",
        "industrial": "industrial",
    },
)

VALUES = {
    "value.sustainable": Trait(
        "cares about sustainability", ("sustainable", "eco friendly", "recycled", "refillable")
    ),
    "value.handmade": Trait("values what is handmade", ("handmade", "handcrafted", "hand thrown")),
    "value.local": Trait("likes what is local", ("local", "locally made", "small batch")),
    "value.organic": Trait("prefers organic", ("organic",)),
}

COLOURS = _named(
    "colour",
    "likes the colour {}",
    {
        "black": "black, charcoal",
        "white": "white, ivory",
        "grey": "grey, gray",
        "blue": "blue, navy, indigo",
        "green": "green, sage, moss",
        "red": "red, burgundy, scarlet",
        "pink": "pink, blush",
        "yellow": "yellow, mustard, ochre",
        "orange": "orange, terracotta",
        "purple": "purple, lilac, lavender",
        "brown": "brown, tan",
        "gold": "gold, brass",
        "silver": "silver",
    },
)

LEANINGS = {
    "leaning.experiences": Trait(
        "would rather do something than own it", ("experience", "taster", "workshop", "voucher")
    ),
    "leaning.objects": Trait("would rather have something to keep", ()),
}

TRAITS = INTERESTS | STYLES | VALUES | COLOURS | LEANINGS
