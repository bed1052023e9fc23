"""What a kept occasion is called among the terms that gifts are described by."""

from collections.abc import Mapping

from gifter_domain.language.terms import OCCASIONS
from gifter_domain.occasions.occasion import Occasion, OccasionType

# Holidays whose name here is not that of the term.
_HOLIDAYS: Mapping[str, str] = {"hanukkah": "christmas", "orthodox_christmas": "christmas"}


def occasion_term(occasion: Occasion) -> str | None:
    """The code in `OCCASIONS` of an occasion's type, or of its holiday; None if there is none."""
    name = occasion.type.lower()
    if occasion.type is OccasionType.HOLIDAY and occasion.holiday is not None:
        holiday = occasion.holiday.partition(":")[2]
        name = _HOLIDAYS.get(holiday, holiday)
    return name if name in OCCASIONS else None
