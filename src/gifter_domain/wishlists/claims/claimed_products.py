"""The port to the products that somebody already gives to a person."""

from typing import Protocol


class ClaimedProducts(Protocol):
    async def for_recipient(self, viewer_id: str, recipient_id: str) -> frozenset[str]:
        """Returns the products claimed for the viewer's recipient, as far as the viewer may know.

        These are the viewer's own claims, and those of others on lists that the viewer may read.
        Wishes that are for the viewer never count.
        """
        ...
