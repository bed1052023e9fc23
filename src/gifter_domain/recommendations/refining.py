"""Refining a list by talking: "cheaper", "less practical", "more like the second one"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from statistics import median_low

from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.recommendation import GiftRequest, Recommendation
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.money import Budget
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.vocabulary import TRAITS

# Cheaper and dearer gifts differ from the median price of the list by this share.
PRICE_STEP = 0.2
_CHEAPER = re.compile(
    r"\b(?:cheaper|less expensive|lower price[ds]?"
    r"|too (?:expensive|dear|pricey)"
    r"|(?:billiger|günstiger|preiswerter)(?:e[smrn]?)?|weniger teuer|zu teuer)\b"
)
_DEARER = re.compile(
    r"\b(?:more expensive|dearer|pricier|too cheap"
    r"|teurer(?:e[smrn]?)?|hochwertiger(?:e[smrn]?)?|zu billig)\b"
)
_LESS = re.compile(r"\b(?:less|not so|not as|weniger|nicht so) (\w+)")
_MORE = re.compile(r"\b(?:more|mehr) (\w+)")
_ORDINALS = (
    "first|1st|1|one|erste|eins",
    "second|2nd|2|two|zweite|zwei",
    "third|3rd|3|three|dritte|drei",
    "fourth|4th|4|four|vierte|vier",
    "fifth|5th|5|five|fünfte|fünf",
    "sixth|6th|6|six|sechste|sechs",
    "seventh|7th|7|seven|siebte|sieben",
    "eighth|8th|8|eight|achte|acht",
    "ninth|9th|9|nine|neunte|neun",
    "tenth|10th|10|ten|zehnte|zehn",
)
_RANKS: Mapping[str, int] = {
    name: rank for rank, names in enumerate(_ORDINALS, start=1) for name in names.split("|")
}
_LIKE = re.compile(
    r"\b(?:(?:more|something|rather|mehr|eher|etwas)\s+)*"
    r"(?:like|similar to|(?:so )?wie|ähnlich wie)\s+"
    r"(?:(?:the|number|no\.?|das|den|die|dem|der|nummer|nr\.?)\s+)?"
    rf"(?P<rank>{'|'.join(sorted(_RANKS, key=len, reverse=True))})(?:[nsr]\b|\b)"
    r"(?:\s+(?:one|gift|geschenk))?"
)
_GERMAN: Mapping[str, str] = {
    "praktisch": "practical",
    "natürlich": "natural",
    "klassisch": "classic",
    "verspielt": "playful",
    "schlicht": "minimal",
    "rustikal": "rustic",
    "gemütlich": "cosy",
    "auffällig": "bold",
    "beruhigend": "calming",
    "schräg": "quirky",
    "luxuriös": "luxurious",
    "romantisch": "romantic",
    "nachhaltig": "sustainable",
    "handgemacht": "handmade",
}
_PERSON = ("relationship", "ages", "adult", "people")


@dataclass(frozen=True, slots=True)
class Refinement:
    """The changes that a text asks for. `rest` is the text without them.

    `liked` and `disliked` are values of a taste, `rank` is the place of a gift to be alike.
    """

    rest: str
    cheaper: bool = False
    dearer: bool = False
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier request of the user's with its list, as far as its products are still shown."""

    asked: GiftRequest
    query: GiftQuery
    understood: Understood
    items: Sequence[Recommendation]

    def inherited(self, request: GiftRequest) -> GiftRequest:
        """Returns the request with the person, the occasion and the exclusions of this one."""
        asked = self.asked
        is_same = request.recipient_id in (None, asked.recipient_id)
        return replace(
            request,
            recipient_id=request.recipient_id or asked.recipient_id,
            occasion_id=request.occasion_id or (asked.occasion_id if is_same else None),
            taste_profile_id=request.taste_profile_id
            or (asked.taste_profile_id if is_same else None),
            exclude_product_ids=_both(asked.exclude_product_ids, request.exclude_product_ids),
            exclude_brand_ids=_both(asked.exclude_brand_ids, request.exclude_brand_ids),
            exclude_traits=_both(asked.exclude_traits, request.exclude_traits),
            include_out_of_stock=asked.include_out_of_stock or request.include_out_of_stock,
        )


def refinement_of(text: str) -> Refinement:
    """Reads the changes in a text of the giver's, in English or German. Never raises."""
    rest = text.lower()
    like = _LIKE.search(rest)
    rest = _LIKE.sub(" ", rest)
    cheaper, dearer = bool(_CHEAPER.search(rest)), bool(_DEARER.search(rest))
    rest = _DEARER.sub(" ", _CHEAPER.sub(" ", rest))
    disliked, liked = _values(_LESS, rest), _values(_MORE, rest)
    rest = _LESS.sub(lambda m: " " if _value(m[1]) else f" no {m[1]} ", rest)
    rest = _MORE.sub(lambda m: " " if _value(m[1]) else f" {m[1]} ", rest)
    is_changed = rest != text.lower()
    return Refinement(
        " ".join(rest.split()) if is_changed else text,
        cheaper and not dearer,
        dearer and not cheaper,
        liked,
        disliked,
        _RANKS[like["rank"]] if like else None,
    )


def refined(previous: Previous, change: Refinement, read: Understood) -> Understood:
    """Returns what was understood before, with the changes and with what the new text says.

    A new person replaces the earlier one. Exclusions are only ever added.
    """
    understood = _joined(previous.understood, read)
    if words := _words_of(previous, change.rank):
        fields = understood.fields
        understood = replace(understood, fields=replace(fields, words=_both(words, fields.words)))
    if read.fields.budget is None:
        understood = understood.for_budget(_budget(previous, change, understood.fields))
    return understood


def with_changed_taste(query: GiftQuery, previous: Previous, change: Refinement) -> GiftQuery:
    """Returns the query with the values that this text or an earlier one likes or dislikes."""
    before = previous.query.taste or Facets()
    disliked = tuple(v for v in _both(before.dislikes, change.disliked) if v not in change.liked)
    styles = tuple(v.partition(".")[2] for v in change.liked if v.startswith("style."))
    values = tuple(v.partition(".")[2] for v in change.liked if v.startswith("value."))
    if not (disliked or styles or values):
        return query
    taste = query.taste or Facets()
    changed = replace(
        taste,
        dislikes=_both(taste.dislikes, disliked),
        styles=tuple(s for s in _both(taste.styles, styles) if f"style.{s}" not in disliked),
        values=tuple(v for v in _both(taste.values, values) if f"value.{v}" not in disliked),
    )
    return replace(query, taste=changed)


def _joined(before: Understood, read: Understood) -> Understood:
    old, new = before.fields, read.fields
    is_new_person = bool(new.relationship or new.ages)
    person = {name: getattr(new if is_new_person else old, name) for name in _PERSON}
    fields = replace(
        old,
        **person,
        budget=new.budget or old.budget,
        occasion=new.occasion or old.occasion,
        interests=_both(old.interests, new.interests),
        excludes=_both(old.excludes, new.excludes),
        owned=_both(old.owned, new.owned),
        situation=new.situation or old.situation,
        deadline=new.deadline or old.deadline,
        words=_both(new.words, _without(old.words, new.excludes)),
        contested=new.contested if is_new_person else _both(old.contested, new.contested),
        corrected=new.corrected,
        spans=(),  # they are places in another text
    )
    sure = {name: max(sure, read.sure.get(name, 0.0)) for name, sure in before.sure.items()}
    return Understood(fields, sure, _both(before.fixed, read.fixed))


def _without(words: Sequence[str], excluded: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in excluded)


def _words_of(previous: Previous, rank: int | None) -> tuple[str, ...]:
    """Returns the words of the title of the gift with this rank."""
    titles = [item.product.title for item in previous.items if item.rank == rank]
    return tuple(re.findall(r"[^\W\d]{3,}", titles[0].lower())) if titles else ()


def _budget(previous: Previous, change: Refinement, fields: UnderstoodRequest) -> Budget | None:
    """Returns the budget below or above the median price of the list, None for no change."""
    priced = [item.product.price for item in previous.items if item.product.price]
    if not priced or not (change.cheaper or change.dearer):
        return None
    stated = fields.budget
    currency = stated.currency if stated else priced[0].currency
    prices = [price.minor for price in priced if price.currency == currency]
    if not prices:
        currency, prices = priced[0].currency, [priced[0].minor]
    median = median_low(prices)
    if change.dearer:
        return Budget(currency, ceil(median * (1 + PRICE_STEP)), None)
    return Budget(currency, None, floor(median * (1 - PRICE_STEP)))


def _values(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = (_value(word) for word in pattern.findall(text))
    return tuple(dict.fromkeys(value for value in found if value))


def _value(word: str) -> str | None:
    """Returns the value of a taste that an adjective names, in English or German."""
    stem = re.sub(r"e[smrn]?$", "", word)
    code = _GERMAN.get(word) or _GERMAN.get(stem) or word
    known = (f"{facet}.{name}" for facet in ("style", "value") for name in (code, stem))
    return next((value for value in known if value in TRAITS), None)


def _both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
