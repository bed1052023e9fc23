"""Personas: made-up people, and what they answer to the questions of a taste profile."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from gifter_domain.evaluation.personas.labels import NEVERS, SUBJECTS
from gifter_domain.shared.money import Budget
from gifter_domain.taste.answer import Answer
from gifter_domain.taste.questions.question import Kind, Option, Question


@dataclass(frozen=True, slots=True)
class Persona:
    """A made-up person; personas.toml explains the fields.

    `loves` and `likes` are subjects of the labels, `styles` and `dislikes` values of the taste
    vocabulary, and `nevers` limits of the labels. `price` is a range in whole units of the
    catalogue's currency.
    """

    name: str
    loves: tuple[str, ...]
    likes: tuple[str, ...]
    styles: tuple[str, ...]
    dislikes: tuple[str, ...]
    nevers: tuple[str, ...]
    price: tuple[int, int]
    rather: tuple[str, ...]
    says: str

    @property
    def is_tuned_on(self) -> bool:
        """Returns True for the half on which the use of answers may be tuned."""
        return int(sha256(self.name.encode()).hexdigest(), 16) % 2 == 0

    @property
    def values(self) -> frozenset[str]:
        """Returns the values of the taste vocabulary that the persona has."""
        subjects = [SUBJECTS[subject] for subject in (*self.loves, *self.likes)]
        return frozenset((*self.styles, *(value for one in subjects for value in one.values)))

    @property
    def limits(self) -> frozenset[str]:
        """Returns the values of limits (`no.alcohol`) that the persona has."""
        return frozenset(value for never in self.nevers for value in NEVERS[never].limits)


def _read() -> tuple[Persona, ...]:
    text = files(__package__).joinpath("personas.toml").read_text("utf-8")
    return tuple(_persona(row) for row in tomllib.loads(text)["persona"])


def _persona(row: Mapping[str, list[str] | str]) -> Persona:
    listed = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return Persona(**listed)  # type: ignore[arg-type]  # a test checks the file


PERSONAS: tuple[Persona, ...] = _read()


def answer_of(persona: Persona, question: Question, currency: str) -> Answer | None:
    """Returns the persona's answer, or None to skip the question."""
    match question.kind:
        case Kind.FREE_TEXT:
            return Answer(text=persona.says)
        case Kind.BUDGET:
            least, most = persona.price
            return Answer(budget=Budget(currency, least * 100, most * 100))
        case Kind.SIZES:
            return None
        case Kind.THIS_OR_THAT:
            return _choice(persona, question)
    has = {Kind.HARD_NOES: persona.limits, Kind.DISLIKES: frozenset(persona.dislikes)}.get(
        question.kind, persona.values
    )
    return Answer(chosen=tuple(one.id for one in question.options if one.sets[0] in has))


def _choice(persona: Persona, question: Question) -> Answer | None:
    """Chooses the option that meets more of the persona's values, or else what they prefer."""
    first, second = question.options
    lead = _met(persona, first) - _met(persona, second)
    if lead:
        return Answer(chosen=(first.id if lead > 0 else second.id,))
    preferred = [one.id for one in question.options if one.id in persona.rather]
    return Answer(chosen=(preferred[0],)) if len(preferred) == 1 else None


def _met(persona: Persona, option: Option) -> float:
    return sum(value in persona.values for value in option.sets) / len(option.sets)
