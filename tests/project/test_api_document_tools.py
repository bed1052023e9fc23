"""The API document passes the linters and generators that app developers use, without a warning.

`make check` installs them where it can; `tools/api/install` does so by itself.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "openapi.json"
TOOLS = ROOT / "tools" / "api"
NPM_PACKAGES = TOOLS / "node_modules"
GENERATOR = TOOLS / ".venv" / "bin" / "openapi-python-client"
NEEDS_NODE = pytest.mark.skipif(
    not (NPM_PACKAGES / ".installed").exists(),
    reason="the npm packages of tools/api are not installed; run: tools/api/install",
)


def run(*command: str | Path) -> str:
    """Runs a tool and returns its output. Fails with the output if the tool fails."""
    quiet = {"REDOCLY_TELEMETRY": "off", "NO_COLOR": "1"}
    done = subprocess.run(command, env=os.environ | quiet, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def npm_tool(name: str) -> Path:
    return NPM_PACKAGES / ".bin" / name


@NEEDS_NODE
def test_redocly_has_no_warning() -> None:
    output = run(
        npm_tool("redocly"), "lint", DOCUMENT, "--config", TOOLS / "redocly.yaml", "--format=json"
    )

    report = json.loads(output[output.index("{") : output.rindex("}") + 1])
    assert report["problems"] == []
    assert report["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}


@NEEDS_NODE
def test_spectral_has_no_warning() -> None:
    rules = TOOLS / "spectral.yaml"
    run(npm_tool("spectral"), "lint", DOCUMENT, "--ruleset", rules, "--fail-severity=hint")


@NEEDS_NODE
def test_openapi_typescript_generates_types_that_compile(tmp_path: Path) -> None:
    output = run(npm_tool("openapi-typescript"), DOCUMENT, "--output", tmp_path / "api.ts")

    assert "warn" not in output.lower()
    run(npm_tool("tsc"), "--noEmit", "--strict", tmp_path / "api.ts")


@pytest.mark.skipif(
    not GENERATOR.exists(),
    reason="openapi-python-client is not installed; run: tools/api/install",
)
def test_openapi_python_client_generates_a_package_that_imports(tmp_path: Path) -> None:
    config = TOOLS / "python-client.yaml"
    options = ("--meta", "none", "--config", config, "--fail-on-warning")

    output = run(
        GENERATOR, "generate", "--path", DOCUMENT, "--output-path", tmp_path / "api", *options
    )

    assert "warn" not in output.lower()
    run(sys.executable, "-m", "compileall", "-q", tmp_path / "api")
