"""Tables for any width of the terminal: a list of lines where a table would break words."""

from collections.abc import Iterator

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

# More than any table has, to measure it without a limit.
_UNLIMITED = 10_000


def show_table(console: Console, table: Table) -> None:
    """Prints the table, or a block of lines for each of its rows if it does not fit."""
    needed = Measurement.get(console, console.options.update(max_width=_UNLIMITED), table).minimum
    if needed <= console.width:
        console.print(table)
        return
    for text in _listed(table):
        # A word that is longer than the line stays whole, so that it can be copied.
        for line in text.wrap(console, console.width, overflow="ignore"):
            console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _listed(table: Table) -> Iterator[Text]:
    """Yields the title, and for each row its first cell and a line for each other cell."""
    headings = [Text.from_markup(str(column.header)).plain for column in table.columns]
    if table.title:
        yield Text.from_markup(str(table.title), style="bold")
    for row in zip(*(column.cells for column in table.columns), strict=True):
        first, *others = (Text.from_markup(str(cell)) for cell in row)
        yield _on_one_line(first)
        for heading, cell in zip(headings[1:], others, strict=True):
            if cell.plain.strip():
                yield Text.assemble(f"  {heading}: " if heading else "  ", _on_one_line(cell))
    if table.caption:
        yield Text.from_markup(str(table.caption), style="dim")


def _on_one_line(text: Text) -> Text:
    return Text(", ").join(text.split("\n"))
