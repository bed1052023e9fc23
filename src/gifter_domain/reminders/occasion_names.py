"""What occasions and holidays are called, in the language of whoever reads it."""

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
    """The names of holidays are kept nowhere: they are looked up whenever somebody reads them."""

    def __init__(self, wording: Wording, holidays: HolidayCalendar) -> None:
        self._wording = wording
        self._holidays = holidays

    def holiday(self, language: str, holiday: Holiday) -> str:
        return self._wording.text(language, holiday.name)

    def title(self, language: str, occasion: _Titled) -> str | None:
        """The owner's own, or else the holiday's name; None where there is neither."""
        if occasion.title or occasion.holiday is None:
            return occasion.title
        try:
            return self.holiday(language, self._holidays.holiday(occasion.holiday))
        except HolidayNotFound:  # the library dropped it since
            return None

    def name(self, language: str, occasion: Occasion, recipient_name: str | None) -> str:
        """As `occasion_name`."""
        title = self.title(language, occasion)
        return occasion_name(self._wording, language, occasion.type, title, recipient_name)


def occasion_name(
    wording: Wording, language: str, kind: OccasionType, title: str | None, name: str | None
) -> str:
    """Whose and which, without the day: "Ana’s birthday"; nobody has to have a name."""
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
    """In messages of their own: what stands for a name is bent in many languages."""
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
