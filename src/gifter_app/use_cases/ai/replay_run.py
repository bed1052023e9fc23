"""Builds the prompt of a stored model run again."""

import json

from gifter_domain.ai.language_model import Prompt
from gifter_domain.ai.model_run import ModelRun
from gifter_domain.ai.prompts import INSTRUCTIONS


class PromptGoneError(Exception):
    """The prompt cannot be built any more. The message says why."""


def prompt_of(run: ModelRun) -> Prompt:
    """Returns the prompt with the same bytes as at the time of the run.

    Raises `PromptGoneError` if its text was removed, or its wording is no longer known.
    """
    if run.input is None:
        raise PromptGoneError("the prompt was removed, as it is older than MODEL_RUN_TEXTS_DAYS")
    if run.prompt_key not in INSTRUCTIONS:
        raise PromptGoneError(f"this version of Gifter does not know the prompt {run.prompt_key}")
    part = json.loads(run.input)
    instructions = INSTRUCTIONS[run.prompt_key]
    rest = (part["data"], part["schema"], part["maxTokens"])
    prompt = Prompt(run.prompt_key, run.purpose, instructions, *rest)
    if prompt.digest != run.prompt_digest:
        raise PromptGoneError(f"the wording of {run.prompt_key} has changed since")
    return prompt
