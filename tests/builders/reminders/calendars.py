"""Calendars that interrupt whoever asks them for the days of a holiday."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from threading import Event

from gifter_adapters.python_holidays.calendar import PythonHolidays

_AT_MOST_S = 30.0


class PausingCalendar(PythonHolidays):
    """Pauses planning or lets it fail, if a test wants that."""

    def __init__(self) -> None:
        self.fails = False
        self._pauses = False
        self._asked, self._goes_on = Event(), Event()

    def days(self, code: str) -> Sequence[date]:
        if self.fails:
            raise ValueError("no plan today")
        if self._pauses:
            self._pauses = False
            self._asked.set()
            assert self._goes_on.wait(_AT_MOST_S)
        return super().days(code)

    @asynccontextmanager
    async def next_plan_pauses(self) -> AsyncIterator[None]:
        """Waits until a plan is being made; the plan goes on after the block.

        Plans that begin inside the block do not pause.
        """
        self._asked.clear()
        self._goes_on.clear()
        self._pauses = True
        assert await asyncio.to_thread(self._asked.wait, _AT_MOST_S)
        try:
            yield
        finally:
            self._goes_on.set()


class KillingCalendar(PythonHolidays):
    """Kills its process when planning asks for days."""

    def days(self, code: str) -> Sequence[date]:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().days(code)


class ForgetfulCalendar(PythonHolidays):
    """Calls `before_loading` in the thread that asks for days which are not in memory."""

    def __init__(self, before_loading: Callable[[], None]) -> None:
        self.loaded = set[str]()
        self._before_loading = before_loading

    def days(self, code: str) -> Sequence[date]:
        if code not in self.loaded:
            self._before_loading()
            self.loaded.add(code)
        return super().days(code)

    def has_days(self, code: str) -> bool:
        return code in self.loaded
