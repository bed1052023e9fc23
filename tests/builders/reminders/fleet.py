"""Reminder workers that are killed without warning, and the notices that devices show."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

import gifter_app
from builders.servers.apns import apns_process, logged, shown
from builders.servers.certificates import private_pem

_IMPORT_PATHS = (Path(__file__).parents[2], Path(gifter_app.__file__).parents[1])


@dataclass
class Fleet:
    """Some workers, as process ids by place. Another worker can be started after a kill."""

    nursery: subprocess.Popen[str]
    apns: Path
    workers: list[int] = field(default_factory=list)
    kills: int = 0

    def start(self, offset_s: float = 0.0, fault: str = "none") -> None:
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(f"{offset_s} {fault}\n")
        self.nursery.stdin.flush()
        self.workers.append(int(self.nursery.stdout.readline()))

    def kill(self, place: int) -> None:
        os.kill(self.workers.pop(place), signal.SIGKILL)
        self.kills += 1

    @property
    def requests_received(self) -> int:
        """The number of requests that the APNs stand-in has received."""
        log = self.apns / "requests.jsonl"
        return log.read_bytes().count(b"\n") if log.exists() else 0

    async def until_more_requests(self, than: int, at_most_s: float) -> None:
        """Waits until the stand-in has more than `than` requests, or the time is over."""
        deadline = time.monotonic() + at_most_s
        while self.requests_received <= than and time.monotonic() < deadline:  # noqa: ASYNC110 - processes
            await asyncio.sleep(0.002)

    def shown_counts(self) -> dict[str, Counter[str]]:
        """Counts how often each device shows each occasion, by title, alone or in a digest."""
        return {
            token: Counter(
                word
                for notice in notices
                for text in notice.payload["aps"]["alert"].values()
                for word in text.split()
                if word.startswith("key-")
            )
            for token, notices in shown(logged(self.apns)).items()
        }


def _own(folder: Path) -> dict[str, str]:
    paths = os.pathsep.join(map(str, _IMPORT_PATHS))
    return {"PYTHONPATH": paths, "GIFTER_HOME": str(folder), "LOG_LEVEL": "error"}


@contextmanager
def fleet(
    folder: Path, environment: Mapping[str, str], answer_after_s: float = 0.0
) -> Iterator[Fleet]:
    """Yields workers on the database and Redis of `environment`, and an APNs that outlives them."""
    key = private_pem(ec.generate_private_key(ec.SECP256R1()))
    apns = {"APNS_KEY": key, "APNS_KEY_ID": "K", "APNS_TEAM_ID": "T", "APNS_TOPIC": "app"}
    with apns_process(folder, answer_after_s) as url:
        apns |= {"APNS_URL": url, "SSL_CERT_FILE": str(folder / "certificate.pem")}
        nursery = subprocess.Popen(
            [sys.executable, "-m", "builders.reminders.worker_nursery"],
            env={**os.environ} | apns | _own(folder) | dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with nursery:
            assert nursery.stdout
            assert nursery.stdout.readline() == "ready\n"
            workers = Fleet(nursery, folder)
            try:
                yield workers
            finally:
                while workers.workers:
                    workers.kill(0)
                nursery.kill()
