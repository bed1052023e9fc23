"""Wiring of the judge of texts, which needs no database."""

from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_app.use_cases.catalogue.judge_texts import JudgeTexts


def text_judge() -> JudgeTexts:
    """Returns the judge with the built-in model, for which its neighbours are calibrated."""
    return JudgeTexts(LocalEmbedder())
