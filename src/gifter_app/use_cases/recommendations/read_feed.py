"""Reading the feed: its first page makes a session, and later pages read on in it."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date

from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_app.use_cases.recommendations.unoffered import UnofferedProducts
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.identity.user import User
from gifter_domain.notifications.wording import Wording
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.occasions.upcoming import Occurrence, possible_dates, upcoming
from gifter_domain.recommendations.candidates import CandidateQuery, CandidateSource
from gifter_domain.recommendations.feed import (
    DAYS_AHEAD,
    MOST_DISCOVERED,
    MOST_FOR_PERSON,
    PERSONS,
    FeedItem,
    FeedPage,
    FeedSession,
    FeedSessions,
    ShownItem,
    discovery_order,
    mixed,
)
from gifter_domain.recommendations.recommendation import GiftRequest
from gifter_domain.shared.errors import InvalidInput, NotFound
from gifter_domain.shared.pages import PageRequest
from gifter_domain.shared.system import Clock, IdFactory

_REQUEST = GiftRequest(limit=MOST_FOR_PERSON)


class ReadFeed:
    """Returns pages of gifts for the next occasions of a user's recipients, and of others.

    The order is fixed by the first page, so no product is repeated. What is refused, claimed, no
    longer listed or against a person's limits by now is left out of every page.
    """

    def __init__(
        self,
        sessions: FeedSessions,
        recommend_gifts: RecommendGifts,
        candidates: CandidateSource,
        unoffered: UnofferedProducts,
        occasions: OccasionReads,
        calendar: HolidayCalendar,
        wording: Wording,
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._sessions = sessions
        self._recommend_gifts = recommend_gifts
        self._candidates = candidates
        self._unoffered = unoffered
        self._occasions = occasions
        self._calendar = calendar
        self._wording = wording
        self._ids = ids
        self._clock = clock

    async def execute(self, user: User, page: PageRequest) -> FeedPage:
        """Raises `InvalidInput` if the session of the cursor has expired."""
        if page.after is None:
            session, start = await self._begin(user), 0
        else:
            session_id, start = _place(page.after)
            session = await self._sessions.get(user.id, session_id)
        places = await self._offered(user, session.items, start)
        shown: list[ShownItem] = []
        while places and len(shown) < page.limit:
            chunk, places = _split(places, page.limit - len(shown))
            start = chunk[-1] + 1
            shown += await self._shown(user, [session.items[place] for place in chunk])
        return FeedPage(session.id, shown, (session.id, str(start)) if places else None)

    async def _begin(self, user: User) -> FeedSession:
        session_id = self._ids.new_id()
        for_persons = [
            await self._for_person(user, one) for one in await self._next_occasions(user)
        ]
        items = mixed(for_persons, await self._discovered(user, session_id))
        session = FeedSession(session_id, user.id, items)
        await self._sessions.add(session)
        return session

    async def _next_occasions(self, user: User) -> Sequence[Occurrence]:
        """Returns the next occasion of each of the persons whose occasions come first."""
        now = self._clock.now()
        first, last = possible_dates(now, DAYS_AHEAD)
        window = await self._occasions.between(user.id, first, last)
        falling = [code for code in window.holidays if await self._falls(code, first, last)]
        holidays = await self._occasions.on_holidays(user.id, falling) if falling else []
        occasions = [one for one, _ in (*window.found, *holidays)]
        coming = upcoming(occasions, self._calendar, now, DAYS_AHEAD)
        by_person: dict[str, Occurrence] = {}
        for one in coming:
            by_person.setdefault(one.occasion.recipient_id, one)
        return list(by_person.values())[:PERSONS]

    async def _falls(self, code: str, first: date, last: date) -> bool:
        """Returns whether the holiday falls between these days. Reads unknown ones in a thread."""
        if not self._calendar.has_days(code):
            await asyncio.to_thread(self._calendar.days, code)
        return any(first <= day <= last for day in self._calendar.days(code))

    async def _for_person(self, user: User, one: Occurrence) -> list[FeedItem]:
        occasion = one.occasion
        request = GiftRequest(occasion_id=occasion.id, limit=MOST_FOR_PERSON)
        found = await self._recommend_gifts.suggest(user, request)
        return [
            FeedItem(item.product.id, occasion.recipient_id, occasion.id, one.on)
            for item in found.items
        ]

    async def _discovered(self, user: User, seed: str) -> list[FeedItem]:
        constraints = await self._recommend_gifts.constraints(user, _REQUEST)
        found = await self._candidates.find(
            CandidateQuery("", None, None, constraints, depth=MOST_DISCOVERED)
        )
        products = [candidate.product for candidate in found.candidates]
        return [FeedItem(product_id) for product_id in discovery_order(products, seed)]

    async def _offered(self, user: User, items: Sequence[FeedItem], start: int) -> list[int]:
        """Returns the places, from `start` on, of items that may be offered to their persons."""
        of_nobody = await self._unoffered.for_person(user.id, None)
        unoffered: dict[str | None, frozenset[str]] = {}
        for person in {item.recipient_id for item in items[start:]}:
            if person is None:
                unoffered[None] = await self._unoffered.for_anybody(user.id)
            else:  # what is refused for nobody in particular is refused for the whole feed
                unoffered[person] = of_nobody | await self._unoffered.for_person(user.id, person)
        return [
            place
            for place in range(start, len(items))
            if items[place].product_id not in unoffered[items[place].recipient_id]
        ]

    async def _shown(self, user: User, items: Sequence[FeedItem]) -> list[ShownItem]:
        """Returns the items whose products keep the limits of their persons at this moment."""
        shown: dict[str, ListedProduct] = {}
        for occasion_id in dict.fromkeys(item.occasion_id for item in items):
            ids = [item.product_id for item in items if item.occasion_id == occasion_id]
            shown |= await self._current(user, occasion_id, ids)
        return [
            ShownItem(item, shown[item.product_id], self._reason(user, item, shown))
            for item in items
            if item.product_id in shown
        ]

    async def _current(
        self, user: User, occasion_id: str | None, ids: Sequence[str]
    ) -> Mapping[str, ListedProduct]:
        request = GiftRequest(occasion_id=occasion_id)
        try:
            constraints = await self._recommend_gifts.constraints(user, request)
        except NotFound:  # the occasion was removed since
            return {}
        return await self._candidates.current(ids, constraints)

    def _reason(self, user: User, item: FeedItem, products: Mapping[str, ListedProduct]) -> str:
        if item.on is not None:
            day = self._wording.day(user.language, item.on)
            return self._wording.text(user.language, "In time for {day}.", day=day)
        if products[item.product_id].is_featured:
            return self._wording.text(user.language, "Featured in the shop.")
        return self._wording.text(user.language, "Something to discover.")


def _place(key: Sequence[str]) -> tuple[str, int]:
    if len(key) != 2 or not (key[1].isascii() and key[1].isdigit() and len(key[1]) < 6):
        raise InvalidInput.at("cursor", "is not a valid cursor")
    return key[0], int(key[1])


def _split(places: list[int], count: int) -> tuple[list[int], list[int]]:
    return places[:count], places[count:]
