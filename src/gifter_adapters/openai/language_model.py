"""Chat completions with a JSON schema from an OpenAI-compatible endpoint."""

import asyncio
from typing import Any

import openai
from openai.types.chat import ChatCompletion

from gifter_adapters.openai.embedder import OPENAI_URL
from gifter_adapters.openai.usage import usage_of
from gifter_domain.ai.language_model import (
    Completion,
    LanguageModelRefused,
    LanguageModelTimedOut,
    LanguageModelUnavailable,
    Prompt,
)
from gifter_domain.shared.errors import GifterError


class OpenAILanguageModel:
    """Implements `LanguageModel`. `timeout_s` bounds a call with its retries.

    Without `base_url` it uses OpenAI itself, which needs a key.
    """

    provider = "openai"

    def __init__(
        self, *, api_key: str | None, base_url: str | None, name: str, timeout_s: float
    ) -> None:
        if not (api_key or base_url):
            raise LanguageModelRefused(f"Set LLM_API_KEY or LLM_BASE_URL to use {name}.")
        self.name = name
        self._timeout_s = timeout_s
        self._client = openai.AsyncOpenAI(
            api_key=api_key or "none",
            base_url=base_url or OPENAI_URL,
            timeout=timeout_s / 2,  # so that after a hung connection there is time for another
            max_retries=2,
        )

    async def complete(self, prompt: Prompt) -> Completion:
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._client.chat.completions.create(**self._request(prompt))
            return _completion(answer)
        except (TimeoutError, openai.APITimeoutError) as error:
            raise LanguageModelTimedOut("The language model does not answer.") from error
        except openai.APIConnectionError as error:
            raise LanguageModelUnavailable("The language model does not answer.") from error
        except openai.APIStatusError as error:
            raise _translated(error) from error
        except (openai.APIError, ValueError, TypeError, AttributeError, IndexError) as error:
            # The SDK raises these for a body that is not the promised JSON.
            raise LanguageModelUnavailable(
                "The language model's endpoint answered something that is no completion."
            ) from error

    async def close(self) -> None:
        await self._client.close()

    # `Any`: the SDK declares its parameters as many overloads.
    def _request(self, prompt: Prompt) -> dict[str, Any]:
        schema = {"name": prompt.key, "strict": True, "schema": prompt.schema}
        return {
            "model": self.name,
            "messages": [
                {"role": "system", "content": prompt.instructions},
                {"role": "user", "content": prompt.data},
            ],
            "response_format": {"type": "json_schema", "json_schema": schema},
            "max_completion_tokens": prompt.max_tokens,
        }


def _completion(answer: ChatCompletion) -> Completion:
    report = answer.usage.model_dump() if answer.usage else {}
    text = answer.choices[0].message.content or ""
    return Completion(text, usage_of(report), model=answer.model or None)


def _translated(error: openai.APIStatusError) -> GifterError:
    """Returns our own error. It quotes only status and code, as the message may repeat our key."""
    reply = f"{error.status_code} {error.code or ''}".strip()[:80]
    if error.status_code in (408, 409, 429) or error.status_code >= 500:
        return LanguageModelUnavailable(f"The language model is away or busy ({reply}).")
    return LanguageModelRefused(
        f"The language model's provider refused us ({reply}): check LLM_API_KEY, LLM_BASE_URL and"
        " LLM_MODEL."
    )
