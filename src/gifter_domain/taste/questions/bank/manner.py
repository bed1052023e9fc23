"""Questions about styles, values, colours and leanings."""

from gifter_domain.taste.questions.bank.writing import choice, this_or_that
from gifter_domain.taste.questions.question import Kind

MANNER = (
    choice(
        "room",
        Kind.MULTIPLE_CHOICE,
        "Which rooms could be yours?",
        "Which of these rooms could {they} have furnished?",
        """
        blankets: Blankets, lamps and a cat: style.cosy
        white: White walls and one good chair: style.minimal
        flea: Old things with stories: style.vintage
        farmhouse: A scrubbed table and jugs: style.rustic
        velvet: Velvet and brass: style.luxurious
        colour: Every colour at once: style.bold, style.playful
        loft: Brick, steel and a bicycle: style.industrial
        """,
        pictured=True,
    ),
    choice(
        "described_as",
        Kind.MULTIPLE_CHOICE,
        "Which of these would friends say of your things?",
        "Which words would fit the things that {they} would choose?",
        """
        practical: Practical: style.practical
        elegant: Elegant: style.elegant
        quirky: Quirky: style.quirky
        classic: Classic: style.classic
        natural: Natural: style.natural
        playful: Playful: style.playful
        modern: Modern: style.modern
        romantic: Romantic: style.romantic
        """,
    ),
    choice(
        "cares_about",
        Kind.MULTIPLE_CHOICE,
        "What makes a thing worth having?",
        "What would {they} check the label for?",
        """
        sustainable: That it is kind to the planet: value.sustainable
        handmade: That somebody made it by hand: value.handmade
        local: That it comes from nearby: value.local
        organic: That it is organic: value.organic
        """,
    ),
    choice(
        "colours",
        Kind.MULTIPLE_CHOICE,
        "Which colours do you keep coming back to?",
        "Which colours would {they} pick without thinking?",
        """
        blue: Blue: colour.blue
        green: Green: colour.green
        red: Red: colour.red
        pink: Pink: colour.pink
        yellow: Yellow: colour.yellow
        purple: Purple: colour.purple
        black: Black: colour.black
        white: White: colour.white
        """,
        pictured=True,
    ),
    choice(
        "quiet_colours",
        Kind.MULTIPLE_CHOICE,
        "And among these?",
        "And which of these quieter ones might {they} wear?",
        """
        grey: Grey: colour.grey
        brown: Brown and tan: colour.brown
        orange: Terracotta: colour.orange
        gold: Gold: colour.gold
        silver: Silver: colour.silver
        """,
        pictured=True,
    ),
    this_or_that(
        "do_or_have",
        "Something to do, or something to keep?",
        "What would {they} rather be given: something to do, or something to keep?",
        """
        do: Something to do: leaning.experiences
        keep: Something to keep: leaning.objects
        """,
    ),
    this_or_that(
        "ticket_or_parcel",
        "A ticket in an envelope, or a parcel with a bow?",
        "What would make {they} smile more: a ticket in an envelope, or a parcel with a bow?",
        """
        ticket: The ticket: leaning.experiences
        parcel: The parcel: leaning.objects
        """,
    ),
    this_or_that(
        "old_or_new",
        "Old with scratches, or new and clean?",
        "Would {they} rather have it old with scratches, or new and clean?",
        """
        old: Old with scratches: style.vintage
        new: New and clean: style.modern
        """,
    ),
    this_or_that(
        "useful_or_lovely",
        "Useful every day, or lovely for no reason?",
        "Should it be useful every day, or lovely for no reason, for {they}?",
        """
        useful: Useful every day: style.practical
        lovely: Lovely for no reason: style.elegant, style.romantic
        """,
    ),
    this_or_that(
        "loud_or_quiet",
        "Loud or quiet?",
        "Would {they} like it loud or quiet?",
        """
        loud: Loud: style.bold, style.playful
        quiet: Quiet: style.calming, style.minimal
        """,
    ),
    this_or_that(
        "wood_or_metal",
        "Wood and linen, or steel and glass?",
        "Would {they} reach for wood and linen, or for steel and glass?",
        """
        wood: Wood and linen: style.natural, style.rustic
        metal: Steel and glass: style.modern, style.industrial
        """,
    ),
    this_or_that(
        "studio_or_house",
        "From a potter's studio, or from a grand old house?",
        "Would {they} trust a potter's studio, or a grand old house?",
        """
        studio: A potter's studio: value.handmade, value.local
        house: A grand old house: style.luxurious, style.classic
        """,
    ),
    this_or_that(
        "repair_or_replace",
        "Mend it, or get a better one?",
        "Would {they} mend it, or get a better one?",
        """
        mend: Mend it: value.sustainable, interest.diy
        replace: Get a better one: style.modern, interest.tech
        """,
    ),
)
