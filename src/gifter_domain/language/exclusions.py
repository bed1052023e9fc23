"""Exclusions: free text such as "no leather or fur, please", turned into limits."""

import re
from collections.abc import Iterable, Mapping

from gifter_domain.language import product_words as sold
from gifter_domain.language.limits import ALCOHOL_FREE, DIETS, LIMITS, Limit, limit_of
from gifter_domain.language.refusal_words import DISLIKES, NEGATED_VERBS

# Substances. Naming one excludes every form of it, whatever else the phrase says.
_SUBSTANCES: Mapping[str, Limit] = {
    name: limit
    for names, limit in (
        ("leather leathers", LIMITS["material.leather"]),
        ("fur furs", LIMITS["material.fur"]),
        ("wool wools woollen woollens woolen woolly", LIMITS["material.wool"]),
        ("silk silks silken", LIMITS["material.silk"]),
        ("plastic plastics", LIMITS["material.plastic"]),
        ("latex rubber", LIMITS["material.latex"]),
        ("nickel", LIMITS["material.nickel"]),
        ("alcohol alcohols alcoholic booze boozy liquor", LIMITS["no.alcohol"]),
        ("spirits", limit_of(sold.SPIRITS, labels=sold.SPIRITS_LABELS, unless=ALCOHOL_FREE)),
        ("wine wines", limit_of(sold.WINE, labels=sold.WINE_LABELS, unless=ALCOHOL_FREE)),
        ("beer beers", limit_of(sold.BEER, labels=sold.BEER_LABELS, unless=ALCOHOL_FREE)),
        ("scent scents scented perfume perfumes perfumed fragrance fragrances fragranced",
         LIMITS["no.scent"]),
        ("meat meats", LIMITS["diet.pescatarian"]),
        ("pork", limit_of(sold.PORK)),
        ("fish seafood", limit_of(sold.SEAFOOD)),
        ("shellfish", limit_of(sold.SHELLFISH)),
        ("nut nuts", LIMITS["diet.nut_allergy"]),
        ("gluten wheat", LIMITS["diet.gluten_free"]),
        ("dairy lactose", LIMITS["diet.dairy_free"]),
        ("sugar sugary", LIMITS["diet.low_sugar"]),
    )
    for name in names.split()
}  # fmt: skip
# Kinds of gifts. Naming one alone excludes the whole kind. With another word beside it
# ("self-help books") only the phrase itself is excluded.
_KINDS: Mapping[str, Limit] = {
    name: LIMITS[f"no.{code}"]
    for code, names in {
        "food": "food foods",
        "plants": "plant plants",
        "books": "book books",
        "clothes": "clothes clothing",
        "jewellery": "jewellery jewelry",
        "gadgets": "gadget gadgets",
        "toys": "toy toys",
        "experiences": "experience experiences",
        "fitness": "fitness",
    }.items()
    for name in names.split()
} | {
    name: limit_of(listed)
    for names, listed in (
        ("chocolate chocolates cocoa", sold.CHOCOLATE),
        ("coffee coffees", sold.COFFEE),
        ("oat oats", sold.OATS),
        ("peanut peanuts", sold.PEANUTS),
        ("milk", sold.DAIRY),
        ("egg eggs", sold.EGGS),
        ("sesame", sold.SESAME),
    )
    for name in names.split()
}
_DIETS: Mapping[str, Limit] = {code: DIETS[f"diet.{code}"] for code in (
    "vegetarian", "vegan", "halal", "kosher",
)}  # fmt: skip
# Descriptions of a person ("vegan", "coeliac"), when they are the whole phrase. They exclude the
# products that the person avoids and keep products made for the person.
_DESCRIPTIONS: Mapping[str, Limit] = {**_DIETS} | {
    name: LIMITS[limit]
    for limit, names in (
        ("diet.vegetarian", "veggie"),
        ("diet.pescatarian", "pescatarian"),
        ("diet.gluten_free", "coeliac, celiac, coeliac disease, celiac disease, coeliacs"),
        ("diet.low_sugar", "diabetic, diabetes"),
        ("no.alcohol", "teetotal, tee-total, teetotaller, teetotaler, sober, non-drinker"),
    )
    for name in names.split(", ")
}
_PLURALS = {"scarf": "scarves", "knife": "knives", "shelf": "shelves", "leaf": "leaves"}
_IGNORED_WORDS = frozenset(
    """
    anything something everything thing things stuff item items product products goods gift gifts
    present presents drink drinks kind kinds type types sort sorts form forms made make of from
    with containing contain contains including in on at to for a an the any all every no not never
    none please it its is are isnt arent be that this which what i im me my we our their her his
    them he she they hes shes theyre ive weve has have had got already who someone somebody thanks
    so now these those him smell taste nothing really very totally highly severely seriously
    strictly ever strong cheap expensive ugly silly more another other others real genuine new
    lots too much many kindly absolutely especially like such as etc dont do does doesnt want
    wants eat eats wear wears means mean when smells
    """.split()  # noqa: SIM905 - as a list it would be a word a line
)
_CONTRACTED = re.compile(r"\b(ca|could|do|does|is|are|would)(?:n not|nnot| not)\b|n't\b")
_DRINKS_NO_ALCOHOL = re.compile(r"\b(?:doesnt|dont|never) drinks?(?: at all)?(?=\W*$)")
_NEGATED = "|".join(sorted(NEGATED_VERBS | {"want", "need", "use", "have"}))
_REFUSED = "|".join(sorted(DISLIKES, key=len, reverse=True))
# Words that refuse a thing. Before them stands a subject ("my aunt hates candles") or the refused
# thing ("nut allergy", "coffee - hates it").
_REFUSAL = re.compile(
    rf"""\b(?:{_REFUSED.replace(" ", "[ ]")}
    |(?:cant|couldnt|dont|doesnt|wont|wouldnt)[ ](?:really[ ]|even[ ])?(?:{_NEGATED})
    |allerg(?:y|ies)|intoleran(?:t|ce)
    |(?:(?:has|have|had|got|owns?)[ ](?:more[ ]than[ ])?)?enough|(?:has|have|got)[ ]plenty)\b""",
    re.VERBOSE,
)
_REFERS_BACK = re.compile(r"\b(?:it|them|these|those|that)\b")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
# Separators between two things. Pairs that name one thing ("salt and pepper") stay together.
_SEPARATOR = re.compile(
    r"[,;:/&+.|!?()–—]|\s-+\s|\b(?:no|without|but|because|since)\b"
    r"|(?<!\bblack )(?<!\bsalt )(?<!\brock )\b(?:and|or|nor)\b"
)


def own_limits(phrases: Iterable[str]) -> tuple[Limit, ...]:
    """Returns the limits for phrases in which somebody rules things out.

    The words themselves are excluded, and so is every product that a known name covers: "wool"
    excludes merino too. "leather, fur" names two things. A product that is free of a thing is not
    excluded by naming the thing.
    """
    parts = [part for words in phrases for part in _parts(words)]
    own = dict.fromkeys(form for part in parts for form in _own_words(part))
    named = [limit for part in parts for limit in _known_limits(part)]
    return tuple(dict.fromkeys([*([Limit(tuple(own))] if own else []), *named]))


def _parts(words: str) -> list[list[str]]:
    """Returns the words of each refused thing: "no leather or fur, please" names two.

    A text in which no thing is found is returned whole, so that it excludes something.
    """
    plain = words.lower().replace("’", "'")
    text = _DRINKS_NO_ALCOHOL.sub("teetotal", _CONTRACTED.sub(r"\1nt", plain))
    things = [thing for part in _SEPARATOR.split(text) for thing in _things(part) if thing]
    return things or [[plain]]


def _things(part: str) -> list[list[str]]:
    """Returns the refused things: the words after the refusal, otherwise the words before it.

    A known name counts on either side of the refusal: "nuts he can't have in the house".
    """
    first, *others = _REFUSAL.split(part)
    before, behind = (
        _content_words(first),
        [thing for other in others if (thing := _content_words(other))],
    )
    if behind:
        known = [[word] for word in before if word in _SUBSTANCES or word in _KINDS]
        return [*known, *behind]
    return [] if others and _REFERS_BACK.search(others[-1]) else [before]


def _content_words(words: str) -> list[str]:
    return [word for word in _WORD.findall(words) if word.replace("'", "") not in _IGNORED_WORDS]


def _own_words(part: list[str]) -> tuple[str, ...]:
    """Returns the words to search for, with the other form of an irregular plural.

    Empty if the words describe a person ("vegan") or a requirement ("gluten-free").
    """
    words = " ".join(part)
    if words in _DESCRIPTIONS or _is_requirement(part):
        return ()
    other = _PLURALS.get(words) or next(
        (one for one, many in _PLURALS.items() if many == words), ""
    )
    return (words, other) if other else (words,)


def _known_limits(part: list[str]) -> list[Limit]:
    if (description := " ".join(part)) in _DESCRIPTIONS:
        return [_DESCRIPTIONS[description]]
    words = [word for joined in part for word in joined.split("-")]
    if "non" in words:  # "non-vegan food" excludes by the diet, "non-alcoholic beer" no substance
        return [_DIETS[word] for word in words if word in _DIETS]
    kinds = [_KINDS[part[0]]] if len(part) == 1 and part[0] in _KINDS else []
    return kinds + [_SUBSTANCES[word] for word in words if word in _SUBSTANCES]


def _is_requirement(part: list[str]) -> bool:
    """Returns True if the words state a requirement ("gluten-free") instead of an exclusion."""
    words = [word for joined in part for word in joined.split("-")]
    return "free" in words or ("non" in words and not _DIETS.keys().isdisjoint(words))
