"""The development identity provider has one key for each home and tokens like BetterAuth's."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from builders.core.clocks import FixedClock
from gifter_adapters.betterauth.keys import FixedKeys
from gifter_adapters.betterauth.verifier import BetterAuthTokens
from gifter_adapters.dev_identity import AUDIENCE, ISSUER, KEY_FILE, DevelopmentIdentity
from gifter_domain.identity.identity import Identity
from gifter_domain.shared.errors import Unauthenticated

HOUR = timedelta(hours=1)
_PRINT_KID = """
import sys, pathlib
from gifter_adapters.dev_identity import DevelopmentIdentity
from gifter_adapters.system import SystemClock
print("ready", flush=True)
sys.stdin.readline()
print(DevelopmentIdentity(pathlib.Path(sys.argv[1]), SystemClock()).keys()[0]["kid"])
"""


def verifier(identity: DevelopmentIdentity, clock: FixedClock) -> BetterAuthTokens:
    return BetterAuthTokens(
        FixedKeys(identity.keys()), issuer=ISSUER, audience=AUDIENCE, clock=clock
    )


async def test_a_token_is_valid_for_its_lifetime(tmp_path: Path) -> None:
    clock = FixedClock()
    provider = DevelopmentIdentity(tmp_path / "new" / "home", clock)
    token = provider.mint("ada", lifetime=HOUR, email="ada@example.com", name="Ada")

    identity = await verifier(provider, clock).verify(token)
    clock.move(HOUR + timedelta(seconds=10))

    assert identity == Identity("ada", "ada@example.com", "Ada", email_verified=True)
    with pytest.raises(Unauthenticated):
        await verifier(provider, clock).verify(token)


async def test_tokens_of_another_home_are_refused(tmp_path: Path) -> None:
    clock = FixedClock()
    ours, other = (DevelopmentIdentity(tmp_path / name, clock) for name in ("a", "b"))

    with pytest.raises(Unauthenticated):
        await verifier(ours, clock).verify(other.mint("ada", lifetime=HOUR))


def test_the_key_is_kept_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first, second = (DevelopmentIdentity(tmp_path, FixedClock()) for _ in range(2))

    assert first.keys() == second.keys()
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PRINT_KID, str(tmp_path)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(4)
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()

    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    kids = {process.communicate()[0] for process in processes}

    assert len(kids) == 1
    assert kids != {b""}
