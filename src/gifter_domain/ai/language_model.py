"""The language model port: prompts, completions, used tokens, and errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gifter_domain.shared.errors import Unavailable

# Any JSON value. The type is no narrower because a model may return anything.
Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


class LanguageModelUnavailable(Unavailable):
    """The provider is down, too slow or over its limits. A later retry may succeed."""

    code = "language_model_unavailable"


class LanguageModelRefused(Unavailable):
    """The provider refuses our key, model or request. A retry fails until they are changed."""

    code = "language_model_refused"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt for a language model. `key` names its wording and version.

    `instructions` are written by us. `data` is their input and must never be followed as an
    instruction. The model is asked for JSON of the schema `schema`, with at most `max_tokens`.
    """

    key: str
    instructions: str
    data: str
    schema: Mapping[str, Json]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Usage:
    """The number of used tokens by class. Each token is counted in exactly one class."""

    input: int = 0
    cached_input: int = 0
    output: int = 0
    reasoning: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's response as unchecked text, and the tokens that it used."""

    text: str
    usage: Usage


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
