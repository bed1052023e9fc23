"""A taste in recommendations: free text, scores and explanations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.recommendations.candidates import a_product, candidate_lists, query_vectors
from gifter_domain.language.matching import matching_words
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.explanation import explanation
from gifter_domain.recommendations.free_text import MOST_WORDS, parse_text
from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.recommendations.ranking.features import QueryVectors
from gifter_domain.recommendations.ranking.rank import rank
from gifter_domain.recommendations.ranking.scoring import TASTE_WEIGHTS, WEIGHTS
from gifter_domain.recommendations.ranking.taste_fit import (
    DISLIKE_FACTOR,
    dislike_factor,
    likes_fit,
    matched_likes,
)
from gifter_domain.shared.money import Budget
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.vocabulary import COLOURS, INTERESTS, STYLES, VALUES

GARDENER = Facets(interests=("gardening",), styles=("rustic",))


def some(table: dict[str, object]) -> st.SearchStrategy[tuple[str, ...]]:
    codes = [value.partition(".")[2] for value in table]
    return st.lists(st.sampled_from(codes), max_size=4, unique=True).map(tuple)


tastes = st.builds(
    Facets,
    interests=some({**INTERESTS}),
    styles=some({**STYLES}),
    values=some({**VALUES}),
    colours=some({**COLOURS}),
    words=st.sampled_from([(), ("records",), ("copper",)]),
    dislikes=st.sampled_from([(), ("interest.tea",), ("style.rustic",)]),
)


@pytest.mark.parametrize(
    ("text", "values", "words", "refused"),
    [
        ("She's always in the garden", ("interest.gardening",), (), ()),
        ("long walks with the dog", ("interest.walking", "interest.dogs"), ("long",), ()),
        ("jazz, and nothing made of wool", (), ("jazz",), ("wool",)),
        ("Loves whisky but hates golf", ("interest.spirits",), (), ("golf",)),
        ("...", (), (), ()),
    ],
)
def test_free_text_is_read_as_values_words_and_refusals(
    text: str, values: tuple[str, ...], words: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    parsed = parse_text(text)

    assert (parsed.values, parsed.words, parsed.refused) == (values, words, refused)


@pytest.mark.parametrize(
    ("praise", "value"),
    [
        ("I could not do without my garden", "interest.gardening"),
        ("Not a day goes by without tea", "interest.tea"),
        ("never says no to chocolate", "interest.chocolate"),
        ("wouldn't say no to whisky", "interest.spirits"),
        ("nothing beats a good wine", "interest.wine_beer"),
        ("nothing like a good book", "interest.reading"),
        ("no day without music", "interest.music"),
        ("can't live without coffee", "interest.coffee"),
        ("hates missing the yoga class", None),
        ("there is no place like home", None),
        ("No better feeling than fresh bread", None),
        ("can't get through Monday without coffee", None),
        ("She would hate life without her dog", None),
        ("can't avoid chocolate", None),
        ("never enough chocolate", "interest.chocolate"),
        ("can never have enough books", "interest.reading"),
        ("can never read enough crime novels", "interest.reading"),
        ("never leaves without coffee", None),
        ("never drinks anything but tea", None),
        ("never wears the same silk scarf twice", None),
        ("can't bear to part with books", "interest.reading"),
        ("can't stand to lose at chess", "interest.games"),
    ],
)
def test_praise_is_not_a_refusal(praise: str, value: str | None) -> None:
    parsed = parse_text(praise)

    assert parsed.refused == ()
    assert value is None or value in parsed.values
    assert not {"beats", "says", "never"} & {*parsed.words}


@pytest.mark.parametrize(
    ("phrase", "refused"),
    [
        ("no golf", ("golf",)),
        ("jazz, no golf please", ("golf",)),
        ("Old records and no candles or socks", ("candles", "socks")),
        ("absolutely hates golf", ("golf",)),
        ("Hates golf on television", ("golf",)),
        ("she is allergic to nuts", ("nuts",)),
        ("Can't stand copper", ("copper",)),
        ("cannot stand clowns", ("clowns",)),
        ("doesn't eat meat", ("meat",)),
        ("does not drink alcohol", ("alcohol",)),
        ("not a fan of golf", ("golf",)),
        ("can't have dairy", ("milk",)),
        ("nothing with real leather", ("leather",)),
        ("He never drinks coffee", ("coffee",)),
        ("She would never wear fur", ("fur",)),
        ("She wouldn't wear wool", ("wool",)),
        ("never ever eats meat or fish", ("meat", "fish")),
        ("never touches whisky", ("alcohol",)),
        ("She avoids wool", ("wool",)),
        ("is intolerant to oats", ("oats",)),
        ("can't bear candles", ("candles",)),
    ],
)
def test_unambiguous_refusals_are_refused_and_not_loved(
    phrase: str, refused: tuple[str, ...]
) -> None:
    parsed = parse_text(phrase)

    assert parsed.refused == refused
    assert not {*refused} & {*parsed.words}
    assert parsed.values == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "He has never tried sushi",
        "She never drinks wine alone",
        "never drinks coffee before noon",
        "never eats chocolate without sharing",
    ],
)
def test_ambiguous_refusals_are_neither_loved_nor_refused(phrase: str) -> None:
    parsed = parse_text(phrase)

    assert (parsed.values, parsed.words, parsed.refused) == ((), (), ())


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_reading_free_text_never_fails(text: str) -> None:
    assert len(parse_text(text).words) <= MOST_WORDS


@given(tastes, candidate_lists(max_size=4))
def test_every_matched_like_is_in_the_labels_or_title(
    taste: Facets, candidates: list[Candidate]
) -> None:
    query = parse_query("").for_taste(taste)
    for product in (candidate.product for candidate in candidates):
        texts = (product.title, product.category or "", *product.gift_tags, *product.style_tags)
        for trait in matched_likes(taste, product):
            assert any(matching_words(trait.keywords, text) for text in texts)
        explained = explanation(query, product)
        assert all(trait.phrase in explained for trait in matched_likes(taste, product)[:1])


@given(tastes, candidate_lists(), query_vectors, st.sampled_from(["", "golf", "copper tea"]))
@settings(max_examples=60)
def test_scores_with_a_taste_are_sums_between_zero_and_one(
    taste: Facets, candidates: list[Candidate], vectors: QueryVectors, text: str
) -> None:
    query = parse_query(text).for_taste(taste)
    with_taste = QueryVectors(vectors.query, vectors.query)

    for item in rank(query, candidates, with_taste, 10):
        assert 0 <= item.score <= 1
        assert sum(item.why.values()) == pytest.approx(item.score)
        assert {*item.why} <= {*WEIGHTS, *TASTE_WEIGHTS}


def test_a_product_that_matches_a_like_ranks_first() -> None:
    trowel = a_product("p2", title="Copper trowel", gift_tags=("For the gardener",))
    mug = a_product("p1", title="Copper mug")
    query = parse_query("copper").for_taste(GARDENER)

    ranked = rank(query, [Candidate(mug), Candidate(trowel)], QueryVectors(), 2)

    assert [item.product.id for item in ranked] == ["p2", "p1"]
    assert "loves gardening" in ranked[0].explanation
    assert "loves" not in ranked[1].explanation


def test_styles_match_labels_but_not_titles() -> None:
    titled = a_product(title="Rustic bread book")
    labelled = a_product(style_tags=("rustic",))

    assert likes_fit(GARDENER, titled) == 0
    assert likes_fit(GARDENER, labelled) == 0.25


def test_a_category_of_two_things_matches_neither() -> None:
    taste = Facets(interests=("coffee",))

    assert likes_fit(taste, a_product(category="coffee-and-tea")) == 0
    assert likes_fit(taste, a_product(category="coffee")) == 0.5


def test_a_disliked_product_keeps_its_score_only_if_it_matches_an_interest() -> None:
    taste = Facets(interests=("gardening",), dislikes=("interest.fragrance",))

    assert dislike_factor(taste, a_product(title="Candle")) == DISLIKE_FACTOR
    assert dislike_factor(taste, a_product(title="Garden candle")) == 1
    assert dislike_factor(taste, a_product(title="Mug")) == 1


def test_experiences_lose_score_for_people_who_prefer_objects() -> None:
    taste = Facets(leaning="objects")

    assert dislike_factor(taste, a_product(gift_tags=("Experience",))) == DISLIKE_FACTOR


def test_the_price_comfort_is_the_budget_only_if_the_request_names_none() -> None:
    comfort, own = Budget("GBP", None, 3_000), Budget("GBP", None, 9_000)
    taste = Facets(price_comfort=comfort)

    open_query = parse_query("a mug").for_taste(taste)
    named = parse_query("a mug", budget=own).for_taste(taste)

    assert (open_query.budget, open_query.is_comfort) == (comfort, True)
    assert (named.budget, named.is_comfort) == (own, False)
