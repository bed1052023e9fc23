"""Devices: the receivers of a user's push notifications."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gifter_domain.shared.errors import Conflict, NotFound

MAX_DEVICES = 50  # of one user


class DeviceNotFound(NotFound):
    """The user has no device with this id."""

    code = "device_not_found"


class TooManyDevices(Conflict):
    """The user has as many devices as a user can have."""

    code = "too_many_devices"


class Platform(StrEnum):
    IOS = "ios"
    ANDROID = "android"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class DeviceRegistration:
    """The data that an app sends about its device. `token` is the push service's token for it."""

    platform: Platform
    token: str
    app_version: str | None = None
    build_number: str | None = None


@dataclass(frozen=True, slots=True)
class Device:
    id: str
    user_id: str
    platform: Platform
    token: str
    app_version: str | None
    build_number: str | None
    created_at: datetime
    updated_at: datetime
