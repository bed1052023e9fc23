"""The states between two users, checked against an independent model."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from builders.people.friendship_model import A_MONTH, TwoPeople, other
from gifter_domain.people.friendship import (
    Action,
    FriendRequestNotFound,
    FriendRequestTooSoon,
    NotWithYourself,
    Pair,
    PairRequest,
    Standing,
    Step,
    UserNotFound,
    transition,
)
from gifter_domain.shared.errors import GifterError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
STEPS: list[tuple[str, Action] | timedelta] = [
    *((who, action) for who in "ab" for action in Action),
    A_MONTH - A_SECOND,
    A_SECOND,
]
LENGTH = 6


@dataclass
class Story:
    """The same history as a pair and as facts, always seen from one instant."""

    pair: Pair
    facts: TwoPeople

    def then(self, step: tuple[str, Action] | timedelta) -> "Story":
        if isinstance(step, timedelta):
            return self._later(step)
        facts = deepcopy(self.facts)
        refused = facts.refusal(*step)
        if refused is None:
            facts.apply(*step)
        pair, code = attempt(self.pair, *step)
        assert (step, code) == (step, refused)
        return Story(pair, facts)

    def _later(self, time: timedelta) -> "Story":
        facts = deepcopy(self.facts)
        facts.wait(time)
        since = self.pair.changed_at
        aged = since and max(since - time, NOW - A_MONTH)
        return Story(replace(self.pair, changed_at=aged), facts)

    def agrees(self) -> bool:
        """Returns whether pair and facts say the same, and no friends or requests exist beside a
        block.
        """
        pair, facts = self.pair, self.facts
        asker = {pair.request.asked_by} if pair.request else set()
        told = {
            Standing.REQUESTED: facts.asked,
            Standing.FRIENDS: facts.friends_since_request_of,
            Standing.DECLINED: {*facts.declined},
        }
        mine = {standing: asker if pair.standing is standing else set() for standing in told}
        is_open = bool(facts.asked or facts.friends_since_request_of)
        return told == mine and pair.blockers == facts.blocks and not (is_open and facts.blocks)


def attempt(pair: Pair, who: str, action: Action) -> tuple[Pair, str | None]:
    """Returns the pair after the step, or the unchanged pair and the code of the refusal."""
    asker = who if action in (Action.REQUEST, Action.CANCEL) else other(who)
    meant = pair.request.id if action is Action.UNFRIEND and pair.request else f"of-{asker}"
    try:
        return transition(pair, Step(action, who, other(who), NOW, meant)), None
    except GifterError as error:
        return pair, error.code


def test_every_interleaving_of_two_users_actions_matches_an_independent_model() -> None:
    """Histories that lead to the same state are followed once; `histories` counts all of them."""
    stories, histories = {"": Story(Pair(), TwoPeople())}, Counter({"": 1})

    for length in range(1, LENGTH + 1):
        further: dict[str, Story] = {}
        led_to: Counter[str] = Counter()
        for name, story in stories.items():
            for step in STEPS:
                then = story.then(step)
                assert then.agrees(), (step, then)
                further[repr(then)] = then
                led_to[repr(then)] += histories[name]
        stories, histories = further, led_to
        assert histories.total() == len(STEPS) ** length

    assert {story.pair.standing for story in stories.values()} == {*Standing}


ASKED = Pair(Standing.REQUESTED, PairRequest("r", "a", NOW), NOW)
DECLINED = replace(ASKED, standing=Standing.DECLINED)


def test_a_user_cannot_act_on_themselves() -> None:
    for action in (Action.REQUEST, Action.BLOCK, Action.UNBLOCK):
        with pytest.raises(NotWithYourself):
            transition(Pair(), Step(action, "a", "a", NOW, "r"))


@pytest.mark.parametrize(("who", "action"), [("a", Action.ACCEPT), ("a", Action.DECLINE)])
def test_a_user_cannot_answer_their_own_request(who: str, action: Action) -> None:
    with pytest.raises(FriendRequestNotFound):
        transition(ASKED, Step(action, who, other(who), NOW, "r"))


@pytest.mark.parametrize("action", [Action.ACCEPT, Action.DECLINE])
def test_an_answer_to_an_older_request_does_not_answer_the_newer_one(action: Action) -> None:
    with pytest.raises(FriendRequestNotFound):
        transition(ASKED, Step(action, "b", "a", NOW, "older"))


def test_a_declined_user_learns_how_long_to_wait() -> None:
    almost = NOW + A_MONTH - timedelta(milliseconds=1)

    with pytest.raises(FriendRequestTooSoon) as first:
        transition(DECLINED, Step(Action.REQUEST, "a", "b", NOW, "new"))
    with pytest.raises(FriendRequestTooSoon) as last:
        transition(DECLINED, Step(Action.REQUEST, "a", "b", almost, "new"))

    assert first.value.details == {"retryAfterS": 30 * 24 * 3600}
    assert last.value.details == {"retryAfterS": 1}


def test_blocking_does_not_shorten_the_wait_after_a_decline() -> None:
    unblocked = DECLINED
    for action in (Action.BLOCK, Action.UNBLOCK):
        unblocked = transition(unblocked, Step(action, "a", "b", NOW))

    with pytest.raises(FriendRequestTooSoon):
        transition(unblocked, Step(Action.REQUEST, "a", "b", NOW, "new"))


def test_an_inactive_account_is_not_found() -> None:
    off = replace(ASKED, inactive=frozenset("b"))

    with pytest.raises(UserNotFound):
        transition(off, Step(Action.REQUEST, "a", "b", NOW, "new"))
