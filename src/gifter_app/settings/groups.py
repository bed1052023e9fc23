"""Everything that can be set, grouped by concern.

Each field names its variable and what it does; `.env.example` is rendered from here.
"""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal

# What webhooks of `gifter dev` and `gifter demo` prove themselves with when no secret is set.
DEVELOPMENT_WEBHOOK_SECRET = "development-webhook-secret"  # noqa: S105 - it guards nothing real


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that never shows in logs, tracebacks or tables; `reveal()` where it is used."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        return "********"

    def reveal(self) -> str:
        return self.value


def _listed(secret: Secret | None) -> tuple[str, ...]:
    listed = secret.reveal().split(",") if secret else []
    return tuple(one.strip() for one in listed if one.strip())


def _env(name: str, about: str, default: Any = None, example: str = "") -> Any:
    """A setting: `Any` because a dataclass field stands where its value will be."""
    return field(default=default, metadata={"env": name, "about": about, "example": example})


@dataclass(frozen=True, slots=True)
class AppSettings:
    env: str = _env("GIFTER_ENV", "What this deployment calls itself in /v1/health.", "development")
    home: Path = _env(
        "GIFTER_HOME",
        "Where the embedded database and the development identity live.",
        Path("~/.local/share/gifter"),
    )
    log_level: Literal["debug", "info", "warning", "error"] = _env(
        "LOG_LEVEL", "The least serious log lines to write.", "info"
    )
    log_format: Literal["console", "json"] = _env(
        "LOG_FORMAT", "Log lines for people (console) or for machines (json).", "console"
    )


@dataclass(frozen=True, slots=True)
class HttpSettings:
    host: str = _env("HTTP_HOST", "The address to listen on.", "127.0.0.1")
    port: int = _env("HTTP_PORT", "The port to listen on.", 8000)
    workers: int = _env("HTTP_WORKERS", "Processes of `gifter serve`.", 1)


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    url: Secret | None = _env(
        "DATABASE_URL",
        "PostgreSQL 16 or later with pgvector. Unset: an embedded one in GIFTER_HOME.",
        example="postgresql://gifter:password@db.example.com:5432/gifter",
    )
    pool_size: int = _env("DATABASE_POOL_SIZE", "Connections a process may hold.", 10)


@dataclass(frozen=True, slots=True)
class RedisSettings:
    url: Secret | None = _env(
        "REDIS_URL",
        "Redis or Valkey that carries nudges to workers. Unset: workers poll the database.",
        example="redis://cache.example.com:6379/0",
    )


@dataclass(frozen=True, slots=True)
class BetterAuthSettings:
    issuer: str | None = _env(
        "BETTERAUTH_ISSUER",
        "The `iss` of accepted tokens. Unset: only `gifter dev` and `demo` run, with their own.",
        example="https://auth.example.com",
    )
    audience: str | None = _env(
        "BETTERAUTH_AUDIENCE", "The `aud` of accepted tokens.", example="gifter-core"
    )
    jwks_url: str | None = _env(
        "BETTERAUTH_JWKS_URL",
        "Where BetterAuth publishes its keys.",
        example="https://auth.example.com/api/auth/jwks",
    )


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    secret: Secret | None = _env(
        "INTERNAL_WEBHOOK_SECRET",
        "What Payload proves itself with. Several, comma-separated, while one is being replaced.",
        example="a-long-random-string",
    )

    def accepted_secrets(self) -> tuple[str, ...]:
        """Each secret that is accepted at present."""
        return _listed(self.secret)


@dataclass(frozen=True, slots=True)
class ModelSettings:
    api_key: Secret | None = _env(
        "LLM_API_KEY", "The key of an OpenAI-compatible endpoint.", example="sk-..."
    )
    base_url: str | None = _env(
        "LLM_BASE_URL",
        "That endpoint, when it is not OpenAI's own.",
        example="https://models.example.com/v1",
    )
    language_model: str | None = _env(
        "LLM_MODEL",
        "The language model at that endpoint, which phrases questions. Unset: ours alone.",
        example="gpt-5-mini",
    )
    language_model_timeout_s: float = _env(
        "LLM_TIMEOUT_S", "The longest wait for one answer of it, in seconds.", 30.0
    )
    embedding_model: str | None = _env(
        "EMBEDDING_MODEL",
        "The embedding model at that endpoint. Unset or `local`: a built-in one, no network.",
        example="text-embedding-3-small",
    )
    embedding_dims: int | None = _env(
        "EMBEDDING_DIMS", "The size of its vectors, 1 to 2000.", example="512"
    )
    embedding_timeout_s: float = _env(
        "EMBEDDING_TIMEOUT_S", "The longest wait for one embedding request, in seconds.", 20.0
    )


@dataclass(frozen=True, slots=True)
class ApnsSettings:
    key: Secret | None = _env(
        "APNS_KEY",
        "Apple's .p8 key for push, as text; \\n may stand for a line's end. Unset: a file.",
        example="-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----",
    )
    key_id: str | None = _env("APNS_KEY_ID", "Apple's id of that key.", example="ABC123DEFG")
    team_id: str | None = _env("APNS_TEAM_ID", "Apple's id of the team.", example="DEF123GHIJ")
    topic: str | None = _env("APNS_TOPIC", "The app's bundle id.", example="com.example.gifter")
    environment: Literal["production", "sandbox"] = _env(
        "APNS_ENVIRONMENT", "Which devices: of the App Store, or of development.", "production"
    )
    url: str | None = _env(
        "APNS_URL", "Where APNs is, when it is not Apple's.", example="https://127.0.0.1:2197"
    )
    timeout_s: float = _env(
        "APNS_TIMEOUT_S", "The longest wait for one answer of APNs, in seconds.", 10.0
    )

    def pem(self) -> str | None:
        """The key as the text of its file."""
        return self.key.reveal().replace("\\n", "\n") if self.key else None


@dataclass(frozen=True, slots=True)
class MailSettings:
    url: Secret | None = _env(
        "SMTP_URL",
        "The server for mail: smtp (STARTTLS), smtps or smtp+plain. Unset: a file.",
        example="smtp://user:password@mail.example.com:587",
    )
    sender: str = _env("MAIL_FROM", "Whom mail is from.", "Gifter <gifter@localhost>")
    timeout_s: float = _env(
        "SMTP_TIMEOUT_S", "The longest wait for one answer of that server, in seconds.", 10.0
    )

    def domain(self) -> str:
        """The part of the sender's address behind the @."""
        return parseaddr(self.sender)[1].partition("@")[2]


@dataclass(frozen=True, slots=True)
class LinkSettings:
    app_url: str = _env(
        "APP_URL", "What links to screens of the app begin with, up to its slash.", "gifter://"
    )
    public_url: str | None = _env(
        "PUBLIC_URL",
        "Where links to us begin. Unset: at the host that a request came to; mail needs it set.",
        example="https://gifter.example.com",
    )
    secret: Secret | None = _env(
        "LINK_SECRET",
        "What signs links in mail. Several, comma-separated, while one is being replaced.",
        example="another-long-random-string",
    )

    def accepted_secrets(self) -> tuple[str, ...]:
        """Each secret that is accepted at present; the first signs."""
        return _listed(self.secret)


@dataclass(frozen=True, slots=True)
class Settings:
    app: AppSettings = field(default_factory=AppSettings)
    http: HttpSettings = field(default_factory=HttpSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    redis: RedisSettings = field(default_factory=RedisSettings)
    betterauth: BetterAuthSettings = field(default_factory=BetterAuthSettings)
    webhook: WebhookSettings = field(default_factory=WebhookSettings)
    models: ModelSettings = field(default_factory=ModelSettings)
    apns: ApnsSettings = field(default_factory=ApnsSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    links: LinkSettings = field(default_factory=LinkSettings)


def settings_of(group: type[Any]) -> Iterator[Field[Any]]:
    """Its fields that are set by a variable, which their metadata names."""
    return (item for item in fields(group) if "env" in item.metadata)
