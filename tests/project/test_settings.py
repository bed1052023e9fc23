"""Settings: all invalid variables are reported at once, and secrets are never shown."""

import pytest

from gifter_app.settings import SettingsError, missing_for_serving, read_settings


def test_all_invalid_variables_are_reported_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        read_settings({"HTTP_PORT": "nine", "LOG_LEVEL": "loud"})

    assert "HTTP_PORT" in str(error.value)
    assert "LOG_LEVEL" in str(error.value)


def test_an_empty_variable_counts_as_unset() -> None:
    settings = read_settings({"HTTP_PORT": "", "BETTERAUTH_ISSUER": " "})

    assert settings.http.port == 8000
    assert settings.betterauth.issuer is None


def test_secrets_are_not_shown() -> None:
    settings = read_settings(
        {"DATABASE_URL": "postgresql://u:hunter2@h/d", "INTERNAL_WEBHOOK_SECRET": "hunter2"}
    )

    assert "hunter2" not in f"{settings} {settings!r} {settings.database.url}"


def test_several_webhook_secrets_are_accepted_during_a_rotation() -> None:
    settings = read_settings({"INTERNAL_WEBHOOK_SECRET": "new, old,"})

    assert settings.webhook.accepted_secrets() == ("new", "old")


@pytest.mark.parametrize(
    "secret", ["whsec_not base64!!", "whsec_", "old, whsec_====", "whsec_MDEyMw,whsec_a"]
)
def test_an_invalid_webhook_secret_is_reported_but_not_shown(secret: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings({"INTERNAL_WEBHOOK_SECRET": secret})

    assert str(error.value).startswith("INTERNAL_WEBHOOK_SECRET: ")
    assert "base64!!" not in str(error.value)


def test_a_webhook_secret_may_lack_its_padding() -> None:
    settings = read_settings({"INTERNAL_WEBHOOK_SECRET": "whsec_MDEyMw,whsec_MDEyMw=="})

    assert len(settings.webhook.accepted_secrets()) == 2


@pytest.mark.parametrize("url", ["mysql://u:hunter2@h/d", "h/d", "postgresql:d", "redis://h"])
def test_another_database_than_postgresql_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL: must start with postgresql://") as error:
        read_settings({"DATABASE_URL": url})

    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_a_postgresql_url_may_have_any_usual_scheme(scheme: str) -> None:
    assert read_settings({"DATABASE_URL": f"{scheme}://u@h/d"}).database.url


APNS = {
    "APNS_KEY": r"-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n",
    "APNS_KEY_ID": "KEY1",
    "APNS_TEAM_ID": "TEAM1",
    "APNS_TOPIC": "com.example.gifter",
}
LINKS = {"LINK_SECRET": "s", "PUBLIC_URL": "https://api.example.com"}
MAIL = {"SMTP_URL": "smtp://u:hunter2@h"}


def test_an_apns_key_may_be_written_on_one_line() -> None:
    pem = read_settings(APNS).apns.pem()

    assert pem == "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    ("environment", "wrong"),
    [
        (APNS | {"APNS_TOPIC": ""}, "APNS_TOPIC: must be set, because APNS_KEY is"),
        (APNS | {"APNS_KEY_ID": ""}, "APNS_KEY_ID: must be set, because APNS_KEY is"),
        (APNS | {"APNS_KEY": "hunter2"}, "APNS_KEY: must be the text of the .p8 file"),
        (
            LINKS | {"SMTP_URL": "http://u:hunter2@h"},
            "SMTP_URL: must start with smtp://, smtps:// or smtp+plain://",
        ),
        (LINKS | MAIL | {"LINK_SECRET": ""}, "LINK_SECRET: must be set, because SMTP_URL is"),
        (LINKS | MAIL | {"PUBLIC_URL": ""}, "PUBLIC_URL: must be set, because SMTP_URL is"),
        (
            {"PRODUCT_URL_TEMPLATE": "https://shop.example.com/products"},
            "PRODUCT_URL_TEMPLATE: must be an http or https address with {slug} in it",
        ),
        ({"MAIL_FROM": "Gifter"}, "MAIL_FROM: must be an address, or a name and an <address>"),
    ],
)
def test_an_incomplete_sender_is_reported_without_its_secrets(
    environment: dict[str, str], wrong: str
) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(environment)

    assert str(error.value) == wrong


@pytest.mark.parametrize("sender", ["gifter@mail.example", "Gifter <gifter@mail.example>"])
def test_message_ids_use_the_senders_domain(sender: str) -> None:
    assert read_settings({"MAIL_FROM": sender}).mail.domain() == "mail.example"


def test_serving_needs_a_database_an_identity_provider_and_a_webhook_secret() -> None:
    assert missing_for_serving(read_settings({})) == [
        "DATABASE_URL",
        "BETTERAUTH_ISSUER",
        "BETTERAUTH_AUDIENCE",
        "BETTERAUTH_JWKS_URL",
        "INTERNAL_WEBHOOK_SECRET",
    ]
