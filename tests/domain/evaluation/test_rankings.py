"""The quality of ordered lists, and the searches that they are compared with."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from gifter_domain.evaluation.ranking.baselines import Bm25, best_ids, summed
from gifter_domain.evaluation.ranking.lists import ndcg, recall, reciprocal_rank, variety
from gifter_domain.evaluation.ranking.report import ListScores, report_ranking

GRADES = {"a": 3, "b": 1, "c": 0}


def draw(count: int) -> NDArray[np.intp]:
    return np.random.default_rng(1).integers(0, count, (200, count))


def test_the_best_order_has_an_ndcg_of_one() -> None:
    assert ndcg(["a", "b", "x"], GRADES) == 1


def test_ndcg_is_the_sum_of_discounted_gains_divided_by_the_best_sum() -> None:
    best = 7 + 1 / np.log2(3)

    assert ndcg(["c", "b", "a"], GRADES) == pytest.approx((1 / np.log2(3) + 7 / 2) / best)


def test_places_below_ten_gain_nothing() -> None:
    below = [*map(str, range(10)), "a"]

    assert ndcg(below, GRADES) == 0
    assert reciprocal_rank(below, GRADES) == 0


@pytest.mark.parametrize(("ids", "rank"), [(["a"], 1), (["x", "c", "b"], 3)])
def test_the_reciprocal_rank_is_that_of_the_first_relevant_item(
    ids: Sequence[str], rank: int
) -> None:
    assert reciprocal_rank(ids, GRADES) == 1 / rank


def test_recall_is_the_share_of_relevant_items_in_the_list() -> None:
    assert recall(["b", "c", "x"], GRADES) == 0.5


def test_a_search_without_relevant_items_has_no_quality() -> None:
    assert (ndcg([], {"c": 0}), reciprocal_rank([], {}), recall([], {})) == (None, None, None)


def test_equal_products_have_no_variety_and_orthogonal_ones_have_all() -> None:
    assert variety(np.array([[1, 0], [1, 0]], np.float32)) == pytest.approx(0)
    assert variety(np.array([[1, 0], [0, 1]], np.float32)) == pytest.approx(1)
    assert variety(np.array([[1, 0]], np.float32)) is None


def test_bm25_prefers_rare_words_titles_and_other_forms_of_a_word() -> None:
    texts = [
        ("Mug", "for knitters"),
        ("Knitting bag", "a bag"),
        ("Mug", "plain"),
        ("Mug", "plain"),
    ]
    bm25 = Bm25(texts)

    assert best_ids(bm25.scores("knit mug"), list("abcd"), 10)[0] == "b"
    assert best_ids(bm25.scores("knits"), list("abcd"), 10) == ["b"]
    assert best_ids(bm25.scores("nothing"), list("abcd"), 10) == []


def test_a_sum_weighs_both_searches_alike_whatever_their_scale() -> None:
    words, meaning = np.array([0.0, 5.0, 50.0]), np.array([0.2, 0.9, 0.1])

    assert summed(words, meaning).argmax() == 1
    assert summed(words * 100, meaning) == pytest.approx(summed(words, meaning))


def test_a_baseline_is_compared_search_by_search() -> None:
    own = [ListScores(ndcg=0.5), ListScores(ndcg=0.9), ListScores(ndcg=None)]
    other = [ListScores(ndcg=0.4), ListScores(ndcg=0.8), ListScores(ndcg=None)]

    measure = report_ranking(own, {"BM25": other}, draw)["ndcg"]

    assert measure.value is not None
    assert measure.value.value == pytest.approx(0.7)
    assert measure.baselines["BM25"].value == pytest.approx(0.6)
    assert measure.differences["BM25"].low == pytest.approx(0.1)
    assert measure.differences["BM25"].high == pytest.approx(0.1)


def test_the_time_of_a_search_is_reported_as_percentiles() -> None:
    scores = [ListScores(milliseconds=float(ms)) for ms in range(101)]

    report = report_ranking(scores, {}, draw)

    assert report["p50_ms"].value is not None
    assert report["p50_ms"].value.value == 50
    assert report["ndcg"].value is None
