"""Routes of the signed-in user: profile, devices and invite code."""

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


@get("/me", operation_id="GetMe", tags=["Me"], summary="Get my profile", responses=errors())
async def get_me(user: NamedDependency[User]) -> MeResponse:
    """Returns the signed-in user. The first request with a new account's token creates the user."""
    return me_response(user)


@patch(
    "/me",
    operation_id="UpdateMe",
    tags=["Me"],
    summary="Update my profile",
    responses=errors(413),
)
async def update_me(
    data: JSONBody[UpdateMeRequest], user: NamedDependency[User], me: NamedDependency[ManageAccount]
) -> MeResponse:
    """Changes the fields that are sent; null clears a field."""
    return me_response(await me.change_profile(user, data.to_changes()))


@post(
    "/me/device",
    operation_id="RegisterDevice",
    tags=["Me"],
    summary="Register a device for push notifications",
    responses=errors(413),
)
async def register_device(
    data: JSONBody[RegisterDeviceRequest],
    user: NamedDependency[User],
    me: NamedDependency[ManageAccount],
) -> DeviceResponse:
    """Registers the device's push token for the signed-in user. Safe to repeat.

    A token belongs to the user who registered it last.
    """
    return device_response(await me.register_device(user, data.to_registration()))


@delete(
    "/me/device/{deviceId:str}",
    operation_id="RemoveDevice",
    tags=["Me"],
    summary="Remove a device",
    responses=errors(404),
)
async def remove_device(
    device_id: Annotated[
        str,
        PathParameter(
            name="deviceId", description="The `id` returned when the device was registered."
        ),
    ],
    user: NamedDependency[User],
    me: NamedDependency[ManageAccount],
) -> None:
    """Stops push notifications to the device. Use it when the user signs out or loses the "
    "device."""
    await me.remove_device(user, device_id)


@get(
    "/me/invite-code",
    operation_id="GetInviteCode",
    tags=["Me"],
    summary="Get my invite code",
    responses=errors(),
)
async def get_invite_code(
    user: NamedDependency[User], find_people: NamedDependency[FindPeople]
) -> InviteCodeResponse:
    """Returns the code by which other users find you. The first request creates it."""
    return InviteCodeResponse(code=await find_people.invite_code(user))


@post(
    "/me/invite-code",
    operation_id="RenewInviteCode",
    tags=["Me"],
    summary="Replace my invite code",
    responses=errors(),
)
async def renew_invite_code(
    user: NamedDependency[User], find_people: NamedDependency[FindPeople]
) -> InviteCodeResponse:
    """Creates a new code; the old one stops working. Friends and friend requests stay."""
    return InviteCodeResponse(code=await find_people.renew_invite_code(user))
