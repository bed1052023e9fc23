"""`gifter eval`: measures of quality on data with labels."""

import typer

from gifter_cli import eval_gold, eval_ranking, eval_replay, eval_taste

_HELP = """Measure how well requests are read, products judged and gifts ranked.

[dim]gifter eval gold requests queries.jsonl[/dim]    reading requests
[dim]gifter eval gold traits products.jsonl[/dim]     judging products
[dim]gifter eval ranking --data sets[/dim]            ranking gifts
[dim]gifter eval replay --searches FILE[/dim]         gifts that do not fit real searches
[dim]gifter eval taste[/dim]                          answers about a taste
"""
app = typer.Typer(help=_HELP, no_args_is_help=True)
app.add_typer(eval_gold.app, name="gold")
app.command()(eval_ranking.ranking)
app.command()(eval_replay.replay)
app.command()(eval_taste.taste)
