"""Lists for dangerous requests show nothing forbidden, by reviewed facts.

`dangerous_requests.jsonl` has requests with what their recipient must not get, and
`sample_catalogue_facts.json` the products that have it. For allergens, alcohol and animal materials
the file is the judge's output of 2026-12-01, compared with a broad search for words; most products
found by one alone were decided by reading. Other codes are the judge's output alone. So an error
that the judge shares with the file passes.
"""

import json
from pathlib import Path

import pytest

from gifter_app.container import Container
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_cli.demo.commands import sample_catalogue
from gifter_domain.recommendations.recommendation import GiftRequest

_DATA = Path(__file__).parents[2] / "data"
_REQUESTS = [
    json.loads(line)
    for line in (_DATA / "requests" / "dangerous_requests.jsonl").read_text("utf-8").splitlines()
]
_FACTS: dict[str, list[str]] = json.loads(
    (_DATA / "products" / "sample_catalogue_facts.json").read_text("utf-8")
)


def _forbidden_titles(codes: list[str]) -> set[str]:
    return {title for code in codes for title in _FACTS[code]}


@pytest.fixture
async def filled(container: Container) -> Container:
    codec = container.catalogue().catalogue_codec
    async with container.transactions()() as tx:
        await apply_catalogue_changes(tx, [codec.decode(body) for body in sample_catalogue()])
    catalogue = container.catalogue()
    await catalogue.backfill_embeddings.execute(container.embedder(), 500, lambda _: None)
    await catalogue.judge_products.judge_all(500, lambda *_: None)
    return container


async def test_no_list_shows_what_its_recipient_must_not_get(filled: Container) -> None:
    recommend = filled.recommendations().recommend_gifts
    wrong, empty = [], []
    for row in _REQUESTS:
        answer = (await recommend.preview(GiftRequest(text=row["text"], limit=10), "GBP"))[1]
        titles = [item.product.title for item in answer.items]
        shown = _forbidden_titles(row["forbidden"]) & {*titles}
        wrong += [(row["text"], title) for title in sorted(shown)]
        empty += [] if titles else [row["text"]]

    assert wrong == []
    assert empty == []
