"""The places for the files of a home's server, which the server's user can always reach."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError
from gifter_adapters.embedded_postgres.locks import exclusive_folder
from gifter_adapters.embedded_postgres.server_user import ServerUser, user_for_new_data

# It is locked only to make an empty folder in it.
HOME_LOCK_LIMIT_S = 60.0
MACHINE_FOLDERS = (Path("/var/lib/gifter"), Path("/var/tmp/gifter"))  # noqa: S108


def data_location(home: Path) -> Path:
    """Returns the data directory of a home. Follows the link if `<home>/postgres` is one."""
    return (home / "postgres").resolve() / "data"


def cluster_folder(home: Path) -> Path:
    """Returns the folder of the home's server, `<home>/postgres`. Creates it if it is missing.

    If the server's user cannot enter `home`, it is a link to a new folder outside, since the
    permissions of existing folders are never changed.
    """
    home.mkdir(parents=True, exist_ok=True)
    entry = home / "postgres"
    with exclusive_folder(home, HOME_LOCK_LIMIT_S):
        if entry.is_symlink() and not entry.exists():
            raise EmbeddedPostgresError(
                f"{entry} points to {entry.readlink()}, which does not exist. "
                "Restore that folder, or remove the link to begin with an empty database."
            )
        if not entry.exists():
            _make_cluster_folder(entry)
    return entry.resolve()


def _make_cluster_folder(entry: Path) -> None:
    user = user_for_new_data()
    if user.uid is None:
        entry.mkdir(mode=0o700)
    elif user.may_enter(entry.parent):
        entry.mkdir()
        entry.chmod(0o711)
    else:
        outside = Path(tempfile.mkdtemp(prefix="data-", dir=machine_folder(user)))
        outside.chmod(0o711)
        entry.symlink_to(outside)


def machine_folder(user: ServerUser) -> Path:
    """Returns a folder of root's that every user can enter but only root can change."""
    for folder in MACHINE_FOLDERS:
        with suppress(OSError):
            if not folder.exists():
                _make_public_folder(folder)
            if _only_root_can_change(folder) and user.may_enter(folder):
                return folder
    raise EmbeddedPostgresError(
        f"None of {', '.join(map(str, MACHINE_FOLDERS))} can be made by root and entered by the "
        "server's user. Run Gifter as a normal user, or choose a home folder all can enter."
    )


def _make_public_folder(folder: Path) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    fresh.chmod(0o755)
    put_in_place(fresh, folder)


def put_in_place(fresh: Path, target: Path) -> None:
    """Renames a finished folder to its name. If another process was first, its folder stays."""
    try:
        fresh.rename(target)
    except OSError:
        if not target.exists():
            raise


def _only_root_can_change(folder: Path) -> bool:
    status = os.lstat(folder)
    shared_write = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == 0 and not shared_write
