"""Wiring of recommendations."""

from collections.abc import Callable
from dataclasses import dataclass

from gifter_adapters.ecb.rates_file import read_rates
from gifter_adapters.ecb.web_rates import DAILY_FILE, WebRates
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_adapters.postgres.recommendations.catalogue_words import PostgresCatalogueWords
from gifter_adapters.postgres.recommendations.exchange_rates import PostgresExchangeRates
from gifter_adapters.postgres.recommendations.feed_sessions import PostgresFeedSessions
from gifter_adapters.postgres.recommendations.feedback import PostgresFeedbackReads
from gifter_adapters.postgres.recommendations.feedback_signals import PostgresFeedbackSignals
from gifter_adapters.postgres.recommendations.indexed_candidates import IndexedCandidates
from gifter_adapters.postgres.recommendations.repository import (
    CommittedRecommendations,
    PostgresRecommendationReads,
)
from gifter_adapters.postgres.recommendations.rerank_reads import PostgresRerankReads
from gifter_adapters.postgres.recommendations.resident_index import ResidentIndex
from gifter_app.use_cases.recommendations.answer_request import AnswerRequest
from gifter_app.use_cases.recommendations.give_feedback import GiveFeedback
from gifter_app.use_cases.recommendations.load_rates import LoadRates, RefreshRates
from gifter_app.use_cases.recommendations.previous_requests import PreviousRequests
from gifter_app.use_cases.recommendations.read_feed import ReadFeed
from gifter_app.use_cases.recommendations.read_recommendations import ReadRecommendations
from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_app.use_cases.recommendations.replay_recommendations import ReplayRecommendations
from gifter_app.use_cases.recommendations.rerank_gifts import RerankGifts
from gifter_app.use_cases.recommendations.titled_candidates import TitledCandidates
from gifter_app.use_cases.recommendations.unoffered import UnofferedProducts
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.language_model import LanguageModel
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.people.recipient_ports import RecipientReads
from gifter_domain.recommendations.candidates import CandidateSource
from gifter_domain.recommendations.feedback import FeedbackReads
from gifter_domain.shared.exchange_rates import ExchangeRates
from gifter_domain.shared.jobs import JobKind
from gifter_domain.taste.ports import TasteProfileReads
from gifter_domain.wishlists.claims.claimed_products import ClaimedProducts


@dataclass(frozen=True)
class RecommendationsUseCases:
    recommend_gifts: RecommendGifts
    rerank_gifts: RerankGifts
    read_recommendations: ReadRecommendations
    replay_recommendations: ReplayRecommendations
    give_feedback: GiveFeedback
    feedback_reads: FeedbackReads
    unoffered: UnofferedProducts
    read_feed: ReadFeed
    background: Background


@dataclass(frozen=True)
class RatesUseCases:
    exchange_rates: ExchangeRates
    load_rates: LoadRates
    background: Background


def product_index(
    core: Core, embedder: Embedder, embeddings: PostgresProductEmbeddings
) -> ResidentIndex:
    """Builds the index of products in this process; it is empty until it runs."""
    return ResidentIndex(core.database, embedder.model, embeddings.register)


def wire_candidates(
    core: Core,
    index: ResidentIndex,
    title_embedder: Embedder | None,
    embeddings: PostgresProductEmbeddings,
) -> CandidateSource:
    """Builds the search: in the index or by SQL, with titles if there is a model for them."""
    by_sql = PostgresCandidates(core.database, embeddings.register)
    source = IndexedCandidates(core.database, index, by_sql)
    if title_embedder is None:
        return source
    return TitledCandidates(source, title_embedder, embeddings)


def wire_rates(core: Core) -> RatesUseCases:
    url = core.settings.rates.url
    load_rates = LoadRates(core.transactions, read_rates, WebRates(url or DAILY_FILE))
    return RatesUseCases(
        exchange_rates=PostgresExchangeRates(core.database),
        load_rates=load_rates,
        background=Background(duties=[RefreshRates(load_rates, core.clock).execute] if url else []),
    )


def wire_recommendations(
    core: Core,
    embedder: Embedder,
    candidates: CandidateSource,
    recipient_reads: RecipientReads,
    occasion_reads: OccasionReads,
    taste_profile_reads: TasteProfileReads,
    exchange_rates: ExchangeRates,
    claimed_products: ClaimedProducts,
    language_model: Callable[[], LanguageModel],
) -> RecommendationsUseCases:
    """Wires recommendations. Without a language model, lists keep the order of the rules."""
    reads, models = PostgresRecommendationReads(core.database), core.settings.models
    rerank_gifts = RerankGifts(
        language_model() if models.language_model else None,
        PostgresRerankReads(core.database),
        reads,
        core.transactions,
        within_s=models.rerank_timeout_s,
    )
    feedback_reads = PostgresFeedbackReads(core.database)
    unoffered = UnofferedProducts(feedback_reads, claimed_products)
    sessions = PostgresFeedSessions(core.database, core.clock)
    answer_request = AnswerRequest(embedder, candidates, exchange_rates, core.clock, core.wording)
    recommend_gifts = RecommendGifts(
        embedder.model,
        answer_request,
        rerank_gifts,
        recipient_reads,
        occasion_reads,
        taste_profile_reads,
        PostgresCatalogueWords(core.database, core.clock),
        CommittedRecommendations(core.database, core.clock),
        unoffered,
        PreviousRequests(reads, reads),
        PostgresFeedbackSignals(core.database),
        core.transactions,
        core.ids,
        core.clock,
    )
    return RecommendationsUseCases(
        recommend_gifts=recommend_gifts,
        rerank_gifts=rerank_gifts,
        read_recommendations=ReadRecommendations(reads, unoffered),
        replay_recommendations=ReplayRecommendations(reads, recommend_gifts),
        give_feedback=GiveFeedback(core.transactions),
        feedback_reads=feedback_reads,
        unoffered=unoffered,
        read_feed=ReadFeed(
            sessions,
            recommend_gifts,
            candidates,
            unoffered,
            occasion_reads,
            core.holiday_calendar,
            core.wording,
            core.ids,
            core.clock,
        ),
        background=Background(
            jobs={JobKind.RERANK_RECOMMENDATION: lambda: rerank_gifts.execute}
            if models.language_model
            else {},
            sweeps=[sessions.remove_expired],
        ),
    )
