"""Upcoming occasions over HTTP: their order across time zones and the year's end, and pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

from builders.core.clocks import FixedClock
from builders.occasions.api import enable_holiday, follow_birthday, make_occasion, upcoming
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, wrong_paths


async def test_upcoming_dates_are_ordered_across_timezones_and_the_years_end(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    clock.time = datetime(2026, 12, 30, 23, 30, tzinfo=UTC)
    await make_occasion(ada, ana, date="2027-01-02", title="later")
    await make_occasion(ada, ana, date="2026-12-31", timezone="Pacific/Kiritimati", title="east")
    await make_occasion(ada, ana, date="2026-12-30", timezone="Pacific/Honolulu", title="west")
    await make_occasion(
        ada, ana, date="2026-12-30", timezone="Pacific/Kiritimati", title="over there"
    )

    items = (await ada.get("/v1/occasions/upcoming", days=3))["items"]

    assert [(item["date"], item["daysLeft"], item["occasion"]["title"]) for item in items] == [
        ("2026-12-30", 0, "west"),
        ("2026-12-31", 0, "east"),
        ("2027-01-02", 3, "later"),
    ]


async def test_a_yearly_occasion_is_listed_for_each_date_in_the_window(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    clock.time = datetime(2027, 2, 20, 12, tzinfo=UTC)
    occasion = await follow_birthday(ada, ana)

    items = (await ada.get("/v1/occasions/upcoming", days=400))["items"]

    assert [(item["date"], item["daysLeft"], item["years"]) for item in items] == [
        ("2027-02-28", 8, 39),
        ("2028-02-29", 374, 40),
    ]
    assert [item["occasion"] for item in items] == [occasion] * 2
    assert items[0]["recipient"] == {"id": ana["id"], "name": "Ana", "avatarUrl": None}


async def test_years_are_null_if_the_first_year_is_unknown(ada: Someone) -> None:
    cy = await make_recipient(ada, name="Cy", birthday="--12-01")
    await follow_birthday(ada, cy)
    await make_occasion(ada, cy, date="2026-12-02")

    items = (await ada.get("/v1/occasions/upcoming"))["items"]

    assert [(item["date"], item["years"]) for item in items] == [
        ("2026-12-01", None),
        ("2026-12-02", None),
    ]


async def test_pages_continue_after_the_last_item(ada: Someone, ana: dict[str, Any]) -> None:
    for day in ("2026-12-02", "2026-12-01", "2026-12-01", "2026-12-24"):
        await make_occasion(ada, ana, date=day)
    await enable_holiday(ada, ana, "GB:christmas")
    whole = (await ada.get("/v1/occasions/upcoming", days=60))["items"]

    paged: list[dict[str, Any]] = []
    cursor: dict[str, str | None] = {}
    for _ in range(3):
        page = await ada.get("/v1/occasions/upcoming", days=60, limit=2, **cursor)
        paged += page["items"]
        cursor = {"cursor": page["nextCursor"]}

    assert cursor == {"cursor": None}
    assert paged == whole
    assert [item["date"][5:] for item in whole] == ["12-01", "12-01", "12-02", "12-24", "12-25"]


async def test_an_occasion_is_left_out_when_its_day_is_over_in_its_timezone(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    await make_occasion(ada, ana, date="2026-11-21")

    assert await upcoming(ada, days=0) == [("2026-11-21", "WEDDING")]
    clock.move(timedelta(hours=12))
    assert await upcoming(ada, days=0) == []


async def test_a_window_outside_0_to_400_days_is_refused(ada: Someone) -> None:
    for days in (-1, 401):
        answer = await ada.client.get("/v1/occasions/upcoming", params={"days": days})
        assert wrong_paths(answer) == ["days"]
