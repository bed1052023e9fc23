"""What comes up, over HTTP: days across zones and the year's end, and what was planned."""

from datetime import UTC, datetime, timedelta
from typing import Any

from builders.core.clocks import FixedClock
from builders.occasions.api import follow_birthday, mark, switch_on, upcoming
from builders.people.recipients_api import keep
from builders.people.users import Someone, wrong_paths


async def test_days_come_in_order_across_zones_and_the_years_end(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    clock.time = datetime(2026, 12, 30, 23, 30, tzinfo=UTC)
    await mark(ada, ana, on="2027-01-02", title="later")
    await mark(ada, ana, on="2026-12-31", timezone="Pacific/Kiritimati", title="east")
    await mark(ada, ana, on="2026-12-30", timezone="Pacific/Honolulu", title="west")
    await mark(ada, ana, on="2026-12-30", timezone="Pacific/Kiritimati", title="over there")

    items = (await ada.get("/v1/occasions/upcoming", days=3))["items"]

    assert [(item["on"], item["daysLeft"], item["occasion"]["title"]) for item in items] == [
        ("2026-12-30", 0, "west"),
        ("2026-12-31", 0, "east"),
        ("2027-01-02", 3, "later"),
    ]


async def test_a_yearly_day_comes_as_often_as_it_falls(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    clock.time = datetime(2027, 2, 20, 12, tzinfo=UTC)
    occasion = await follow_birthday(ada, ana)

    items = (await ada.get("/v1/occasions/upcoming", days=400))["items"]

    assert [(item["on"], item["daysLeft"], item["years"]) for item in items] == [
        ("2027-02-28", 8, 39),
        ("2028-02-29", 374, 40),
    ]
    assert [item["occasion"] for item in items] == [occasion] * 2
    assert items[0]["recipient"] == {"id": ana["id"], "name": "Ana", "avatarUrl": None}


async def test_no_age_is_told_where_none_is_known(ada: Someone) -> None:
    cy = await keep(ada, name="Cy", birthday="--12-01")
    await follow_birthday(ada, cy)
    await mark(ada, cy, on="2026-12-02")

    items = (await ada.get("/v1/occasions/upcoming"))["items"]

    assert [(item["on"], item["years"]) for item in items] == [
        ("2026-12-01", None),
        ("2026-12-02", None),
    ]


async def test_pages_go_on_where_the_last_one_ended(ada: Someone, ana: dict[str, Any]) -> None:
    for day in ("2026-12-02", "2026-12-01", "2026-12-01", "2026-12-24"):
        await mark(ada, ana, on=day)
    await switch_on(ada, ana, "GB:christmas")
    whole = (await ada.get("/v1/occasions/upcoming", days=60))["items"]

    paged: list[dict[str, Any]] = []
    cursor: dict[str, str | None] = {}
    for _ in range(3):
        page = await ada.get("/v1/occasions/upcoming", days=60, limit=2, **cursor)
        paged += page["items"]
        cursor = {"cursor": page["nextCursor"]}

    assert cursor == {"cursor": None}
    assert paged == whole
    assert [item["on"][5:] for item in whole] == ["12-01", "12-01", "12-02", "12-24", "12-25"]


async def test_a_day_that_is_over_where_it_is_does_not_come(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    await mark(ada, ana, on="2026-11-21")

    assert await upcoming(ada, days=0) == [("2026-11-21", "WEDDING")]
    clock.move(timedelta(hours=12))
    assert await upcoming(ada, days=0) == []


async def test_the_window_is_bounded(ada: Someone) -> None:
    for days in (-1, 401):
        answer = await ada.client.get("/v1/occasions/upcoming", params={"days": days})
        assert wrong_paths(answer) == ["days"]
