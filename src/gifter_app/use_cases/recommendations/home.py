"""The currency and the language of the user who asks."""

from dataclasses import dataclass

from gifter_domain.recommendations.understood import Understood


@dataclass(frozen=True, slots=True)
class Home:
    """The currency and the language of a user."""

    currency: str
    language: str

    def language_for(self, understood: Understood) -> str:
        """Returns the language of the text, or the user's if no word of the text is read."""
        fields = understood.fields
        return fields.language if fields.supported and fields.spans else self.language
