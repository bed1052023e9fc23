"""Label warning: for an allergy, every gift asks to check its label."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gifter_domain.catalogue.traits.names import NAMES
from gifter_domain.recommendations.recommendation import Recommendation

BADGE = "check_the_label"
_SENTENCES = {"en": "Check the label for {}.", "de": "Bitte auf dem Etikett prüfen: {}."}


def with_label_warning(
    items: Sequence[Recommendation], allergens: Iterable[str], language: str
) -> Sequence[Recommendation]:
    """Returns the gifts with a badge and a sentence that name the allergens, if there are any."""
    language = language if language in _SENTENCES else "en"
    names = ", ".join(NAMES[language][code] for code in allergens)
    if not names:
        return items
    sentence = _SENTENCES[language].format(names)
    return [
        replace(item, badges=(*item.badges, BADGE), explanation=f"{item.explanation} {sentence}")
        for item in items
    ]
