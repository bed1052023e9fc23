"""`gifter catalogue export` and `import`, run as commands on a real database."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from builders.catalogue.changes import a_brand, a_deletion, a_snapshot
from builders.core.commands import start_gifter
from gifter_adapters.payload.codec import PayloadCodec
from gifter_adapters.postgres.core.database import Database
from gifter_cli.main import app
from gifter_domain.catalogue.mirror import Change, ProductStatus

Gifter = Callable[..., Result]

CATALOGUE = [
    Change(brand=a_brand(1, "b0", name="Alone")),
    a_snapshot(1, "v1", "v2", product_id="p1"),
    a_snapshot(1, product_id="p2", status=ProductStatus.ARCHIVED),
    a_deletion(3, "p3"),
]
LINES = [PayloadCodec().encode(change) + b"\n" for change in CATALOGUE]


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path)}


@pytest.fixture
def gifter(environment: dict[str, str]) -> Gifter:
    def run(*arguments: str, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(app, ["catalogue", *arguments], input=stdin, env=environment)

    return run


def test_an_imported_file_is_exported_byte_for_byte(gifter: Gifter, tmp_path: Path) -> None:
    source, copy = tmp_path / "source.jsonl", tmp_path / "copy.jsonl"
    source.write_bytes(b"".join(reversed(LINES)))

    imported = gifter("import", str(source))
    exported = gifter("export", "--output", str(copy))
    repeated = gifter("import", "-", "--json", stdin=copy.read_bytes())

    assert (imported.exit_code, exported.exit_code, repeated.exit_code) == (0, 0, 0)
    assert imported.stdout == "4 applied, 0 with nothing new, 0 bad\n"
    assert copy.read_bytes() == b"".join(LINES)
    assert json.loads(repeated.stdout) == {"applied": 0, "stale": 4, "bad": 0}
    assert list(tmp_path.glob("*.unfinished")) == []


def test_bad_lines_are_reported_and_skipped(gifter: Gifter) -> None:
    bad = b'{"event":"product.changed"}\n'
    lines = b"".join([LINES[0], b"\n", bad, LINES[1], b"not json\n", b"\xff\n", LINES[2].rstrip()])

    result = gifter("import", "-", stdin=lines)

    assert result.exit_code == 1
    assert result.stdout == "3 applied, 0 with nothing new, 3 bad\n"
    errors = result.stderr.splitlines()
    assert errors[0] == "line 3: payloadProductId: is required"
    assert [line.split(":")[0] for line in errors] == ["line 3", "line 5", "line 6"]
    assert gifter("export").stdout_bytes == b"".join(LINES[:3])


def test_an_export_ends_without_an_error_when_its_reader_stops(
    gifter: Gifter, environment: dict[str, str]
) -> None:
    changes = [a_snapshot(1, product_id=f"p{n:03}", description="x" * 2_000) for n in range(200)]
    gifter("import", "-", stdin=b"".join(PayloadCodec().encode(c) + b"\n" for c in changes))

    with start_gifter(environment, "catalogue", "export", stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().startswith('{"event":"product.changed"')
        process.stdout.close()
        assert process.stderr
        assert (process.stderr.read(), process.wait()) == ("", 0)


def test_a_missing_file_is_a_usage_error(gifter: Gifter) -> None:
    result = gifter("import", "/nowhere.jsonl")

    assert result.exit_code == 2
    assert "/nowhere.jsonl" in result.stderr


def test_a_killed_import_continues_when_it_is_repeated(
    gifter: Gifter, environment: dict[str, str]
) -> None:
    changes = [a_snapshot(1, f"v{n}", product_id=f"p{n:04}") for n in range(1_000)]
    lines = [PayloadCodec().encode(change) + b"\n" for change in changes]
    kill_after_first_batch(environment, b"".join(lines[:300]))

    result = gifter("import", "-", "--json", stdin=b"".join(lines))

    assert json.loads(result.stdout) == {"applied": 800, "stale": 200, "bad": 0}
    assert gifter("export").stdout_bytes == b"".join(lines)


def kill_after_first_batch(environment: dict[str, str], fed: bytes) -> None:
    """Feeds a process one and a half batches, and kills it after the first is committed."""
    command = [sys.executable, "-c", "from gifter_cli.main import main; main()"]
    python_path = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [*command, "catalogue", "import", "-"],
        env=environment | python_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    ) as process:
        assert process.stdin
        process.stdin.write(fed)
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while asyncio.run(products(environment["DATABASE_URL"])) == 0:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.kill()


async def products(url: str) -> int:
    database = Database(url, pool_size=1)
    async with database.reads() as connection:
        count: int = await connection.scalar(text("SELECT count(*) FROM product_mirror"))
    await database.close()
    return count
