"""Planned reminders to look at: when, of what, through what, and why just then."""

from rich.markup import escape
from rich.table import Table

from gifter_app.use_cases.plan_reminders import Preview
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.reminders.planning import PlannedReminder, Rule

_WHY = {
    Rule.ON_TIME: "as the policy says",
    Rule.CLOCK_CHANGE: "the clocks change at that time",
    Rule.EARLIER_DAY: "the day is over there by then",
    Rule.QUIET_HOURS: "after quiet hours",
    Rule.BEFORE_QUIET_HOURS: "before quiet hours, after them is too late",
    Rule.MERGED: "one reminder for several of that day",
    Rule.CATCH_UP: "its time is past, the day is not",
}


def reminder_table(preview: Preview, title: str | None = None) -> Table:
    """Times in UTC and in the user's zone; channels that are due together are one row."""
    table = Table(title=title, title_style="bold", title_justify="left")
    table.add_column("UTC", no_wrap=True)
    table.add_column(preview.zone.key, no_wrap=True)
    for heading in ("Occasion", "On", "Days before", "Through", "Why then"):
        table.add_column(heading, justify="right" if heading == "Days before" else "left")
    rows: dict[tuple[str, ...], list[str]] = {}
    for one in preview.reminders:
        rows.setdefault(_row(one, preview), []).append(one.key.channel.value.lower())
    for (*when, why), channels in rows.items():
        table.add_row(*when, ", ".join(channels), why)
    return table


def reminders_as_json(preview: Preview) -> list[dict[str, object]]:
    """In order of time; `scheduledLocal` is the user's wall time, with its offset."""
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


def _row(one: PlannedReminder, preview: Preview) -> tuple[str, ...]:
    local = one.scheduled_for.astimezone(preview.zone)
    return (
        f"{one.scheduled_for:%Y-%m-%d %H:%M}",
        f"{local:%a %Y-%m-%d %H:%M}",
        escape(_name(preview.occasions[one.key.occasion_id])),
        f"{one.key.occurrence_on:%a %Y-%m-%d}",
        str(one.key.days_before),
        _WHY[one.rule],
    )


def _name(occasion: Occasion) -> str:
    return occasion.title or occasion.type.value.replace("_", " ").capitalize()
