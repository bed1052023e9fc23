"""Wall times in JSON, in the form `09:00`."""

from datetime import time
from typing import Annotated

from msgspec import Meta

WallTime = Annotated[
    str,
    Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", max_length=5, examples=["09:00"]),
]


def wall_time(text: WallTime) -> time:
    return time.fromisoformat(text)


def wall_time_text(at_local: time) -> str:
    return at_local.isoformat("minutes")
