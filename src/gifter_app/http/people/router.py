"""The router of recipients, friends and blocks."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.people import (
    blocks,
    friend_requests,
    friends,
    invite_codes,
    profile,
    recipients,
    users,
)
from gifter_app.wiring.people import PeopleUseCases


def people_router(people: Callable[[], PeopleUseCases]) -> Router:
    return Router(
        "/",
        route_handlers=[_recipients(), _friends(), _invite_codes(), _profile()],
        dependencies=provided_by(PeopleUseCases, people),
    )


def _recipients() -> Router:
    return Router(
        "/recipients",
        route_handlers=[
            recipients.create_recipient,
            recipients.list_recipients,
            recipients.get_recipient,
            recipients.update_recipient,
            recipients.delete_recipient,
            recipients.link_recipient,
            recipients.import_contacts,
        ],
        tags=["Recipients"],
    )


def _friends() -> Router:
    return Router(
        "/",
        route_handlers=[
            Router("/users", route_handlers=[users.find_user]),
            _friend_requests(),
            Router("/friends", route_handlers=[friends.list_friends, friends.remove_friend]),
            Router(
                "/blocks",
                route_handlers=[blocks.block_user, blocks.list_blocks, blocks.unblock_user],
            ),
        ],
        tags=["Friends"],
    )


def _friend_requests() -> Router:
    return Router(
        "/friend-requests",
        route_handlers=[
            friend_requests.send_friend_request,
            friend_requests.list_friend_requests,
            friend_requests.accept_friend_request,
            friend_requests.decline_friend_request,
            friend_requests.cancel_friend_request,
        ],
    )


def _invite_codes() -> Router:
    return Router(
        "/me/invite-code",
        route_handlers=[invite_codes.get_invite_code, invite_codes.renew_invite_code],
        tags=["Me"],
    )


def _profile() -> Router:
    return Router(
        "/me/profile",
        route_handlers=[profile.get_profile, profile.update_profile],
        tags=["Me"],
    )
