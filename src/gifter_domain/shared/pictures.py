"""The port that fetches pictures from other servers, so that our pages do not link to them."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from gifter_domain.shared.errors import NotFound

MAX_PICTURE_BYTES = 5_000_000


class PictureNotFound(NotFound):
    """No usable picture: it is missing, is no picture, is too large or takes too long."""

    code = "picture_not_found"


@dataclass(frozen=True, slots=True)
class Picture:
    media_type: str
    content: bytes


@runtime_checkable  # so that Litestar may hand it to a handler
class Pictures(Protocol):
    async def fetch(self, url: str) -> Picture:
        """Returns the picture at an http or https address, of at most `MAX_PICTURE_BYTES`.

        The address comes from a user, so only pictures on the public internet are fetched. Raises
        `PictureNotFound`.
        """
        ...
