"""Keeps computations that grow with the data off the event loop."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MANY = 64  # rows that take about a millisecond, at up to 15 microseconds each


async def computed_from(rows: int, compute: Callable[[], T]) -> T:
    """Returns the result of `compute`, which runs in a thread if it has many rows to work on."""
    return await asyncio.to_thread(compute) if rows > _MANY else compute()
