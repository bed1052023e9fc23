"""The settings, read once from environment variables."""

from gifter_app.settings.example import env_example
from gifter_app.settings.groups import (
    DEVELOPMENT_WEBHOOK_SECRET,
    ApnsSettings,
    AppSettings,
    BetterAuthSettings,
    HttpSettings,
    MailSettings,
    ModelSettings,
    Secret,
    Settings,
)
from gifter_app.settings.reading import SettingsError, missing_for_serving, read_settings

__all__ = [
    "DEVELOPMENT_WEBHOOK_SECRET",
    "ApnsSettings",
    "AppSettings",
    "BetterAuthSettings",
    "HttpSettings",
    "MailSettings",
    "ModelSettings",
    "Secret",
    "Settings",
    "SettingsError",
    "env_example",
    "missing_for_serving",
    "read_settings",
]
