"""Occasions and kinds of recipients: phrases that name them, and words typical of their gifts.

Phrases are in lower case and without apostrophes, like the keys of tokens.
"""

from dataclasses import dataclass
from functools import lru_cache

from gifter_domain.language.relationships import RELATIONSHIPS


@dataclass(frozen=True, slots=True)
class Term:
    """An occasion or a kind of recipient.

    `label` is its name in sentences and `phrases` are the ways people write it. `hints` are words
    that typically describe gifts for it, and are empty if such gifts may be anything. `tag_keys`
    are the product tags with this meaning, normalised by `tag_key`. A `generic` kind of person
    also describes products ("watch for men"), so alone it does not make a text a request.
    """

    code: str
    label: str
    phrases: tuple[str, ...]
    hints: str
    tag_keys: frozenset[str]
    generic: bool = False


@lru_cache(maxsize=10_000)  # a catalogue has few tags, each on many products
def tag_key(tag: str) -> str:
    """Reduces a tag to its letters and digits, in lower case and without a leading "for" or "gift".

    `Mother's Day`, `mothers-day` and `For MOTHERS_DAY` have the same key.
    """
    key = "".join(letter for letter in tag.lower() if letter.isalnum())
    return key.removeprefix("gifts").removeprefix("gift").removeprefix("for")


def _term(code: str, label: str, phrases: str, hints: str, *, generic: bool = False) -> Term:
    listed = tuple(phrases.split(", "))
    keys = frozenset(tag_key(text) for text in (code, label, *listed))
    return Term(code, label, listed, hints, keys, generic)


def _person(code: str, label: str, hints: str, *, generic: bool = False) -> Term:
    """Returns a kind of recipient whose phrases are those of the same relationship."""
    return _term(code, label, ", ".join(RELATIONSHIPS[code]), hints, generic=generic)


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
            "parents, new mum, new mom, new dad, new arrival",
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
            "stuffer, stocking stuffers",
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
        _term("hanukkah", "Hanukkah", "hanukkah, chanukah", "hanukkah menorah"),
        _term("eid", "Eid", "eid", "eid dates"),
        _term("ramadan", "Ramadan", "ramadan", "ramadan dates"),
        _term("diwali", "Diwali", "diwali", "diwali lamp candle sweets"),
        _term("raksha_bandhan", "Raksha Bandhan", "raksha bandhan, rakhi", "rakhi bracelet"),
        _term("rosh_hashanah", "Rosh Hashanah", "rosh hashanah", "honey"),
        _term("christening", "christening", "christening, baptism", "baby keepsake christening"),
        _term("bar_mitzvah", "bar mitzvah", "bar mitzvah, bat mitzvah", "keepsake"),
        _term("confirmation", "confirmation", "confirmation", "keepsake cross"),
        _term("communion", "communion", "communion, first communion", "keepsake cross"),
        _term("st_nicholas", "St Nicholas", "st nicholas, saint nicholas", "chocolate gingerbread"),
        _term("st_patricks_day", "St Patrick's Day", "st patricks day", "irish"),
        _term("thanksgiving", "Thanksgiving", "thanksgiving", "thanksgiving host"),
        _term("starting_school", "starting school", "starting school", "school children"),
        _term("prom", "prom", "prom", "evening"),
    )
}

RECIPIENTS = {
    term.code: term
    for term in (
        _person("mum", "mum", "mother mum women"),
        _person("dad", "dad", "father dad men"),
        _person("parents", "parents", "family home"),
        _person("wife", "wife", "women wife romantic jewellery"),
        _person("husband", "husband", "men husband"),
        _person("girlfriend", "girlfriend", "women romantic jewellery"),
        _person("boyfriend", "boyfriend", "men boyfriend"),
        _person("partner", "partner", "romantic couple love"),
        _person("daughter", "daughter", "girl kids"),
        _person("son", "son", "boy kids"),
        _person("grandchild", "grandchild", "kids toys family"),
        _person("grandma", "grandma", "family grandmother home"),
        _person("grandad", "grandad", "family grandfather"),
        _person("grandparent", "grandparents", "family photo grandparents"),
        _person("brother", "brother", "men"),
        _person("sister", "sister", "women"),
        _person("sibling", "sibling", "family"),
        _person("aunt", "aunt", "women home"),
        _person("uncle", "uncle", "men"),
        _person("cousin", "cousin", ""),
        _person("nephew", "nephew", "boy kids"),
        _person("niece", "niece", "girl kids"),
        _person("friend", "friend", ""),
        _person("colleague", "colleague", "office desk work"),
        _person("boss", "boss", "office desk"),
        _person("teacher", "teacher", "teacher school"),
        _person("neighbour", "neighbour", "home garden"),
        _term("host", "host", "host, hostess", "wine home entertaining", generic=True),
        _person("flatmate", "flatmate", "home"),
        _term("couple", "couple", "couple", "couple home two", generic=True),
        _term("woman", "woman", "woman, women, lady, ladies, female, her", "women", generic=True),
        _term(
            "man", "man", "man, men, gentleman, guy, guys, male, him, bloke", "men", generic=True
        ),
        _person("child", "child", "kids children toys games", generic=True),
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
