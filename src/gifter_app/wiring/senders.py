"""Wiring of the senders of push and mail: the configured service, or a file in GIFTER_HOME."""

from contextlib import AsyncExitStack

from gifter_adapters.local_delivery.senders import LocalMail, LocalPush, Outbox
from gifter_app.settings import Settings
from gifter_domain.notifications.senders import Mail, Push
from gifter_domain.shared.system import Clock


def open_push(settings: Settings, clock: Clock, closing: AsyncExitStack) -> Push:
    """Opens the client of Apple's push service if its key is set, otherwise a file."""
    apns = settings.apns
    if apns.key is None:
        return LocalPush(Outbox(settings.app.home, clock))
    from gifter_adapters.apns.provider_token import ProviderToken
    from gifter_adapters.apns.push import PRODUCTION_URL, SANDBOX_URL, ApnsPush, apns_client

    default_url = SANDBOX_URL if apns.environment == "sandbox" else PRODUCTION_URL
    token = ProviderToken(
        private_key=apns.pem() or "",
        key_id=apns.key_id or "",
        team_id=apns.team_id or "",
        clock=clock,
    )
    http = apns_client(apns.url or default_url, timeout_s=apns.timeout_s)
    closing.push_async_callback(http.aclose)
    return ApnsPush(http, token, apns.topic or "", clock)


def open_mail(settings: Settings, clock: Clock) -> Mail:
    """Opens the client of the mail server if its address is set, otherwise a file."""
    mail = settings.mail
    if mail.url is None:
        return LocalMail(Outbox(settings.app.home, clock))
    from gifter_adapters.smtp.mail import SmtpMail
    from gifter_adapters.smtp.server import MailServer

    server = MailServer.at(mail.url.reveal(), timeout_s=mail.timeout_s)
    return SmtpMail(server, mail.sender, clock)
