"""Runs the `gifter` command as a process, with only the environment that the test sets."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

GIFTER = Path(sys.executable).parent / "gifter"


@contextmanager
def start_gifter(
    environment: Mapping[str, str], *arguments: str, stdout: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[str]]:
    """Yields the process, with a pipe for stderr, and kills it at the end if it still runs."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    with subprocess.Popen(
        [str(GIFTER), *arguments],
        env=kept | dict(environment),
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
