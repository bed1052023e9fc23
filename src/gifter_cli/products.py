"""`gifter products`: the facts that the rules judge about products."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from gifter_cli import product_traits
from gifter_cli.judging import judged_texts
from gifter_cli.narrow import show_table
from gifter_cli.runtime import FAILED, MISUSED, errors, fail, with_container
from gifter_domain.catalogue.traits.trait import ProductText

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_domain.catalogue.traits.reports import OpenReport
    from gifter_domain.catalogue.traits.trait import Trait

app = typer.Typer(help="The facts about products.", no_args_is_help=True)
app.add_typer(product_traits.app, name="traits")


class ProductLine(msgspec.Struct):
    """One product of a file; other fields are ignored."""

    id: str
    title: str
    short_description: str | None = None
    description: str | None = None
    specs: str | None = None
    category: str | None = None
    tags: list[str] | None = None
    occasion_fit: list[str] | None = None
    style_tags: list[str] | None = None

    def text(self) -> ProductText:
        return ProductText(
            title=self.title,
            short_description=self.short_description,
            description=self.description,
            specs=self.specs,
            category=self.category,
            tags=tuple(self.tags or ()),
            occasions=tuple(self.occasion_fit or ()),
            styles=tuple(self.style_tags or ()),
        )


@app.command("judge")
def judge_(
    everything: Annotated[
        bool, typer.Option("--all", help="Judge every product that needs it.")
    ] = False,
    batch_size: Annotated[int, typer.Option(min=1, max=1_000, help="Products in one batch.")] = 200,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Judge the mirrored products that the present judge has not judged.

    Workers judge new and changed products; this is for a new version of the
    judge. It may be stopped and repeated: products that are judged are skipped.
    """
    if not everything:
        fail("say --all: workers judge single products by themselves", MISUSED)

    async def main(container: Container) -> int:
        started = time.perf_counter()
        with _progress() as report:
            judged = await container.catalogue().judge_products.judge_all(batch_size, report)
        seconds = time.perf_counter() - started
        if as_json:
            from gifter_domain.catalogue.traits.judge import JUDGE_VERSION

            summary = {"judged": judged, "judge": JUDGE_VERSION, "seconds": round(seconds, 3)}
            typer.echo(msgspec.json.encode(summary))
        else:
            typer.echo(f"{judged} products judged in {seconds:.1f} s")
        return 0

    with_container(main)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=errors, transient=True) as bar:
        task = bar.add_task("Judging products", total=None)
        yield lambda seen, total: bar.update(task, completed=seen, total=total)


@app.command()
def facts(
    product_id: Annotated[str | None, typer.Argument(help="A mirrored product.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Products, one JSON object a line.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """Print the facts about a mirrored product, or judge a file without a database.

    Each fact is shown with its evidence: the field and the words that say it.

    A line of the file has `id`, `title` and, where known, `short_description`,
    `description`, `specs`, `category`, `tags`, `occasion_fit` and `style_tags`.
    """
    if (product_id is None) == (file is None):
        fail("name a product or a --file", MISUSED)
    if file is not None:
        _print_file(file, as_json=as_json)
    elif product_id is not None:
        _print_product(product_id, as_json=as_json)


@app.command()
def reports(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Print the reports of users on which no editor has decided yet.

    `gifter products traits set` decides.
    """

    async def main(container: Container) -> int:
        found = await container.catalogue().report_traits.open()
        if as_json:
            typer.echo(msgspec.json.encode(found))
        else:
            typer.echo("".join(f"{_written_report(one)}\n" for one in found), nl=False)
        return 0

    with_container(main)


def _written_report(one: OpenReport) -> str:
    users = "1 user" if one.users == 1 else f"{one.users} users"
    return f"{one.product_id} {one.title}: {one.code}, {users}, since {one.first_at.date()}"


def _print_product(product_id: str, *, as_json: bool) -> None:
    async def main(container: Container) -> int:
        found = await container.catalogue().product_traits.of_product(product_id)
        if found is None:
            fail(f"there is no product {product_id}", FAILED)
        found_id, product, traits = found
        _print(found_id, product, traits, as_json=as_json)
        if not as_json:
            show_table(Console(highlight=False), _evidence_table(product, traits))
            for decision in await container.catalogue().decide_traits.of_product(found_id):
                typer.echo(product_traits.written(decision))
        return 0

    with_container(main)


def _print_file(file: Path, *, as_json: bool) -> None:
    if not file.is_file():
        fail(f"there is no file {file}", MISUSED)
    lines = list(_lines(file))
    products = [line.text() for line in lines]
    for line, product, traits in zip(lines, products, judged_texts(products), strict=True):
        _print(line.id, product, traits, as_json=as_json)


def _print(
    product_id: str, product: ProductText, traits: Sequence[Trait], *, as_json: bool
) -> None:
    from gifter_domain.catalogue.traits.facts import facts_of

    found = asdict(facts_of(traits))
    if as_json:
        evidence = [_as_json(product, trait) for trait in _sorted(traits)]
        typer.echo(msgspec.json.encode({"id": product_id, **found, "evidence": evidence}))
    else:
        typer.echo(f"{product_id} {product.title}: {_written(found)}")


def _as_json(product: ProductText, trait: Trait) -> dict[str, object]:
    return {
        "code": trait.code,
        "value": trait.value,
        "certainty": trait.certainty,
        "provenance": trait.provenance.name.lower(),
        "field": trait.evidence.field,
        "start": trait.evidence.start,
        "end": trait.evidence.end,
        "text": product.quoted(trait.evidence),
    }


def _evidence_table(product: ProductText, traits: Sequence[Trait]) -> Table:
    table = Table("trait", "value", "sure", "from", "field", "text", box=None, header_style="bold")
    for trait in _sorted(traits):
        ages = f" {trait.ages[0]}-{trait.ages[1]}" if trait.ages else ""
        table.add_row(
            trait.code + ages,
            trait.value.replace("_", " "),
            f"{trait.certainty:.0%}",
            trait.provenance.name.lower().replace("_", " "),
            trait.evidence.field.replace("_", " "),
            escape(product.quoted(trait.evidence)),
        )
    return table


def _sorted(traits: Sequence[Trait]) -> Sequence[Trait]:
    """Returns the traits with the topics last."""
    return sorted(traits, key=lambda trait: (":" in trait.code, trait.code, trait.value))


def _lines(file: Path) -> Iterator[ProductLine]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield msgspec.json.decode(line, type=ProductLine)
            except msgspec.MsgspecError as error:
                fail(f"line {number}: {error}", FAILED)


def _written(found: dict[str, object]) -> str:
    """Returns the facts that are not empty: `contains milk, nuts; adult_only`."""
    parts = []
    for name, value in found.items():
        if isinstance(value, tuple) and value:
            parts.append(f"{name} {', '.join(map(str, value))}")
        elif value is True:
            parts.append(name)
    return "; ".join(parts) or "nothing found"
