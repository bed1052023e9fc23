"""Maps a stored occasion to the occasion term that gifts are described with."""

from collections.abc import Mapping

from gifter_domain.language.terms import OCCASIONS
from gifter_domain.occasions.occasion import Occasion, OccasionType

# Holidays whose code differs from the code of their term.
_HOLIDAYS: Mapping[str, str] = {"orthodox_christmas": "christmas"}


def occasion_term(occasion: Occasion) -> str | None:
    """Returns the code in `OCCASIONS` for the occasion's type or holiday, or None without one."""
    name = occasion.type.lower()
    if occasion.type is OccasionType.HOLIDAY and occasion.holiday is not None:
        holiday = occasion.holiday.partition(":")[2]
        name = _HOLIDAYS.get(holiday, holiday)
    return name if name in OCCASIONS else None
