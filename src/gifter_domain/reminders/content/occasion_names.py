"""Names of occasions and holidays in the addressee's language."""

from typing import Protocol

from gifter_domain.notifications.wording import Wording
from gifter_domain.occasions.holidays import Holiday, HolidayCalendar, HolidayNotFound
from gifter_domain.occasions.occasion import Occasion, OccasionType


class _Titled(Protocol):
    @property
    def title(self) -> str | None: ...

    @property
    def holiday(self) -> str | None: ...


class OccasionNames:
    """Finds names. Names of holidays are not stored: they are looked up at each read."""

    def __init__(self, wording: Wording, holidays: HolidayCalendar) -> None:
        self._wording = wording
        self._holidays = holidays

    def holiday(self, language: str, holiday: Holiday) -> str:
        return self._wording.text(language, holiday.name)

    def title(self, language: str, occasion: _Titled) -> str | None:
        """Returns the owner's title, otherwise the holiday's name, or None if there is neither."""
        if occasion.title or occasion.holiday is None:
            return occasion.title
        try:
            return self.holiday(language, self._holidays.holiday(occasion.holiday))
        except HolidayNotFound:  # a newer version of the library no longer has it
            return None

    def name(self, language: str, occasion: Occasion, recipient_name: str | None) -> str:
        """Returns the name, as `occasion_name` does."""
        title = self.title(language, occasion)
        return occasion_name(self._wording, language, occasion.type, title, recipient_name)


def occasion_name(
    wording: Wording, language: str, kind: OccasionType, title: str | None, name: str | None
) -> str:
    """Returns the name without the day: "Ana’s birthday". The person's name may be missing."""
    if title:
        return f"{title} ({name})" if name else title
    if name:
        return _of(wording, language, kind, name)
    return _of_somebody(wording, language, kind)


def _of(wording: Wording, language: str, kind: OccasionType, name: str) -> str:
    match kind:
        case OccasionType.BIRTHDAY:
            return wording.text(language, "{name}’s birthday", name=name)
        case OccasionType.ANNIVERSARY:
            return wording.text(language, "{name}’s anniversary", name=name)
        case OccasionType.HOUSEWARMING:
            return wording.text(language, "{name}’s housewarming", name=name)
        case OccasionType.WEDDING:
            return wording.text(language, "{name}’s wedding", name=name)
        case OccasionType.BABY_SHOWER:
            return wording.text(language, "{name}’s baby shower", name=name)
        case OccasionType.THANK_YOU:
            return wording.text(language, "Your thank-you for {name}", name=name)
        case OccasionType.JUST_BECAUSE:
            return wording.text(language, "Your surprise for {name}", name=name)
        case _:
            return wording.text(language, "Your occasion with {name}", name=name)


def _of_somebody(wording: Wording, language: str, kind: OccasionType) -> str:
    """Returns the name without a person's name.

    Each kind has a message of its own, because many languages inflect the word for the person.
    """
    match kind:
        case OccasionType.BIRTHDAY:
            return wording.text(language, "Your friend’s birthday")
        case OccasionType.ANNIVERSARY:
            return wording.text(language, "Your friend’s anniversary")
        case OccasionType.HOUSEWARMING:
            return wording.text(language, "Your friend’s housewarming")
        case OccasionType.WEDDING:
            return wording.text(language, "Your friend’s wedding")
        case OccasionType.BABY_SHOWER:
            return wording.text(language, "Your friend’s baby shower")
        case OccasionType.THANK_YOU:
            return wording.text(language, "Your thank-you for a friend")
        case OccasionType.JUST_BECAUSE:
            return wording.text(language, "Your surprise for a friend")
        case _:
            return wording.text(language, "Your occasion with a friend")
