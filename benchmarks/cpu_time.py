"""CPU time and memory of processes, from /proc: the API, and PostgreSQL with its backends."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _USER_OF_DEAD, _SYSTEM_OF_DEAD = 1, 11, 12, 13, 14


def cpu_of(pid: int) -> float:
    """Returns the seconds of CPU time that a process and its finished children have used."""
    fields = _stat(pid)
    times = (_USER, _SYSTEM, _USER_OF_DEAD, _SYSTEM_OF_DEAD)
    return sum(int(fields[at]) for at in times) / _TICKS


def cpu_with_children(pid: int) -> float:
    """Returns the seconds of CPU time of a process and all its direct children."""
    return cpu_of(pid) + sum(map(_cpu_or_gone, _children(pid)))


def memory_of(pid: int) -> float:
    """Returns the resident memory of a process, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def parent_of(pid: int) -> int:
    return int(_stat(pid)[_PARENT])


def _children(pid: int) -> list[int]:
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [number for number in numbers if _parent_or_gone(number) == pid]


def _cpu_or_gone(pid: int) -> float:
    try:
        return cpu_of(pid)
    except OSError:
        return 0.0


def _parent_or_gone(pid: int) -> int:
    try:
        return parent_of(pid)
    except OSError:
        return -1


def _stat(pid: int) -> list[str]:
    """Returns the fields after the name of the command, which may have spaces and brackets."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
