"""Pictures without the web, which tests cannot reach."""

from dataclasses import dataclass

from gifter_domain.shared.pictures import Picture, PictureNotFound


@dataclass
class OnePicture:
    """Stands in for the web, with a picture at one address."""

    url: str = "https://pictures.example.com/bicycle.png"

    async def fetch(self, url: str) -> Picture:
        if url != self.url:
            raise PictureNotFound("There is none.")
        return Picture("image/png", b"\x89PNG")

    async def close(self) -> None:
        return
