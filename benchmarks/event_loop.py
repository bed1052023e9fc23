"""The type of the `run` fixture, which runs coroutines in the one event loop of all benchmarks."""

from collections.abc import Awaitable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Run(Protocol):
    """Waits for an awaitable and returns its result."""

    def __call__(self, awaitable: Awaitable[T], /) -> T: ...
