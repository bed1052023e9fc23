"""Reading and checking the settings of the environment."""

import base64
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

from gifter_app.settings.groups import AppSettings, Secret, Settings, settings_of
from gifter_domain.ai.budgets import Budgets
from gifter_domain.shared.errors import InvalidInput

T = TypeVar("T")


class SettingsError(Exception):
    """Settings are wrong or missing. The message has one line for each variable."""


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Returns the settings of this process. Raises `SettingsError` with all wrong variables.

    An empty variable counts as unset.
    """
    source = os.environ if environ is None else environ
    problems: list[str] = []
    groups = {
        name: _read_group(group, source, problems)
        for name, group in get_type_hints(Settings).items()
    }
    settings = Settings(**groups)
    problems += _unusable(settings)
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _unusable(settings: Settings) -> Iterator[str]:
    """Yields a line for each wrong setting, without repeating secrets."""
    url = settings.database.url
    if url and not re.match(r"postgres(ql)?(\+asyncpg)?://", url.reveal()):
        yield "DATABASE_URL: must start with postgresql://"
    if any(map(_is_broken_key, settings.webhook.accepted_secrets())):
        yield "INTERNAL_WEBHOOK_SECRET: whsec_ must be followed by a key in base64"
    template = settings.links.product_url_template
    if template and not re.match(r"https?://[^/]+/.*\{slug\}", template):
        yield "PRODUCT_URL_TEMPLATE: must be an http or https address with {slug} in it"
    try:
        Budgets.parse(settings.models.budgets or "")
    except InvalidInput as error:
        yield f"LLM_BUDGETS: {error.message}"
    yield from _unusable_senders(settings)


def _unusable_senders(settings: Settings) -> Iterator[str]:
    """Yields a line for each missing or wrong setting of push and mail, if they are set up."""
    apns, mail = settings.apns, settings.mail
    if (key := apns.pem()) is not None:
        if "-----BEGIN PRIVATE KEY-----" not in key:
            yield "APNS_KEY: must be the text of the .p8 file"
        required = {
            "APNS_KEY_ID": apns.key_id,
            "APNS_TEAM_ID": apns.team_id,
            "APNS_TOPIC": apns.topic,
        }
        missing = [name for name, value in required.items() if not value]
        yield from (f"{name}: must be set, because APNS_KEY is" for name in missing)
    if not mail.domain():
        yield "MAIL_FROM: must be an address, or a name and an <address>"
    if mail.url and not re.match(r"(smtps?|smtp\+plain)://[^/]", mail.url.reveal()):
        yield "SMTP_URL: must start with smtp://, smtps:// or smtp+plain://"
    if mail.url and not settings.links.accepted_secrets():
        yield "LINK_SECRET: must be set, because SMTP_URL is"
    if mail.url and not settings.links.public_url:
        yield "PUBLIC_URL: must be set, because SMTP_URL is"


def _is_broken_key(secret: str) -> bool:
    """Returns whether this is a Standard Webhooks secret with an invalid key.

    The padding of its base64 may be left out.
    """
    if not secret.startswith("whsec_"):
        return False
    try:
        key = secret.removeprefix("whsec_").rstrip("=")
        return not base64.b64decode(key + "=" * (-len(key) % 4), validate=True)
    except ValueError:
        return True


def _read_group(group: type[T], environ: Mapping[str, str], problems: list[str]) -> T:
    hints = get_type_hints(group)
    values: dict[str, object] = {}
    for item in settings_of(group):
        variable = item.metadata["env"]
        text = environ.get(variable, "").strip()
        if not text:
            continue
        try:
            values[item.name] = _parsed(text, hints[item.name])
        except msgspec.ValidationError as error:
            problems.append(f"{variable}: {error}")
    if group is AppSettings:
        values["home"] = Path(str(values.get("home", AppSettings().home))).expanduser().absolute()
    return group(**values)


def _parsed(text: str, kind: Any) -> object:
    if Secret in getattr(kind, "__args__", ()):
        return Secret(text)
    if kind is Path:
        return Path(text)
    return msgspec.convert(text, kind, strict=False)


def missing_for_serving(settings: Settings) -> list[str]:
    """Returns the names of required variables of a real deployment that are not set."""
    needed = {
        "DATABASE_URL": settings.database.url,
        "BETTERAUTH_ISSUER": settings.betterauth.issuer,
        "BETTERAUTH_AUDIENCE": settings.betterauth.audience,
        "BETTERAUTH_JWKS_URL": settings.betterauth.jwks_url,
        "INTERNAL_WEBHOOK_SECRET": settings.webhook.accepted_secrets() or None,
    }
    return [name for name, value in needed.items() if value is None]
