"""Devices: where a user's push notifications go."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gifter_domain.shared.errors import NotFound


class DeviceNotFound(NotFound):
    code = "device_not_found"


class Platform(StrEnum):
    IOS = "ios"
    ANDROID = "android"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class DeviceRegistration:
    """What an app says of the device it runs on; `token` is the push service's name for it."""

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
