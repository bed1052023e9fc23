"""A scratch database for evaluation, with a catalogue that is judged and embedded."""

import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.settings import AppSettings, Settings, SettingsError, read_settings
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_cli.runtime import MISUSED, errors, fail
from gifter_domain.catalogue.mirror import Change

_BATCH = 500
_MODELS = ("EMBEDDING_", "LLM_BASE_URL", "LLM_API_KEY")
Report = Callable[[int, int], None]


@contextmanager
def _scratch_home() -> Iterator[str]:
    with TemporaryDirectory(prefix="gifter-eval-") as home:
        Path(home).chmod(0o711)  # lets the server's user in when this runs as root
        yield home


@asynccontextmanager
async def scratch_container() -> AsyncIterator[Container]:
    """Yields a container on an empty database, which is deleted at the end of the block.

    Settings of the environment are ignored, so that measures can be compared, except for those
    that choose the embedding models.
    """
    configure_logs(AppSettings(log_level="error"))
    with _scratch_home() as home:
        async with running_container(_settings(home), development=True) as container:
            yield container


def _settings(home: str) -> Settings:
    models = {name: value for name, value in os.environ.items() if name.startswith(_MODELS)}
    try:
        return read_settings({**models, "GIFTER_HOME": home, "LOG_LEVEL": "error"})
    except SettingsError as error:
        fail(f"these settings are wrong (see .env.example):\n{error}", MISUSED)


async def fill(container: Container, changes: Sequence[Change]) -> None:
    """Applies changes of a catalogue, and judges and embeds the products."""
    with progress("Storing products") as report:
        for start in range(0, len(changes), _BATCH):
            async with container.transactions()() as tx:
                await apply_catalogue_changes(tx, changes[start : start + _BATCH])
            report(start, len(changes))
    with progress("Judging products") as report:
        await container.catalogue().judge_products.judge_all(_BATCH, report)
    for embedder in filter(None, [container.embedder(), container.title_embedder()]):
        with progress(f"Embedding products: {embedder.model.name}") as report:
            await container.catalogue().backfill_embeddings.execute(
                embedder, _BATCH, lambda state: report(state.seen, state.outdated)
            )
    async with container.database().raw_reads() as connection:
        await connection.execute("VACUUM ANALYZE")  # reads: writes statistics, no rows


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """Yields a function that takes the number done and the total, with a bar on stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    shown = errors.is_terminal
    with Progress(
        *columns, TimeRemainingColumn(), console=errors, transient=True, disable=not shown
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
