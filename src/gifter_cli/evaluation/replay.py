"""`gifter eval replay`: recorded searches asked again, and the gifts that do not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from gifter_cli.evaluation.files import read_lines
from gifter_cli.evaluation.ranking import run_searches
from gifter_cli.evaluation.samples import drawn_samples
from gifter_cli.evaluation.scratch import fill, progress, scratch_container
from gifter_cli.evaluation.sets import CATALOGUE, SetItem, product_change, usual_currency
from gifter_cli.evaluation.tables import percent
from gifter_cli.narrow import show_table
from gifter_cli.runtime import MISUSED, fail, run
from gifter_domain.catalogue.traits.names import EXCLUDABLE
from gifter_domain.evaluation.intervals import Estimate, column, estimate, percentile
from gifter_domain.evaluation.misfits import REASONS, Gift, misfits
from gifter_domain.evaluation.replay.report import (
    ANY,
    Answer,
    GroupReplay,
    by_limit,
    report_group,
)
from gifter_domain.evaluation.replay.search import RecordedSearch

SHOWN = 10


class SearchLine(msgspec.Struct, rename="camel", frozen=True):
    """A line of recorded searches, with the fields of `RecordedSearch`; others are ignored."""

    id: str
    occasion: str | None = None
    relationship: str | None = None
    gender: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    budget_min_minor: int | None = None
    budget_max_minor: int | None = None
    currency: str | None = None
    excludes: tuple[str, ...] = ()

    def search(self) -> RecordedSearch:
        return msgspec.convert(self, RecordedSearch, from_attributes=True)


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """The report of all searches, of each age group, youngest first, and of each limit."""

    items: int
    groups: Mapping[str, GroupReplay]
    limits: Mapping[str, GroupReplay]
    p50_ms: Estimate | None
    p95_ms: Estimate | None


def replay(
    searches: Annotated[Path, typer.Option(help="Recorded searches, one JSON object a line.")],
    catalogue: Annotated[
        Path | None,
        typer.Option(
            help="Products, .jsonl or .jsonl.gz. Default: catalogue.jsonl.gz of the first folder"
            " beside the searches whose name begins like theirs."
        ),
    ] = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="Replay only so many, evenly taken.")
    ] = None,
    limits: Annotated[
        list[str] | None,
        typer.Option("--limit", help="Ask every search again with this code excluded as well."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Ask recorded searches again, and count the gifts that do not fit.

    A search has `id` and, where known, `occasion`, `relationship`, `gender`,
    `ageMin`, `ageMax`, `budgetMinMinor`, `budgetMaxMinor`, `currency`, `excludes`
    (codes of traits). `ageMin`, `ageMax` and `genders` of a product are not
    stored: they only judge.

    [dim]gifter eval replay --searches searches.jsonl --sample 200[/dim]
    [dim]gifter eval replay --searches searches.jsonl --limit nuts --limit alcohol[/dim]
    """
    lines = _evenly(read_lines(searches, SearchLine), sample)
    limited = [_with_limit(line, code) for code in _known(limits or []) for line in lines]
    items = read_lines(catalogue or _catalogue_beside(searches), SetItem)

    async def main() -> int:
        answers = await _answers([*lines, *limited], items)
        report = _report(len(items), answers[: len(lines)], answers)
        if as_json:
            typer.echo(msgspec.json.format(msgspec.json.encode(report)).decode())
        else:
            show_table(Console(highlight=False), _table(report))
            show_table(Console(highlight=False), _table_of_limits(report))
        return 0

    run(main())


def _known(codes: Sequence[str]) -> Sequence[str]:
    for code in codes:
        if code not in EXCLUDABLE:
            fail(f"no code of a trait is called {code}: GET /v1/traits lists them", MISUSED)
    return codes


def _with_limit(line: SearchLine, code: str) -> SearchLine:
    return msgspec.structs.replace(line, excludes=tuple(dict.fromkeys((*line.excludes, code))))


def _evenly(lines: list[SearchLine], sample: int | None) -> list[SearchLine]:
    if sample is None or sample >= len(lines):
        return lines
    return [lines[at * len(lines) // sample] for at in range(sample)]


def _catalogue_beside(searches: Path) -> Path:
    start = searches.stem.split("-")[0]
    found = sorted(searches.resolve().parent.glob(f"{start}*/{CATALOGUE}"))
    if not found:
        fail(f"no folder beside {searches} has {CATALOGUE}: name one with --catalogue", MISUSED)
    return found[0]


async def _answers(lines: Sequence[SearchLine], items: Sequence[SetItem]) -> list[Answer]:
    recorded = [line.search() for line in lines]
    gifts: dict[str, Gift] = {}
    by_id = {item.id: item for item in items}
    async with scratch_container() as container:
        await fill(container, [product_change(item) for item in items])
        running = run_searches(container, usual_currency(items, "USD"))
        with progress("Replaying searches") as report:
            lists = await running.execute([one.request for one in recorded], SHOWN, report)
    for identity in {identity for one in lists for identity in one.ids}:
        gifts[identity] = by_id[identity].judged()
    return [
        Answer(
            search.age_group,
            [misfits(search.wanted, gifts[identity]) for identity in found.ids],
            found.milliseconds,
            search.limits,
        )
        for search, found in zip(recorded, lists, strict=True)
    ]


def _report(items: int, answers: Sequence[Answer], limited: Sequence[Answer]) -> ReplayReport:
    ages = sorted({answer.group for answer in answers}, key=_lowest_age)
    groups = {age: [answer for answer in answers if answer.group == age] for age in ages}
    times = column([answer.milliseconds for answer in answers])
    return ReplayReport(
        items,
        {
            name: report_group(some, drawn_samples)
            for name, some in {"all": answers, **groups}.items()
        },
        {name: report_group(some, drawn_samples) for name, some in by_limit(limited).items()},
        estimate(times, percentile(0.5), drawn_samples),
        estimate(times, percentile(0.95), drawn_samples),
    )


def _lowest_age(group: str) -> int:
    digits = group.rstrip("+").split("–")[0]
    return int(digits) if digits.isdigit() else -1


def _table(report: ReplayReport) -> Table:
    spent = report.p50_ms, report.p95_ms
    median, most = (0.0 if one is None else one.value for one in spent)
    table = Table(
        *("ages", "searches", "gifts", "empty", ANY, *REASONS),
        title=f"{report.items:,} products, lists of {SHOWN}: misfits in percent of the gifts shown",
        caption=f"time of a search: median {median:.0f} ms, 95 % are below {most:.0f} ms",
    )
    for name, group in report.groups.items():
        shares = [_percent(group.misfits[reason]) for reason in REASONS]
        table.add_row(
            *(name, str(group.searches), str(group.gifts)),
            *(_percent(group.empty), percent(group.misfits[ANY]), *shares),
        )
    return table


def _table_of_limits(report: ReplayReport) -> Table:
    reasons = ("adult", "excluded")
    table = Table(
        *("limit", "searches", "gifts", "empty", *reasons),
        title="lists with a limit: empty ones in percent of the searches, misfits of the gifts",
    )
    for name, group in report.limits.items():
        shares = [_percent(group.misfits[reason]) for reason in reasons]
        counts = str(group.searches), str(group.gifts)
        table.add_row(name, *counts, _percent(group.empty), *shares)
    return table


def _percent(share: Estimate | None) -> str:
    return percent(None if share is None else share.value)
