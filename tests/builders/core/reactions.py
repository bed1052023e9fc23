"""The application's reactions, for tests that begin transactions without a container."""

from collections.abc import Mapping

from gifter_adapters.python_holidays.calendar import PythonHolidays
from gifter_adapters.system import Uuid7Factory
from gifter_adapters.wording.catalogues import GettextWording
from gifter_app.reactions import ReactByTable, Row, reaction_table
from gifter_app.use_cases.notifications.notify_friends import NotifyFriends
from gifter_app.use_cases.occasions.add_anniversaries import AddAnniversaries
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_app.use_cases.wishlists.notify_givers import NotifyGivers
from gifter_app.use_cases.wishlists.reveal_claims import RevealClaims
from gifter_domain.shared.events import DomainEvent
from gifter_domain.shared.system import Clock


class SilentNudge:
    async def wake_workers(self) -> None:
        return None


def the_table(clock: Clock, *, has_language_model: bool = False) -> Mapping[type[DomainEvent], Row]:
    holidays = PythonHolidays()
    return reaction_table(
        PlanReminders(holidays, clock, tz_version="2026a"),
        RevealClaims(holidays, clock),
        NotifyGivers(GettextWording(), Uuid7Factory()),
        AddAnniversaries(Uuid7Factory(), clock),
        NotifyFriends(GettextWording(), "gifter://"),
        has_language_model=has_language_model,
    )


def the_reactions(clock: Clock) -> ReactByTable:
    """Returns the reactions of an application without a language model. They nudge no worker."""
    return ReactByTable(the_table(clock), SilentNudge())
