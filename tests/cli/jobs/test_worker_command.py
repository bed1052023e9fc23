"""`gifter worker` and `gifter scheduler` as processes, with and without Valkey."""

import signal
from subprocess import Popen

from builders.ai.embedding_jobs import enqueue_embedding, until_done
from builders.ai.products_to_embed import put_products
from builders.core.commands import start_gifter
from builders.servers.valkey import valkey, valkey_socket
from gifter_app.container import Container


async def test_a_worker_without_valkey_polls_and_stops_on_sigterm(
    container: Container, database_url: str
) -> None:
    await put_products(container.database(), {"a": "tea"})
    await enqueue_embedding(container, "a")

    with start_gifter({"DATABASE_URL": database_url}, "worker") as worker:
        await until_done(container, "a")
        stderr = stopped(worker)

    assert "polls" in stderr
    assert await container.catalogue().embed_products().count() == (1, 0)


async def test_a_scheduler_nudges_a_worker_over_valkey(
    container: Container, database_url: str
) -> None:
    await put_products(container.database(), {"a": "tea", "b": "mug"})
    await enqueue_embedding(container, "a")
    with valkey_socket() as socket, valkey(socket) as url:
        environment = {"DATABASE_URL": database_url, "REDIS_URL": url}
        with (
            start_gifter(environment, "worker") as worker,
            start_gifter(environment, "scheduler") as scheduler,
        ):
            await until_done(container, "a")
            await enqueue_embedding(container, "b")  # only the scheduler nudges
            await until_done(container, "b")

            assert "REDIS_URL" not in stopped(worker) + stopped(scheduler)


def stopped(process: Popen[str]) -> str:
    """Ends the process with SIGTERM, checks its exit code, and returns its stderr."""
    process.send_signal(signal.SIGTERM)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    return stderr
