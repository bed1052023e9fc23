"""Questions about dislikes and about limits: kinds of gifts, diets and materials."""

from gifter_domain.taste.questions.bank.writing import choice
from gifter_domain.taste.questions.question import Kind

LIMITS = (
    choice(
        "hard_noes",
        Kind.HARD_NOES,
        "What must it never be? Whatever you choose here is never shown.",
        "What must it never be for {they}? Whatever you choose here is never shown.",
        """
        alcohol: Alcohol: no.alcohol
        scent: Scent, perfume or candles: no.scent
        food: Food: no.food
        clothes: Clothes: no.clothes
        jewellery: Jewellery: no.jewellery
        books: Books: no.books
        gadgets: Gadgets: no.gadgets
        plants: Plants: no.plants
        """,
        takes_own=True,
    ),
    choice(
        "awkward_presents",
        Kind.HARD_NOES,
        "Which of these could only go wrong?",
        "Which of these could only go wrong with {they}?",
        """
        fitness: Anything that says "get fit": no.fitness
        experiences: A voucher for an outing: no.experiences
        toys: Toys and games: no.toys
        clothes: Anything in a size: no.clothes
        """,
        takes_own=True,
    ),
    choice(
        "diets",
        Kind.HARD_NOES,
        "What do you not eat or drink?",
        "What would {they} not eat or drink?",
        """
        vegetarian: Vegetarian: diet.vegetarian
        vegan: Vegan: diet.vegan
        pescatarian: Fish but no meat: diet.pescatarian
        gluten_free: No gluten: diet.gluten_free
        dairy_free: No dairy: diet.dairy_free
        nut_allergy: No nuts: diet.nut_allergy
        halal: Halal: diet.halal
        kosher: Kosher: diet.kosher
        """,
        takes_own=True,
    ),
    choice(
        "sugar_and_alcohol",
        Kind.HARD_NOES,
        "Are you staying off either of these?",
        "Might {they} be staying off either of these?",
        """
        sugar: Sugar: diet.low_sugar
        alcohol: Alcohol: no.alcohol
        """,
    ),
    choice(
        "materials",
        Kind.HARD_NOES,
        "Which materials do you avoid, whatever they are made into?",
        "Which materials would {they} avoid, whatever they are made into?",
        """
        leather: Leather: material.leather
        fur: Fur and feathers: material.fur
        wool: Wool: material.wool
        silk: Silk: material.silk
        plastic: Plastic: material.plastic
        latex: Latex and rubber: material.latex
        nickel: Nickel and plated metal: material.nickel
        """,
        takes_own=True,
    ),
    choice(
        "drawer",
        Kind.DISLIKES,
        "What would end up in your drawer?",
        "What would end up in a drawer if {they} were given it?",
        """
        candle: Another candle: interest.fragrance
        mug: Something for tea or coffee: interest.tea, interest.coffee
        gadget: A clever gadget: interest.tech
        game: A game: interest.games
        notebook: A notebook: interest.writing
        bath: Bath salts: interest.bath
        book: A book: interest.reading
        """,
        pictured=True,
    ),
    choice(
        "too_much",
        Kind.DISLIKES,
        "Which of these is not you at all?",
        "Which of these would not be {they} at all?",
        """
        loud: Loud colours: style.bold
        frills: Hearts and frills: style.romantic
        jokes: Jokes: style.quirky, style.playful
        shiny: Gold and glamour: style.luxurious
        rough: Rough and rustic: style.rustic
        bare: Bare and minimal: style.minimal
        old: Second-hand charm: style.vintage
        """,
        pictured=True,
    ),
    choice(
        "no_time_for",
        Kind.DISLIKES,
        "Which hobbies could you not be talked into?",
        "Which hobbies could nobody talk {they} into?",
        """
        cooking: Cooking: interest.cooking, interest.baking
        gardening: Gardening: interest.gardening, interest.houseplants
        sport: Sport: interest.fitness, interest.running
        camping: Sleeping in a tent: interest.camping
        craft: Knitting and glue: interest.craft
        puzzles: Puzzles: interest.puzzles
        """,
    ),
)
