"""File locks, which the kernel releases when their process ends, even by a kill."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """Opens or creates a lock file. Programs started later do not inherit the descriptor."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def lock_shared(path: Path) -> int:
    """Waits for a shared lock and returns its descriptor. Closing it releases the lock."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
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
def exclusive(path: Path) -> Iterator[None]:
    """Waits for an exclusive lock on a lock file, and keeps it during the block."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def exclusive_folder(folder: Path) -> Iterator[None]:
    """Waits for an exclusive lock on a folder, and keeps it during the block.

    The lock is on the folder itself, so that it needs no lock file.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
