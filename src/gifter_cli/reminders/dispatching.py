"""`gifter reminders dispatch`: sending due reminders without the rest of the worker."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gifter_cli.dev import stop_requested
from gifter_cli.narrow import show_table
from gifter_cli.runtime import errors, with_container

if TYPE_CHECKING:
    from gifter_app.container import Container

_EVERY_S = 2.0


def dispatch(
    once: Annotated[
        bool, typer.Option("--once", help="Send the reminders that are due now, then stop.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the reminders that are due now; send nothing.")
    ] = False,
) -> None:
    """Send due reminders, every two seconds until stopped.

    `gifter worker` and `gifter dev` do this too. Any number of processes may run
    at the same time.

    [dim]gifter reminders dispatch --dry-run[/dim]
    """

    async def main(container: Container) -> int:
        if dry_run:
            await _show(container)
        elif once:
            handled = await container.reminders().dispatch_due_reminders.execute()
            typer.echo(f"Reminders that were due: {handled}.")
        else:
            await _until_stopped(container)
        return 0

    with_container(main, service=not (once or dry_run))


async def _until_stopped(container: Container) -> None:
    from gifter_app.workers.worker import Worker

    dispatch = container.reminders().dispatch_due_reminders.execute
    async with Worker(container.nudges(), [dispatch], _EVERY_S).running():
        errors.print("Sending due reminders. Stop with Ctrl-C.")
        await stop_requested()


async def _show(container: Container) -> None:
    now = await container.shared_clock().now()
    notices = await container.reminders().dispatch_due_reminders.preview()
    if not notices:
        typer.echo("Nothing is due.")
        return
    table = Table("Due since (UTC)", "Late", "Channel", "Text and user")
    for notice in notices:
        title = container.reminders().write_reminder_messages.push(notice, now).title
        text = f"{escape(title)}\n[dim]{escape(notice.addressee.id)}[/dim]"
        channel = notice.reminders[0].key.channel.value.lower()
        table.add_row(*_when(notice.due_since, now), channel, text)
    show_table(Console(highlight=False), table)


def _when(scheduled_for: datetime, now: datetime) -> tuple[str, str]:
    return f"{scheduled_for:%Y-%m-%d %H:%M}", str(now - scheduled_for).partition(".")[0]
