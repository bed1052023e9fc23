"""The `gifter` command as a process of its own, with nothing set but what a test says."""

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
    """With its stderr piped; killed at the end, if it still runs."""
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
