"""Notices to Apple's devices: one request each, many at a time on one connection."""

import ssl
from urllib.parse import quote

import httpx

from gifter_adapters.apns.answers import EXPIRED_TOKEN, outcome, reason
from gifter_adapters.apns.payload import payload
from gifter_adapters.apns.provider_token import ProviderToken
from gifter_domain.notifications.senders import Notice, PushOutcome, TryLater
from gifter_domain.shared.system import Clock

PRODUCTION_URL = "https://api.push.apple.com"
SANDBOX_URL = "https://api.sandbox.push.apple.com"
# Apple treats frequent new connections as an attack.
_KEEP_CONNECTED_S = 300.0


def apns_client(
    url: str, *, timeout_s: float, trust: ssl.SSLContext | None = None
) -> httpx.AsyncClient:
    """Returns a client for APNs at `url`, which the caller must close.

    `timeout_s` bounds connecting, and each wait for a response. Without `trust` the usual
    authorities count.
    """
    return httpx.AsyncClient(
        base_url=url,
        http1=False,
        http2=True,
        timeout=timeout_s,
        verify=trust or True,
        limits=httpx.Limits(max_connections=10, keepalive_expiry=_KEEP_CONNECTED_S),
    )


class ApnsPush:
    """Implements `Push`; `topic` is the app's bundle id. A lost connection is `TryLater`."""

    def __init__(
        self, http: httpx.AsyncClient, provider_token: ProviderToken, topic: str, clock: Clock
    ) -> None:
        self._http = http
        self._provider_token = provider_token
        self._topic = topic
        self._clock = clock

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        try:
            response = await self._send_renewing_token(token, notice)
        except httpx.HTTPError as error:
            return TryLater(None, f"no answer: {type(error).__name__}")
        return outcome(response, self._clock.now())

    async def failure(self) -> str | None:
        """Returns the reason why APNs does not respond, or None. Any response will do."""
        try:
            await self._http.get("/")
        except httpx.HTTPError as error:
            return str(error) or type(error).__name__
        return None

    async def _send_renewing_token(self, token: str, notice: Notice) -> httpx.Response:
        """Returns the response. Sends again if only the provider token was too old."""
        provider_token = self._provider_token.current()
        response = await self._post(token, notice, provider_token)
        if response.status_code == httpx.codes.FORBIDDEN and reason(response) == EXPIRED_TOKEN:
            renewed = self._provider_token.instead_of(provider_token)
            if renewed:
                return await self._post(token, notice, renewed)
        return response

    async def _post(self, token: str, notice: Notice, provider_token: str) -> httpx.Response:
        headers = {
            "authorization": f"bearer {provider_token}",
            "apns-id": notice.id,
            "apns-collapse-id": notice.collapse_key,
            "apns-expiration": str(int(notice.expires_at.timestamp())),
            "apns-priority": "10",
            "apns-push-type": "alert",
            "apns-topic": self._topic,
        }
        path = f"/3/device/{quote(token, safe='')}"
        return await self._http.post(path, content=payload(notice), headers=headers)
