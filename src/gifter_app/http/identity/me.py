"""Routes of the signed-in user: profile and devices."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from gifter_app.http.identity.me_schemas import (
    DeviceResponse,
    DevicesResponse,
    MeResponse,
    RegisterDeviceRequest,
    UpdateMeRequest,
    device_response,
    me_response,
)
from gifter_app.http.openapi import errors
from gifter_app.use_cases.identity.manage_account import ManageAccount
from gifter_domain.identity.device import DeviceNotFound, TooManyDevices
from gifter_domain.identity.user import User


@get(
    "/",
    operation_id="GetMe",
    summary="Get my profile",
    response_description="The signed-in user.",
    responses=errors(),
)
async def get_me(user: NamedDependency[User]) -> MeResponse:
    """Returns the signed-in user. The first request with a new account's token creates the user."""
    return me_response(user)


@patch(
    "/",
    operation_id="UpdateMe",
    summary="Update my profile",
    response_description="The signed-in user after the change.",
    responses=errors(),
)
async def update_me(
    data: JSONBody[UpdateMeRequest],
    user: NamedDependency[User],
    manage_account: NamedDependency[ManageAccount],
) -> MeResponse:
    """Changes the fields that are sent; null clears a field."""
    return me_response(await manage_account.change_profile(user, data.to_changes()))


@get(
    "/devices",
    operation_id="ListDevices",
    summary="List my devices",
    response_description="All devices of the signed-in user.",
    responses=errors(),
)
async def list_devices(
    user: NamedDependency[User],
    manage_account: NamedDependency[ManageAccount],
) -> DevicesResponse:
    """Returns the devices that receive your push notifications, the first registered first."""
    devices = await manage_account.devices(user)
    return DevicesResponse(items=[device_response(one) for one in devices])


@post(
    "/device",
    operation_id="RegisterDevice",
    summary="Register a device for push notifications",
    response_description="The registered device.",
    responses=errors(TooManyDevices),
)
async def register_device(
    data: JSONBody[RegisterDeviceRequest],
    user: NamedDependency[User],
    manage_account: NamedDependency[ManageAccount],
) -> DeviceResponse:
    """Registers the device's push token for the signed-in user. Safe to repeat.

    A token belongs to the user who registered it last.
    """
    return device_response(await manage_account.register_device(user, data.to_registration()))


@delete(
    "/device/{deviceId:str}",
    operation_id="RemoveDevice",
    summary="Remove a device",
    response_description="The device is removed.",
    responses=errors(DeviceNotFound),
)
async def remove_device(
    device_id: Annotated[
        str,
        PathParameter(
            name="deviceId", description="The `id` returned when the device was registered."
        ),
    ],
    user: NamedDependency[User],
    manage_account: NamedDependency[ManageAccount],
) -> None:
    """Stops push notifications to the device. Use it when the user signs out or loses it."""
    await manage_account.remove_device(user, device_id)
