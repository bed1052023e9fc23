"""A request as it is understood: its text, completed by what is known of occasion and recipient."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gifter_domain.language.certainty import DERIVED, GUESSED, STATED, UNKNOWN, certainties
from gifter_domain.language.reading.minors import adult_by_kind
from gifter_domain.language.reading.money import StatedBudget
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.overrides import Overrides
from gifter_domain.recommendations.trait_limits import GROWN_UP_AT
from gifter_domain.shared.money import Budget


@dataclass(frozen=True, slots=True)
class Understood:
    """The fields of a request, each with its certainty from 0 to 1.

    A field that the text leaves open may come from the user's own data. These are less certain
    than a statement, because the text may mean somebody else. Nothing fills in the fields that the
    caller has `fixed`.
    """

    fields: UnderstoodRequest
    sure: Mapping[str, float] = field(default_factory=dict)
    fixed: tuple[str, ...] = ()

    @classmethod
    def of(cls, read: UnderstoodRequest) -> "Understood":
        """Returns the fields of a text with their certainties."""
        return cls(read, certainties(read))

    def overridden(self, overrides: Overrides, home_currency: str) -> "Understood":
        """Returns the request with the caller's own values of some fields."""
        if not overrides.given:
            return self
        values = overrides.fields(self.fields, home_currency)
        own = {name: value for name, value in values.items() if name in overrides.given}
        following = {name: value for name, value in values.items() if name not in own}
        spans = tuple(span for span in self.fields.spans if span.field not in own)
        changed = self._with(STATED, own)._with(DERIVED, following)
        fields = replace(changed.fields, spans=spans)
        return replace(changed, fields=fields, fixed=tuple(sorted(overrides.given)))

    def without(self, traits: tuple[str, ...]) -> "Understood":
        """Returns the request that excludes these traits too."""
        excludes = tuple(dict.fromkeys((*self.fields.excludes, *traits)))
        return self._with(STATED, {"excludes": excludes}) if traits else self

    def for_budget(self, budget: Budget | None) -> "Understood":
        """Returns the request with this budget of the caller's instead of the text's, if given."""
        return self if budget is None else self._with(STATED, {"budget": _stated(budget)})

    def for_usual_budget(self, budget: Budget | None) -> "Understood":
        """Returns the request with the usual price of a taste, if it has no budget."""
        return self._filled(GUESSED, budget=budget and _stated(budget))

    def for_occasion(self, code: str | None) -> "Understood":
        """Returns the request with this occasion, unless the text names one."""
        return self._filled(DERIVED, occasion=code)

    def for_person(self, kind: str | None, age: int | None) -> "Understood":
        """Returns the request with this relationship and age where the text has none."""
        grown_up = None if age is None else age >= GROWN_UP_AT
        if "adult" in self.fixed and self.fields.adult is not None:
            kind = kind if adult_by_kind(kind) in (None, self.fields.adult) else None
            age = age if grown_up is self.fields.adult else None
        completed = self._filled(DERIVED, relationship=kind)
        if age is None or self.fields.ages:
            return completed
        return completed._filled(DERIVED, ages=((age, age),), adult=grown_up)

    def for_interests(self, interests: Sequence[str]) -> "Understood":
        """Returns the request with a person's interests, unless the text says what is wanted."""
        if self.fields.words or self.fields.interests or "words" in self.fixed:
            return self
        words = tuple(dict.fromkeys(" ".join(interests).split()))
        return self._filled(GUESSED, interests=tuple(interests), words=words)

    def _filled(self, sure: float, **values: object) -> "Understood":
        """Returns the request with these values in the fields that are empty and not fixed."""
        gaps = {
            name: value
            for name, value in values.items()
            if not _is_empty(value)
            and name not in self.fixed
            and _is_empty(getattr(self.fields, name))
        }
        return self._with(sure, gaps)

    def _with(self, sure: float, values: Mapping[str, object]) -> "Understood":
        # The names are fields of the request, each with its own type, as the callers above show.
        fields = replace(self.fields, **values)  # type: ignore[arg-type]
        certain = {
            name: UNKNOWN if _is_empty(value) or (name, value) == ("deadline", False) else sure
            for name, value in values.items()
            if name in self.sure
        }
        return replace(self, fields=fields, sure={**self.sure, **certain})


def _is_empty(value: object) -> bool:
    return value is None or value == ()


def _stated(budget: Budget) -> StatedBudget:
    return StatedBudget(budget.currency, budget.min_minor, budget.max_minor)
