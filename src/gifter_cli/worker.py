"""`gifter worker` and `gifter scheduler`: the background processes of a real deployment."""

from gifter_app.container import Container
from gifter_cli.dev import stop_requested
from gifter_cli.runtime import errors, with_container


def worker() -> None:
    """Run jobs until stopped; run as many as you like.

    With REDIS_URL it is nudged, without it looks every two seconds. SIGTERM and
    Ctrl-C end it after the batch under way; a job whose worker dies is taken over
    by another.
    """
    with_container(_worker, service=True)


async def _worker(container: Container) -> int:
    if container.redis_url() is None:
        errors.print("REDIS_URL is not set: polling the database for jobs.")
    async with container.workers().job_worker.running():
        errors.print("Working. Stop with Ctrl-C.")
        await stop_requested()
    return 0


def scheduler() -> None:
    """Nudge the workers every few seconds, so that no due job waits; one of several leads.

    Without REDIS_URL there is nobody to nudge: workers look by themselves.
    """
    with_container(_scheduler, service=True)


async def _scheduler(container: Container) -> int:
    if container.redis_url() is None:
        errors.print("REDIS_URL is not set: nudges reach nobody, workers poll by themselves.")
    async with container.workers().scheduler.running():
        errors.print("Scheduling. Stop with Ctrl-C.")
        await stop_requested()
    return 0
