"""Badges: codes of short facts about a recommended product."""

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.terms import OCCASIONS, tag_key
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.features import matching_tags
from gifter_domain.recommendations.ranking.taste_fit import matched_likes
from gifter_domain.shared.money import Budget
from gifter_domain.taste.vocabulary import Trait

# Product labels that become a badge.
_LABEL_BADGES = {
    "handmade": "handmade",
    "handcrafted": "handmade",
    "personalised": "personalised",
    "personalized": "personalised",
    "ecofriendly": "eco_friendly",
    "sustainable": "eco_friendly",
    "vegan": "vegan",
    "organic": "organic",
    "limitededition": "limited_edition",
}


def badges(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    """Returns the codes of facts about the product, each at most once."""
    known = {
        "under_budget": _is_under_budget(query.budget_for(product.price), product),
        "occasion_match": bool(occasion_tags(query, product)),
        "recipient_match": bool(_recipient_tags(query, product)),
        "taste_match": bool(matched_likes_of(query, product)),
        "featured": product.is_featured,
        "out_of_stock": not product.in_stock,
    }
    labels = (_LABEL_BADGES.get(tag_key(tag)) for tag in (*product.style_tags, *product.gift_tags))
    return tuple(
        dict.fromkeys(
            [*(badge for badge, applies in known.items() if applies), *filter(None, labels)]
        )
    )


def matched_likes_of(query: GiftQuery, product: ListedProduct) -> tuple[Trait, ...]:
    """Returns the likes of the request's taste that the product meets."""
    return matched_likes(query.taste, product) if query.taste else ()


def occasion_tags(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    """Returns the product's tags that name the request's occasion."""
    if query.occasion is None:
        return ()
    return matching_tags(OCCASIONS[query.occasion].tag_keys, product.occasion_fit)


def _is_under_budget(budget: Budget | None, product: ListedProduct) -> bool:
    if budget is None or budget.max_minor is None or product.price is None:
        return False
    return budget.allows(product.price)


def _recipient_tags(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    return tuple(
        tag for term in query.people for tag in matching_tags(term.tag_keys, product.gift_tags)
    )
