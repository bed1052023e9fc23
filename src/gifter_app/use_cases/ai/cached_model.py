"""A language model that answers the same prompt from memory, and rests while it is away."""

import time
from collections import OrderedDict
from collections.abc import Callable

from gifter_app.use_cases.ai.wrapped_model import WrappedModel
from gifter_domain.ai.budgets import ModelBudgetSpent
from gifter_domain.ai.language_model import (
    Completion,
    LanguageModel,
    LanguageModelUnavailable,
    Prompt,
    Usage,
)

_FOR_S = 86_400.0
_PROMPTS = 1_000
_FAILURES = 5
_PAUSE_S = 30.0


class CachedModel(WrappedModel):
    """Implements `LanguageModel` by another one. Remembers answers for 24 hours in this process.

    A remembered answer is no call: it uses no tokens and has no run.
    """

    def __init__(
        self, model: LanguageModel, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(model)
        self._monotonic = monotonic
        self._answers: OrderedDict[str, tuple[float, Completion]] = OrderedDict()

    async def complete(self, prompt: Prompt) -> Completion:
        known = self._answers.get(prompt.digest)
        if known is not None and self._monotonic() - known[0] < _FOR_S:
            return Completion(known[1].text, Usage(), known[1].model)
        completion = await self._model.complete(prompt)
        self._answers[prompt.digest] = (self._monotonic(), completion)
        self._answers.move_to_end(prompt.digest)
        if len(self._answers) > _PROMPTS:
            self._answers.popitem(last=False)
        return completion


class CircuitBreaker(WrappedModel):
    """Implements `LanguageModel` by another one. Asks nothing of a model that is away.

    After five failures in a row it fails at once for 30 seconds. Then one call tries again, and
    its success ends the pause. A spent budget is no failure of the model.
    """

    def __init__(
        self, model: LanguageModel, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(model)
        self._monotonic = monotonic
        self._failures = 0
        self._open_until = 0.0

    async def complete(self, prompt: Prompt) -> Completion:
        if self._failures >= _FAILURES:
            if self._monotonic() < self._open_until:
                raise LanguageModelUnavailable("The language model has failed too often lately.")
            self._open_until = self._monotonic() + _PAUSE_S  # the others wait for this call
        try:
            completion = await self._model.complete(prompt)
        except ModelBudgetSpent:
            raise
        except BaseException:
            self._failures += 1
            if self._failures >= _FAILURES:
                self._open_until = self._monotonic() + _PAUSE_S
            raise
        self._failures = 0
        return completion
