"""Schemas of the signed-in user and their devices."""

from datetime import datetime
from typing import Annotated, Literal, cast

from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_domain.identity.device import MAX_DEVICES, Device, DeviceRegistration, Platform
from gifter_domain.identity.profile import MAX_NAME, Language, ProfileChanges
from gifter_domain.identity.user import User, UserStatus
from gifter_domain.shared.web_addresses import MAX_URL

# A push token is visible ASCII. A longer one would not fit into its unique index.
_PushToken = Annotated[
    str,
    Meta(
        max_length=2048,
        # In Python, $ also matches before a final newline.
        pattern=r"^[\x21-\x7e]+$(?![\s\S])",
        examples=["9f86d081884c7d65"],
    ),
]
_Version = Annotated[str, Meta(max_length=50, pattern=NO_NUL, examples=["1.4.0"])]


class MeResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    status: Annotated[UserStatus, Meta(description="Always ACTIVE: others get a 403.")]
    auth_provider: Literal["BETTERAUTH"]
    auth_user_id: Annotated[str, Meta(description="The `sub` of the user's tokens.")]
    email: str | None
    phone: Annotated[
        str | None, Meta(description="The `phone_number` of the tokens, if it is verified.")
    ]
    display_name: Annotated[str | None, Meta(examples=["Ada"])]
    avatar_url: str | None
    timezone: Annotated[str, Meta(description="IANA.", examples=["Europe/London"])]
    language: Language
    default_currency: Annotated[str, Meta(description="ISO 4217.", examples=["GBP"])]
    created_at: datetime
    updated_at: datetime


class UpdateMeRequest(RequestSchema, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""

    display_name: Annotated[str, Meta(max_length=MAX_NAME)] | UnsetType | None = UNSET
    avatar_url: Annotated[str, Meta(max_length=MAX_URL)] | UnsetType | None = UNSET
    timezone: Annotated[str, Meta(examples=["Europe/Lisbon"])] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    default_currency: Annotated[str, Meta(examples=["EUR"])] | UnsetType = UNSET

    def to_changes(self) -> ProfileChanges:
        sent = {
            name: value
            for name in self.__struct_fields__
            if (value := getattr(self, name)) is not UNSET
        }
        return cast(ProfileChanges, sent)


class RegisterDeviceRequest(RequestSchema, frozen=True, kw_only=True):
    platform: Platform
    token: _PushToken
    app_version: _Version | None = None
    build_number: _Version | None = None

    def to_registration(self) -> DeviceRegistration:
        return DeviceRegistration(
            platform=self.platform,
            token=self.token,
            app_version=self.app_version,
            build_number=self.build_number,
        )


class DeviceResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    platform: Platform
    token: str
    app_version: str | None
    build_number: str | None
    created_at: datetime
    updated_at: datetime


class DevicesResponse(ResponseSchema, frozen=True, kw_only=True):
    """The user's devices, the first registered first."""

    items: Annotated[list[DeviceResponse], Meta(max_length=MAX_DEVICES)]


def me_response(user: User) -> MeResponse:
    return MeResponse(
        id=user.id,
        status=user.status,
        auth_provider="BETTERAUTH",
        auth_user_id=user.auth_user_id,
        email=user.email,
        phone=user.phone,
        display_name=user.display_name,
        avatar_url=user.avatar_url,
        timezone=user.timezone,
        language=user.language,
        default_currency=user.default_currency,
        created_at=user.created_at,
        updated_at=user.updated_at,
    )


def device_response(device: Device) -> DeviceResponse:
    return DeviceResponse(
        id=device.id,
        platform=device.platform,
        token=device.token,
        app_version=device.app_version,
        build_number=device.build_number,
        created_at=device.created_at,
        updated_at=device.updated_at,
    )
