"""The user that the server runs as: the caller, or an unprivileged user if the caller is root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError

UNPRIVILEGED_NAMES = ("gifter", "postgres", "nobody")
# Making a database takes seconds; on a slow disk, with copying and syncing, perhaps minutes.
RUN_LIMIT_S = 600.0


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The user that the server runs as. `uid` and `gid` are None if it is the caller."""

    uid: int | None = None
    gid: int | None = None

    @property
    def extra_groups(self) -> list[int] | None:
        return None if self.uid is None else []

    def take_over(self, path: Path) -> None:
        """Gives a file or folder of the caller to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def may_enter(self, folder: Path) -> bool:
        """Returns whether this user can enter the folder, by trying it."""
        return self.succeeds("/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder))

    def succeeds(self, *command: str) -> bool:
        """Runs a command as this user and returns whether it succeeds."""
        try:
            return self.run(*command, output=subprocess.DEVNULL).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

    def run(
        self, *command: str, text: str = "", output: int | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command as this user. `output` is the file for both of its output streams."""
        return subprocess.run(  # noqa: S603
            command,
            input=text,
            stdout=output,
            stderr=output,
            text=True,
            cwd="/",
            env=bare_environment(),
            user=self.uid,
            group=self.gid,
            extra_groups=self.extra_groups,
            timeout=RUN_LIMIT_S,
        )


def bare_environment() -> dict[str, str]:
    """Returns an environment without the caller's secrets, locale or PostgreSQL settings."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return kept | {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def user_for_new_data() -> ServerUser:
    """Returns the user that will own a new data directory."""
    if os.geteuid() != 0:
        return ServerUser()
    for name in UNPRIVILEGED_NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_uid, entry.pw_gid)
    raise EmbeddedPostgresError(
        f"PostgreSQL refuses to run as root, and none of the users {UNPRIVILEGED_NAMES} exists. "
        "Create one (useradd --system gifter) or run Gifter as a normal user."
    )


def user_for(data: Path) -> ServerUser:
    """Returns the owner of the data: PostgreSQL requires that this user runs the server."""
    if not data.exists():
        return user_for_new_data()
    status = data.stat()
    if os.geteuid() == 0 and status.st_uid != 0:
        return ServerUser(status.st_uid, status.st_gid)
    if status.st_uid != os.geteuid() or status.st_uid == 0:
        raise EmbeddedPostgresError(
            f"{data} belongs to another user (uid {status.st_uid}). "
            "Run Gifter as that user or choose another home folder."
        )
    return ServerUser()
