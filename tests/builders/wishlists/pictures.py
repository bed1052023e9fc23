"""Pictures without the web, which a test has none of."""

from dataclasses import dataclass

from gifter_domain.shared.pictures import Picture, PictureNotFound


@dataclass
class OnePicture:
    """Stands in for the web: one address has a picture."""

    url: str = "https://pictures.example.com/bicycle.png"

    async def fetch(self, url: str) -> Picture:
        if url != self.url:
            raise PictureNotFound("There is none.")
        return Picture("image/png", b"\x89PNG")

    async def close(self) -> None:
        return
