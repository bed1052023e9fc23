"""Wiring of taste profiles, of questions by a language model, and of the profiles' vectors."""

from collections.abc import Callable
from dataclasses import dataclass

from gifter_adapters.postgres.taste.embeddings import PostgresTasteEmbeddings
from gifter_adapters.postgres.taste.reads import PostgresTasteProfileReads
from gifter_app.use_cases.operations.run_due_jobs import JobHandler
from gifter_app.use_cases.taste.embed_profiles import EmbedTasteProfiles
from gifter_app.use_cases.taste.manage_profiles import ManageTasteProfiles
from gifter_app.use_cases.taste.phrase_questions import PhraseQuestions
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.language_model import LanguageModel
from gifter_domain.ai.product_embeddings import ProductEmbeddings
from gifter_domain.people.recipient_ports import RecipientReads
from gifter_domain.shared.jobs import JobKind
from gifter_domain.taste.ports import TasteProfileReads


@dataclass(frozen=True)
class TasteUseCases:
    manage_taste_profiles: ManageTasteProfiles
    taste_profile_reads: TasteProfileReads
    phrase_questions: Callable[[], PhraseQuestions]
    background: Background


def wire_taste(
    core: Core,
    recipient_reads: RecipientReads,
    product_embeddings: ProductEmbeddings,
    embedder: Callable[[], Embedder],
    language_model: Callable[[], LanguageModel],
) -> TasteUseCases:
    """Wires taste profiles. Without a language model, only the bank's questions are asked."""
    reads = PostgresTasteProfileReads(core.database, core.clock)
    manage_taste_profiles = ManageTasteProfiles(reads, core.transactions, core.ids, core.clock)

    def embed_taste_profiles() -> JobHandler:
        vectors = PostgresTasteEmbeddings(core.database)
        return EmbedTasteProfiles(embedder(), product_embeddings, vectors).execute

    def phrase_questions() -> PhraseQuestions:
        return PhraseQuestions(language_model(), reads, recipient_reads, core.transactions)

    jobs: dict[JobKind, Callable[[], JobHandler]] = {
        JobKind.EMBED_TASTE_PROFILE: embed_taste_profiles
    }
    if core.settings.models.language_model:
        jobs[JobKind.PHRASE_QUESTIONS] = lambda: phrase_questions().execute
    return TasteUseCases(
        manage_taste_profiles=manage_taste_profiles,
        taste_profile_reads=reads,
        phrase_questions=phrase_questions,
        background=Background(jobs=jobs, sweeps=[manage_taste_profiles.remove_expired]),
    )
