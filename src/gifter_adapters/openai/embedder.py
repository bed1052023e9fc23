"""Embeddings from an OpenAI-compatible endpoint. The SDK retries and obeys Retry-After."""

import asyncio
from collections.abc import Iterator, Sequence

import numpy as np
import openai
from openai.types import CreateEmbeddingResponse

from gifter_domain.ai.embedding import (
    EmbeddingAnswerInvalid,
    EmbeddingModel,
    EmbeddingProviderRefused,
    EmbeddingTextRefused,
    EmbeddingUnavailable,
    Vectors,
    unit_rows,
)
from gifter_domain.shared.errors import GifterError

OPENAI_URL = "https://api.openai.com/v1"
# https://platform.openai.com/docs/guides/embeddings: the sizes of vectors without `dimensions`.
_NATIVE_DIMS = {"text-embedding-3-small": 1536, "text-embedding-ada-002": 1536}
_MAX_DIMS = 2000  # the most that pgvector can index
_MAX_TEXTS = 256
_MAX_CHARS_OF_ALL = 200_000
_MAX_CHARS = 6_000  # below the usual 8,192 tokens in any script


class OpenAIEmbedder:
    """Implements `Embedder`. `timeout_s` bounds each request of up to 256 texts with its retries.

    Without `base_url` it uses OpenAI itself, which needs a key. Without `dims` it uses the model's
    own size, if that is known. Raises `EmbeddingProviderRefused` for settings that cannot work.
    """

    def __init__(
        self,
        *,
        api_key: str | None,
        base_url: str | None,
        name: str,
        dims: int | None,
        timeout_s: float,
    ) -> None:
        if not (api_key or base_url):
            raise EmbeddingProviderRefused(
                f"Set LLM_API_KEY or LLM_BASE_URL: {name} is not one of our own models."
            )
        self.model = EmbeddingModel("openai", name, _size(name, dims))
        self._sends_dims = dims is not None
        self._timeout_s = timeout_s
        self._client = openai.AsyncOpenAI(
            # Self-hosted servers often need no key, but the SDK does.
            api_key=api_key or "none",
            base_url=base_url or OPENAI_URL,
            timeout=timeout_s / 2,  # so that after a hung connection there is time for another
            max_retries=3,
        )

    async def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.model.dims), np.float32)
        not_empty = [(place, cut) for place, text in enumerate(texts) if (cut := _cut(text))]
        for batch in _batches(not_empty):
            rows[[place for place, _ in batch]] = await self._request([cut for _, cut in batch])
        return rows

    async def close(self) -> None:
        await self._client.close()

    async def _request(self, texts: list[str]) -> Vectors:
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._answer(texts)
            return _rows(answer, len(texts), self.model.dims)
        except (TimeoutError, openai.APIConnectionError) as error:
            raise EmbeddingUnavailable("The embedding provider does not answer.") from error
        except openai.APIStatusError as error:
            raise _translated(error) from error
        except (openai.APIError, ValueError, TypeError, AttributeError) as error:
            # The SDK raises these for a body that is not the promised JSON.
            raise _invalid("something that is no list of vectors") from error

    async def _answer(self, texts: list[str]) -> CreateEmbeddingResponse:
        create, name, dims = self._client.embeddings.create, self.model.name, self.model.dims
        if not self._sends_dims:
            return await create(input=texts, model=name)
        try:
            return await create(input=texts, model=name, dimensions=dims)
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            # Models with a fixed size refuse the parameter, even if it has that size.
            answer = await create(input=texts, model=name)
            self._sends_dims = len(answer.data[0].embedding) != dims
            return answer


def _size(name: str, dims: int | None) -> int:
    size = _NATIVE_DIMS.get(name) if dims is None else dims
    if size is None:
        raise EmbeddingProviderRefused(f"Set EMBEDDING_DIMS: the vector size of {name}.")
    if not 1 <= size <= _MAX_DIMS:
        raise EmbeddingProviderRefused(f"EMBEDDING_DIMS must be 1 to {_MAX_DIMS}, not {size}.")
    return size


def _cut(text: str) -> str:
    return text.strip()[:_MAX_CHARS]


def _batches(texts: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yields the texts in order, in batches within both limits of a request."""
    batch: list[tuple[int, str]] = []
    chars = 0
    for item in texts:
        if batch and (len(batch) == _MAX_TEXTS or chars + len(item[1]) > _MAX_CHARS_OF_ALL):
            yield batch
            batch, chars = [], 0
        batch.append(item)
        chars += len(item[1])
    if batch:
        yield batch


def _rows(answer: CreateEmbeddingResponse, count: int, dims: int) -> Vectors:
    ordered = sorted(answer.data, key=lambda item: item.index)
    if [item.index for item in ordered] != list(range(count)):
        raise _invalid(f"{len(ordered)} vectors for {count} texts, or their numbers are wrong")
    if wrong := {len(item.embedding) for item in ordered} - {dims}:
        raise _invalid(f"vectors of {min(wrong)} dimensions instead of {dims} (EMBEDDING_DIMS)")
    rows = np.array([item.embedding for item in ordered], np.float64)
    if not np.isfinite(rows).all():
        raise _invalid("vectors with numbers that are not finite")
    return unit_rows(rows)


def _invalid(content: str) -> EmbeddingAnswerInvalid:
    return EmbeddingAnswerInvalid(f"The embedding provider answered {content}.")


def _translated(error: openai.APIStatusError) -> GifterError:
    """Returns our own error. It quotes only status and code, as the message may repeat our key."""
    reply = f"{error.status_code} {error.code or ''}".strip()[:80]
    if error.status_code in (400, 413, 422):
        return EmbeddingTextRefused(f"The embedding provider refused the text ({reply}).")
    if error.status_code in (408, 409, 429) or error.status_code >= 500:
        return EmbeddingUnavailable(f"The embedding provider is away or busy ({reply}).")
    return EmbeddingProviderRefused(
        f"The embedding provider refused us ({reply}): check LLM_API_KEY, LLM_BASE_URL and"
        " EMBEDDING_MODEL."
    )
