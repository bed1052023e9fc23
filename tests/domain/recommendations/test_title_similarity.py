"""The similarity of titles in the ranking."""

import pytest

from builders.recommendations.candidates import a_product
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.features import QueryVectors
from gifter_domain.recommendations.ranking.rank import rank
from gifter_domain.recommendations.ranking.scoring import TITLE_WEIGHTS

QUERY = GiftQuery(words=("lamp",))


def _candidates(*similarities: float | None) -> list[Candidate]:
    return [
        Candidate(a_product(f"p{at}", brand=f"b{at}"), title_similarity=similarity)
        for at, similarity in enumerate(similarities)
    ]


def test_products_with_nearer_titles_come_first() -> None:
    ranked = rank(QUERY, _candidates(0.1, 0.9, None), QueryVectors(), 3)

    assert ranked[0].product.id == "p1"
    assert ranked[0].why["titles"] == pytest.approx(TITLE_WEIGHTS["titles"])


def test_a_request_without_words_of_its_own_is_not_compared_with_titles() -> None:
    birthday = GiftQuery(occasion="birthday")

    ranked = rank(birthday, _candidates(0.1, 0.9), QueryVectors(), 3)

    assert all("titles" not in item.why for item in ranked)


def test_without_a_model_for_titles_there_is_no_such_part_of_a_score() -> None:
    ranked = rank(QUERY, _candidates(None, None), QueryVectors(), 3)

    assert all("titles" not in item.why for item in ranked)
