"""Recommending gifts for a request, and storing the explained result."""

import asyncio
from dataclasses import replace
from functools import partial

import structlog

from gifter_app.use_cases.recommendations.explain_empty import ExplainEmpty
from gifter_app.use_cases.recommendations.home import Home
from gifter_app.use_cases.recommendations.query_embedding import QueryEmbedder
from gifter_app.use_cases.recommendations.stages import Stages
from gifter_domain.ai.embedding import Embedder
from gifter_domain.identity.user import User
from gifter_domain.language.spelling import CatalogueWords
from gifter_domain.language.understanding import understand, with_spelling
from gifter_domain.notifications.wording import Wording
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.people.recipient_ports import RecipientReads
from gifter_domain.recommendations.candidates import (
    CandidateQuery,
    CandidateSource,
    Constraints,
    Vector,
)
from gifter_domain.recommendations.clarifying import question_about
from gifter_domain.recommendations.empty_lists import of_health_or_belief
from gifter_domain.recommendations.explanation import ENGLISH
from gifter_domain.recommendations.gift_query import GiftQuery, gift_query
from gifter_domain.recommendations.label_warning import with_label_warning
from gifter_domain.recommendations.notes import notes_about
from gifter_domain.recommendations.occasions import occasion_term
from gifter_domain.recommendations.ranking.features import QueryVectors
from gifter_domain.recommendations.ranking.rank import rank
from gifter_domain.recommendations.recommendation import (
    BudgetExchange,
    GiftRequest,
    Pipeline,
    RecommendationResult,
    StoredRequest,
    Transactions,
)
from gifter_domain.recommendations.trait_limits import TraitLimits, trait_limits
from gifter_domain.recommendations.understood import Understood
from gifter_domain.recommendations.versions import versions
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.exchange_rates import ExchangeRates
from gifter_domain.shared.system import Clock, IdFactory
from gifter_domain.taste.ports import TasteProfileReads
from gifter_domain.taste.profile import TasteProfile, embedding_job

log = structlog.get_logger(__name__)

EMBED_WITHIN_S = 5.0


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
    - Results always respect budget, stock, exclusions and limits; the search covers all products
      within them.
    - Misspelt words are repaired by the words of the catalogue, and the result says so.
    - If the embedding model fails, text search alone is used, and the result says so.
    - Request and result are stored, so that their owner can read them again.
    """

    def __init__(
        self,
        embedder: Embedder,
        candidates: CandidateSource,
        recipients: RecipientReads,
        occasions: OccasionReads,
        tastes: TasteProfileReads,
        rates: ExchangeRates,
        catalogue_words: CatalogueWords,
        transactions: Transactions,
        ids: IdFactory,
        clock: Clock,
        wording: Wording,
        embed_within_s: float = EMBED_WITHIN_S,
    ) -> None:
        self._embedder = embedder
        self._query_embedder = QueryEmbedder(embedder)
        self._candidates = candidates
        self._recipients = recipients
        self._occasions = occasions
        self._tastes = tastes
        self._rates = rates
        self._catalogue_words = catalogue_words
        self._transactions = transactions
        self._ids = ids
        self._clock = clock
        self._wording = wording
        self._explain_empty = ExplainEmpty(candidates, wording)
        self._format_money = partial(wording.money, ENGLISH)
        self._embed_within_s = embed_within_s

    async def execute(self, user: User, request: GiftRequest) -> tuple[str, RecommendationResult]:
        """Stores the request with its result, and returns the request's id and the result."""
        understood = await self._understood(request, user.default_currency)
        if request.occasion_id is not None:
            understood, request = await self._for_occasion(
                understood, user, request, request.occasion_id
            )
        profile = await self._profile(user, request)
        recipient_id = request.recipient_id
        if recipient_id is None and profile is not None:
            recipient_id = profile.recipient_id
        if recipient_id is not None:
            understood = await self._for_recipient(understood, user, recipient_id)
        query = gift_query(understood.fields)
        taste = None
        if profile is not None:
            query = query.for_taste(profile.facets, with_price="budget" not in understood.fixed)
            understood = understood.for_usual_budget(query.budget)
            taste = await self._tastes.vector(user.id, profile.id, self._embedder.model)
            request = replace(request, taste_profile_id=profile.id)  # for a replay
        home = Home(user.default_currency, user.language)
        answer = await self._answer(home, understood, query, request, taste)
        request_id = self._ids.new_id()
        async with self._transactions() as tx:
            await tx.recommendations.add(request_id, user.id, request, query, answer)
            if profile is not None and taste is None:  # its vector is another model's, or outdated
                await tx.jobs.enqueue([embedding_job(profile)])
        return request_id, answer

    async def preview(
        self, request: GiftRequest, home_currency: str
    ) -> tuple[GiftQuery, RecommendationResult]:
        """Returns how the text was understood, and the result, without storing anything."""
        understood = await self._understood(request, home_currency)
        query = gift_query(understood.fields)
        home = Home(home_currency, ENGLISH)
        return query, await self._answer(home, understood, query, request)

    async def repeat(self, stored: StoredRequest) -> RecommendationResult:
        """Returns the result for a stored request in today's catalogue, without storing it."""
        asked, taste = stored.asked, None
        if asked.taste_profile_id is not None:
            taste = await self._tastes.vector(
                stored.user_id, asked.taste_profile_id, self._embedder.model
            )
        home = Home("GBP", ENGLISH)  # only the question depends on it
        return await self._answer(home, stored.understood, stored.query, asked, taste)

    async def _for_occasion(
        self, understood: Understood, user: User, request: GiftRequest, occasion_id: str
    ) -> tuple[Understood, GiftRequest]:
        """Returns the request with the occasion, and with the occasion's recipient.

        Raises `OccasionNotFound`, or `InvalidInput` if the request names another recipient.
        """
        occasion = await self._occasions.occasion(user.id, occasion_id)
        if request.recipient_id not in (None, occasion.recipient_id):
            raise InvalidInput.at("recipientId", "is not the recipient of the occasion")
        request = replace(request, recipient_id=occasion.recipient_id)
        return understood.for_occasion(occasion_term(occasion)), request

    async def _for_recipient(
        self, understood: Understood, user: User, recipient_id: str
    ) -> Understood:
        recipient = await self._recipients.recipient(user.id, recipient_id)
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

    async def _answer(
        self,
        home: Home,
        understood: Understood,
        query: GiftQuery,
        request: GiftRequest,
        taste: Vector | None = None,
    ) -> RecommendationResult:
        stages = Stages()
        query, exchange = await self._exchanged(query)
        with stages.stage("embed"):
            vectors = await self._vectors(query, taste)
        with stages.stage("retrieve"):
            limits = await asyncio.to_thread(trait_limits, understood.fields, query)
            search = self._query(query, limits, request, vectors)
            found = await self._candidates.find(search)
        with stages.stage("rank"):
            items = await asyncio.to_thread(
                rank,
                query,
                found.candidates,
                vectors or QueryVectors(),
                request.limit,
                self._format_money,
            )
        model = self._embedder.model.key if vectors else None
        pipeline = Pipeline(
            len(found.candidates),
            model,
            found.retrieval,
            stages.timings_ms,
            exchange=exchange,
            versions=versions(model, exchange.day if exchange else None),
        )
        language = home.language_for(understood)
        ids = {item.product.id for item in items}
        shown = [candidate for candidate in found.candidates if candidate.product.id in ids]
        question = question_about(understood, shown, home.currency, self._wording, language)
        empty = None
        if not items:
            tasteless = self._without_taste(understood, query, request)
            empty = await self._explain_empty.execute(
                understood.fields, search.constraints, tasteless, language
            )
        notes = notes_about(understood, self._wording, language)
        labelled = with_label_warning(items, limits.allergens, language)
        return RecommendationResult(labelled, pipeline, understood, question, empty, notes)

    def _without_taste(
        self, understood: Understood, query: GiftQuery, request: GiftRequest
    ) -> Constraints:
        """Returns the constraints without the exclusions that are a matter of taste."""
        fields = replace(
            understood.fields, excludes=of_health_or_belief(understood.fields.excludes)
        )
        kept = replace(query, avoid=gift_query(fields).avoid)
        return self._query(kept, trait_limits(fields, kept), request, None).constraints

    async def _understood(self, request: GiftRequest, home_currency: str) -> Understood:
        """Understands a text in a thread, since a long story takes a while."""
        overrides, vocabulary = request.overrides, await self._catalogue_words.vocabulary()

        def read() -> Understood:
            spelled = understand(
                request.text, home_currency=home_currency, language=overrides.language
            )
            return Understood.of(with_spelling(spelled, vocabulary))

        understood = (await asyncio.to_thread(read)).for_budget(request.budget)
        return understood.overridden(overrides, home_currency).without(request.exclude_traits)

    async def _exchanged(self, query: GiftQuery) -> tuple[GiftQuery, BudgetExchange | None]:
        """Returns the query with its budget in other currencies, and the day of the rates."""
        if query.budget is None:
            return query, None
        exchange = await self._rates.exchange(query.budget.currency)
        is_old = exchange.is_old(self._clock.now().date())
        converted = replace(query, elsewhere=exchange.budgets(query.budget))
        return converted, BudgetExchange(exchange.currency, exchange.day, is_old)

    def _query(
        self,
        query: GiftQuery,
        limits: TraitLimits,
        request: GiftRequest,
        vectors: QueryVectors | None,
    ) -> CandidateQuery:
        return CandidateQuery(
            text=query.search_text,
            vector=vectors.query if vectors else None,
            model=self._embedder.model if vectors else None,
            constraints=Constraints(
                budget=query.hard_budget,
                elsewhere=query.hard_elsewhere,
                exclude_product_ids=request.exclude_product_ids,
                exclude_brand_ids=request.exclude_brand_ids,
                include_out_of_stock=request.include_out_of_stock,
                avoid=limits.words,
                traits=limits,
            ),
        )

    async def _vectors(self, query: GiftQuery, taste: Vector | None) -> QueryVectors | None:
        """Returns the vectors to search by, or None if the model fails."""
        try:
            async with asyncio.timeout(self._embed_within_s):
                return await self._query_embedder.vectors(query, taste)
        except Exception as error:  # a result by text search alone is better than none
            log.warning("recommendations.embedder_failed", error=str(error) or type(error).__name__)
            return None
