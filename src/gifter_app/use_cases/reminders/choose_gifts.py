"""Choosing the gifts that reminders by mail show."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog

from gifter_domain.identity.user import User
from gifter_domain.recommendations.recommendation import GiftRequest, RecommendationResult
from gifter_domain.reminders.gifts import (
    GIFTS_OF_A_REMINDER,
    ChosenGift,
    GiftlessReminder,
    ReminderGifts,
)
from gifter_domain.shared.system import Clock, SharedClock

Suggest = Callable[[User, GiftRequest], Awaitable[RecommendationResult]]

_log = structlog.get_logger()

AHEAD = timedelta(hours=12)
_IN_ONE_SWEEP = 20  # so that a worker's next action does not wait for long


class ChooseReminderGifts:
    """Chooses three gifts for each reminder by mail in the 12 hours before it is due.

    - They are the first recommendations for the occasion, so budget, age, exclusions and limits of
      the recipient hold as for every recommendation.
    - A reminder whose recipient or taste changes afterwards gets new ones.
    - A reminder without gifts is sent without them: they never delay it.
    """

    def __init__(
        self,
        gifts: ReminderGifts,
        suggest: Suggest,
        clock: Clock,
        shared_clock: SharedClock,
    ) -> None:
        self._gifts = gifts
        self._suggest = suggest
        self._clock = clock
        self._shared_clock = shared_clock

    async def execute(self) -> None:
        """Chooses for up to 20 reminders, those that are due first before the others."""
        now = await self._shared_clock.now()
        for reminder in await self._gifts.missing(now, now + AHEAD, _IN_ONE_SWEEP):
            began_at = self._clock.now()
            await self._gifts.store(reminder.id, await self._chosen(reminder), began_at)

    async def _chosen(self, reminder: GiftlessReminder) -> Sequence[ChosenGift]:
        request = GiftRequest(occasion_id=reminder.occasion_id, limit=GIFTS_OF_A_REMINDER)
        try:
            result = await self._suggest(reminder.user, request)
        except Exception:  # one reminder must not keep the others from their gifts
            _log.exception("reminder_gifts_not_chosen", reminder_id=reminder.id)
            return []
        return [ChosenGift(one.product.id, one.explanation) for one in result.items]
