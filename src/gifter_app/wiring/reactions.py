"""Wiring of the reactions to domain events, which are listed in `gifter_app.reactions`."""

from gifter_app.reactions import ReactByTable, reaction_table
from gifter_app.settings import Settings
from gifter_app.use_cases.notifications.notify_friends import NotifyFriends
from gifter_app.use_cases.occasions.add_anniversaries import AddAnniversaries
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_app.use_cases.wishlists.notify_givers import NotifyGivers
from gifter_app.use_cases.wishlists.reveal_claims import RevealClaims
from gifter_domain.notifications.wording import Wording
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.shared.jobs import Nudge
from gifter_domain.shared.system import Clock, IdFactory


def wire_reactions(
    settings: Settings,
    plan_reminders: PlanReminders,
    nudges: Nudge,
    wording: Wording,
    holiday_calendar: HolidayCalendar,
    ids: IdFactory,
    clock: Clock,
) -> ReactByTable:
    """Builds the reactions. Without a language model, no reaction enqueues a job for one."""
    table = reaction_table(
        plan_reminders,
        RevealClaims(holiday_calendar, clock),
        NotifyGivers(wording, ids),
        AddAnniversaries(ids, clock),
        NotifyFriends(wording, settings.links.app_url),
        has_language_model=bool(settings.models.language_model),
    )
    return ReactByTable(table, nudges)
