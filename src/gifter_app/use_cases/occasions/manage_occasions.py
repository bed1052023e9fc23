"""The days on which users give to the people they keep."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from gifter_domain.identity.user import User
from gifter_domain.occasions.events import OccasionsChanged
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import (
    BirthdayUnknown,
    Occasion,
    OccasionDetails,
    OccasionRecurrence,
    OccasionType,
    usual_recurrence,
    with_changes,
)
from gifter_domain.occasions.ports import OccasionsTransaction
from gifter_domain.people.birthday import Birthday
from gifter_domain.reminders.policy import check_policy_id
from gifter_domain.reminders.ports import PoliciesTransaction
from gifter_domain.shared.system import Clock, IdFactory


class _Transaction(OccasionsTransaction, PoliciesTransaction, Protocol): ...


_Transactions = Callable[[], AbstractAsyncContextManager[_Transaction]]


class ManageOccasions:
    """The caller's occasions, each of a recipient of theirs.

    - One made of a birthday falls on the recipient's birthday, wherever that is moved; while no
      birthday is kept, the occasion is not there.
    - One made of a holiday falls on the days of the calendar.
    - Both are one for a recipient at most, and may be asked for again. One that was removed comes
      back under its id, so that nobody is told again what it told already.
    """

    def __init__(
        self,
        transactions: _Transactions,
        calendar: HolidayCalendar,
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._transactions = transactions
        self._calendar = calendar
        self._ids = ids
        self._clock = clock

    async def create(
        self, user: User, recipient_id: str, kind: OccasionType, details: OccasionDetails
    ) -> Occasion:
        """In the user's zone unless `details` name another; raises `RecipientNotFound`,
        `ReminderPolicyNotFound`."""
        begun = new_occasion(self._ids.new_id(), user, recipient_id, kind, self._clock.now())
        occasion = with_changes(begun, details)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await _check_policy(tx, occasion)
            await tx.occasions.add(user.id, [occasion])
            await tx.happened(OccasionsChanged(user.id))
        return occasion

    async def change(self, user: User, occasion_id: str, details: OccasionDetails) -> Occasion:
        """What is absent stays as it is; raises `OccasionNotFound`, `OccasionDayFixed`,
        `ReminderPolicyNotFound`."""
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            before = await tx.occasions.get(user.id, occasion_id)
            after = with_changes(before, details)
            if after != before:
                after = replace(after, updated_at=self._clock.now())
                await _check_policy(tx, after)
                await tx.occasions.save(after)
                await tx.happened(OccasionsChanged(user.id))
        return after

    async def remove(self, user: User, occasion_id: str) -> None:
        """Raises `OccasionNotFound`."""
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.occasions.remove(await tx.occasions.get(user.id, occasion_id))
            await tx.happened(OccasionsChanged(user.id))

    async def of_birthday(self, user: User, recipient_id: str) -> Occasion:
        """The occasion that follows the recipient's birthday: a birthday of theirs that is there
        already, or else a new one.

        Raises `RecipientNotFound`, or `BirthdayUnknown`.
        """
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            recipient = await tx.recipients.get(user.id, recipient_id)
            if recipient.birthday is None:
                raise BirthdayUnknown("Keep this recipient's birthday first.")
            kept = await tx.occasions.of_recipient(user.id, recipient_id)
            begun = new_occasion(
                self._ids.new_id(), user, recipient_id, OccasionType.BIRTHDAY, self._clock.now()
            )
            occasion = following_birthday(kept, begun, recipient.birthday)
            if occasion.id == begun.id:
                await tx.occasions.add(user.id, [occasion])
            elif occasion not in kept:
                await tx.occasions.save(occasion)
            kept = await tx.occasions.of_recipient(user.id, recipient_id)
            await tx.happened(OccasionsChanged(user.id))
        return next(one for one in kept if one.follows_birthday)

    async def of_holiday(self, user: User, recipient_id: str, code: str) -> Occasion:
        """The recipient's occasion on that holiday; raises `RecipientNotFound`,
        `HolidayNotFound`."""
        holiday = await asyncio.to_thread(self._calendar.holiday, code)
        kind, now = OccasionType.HOLIDAY, self._clock.now()
        begun = new_occasion(self._ids.new_id(), user, recipient_id, kind, now)
        occasion = replace(begun, holiday=holiday.code)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.occasions.add(user.id, [occasion])
            kept = await tx.occasions.of_recipient(user.id, recipient_id)
            await tx.happened(OccasionsChanged(user.id))
        return next(one for one in kept if one.holiday == code)

    async def without_holiday(self, user: User, recipient_id: str, code: str) -> None:
        """The recipient has no occasion on that holiday; raises `RecipientNotFound`."""
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.recipients.get(user.id, recipient_id)
            for occasion in await tx.occasions.of_recipient(user.id, recipient_id):
                if occasion.holiday == code:
                    await tx.occasions.remove(occasion)
            await tx.happened(OccasionsChanged(user.id))


async def _check_policy(tx: _Transaction, occasion: Occasion) -> None:
    if occasion.reminder_policy_id is not None:
        own = await tx.reminder_policies.own(occasion.owner_id)
        check_policy_id(own, occasion.reminder_policy_id)


def new_occasion(
    occasion_id: str, user: User, recipient_id: str, kind: OccasionType, now: datetime
) -> Occasion:
    """An occasion that nothing was said of yet."""
    return Occasion(
        id=occasion_id,
        owner_id=user.id,
        recipient_id=recipient_id,
        type=kind,
        title=None,
        on=None,
        timezone=user.timezone,
        at_local=None,
        recurrence=usual_recurrence(kind),
        follows_birthday=False,
        holiday=None,
        reminder_policy_id=None,
        created_at=now,
        updated_at=now,
    )


def following_birthday(kept: Sequence[Occasion], begun: Occasion, birthday: Birthday) -> Occasion:
    """The one occasion that follows the birthday of a recipient who has these.

    One of them if it follows already; else a birthday among them, which begins to; else `begun`.
    """
    birthdays = [one for one in kept if one.type is OccasionType.BIRTHDAY]
    for one in birthdays:
        if one.follows_birthday:
            return one
    return replace(
        birthdays[0] if birthdays else begun,
        on=birthday,
        follows_birthday=True,
        recurrence=OccasionRecurrence.YEARLY,
        updated_at=begun.updated_at,
    )
