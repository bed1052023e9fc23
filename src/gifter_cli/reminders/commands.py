"""`gifter reminders`: previewing, planning and sending reminders."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gifter_cli.narrow import show_table
from gifter_cli.reminders.dispatching import dispatch
from gifter_cli.reminders.previews import occasion_names, reminder_table, reminders_as_json
from gifter_cli.runtime import errors, with_container
from gifter_domain.occasions.occasion import MAX_YEAR

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.reminders.plan_everybody import PlanningTotals

_HELP = """Preview, plan and send reminders.

[dim]gifter reminders preview[/dim]              lists users who have reminders
[dim]gifter reminders preview --user ID[/dim]    shows a user's reminders
[dim]gifter reminders plan --all[/dim]           plans for all users now
[dim]gifter reminders dispatch --dry-run[/dim]   shows due reminders, sends nothing
"""
app = typer.Typer(help=_HELP, no_args_is_help=True)
app.command()(dispatch)

_LONGEST_DAYS = 3_660
_FIRST_YEAR = 1900  # before that, most towns had a time of their own
_USERS = 20


def parse_instant(text: str) -> datetime:
    """Parses an instant of RFC 3339, such as `2026-03-01T09:00:00Z`, and returns it in UTC.

    Refuses years for which reminders are not planned.
    """
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise typer.BadParameter("must be a time with its offset, like 2026-03-01T09:00:00Z")
    if not _FIRST_YEAR <= instant.year <= MAX_YEAR:
        raise typer.BadParameter(f"must be in the years from {_FIRST_YEAR} to {MAX_YEAR}")
    return instant.astimezone(UTC)


@app.command()
def preview(
    user: Annotated[
        str | None, typer.Option(help="The user's id. Without it, some ids are listed.")
    ] = None,
    days: Annotated[
        int, typer.Option(min=1, max=_LONGEST_DAYS, help="The number of days to plan for.")
    ] = 400,
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from", parser=parse_instant, metavar="INSTANT", help="The start. Default: now."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show a user's planned reminders, with the rule that set the time of each.

    They are planned anew from the stored occasions, policies and preferences;
    nothing is stored. Without --from, reminders that were sent already are left
    out.

    [dim]gifter reminders preview --user ID --days 30 --from 2027-02-01T00:00:00Z[/dim]
    """

    async def main(container: Container) -> int:
        if user is None:
            return await _list_users(container)
        planned = await container.reminders().preview_reminders.execute(user, first, days)
        if as_json:
            typer.echo(
                msgspec.json.format(msgspec.json.encode(reminders_as_json(planned))).decode()
            )
        elif planned.reminders:
            names = await occasion_names(container, user, planned)
            show_table(Console(highlight=False), reminder_table(planned, names))
        else:
            start = first or container.clock().now()
            typer.echo(f"No reminders in the {days} days from {start:%Y-%m-%d %H:%M} UTC.")
        return 0

    with_container(main)


@app.command()
def plan(
    everybody: Annotated[bool, typer.Option("--all", help="Plan for every user with an occasion.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Plan the reminders of all users now, and store the differences.

    Workers do this once a day for each user.

    [dim]gifter reminders plan --all[/dim]
    """

    async def main(container: Container) -> int:
        started = time.perf_counter()
        with _progress() as report:
            done = await container.reminders().plan_everybody.plan_all(report)
        _print_summary(done, time.perf_counter() - started, as_json=as_json)
        return 0

    with_container(main)


async def _list_users(container: Container) -> int:
    async with container.transactions()() as tx:
        users = await tx.schedule.planned_users("", _USERS + 1)
    if not users:
        typer.echo("No user has an occasion yet.")
        return 0
    typer.echo("Choose a user with --user. Users who have occasions, the oldest accounts first:")
    for user_id in users[:_USERS]:
        typer.echo(f"  {user_id}")
    if len(users) > _USERS:
        typer.echo("  ... and more")
    return 0


@contextmanager
def _progress() -> Iterator[Callable[[PlanningTotals], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=errors, transient=True) as bar:
        task = bar.add_task("Planning for users", total=None)
        yield lambda done: bar.update(task, completed=done.users, total=done.of_users)


def _print_summary(done: PlanningTotals, seconds: float, *, as_json: bool) -> None:
    if as_json:
        counts = {
            "users": done.users,
            "ofUsers": done.of_users,
            "added": done.added,
            "moved": done.moved,
            "revived": done.revived,
            "cancelled": done.cancelled,
        }
        typer.echo(msgspec.json.encode(counts | {"seconds": round(seconds, 2)}))
        return
    typer.echo(
        f"Users planned for: {done.users}; reminders added: {done.added}, moved: {done.moved},"
        f" revived: {done.revived}, cancelled: {done.cancelled}; {seconds:.1f} s."
    )
