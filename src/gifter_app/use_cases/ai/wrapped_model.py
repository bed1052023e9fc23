"""The common part of language models that wrap another one."""

from gifter_domain.ai.language_model import LanguageModel


class WrappedModel:
    """Has the identity of the model that it wraps. A subclass adds `complete`."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @property
    def provider(self) -> str:
        return self._model.provider

    @property
    def name(self) -> str:
        return self._model.name
