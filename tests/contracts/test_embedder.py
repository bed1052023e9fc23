"""The contract of `Embedder`, for each of its adapters."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import numpy as np
import pytest

from builders.servers.embeddings import DIMS, EmbeddingEndpoint, shuffled, words
from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_adapters.local_ai.minilm import MiniLmEmbedder
from gifter_adapters.openai.embedder import OpenAIEmbedder
from gifter_domain.ai.embedding import (
    Embedder,
    EmbeddingAnswerInvalid,
    EmbeddingProviderRefused,
    EmbeddingTextRefused,
    EmbeddingUnavailable,
)
from gifter_domain.shared.errors import GifterError

KEY = "sk-very-secret"
GIFTS = ["a trowel for the garden", "garden gloves for the garden", "smoky whisky", "£5 — 🎁"]

_local = LocalEmbedder()  # one for all tests, as loading it takes a while
_minilm = MiniLmEmbedder()


@pytest.fixture
def endpoint() -> Iterator[EmbeddingEndpoint]:
    endpoint = EmbeddingEndpoint()
    yield endpoint
    endpoint.close()


def client(
    endpoint: EmbeddingEndpoint, *, dims: int | None = DIMS, timeout_s: float = 10.0
) -> OpenAIEmbedder:
    return OpenAIEmbedder(
        api_key=KEY, base_url=endpoint.url, name="words", dims=dims, timeout_s=timeout_s
    )


@pytest.fixture
async def remote(endpoint: EmbeddingEndpoint) -> AsyncIterator[OpenAIEmbedder]:
    embedder = client(endpoint)
    yield embedder
    await embedder.close()


@pytest.fixture(params=["local", "minilm", "openai"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "local":
        return _local
    if request.param == "minilm":
        return _minilm
    remote: OpenAIEmbedder = request.getfixturevalue("remote")
    return remote


# The contract of every adapter


async def test_each_text_gets_a_float32_row_of_unit_length(embedder: Embedder) -> None:
    rows = await embedder.embed(GIFTS)

    assert rows.dtype == np.float32
    assert rows.shape == (len(GIFTS), embedder.model.dims)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


async def test_an_empty_text_gets_a_zero_row(embedder: Embedder) -> None:
    rows = await embedder.embed(["", GIFTS[0], " \n\t", GIFTS[2]])

    assert [bool(row.any()) for row in rows] == [False, True, False, True]
    assert (await embedder.embed([" "])).shape == (1, embedder.model.dims)


async def test_no_texts_get_no_rows(embedder: Embedder) -> None:
    assert (await embedder.embed([])).shape == (0, embedder.model.dims)


async def test_a_text_gets_the_same_row_alone_and_among_others(embedder: Embedder) -> None:
    together = await embedder.embed(GIFTS[::-1])
    alone = [await embedder.embed([text]) for text in GIFTS]

    assert together[::-1] == pytest.approx(np.vstack(alone), abs=1e-5)


async def test_texts_of_similar_meaning_are_nearer_than_others(embedder: Embedder) -> None:
    trowel, gloves, whisky, _ = await embedder.embed(GIFTS)

    assert trowel @ gloves > trowel @ whisky


async def test_long_texts_and_many_texts_are_embedded(embedder: Embedder) -> None:
    rows = await embedder.embed(["very long text " * 20_000, *(f"gift {n}" for n in range(600))])

    assert rows.shape[0] == 601
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


async def test_calls_at_the_same_time_do_not_mix(embedder: Embedder) -> None:
    alone = [await embedder.embed([text]) for text in GIFTS]

    together = await asyncio.gather(*(embedder.embed([text]) for text in GIFTS))

    assert np.vstack(together) == pytest.approx(np.vstack(alone), abs=1e-5)


# The local model


async def test_the_local_model_does_not_block_the_event_loop() -> None:
    embedder = LocalEmbedder()
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count_turns())
    await embedder.embed(GIFTS)
    counting.cancel()

    assert turns > 10


# The client of an endpoint


async def test_a_request_names_key_model_and_size(
    endpoint: EmbeddingEndpoint, remote: OpenAIEmbedder
) -> None:
    await remote.embed(["tea"])

    (request,) = endpoint.requests
    assert endpoint.keys == {f"Bearer {KEY}"}
    assert (request["model"], request["dimensions"], request["input"]) == ("words", DIMS, ["tea"])


async def test_many_or_long_texts_are_sent_in_several_requests(
    endpoint: EmbeddingEndpoint, remote: OpenAIEmbedder
) -> None:
    await remote.embed(["x"] * 600)
    await remote.embed(["long " * 10_000] * 60)

    sizes = [len(request["input"]) for request in endpoint.requests]
    chars = [sum(map(len, request["input"])) for request in endpoint.requests]
    assert sizes[:3] == [256, 256, 88]
    assert sum(sizes[3:]) == 60
    assert max(chars) <= 200_000


async def test_rows_are_sorted_by_their_index(
    endpoint: EmbeddingEndpoint, remote: OpenAIEmbedder
) -> None:
    texts = [f"{'word ' * n}{n}" for n in range(1, 20)]
    endpoint.change = shuffled

    rows = await remote.embed(texts)

    expected = np.array([words(text) for text in texts])
    assert rows == pytest.approx(expected / np.linalg.norm(expected, axis=1, keepdims=True))


@pytest.mark.parametrize("failure", [(429, {"Retry-After": "0"}), (500, {}), (503, {})])
async def test_a_temporary_failure_is_tried_again(
    endpoint: EmbeddingEndpoint, remote: OpenAIEmbedder, failure: tuple[int, dict[str, str]]
) -> None:
    endpoint.failures = [failure]

    assert (await remote.embed(["tea"])).any()
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (429, {"Retry-After": "30"}, EmbeddingUnavailable),
        (429, {"x-should-retry": "false"}, EmbeddingUnavailable),
        (503, {}, EmbeddingUnavailable),
        (401, {}, EmbeddingProviderRefused),
        (403, {}, EmbeddingProviderRefused),
        (404, {}, EmbeddingProviderRefused),
        (400, {}, EmbeddingTextRefused),
        (413, {}, EmbeddingTextRefused),
        (422, {}, EmbeddingTextRefused),
    ],
)
async def test_a_permanent_failure_is_our_own_error_without_the_key(
    endpoint: EmbeddingEndpoint, status: int, headers: dict[str, str], error: type[GifterError]
) -> None:
    endpoint.failures = [(status, headers)] * 10
    embedder = client(endpoint, timeout_s=0.4)

    with pytest.raises(error) as raised:
        await embedder.embed(["tea"])

    assert KEY not in raised.value.message
    await embedder.close()


async def test_a_slow_answer_ends_at_the_timeout(endpoint: EmbeddingEndpoint) -> None:
    endpoint.delay_s = 0.3
    embedder = client(endpoint, timeout_s=0.1)

    with pytest.raises(EmbeddingUnavailable):
        await embedder.embed(["tea"])
    await embedder.close()


async def test_an_endpoint_that_is_away_is_unavailable() -> None:
    gone = EmbeddingEndpoint()
    gone.close()
    embedder = client(gone, timeout_s=0.3)

    with pytest.raises(EmbeddingUnavailable):
        await embedder.embed(["tea"])
    await embedder.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: answer | {"data": answer["data"][:1]},
        lambda answer: answer | {"data": []},
        lambda answer: answer | {"data": [item | {"index": 0} for item in answer["data"]]},
        lambda answer: (
            answer | {"data": [item | {"embedding": [0.5] * 3} for item in answer["data"]]}
        ),
        lambda answer: (
            answer
            | {"data": [item | {"embedding": [float("nan")] * DIMS} for item in answer["data"]]}
        ),
        lambda answer: {"object": "list"},
        lambda answer: "<html>sign in</html>",
    ],
    ids=["too few", "none", "one index", "size", "not finite", "no data", "no JSON"],
)
async def test_an_answer_that_does_not_fit_the_request_is_never_used(
    endpoint: EmbeddingEndpoint, remote: OpenAIEmbedder, change: object
) -> None:
    endpoint.change = change  # type: ignore[assignment]

    with pytest.raises(EmbeddingAnswerInvalid):
        await remote.embed(["tea", "mug"])


async def test_the_size_is_not_sent_again_to_a_model_with_a_fixed_size(
    endpoint: EmbeddingEndpoint, remote: OpenAIEmbedder
) -> None:
    endpoint.refuses_dimensions = True

    assert (await remote.embed(["tea"])).any()
    assert (await remote.embed(["mug"])).any()
    assert ["dimensions" in request for request in endpoint.requests] == [True, False, False]


def test_openai_itself_needs_a_key() -> None:
    with pytest.raises(EmbeddingProviderRefused, match="Set LLM_API_KEY or LLM_BASE_URL"):
        OpenAIEmbedder(
            api_key=None, base_url=None, name="text-embedding-3-small", dims=None, timeout_s=1
        )


async def test_a_self_hosted_endpoint_needs_no_key(endpoint: EmbeddingEndpoint) -> None:
    embedder = OpenAIEmbedder(
        api_key=None, base_url=endpoint.url, name="words", dims=DIMS, timeout_s=10
    )

    assert (await embedder.embed(["tea"])).any()
    await embedder.close()


def test_the_size_of_a_well_known_model_need_not_be_set() -> None:
    embedder = OpenAIEmbedder(
        api_key=KEY, base_url=None, name="text-embedding-3-small", dims=None, timeout_s=1
    )

    assert embedder.model.key == "openai/text-embedding-3-small/1536"


@pytest.mark.parametrize("dims", [None, 0, -1, 2001])
def test_a_size_that_cannot_work_is_refused_at_once(
    endpoint: EmbeddingEndpoint, dims: int | None
) -> None:
    with pytest.raises(EmbeddingProviderRefused, match="EMBEDDING_DIMS"):
        client(endpoint, dims=dims)
