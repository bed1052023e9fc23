"""Occasions and kinds of recipients: how people say them, and what gifts for them are like.

Phrases are in lower case and without apostrophes, as `reading` looks them up.
"""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Term:
    """An occasion or a kind of recipient: its code, its name in sentences, how it is said.

    `hints` are a few words that gifts for it are typically described with; empty where gifts for
    it may be anything. `tag_keys` are the tags that mean it, as `tag_key` writes them. A `generic`
    kind of person also describes products ("watch for men"), so by itself it is no sign that a
    text asks for a gift.
    """

    code: str
    label: str
    phrases: tuple[str, ...]
    hints: str
    tag_keys: frozenset[str]
    generic: bool = False


@lru_cache(maxsize=10_000)  # a catalogue has few tags, each on many products
def tag_key(tag: str) -> str:
    """A tag reduced to its letters: `Mother's Day`, `mothers-day` and `For MOTHERS_DAY` agree."""
    key = "".join(letter for letter in tag.lower() if letter.isalnum())
    return key.removeprefix("gifts").removeprefix("gift").removeprefix("for")


def _term(code: str, label: str, phrases: str, hints: str, *, generic: bool = False) -> Term:
    said = tuple(phrases.split(", "))
    keys = frozenset(tag_key(text) for text in (code, label, *said))
    return Term(code, label, said, hints, keys, generic)


OCCASIONS = {
    term.code: term
    for term in (
        _term("birthday", "birthday", "birthday, bday, b-day, birth day", "birthday celebration"),
        _term(
            "anniversary",
            "anniversary",
            "anniversary, wedding anniversary",
            "couple romantic love keepsake",
        ),
        _term(
            "wedding",
            "wedding",
            "wedding, wedding day, getting married, newly married, just married, "
            "newlywed, newlyweds, bride and groom",
            "couple home kitchen newlywed wedding",
        ),
        _term(
            "engagement",
            "engagement",
            "engagement, engagement party, engaged, got engaged, getting engaged",
            "couple ring wedding champagne",
        ),
        _term(
            "bridal_shower",
            "bridal shower",
            "bridal shower, hen do, hen party, bachelorette, bachelorette party, bride to be",
            "bride wedding home kitchen",
        ),
        _term(
            "baby_shower",
            "baby shower",
            "baby shower, expecting a baby, having a baby, new baby, newborn, new "
            "parents, christening, baptism, new mum, new mom, new dad, new arrival",
            "baby newborn nursery",
        ),
        _term(
            "housewarming",
            "housewarming",
            "housewarming, house warming, housewarming party, new home, new house, new "
            "flat, new apartment, first home, first flat, just moved, moving house, moved "
            "house",
            "home kitchen decor house",
        ),
        _term(
            "christmas",
            "Christmas",
            "christmas, xmas, secret santa, stocking filler, stocking fillers, stocking "
            "stuffer, stocking stuffers, hanukkah, chanukah",
            "christmas",
        ),
        _term(
            "valentines_day",
            "Valentine's Day",
            "valentines day, valentine day, valentines, valentine",
            "romantic love heart couple",
        ),
        _term(
            "mothers_day",
            "Mother's Day",
            "mothers day, mother day, mothering sunday, mums day, moms day",
            "mother mum women",
        ),
        _term("fathers_day", "Father's Day", "fathers day, father day, dads day", "father dad men"),
        _term(
            "graduation",
            "graduation",
            "graduation, graduating, just graduated, new graduate, graduate, recently graduated",
            "graduate office desk career",
        ),
        _term(
            "retirement",
            "retirement",
            "retirement, retiring, just retired, recently retired",
            "leisure hobby travel garden",
        ),
        _term(
            "leaving",
            "leaving",
            "leaving, leaving do, leaving party, farewell, goodbye",
            "travel keepsake",
        ),
        _term("new_job", "new job", "new job, promotion, first job", "office desk work"),
        _term(
            "thank_you",
            "thank you",
            "thank you, thankyou, thanks, to thank, appreciation",
            "chocolate candle flowers",
        ),
        _term(
            "get_well",
            "get well",
            "get well, get well soon, recovering, feel better",
            "comfort cosy blanket tea",
        ),
        _term(
            "sympathy",
            "sympathy",
            "sympathy, condolence, condolences, bereavement",
            "comfort candle memorial",
        ),
        _term(
            "congratulations",
            "congratulations",
            "congratulations, congrats, well done",
            "champagne celebration",
        ),
        _term("easter", "Easter", "easter", "easter chocolate"),
        _term("just_because", "just because", "just because", ""),
    )
}

RECIPIENTS = {
    term.code: term
    for term in (
        _term(
            "mum",
            "mum",
            "mum, mom, mother, mummy, mommy, mam, mama, mother in law, mother-in-law, "
            "stepmum, stepmom, godmother",
            "mother mum women",
        ),
        _term(
            "dad",
            "dad",
            "dad, father, daddy, papa, father in law, father-in-law, stepdad, godfather",
            "father dad men",
        ),
        _term(
            "parents",
            "parents",
            "parents, mum and dad, mom and dad, in laws, in-laws",
            "family home",
        ),
        _term("wife", "wife", "wife, wifey", "women wife romantic jewellery"),
        _term("husband", "husband", "husband, hubby", "men husband"),
        _term("girlfriend", "girlfriend", "girlfriend", "women romantic jewellery"),
        _term("boyfriend", "boyfriend", "boyfriend", "men boyfriend"),
        _term(
            "partner",
            "partner",
            "partner, fiance, fiancee, spouse, significant other, other half, better half",
            "romantic couple love",
        ),
        _term(
            "daughter",
            "daughter",
            "daughter, step daughter, stepdaughter, goddaughter, granddaughter",
            "girl kids",
        ),
        _term("son", "son", "son, stepson, godson, grandson", "boy kids"),
        _term(
            "grandchild",
            "grandchild",
            "grandchild, grandchildren, grandkids, grandkid",
            "kids toys family",
        ),
        _term(
            "grandma",
            "grandma",
            "grandma, grandmother, granny, gran, nan, nana, nanny, nanna",
            "family grandmother home",
        ),
        _term(
            "grandad",
            "grandad",
            "grandad, granddad, grandpa, grandfather, gramps",
            "family grandfather",
        ),
        _term(
            "grandparent", "grandparents", "grandparent, grandparents", "family photo grandparents"
        ),
        _term(
            "brother", "brother", "brother, brother in law, brother-in-law, stepbrother, bro", "men"
        ),
        _term("sister", "sister", "sister, sister in law, sister-in-law, stepsister, sis", "women"),
        _term("sibling", "sibling", "sibling, siblings", "family"),
        _term("aunt", "aunt", "aunt, auntie, aunty", "women home"),
        _term("uncle", "uncle", "uncle", "men"),
        _term("cousin", "cousin", "cousin", ""),
        _term("nephew", "nephew", "nephew", "boy kids"),
        _term("niece", "niece", "niece", "girl kids"),
        _term(
            "friend", "friend", "friend, best friend, bestie, mate, best mate, pal, buddy, bff", ""
        ),
        _term(
            "colleague",
            "colleague",
            "colleague, coworker, co-worker, co worker, workmate, work friend, employee",
            "office desk work",
        ),
        _term("boss", "boss", "boss, manager", "office desk"),
        _term("teacher", "teacher", "teacher, tutor, teaching assistant", "teacher school"),
        _term("neighbour", "neighbour", "neighbour, neighbor", "home garden"),
        _term("host", "host", "host, hostess", "wine home entertaining", generic=True),
        _term("flatmate", "flatmate", "flatmate, roommate, housemate", "home"),
        _term("couple", "couple", "couple", "couple home two", generic=True),
        _term("woman", "woman", "woman, women, lady, ladies, female, her", "women", generic=True),
        _term(
            "man", "man", "man, men, gentleman, guy, guys, male, him, bloke", "men", generic=True
        ),
        _term(
            "child",
            "child",
            "child, children, kid, kids, boy, girl, boys, girls, little boy, little girl",
            "kids children toys games",
            generic=True,
        ),
        _term("baby", "baby", "baby, babies, infant", "baby newborn nursery", generic=True),
        _term("toddler", "toddler", "toddler, toddlers", "toddler toys play", generic=True),
        _term(
            "teenager",
            "teenager",
            "teenager, teenagers, teen, teens, tween, teenage boy, teenage girl",
            "teen",
            generic=True,
        ),
    )
}
