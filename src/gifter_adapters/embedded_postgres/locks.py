"""File locks, which the kernel releases when their process ends, even by a kill."""

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError

POLL_S = 0.01
NOTICE_AFTER_S = 5.0


def open_lock(path: Path) -> int:
    """Opens or creates a lock file. Programs started later do not inherit the descriptor."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def lock_shared(path: Path, limit_s: float) -> int:
    """Waits for a shared lock and returns its descriptor. Closing it releases the lock."""
    descriptor = open_lock(path)
    try:
        _wait_for(descriptor, path, limit_s, shared=True)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Takes the lock if that needs no waiting. Returns whether it did."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def try_lock_exclusive(path: Path) -> int | None:
    """Returns the descriptor of an exclusive lock, or None if another process has a lock."""
    descriptor = open_lock(path)
    if try_lock(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def could_lock(path: Path, *, shared: bool = False) -> bool:
    """Returns whether the lock was free. Takes it for that, and releases it at once."""
    descriptor = open_lock(path)
    try:
        return try_lock(descriptor, shared=shared)
    finally:
        os.close(descriptor)


@contextmanager
def exclusive(path: Path, limit_s: float) -> Iterator[None]:
    """Waits for an exclusive lock on a lock file, and keeps it during the block."""
    descriptor = open_lock(path)
    try:
        _wait_for(descriptor, path, limit_s)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def exclusive_folder(folder: Path, limit_s: float) -> Iterator[None]:
    """Waits for an exclusive lock on a folder, and keeps it during the block.

    The lock is on the folder itself, so that it needs no lock file.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _wait_for(descriptor, folder, limit_s)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path, limit_s: float, *, shared: bool = False) -> None:
    """Waits for the lock. After a while it says on stderr who has it; at the limit it gives up."""
    began, noticed = time.monotonic(), False
    while not try_lock(descriptor, shared=shared):
        waited_s = time.monotonic() - began
        if waited_s > limit_s:
            raise EmbeddedPostgresError(
                f"{path} is locked by {_holders(descriptor)} since more than {limit_s:.0f} s. "
                "End that process, and try again."
            )
        if waited_s > NOTICE_AFTER_S and not noticed:
            sys.stderr.write(f"gifter: waiting for {path}, locked by {_holders(descriptor)}\n")
            noticed = True
        time.sleep(POLL_S)


def _holders(descriptor: int) -> str:
    """Returns the processes that have the lock, with their commands, from the kernel's list."""
    status = os.fstat(descriptor)
    device = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    try:
        locks = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    except OSError:
        return "another process"
    # 1: FLOCK ADVISORY WRITE 4711 08:01:12345 0 EOF; with "->" for one that waits
    holders = [fields[4] for fields in locks if fields[1] == "FLOCK" and fields[5] == device]
    return ", ".join(map(_described, holders)) or "another process"


def _described(process: str) -> str:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return f"process {process}"
    return f"process {process} ({command.decode(errors='replace').replace(chr(0), ' ').strip()})"
