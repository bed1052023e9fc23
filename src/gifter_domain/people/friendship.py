"""How two users stand to each other, and what each of them may do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from gifter_domain.shared.errors import (
    Conflict,
    FieldProblem,
    GifterError,
    InvalidInput,
    LimitReached,
    NotFound,
)

# How long somebody who was declined must leave the other in peace.
COOL_DOWN = timedelta(days=30)


class UserNotFound(NotFound):
    code = "user_not_found"


class FriendRequestNotFound(NotFound):
    code = "friend_request_not_found"


class FriendshipNotFound(NotFound):
    code = "friendship_not_found"


class AlreadyFriends(Conflict):
    code = "already_friends"


class UserBlocked(Conflict):
    code = "user_blocked"


class FriendRequestTooSoon(LimitReached):
    code = "friend_request_too_soon"


class NotWithYourself(InvalidInput):
    code = "not_with_yourself"


class Standing(StrEnum):
    APART = "APART"
    REQUESTED = "REQUESTED"
    FRIENDS = "FRIENDS"
    DECLINED = "DECLINED"


class Action(StrEnum):
    REQUEST = "REQUEST"
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    CANCEL = "CANCEL"
    UNFRIEND = "UNFRIEND"
    BLOCK = "BLOCK"
    UNBLOCK = "UNBLOCK"


@dataclass(frozen=True, slots=True)
class Request:
    """The request that began it; a friendship goes by the id of its request."""

    id: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """Two users. `request` and `changed_at`, when it came to this, are None while APART.

    `blockers` are those of the two who block the other, `inactive` those whose account is not in
    use. A user with a blocker, or nobody at all, on the other side cannot tell which it is.
    """

    standing: Standing = Standing.APART
    request: Request | None = None
    changed_at: datetime | None = None
    blockers: frozenset[str] = frozenset()
    inactive: frozenset[str] = frozenset()

    def hides(self, user_id: str) -> bool:
        """Whether this one of the two does not exist for the other."""
        return user_id in self.blockers or user_id in self.inactive


@dataclass(frozen=True, slots=True)
class Step:
    """What `actor` does about `other` at `at`.

    `request_id` is the new request's for REQUEST; for ACCEPT, DECLINE, CANCEL and UNFRIEND it says
    which request or friendship is meant; a block has none.
    """

    action: Action
    actor: str
    other: str
    at: datetime
    request_id: str = ""


def transition(pair: Pair, step: Step) -> Pair:
    """The pair after the step; the same pair if the step was taken already.

    Raises `NotWithYourself`, or what refuses the step: `UserNotFound`, `UserBlocked`,
    `AlreadyFriends` or `FriendRequestTooSoon` for REQUEST, `FriendshipNotFound` for UNFRIEND,
    `FriendRequestNotFound` for ACCEPT, DECLINE and CANCEL. Nothing refuses BLOCK and UNBLOCK,
    whoever is on the other side.
    """
    if step.actor == step.other:
        field = "toUserId" if step.action is Action.REQUEST else "userId"
        raise NotWithYourself(
            "You cannot do this with yourself.", [FieldProblem(field, "is your own id")]
        )
    if step.action is Action.BLOCK:
        return replace(_ended(pair), blockers=pair.blockers | {step.actor})
    if step.action is Action.UNBLOCK:
        return replace(pair, blockers=pair.blockers - {step.actor})
    if pair.hides(step.other):
        raise _nobody(step.action)
    return _requested(pair, step) if step.action is Action.REQUEST else _answered(pair, step)


def _ended(pair: Pair) -> Pair:
    """A decline outlives a block: else whoever was declined could block to end the cool-down."""
    return pair if pair.standing is Standing.DECLINED else _apart(pair)


def _apart(pair: Pair) -> Pair:
    return replace(pair, standing=Standing.APART, request=None, changed_at=None)


def _requested(pair: Pair, step: Step) -> Pair:
    if step.actor in pair.blockers:
        raise UserBlocked("You block this user; unblock them first.")
    if pair.standing is Standing.FRIENDS:
        raise AlreadyFriends("You are friends already.")
    asked_by_other = pair.request is not None and pair.request.asked_by == step.other
    if pair.standing is Standing.REQUESTED:
        return _became(pair, Standing.FRIENDS, step) if asked_by_other else pair
    if pair.standing is Standing.DECLINED and not asked_by_other:
        _refuse_within_cool_down(pair, step.at)
    request = Request(step.request_id, step.actor, step.at)
    return replace(_became(pair, Standing.REQUESTED, step), request=request)


def _refuse_within_cool_down(pair: Pair, at: datetime) -> None:
    left = pair.changed_at + COOL_DOWN - at if pair.changed_at else timedelta()
    if left > timedelta():
        raise FriendRequestTooSoon(
            "They declined your last request; do not ask again so soon.",
            {"retryAfterS": -(-left // timedelta(seconds=1))},
        )


# What answering makes of a request that waits, for the one it was made to and for its maker.
_BY_ASKED: Mapping[Action, Standing] = {
    Action.ACCEPT: Standing.FRIENDS,
    Action.DECLINE: Standing.DECLINED,
}
_BY_ASKER: Mapping[Action, Standing] = {Action.CANCEL: Standing.APART}


def _answered(pair: Pair, step: Step) -> Pair:
    if pair.request is None or pair.request.id != step.request_id:
        raise _nobody(step.action)
    if step.action is Action.UNFRIEND and pair.standing is Standing.FRIENDS:
        return _apart(pair)
    mine = pair.request.asked_by == step.actor
    outcome = (_BY_ASKER if mine else _BY_ASKED).get(step.action)
    if outcome is None or pair.standing not in (Standing.REQUESTED, outcome):
        raise _nobody(step.action)
    if outcome is Standing.APART:
        return _apart(pair)
    return pair if pair.standing is outcome else _became(pair, outcome, step)


def _became(pair: Pair, standing: Standing, step: Step) -> Pair:
    return replace(pair, standing=standing, changed_at=step.at)


def _nobody(action: Action) -> GifterError:
    """The refusal in a world without the other user."""
    if action is Action.REQUEST:
        return UserNotFound("There is no such user.")
    if action is Action.UNFRIEND:
        return FriendshipNotFound("There is no such friendship.")
    return FriendRequestNotFound("There is no such friend request.")
