"""The signed-in user: profile, devices and invite code."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from gifter_app.http.identity.me_schemas import (
    DeviceResponse,
    InviteCodeResponse,
    MeResponse,
    RegisterDeviceRequest,
    UpdateMeRequest,
    device_response,
    me_response,
)
from gifter_app.http.openapi import errors
from gifter_app.use_cases.identity.manage_account import ManageAccount
from gifter_app.use_cases.people.find_people import FindPeople
from gifter_domain.identity.user import User


@get("/me", operation_id="GetMe", tags=["Me"], summary="Who am I?", responses=errors())
async def get_me(user: NamedDependency[User]) -> MeResponse:
    """The first request with a new account's token makes its user."""
    return me_response(user)


@patch(
    "/me",
    operation_id="UpdateMe",
    tags=["Me"],
    summary="Change my profile",
    responses=errors(413),
)
async def update_me(
    data: JSONBody[UpdateMeRequest], user: NamedDependency[User], me: NamedDependency[ManageAccount]
) -> MeResponse:
    """Only the fields that are sent change; null clears."""
    return me_response(await me.change_profile(user, data.to_changes()))


@post(
    "/me/device",
    operation_id="RegisterDevice",
    tags=["Me"],
    summary="Register this device for push notifications",
    responses=errors(413),
)
async def register_device(
    data: JSONBody[RegisterDeviceRequest],
    user: NamedDependency[User],
    me: NamedDependency[ManageAccount],
) -> DeviceResponse:
    """Safe to repeat: a push token is one device, of whoever registered it last."""
    return device_response(await me.register_device(user, data.to_registration()))


@delete(
    "/me/device/{deviceId:str}",
    operation_id="RemoveDevice",
    tags=["Me"],
    summary="No more push notifications to this device",
    responses=errors(404),
)
async def remove_device(
    device_id: Annotated[
        str, PathParameter(name="deviceId", description="The `id` from its registration.")
    ],
    user: NamedDependency[User],
    me: NamedDependency[ManageAccount],
) -> None:
    """For signing out, or a device that was lost."""
    await me.remove_device(user, device_id)


@get(
    "/me/invite-code",
    operation_id="GetInviteCode",
    tags=["Me"],
    summary="The code by which others find me",
    responses=errors(),
)
async def get_invite_code(
    user: NamedDependency[User], find_people: NamedDependency[FindPeople]
) -> InviteCodeResponse:
    """The first request makes it; it stays until it is renewed."""
    return InviteCodeResponse(code=await find_people.invite_code(user))


@post(
    "/me/invite-code",
    operation_id="RenewInviteCode",
    tags=["Me"],
    summary="A new code; the old one finds nobody",
    responses=errors(),
)
async def renew_invite_code(
    user: NamedDependency[User], find_people: NamedDependency[FindPeople]
) -> InviteCodeResponse:
    """For a code that went too far. Friends and requests stay."""
    return InviteCodeResponse(code=await find_people.renew_invite_code(user))
