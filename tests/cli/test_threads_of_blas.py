"""The `gifter` command limits the threads of OpenBLAS before numpy loads."""

import os
import subprocess
import sys

_SHOW = """
import sys, gifter_cli
assert "numpy" not in sys.modules
import os
print(os.environ["OPENBLAS_NUM_THREADS"])
"""


def _threads(**env: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", _SHOW]
    return subprocess.run(
        command, env=kept | env, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_openblas_gets_one_thread_unless_the_operator_chose_another_number() -> None:
    assert _threads() == "1"
    assert _threads(OPENBLAS_NUM_THREADS="2") == "2"
