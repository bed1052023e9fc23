"""Friendship: the state between two users and the actions that each of them may take."""

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

# How long a user must wait after a declined request before asking again.
COOL_DOWN = timedelta(days=30)


class UserNotFound(NotFound):
    """The user cannot find or ask this person, for a reason that is not given."""

    code = "user_not_found"


class FriendRequestNotFound(NotFound):
    """The user has no such friend request to answer or cancel."""

    code = "friend_request_not_found"


class FriendshipNotFound(NotFound):
    """The user has no such friendship (any more)."""

    code = "friendship_not_found"


class AlreadyFriends(Conflict):
    """The two users are friends already."""

    code = "already_friends"


class UserBlocked(Conflict):
    """The user has blocked the person whom they ask."""

    code = "user_blocked"


class FriendRequestTooSoon(LimitReached):
    """The other user declined the last request; `details.retryAfterS` says how long to wait."""

    code = "friend_request_too_soon"


class NotWithYourself(InvalidInput):
    """The request names the user's own id."""

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
class PairRequest:
    """A friend request. A friendship keeps the id of its request."""

    id: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """Two users and the state between them.

    `request`, and `changed_at` for the time of the last change, are None while APART. `blockers`
    has each of the two who blocks the other, `inactive` each whose account is not in use. A user
    cannot tell whether the other blocks them, is inactive or does not exist.
    """

    standing: Standing = Standing.APART
    request: PairRequest | None = None
    changed_at: datetime | None = None
    blockers: frozenset[str] = frozenset()
    inactive: frozenset[str] = frozenset()

    def hides(self, user_id: str) -> bool:
        """Returns whether this user does not exist for the other."""
        return user_id in self.blockers or user_id in self.inactive


@dataclass(frozen=True, slots=True)
class Step:
    """An action of `actor` towards `other` at `at`.

    For REQUEST, `request_id` is the id of the new request. For ACCEPT, DECLINE, CANCEL and UNFRIEND
    it names the request or friendship. BLOCK and UNBLOCK have none.
    """

    action: Action
    actor: str
    other: str
    at: datetime
    request_id: str = ""


def transition(pair: Pair, step: Step) -> Pair:
    """Returns the pair after the step, or the same pair if the step was taken before.

    Raises `NotWithYourself`; for REQUEST `UserNotFound`, `UserBlocked`, `AlreadyFriends` or
    `FriendRequestTooSoon`; for UNFRIEND `FriendshipNotFound`; for ACCEPT, DECLINE and CANCEL
    `FriendRequestNotFound`. BLOCK and UNBLOCK always succeed, even if there is no other user.
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
        raise _not_found(step.action)
    return _requested(pair, step) if step.action is Action.REQUEST else _answered(pair, step)


def _ended(pair: Pair) -> Pair:
    """Ends the request or friendship, as a block does, but keeps a decline.

    Without that, a declined user could block and unblock to end the cool-down.
    """
    return pair if pair.standing is Standing.DECLINED else _apart(pair)


def _apart(pair: Pair) -> Pair:
    return replace(pair, standing=Standing.APART, request=None, changed_at=None)


def _requested(pair: Pair, step: Step) -> Pair:
    if step.actor in pair.blockers:
        raise UserBlocked("You have blocked this user. Unblock them first.")
    if pair.standing is Standing.FRIENDS:
        raise AlreadyFriends("You are already friends.")
    asked_by_other = pair.request is not None and pair.request.asked_by == step.other
    if pair.standing is Standing.REQUESTED:
        return _became(pair, Standing.FRIENDS, step) if asked_by_other else pair
    if pair.standing is Standing.DECLINED and not asked_by_other:
        _refuse_within_cool_down(pair, step.at)
    request = PairRequest(step.request_id, step.actor, step.at)
    return replace(_became(pair, Standing.REQUESTED, step), request=request)


def _refuse_within_cool_down(pair: Pair, at: datetime) -> None:
    left = pair.changed_at + COOL_DOWN - at if pair.changed_at else timedelta()
    if left > timedelta():
        raise FriendRequestTooSoon(
            "They declined your last request. You cannot ask again yet.",
            {"retryAfterS": -(-left // timedelta(seconds=1))},
        )


# The new state of a pending request by action: actions of the asked user, then of the asker.
_BY_ASKED: Mapping[Action, Standing] = {
    Action.ACCEPT: Standing.FRIENDS,
    Action.DECLINE: Standing.DECLINED,
}
_BY_ASKER: Mapping[Action, Standing] = {Action.CANCEL: Standing.APART}


def _answered(pair: Pair, step: Step) -> Pair:
    if pair.request is None or pair.request.id != step.request_id:
        raise _not_found(step.action)
    if step.action is Action.UNFRIEND and pair.standing is Standing.FRIENDS:
        return _apart(pair)
    mine = pair.request.asked_by == step.actor
    outcome = (_BY_ASKER if mine else _BY_ASKED).get(step.action)
    if outcome is None or pair.standing not in (Standing.REQUESTED, outcome):
        raise _not_found(step.action)
    if outcome is Standing.APART:
        return _apart(pair)
    return pair if pair.standing is outcome else _became(pair, outcome, step)


def _became(pair: Pair, standing: Standing, step: Step) -> Pair:
    return replace(pair, standing=standing, changed_at=step.at)


def _not_found(action: Action) -> GifterError:
    """Returns the error that a user gets when the other user does not exist."""
    if action is Action.REQUEST:
        return UserNotFound("There is no such user.")
    if action is Action.UNFRIEND:
        return FriendshipNotFound("There is no such friendship.")
    return FriendRequestNotFound("There is no such friend request.")
