"""Routes of reminder policies."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.reminders.policy_schemas import (
    CreateReminderPolicyRequest,
    ReminderPolicyPageResponse,
    ReminderPolicyResponse,
    UpdateReminderPolicyRequest,
    reminder_policy_response,
)
from gifter_app.use_cases.reminders.manage_policies import ManageReminderPolicies
from gifter_domain.identity.user import User
from gifter_domain.reminders.policy import (
    ReminderPolicyNotFound,
    SystemPolicyReadOnly,
    TooManyReminderPolicies,
)
from gifter_domain.shared.pages import PageRequest

_PolicyId = Annotated[str, PathParameter(name="policyId", description="The policy's `id`.")]


@get(
    "/",
    operation_id="ListReminderPolicies",
    summary="List reminder policies",
    response_description="A page of the system's and the user's policies.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_reminder_policies(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    manage_reminder_policies: NamedDependency[ManageReminderPolicies],
) -> ReminderPolicyPageResponse:
    """Returns the system's policies `relaxed`, `standard` and `last-minute`, then your own."""
    found = await manage_reminder_policies.list(user, page)
    return page_response(ReminderPolicyPageResponse, found, reminder_policy_response)


@post(
    "/",
    operation_id="CreateReminderPolicy",
    summary="Create a reminder policy",
    response_description="The new policy.",
    responses=errors(TooManyReminderPolicies),
)
async def create_reminder_policy(
    data: JSONBody[CreateReminderPolicyRequest],
    user: NamedDependency[User],
    manage_reminder_policies: NamedDependency[ManageReminderPolicies],
) -> ReminderPolicyResponse:
    """Creates a policy. It applies to occasions that name it, and to all others once it is the
    default.
    """
    made = await manage_reminder_policies.create(user, data.to_changes())
    return reminder_policy_response(made)


@patch(
    "/{policyId:str}",
    operation_id="UpdateReminderPolicy",
    summary="Update a reminder policy",
    response_description="The policy after the change.",
    responses=errors(ReminderPolicyNotFound, SystemPolicyReadOnly),
)
async def update_reminder_policy(
    data: JSONBody[UpdateReminderPolicyRequest],
    policy_id: _PolicyId,
    user: NamedDependency[User],
    manage_reminder_policies: NamedDependency[ManageReminderPolicies],
) -> ReminderPolicyResponse:
    """Changes a policy of yours and moves the reminders it planned; sent ones are not sent again.

    A policy of the system is a 403 `system_policy_read_only`.
    """
    changed = await manage_reminder_policies.change(user, policy_id, data.to_changes())
    return reminder_policy_response(changed)


@delete(
    "/{policyId:str}",
    operation_id="DeleteReminderPolicy",
    summary="Delete a reminder policy",
    response_description="The policy is deleted.",
    responses=errors(ReminderPolicyNotFound, SystemPolicyReadOnly),
)
async def delete_reminder_policy(
    policy_id: _PolicyId,
    user: NamedDependency[User],
    manage_reminder_policies: NamedDependency[ManageReminderPolicies],
) -> None:
    """Deletes a policy of yours.

    Occasions that name it use your default again. If it was the default, `standard` becomes it.
    """
    await manage_reminder_policies.remove(user, policy_id)
