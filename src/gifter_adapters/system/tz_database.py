"""Which edition of the time-zone database this process reads."""

from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH


def tz_version() -> str:
    """IANA's name of the edition that `zoneinfo` reads (`2026a`; later ones sort after it).

    The system's own where it has one, as `zoneinfo` looks there first, else that of `tzdata`.
    """
    package = resources.files("tzdata").joinpath("zoneinfo", "tzdata.zi")
    own = (Path(directory, "tzdata.zi") for directory in TZPATH)
    edition = next((file for file in own if file.is_file()), package)
    return edition.read_text(encoding="utf-8").split(maxsplit=3)[2]  # begins `# version 2026a`
