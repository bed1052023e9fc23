"""Tables and numbers of `gifter eval`, for people."""

from collections.abc import Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gifter_cli.narrow import show_table
from gifter_domain.evaluation.found import FoundScore
from gifter_domain.evaluation.gold.report import Accuracy, GroupReport
from gifter_domain.evaluation.intervals import Estimate

UNDEFINED = "–"


def percent(found: Estimate | float | None) -> str:
    """Returns `84.2 [79–89]`, in percent, or a dash if nothing was measured."""
    if found is None:
        return UNDEFINED
    if isinstance(found, float):
        return f"{100 * found:.1f}"
    return f"{100 * found.value:.1f} [dim]{100 * found.low:.0f}–{100 * found.high:.0f}[/dim]"


def print_groups(groups: Mapping[str, GroupReport], items: str) -> None:
    """Prints the scores of each group of items, such as `all` and `de`."""
    console = Console(highlight=False)
    for name, report in groups.items():
        title = f"{escape(name)}: {report.items} {items}, in percent with 95 % intervals"
        show_table(console, _accuracies(report.accuracy, title))
        show_table(console, _found(report.found))


def _accuracies(scores: Mapping[str, Accuracy], title: str) -> Table:
    table = Table("right", "all", "where stated", "of", "where not", title=title)
    for name, one in scores.items():
        stated = "" if one.stated is None else str(one.stated)
        parts = (one.where_stated, one.where_not_stated)
        shown = ["" if one.stated is None else percent(part) for part in parts]
        table.add_row(name, percent(one.all), shown[0], stated, shown[1])
    return table


def _found(scores: Mapping[str, FoundScore]) -> Table:
    table = Table("found", "precision", "recall", "F1", "right", "wrong", "missed")
    for name, one in scores.items():
        shares = (percent(one.precision), percent(one.recall), percent(one.f1))
        table.add_row(name, *shares, *map(str, (one.right, one.wrong, one.missed)))
    return table
