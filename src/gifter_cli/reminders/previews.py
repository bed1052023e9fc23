"""Tables and JSON of planned reminders: time, occasion, channel, and the rule behind the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from gifter_domain.reminders.planning.timing import Rule
from gifter_domain.reminders.policy import Channel

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.reminders.preview_reminders import Preview
    from gifter_domain.reminders.planning.timing import PlannedReminder, ReminderKey

_WHY = {
    Rule.ON_TIME: "as the policy says",
    Rule.CLOCK_CHANGE: "the clocks change at that time",
    Rule.EARLIER_DAY: "the day is over there by then",
    Rule.QUIET_HOURS: "after quiet hours",
    Rule.BEFORE_QUIET_HOURS: "before quiet hours, after them is too late",
    Rule.MERGED: "one reminder for several of that day",
    Rule.CATCH_UP: "its time is past, the next chance before the day",
}


async def occasion_names(container: Container, user_id: str, preview: Preview) -> dict[str, str]:
    """Returns the names of the preview's occasions as notices call them, by id."""
    occasions = [*preview.occasions.values()]
    recipients = await container.occasions().occasion_reads.recipients(user_id, occasions)
    name = partial(container.occasions().occasion_names.name, preview.language)
    return {
        one.id: name(one, recipient.name)
        for one in occasions
        if (recipient := recipients.get(one.recipient_id)) is not None
    }


def reminder_table(preview: Preview, names: Mapping[str, str], title: str | None = None) -> Table:
    """Returns a table of the reminders for 80 columns. Channels due at the same time share a row.

    `names` are the names of occasions by id; an occasion whose recipient was deleted meanwhile has
    none.
    """
    table = Table(title=title, caption=f"Times of {preview.zone.key}, and UTC below them.")
    table.title_style, table.title_justify, table.caption_justify = "bold", "left", "left"
    table.add_column("When", no_wrap=True)
    table.add_column("Occasion", min_width=len("Sun 2000-01-01"))
    for heading in ("Before", "By", "Why then"):
        table.add_column(heading)
    for (at, key, rule), channels in _together(preview.reminders).items():
        local, name = at.astimezone(preview.zone), names.get(key.occasion_id, "")
        table.add_row(
            f"{local:%a %Y-%m-%d %H:%M}\n[dim]{at:%a %Y-%m-%d %H:%M}[/dim]",
            f"{escape(name)}\n[dim]{key.occurrence_on:%a %Y-%m-%d}[/dim]",
            _before(key.days_before),
            "\n".join(channels),
            _WHY[rule],
        )
    return table


def reminders_as_json(preview: Preview) -> list[dict[str, object]]:
    """Returns the reminders in order of time.

    `scheduledLocal` is the time on the user's clock, with its offset from UTC.
    """
    return [
        {
            "occasionId": one.key.occasion_id,
            "occurrenceOn": one.key.occurrence_on,
            "daysBefore": one.key.days_before,
            "channel": one.key.channel,
            "scheduledFor": one.scheduled_for,
            "scheduledLocal": one.scheduled_for.astimezone(preview.zone).isoformat(),
            "rule": one.rule,
        }
        for one in preview.reminders
    ]


def _together(
    reminders: Sequence[PlannedReminder],
) -> Mapping[tuple[datetime, ReminderKey, Rule], Sequence[str]]:
    """Groups reminders that differ only in the channel, and returns the channels of each group."""
    found: dict[tuple[datetime, ReminderKey, Rule], list[str]] = {}
    for one in reminders:
        without_channel = replace(one.key, channel=Channel.PUSH)  # the same for all channels
        channels = found.setdefault((one.scheduled_for, without_channel, one.rule), [])
        channels.append(one.key.channel.value.lower())
    return found


def _before(days: int) -> str:
    match days:
        case 0:
            return "the day"
        case 1:
            return "1 day"
        case _:
            return f"{days} days"
