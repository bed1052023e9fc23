"""The port to pictures on other people's servers, fetched so that a page need not link to them."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from gifter_domain.shared.errors import NotFound

MAX_PICTURE_BYTES = 5_000_000


class PictureNotFound(NotFound):
    """There is no picture to be had: not there, not a picture, too large, or too slow."""

    code = "picture_not_found"


@dataclass(frozen=True, slots=True)
class Picture:
    media_type: str
    content: bytes


@runtime_checkable  # so that Litestar may hand it to a handler
class Pictures(Protocol):
    async def fetch(self, url: str) -> Picture:
        """The picture at an http or https address, of `MAX_PICTURE_BYTES` at most.

        The address is a user's: nothing but a picture on the public internet is ever fetched.
        Raises `PictureNotFound`.
        """
        ...
