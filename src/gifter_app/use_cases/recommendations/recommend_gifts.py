"""Recommending gifts for a request, and storing the explained result."""

import asyncio
from dataclasses import dataclass, replace

from gifter_app.use_cases.recommendations.answer_request import AnswerRequest, constraints_of
from gifter_app.use_cases.recommendations.home import Home
from gifter_app.use_cases.recommendations.previous_requests import PreviousRequests
from gifter_app.use_cases.recommendations.rerank_gifts import RerankGifts
from gifter_app.use_cases.recommendations.unoffered import UnofferedProducts
from gifter_domain.ai.embedding import EmbeddingModel
from gifter_domain.identity.user import User
from gifter_domain.language.spelling import CatalogueWords
from gifter_domain.language.understanding import understand, with_spelling
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.people.recipient import Recipient
from gifter_domain.people.recipient_ports import RecipientReads
from gifter_domain.recommendations.candidates import Constraints, Vector
from gifter_domain.recommendations.explained_again import explained_again
from gifter_domain.recommendations.feedback_signals import FeedbackSignals
from gifter_domain.recommendations.gift_query import GiftQuery, gift_query
from gifter_domain.recommendations.learned_taste import moved
from gifter_domain.recommendations.occasions import occasion_term
from gifter_domain.recommendations.phrasing import ENGLISH
from gifter_domain.recommendations.recommendation import (
    GiftRequest,
    RecommendationResult,
    Recommendations,
    StoredRequest,
    Transactions,
    rerank_job,
)
from gifter_domain.recommendations.refining import (
    Previous,
    refined,
    refinement_of,
    with_changed_taste,
)
from gifter_domain.recommendations.trait_limits import trait_limits
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock, IdFactory
from gifter_domain.taste.ports import TasteProfileReads
from gifter_domain.taste.profile import TasteProfile, embedding_job

# A text of so many characters is understood within a millisecond.
_READ_AT_ONCE = 150


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request with its understood fields, its query, and the taste of its person if known."""

    request: GiftRequest
    understood: Understood
    query: GiftQuery
    profile: TasteProfile | None
    taste: Vector | None


class RecommendGifts:
    """Recommends gifts for a request in free text.

    - The text gives the words to search for, the occasion, the recipient and, unless the request
      has its own, the budget.
    - If the request names a recipient of the user's, their kind of relationship and age are used
      where the text gives none. Name and notes are never used.
    - If it names an occasion of the user's, that gives the recipient, and the kind of occasion
      unless the text does.
    - The taste profile that the request names, or else the recipient's last completed one, gives
      the likes and the limits. Its price is the budget if the request and text have none.
    - Without one, the interests that a recipient's account shows to the user are searched for,
      unless the text says what is wanted.
    - Results always respect budget, stock, exclusions and limits; the search covers all products
      within them.
    - A product that the user hid or bought for the person, that the person has, or that somebody
      already gives to them as far as the user may know, is not recommended.
    - What the user liked and disliked for the recipient moves the vector of the taste.
    - A request that refines an earlier one keeps what was understood before.
    - Misspelt words are repaired by the words of the catalogue, and the result says so.
    - If the embedding model fails, text search alone is used, and the result says so.
    - A language model, if there is one, orders the list; a late order is stored by a job.
    - Request and result are stored, so that their owner can read them again.
    """

    def __init__(
        self,
        model: EmbeddingModel,
        answer_request: AnswerRequest,
        rerank_gifts: RerankGifts,
        recipients: RecipientReads,
        occasions: OccasionReads,
        tastes: TasteProfileReads,
        catalogue_words: CatalogueWords,
        recommendations: Recommendations,
        unoffered: UnofferedProducts,
        previous_requests: PreviousRequests,
        feedback_signals: FeedbackSignals,
        transactions: Transactions,
        ids: IdFactory,
        clock: Clock,
    ) -> None:
        self._model = model
        self._answer_request = answer_request
        self._rerank_gifts = rerank_gifts
        self._recipients = recipients
        self._occasions = occasions
        self._tastes = tastes
        self._catalogue_words = catalogue_words
        self._recommendations = recommendations
        self._unoffered = unoffered
        self._previous_requests = previous_requests
        self._feedback_signals = feedback_signals
        self._transactions = transactions
        self._ids = ids
        self._clock = clock

    async def execute(
        self, user: User, request: GiftRequest, *, wait: bool = True
    ) -> tuple[str, RecommendationResult]:
        """Stores the request with its result, and returns the request's id and the result.

        `wait` is False if the list is not to wait for a language model: it is reranked later.
        """
        asked = await self._asked(user, request)
        answer = await self._answered(user, asked)
        answer = await self._rerank_gifts.answer(user.id, answer, wait=wait)
        if answer.pipeline.reranked.state == "done":  # sentences go by ranks
            home = Home(user.default_currency, user.language)
            language = home.language_for(asked.understood)
            items = explained_again(asked.query, asked.understood, answer.items, language)
            answer = replace(answer, items=items)
        return await self._store(user, asked, answer), answer

    async def suggest(self, user: User, request: GiftRequest) -> RecommendationResult:
        """Returns the result without storing anything."""
        return await self._answered(user, await self._asked(user, request))

    async def constraints(self, user: User, request: GiftRequest) -> Constraints:
        """Returns the conditions that every gift for the request must meet."""
        asked = await self._asked(user, request, with_vector=False)
        limits = trait_limits(asked.understood.fields, asked.query)
        return constraints_of(asked.query, limits, asked.request)

    async def _answered(self, user: User, asked: _Asked) -> RecommendationResult:
        home = Home(user.default_currency, user.language)
        offered = await self._offered(user, asked.request)
        taste = await self._learned(user, asked)
        return await self._answer_request.execute(
            home, asked.understood, asked.query, offered, taste
        )

    async def _asked(self, user: User, request: GiftRequest, *, with_vector: bool = True) -> _Asked:
        """Returns the request with everything that is known of its occasion and person."""
        refining = await self._refining(user, request)
        request = refining.inherited(request) if refining else request
        understood, request = await self._with_occasion(user, request, refining)
        profile = await self._profile(user, request)
        recipient_id = request.recipient_id
        if recipient_id is None and profile is not None:
            recipient_id = profile.recipient_id
        if recipient_id is not None:
            recipient = await self._recipients.recipient(user.id, recipient_id)
            understood = self._for_recipient(understood, user, recipient)
            if profile is None:
                understood = understood.for_interests(recipient.interests)
            request = replace(request, recipient_id=recipient_id)  # feedback is for this person
        query, taste = gift_query(understood.fields), None
        if profile is not None:
            query = query.for_taste(profile.facets, with_price="budget" not in understood.fixed)
            understood = understood.for_usual_budget(query.budget)
            if with_vector:
                taste = await self._tastes.vector(user.id, profile.id, self._model)
            request = replace(request, taste_profile_id=profile.id)  # for a replay
        if refining is not None:
            query = with_changed_taste(query, refining, refinement_of(request.text))
        return _Asked(request, understood, query, profile, taste)

    async def _refining(self, user: User, request: GiftRequest) -> Previous | None:
        """Returns the request that this one refines. Raises `RecommendationRequestNotFound`."""
        if request.previous_request_id is None:
            return None
        return await self._previous_requests.previous(user, request.previous_request_id)

    async def _learned(self, user: User, asked: _Asked) -> Vector | None:
        """Returns the vector of the recipient's taste, moved by the feedback for them."""
        recipient_id = asked.request.recipient_id
        if recipient_id is None:
            return asked.taste
        signals = await self._feedback_signals.signals(user.id, recipient_id, self._model)
        return moved(asked.taste, signals, self._clock.now())

    async def _offered(self, user: User, request: GiftRequest) -> GiftRequest:
        """Returns the request without products that are not offered for its person."""
        unoffered = await self._unoffered.for_person(user.id, request.recipient_id)
        if not unoffered:
            return request
        excluded = dict.fromkeys((*request.exclude_product_ids, *sorted(unoffered)))
        return replace(request, exclude_product_ids=tuple(excluded))

    async def _store(self, user: User, asked: _Asked, answer: RecommendationResult) -> str:
        request_id = self._ids.new_id()
        row = (request_id, user.id, asked.request, asked.query, answer)
        # The taste has no vector if its vector is another model's, or outdated.
        outdated = asked.profile if asked.taste is None else None
        jobs = [embedding_job(outdated)] if outdated is not None else []
        if answer.pipeline.reranked.state == "pending":
            jobs.append(rerank_job(request_id))
        if not jobs:
            await self._recommendations.add(*row)
            return request_id
        async with self._transactions() as tx:
            await tx.recommendations.add(*row)
            await tx.jobs.enqueue(jobs)
        return request_id

    async def preview(
        self, request: GiftRequest, home_currency: str, refining: Previous | None = None
    ) -> tuple[GiftQuery, RecommendationResult]:
        """Returns how the text was understood, and the result, without storing anything."""
        understood = await self._read(request, home_currency, refining)
        query = gift_query(understood.fields)
        if refining is not None:
            query = with_changed_taste(query, refining, refinement_of(request.text))
        home = Home(home_currency, ENGLISH)
        return query, await self._answer_request.execute(home, understood, query, request)

    async def repeat(self, stored: StoredRequest) -> RecommendationResult:
        """Returns the result for a stored request in today's catalogue, without storing it."""
        asked, taste = stored.asked, None
        if asked.taste_profile_id is not None:
            taste = await self._tastes.vector(stored.user_id, asked.taste_profile_id, self._model)
        home = Home("GBP", ENGLISH)  # only the question depends on it
        understood, query = stored.understood, stored.query
        return await self._answer_request.execute(home, understood, query, asked, taste)

    async def _with_occasion(
        self, user: User, request: GiftRequest, refining: Previous | None
    ) -> tuple[Understood, GiftRequest]:
        """Returns the understood request, with the occasion that it names and its recipient.

        Raises `OccasionNotFound`, or `InvalidInput` if the request names another recipient.
        """
        understood = await self._read(request, user.default_currency, refining)
        if request.occasion_id is None:
            return understood, request
        occasion = await self._occasions.occasion(user.id, request.occasion_id)
        if request.recipient_id not in (None, occasion.recipient_id):
            raise InvalidInput.at("recipientId", "is not the recipient of the occasion")
        request = replace(request, recipient_id=occasion.recipient_id)
        return understood.for_occasion(occasion_term(occasion)), request

    def _for_recipient(
        self, understood: Understood, user: User, recipient: Recipient
    ) -> Understood:
        birthday, today = recipient.birthday, user.today(self._clock.now())
        return understood.for_person(
            recipient.relationship_kind, birthday.age_on(today) if birthday else None
        )

    async def _profile(self, user: User, request: GiftRequest) -> TasteProfile | None:
        """Returns the taste profile that the request names, or its recipient's last completed one.

        Returns None if there is neither. Raises `InvalidInput` if the profile is another
        recipient's.
        """
        if request.taste_profile_id is not None:
            profile = await self._tastes.profile(user.id, request.taste_profile_id)
            if request.recipient_id not in (None, profile.recipient_id or request.recipient_id):
                raise InvalidInput.at("recipientId", "is not the recipient of the taste profile")
            return profile
        if request.recipient_id is not None:
            return await self._tastes.latest_completed(user.id, request.recipient_id)
        return None

    async def _read(
        self, request: GiftRequest, home_currency: str, refining: Previous | None
    ) -> Understood:
        if refining is None:
            return await self._understood(request, home_currency)
        change = refinement_of(request.text)
        new = replace(request, text=change.rest)
        return refined(refining, change, await self._understood(new, home_currency))

    async def _understood(self, request: GiftRequest, home_currency: str) -> Understood:
        """Understands a text, a long story in a thread since it takes a while."""
        overrides, vocabulary = request.overrides, await self._catalogue_words.vocabulary()

        def read() -> Understood:
            spelled = understand(
                request.text, home_currency=home_currency, language=overrides.language
            )
            return Understood.of(with_spelling(spelled, vocabulary))

        is_short = len(request.text) <= _READ_AT_ONCE
        read_text = read() if is_short else await asyncio.to_thread(read)
        understood = read_text.for_budget(request.budget)
        return understood.overridden(overrides, home_currency).without(request.exclude_traits)
