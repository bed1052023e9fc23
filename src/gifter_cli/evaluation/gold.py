"""`gifter eval gold`: scores of reading requests and of judging products, on labelled files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gifter_cli.evaluation.files import read_lines
from gifter_cli.evaluation.halves import HalfOption, half_of
from gifter_cli.evaluation.samples import drawn_samples
from gifter_cli.evaluation.tables import print_groups
from gifter_cli.judging import judged_texts
from gifter_cli.products import ProductLine
from gifter_cli.runtime import errors, fail
from gifter_cli.understand import request_document
from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.trait import Trait
from gifter_domain.evaluation.gold.products import (
    FactsVerdict,
    JudgedFacts,
    LabelledFacts,
    judge_facts,
)
from gifter_domain.evaluation.gold.report import GroupReport, report_facts, report_readings
from gifter_domain.evaluation.gold.requests import LabelledRequest, RequestReading, judge_reading
from gifter_domain.language.understanding import understand

_HELP = """Score reading and judging on labelled files, without a database.

[dim]gifter eval gold requests queries.jsonl[/dim]
[dim]gifter eval gold traits products.jsonl --json[/dim]
"""
app = typer.Typer(help=_HELP, no_args_is_help=True)


_File = Annotated[Path, typer.Argument(help="Labelled items, one JSON object a line.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
_Wrong = Annotated[int, typer.Option(min=0, help="Print so many wrong items on stderr.")]


@app.command()
def requests(
    file: _File,
    half: HalfOption = None,
    topics: Annotated[bool, typer.Option("--topics", help="Score each topic too.")] = False,
    wrong: _Wrong = 0,
    as_json: _Json = False,
) -> None:
    """Score how requests are read.

    A line has `id`, `text`, `lang` and the labelled fields: `budget`, `people`,
    `ages`, `adult`, `occasion`, `relationship`, `interests`, `excludes`, `owned`,
    `deadline`. A request is RIGHT if its budget, occasion and excludes are right
    and it is right whether it is for a minor.

    [dim]gifter eval gold requests queries.jsonl --half development --wrong 10[/dim]
    """
    labels = half_of(read_lines(file, LabelledRequest), half)
    verdicts = [judge_reading(label, _reading(label)) for label in labels]
    rows = {"all": [*range(len(labels))], **_rows_by([label.lang for label in labels])}
    if topics:
        rows |= _rows_by([label.topic or "no topic" for label in labels])
    reports = {
        name: report_readings([verdicts[row] for row in some], drawn_samples)
        for name, some in rows.items()
    }
    _show("requests", reports, as_json=as_json)
    misread = [
        f"{label.id} ({label.topic}): {label.text}"
        for label, verdict in zip(labels, verdicts, strict=True)
        if not verdict.right["RIGHT"]
    ][:wrong]
    _print_lines(misread)


def _reading(label: LabelledRequest) -> RequestReading:
    """Returns the fields that `gifter understand --json` prints for the request."""
    read = understand(label.text, language=label.lang)
    return msgspec.convert(request_document(read), RequestReading)


@app.command()
def traits(
    file: _File,
    catalogue: Annotated[
        Path | None,
        typer.Option(help="Texts of products whose lines have only an id: .jsonl or .jsonl.gz."),
    ] = None,
    half: HalfOption = None,
    wrong: _Wrong = 0,
    as_json: _Json = False,
) -> None:
    """Score what is judged about products.

    A line has `id`, the labels `contains`, `maybe`, `for_ages`, `adult_only`,
    `free_of`, and the text: `title`, `short_description`, `description`, `specs`,
    `category`, `tags`. A line without `title` takes its text from the line of
    the catalogue with the same id.

    [dim]gifter eval gold traits products.jsonl --catalogue catalogue.jsonl.gz[/dim]
    """
    labels = half_of(read_lines(file, LabelledFacts), half)
    products = _products(file, catalogue, {label.source for label in labels})
    unknown = sum(label.id not in products for label in labels)
    if unknown:
        fail(f"{unknown} products have no title: name the file of their texts with --catalogue")
    found = judged_texts([products[label.id].text() for label in labels])
    verdicts = [
        judge_facts(label, _facts(traits)) for label, traits in zip(labels, found, strict=True)
    ]
    has_ages = [label.for_ages is not None for label in labels]
    groups = _rows_by([f"{label.source} {label.lang}" for label in labels])
    reports = {
        name: report_facts(
            [verdicts[row] for row in some], [has_ages[row] for row in some], drawn_samples
        )
        for name, some in {"all": [*range(len(labels))], **groups}.items()
    }
    _show("products", reports, as_json=as_json)
    _print_lines(list(_misjudged(labels, products, verdicts))[:wrong])


def _products(file: Path, catalogue: Path | None, sources: Iterable[str]) -> dict[str, ProductLine]:
    """Returns the texts of products by their ids: those of the catalogue, then the file's own."""
    lines: list[dict[str, object]] = read_lines(file, dict[str, object])
    with_text = [line for line in lines if "title" in line]
    catalogues = [catalogue] if catalogue else _catalogues_beside(file, sources)
    others = catalogues if len(with_text) < len(lines) else []
    found = [product for other in others for product in read_lines(other, ProductLine)]
    found += [msgspec.convert(line, ProductLine) for line in with_text]
    return {product.id: product for product in found}


def _catalogues_beside(file: Path, sources: Iterable[str]) -> list[Path]:
    """Returns a catalogue for each source, from the folders beside the file's folder."""
    beside = file.resolve().parent.parent
    found = (sorted(beside.glob(f"{source}*/catalogue.jsonl.gz")) for source in sources)
    return [paths[0] for paths in found if paths]


def _facts(traits: Sequence[Trait]) -> JudgedFacts:
    """Returns the facts that `gifter products facts --json` prints for the traits."""
    return msgspec.convert(asdict(facts_of(traits)), JudgedFacts)


def _misjudged(
    labels: Sequence[LabelledFacts],
    products: Mapping[str, ProductLine],
    verdicts: Sequence[FactsVerdict],
) -> Iterator[str]:
    """Yields a line for each product with a missed or a wrong code."""
    for label, verdict in zip(labels, verdicts, strict=True):
        wrong = [f"{code} wrong" for code, counts in verdict.codes.items() if counts.wrong]
        missed = [f"{code} missed" for code, counts in verdict.codes.items() if counts.missed]
        if wrong or missed:
            yield f"{label.id} {products[label.id].title}: {', '.join(missed + wrong)}"


def _rows_by(names: Sequence[str]) -> dict[str, list[int]]:
    """Returns the rows of each name, the names sorted."""
    rows: dict[str, list[int]] = {name: [] for name in sorted(set(names))}
    for row, name in enumerate(names):
        rows[name].append(row)
    return rows


def _show(items: str, reports: Mapping[str, GroupReport], *, as_json: bool) -> None:
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode({items: reports})).decode())
    else:
        print_groups(reports, items)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        errors.print(line, markup=False, soft_wrap=True)
