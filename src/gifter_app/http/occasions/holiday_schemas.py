"""Schemas of holidays."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema
from gifter_domain.occasions.holidays import Holiday


class HolidayResponse(ResponseSchema, frozen=True, kw_only=True):
    code: Annotated[str, Meta(examples=["GB:mothers_day"])]
    name: Annotated[
        str,
        Meta(description="The holiday's name in the user's language.", examples=["Mother's Day"]),
    ]
    next_on: Annotated[
        date, Meta(description="The next date; of a holiday of several days, the first.")
    ]
    approximate: Annotated[
        bool,
        Meta(description="True if the sighting of the moon may move `nextOn` by a day or two."),
    ]


class HolidaysResponse(ResponseSchema, frozen=True, kw_only=True):
    """Holidays of a country, the next one first."""

    country: Annotated[str, Meta(examples=["GB"])]
    items: list[HolidayResponse]


def holidays_response(
    country: str, holidays: Sequence[Holiday], today: date, name_of: Callable[[Holiday], str]
) -> HolidaysResponse:
    coming = [(day, one) for one in holidays if (day := one.next_from(today)) is not None]
    items = [
        HolidayResponse(
            code=one.code, name=name_of(one), next_on=day, approximate=day in one.approximate
        )
        for day, one in sorted(coming, key=lambda each: (each[0], each[1].code))
    ]
    return HolidaysResponse(country=country, items=items)
