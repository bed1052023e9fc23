"""Wiring of occasions, holidays and the calendar feed."""

from dataclasses import dataclass

from gifter_adapters.ical.reading import BirthdayFiles
from gifter_adapters.ical.writing import IcalWriter
from gifter_adapters.postgres.occasions.calendar_feeds import PostgresCalendarFeedReads
from gifter_adapters.postgres.occasions.reads import PostgresOccasionReads
from gifter_app.use_cases.occasions.calendar_feed import CalendarFeed
from gifter_app.use_cases.occasions.import_birthdays import ImportBirthdays
from gifter_app.use_cases.occasions.list_upcoming import ListUpcomingOccasions
from gifter_app.use_cases.occasions.manage_occasions import ManageOccasions
from gifter_app.wiring.core import Core
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.reminders.content.occasion_names import OccasionNames
from gifter_domain.shared.system import Clock


@dataclass(frozen=True)
class OccasionsUseCases:
    manage_occasions: ManageOccasions
    list_upcoming_occasions: ListUpcomingOccasions
    import_birthdays: ImportBirthdays
    calendar_feed: CalendarFeed
    occasion_reads: OccasionReads
    occasion_names: OccasionNames
    holiday_calendar: HolidayCalendar
    clock: Clock


def wire_occasions(core: Core) -> OccasionsUseCases:
    reads = PostgresOccasionReads(core.database, core.clock)
    names = OccasionNames(core.wording, core.holiday_calendar)
    return OccasionsUseCases(
        manage_occasions=ManageOccasions(
            core.transactions, core.holiday_calendar, core.ids, core.clock
        ),
        list_upcoming_occasions=ListUpcomingOccasions(reads, core.holiday_calendar, core.clock),
        import_birthdays=ImportBirthdays(core.transactions, BirthdayFiles(), core.ids, core.clock),
        calendar_feed=CalendarFeed(
            core.transactions,
            PostgresCalendarFeedReads(core.database),
            reads,
            core.holiday_calendar,
            IcalWriter(),
            names,
            core.codes,
            core.clock,
        ),
        occasion_reads=reads,
        occasion_names=names,
        holiday_calendar=core.holiday_calendar,
        clock=core.clock,
    )
