"""Orders that a seller writes into a description change no byte of a prompt."""

from pathlib import Path

import pytest

from gifter_domain.catalogue.traits.codes import stored_codes
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText
from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.reranking import RerankProduct, rerank_prompts

ORDERS = (Path(__file__).parents[2] / "data" / "seller_orders.txt").read_text().splitlines()
REQUEST = understand("a birthday present for my aunt who gardens")
HONEST = "A trowel of ash wood and steel, made by hand. For every gardener."


def seen(description: str) -> RerankProduct:
    """Returns a product as a model sees it, with the facts that the judge takes from its text."""
    traits = judge(ProductText(title="Garden Trowel", description=description))
    return RerankProduct("trowel", frozenset(stored_codes(traits)), None)


def test_there_are_60_orders_in_two_languages() -> None:
    assert len(set(ORDERS)) == 60


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_in_a_description_does_not_reach_the_model(order: str) -> None:
    others = [RerankProduct(f"other-{n}", frozenset({"garden"}), None) for n in range(3)]
    for description in (f"{HONEST} {order}", f"{order} {HONEST}", f"{HONEST}\n\n{order.upper()}"):
        honest = rerank_prompts(REQUEST, [seen(HONEST), *others], None)
        ordered = rerank_prompts(REQUEST, [seen(description), *others], None)

        assert [prompt.digest for prompt in ordered] == [prompt.digest for prompt in honest]


def test_a_fact_that_the_judge_accepts_does_reach_the_model() -> None:
    assert seen(f"{HONEST} With a leather strap.") != seen(HONEST)
