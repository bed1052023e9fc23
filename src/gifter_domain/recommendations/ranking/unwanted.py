"""Unwanted gifts: things that a request speaks against without refusing their words."""

from collections.abc import Iterator, Mapping

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import matching_words, roots
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery

# The share of its score that such a product keeps.
OWNED_FACTOR = 0.1
REFUSED_FACTOR = 0.1
HURTFUL_FACTOR = 0.1
OTHER_OCCASION_FACTOR = 0.35
OTHER_GENDER_FACTOR = 0.3

_PERSONAL_TRAITS = frozenset({"jewellery", "clothing", "socks", "adult", "scent"})
_PERSONAL = roots(
    "lingerie underwear perfume cologne skincare moisturiser deodorant shaving razor bath body"
    " massage romantic love personalised personalized engraved monogram pyjamas nightwear slippers"
    " robe makeup lipstick balm lotion sleep wellbeing spa"
)
_KEPT_WITHOUT_ROOM_TRAITS = frozenset({"food", "alcohol", "unknown_alcohol", "unknown_contents"})
_KEPT_WITHOUT_ROOM = roots(
    "experience experiences ticket voucher class lesson workshop tasting subscription membership"
    " food drink tea coffee chocolate soap consumable flowers adoption donation course taster"
    " session flight tour"
)
_FOR_COUPLES = roots(
    "couple couples newlywed newlyweds wedding anniversary romantic valentine valentines honeymoon"
    " engagement love his hers"
)
_TWO = roots("two pair")
_OCCASION_NAMES: Mapping[str, frozenset[str]] = {
    "christmas": roots("christmas xmas advent santa stocking"),
    "easter": roots("easter"),
    "valentines_day": roots("valentine valentines"),
    "wedding": roots("wedding bride bridal groom newlywed newlyweds bridesmaid"),
    "anniversary": roots("anniversary"),
    "hanukkah": roots("hanukkah menorah dreidel"),
    "halloween": roots("halloween"),
    "diwali": roots("diwali"),
    "eid": roots("eid"),
    "ramadan": roots("ramadan"),
    "graduation": roots("graduation graduate"),
    "retirement": roots("retirement retired"),
    "birthday": roots("birthday"),
    "leaving": roots("leaving farewell"),
    "baby_shower": roots("newborn christening"),
}
_ALIKE: Mapping[str, frozenset[str]] = {
    "engagement": frozenset({"wedding"}),
    "bridal_shower": frozenset({"wedding"}),
    "anniversary": frozenset({"wedding", "anniversary", "valentines_day"}),
    "valentines_day": frozenset({"anniversary", "valentines_day"}),
    "st_nicholas": frozenset({"christmas"}),
    "christening": frozenset({"baby_shower"}),
    "new_job": frozenset({"leaving"}),
}
_MALE = roots("men man male gentleman gentlemen boy him dad daddy father husband grandad uncle")
_FEMALE = roots(
    "bride women woman female lady ladies girl girls her mum mom mother wife grandma aunt"
)
_MEN = frozenset(
    {"dad", "husband", "boyfriend", "son", "grandad", "brother", "uncle", "nephew", "man"}
)
_WOMEN = frozenset(
    {"mum", "wife", "girlfriend", "daughter", "grandma", "sister", "aunt", "niece", "woman"}
)


def wanted_factor(query: GiftQuery, candidate: Candidate) -> float:
    """Returns the share of its score that a candidate keeps, 1 if nothing speaks against it."""
    factor = 1.0
    for each in _factors(query, candidate):
        factor *= each
    return factor


def _factors(query: GiftQuery, candidate: Candidate) -> Iterator[float]:
    product = candidate.product
    title = roots(product.title)
    if query.owned and matching_words(query.owned, f"{product.title} {product.category or ''}"):
        yield OWNED_FACTOR
    if "personal" in query.refused and is_personal(candidate):
        yield REFUSED_FACTOR
    if "clutter" in query.refused and takes_room(candidate):
        yield REFUSED_FACTOR
    if query.situation == "breakup" and is_for_couples(product):
        yield HURTFUL_FACTOR
    mentioned = roots(" ".join(query.words))
    if _is_request(query) and _names_other_occasion(query.occasion, title - mentioned):
        yield OTHER_OCCASION_FACTOR
    if _names_other_gender(query.recipient, title - mentioned):
        yield OTHER_GENDER_FACTOR


def is_personal(candidate: Candidate) -> bool:
    """Returns True for things that are worn, smelt or engraved, or that are romantic."""
    product = candidate.product
    labels = f"{product.title} {product.category or ''} {product.short_description or ''}"
    return bool(candidate.traits & _PERSONAL_TRAITS or roots(labels) & _PERSONAL)


def takes_room(candidate: Candidate) -> bool:
    """Returns True unless the gift is used up or is an experience."""
    product = candidate.product
    labels = f"{product.title} {product.category or ''}"
    kept = candidate.traits & _KEPT_WITHOUT_ROOM_TRAITS or roots(labels) & _KEPT_WITHOUT_ROOM
    return not kept


def is_for_couples(product: ListedProduct) -> bool:
    """Returns True if title, labels or description say that it is for two people in love."""
    labels = roots(" ".join((product.title, *product.gift_tags)))
    about = roots(product.short_description or "")
    return bool(labels & (_FOR_COUPLES | _TWO) or about & _FOR_COUPLES)


def _is_request(query: GiftQuery) -> bool:
    return bool(query.people or query.occasion or query.situation)


def _names_other_occasion(occasion: str | None, title: frozenset[str]) -> bool:
    if occasion in ("congratulations", "just_because"):
        return False
    named = {code for code, names in _OCCASION_NAMES.items() if names & title}
    return bool(named) and named.isdisjoint(_ALIKE.get(occasion or "", frozenset()) | {occasion})


def _names_other_gender(recipient: str | None, title: frozenset[str]) -> bool:
    """Returns True if the title names only the gender that the recipient does not have."""
    is_male, is_female = bool(title & _MALE), bool(title & _FEMALE)
    if is_male == is_female:
        return False
    return recipient in (_WOMEN if is_male else _MEN)
