"""The edition of the time-zone database that this process reads."""

from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH


def tz_version() -> str:
    """Returns IANA's name of the edition that `zoneinfo` reads (`2026a`; later ones sort after it).

    The edition is the system's own if it has one, since `zoneinfo` looks there first. Otherwise it
    is that of the package `tzdata`.
    """
    package = resources.files("tzdata").joinpath("zoneinfo", "tzdata.zi")
    own = (Path(directory, "tzdata.zi") for directory in TZPATH)
    edition = next((file for file in own if file.is_file()), package)
    # The file begins with `# version 2026a`.
    return edition.read_text(encoding="utf-8").split(maxsplit=3)[2]
