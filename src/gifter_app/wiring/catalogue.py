"""Wiring of the catalogue: the mirror of products and brands, and the vectors of products."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gifter_adapters.payload.codec import PayloadCodec
from gifter_adapters.payload.proof import SharedSecretProof
from gifter_adapters.postgres.catalogue.decisions import PostgresTraitDecisions
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.catalogue.reads import PostgresCatalogueReads
from gifter_adapters.postgres.catalogue.reports import PostgresTraitReports
from gifter_adapters.postgres.catalogue.search_words import PostgresSearchWords
from gifter_adapters.postgres.catalogue.traits import PostgresProductTraits
from gifter_app.settings import DEVELOPMENT_WEBHOOK_SECRET, Settings
from gifter_app.use_cases.catalogue.backfill_embeddings import BackfillEmbeddings
from gifter_app.use_cases.catalogue.decide_traits import DecideTraits
from gifter_app.use_cases.catalogue.embed_products import EmbedProducts
from gifter_app.use_cases.catalogue.export_import import ExportCatalogue, ImportCatalogue
from gifter_app.use_cases.catalogue.find_products import FindProducts
from gifter_app.use_cases.catalogue.judge_products import JudgeProducts
from gifter_app.use_cases.catalogue.receive_webhook import ReceiveCatalogueWebhook
from gifter_app.use_cases.catalogue.report_traits import ReportTraits
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core
from gifter_app.wiring.judging import text_judge
from gifter_domain.ai.embedding import Embedder
from gifter_domain.catalogue.ports import CatalogueCodec
from gifter_domain.catalogue.reads import CatalogueReads
from gifter_domain.catalogue.traits.ports import ProductTraits
from gifter_domain.shared.jobs import JobKind


@dataclass(frozen=True)
class CatalogueUseCases:
    catalogue_reads: CatalogueReads
    find_products: FindProducts
    catalogue_codec: CatalogueCodec
    receive_catalogue_webhook: ReceiveCatalogueWebhook
    export_catalogue: ExportCatalogue
    import_catalogue: ImportCatalogue
    product_embeddings: PostgresProductEmbeddings
    backfill_embeddings: BackfillEmbeddings
    embed_products: Callable[[], EmbedProducts]
    product_traits: ProductTraits
    judge_products: JudgeProducts
    decide_traits: DecideTraits
    report_traits: ReportTraits
    background: Background


def wire_catalogue(
    core: Core,
    embedder: Callable[[], Embedder],
    title_embedder: Callable[[], Embedder | None],
    webhook_secrets: Sequence[str],
) -> CatalogueUseCases:
    codec = PayloadCodec()
    reads = PostgresCatalogueReads(core.database)
    proof = SharedSecretProof(webhook_secrets, core.clock)
    embeddings = PostgresProductEmbeddings(core.database)

    traits = PostgresProductTraits(core.database)
    judge_products = JudgeProducts(traits, text_judge())

    def embed_products() -> EmbedProducts:
        return EmbedProducts(embeddings, embedder=embedder(), title_embedder=title_embedder())

    return CatalogueUseCases(
        catalogue_reads=reads,
        find_products=FindProducts(reads, PostgresSearchWords(core.database)),
        catalogue_codec=codec,
        receive_catalogue_webhook=ReceiveCatalogueWebhook(
            core.transactions,
            codec,
            proof,
            core.clock,
        ),
        export_catalogue=ExportCatalogue(core.transactions, codec),
        import_catalogue=ImportCatalogue(core.transactions, codec),
        product_embeddings=embeddings,
        backfill_embeddings=BackfillEmbeddings(embeddings),
        embed_products=embed_products,
        product_traits=traits,
        judge_products=judge_products,
        report_traits=ReportTraits(PostgresTraitReports(core.database), reads, core.clock),
        decide_traits=DecideTraits(PostgresTraitDecisions(core.database), proof, core.clock),
        background=Background(
            jobs={
                JobKind.JUDGE_PRODUCT: lambda: judge_products.execute,
                JobKind.EMBED_PRODUCT: lambda: embed_products().execute,
            }
        ),
    )


def webhook_secrets(settings: Settings, *, development: bool) -> Sequence[str]:
    """Returns the configured secrets, or in development a known one if none is set."""
    return settings.webhook.accepted_secrets() or (
        (DEVELOPMENT_WEBHOOK_SECRET,) if development else ()
    )
