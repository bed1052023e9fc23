"""Schemas of notification preferences."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_app.http.wall_times import WallTime, wall_time, wall_time_text
from gifter_domain.reminders.policy import STANDARD
from gifter_domain.reminders.preferences import (
    EVERY_DAY,
    NotificationPreferences,
    PreferenceChanges,
    QuietHours,
)

_Day = Annotated[int, Meta(ge=1, le=7)]


class QuietHoursShape(
    RequestSchema, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}
):
    """Quiet hours in the user's time zone. They run past midnight if `to` is earlier than "
    "`from`."""

    start: WallTime
    end: WallTime
    days: Annotated[
        list[_Day],
        Meta(
            min_length=1,
            max_length=7,
            description="The days of the week on which quiet hours begin: 1 is Monday, 7 "
            "is Sunday.",
        ),
    ] = msgspec.field(default_factory=lambda: sorted(EVERY_DAY))


_PolicyId = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=50,
        pattern=NO_NUL,
        description="The id of a system policy or of one of your own.",
    ),
]


class NotificationPreferencesResponse(ResponseSchema, frozen=True, kw_only=True):
    push_enabled: bool
    email_enabled: bool
    quiet_hours: Annotated[
        QuietHoursShape | None,
        Meta(description="The hours in which nothing is sent; notices are deferred to their end."),
    ]
    default_reminder_policy_id: Annotated[
        str, Meta(description="The policy of occasions that name none.", examples=["standard"])
    ]
    digest: Annotated[
        bool,
        Meta(
            description="True if reminders of several occasions on one morning are sent as "
            "one notice."
        ),
    ]
    updated_at: Annotated[
        datetime | None, Meta(description="Null if the preferences were never changed.")
    ]


class UpdateNotificationPreferencesRequest(RequestSchema, frozen=True, kw_only=True):
    """The fields to change: null ends quiet hours, or sets the default policy to `standard`."""

    push_enabled: bool | UnsetType = UNSET
    email_enabled: bool | UnsetType = UNSET
    quiet_hours: QuietHoursShape | UnsetType | None = UNSET
    default_reminder_policy_id: _PolicyId | UnsetType | None = UNSET
    digest: bool | UnsetType = UNSET

    def to_changes(self) -> PreferenceChanges:
        changes = PreferenceChanges()
        if self.push_enabled is not UNSET:
            changes["push"] = self.push_enabled
        if self.email_enabled is not UNSET:
            changes["email"] = self.email_enabled
        if self.quiet_hours is not UNSET:
            changes["quiet_hours"] = _quiet_hours(self.quiet_hours)
        if self.default_reminder_policy_id is not UNSET:
            changes["default_policy_id"] = self.default_reminder_policy_id or STANDARD.id
        if self.digest is not UNSET:
            changes["digest"] = self.digest
        return changes


def notification_preferences_response(
    preferences: NotificationPreferences,
) -> NotificationPreferencesResponse:
    quiet = preferences.quiet_hours
    return NotificationPreferencesResponse(
        push_enabled=preferences.push,
        email_enabled=preferences.email,
        quiet_hours=QuietHoursShape(
            start=wall_time_text(quiet.start),
            end=wall_time_text(quiet.end),
            days=sorted(quiet.days),
        )
        if quiet
        else None,
        default_reminder_policy_id=preferences.default_policy_id,
        digest=preferences.digest,
        updated_at=preferences.updated_at,
    )


def _quiet_hours(asked: QuietHoursShape | None) -> QuietHours | None:
    if asked is None:
        return None
    return QuietHours(wall_time(asked.start), wall_time(asked.end), frozenset(asked.days))
