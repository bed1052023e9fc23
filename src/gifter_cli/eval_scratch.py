"""A scratch database for evaluation, with a catalogue that is judged and embedded."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.settings import AppSettings, read_settings
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_domain.catalogue.mirror import Change

_BATCH = 500


@contextmanager
def _scratch_home() -> Iterator[str]:
    with TemporaryDirectory(prefix="gifter-eval-") as home:
        Path(home).chmod(0o711)  # lets the server's user in when this runs as root
        yield home


@asynccontextmanager
async def scratch_container() -> AsyncIterator[Container]:
    """Yields a container on an empty database, which is deleted at the end of the block.

    Settings of the environment are ignored, so that measures can be compared.
    """
    configure_logs(AppSettings(log_level="error"))
    with _scratch_home() as home:
        settings = read_settings({"GIFTER_HOME": home, "LOG_LEVEL": "error"})
        async with running_container(settings, development=True) as container:
            yield container


async def fill(container: Container, changes: Sequence[Change]) -> None:
    """Applies changes of a catalogue, and judges and embeds the products."""
    for start in range(0, len(changes), _BATCH):
        async with container.transactions()() as tx:
            await apply_catalogue_changes(tx, changes[start : start + _BATCH])
    await container.catalogue().judge_products.judge_all(_BATCH, lambda *_: None)
    await container.catalogue().backfill_embeddings.execute(
        container.embedder(), _BATCH, lambda _: None
    )
