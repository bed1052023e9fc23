"""`gifter reminders`: what will be sent when and why, and planning for everybody."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gifter_app.container import Container
from gifter_app.use_cases.reminders.plan_everybody import PlanningTotals
from gifter_cli.reminder_dispatch import dispatch
from gifter_cli.reminder_previews import occasion_names, reminder_table, reminders_as_json
from gifter_cli.runtime import errors, with_container
from gifter_domain.occasions.occasion import MAX_YEAR

_HELP = """When users are reminded of occasions, and why then.

[dim]gifter reminders preview[/dim]              whose reminders there are
[dim]gifter reminders preview --user ID[/dim]    what they will be reminded of
[dim]gifter reminders plan --all[/dim]           planning for everybody, now
[dim]gifter reminders dispatch --dry-run[/dim]   what is due, told to nobody
"""
app = typer.Typer(help=_HELP, no_args_is_help=True)
app.command()(dispatch)

_LONGEST_DAYS = 3_660
_FIRST_YEAR = 1900  # before that, most clocks showed a time of their own town
_USERS = 20


def parse_instant(text: str) -> datetime:
    """An instant of RFC 3339, such as `2026-03-01T09:00:00Z`, in UTC; of a year one plans for."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise typer.BadParameter("write an instant with its offset, like 2026-03-01T09:00:00Z")
    if not _FIRST_YEAR <= instant.year <= MAX_YEAR:
        raise typer.BadParameter(f"write an instant of the years from {_FIRST_YEAR} to {MAX_YEAR}")
    return instant.astimezone(UTC)


@app.command()
def preview(
    user: Annotated[
        str | None, typer.Option(help="The user's id. Left out: lists ids to choose from.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=_LONGEST_DAYS, help="How far ahead.")] = 400,
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from", parser=parse_instant, metavar="INSTANT", help="From when on, if not now."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what a user would be reminded of, when, and which rule decided that.

    Planned anew from what is stored of occasions, policies and preferences;
    changes nothing. Without --from, what was told already is left out.

    gifter reminders preview --user ID --days 30 --from 2027-02-01T00:00:00Z
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
            Console(highlight=False).print(reminder_table(planned, names))
        else:
            start = first or container.clock().now()
            typer.echo(f"Nothing to remind of in the {days} days from {start:%Y-%m-%d %H:%M} UTC.")
        return 0

    with_container(main)


@app.command()
def plan(
    everybody: Annotated[bool, typer.Option("--all", help="For every user with an occasion.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Make the stored schedules what planning says now; where they are, nothing is written.

    Workers do this by themselves, once a day for each user.
    """

    async def main(container: Container) -> int:
        started = time.perf_counter()
        with _progress() as report:
            done = await container.reminders().plan_everybody.plan_all(report)
        _tell(done, time.perf_counter() - started, as_json=as_json)
        return 0

    with_container(main)


async def _list_users(container: Container) -> int:
    async with container.transactions()() as tx:
        users = await tx.schedule.planned_users("", _USERS + 1)
    if not users:
        typer.echo("No user has an occasion yet.")
        return 0
    typer.echo("Whose? Say --user with an id. Users who have occasions, the first to join first:")
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


def _tell(done: PlanningTotals, seconds: float, *, as_json: bool) -> None:
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
