"""Prints recommendations for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gifter_cli.amounts import written
from gifter_domain.shared.money import Money

if TYPE_CHECKING:
    from gifter_domain.language.understanding import UnderstoodRequest
    from gifter_domain.recommendations.clarifying import ClarifyingQuestion
    from gifter_domain.recommendations.recommendation import (
        Pipeline,
        Recommendation,
        RecommendationResult,
    )
    from gifter_domain.shared.money import Budget


def print_answer(answer: RecommendationResult) -> None:
    """Prints how the request was understood, the list, and the question about it."""
    console = Console(highlight=False)
    console.print(escape(understood_line(answer.understood.fields)))
    for note in answer.notes:
        console.print(escape(note.message))
    if answer.empty:
        console.print(f"No product matches. {escape(answer.empty.message)}")
        if answer.empty.reason == "no_catalogue":
            console.print("To add products, run: gifter catalogue import")
        return
    console.print(_table(answer.items))
    if answer.question:
        console.print(escape(_question(answer.question)))
    console.print(_pipeline(answer.pipeline), style="dim")


def understood_line(fields: UnderstoodRequest) -> str:
    """Returns what was understood in one line: limits first, since they matter most."""
    ages = (f"{low}" if low == high else f"{low} to {high}" for low, high in fields.ages)
    parts = {
        "not": ", ".join(fields.excludes),
        "for": fields.relationship,
        "age": ", ".join(ages),
        "minor": "yes" if fields.adult is False else "",
        "people": fields.people,
        "occasion": fields.occasion,
        "budget": fields.budget and _budget(fields.budget.range),
        "looking for": " ".join(fields.words),
        "has": ", ".join(fields.owned),
        "language": "" if fields.supported else fields.language,
    }
    stated = [f"{name}: {value}" for name, value in parts.items() if value]
    return "Understood: " + ("; ".join(stated) or "anything")


def _budget(budget: Budget) -> str:
    ends = (budget.min_minor, budget.max_minor)
    least, most = (None if end is None else written(Money(end, budget.currency)) for end in ends)
    if least and most:
        return f"{least} to {most}"
    return f"up to {most}" if most else f"from {least}"


def _table(items: Sequence[Recommendation]) -> Table:
    """Returns a line for each gift with price and score, and below its reasons in full width."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for item in items:
        price = written(item.product.price) if item.product.price else ""
        title = f"[bold]{escape(item.product.title)}[/bold]"
        table.add_row(f"{item.rank}.", title, price, f"{item.score:.3f}")
        table.add_row("", escape(item.explanation))
        table.add_row("", f"[dim]{_parts(item)}[/dim]")
    return table


def _parts(item: Recommendation) -> str:
    parts = sorted(item.why.items(), key=lambda part: -part[1])
    return ", ".join(f"{name} {value:.2f}" for name, value in parts)


def _question(question: ClarifyingQuestion) -> str:
    return f"{question.text} ({' / '.join(choice.label for choice in question.choices)})"


def _pipeline(pipeline: Pipeline) -> str:
    spent = ", ".join(f"{stage} {ms:.0f} ms" for stage, ms in pipeline.timings_ms.items())
    model = pipeline.embedder or "no model, text search only"
    return f"{pipeline.candidates} candidates ({pipeline.retrieval}, {model}); {spent}"
