"""Wiring of recommendations."""

from dataclasses import dataclass

from gifter_adapters.postgres.recommendations.repository import PostgresRecommendationReads
from gifter_app.use_cases.recommendations.read_recommendations import ReadRecommendations
from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_app.use_cases.recommendations.titled_candidates import TitledCandidates
from gifter_app.wiring.core import Core
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.product_embeddings import ProductEmbeddings
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.people.recipient_ports import RecipientReads
from gifter_domain.recommendations.candidates import CandidateSource
from gifter_domain.taste.ports import TasteProfileReads


@dataclass(frozen=True)
class RecommendationsUseCases:
    recommend_gifts: RecommendGifts
    read_recommendations: ReadRecommendations


def with_titles(
    source: CandidateSource, embedder: Embedder | None, embeddings: ProductEmbeddings
) -> CandidateSource:
    """Returns the source with the similarity of titles, if there is a model for them."""
    return source if embedder is None else TitledCandidates(source, embedder, embeddings)


def wire_recommendations(
    core: Core,
    embedder: Embedder,
    candidates: CandidateSource,
    recipient_reads: RecipientReads,
    occasion_reads: OccasionReads,
    taste_profile_reads: TasteProfileReads,
) -> RecommendationsUseCases:
    return RecommendationsUseCases(
        recommend_gifts=RecommendGifts(
            embedder,
            candidates,
            recipient_reads,
            occasion_reads,
            taste_profile_reads,
            core.transactions,
            core.ids,
            core.clock,
            core.wording,
        ),
        read_recommendations=ReadRecommendations(
            PostgresRecommendationReads(core.database), core.wording
        ),
    )
