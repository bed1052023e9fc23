"""Creating, changing and removing the occasions of recipients."""

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
    """Manages the occasions of the user's recipients.

    - A birthday occasion follows the birthday stored with the recipient. While no birthday is
      stored, the occasion is not shown.
    - A holiday occasion follows the holiday's dates in the calendar.
    - A recipient has at most one of each, and adding it again is safe. If it was removed, it
      returns with its old id, so that reminders that were sent for it are not sent again.
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
        """Creates an occasion, in the user's time zone unless `details` has another.

        Raises `RecipientNotFound`, `ReminderPolicyNotFound`.
        """
        empty = new_occasion(self._ids.new_id(), user, recipient_id, kind, self._clock.now())
        occasion = with_changes(empty, details)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await _check_policy(tx, occasion)
            await tx.occasions.add(user.id, [occasion])
            await tx.happened(OccasionsChanged(user.id))
        return occasion

    async def change(self, user: User, occasion_id: str, details: OccasionDetails) -> Occasion:
        """Changes the given fields.

        Raises `OccasionNotFound`, `OccasionDayFixed`, `ReminderPolicyNotFound`.
        """
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
        """Removes an occasion. Raises `OccasionNotFound`."""
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.occasions.remove(await tx.occasions.get(user.id, occasion_id))
            await tx.happened(OccasionsChanged(user.id))

    async def follow_birthday(self, user: User, recipient_id: str) -> Occasion:
        """Returns the occasion that follows the recipient's birthday.

        An existing birthday occasion is changed to follow it; otherwise one is added. Raises
        `RecipientNotFound`, or `BirthdayUnknown`.
        """
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            recipient = await tx.recipients.get(user.id, recipient_id)
            if recipient.birthday is None:
                raise BirthdayUnknown("This recipient has no birthday yet; set it first.")
            present = await tx.occasions.of_recipient(user.id, recipient_id)
            new = new_occasion(
                self._ids.new_id(), user, recipient_id, OccasionType.BIRTHDAY, self._clock.now()
            )
            occasion = following_birthday(present, new, recipient.birthday)
            if occasion.id == new.id:
                await tx.occasions.add(user.id, [occasion])
            elif occasion not in present:
                await tx.occasions.save(occasion)
            present = await tx.occasions.of_recipient(user.id, recipient_id)
            await tx.happened(OccasionsChanged(user.id))
        return next(one for one in present if one.follows_birthday)

    async def add_holiday(self, user: User, recipient_id: str, code: str) -> Occasion:
        """Adds the recipient's occasion on that holiday if there is none, and returns it.

        Raises `RecipientNotFound`, `HolidayNotFound`.
        """
        holiday = await asyncio.to_thread(self._calendar.holiday, code)
        kind, now = OccasionType.HOLIDAY, self._clock.now()
        empty = new_occasion(self._ids.new_id(), user, recipient_id, kind, now)
        occasion = replace(empty, holiday=holiday.code)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            await tx.occasions.add(user.id, [occasion])
            present = await tx.occasions.of_recipient(user.id, recipient_id)
            await tx.happened(OccasionsChanged(user.id))
        return next(one for one in present if one.holiday == code)

    async def remove_holiday(self, user: User, recipient_id: str, code: str) -> None:
        """Removes the recipient's occasion on that holiday, if any. Raises `RecipientNotFound`."""
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
    """Returns an occasion of a recipient without a date and other details."""
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


def following_birthday(present: Sequence[Occasion], new: Occasion, birthday: Birthday) -> Occasion:
    """Returns the occasion that follows the birthday of a recipient with the `present` occasions.

    Takes the occasion that follows it already; otherwise an existing birthday occasion, changed to
    follow it; otherwise `new`, changed to follow it.
    """
    birthdays = [one for one in present if one.type is OccasionType.BIRTHDAY]
    for one in birthdays:
        if one.follows_birthday:
            return one
    return replace(
        birthdays[0] if birthdays else new,
        on=birthday,
        follows_birthday=True,
        recurrence=OccasionRecurrence.YEARLY,
        updated_at=new.updated_at,
    )
