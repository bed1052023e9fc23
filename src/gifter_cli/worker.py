"""`gifter worker` and `gifter scheduler`: the background processes of a real deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gifter_cli.dev import stop_requested
from gifter_cli.runtime import errors, with_container

if TYPE_CHECKING:
    from gifter_app.container import Container


def worker() -> None:
    """Run jobs and send due reminders until stopped.

    Any number of workers may run at the same time. With REDIS_URL, a worker is
    nudged when work is due; without it, it looks for work every two seconds.
    SIGTERM and Ctrl-C stop it after the current batch. If a worker dies, another
    one takes over its jobs.

    [dim]gifter worker[/dim]
    """
    with_container(_worker, service=True)


async def _worker(container: Container) -> int:
    if container.redis_url() is None:
        errors.print("REDIS_URL is not set, so the worker polls the database for jobs.")
    async with container.workers().worker.running():
        errors.print("Working. Stop with Ctrl-C.")
        await stop_requested()
    return 0


def scheduler() -> None:
    """Nudge the workers every few seconds, so that no due job waits.

    If several schedulers run, one of them is the leader, and the others wait to
    take over. Without REDIS_URL a scheduler is not needed, because workers poll
    the database.

    [dim]gifter scheduler[/dim]
    """
    with_container(_scheduler, service=True)


async def _scheduler(container: Container) -> int:
    if container.redis_url() is None:
        errors.print("REDIS_URL is not set, so nudges have no effect: workers poll the database.")
    async with container.workers().scheduler.running():
        errors.print("Scheduling. Stop with Ctrl-C.")
        await stop_requested()
    return 0
