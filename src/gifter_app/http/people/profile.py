"""Routes of the user's own profile."""

from litestar import get, patch
from litestar.di import NamedDependency
from litestar.params import JSONBody

from gifter_app.http.openapi import errors
from gifter_app.http.people.profile_schemas import (
    ProfileResponse,
    UpdateProfileRequest,
    profile_response,
)
from gifter_app.use_cases.people.manage_profile import ManageProfile
from gifter_domain.identity.user import User


@get("/", operation_id="GetProfile", summary="Get what I say about myself", responses=errors())
async def get_profile(
    user: NamedDependency[User], manage_profile: NamedDependency[ManageProfile]
) -> ProfileResponse:
    """Returns your birthday, bio, location and interests, and who may see each of them."""
    return profile_response(user.id, await manage_profile.get(user))


@patch(
    "/",
    operation_id="UpdateProfile",
    summary="Change what I say about myself",
    responses=errors(),
)
async def update_profile(
    data: JSONBody[UpdateProfileRequest],
    user: NamedDependency[User],
    manage_profile: NamedDependency[ManageProfile],
) -> ProfileResponse:
    """Changes the fields that are sent; null clears a field.

    Your friends see a field in their list of friends once its `visibility` lets them.
    """
    return profile_response(user.id, await manage_profile.change(user, data.to_changes()))
