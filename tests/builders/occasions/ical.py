"""Reading calendar files in tests."""

from typing import Any

from icalendar import Calendar


def calendar_of(content: bytes) -> Any:  # Any: icalendar types a property as one of 30 classes
    """Returns the parsed calendar."""
    return Calendar.from_ical(content)
