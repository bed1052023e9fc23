"""The wiring: which adapter stands behind which port. The only module that imports adapters."""

import random
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from functools import partial
from secrets import token_urlsafe

from dependency_injector import containers, providers

from gifter_adapters.apns.provider_token import ProviderToken
from gifter_adapters.apns.push import PRODUCTION_URL, SANDBOX_URL, ApnsPush, apns_client
from gifter_adapters.betterauth.jwks import JwksCache, jwks_client
from gifter_adapters.betterauth.keys import FixedKeys
from gifter_adapters.betterauth.verifier import BetterAuthTokens
from gifter_adapters.contact_files.reader import ContactFiles
from gifter_adapters.dev_identity import AUDIENCE, ISSUER, DevelopmentIdentity
from gifter_adapters.embedded_postgres import embedded_postgres
from gifter_adapters.ical.reading import BirthdayFiles
from gifter_adapters.ical.writing import IcalWriter
from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_adapters.local_delivery.senders import LocalMail, LocalPush, Outbox
from gifter_adapters.payload.codec import PayloadCodec
from gifter_adapters.payload.proof import SharedSecretProof
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.catalogue.reads import PostgresCatalogueReads
from gifter_adapters.postgres.core import migrate
from gifter_adapters.postgres.core.clock import PostgresClock
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.identity.repository import PostgresUserReads
from gifter_adapters.postgres.notifications.inbox import PostgresInboxReads
from gifter_adapters.postgres.occasions.calendar_feeds import PostgresCalendarFeedReads
from gifter_adapters.postgres.occasions.reads import PostgresOccasionReads
from gifter_adapters.postgres.operations.facts import PostgresFacts
from gifter_adapters.postgres.operations.jobs import PostgresJobLeases
from gifter_adapters.postgres.operations.leadership import PostgresLeadership
from gifter_adapters.postgres.people.finding import PostgresPeopleReads
from gifter_adapters.postgres.people.friends import PostgresFriendReads
from gifter_adapters.postgres.people.recipients import PostgresRecipientReads
from gifter_adapters.postgres.recommendations.candidates import PostgresCandidates
from gifter_adapters.postgres.recommendations.repository import PostgresRecommendationReads
from gifter_adapters.postgres.taste.embeddings import PostgresTasteEmbeddings
from gifter_adapters.postgres.taste.reads import PostgresTasteProfileReads
from gifter_adapters.postgres.transaction import PostgresTransactions
from gifter_adapters.postgres.wishlists.claims import PostgresClaimReads
from gifter_adapters.postgres.wishlists.reads import PostgresWishlistReads
from gifter_adapters.python_holidays.calendar import PythonHolidays
from gifter_adapters.smtp.mail import SmtpMail
from gifter_adapters.smtp.server import MailServer
from gifter_adapters.system import RandomCodes, SystemClock, Uuid7Factory
from gifter_adapters.system.tz_database import tz_version
from gifter_adapters.taskiq_jobs.nudges import TaskiqNudges, nudge_broker
from gifter_adapters.web_pictures.fetching import WebPictures
from gifter_adapters.wording.catalogues import GettextWording
from gifter_app.reactions import ReactByTable, reaction_table
from gifter_app.settings import (
    DEVELOPMENT_WEBHOOK_SECRET,
    ApnsSettings,
    MailSettings,
    ModelSettings,
    Secret,
    Settings,
    missing_for_serving,
)
from gifter_app.use_cases.catalogue.backfill_embeddings import BackfillEmbeddings
from gifter_app.use_cases.catalogue.embed_products import EmbedProducts
from gifter_app.use_cases.catalogue.export_import import ExportCatalogue, ImportCatalogue
from gifter_app.use_cases.catalogue.receive_webhook import ReceiveCatalogueWebhook
from gifter_app.use_cases.identity.manage_account import ManageAccount
from gifter_app.use_cases.identity.resolve_user import ResolveUser
from gifter_app.use_cases.notifications.mark_read import MarkNotificationsRead
from gifter_app.use_cases.occasions.calendar_feed import CalendarFeed
from gifter_app.use_cases.occasions.import_birthdays import ImportBirthdays
from gifter_app.use_cases.occasions.list_upcoming import ListUpcomingOccasions
from gifter_app.use_cases.occasions.manage_occasions import ManageOccasions
from gifter_app.use_cases.operations.answer_once import AnswerOnce
from gifter_app.use_cases.operations.check_readiness import CheckReadiness
from gifter_app.use_cases.operations.diagnose import (
    Diagnose,
    broker_check,
    catalogue_check,
    database_check,
    embedder_check,
    identity_check,
    jobs_check,
    mail_check,
    migrations_check,
    push_check,
    settings_check,
)
from gifter_app.use_cases.operations.run_due_jobs import JobHandler, RunDueJobs
from gifter_app.use_cases.people.find_people import FindPeople
from gifter_app.use_cases.people.import_recipients import ImportRecipients
from gifter_app.use_cases.people.manage_friendships import ManageFriendships
from gifter_app.use_cases.people.manage_recipients import ManageRecipients
from gifter_app.use_cases.recommendations.read_recommendations import ReadRecommendations
from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_app.use_cases.reminders.dispatch_due_reminders import DispatchDueReminders
from gifter_app.use_cases.reminders.manage_policies import ManageReminderPolicies
from gifter_app.use_cases.reminders.manage_preferences import ManagePreferences
from gifter_app.use_cases.reminders.plan_everybody import PlanEverybody
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_app.use_cases.reminders.preview_reminders import PreviewReminders
from gifter_app.use_cases.reminders.send_notices import SendNotices
from gifter_app.use_cases.reminders.unsubscribe import Unsubscribe
from gifter_app.use_cases.reminders.write_messages import WriteReminderMessages
from gifter_app.use_cases.taste.embed_profiles import EmbedTasteProfiles
from gifter_app.use_cases.taste.manage_profiles import ManageTasteProfiles
from gifter_app.use_cases.taste.phrase_questions import PhraseQuestions
from gifter_app.use_cases.wishlists.claim_wishes import ClaimWishes
from gifter_app.use_cases.wishlists.manage_items import ManageWishlistItems
from gifter_app.use_cases.wishlists.manage_wishlists import ManageWishlists
from gifter_app.use_cases.wishlists.notify_givers import NotifyGivers
from gifter_app.use_cases.wishlists.reveal_claims import RevealClaims
from gifter_app.workers.background import background_work
from gifter_app.workers.job_worker import JobWorker
from gifter_app.workers.scheduler import Scheduler
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.language_model import LanguageModel
from gifter_domain.identity.device import Platform
from gifter_domain.notifications.unsubscribe import UnsubscribeLinks
from gifter_domain.reminders.occasion_names import OccasionNames
from gifter_domain.shared.jobs import JobKind
from gifter_domain.shared.system import Clock


def _revealed(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def _webhook_secrets(settings: Settings, development: bool) -> tuple[str, ...]:
    accepted = settings.webhook.accepted_secrets()
    return accepted or ((DEVELOPMENT_WEBHOOK_SECRET,) if development else ())


def _identity_provider(development: bool) -> str:
    return "development" if development else "betterauth"


# How often rows are looked for though nobody nudged: by a worker alone, by a worker that has Redis
# and the scheduler to nudge it, and by the scheduler for all of them.
_POLL_S, _POLL_BESIDE_REDIS_S, _SWEEP_S = 2.0, 30.0, 2.0


def _embedder(models: ModelSettings, closing: AsyncExitStack, name: str | None = None) -> Embedder:
    """The model of that name; None: the one that is set. `closing` ends its connections."""
    chosen = name or models.embedding_model or "local"
    if chosen == "local":
        return LocalEmbedder()
    from gifter_adapters.openai.embedder import OpenAIEmbedder  # its SDK takes a second to import

    embedder = OpenAIEmbedder(
        api_key=_revealed(models.api_key),
        base_url=models.base_url,
        name=chosen,
        dims=models.embedding_dims,
        timeout_s=models.embedding_timeout_s,
    )
    closing.push_async_callback(embedder.close)
    return embedder


def _language_model(models: ModelSettings, closing: AsyncExitStack) -> LanguageModel:
    """The model that is set, which is set; `closing` ends its connections."""
    from gifter_adapters.openai.language_model import OpenAILanguageModel  # as above

    model = OpenAILanguageModel(
        api_key=_revealed(models.api_key),
        base_url=models.base_url,
        name=models.language_model or "",
        timeout_s=models.language_model_timeout_s,
    )
    closing.push_async_callback(model.close)
    return model


def _job_handlers(
    always: Mapping[JobKind, JobHandler], phrases: bool, phrase: Callable[[], PhraseQuestions]
) -> dict[JobKind, JobHandler]:
    """Who does which jobs; those that need a language model only where there is one."""
    return {**always, JobKind.PHRASE_QUESTIONS: phrase().execute} if phrases else {**always}


def _apns(apns: ApnsSettings, clock: Clock, closing: AsyncExitStack) -> ApnsPush:
    """Push as it is set; `closing` ends its connections."""
    usual = SANDBOX_URL if apns.environment == "sandbox" else PRODUCTION_URL
    token = ProviderToken(apns.pem() or "", apns.key_id or "", apns.team_id or "", clock)
    http = apns_client(apns.url or usual, timeout_s=apns.timeout_s)
    closing.push_async_callback(http.aclose)
    return ApnsPush(http, token, apns.topic or "", clock)


def _smtp(mail: MailSettings, clock: Clock) -> SmtpMail:
    server = MailServer.at(_revealed(mail.url) or "", timeout_s=mail.timeout_s)
    return SmtpMail(server, mail.sender, clock)


def _provider(setting: object) -> str:
    return "local" if setting is None else "real"


def _unsubscribe_links(settings: Settings) -> UnsubscribeLinks:
    """Without a secret of its own, which mail needs, links last as long as this process."""
    secrets = settings.links.accepted_secrets() or (token_urlsafe(32),)
    here = f"http://{settings.http.host}:{settings.http.port}"  # while mail is kept in a file
    return UnsubscribeLinks(secrets, settings.links.public_url or here)


def _stand_ins(settings: Settings, development: bool) -> list[str]:
    """What runs on something built in, in words for /v1/health."""
    built_in = {
        "database: embedded PostgreSQL": settings.database.url is None,
        "identity: development tokens": development,
        "broker: inside the process": settings.redis.url is None,
        "embedder: local model": settings.models.embedding_model in (None, "local"),
        "push: kept in a file": settings.apns.key is None,
        "mail: kept in a file": settings.mail.url is None,
    }
    return [name for name, used in built_in.items() if used]


class Container(containers.DeclarativeContainer):
    """One for each process; `gifter_app.runtime` opens and closes it."""

    settings = providers.Dependency(instance_of=Settings)
    # Whether stand-ins that only a developer's machine may have are on: identity, webhook secret.
    development = providers.Object(False)
    webhook_secrets = providers.Callable(_webhook_secrets, settings, development)

    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(Uuid7Factory)
    codes = providers.Singleton(RandomCodes)
    wording = providers.Singleton(GettextWording)
    pictures = providers.Singleton(WebPictures)

    embedded_postgres = providers.Factory(embedded_postgres, settings.provided.app.home)
    database_url = providers.Callable(_revealed, settings.provided.database.url)
    redis_url = providers.Callable(_revealed, settings.provided.redis.url)
    database = providers.Singleton(
        Database, database_url, pool_size=settings.provided.database.pool_size
    )
    nudges = providers.Singleton(TaskiqNudges, providers.Callable(nudge_broker, redis_url))
    holiday_calendar = providers.Singleton(PythonHolidays)
    plan_reminders = providers.Singleton(
        PlanReminders, holiday_calendar, clock, tz_version=providers.Singleton(tz_version)
    )
    reactions = providers.Singleton(
        ReactByTable,
        providers.Singleton(
            reaction_table,
            plan_reminders,
            providers.Singleton(RevealClaims, holiday_calendar, clock),
            providers.Singleton(NotifyGivers, wording, ids),
            has_language_model=providers.Callable(bool, settings.provided.models.language_model),
        ),
        nudges,
    )
    transactions = providers.Singleton(PostgresTransactions, database, ids, clock, reactions)

    development_identity = providers.Singleton(
        DevelopmentIdentity, settings.provided.app.home, clock
    )
    development_keys = providers.Singleton(FixedKeys, development_identity.provided.keys.call())
    betterauth_keys = providers.Singleton(
        JwksCache, settings.provided.betterauth.jwks_url, providers.Singleton(jwks_client)
    )
    token_verifier = providers.Selector(
        providers.Callable(_identity_provider, development),
        development=providers.Singleton(
            BetterAuthTokens, development_keys, ISSUER, AUDIENCE, clock
        ),
        betterauth=providers.Singleton(
            BetterAuthTokens,
            betterauth_keys,
            settings.provided.betterauth.issuer,
            settings.provided.betterauth.audience,
            clock,
        ),
    )
    resolve_user = providers.Singleton(
        ResolveUser, providers.Singleton(PostgresUserReads, database), transactions
    )
    answer_once = providers.Singleton(AnswerOnce, transactions, clock)
    occasion_names = providers.Singleton(OccasionNames, wording, holiday_calendar)
    preview_reminders = providers.Singleton(PreviewReminders, transactions, plan_reminders, clock)
    plan_everybody = providers.Singleton(PlanEverybody, transactions, plan_reminders, clock)
    me = providers.Singleton(ManageAccount, transactions)
    people_reads = providers.Singleton(PostgresPeopleReads, database)
    find_people = providers.Singleton(FindPeople, people_reads, transactions, codes, clock)
    friends = providers.Singleton(ManageFriendships, transactions, ids, clock)
    friend_reads = providers.Singleton(PostgresFriendReads, database)
    recipients = providers.Singleton(ManageRecipients, transactions, ids, clock)
    recipient_reads = providers.Singleton(PostgresRecipientReads, database, clock)
    import_recipients = providers.Singleton(
        ImportRecipients, transactions, providers.Singleton(ContactFiles), ids, clock
    )
    notifications = providers.Singleton(MarkNotificationsRead, transactions)
    inbox_reads = providers.Singleton(PostgresInboxReads, database)
    reminder_policies = providers.Singleton(ManageReminderPolicies, transactions, ids)
    notification_preferences = providers.Singleton(ManagePreferences, transactions)
    occasions = providers.Singleton(ManageOccasions, transactions, holiday_calendar, ids, clock)
    occasion_reads = providers.Singleton(PostgresOccasionReads, database, clock)
    upcoming_occasions = providers.Singleton(
        ListUpcomingOccasions, occasion_reads, holiday_calendar, clock
    )
    calendar_feed = providers.Singleton(
        CalendarFeed,
        transactions,
        providers.Singleton(PostgresCalendarFeedReads, database),
        occasion_reads,
        holiday_calendar,
        providers.Singleton(IcalWriter),
        occasion_names,
        codes,
        clock,
    )
    import_birthdays = providers.Singleton(
        ImportBirthdays, transactions, providers.Singleton(BirthdayFiles), ids, clock
    )
    wishlists = providers.Singleton(
        ManageWishlists, transactions, holiday_calendar, ids, codes, clock
    )
    wishlist_items = providers.Singleton(ManageWishlistItems, transactions, ids)
    wishlist_reads = providers.Singleton(PostgresWishlistReads, database, clock)
    claim_reads = providers.Singleton(PostgresClaimReads, database, clock)
    claims = providers.Singleton(ClaimWishes, transactions, claim_reads, ids, codes, clock)
    catalogue_reads = providers.Singleton(PostgresCatalogueReads, database)

    upgrade_database = providers.Factory(partial, migrate.upgrade, database)
    database_revisions = providers.Factory(partial, migrate.revisions, database)

    closing: providers.Singleton[AsyncExitStack[bool | None]] = providers.Singleton(AsyncExitStack)

    outbox = providers.Singleton(Outbox, settings.provided.app.home, clock)
    apns = providers.Singleton(_apns, settings.provided.apns, clock, closing)
    smtp = providers.Singleton(_smtp, settings.provided.mail, clock)
    push = providers.Selector(
        providers.Callable(_provider, settings.provided.apns.key),
        local=providers.Singleton(LocalPush, outbox),
        real=apns,
    )
    # A platform that is not here has no sender yet.
    pushes = providers.Dict({Platform.IOS: push})
    mail = providers.Selector(
        providers.Callable(_provider, settings.provided.mail.url),
        local=providers.Singleton(LocalMail, outbox),
        real=smtp,
    )
    unsubscribe_links = providers.Singleton(_unsubscribe_links, settings)
    unsubscribe = providers.Singleton(Unsubscribe, unsubscribe_links, transactions)

    embedder_named = providers.Factory(_embedder, settings.provided.models, closing)
    embedder = providers.Singleton(_embedder, settings.provided.models, closing)
    product_embeddings = providers.Singleton(PostgresProductEmbeddings, database)
    embed_products = providers.Singleton(EmbedProducts, embedder, product_embeddings)
    count_embeddings = embed_products.provided.count
    embed_taste_profiles = providers.Singleton(
        EmbedTasteProfiles,
        embedder,
        product_embeddings,
        providers.Singleton(PostgresTasteEmbeddings, database),
    )
    backfill_embeddings = providers.Singleton(BackfillEmbeddings, product_embeddings)

    taste_profile_reads = providers.Singleton(PostgresTasteProfileReads, database, clock)
    candidates = providers.Singleton(
        PostgresCandidates, database, product_embeddings.provided.register
    )
    recommend_gifts = providers.Singleton(
        RecommendGifts,
        embedder,
        candidates,
        recipient_reads,
        occasion_reads,
        taste_profile_reads,
        transactions,
        ids,
        clock,
        wording,
    )
    read_recommendations = providers.Singleton(
        ReadRecommendations, providers.Singleton(PostgresRecommendationReads, database), wording
    )

    language_model = providers.Singleton(_language_model, settings.provided.models, closing)
    phrases = providers.Callable(bool, settings.provided.models.language_model)
    taste_profiles = providers.Singleton(ManageTasteProfiles, transactions, ids, clock)
    phrase_questions = providers.Singleton(
        PhraseQuestions,
        language_model,
        taste_profile_reads,
        recipient_reads,
        transactions,
        ids,
        clock,
    )
    ping_broker = providers.Callable(
        lambda url, nudges: nudges.ping if url else None, redis_url, nudges
    )
    check_readiness = providers.Singleton(
        CheckReadiness, revisions=database_revisions, ping_broker=ping_broker
    )
    catalogue_codec = providers.Singleton(PayloadCodec)
    webhook_proof = providers.Singleton(SharedSecretProof, webhook_secrets, clock)
    receive_catalogue_webhook = providers.Singleton(
        ReceiveCatalogueWebhook, transactions, catalogue_codec, webhook_proof, clock
    )
    export_catalogue = providers.Singleton(ExportCatalogue, transactions, catalogue_codec)
    import_catalogue = providers.Singleton(ImportCatalogue, transactions, catalogue_codec)

    shared_clock = providers.Singleton(PostgresClock, database)
    reminder_messages = providers.Singleton(
        WriteReminderMessages,
        wording,
        occasion_names,
        settings.provided.links.app_url,
        unsubscribe_links.provided.link,
        settings.provided.mail.domain.call(),
    )
    dispatch_due_reminders = providers.Singleton(
        DispatchDueReminders,
        transactions,
        providers.Singleton(SendNotices, reminder_messages, pushes, mail),
        shared_clock,
        ids,
        jitter=providers.Object(random.random),
    )

    job_leases = providers.Singleton(PostgresJobLeases, database)
    run_due_jobs = providers.Singleton(
        RunDueJobs,
        job_leases,
        providers.Callable(
            _job_handlers,
            providers.Dict(
                {
                    JobKind.EMBED_PRODUCT: embed_products.provided.execute,
                    JobKind.EMBED_TASTE_PROFILE: embed_taste_profiles.provided.execute,
                }
            ),
            phrases,
            phrase_questions.provider,
        ),
        clock,
        jitter=providers.Object(random.random),
    )
    job_worker = providers.Singleton(
        JobWorker,
        nudges,
        run_due_jobs,
        poll_s=providers.Callable(lambda url: _POLL_BESIDE_REDIS_S if url else _POLL_S, redis_url),
        sweeps=providers.List(
            recipients.provided.remove_expired,
            claims.provided.remove_lapsed,
            taste_profiles.provided.remove_expired,
            answer_once.provided.remove_expired,
            plan_everybody.provided.roll_forward,
        ),
        beside=providers.List(dispatch_due_reminders.provided.execute),
    )
    scheduler = providers.Singleton(
        Scheduler,
        providers.Singleton(PostgresLeadership, database, "gifter.scheduler"),
        nudges,
        every_s=_SWEEP_S,
    )
    background_work = providers.Factory(background_work, job_worker, scheduler)
    stand_ins = providers.Callable(_stand_ins, settings, development)

    database_facts = providers.Singleton(PostgresFacts, database)
    diagnose = providers.Factory(
        Diagnose,
        providers.Dict(
            settings=providers.Factory(
                settings_check, providers.Callable(missing_for_serving, settings)
            ),
            database=providers.Factory(
                database_check,
                database_facts,
                embedded=providers.Callable(
                    lambda url: url is None, settings.provided.database.url
                ),
            ),
            migrations=providers.Factory(migrations_check, database_revisions),
            catalogue=providers.Factory(catalogue_check, database_facts, count_embeddings),
            jobs=providers.Factory(jobs_check, database_facts),
            embedder=providers.Factory(embedder_check, embedder),
            push=providers.Factory(
                push_check,
                providers.Callable(
                    lambda apns, key: apns().ping if key else None,
                    apns.provider,
                    settings.provided.apns.key,
                ),
            ),
            mail=providers.Factory(
                mail_check,
                providers.Callable(
                    lambda smtp, url: smtp().ping if url else None,
                    smtp.provider,
                    settings.provided.mail.url,
                ),
            ),
            broker=providers.Factory(broker_check, ping_broker),
            identity=providers.Factory(
                identity_check, betterauth_keys.provided.key, development=development
            ),
        ),
    )


async def close(container: Container) -> None:
    """Closes the connections of a container that is no longer used."""
    await container.closing().aclose()
    await container.nudges().close()
    await container.pictures().close()
    await container.database().close()
