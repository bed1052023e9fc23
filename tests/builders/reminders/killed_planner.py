"""A process that changes a user's zone, and is killed between the commit and the plan.

Its arguments are the user's name and the new zone.
"""

import asyncio
import sys

from dependency_injector import providers

from builders.reminders.calendars import KillingCalendar
from builders.reminders.planner import planner_named
from gifter_app.container import Container
from gifter_app.settings import read_settings


async def main(name: str, timezone: str) -> None:
    container = Container(settings=read_settings())
    container.holiday_calendar.override(providers.Object(KillingCalendar()))
    planner = await planner_named(container, name)
    await planner.live_in(timezone)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
