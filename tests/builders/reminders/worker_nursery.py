"""A process with everything imported, which forks a reminder worker for each line of input.

It first prints `ready`. A line is `OFFSET_S FAULT`: the error of the worker's clock, and the fault
of its sender, or `none`. It prints the worker's process id. Workers live until they are killed.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import anyio._backends._asyncio  # noqa: F401 - what httpx imports with its first request
import h2.connection  # noqa: F401

from gifter_adapters.system import SystemClock
from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.settings import Settings, read_settings
from gifter_app.wiring.reminders import wire_reminders
from gifter_app.workers.worker import Worker
from gifter_domain.identity.device import Platform
from gifter_domain.notifications.senders import Delivered, Notice, Push, PushOutcome

LEASE = timedelta(seconds=0.6)
_POLL_S, _LIFE_S = 0.2, 3_600.0


class SteppedClock(SystemClock):
    """A system clock that is set wrong."""

    def __init__(self, offset_s: float) -> None:
        self._offset = timedelta(seconds=offset_s)

    def now(self) -> datetime:
        return super().now() + self._offset


class RandomIds:
    """Sends each notice under a new id, so that devices cannot merge repeats."""

    def __init__(self, push: Push) -> None:
        self._push = push

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        fresh = str(uuid4())
        return await self._push.send(token, replace(notice, id=fresh, collapse_key=fresh))


class SaysItHasSent:
    """Reports success first and sends afterwards."""

    def __init__(self, push: Push) -> None:
        self._push = push
        self._sending: set[asyncio.Task[PushOutcome]] = set()

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        self._sending.add(asyncio.create_task(self._send(token, notice)))
        return Delivered()

    async def _send(self, token: str, notice: Notice) -> PushOutcome:
        await asyncio.sleep(2.0)
        return await self._push.send(token, notice)


FAULTS = {"none": lambda push: push, "random-ids": RandomIds, "records-first": SaysItHasSent}


async def work(settings: Settings, offset_s: float, fault: str, for_s: float) -> None:
    container = Container(settings=settings)
    container.clock.override(SteppedClock(offset_s))
    container.pushes.override({Platform.IOS: FAULTS[fault](container.push())})
    reminders = wire_reminders(
        container.core(),
        container.plan_reminders(),
        container.pushes(),
        container.mail(),
        lease=LEASE,
    )
    dispatch = reminders.dispatch_due_reminders.execute
    jobs = container.workers().run_due_jobs.execute
    worker = Worker(container.nudges(), [jobs, dispatch], _POLL_S)
    async with worker.running():
        await asyncio.sleep(for_s)
    await container.closing().aclose()


def main() -> None:
    signal.signal(
        signal.SIGCHLD, signal.SIG_IGN
    )  # nobody waits for killed children, so the kernel reaps them
    settings = read_settings()
    configure_logs(settings.app)
    asyncio.run(
        work(settings, 0.0, "none", for_s=0.1)
    )  # imports everything that a first poll imports
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        offset_s, fault = line.split()
        if (child := os.fork()) == 0:
            os.close(0)
            asyncio.run(work(settings, float(offset_s), fault, for_s=_LIFE_S))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
