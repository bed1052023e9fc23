"""Label warning: for an allergy, gifts that can contain an allergen ask to check their label."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from gifter_domain.catalogue.traits.names import NAMES
from gifter_domain.catalogue.traits.trait import EDIBLE
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.recommendation import Recommendation

BADGE = "check_the_label"
# Soap, creams and scents may have nut oils, milk or wheat; the scent of a candle stays in it.
_ON_SKIN = frozenset({"scent", "maybe:scent"})
_NOT_ON_SKIN = frozenset({"candles", "plants", "experiences"})
_SENTENCES = {"en": "Check the label for {}.", "de": "Bitte auf dem Etikett prüfen: {}."}


def to_be_checked(candidates: Iterable[Candidate]) -> set[str]:
    """Returns the ids of the products that can have allergens."""
    return {one.product.id for one in candidates if can_have_allergens(one.traits)}


def with_label_warning(
    items: Sequence[Recommendation],
    labelled: Collection[str],
    allergens: Iterable[str],
    language: str,
) -> Sequence[Recommendation]:
    """Returns the gifts; those with the ids `labelled` with a badge and a sentence.

    The sentence names the allergens. Without allergens nothing changes.
    """
    language = language if language in _SENTENCES else "en"
    names = ", ".join(NAMES[language][code] for code in allergens)
    if not names:
        return items
    sentence = _SENTENCES[language].format(names)
    return [_warned(item, sentence) if item.product.id in labelled else item for item in items]


def can_have_allergens(traits: frozenset[str]) -> bool:
    """Returns True for what is eaten, drunk or put on the skin, or comes with such a thing."""
    return EDIBLE in traits or bool(traits & _ON_SKIN and not traits & _NOT_ON_SKIN)


def _warned(item: Recommendation, sentence: str) -> Recommendation:
    badges, explanation = (*item.badges, BADGE), f"{item.explanation} {sentence}"
    return replace(item, badges=badges, explanation=explanation)
