"""A second implementation of friendship between two people, as sets of facts."""

from dataclasses import dataclass, field
from datetime import timedelta

from gifter_domain.people.friendship import Action

A_MONTH = timedelta(days=30)


@dataclass
class TwoPeople:
    """The facts about Ann ("a") and Bob ("b"), without a state of the pair.

    `refusal` returns the error code of the API, or None. Ages are since the request was declined.
    """

    asked: set[str] = field(default_factory=set)
    declined: dict[str, timedelta] = field(default_factory=dict)
    friends_since_request_of: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)

    def wait(self, time: timedelta) -> None:
        self.declined = {who: min(age + time, A_MONTH) for who, age in self.declined.items()}

    def refusal(self, who: str, action: Action) -> str | None:
        """Returns the error code if `who` may not do this now, or None."""
        whom = other(who)
        if action in (Action.BLOCK, Action.UNBLOCK):
            return None
        if action is Action.REQUEST:
            return self._refused_request(who)
        if action is Action.UNFRIEND:
            return None if self.friends_since_request_of else "friendship_not_found"
        there = {
            Action.ACCEPT: whom in self.asked | self.friends_since_request_of,
            Action.DECLINE: whom in self.asked | {*self.declined} and whom not in self.blocks,
            Action.CANCEL: who in self.asked,
        }
        return None if there[action] else "friend_request_not_found"

    def _refused_request(self, who: str) -> str | None:
        if other(who) in self.blocks:
            return "user_not_found"
        if who in self.blocks:
            return "user_blocked"
        if self.friends_since_request_of:
            return "already_friends"
        if self.declined.get(who, A_MONTH) < A_MONTH:
            return "friend_request_too_soon"
        return None

    def apply(self, who: str, action: Action) -> None:
        """Applies the action. It must not be refused."""
        whom = other(who)
        if action is Action.REQUEST and whom not in self.asked:
            self.asked.add(who)
            self.declined.clear()
        elif action in (Action.REQUEST, Action.ACCEPT):
            self.friends_since_request_of.add(whom)
            self.asked.clear()
        elif action is Action.DECLINE and whom in self.asked:
            self.asked.remove(whom)
            self.declined[whom] = timedelta()
        elif action is Action.UNBLOCK:
            self.blocks.discard(who)
        elif action is not Action.DECLINE:
            self.asked.clear()
            self.friends_since_request_of.clear()
            self.blocks |= {who} if action is Action.BLOCK else set()


def other(who: str) -> str:
    return "b" if who == "a" else "a"
