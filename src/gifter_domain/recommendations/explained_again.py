"""Explaining gifts again, after their products or their ranks changed."""

from collections.abc import Sequence
from dataclasses import replace

from gifter_domain.recommendations.badges import badges
from gifter_domain.recommendations.explanation import explanation
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.label_warning import BADGE, with_label_warning
from gifter_domain.recommendations.recommendation import Recommendation
from gifter_domain.recommendations.trait_limits import trait_limits
from gifter_domain.recommendations.understood import Understood


def explained_again(
    query: GiftQuery, understood: Understood, items: Sequence[Recommendation], language: str
) -> Sequence[Recommendation]:
    """Returns the gifts with explanations and badges for their present products and ranks.

    Gifts whose label was to be checked keep that warning.
    """
    allergens = trait_limits(understood.fields, query).allergens
    labelled = {item.product.id for item in items if BADGE in item.badges}
    explained = [_explained(query, item, language) for item in items]
    return with_label_warning(explained, labelled, allergens, language)


def _explained(query: GiftQuery, item: Recommendation, language: str) -> Recommendation:
    text = explanation(query, item.product, item.rank, language)
    return replace(item, explanation=text, badges=badges(query, item.product))
