"""`gifter eval ranking`: the quality of recommendations on judged searches."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from gifter_app.container import Container
from gifter_app.use_cases.evaluation.candidates import RecordedCandidates
from gifter_app.use_cases.evaluation.run_searches import RunSearches
from gifter_cli.evaluation.files import read_lines
from gifter_cli.evaluation.halves import Half, HalfOption, half_of
from gifter_cli.evaluation.lists import SetMeasurement, Stage
from gifter_cli.evaluation.scratch import fill, scratch_container
from gifter_cli.evaluation.sets import JudgedSet, SetItem, judged_sets, product_change
from gifter_cli.evaluation.shelf import open_shelf
from gifter_cli.evaluation.tables import UNDEFINED
from gifter_cli.narrow import show_table
from gifter_cli.runtime import run
from gifter_domain.evaluation.intervals import Estimate
from gifter_domain.evaluation.ranking.report import MeasureReport

_NAMES = {
    "ndcg": "NDCG@10",
    "mrr": "MRR@10",
    "recall": "Recall@50",
    "diversity": "diversity",
    "violations": "violations",
}
_CAPTION = (
    "diversity: mean distance of two gifts; violations: gifts of ten that break a stated condition"
)
_LEADING_ZERO = re.compile(r"(?<!\d)0\.")


@dataclass(frozen=True, slots=True)
class SetReport:
    items: int
    searches: int
    stage: Stage
    measures: Mapping[str, MeasureReport]


def ranking(
    data: Annotated[
        Path, typer.Option(help="A judged set, or a folder with several, each in its own folder.")
    ],
    stage: Annotated[
        Stage,
        typer.Option(
            help="Measure the candidates that the search found (recall of all of them), the order"
            " of the scores, or the final list with variety."
        ),
    ] = Stage.LIST,
    half: HalfOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure recommendations on judged searches, beside simple searches.

    A set has `catalogue.jsonl.gz` (`id`, `title`, and where known `description`,
    `brand`, `priceMinor`, `currency`, `ageMin`, `ageMax`, `genders`),
    `queries.jsonl` (`id`, `text`) and `judgments.tsv` (`query_id`, `item_id`,
    `grade` from 0 to 3). Its products are stored, judged and embedded in a
    scratch database. Ages and genders are not stored: they only judge.

    [dim]gifter eval ranking --data sets[/dim]
    [dim]gifter eval ranking --data sets/icecat --stage scores --json[/dim]
    """
    sets = judged_sets(data)

    async def main() -> int:
        reports: dict[str, SetReport] = {}
        for alike in _by_catalogue(sets):
            reports |= await _measure(alike, stage, half)
        if as_json:
            typer.echo(msgspec.json.format(msgspec.json.encode({"sets": reports})).decode())
        else:
            for name, one in sorted(reports.items()):
                show_table(Console(highlight=False), _table(name, one))
        return 0

    run(main())


def _by_catalogue(sets: Sequence[JudgedSet]) -> list[list[JudgedSet]]:
    """Returns the sets in groups that share a catalogue, so that it is stored once."""
    groups: dict[bytes, list[JudgedSet]] = {}
    for one in sets:
        groups.setdefault(hashlib.sha256(one.catalogue.read_bytes()).digest(), []).append(one)
    return list(groups.values())


async def _measure(
    sets: Sequence[JudgedSet], stage: Stage, half: Half | None
) -> dict[str, SetReport]:
    """Returns the reports of sets that share a catalogue."""
    items = read_lines(sets[0].catalogue, SetItem)
    reports = {}
    async with scratch_container() as container:
        await fill(container, [product_change(item) for item in items])
        shelf = await open_shelf(items, container.embedder())
        searches = run_searches(container, shelf.currency)
        for one in sets:
            queries = half_of(one.queries, half)
            vectors = await container.embedder().embed([query.text for query in queries])
            measurement = SetMeasurement(one.name, queries, one.grades, shelf)
            measures = await measurement.execute(searches, vectors, stage)
            reports[one.name] = SetReport(len(items), len(queries), stage, measures)
    return reports


def run_searches(container: Container, currency: str) -> RunSearches:
    """Returns the recommendations of the product, with a record of their candidates."""
    recorded = RecordedCandidates(container.candidates())
    container.candidates.override(recorded)
    return RunSearches(container.recommendations().recommend_gifts, recorded, currency)


def _table(name: str, report: SetReport) -> Table:
    """Returns a table with a row for the product, each baseline, and the difference to it."""
    measures = {key: one for key, one in report.measures.items() if key in _NAMES}
    title = f"{name}: {report.items:,} products, {report.searches} searches, {report.stage}"
    caption = f"{_times(report.measures)}\n{_CAPTION}"
    table = Table(
        *("mean, 95 %", *_NAMES.values()),
        title=title,
        caption=caption,
        box=None,
        padding=(0, 1, 0, 0),
    )
    table.add_row("Gifter", *(_written(one.value) for one in measures.values()))
    for baseline in report.measures["ndcg"].baselines:
        values = [_written(one.baselines.get(baseline)) for one in measures.values()]
        differences = [_written(one.differences.get(baseline), "+") for one in measures.values()]
        table.add_row(baseline, *values)
        table.add_row("difference", *differences)
    return table


def _times(measures: Mapping[str, MeasureReport]) -> str:
    times = {"median": measures["p50_ms"].value, "95 % are below": measures["p95_ms"].value}
    return "time of a search: " + ", ".join(
        f"{name} {one.value:.0f} ms ({one.low:.0f}–{one.high:.0f})"
        for name, one in times.items()
        if one is not None
    )


def _written(found: Estimate | None, sign: str = "") -> str:
    """Returns the value above its interval, in as few characters as 80 columns need."""
    if found is None:
        return UNDEFINED
    low, high = (_end(end, sign) for end in (found.low, found.high))
    return f"{_LEADING_ZERO.sub('.', f'{found.value:{sign}.3f}')}\n[dim]{low} to {high}[/dim]"


def _end(value: float, sign: str) -> str:
    return _LEADING_ZERO.sub(".", f"{value:{sign}.2f}".removesuffix(".00"))
