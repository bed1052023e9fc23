"""`gifter eval`: measures of quality on data with labels."""

import typer

from gifter_cli.lazy import LazyCommand, lazy_group

_HELP = """Measure how well requests are read, products judged and gifts ranked.

[dim]gifter eval gold requests queries.jsonl[/dim]    reading requests
[dim]gifter eval gold traits products.jsonl[/dim]     judging products
[dim]gifter eval ranking --data sets[/dim]            ranking gifts
[dim]gifter eval replay --searches FILE[/dim]         gifts that do not fit real searches
[dim]gifter eval taste[/dim]                          answers about a taste
[dim]gifter eval policy LOG[/dim]                     a ranking by the log of another
"""
COMMANDS = (
    LazyCommand(
        "gold",
        "gifter_cli.evaluation.gold:app",
        "Score reading and judging on labelled files, without a database.",
    ),
    LazyCommand(
        "ranking",
        "gifter_cli.evaluation.ranking:ranking",
        "Measure recommendations on judged searches, beside simple searches.",
    ),
    LazyCommand(
        "replay",
        "gifter_cli.evaluation.replay:replay",
        "Ask recorded searches again, and count the gifts that do not fit.",
    ),
    LazyCommand(
        "taste",
        "gifter_cli.evaluation.taste:taste",
        "Measure how much better a present becomes with each answer about a taste.",
    ),
    LazyCommand(
        "policy",
        "gifter_cli.evaluation.policy:policy",
        "Estimate how well a ranking would do, from the log of one that explored.",
    ),
)
app = typer.Typer(help=_HELP, cls=lazy_group(COMMANDS), no_args_is_help=True)


@app.callback()
def group() -> None:
    """Holds the commands above, which are imported at their call."""
