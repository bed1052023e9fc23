"""Reports: a user says that a product contains something that the shop does not state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gifter_domain.catalogue.traits.decisions import DECIDABLE
from gifter_domain.catalogue.traits.names import EXCLUDABLE
from gifter_domain.shared.errors import LimitReached

REPORTABLE = EXCLUDABLE & DECIDABLE
MOST_OPEN = 50  # open reports of one user, so that nobody hides the catalogue


class TooManyReports(LimitReached):
    """The user has too many reports on which no editor has decided yet."""

    code = "too_many_reports"


@dataclass(frozen=True, slots=True)
class OpenReport:
    """All open reports of one trait of a product together."""

    product_id: str
    title: str
    code: str
    users: int
    first_at: datetime


class TraitReports(Protocol):
    """Stored reports. An open one hides its product from requests that exclude the trait."""

    async def add(self, product_id: str, user_id: str, code: str, now: datetime) -> None:
        """Stores an open report, or nothing if the user has one for this trait already.

        Raises `TooManyReports` if the user has `MOST_OPEN` open reports.
        """
        ...

    async def open(self) -> Sequence[OpenReport]:
        """Returns the reports on which no editor has decided yet, the oldest first."""
        ...
