"""The settings, grouped by concern.

Each field has the name and the description of its variable; `.env.example` is made from these.
"""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal

# The secret that webhooks must send to `gifter dev` and `gifter demo` if none is set.
DEVELOPMENT_WEBHOOK_SECRET = "development-webhook-secret"  # noqa: S105 - it guards nothing real


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that is hidden in logs, tracebacks and tables. `reveal()` returns it."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        return "********"

    def reveal(self) -> str:
        return self.value


def _comma_separated(secret: Secret | None) -> tuple[str, ...]:
    parts = secret.reveal().split(",") if secret else []
    return tuple(part.strip() for part in parts if part.strip())


def _env(name: str, about: str, default: Any = None, example: str = "") -> Any:
    """Returns the dataclass field of a setting; typed `Any`, because it is assigned as its value.

    `about` becomes the comment in `.env.example`.
    """
    return field(default=default, metadata={"env": name, "about": about, "example": example})


@dataclass(frozen=True, slots=True)
class AppSettings:
    env: str = _env("GIFTER_ENV", "The name of this deployment in /v1/health.", "development")
    home: Path = _env(
        "GIFTER_HOME",
        "The folder of the embedded database, the development identity and outbox.jsonl.",
        Path("~/.local/share/gifter"),
    )
    log_level: Literal["debug", "info", "warning", "error"] = _env(
        "LOG_LEVEL", "The lowest level of log lines to write: debug, info, warning, error.", "info"
    )
    log_format: Literal["console", "json"] = _env(
        "LOG_FORMAT", "The format of log lines: console (for people) or json.", "console"
    )


@dataclass(frozen=True, slots=True)
class HttpSettings:
    host: str = _env("HTTP_HOST", "The address to listen on.", "127.0.0.1")
    port: int = _env("HTTP_PORT", "The port to listen on.", 8000)
    workers: int = _env("HTTP_WORKERS", "The number of processes of `gifter serve`.", 1)
    trusted_proxies: int = _env(
        "TRUSTED_PROXIES",
        "The number of proxies in front that append to X-Forwarded-For; limits count behind them.",
        0,
    )


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    url: Secret | None = _env(
        "DATABASE_URL",
        "PostgreSQL 16 or later with pgvector. If unset, an embedded server in GIFTER_HOME.",
        example="postgresql://gifter:password@db.example.com:5432/gifter",
    )
    pool_size: int = _env("DATABASE_POOL_SIZE", "The most connections of one process.", 10)


@dataclass(frozen=True, slots=True)
class RedisSettings:
    url: Secret | None = _env(
        "REDIS_URL",
        "Redis or Valkey, to nudge workers. If unset, they poll the database.",
        example="redis://cache.example.com:6379/0",
    )


@dataclass(frozen=True, slots=True)
class BetterAuthSettings:
    issuer: str | None = _env(
        "BETTERAUTH_ISSUER",
        "The `iss` of accepted tokens. Without it only `gifter dev` and `demo` serve the API.",
        example="https://auth.example.com",
    )
    audience: str | None = _env(
        "BETTERAUTH_AUDIENCE", "The `aud` of accepted tokens.", example="gifter-core"
    )
    jwks_url: str | None = _env(
        "BETTERAUTH_JWKS_URL",
        "The address of BetterAuth's key set.",
        example="https://auth.example.com/api/auth/jwks",
    )


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    secret: Secret | None = _env(
        "INTERNAL_WEBHOOK_SECRET",
        "The secret that Payload sends. To replace one, set both, separated by a comma.",
        example="a-long-random-string",
    )

    def accepted_secrets(self) -> tuple[str, ...]:
        """Returns the accepted secrets."""
        return _comma_separated(self.secret)


@dataclass(frozen=True, slots=True)
class ModelSettings:
    api_key: Secret | None = _env(
        "LLM_API_KEY", "The key of an OpenAI-compatible endpoint.", example="sk-..."
    )
    base_url: str | None = _env(
        "LLM_BASE_URL",
        "The address of that endpoint. If unset, OpenAI's own.",
        example="https://models.example.com/v1",
    )
    language_model: str | None = _env(
        "LLM_MODEL",
        "The language model that orders lists and writes questions of taste. If unset, rules do.",
        example="gpt-5-mini",
    )
    language_model_timeout_s: float = _env(
        "LLM_TIMEOUT_S", "The longest wait for an answer of the language model, in seconds.", 30.0
    )
    budgets: str | None = _env(
        "LLM_BUDGETS",
        "The most to spend on the language model each day (UTC), in US dollars: by purpose"
        " (rerank, explanations, questions, judge, collections), for each user (user), and in all"
        " (all). Needs prices: gifter prices load.",
        example="all=50,rerank=20,user=0.05",
    )
    rerank_timeout_s: float = _env(
        "RERANK_TIMEOUT_S",
        "The longest wait of a list of gifts for the language model, in seconds.",
        2.5,
    )
    run_texts_days: int = _env(
        "MODEL_RUN_TEXTS_DAYS", "The days for which prompts and responses are kept.", 30
    )
    embedding_model: str | None = _env(
        "EMBEDDING_MODEL",
        "The embedding model at that endpoint. If unset or `local`, a built-in one.",
        example="text-embedding-3-small",
    )
    embedding_dims: int | None = _env(
        "EMBEDDING_DIMS", "The size of the model's vectors, 1 to 2000.", example="512"
    )
    title_model: Literal["minilm"] | None = _env(
        "EMBEDDING_TITLE_MODEL",
        "A second model for titles: minilm, which needs gifter[minilm]. If unset, none.",
        example="minilm",
    )
    embedding_timeout_s: float = _env(
        "EMBEDDING_TIMEOUT_S", "The longest wait for one embedding request, in seconds.", 20.0
    )


@dataclass(frozen=True, slots=True)
class RatesSettings:
    url: str | None = _env(
        "RATES_URL",
        "The file of exchange rates that workers load each day. If unset, they load none.",
        example="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml",
    )


@dataclass(frozen=True, slots=True)
class ApnsSettings:
    key: Secret | None = _env(
        "APNS_KEY",
        "The text of Apple's .p8 key, with \\n for line ends. If unset, push goes to a file.",
        example="-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----",
    )
    key_id: str | None = _env("APNS_KEY_ID", "Apple's id of that key.", example="ABC123DEFG")
    team_id: str | None = _env("APNS_TEAM_ID", "Apple's id of the team.", example="DEF123GHIJ")
    topic: str | None = _env("APNS_TOPIC", "The app's bundle id.", example="com.example.gifter")
    environment: Literal["production", "sandbox"] = _env(
        "APNS_ENVIRONMENT",
        "production for apps of the App Store, sandbox for others.",
        "production",
    )
    url: str | None = _env(
        "APNS_URL", "The address of APNs. If unset, Apple's.", example="https://127.0.0.1:2197"
    )
    timeout_s: float = _env(
        "APNS_TIMEOUT_S", "The longest wait for an answer of APNs, in seconds.", 10.0
    )

    def pem(self) -> str | None:
        """Returns the key as it is in its file, with real line ends."""
        return self.key.reveal().replace("\\n", "\n") if self.key else None


@dataclass(frozen=True, slots=True)
class MailSettings:
    url: Secret | None = _env(
        "SMTP_URL",
        "The mail server: smtp (STARTTLS), smtps or smtp+plain. If unset, mail goes to a file.",
        example="smtp://user:password@mail.example.com:587",
    )
    sender: str = _env("MAIL_FROM", "The sender of mail.", "Gifter <gifter@localhost>")
    timeout_s: float = _env(
        "SMTP_TIMEOUT_S", "The longest wait for an answer of that server, in seconds.", 10.0
    )

    def domain(self) -> str:
        """Returns the part of the sender's address after the @."""
        return parseaddr(self.sender)[1].partition("@")[2]


@dataclass(frozen=True, slots=True)
class LinkSettings:
    app_url: str = _env(
        "APP_URL", "The start of links to screens of the app, with its slash.", "gifter://"
    )
    public_url: str | None = _env(
        "PUBLIC_URL",
        "The start of links to this API; required for mail. If unset, the host of the request.",
        example="https://gifter.example.com",
    )
    product_url_template: str | None = _env(
        "PRODUCT_URL_TEMPLATE",
        "The address in the shop of a product that has no `url`, with {slug} for its slug.",
        example="https://shop.example.com/products/{slug}",
    )
    secret: Secret | None = _env(
        "LINK_SECRET",
        "The secret that signs links in mail. To replace it, set the new one, a comma, the old.",
        example="another-long-random-string",
    )

    def accepted_secrets(self) -> tuple[str, ...]:
        """Returns the accepted secrets; the first one signs."""
        return _comma_separated(self.secret)


@dataclass(frozen=True, slots=True)
class Settings:
    app: AppSettings = field(default_factory=AppSettings)
    http: HttpSettings = field(default_factory=HttpSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    redis: RedisSettings = field(default_factory=RedisSettings)
    betterauth: BetterAuthSettings = field(default_factory=BetterAuthSettings)
    webhook: WebhookSettings = field(default_factory=WebhookSettings)
    models: ModelSettings = field(default_factory=ModelSettings)
    rates: RatesSettings = field(default_factory=RatesSettings)
    apns: ApnsSettings = field(default_factory=ApnsSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    links: LinkSettings = field(default_factory=LinkSettings)


def settings_of(group: type[Any]) -> Iterator[Field[Any]]:
    """Yields the fields of a group that have a variable, whose name is in their metadata."""
    return (item for item in fields(group) if "env" in item.metadata)
