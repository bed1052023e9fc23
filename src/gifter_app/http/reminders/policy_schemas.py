"""Schemas of reminder policies: days before, time of day, channel."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_app.http.wall_times import WallTime, wall_time, wall_time_text
from gifter_domain.reminders.policy import (
    MAX_DAYS_BEFORE,
    MAX_NAME,
    MAX_OFFSETS,
    Channel,
    Offset,
    PolicyChanges,
    ReminderPolicy,
)

_Name = Annotated[str, Meta(max_length=MAX_NAME, pattern=NO_NUL, examples=["Plenty of time"])]


class ReminderOffset(RequestSchema, frozen=True, kw_only=True):
    """One reminder: a number of days before the day, at a time of day in the user's time zone."""

    days_before: Annotated[int, Meta(ge=0, le=MAX_DAYS_BEFORE, examples=[14])]
    at_local: WallTime


_Offsets = Annotated[list[ReminderOffset], Meta(min_length=1, max_length=MAX_OFFSETS)]
_Channels = Annotated[list[Channel], Meta(min_length=1)]


class CreateReminderPolicyRequest(RequestSchema, frozen=True, kw_only=True):
    name: _Name
    offsets: _Offsets
    channels: _Channels

    def to_changes(self) -> PolicyChanges:
        return _changes(self)


class UpdateReminderPolicyRequest(RequestSchema, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, a list replaces the old list."""

    name: _Name | UnsetType = UNSET
    offsets: _Offsets | UnsetType = UNSET
    channels: _Channels | UnsetType = UNSET

    def to_changes(self) -> PolicyChanges:
        return _changes(self)


class ReminderPolicyResponse(ResponseSchema, frozen=True, kw_only=True):
    id: Annotated[str, Meta(examples=["standard"])]
    name: str
    is_system: Annotated[
        bool, Meta(description="True for a built-in policy, which cannot be changed.")
    ]
    offsets: list[ReminderOffset]
    channels: list[Channel]
    created_at: Annotated[datetime | None, Meta(description="Null for a built-in policy.")]
    updated_at: Annotated[datetime | None, Meta(description="Null for a built-in policy.")]


class ReminderPolicyPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of policies: the system's first, then the user's own, oldest first."""

    items: list[ReminderPolicyResponse]


def reminder_policy_response(policy: ReminderPolicy) -> ReminderPolicyResponse:
    return ReminderPolicyResponse(
        id=policy.id,
        name=policy.name,
        is_system=policy.owner_id is None,
        offsets=[
            ReminderOffset(days_before=one.days_before, at_local=wall_time_text(one.at_local))
            for one in policy.offsets
        ],
        channels=list(policy.channels),
        created_at=policy.created_at,
        updated_at=policy.updated_at,
    )


def _changes(asked: CreateReminderPolicyRequest | UpdateReminderPolicyRequest) -> PolicyChanges:
    changes = PolicyChanges()
    if asked.name is not UNSET:
        changes["name"] = asked.name
    if asked.offsets is not UNSET:
        changes["offsets"] = tuple(
            Offset(one.days_before, wall_time(one.at_local)) for one in asked.offsets
        )
    if asked.channels is not UNSET:
        changes["channels"] = tuple(asked.channels)
    return changes
