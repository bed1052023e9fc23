"""Unwanted gifts: things that a request speaks against without refusing their words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import ADULT, GiftQuery
from gifter_domain.recommendations.interests import alike_interests, interests_labelled
from gifter_domain.recommendations.ranking.typical_fit import hobbies_of_labels
from gifter_domain.recommendations.ranking.values import Values

# The share of its score that such a product keeps.
OWNED_FACTOR = 0.1
REFUSED_FACTOR = 0.1
HURTFUL_FACTOR = 0.1
OTHER_OCCASION_FACTOR = 0.35
OTHER_GENDER_FACTOR = 0.3
OTHER_HOBBY_FACTOR = 0.4
BEGINNER_FACTOR = 0.4
CHILDREN_FACTOR = 0.4

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
_FOR_BABIES = roots(
    "baby babies newborn newborns nursery pregnancy pregnant maternity trimester christening birth"
    " teething toddler toddlers bump milestone mummy parent parents parenthood cot pram"
)
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
_ALL_OCCASION_NAMES = frozenset().union(*_OCCASION_NAMES.values())
_ALIKE: Mapping[str, frozenset[str]] = {
    "engagement": frozenset({"wedding"}),
    "bridal_shower": frozenset({"wedding"}),
    "anniversary": frozenset({"wedding", "anniversary", "valentines_day"}),
    "valentines_day": frozenset({"anniversary", "valentines_day"}),
    "st_nicholas": frozenset({"christmas"}),
    "christening": frozenset({"baby_shower"}),
    "new_job": frozenset({"leaving"}),
}
_CHILDREN = roots("young child children kid kids toddler toddlers infant")
_MALE = roots("men man male gentleman gentlemen boy him dad daddy father husband grandad uncle")
_FEMALE = roots(
    "bride women woman female lady ladies girl girls her mum mom mother wife grandma aunt"
)
# Jewellery is for women unless the product says otherwise.
_JEWELLERY_OF_MEN = _MALE | roots("cufflink cufflinks tie watch signet unisex beard fathers")
_FOR_BEGINNERS = roots("beginner beginners starter newcomer")
_FIRST = ("first ", "my first ", "your first ", "learn to ", "introduction to ")
_MEN = frozenset(
    {"dad", "husband", "boyfriend", "son", "grandad", "brother", "uncle", "nephew", "man"}
)
_WOMEN = frozenset(
    {"mum", "wife", "girlfriend", "daughter", "grandma", "sister", "aunt", "niece", "woman"}
)


def wanted_factors(query: GiftQuery, candidates: Sequence[Candidate]) -> Values:
    """Returns the share of its score that each candidate keeps, 1 if nothing speaks against it."""
    factors = np.ones(len(candidates))
    for applies, factor in _objections(query):
        factors[[applies(candidate) for candidate in candidates]] *= factor
    return factors


def _objections(query: GiftQuery) -> Iterator[tuple[Callable[[Candidate], bool], float]]:
    """Yields what this query has against products, with the share that such a product keeps."""
    owned = [has for thing in query.owned if (has := roots(thing))]
    mentioned = roots(" ".join(query.words))
    if owned:
        yield lambda one: any(thing <= one.fact(_named_roots) for thing in owned), OWNED_FACTOR
    if "personal" in query.refused:
        yield lambda one: one.fact(is_personal), REFUSED_FACTOR
    if "clutter" in query.refused:
        yield lambda one: one.fact(takes_room), REFUSED_FACTOR
    if hurts := _HURTFUL.get(query.situation or ""):
        yield lambda one: one.fact(hurts), HURTFUL_FACTOR
    if _is_request(query) and query.occasion not in ("congratulations", "just_because"):
        alike = _ALIKE.get(query.occasion or "", frozenset()) | {query.occasion or ""}
        yield lambda one: _names_other_occasion(one, mentioned, alike), OTHER_OCCASION_FACTOR
    if query.stages == (ADULT,) and mentioned.isdisjoint(_CHILDREN):
        yield lambda one: one.fact(is_labelled_for_children), CHILDREN_FACTOR
    if query.recipient in _MEN | _WOMEN:
        is_man = query.recipient in _MEN
        yield lambda one: _names_other_gender(one, mentioned, is_man), OTHER_GENDER_FACTOR
    if query.interests:
        hobbies = frozenset(query.interests) | alike_interests(query.interests)
        yield lambda one: _is_for_other_hobby(one, hobbies), OTHER_HOBBY_FACTOR
        if not query.is_beginner:
            yield lambda one: one.fact(is_for_beginners), BEGINNER_FACTOR


def is_personal(product: ListedProduct, traits: frozenset[str]) -> bool:
    """Returns True for things that are worn, smelt or engraved, or that are romantic."""
    labels = f"{product.title} {product.category or ''} {product.short_description or ''}"
    return bool(traits & _PERSONAL_TRAITS or roots(labels) & _PERSONAL)


def takes_room(product: ListedProduct, traits: frozenset[str]) -> bool:
    """Returns True unless the gift is used up or is an experience."""
    labels = f"{product.title} {product.category or ''}"
    kept = traits & _KEPT_WITHOUT_ROOM_TRAITS or roots(labels) & _KEPT_WITHOUT_ROOM
    return not kept


def is_for_couples(product: ListedProduct, _traits: frozenset[str]) -> bool:
    """Returns True if title, labels or description say that it is for two people in love."""
    labels = roots(" ".join((product.title, *product.gift_tags)))
    about = roots(product.short_description or "")
    return bool(labels & (_FOR_COUPLES | _TWO) or about & _FOR_COUPLES)


def is_labelled_for_children(product: ListedProduct, _traits: frozenset[str]) -> bool:
    """Returns True if a label names children, also beside others: "For curious children"."""
    labels = (tag for tag in product.gift_tags if tag.lower().startswith("for"))
    return not roots(" ".join(labels)).isdisjoint(_CHILDREN)


def is_for_babies(product: ListedProduct, _traits: frozenset[str]) -> bool:
    """Returns True if title, labels or description say that it is for a baby or its parents."""
    about = (product.title, product.category or "", product.short_description or "")
    return bool(roots(" ".join((*about, *product.gift_tags))) & _FOR_BABIES)


# Kinds of things that hurt in a situation.
_HURTFUL = {"breakup": is_for_couples, "child_loss": is_for_babies}


def _is_request(query: GiftQuery) -> bool:
    return bool(query.people or query.occasion or query.situation)


def _names_other_occasion(
    candidate: Candidate, mentioned: frozenset[str], alike: frozenset[str]
) -> bool:
    """Returns True if words of the title that the query does not mention name other occasions."""
    words = candidate.fact(_occasion_words)
    if not (words := words - mentioned):
        return False
    return all(words.isdisjoint(_OCCASION_NAMES.get(code, frozenset())) for code in alike)


def _names_other_gender(candidate: Candidate, mentioned: frozenset[str], is_man: bool) -> bool:
    """Returns True if title and labels name only the gender that the recipient does not have.

    Jewellery counts as for women, unless the request asks for it or it is made for men.
    """
    words = candidate.fact(_gender_words) - mentioned
    is_male, is_female = not words.isdisjoint(_MALE), not words.isdisjoint(_FEMALE)
    if is_man and not is_male and candidate.fact(is_womens_jewellery):
        is_female = is_female or candidate.fact(_named_roots).isdisjoint(mentioned)
    return is_female and not is_male if is_man else is_male and not is_female


def is_womens_jewellery(product: ListedProduct, traits: frozenset[str]) -> bool:
    """Returns True for jewellery of which no word says that it is for men."""
    labels = roots(" ".join((product.title, *product.gift_tags)))
    is_for_men = not labels.isdisjoint(_JEWELLERY_OF_MEN)
    is_for_men = is_for_men or not roots(product.short_description or "").isdisjoint(_MALE)
    return "jewellery" in traits and not is_for_men


def is_for_beginners(product: ListedProduct, _traits: frozenset[str]) -> bool:
    """Returns True if title, labels or summary say that it is for somebody who begins."""
    texts = (product.title, *product.gift_tags, product.short_description or "")
    is_first = product.title.lower().startswith(_FIRST) or any(
        tag.lower().startswith("for the new ") and interests_labelled([tag])
        for tag in product.gift_tags
    )
    return is_first or not roots(" ".join(texts)).isdisjoint(_FOR_BEGINNERS)


def _is_for_other_hobby(candidate: Candidate, hobbies: frozenset[str]) -> bool:
    """Returns True if labels name hobbies and none of the recipient's: "For the runner"."""
    labelled = candidate.fact(hobbies_of_labels)
    return bool(labelled) and labelled.isdisjoint(hobbies)


def _named_roots(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    return roots(f"{product.title} {product.category or ''}")


def _occasion_words(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    return roots(product.title) & _ALL_OCCASION_NAMES


def _gender_words(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    labels = (tag for tag in product.gift_tags if tag.lower().startswith("for"))
    return roots(" ".join((product.title, *labels))) & (_MALE | _FEMALE)
