"""The drawings of the sample catalogue, which `tools/drawings/draw.py` makes."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from gifter_domain.shared.pictures import Picture, PictureNotFound, Pictures

SAMPLES = Path(__file__).parent / "samples"
_PATH = "/samples/"
_NAME = re.compile(r"[a-z-]+-\d\.png")


class SamplePictures:
    """Implements `Pictures` on a developer's machine, for the pages that fetch pictures.

    The addresses of the drawings are those of this machine, from which nothing is fetched. So the
    drawings are read from files, and all other pictures by `others`.
    """

    def __init__(self, others: Pictures) -> None:
        self._others = others

    async def fetch(self, url: str) -> Picture:
        path = urlsplit(url).path
        if not path.startswith(_PATH):
            return await self._others.fetch(url)
        if not _NAME.fullmatch(name := path.removeprefix(_PATH)) or not (SAMPLES / name).is_file():
            raise PictureNotFound("There is no such drawing.")
        return Picture("image/png", (SAMPLES / name).read_bytes())
