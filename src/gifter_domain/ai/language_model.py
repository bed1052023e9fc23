"""The language model port: prompts, completions, used tokens, and errors."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gifter_domain.shared.errors import Unavailable

# Any JSON value. The type is no narrower because a model may return anything.
Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


class LanguageModelUnavailable(Unavailable):
    """The provider is down, too slow or over its limits. A later retry may succeed."""

    code = "language_model_unavailable"


class LanguageModelTimedOut(LanguageModelUnavailable):
    """The provider is too slow. The call may have used tokens all the same."""


class LanguageModelRefused(Unavailable):
    """The provider refuses our key, model or request. A retry fails until they are changed."""

    code = "language_model_refused"


class Purpose(StrEnum):
    """The reason for a call of a model. The names are the specification's."""

    PRODUCT_ENRICHMENT = "PRODUCT_ENRICHMENT"
    CURATED_COLLECTIONS = "CURATED_COLLECTIONS"
    RECOMMENDATION_RERANK = "RECOMMENDATION_RERANK"
    ONBOARDING_QUESTIONS = "ONBOARDING_QUESTIONS"
    EXPLANATIONS = "EXPLANATIONS"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt for a language model. `key` names its wording and version.

    `instructions` are written by us. `data` is their input and must never be followed as an
    instruction. The model is asked for JSON of the schema `schema`, with at most `max_tokens`.
    `user_id` is the user whose budget pays for the call; it is never sent.
    """

    key: str
    purpose: Purpose
    instructions: str
    data: str
    schema: Mapping[str, Json]
    max_tokens: int
    user_id: str | None = None

    @property
    def variable_part(self) -> str:
        """Returns all that is sent except the instructions, as one text of JSON."""
        part = {"data": self.data, "schema": self.schema, "maxTokens": self.max_tokens}
        return json.dumps(part, ensure_ascii=False)

    @property
    def digest(self) -> str:
        """Returns the SHA-256 of all that is sent, in hexadecimal digits."""
        sent = f"{self.key}\x00{self.instructions}\x00{self.variable_part}"
        return hashlib.sha256(sent.encode(errors="surrogatepass")).hexdigest()

    @property
    def most_input_tokens(self) -> int:
        """Returns an upper bound of the input tokens, since a token has at least one byte."""
        sent = self.instructions + self.variable_part
        return len(sent.encode(errors="surrogatepass")) + _FRAME_TOKENS


_FRAME_TOKENS = 64  # the marks that a provider puts around messages


@dataclass(frozen=True, slots=True)
class Usage:
    """The number of used tokens by class. Each token is counted in exactly one class."""

    input: int = 0
    cached_input: int = 0
    output: int = 0
    reasoning: int = 0

    @property
    def total(self) -> int:
        return self.input + self.cached_input + self.output + self.reasoning


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's response as unchecked text, and the tokens that it used.

    `model` is the model that the provider says has answered, if it names one. `run_id` is the
    stored run, or None if nothing was called because the answer was known.
    """

    text: str
    usage: Usage
    model: str | None = None
    run_id: str | None = None


class LanguageModel(Protocol):
    @property
    def provider(self) -> str: ...

    @property
    def name(self) -> str: ...

    async def complete(self, prompt: Prompt) -> Completion:
        """Sends the prompt and returns the response, which is untrusted.

        Must not be called inside a transaction. Raises `LanguageModelUnavailable` after retries,
        and `LanguageModelRefused` without a retry.
        """
        ...
