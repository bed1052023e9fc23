"""The port to a language model, what it used, and its errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gifter_domain.shared.errors import Unavailable

# What JSON is made of; typed no closer, as a model may answer anything.
Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


class LanguageModelUnavailable(Unavailable):
    """The provider is away, slow or over its limits; trying again later may work."""

    code = "language_model_unavailable"


class LanguageModelRefused(Unavailable):
    """The provider refuses our key, our model or our request; somebody must change them."""

    code = "language_model_refused"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: `key` names the wording with its version.

    `instructions` are ours; `data` is what they are about, which is no instruction. The answer is
    asked to follow the JSON schema `schema`, and to take `max_tokens` at most.
    """

    key: str
    instructions: str
    data: str
    schema: Mapping[str, Json]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens in classes that partition what the provider counts."""

    input: int = 0
    cached_input: int = 0
    output: int = 0
    reasoning: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered, as text that nobody has checked yet, and what it used."""

    text: str
    usage: Usage


class LanguageModel(Protocol):
    @property
    def provider(self) -> str: ...

    @property
    def name(self) -> str: ...

    async def complete(self, prompt: Prompt) -> Completion:
        """The model's answer, which is untrusted. Never called inside a transaction.

        Raises `LanguageModelUnavailable` when the provider stays away after retries,
        `LanguageModelRefused` at once.
        """
        ...
