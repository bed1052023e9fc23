"""Gifts of a reminder: chosen before it is due and stored with it, so that sending only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gifter_domain.identity.user import User
from gifter_domain.shared.money import Money

GIFTS_OF_A_REMINDER = 3


@dataclass(frozen=True, slots=True)
class ReminderGift:
    """A product as the catalogue shows it at present, and the reason why it was chosen."""

    title: str
    brand: str
    price: Money | None
    image_url: str | None
    url: str | None
    slug: str | None
    why: str


@dataclass(frozen=True, slots=True)
class GiftlessReminder:
    """A reminder by mail that needs gifts, and the user who gets it."""

    id: str
    user: User
    occasion_id: str


@dataclass(frozen=True, slots=True)
class ChosenGift:
    product_id: str
    why: str


# everybody: the worker chooses for the reminders of all users
class ReminderGifts(Protocol):
    """Stored gifts. Each method is a transaction of its own."""

    async def missing(
        self, now: datetime, until: datetime, limit: int
    ) -> Sequence[GiftlessReminder]:
        """Returns reminders by mail that are due from `now` to `until` and need gifts, in order.

        Gifts from before the last change of the recipient or of their taste count as missing.
        """
        ...

    async def store(self, reminder_id: str, gifts: Sequence[ChosenGift], now: datetime) -> None:
        """Stores the gifts, best first, in place of earlier ones.

        Does nothing if the reminder is gone.
        """
        ...
