"""A request as it is understood: its text, completed by what is known of occasion and recipient."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gifter_domain.language.certainty import DERIVED, GUESSED, STATED, certainties
from gifter_domain.language.reading.money import StatedBudget
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.trait_limits import GROWN_UP_AT
from gifter_domain.shared.money import Budget


@dataclass(frozen=True, slots=True)
class Understood:
    """The fields of a request, each with its certainty from 0 to 1.

    A field that the text leaves open may come from the user's own data. These are less certain
    than a statement, because the text may mean somebody else.
    """

    fields: UnderstoodRequest
    sure: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, read: UnderstoodRequest) -> "Understood":
        """Returns the fields of a text with their certainties."""
        return cls(read, certainties(read))

    def for_budget(self, budget: Budget | None) -> "Understood":
        """Returns the request with this budget of the caller's instead of the text's, if given."""
        return self if budget is None else self._with(STATED, budget=_stated(budget))

    def for_usual_budget(self, budget: Budget | None) -> "Understood":
        """Returns the request with the usual price of a taste, if it has no budget."""
        if budget is None or self.fields.budget is not None:
            return self
        return self._with(GUESSED, budget=_stated(budget))

    def for_occasion(self, code: str | None) -> "Understood":
        """Returns the request with this occasion, unless the text names one."""
        if code is None or self.fields.occasion is not None:
            return self
        return self._with(DERIVED, occasion=code)

    def for_person(self, kind: str | None, age: int | None) -> "Understood":
        """Returns the request with this relationship and age where the text has none."""
        completed = self
        if kind is not None and self.fields.relationship is None:
            completed = completed._with(DERIVED, relationship=kind)
        if age is not None and not self.fields.ages:
            completed = completed._with(DERIVED, ages=((age, age),))
            if self.fields.adult is None:
                completed = completed._with(DERIVED, adult=age >= GROWN_UP_AT)
        return completed

    def _with(self, sure: float, **values: object) -> "Understood":
        # The names are fields of the request, each with its own type, as the callers above show.
        fields = replace(self.fields, **values)  # type: ignore[arg-type]
        return Understood(fields, {**self.sure, **dict.fromkeys(values, sure)})


def _stated(budget: Budget) -> StatedBudget:
    return StatedBudget(budget.currency, budget.min_minor, budget.max_minor)
