"""Questions about interests."""

from gifter_domain.taste.questions.bank.writing import choice, free_text, this_or_that
from gifter_domain.taste.questions.question import Kind

INTERESTS = (
    choice(
        "free_saturday",
        Kind.MULTIPLE_CHOICE,
        "A free Saturday. Which of these would you happily lose it to?",
        "A free Saturday. Which of these would {they} happily lose it to?",
        """
        garden: Hands in the soil: interest.gardening, style.natural
        kitchen: A recipe that takes all day: interest.cooking
        trail: A long walk, whatever the weather: interest.walking
        sofa: A good book and nobody calling: interest.reading, style.cosy
        table: A board game that gets out of hand: interest.games, style.playful
        workbench: Making something by hand: interest.craft, value.handmade
        shops: A market full of lovely things: interest.fashion
        screen: A new gadget to take apart: interest.tech
        """,
        pictured=True,
    ),
    choice(
        "outdoors",
        Kind.INTERESTS,
        "Which of these get you outside?",
        "Which of these could get {they} outside?",
        """
        walking: Walking: interest.walking
        cycling: Cycling: interest.cycling
        running: Running: interest.running
        swimming: Swimming: interest.swimming
        camping: Camping: interest.camping
        wildlife: Birds and wildlife: interest.wildlife
        gardening: The garden: interest.gardening
        """,
        pictured=True,
    ),
    choice(
        "indoors",
        Kind.INTERESTS,
        "And which of these keep you in?",
        "And which of these could keep {they} in?",
        """
        reading: Reading: interest.reading
        music: Music: interest.music
        film: Films: interest.film
        games: Games: interest.games
        puzzles: Puzzles: interest.puzzles
        houseplants: Houseplants: interest.houseplants
        bath: A long bath: interest.bath
        """,
        pictured=True,
    ),
    choice(
        "eating_drinking",
        Kind.INTERESTS,
        "What do you talk about with your mouth full?",
        "What might {they} talk about with their mouth full?",
        """
        cooking: Cooking: interest.cooking
        baking: Baking: interest.baking
        cheese: Good food from small shops: interest.food, value.local
        chocolate: Chocolate: interest.chocolate
        coffee: Coffee: interest.coffee
        tea: Tea: interest.tea
        spirits: Whisky or cocktails: interest.spirits
        wine: Wine, beer or cider: interest.wine_beer
        """,
        pictured=True,
    ),
    choice(
        "making",
        Kind.INTERESTS,
        "Which of these have you made, or meant to?",
        "Which of these would {they} make, given an afternoon?",
        """
        knitting: Something knitted or sewn: interest.craft
        drawing: A drawing or a painting: interest.drawing
        letters: A letter on good paper: interest.writing
        shelf: A shelf that is level: interest.diy
        bread: A loaf of bread: interest.baking
        photographs: A photograph worth framing: interest.photography
        """,
        pictured=True,
    ),
    choice(
        "curious_about",
        Kind.INTERESTS,
        "Which of these could you read about for hours?",
        "Which of these could {they} read about for hours?",
        """
        science: Science and the stars: interest.science
        history: History: interest.history
        nature: Nature: interest.wildlife
        technology: New technology: interest.tech
        places: Far-off places: interest.travel
        design: Homes and interiors: interest.home
        """,
    ),
    choice(
        "moving",
        Kind.INTERESTS,
        "How do you like to move?",
        "How might {they} like to move?",
        """
        running: Running: interest.running
        yoga: Yoga: interest.yoga
        cycling: On two wheels: interest.cycling
        water: In the water: interest.swimming
        gym: In a gym: interest.fitness
        spectator: From sofa to fridge, cheering: interest.team_sport
        """,
    ),
    choice(
        "at_home_with",
        Kind.INTERESTS,
        "Who or what shares your home?",
        "Who or what would {they} miss most at home?",
        """
        dog: A dog: interest.dogs
        cat: A cat: interest.cats
        plants: More plants than chairs: interest.houseplants
        books: Books on every surface: interest.reading
        records: A wall of records: interest.music
        tools: A shed of tools: interest.diy
        """,
        pictured=True,
    ),
    choice(
        "treats",
        Kind.INTERESTS,
        "What would you call a treat?",
        "What would {they} call a treat?",
        """
        candle: A candle that fills the room: interest.fragrance, style.calming
        jewellery: A small piece of jewellery: interest.jewellery
        bath: Everything for a long bath: interest.bath, style.calming
        wardrobe: Something to wear: interest.fashion
        home: Something beautiful for the home: interest.home
        sweet: Something sweet: interest.chocolate
        """,
        pictured=True,
    ),
    this_or_that(
        "hill_or_hearth",
        "On top of the hill, or by the fire?",
        "Where would {they} rather be: on top of the hill, or by the fire?",
        """
        hill: On top of the hill: interest.walking, style.practical
        hearth: By the fire: style.cosy, interest.reading
        """,
    ),
    this_or_that(
        "tea_or_coffee",
        "Tea or coffee?",
        "Tea or coffee: what would {they} order?",
        """
        tea: Tea: interest.tea
        coffee: Coffee: interest.coffee
        """,
    ),
    this_or_that(
        "book_or_film",
        "The book or the film?",
        "Would {they} choose the book or the film?",
        """
        book: The book: interest.reading
        film: The film: interest.film
        """,
    ),
    this_or_that(
        "cook_or_eat",
        "Cook for friends, or be cooked for?",
        "Would {they} rather cook for friends, or be cooked for?",
        """
        cook: Cook for friends: interest.cooking
        eat: Be cooked for: interest.food
        """,
    ),
    this_or_that(
        "cat_or_dog",
        "Cats or dogs?",
        "Would {they} stop in the street for a cat or for a dog?",
        """
        cat: Cats: interest.cats
        dog: Dogs: interest.dogs
        """,
    ),
    this_or_that(
        "early_or_late",
        "A run at dawn, or one more round of cards at midnight?",
        "When might {they} be at their best: running at dawn, or playing cards at midnight?",
        """
        dawn: Running at dawn: interest.running
        midnight: Cards at midnight: interest.games
        """,
    ),
    this_or_that(
        "make_or_find",
        "Make it yourself, or find it at a flea market?",
        "Would {they} rather make it, or find it at a flea market?",
        """
        make: Make it: interest.craft, value.handmade
        find: Find it: style.vintage
        """,
    ),
    this_or_that(
        "away_or_home",
        "A month of trains, or a month at home with nothing to do?",
        "What would {they} choose: a month of trains, or a month at home with nothing to do?",
        """
        away: A month of trains: interest.travel
        home: A month at home: interest.home, style.cosy
        """,
    ),
    free_text(
        "talks_about",
        "What do you talk about when nobody stops you?",
        "What would {they} talk about if nobody stopped them?",
    ),
    free_text(
        "lately",
        "What have you got into lately?",
        "What might {they} have got into lately?",
    ),
    free_text(
        "never_enough",
        "What do you never have enough of?",
        "What could {they} never have enough of?",
    ),
    free_text(
        "best_present",
        "What was the best present you ever got, and why?",
        "Which present would {they} still mention, and why?",
    ),
)
