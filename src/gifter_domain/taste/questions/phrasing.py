"""Phrasing: extra questions for one person, written by a language model and checked before use."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gifter_domain.ai import prompts
from gifter_domain.ai.language_model import Json, Prompt, Purpose
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.questions.question import Kind, Mode, Option, Question
from gifter_domain.taste.vocabulary import TRAITS

HOW_MANY = 2
_MAX_TOKENS = 2_000
_MAX_TEXT, _MAX_LABEL, _MAX_OPTIONS = 140, 50, 6
# The text of a question begins with a letter and has no digits, markup, addresses or placeholders.
_PLAIN = re.compile(r"[^\W\d_][^\d<>{}\[\]|\\@#*_/\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class PhrasedQuestion:
    """An unchecked question from a model. Its options are pairs of label and value."""

    text: str
    options: tuple[tuple[str, str], ...]


def phrasing_prompt(
    facets: Facets,
    settled: Collection[str],
    mode: Mode,
    relationship: str | None,
    user_id: str | None = None,
) -> Prompt:
    """Builds the prompt that asks the model for questions.

    The prompt describes the person by known likes and a kind of relationship. It never contains
    words that a user wrote, because they may include names. `settled` are the values that the
    person is known to have or not to have; the questions must ask about others. The budget of the
    user pays for the call.
    """
    about = "self" if mode is Mode.SELF else f"your {relationship or 'friend'}"
    likes = [trait.phrase for value, trait in facets.likes.items() if value in TRAITS]
    data = {"about": about, "knownOfThem": likes}
    return Prompt(
        prompts.ONBOARDING_QUESTIONS,
        Purpose.ONBOARDING_QUESTIONS,
        prompts.INSTRUCTIONS[prompts.ONBOARDING_QUESTIONS],
        json.dumps(data),
        _schema(_unknown_values(settled)),
        _MAX_TOKENS,
        user_id,
    )


def usable_questions(
    phrased: Sequence[PhrasedQuestion], settled: Collection[str]
) -> tuple[Question, ...]:
    """Returns the valid questions, at most `HOW_MANY`, each with its own id.

    Drops a question that is not plain text ending in "?", has fewer than 2 or too many options,
    repeats a label or a value, or asks about a settled or an unknown value.
    """
    unknown = {*_unknown_values(settled)}
    good: dict[str, PhrasedQuestion] = {
        one.text: one for one in phrased if _is_usable(one, unknown)
    }
    kept = [*good.values()][:HOW_MANY]
    return tuple(_question(f"phrased_{place}", one) for place, one in enumerate(kept, 1))


def _unknown_values(settled: Collection[str]) -> list[str]:
    return [value for value in TRAITS if value not in settled]


def _is_usable(one: PhrasedQuestion, unknown: set[str]) -> bool:
    labels, values = zip(*one.options, strict=True) if one.options else ((), ())
    return (
        one.text.endswith("?")
        and _is_plain(one.text, _MAX_TEXT)
        and all(_is_plain(label, _MAX_LABEL) for label in labels)
        and 2 <= len(one.options) <= _MAX_OPTIONS
        and len({label.casefold() for label in labels}) == len({*values}) == len(one.options)
        and unknown.issuperset(values)
    )


def _is_plain(text: str, longest: int) -> bool:
    return len(text) <= longest and _PLAIN.fullmatch(text) is not None


def _question(question_id: str, one: PhrasedQuestion) -> Question:
    kind = Kind.THIS_OR_THAT if len(one.options) == 2 else Kind.MULTIPLE_CHOICE
    options = tuple(Option(value, label, (value,)) for label, value in one.options)
    return Question(question_id, kind, one.text, one.text, options)


def _schema(values: Sequence[str]) -> dict[str, Json]:
    option = _object({"label": {"type": "string"}, "value": {"enum": [*values]}})
    question = _object({"text": {"type": "string"}, "options": {"type": "array", "items": option}})
    return _object({"questions": {"type": "array", "items": question}})


def _object(properties: dict[str, Json]) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }
