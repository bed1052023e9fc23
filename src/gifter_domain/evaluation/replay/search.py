"""Recorded searches, and the same asked of Gifter."""

from collections.abc import Mapping
from dataclasses import dataclass

from gifter_domain.evaluation.misfits import GROWN_UP_AT, Wanted
from gifter_domain.evaluation.replay.report import MINOR
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.overrides import MAX_AGE, Overrides
from gifter_domain.recommendations.recommendation import GiftRequest
from gifter_domain.recommendations.trait_limits import trait_limits
from gifter_domain.shared.money import Budget

# The words for a woman and for a man of each recorded relationship.
_PEOPLE: Mapping[str, tuple[str, str]] = {
    "significant other": ("wife", "husband"),
    "parent": ("mother", "father"),
    "grandparent": ("grandmother", "grandfather"),
    "sibling": ("sister", "brother"),
    "son": ("daughter", "son"),
}
_DAYS_BY_GENDER = ("Mother's Day", "Father's Day")
_NO_OCCASION = frozenset({"other", "just because"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSearch:
    """A search that a person once made. Amounts are in minor units, ages in years."""

    occasion: str | None = None
    relationship: str | None = None
    gender: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    budget_min_minor: int | None = None
    budget_max_minor: int | None = None
    currency: str | None = None
    excludes: tuple[str, ...] = ()

    @property
    def request(self) -> GiftRequest:
        """Returns the same search as a request: a text, and what has a field in fields."""
        fields = {"ages": bool(self._ages), "excludes": bool(self.excludes)}
        return GiftRequest(
            self.text,
            budget=self._budget,
            overrides=Overrides(
                given=frozenset(name for name, is_given in fields.items() if is_given),
                ages=self._ages,
                excludes=self.excludes,
            ),
        )

    @property
    def text(self) -> str:
        """Returns the occasion and the person in words: "Christmas gift for my wife"."""
        return " ".join(part for part in (self._occasion, "gift for", self._person) if part)

    @property
    def wanted(self) -> Wanted:
        """Returns the conditions by which the gifts are judged."""
        return Wanted(
            budget=self._budget,
            ages=self._ages,
            gender=self.gender,
            is_minor=self._is_minor,
            excludes=frozenset(self._forbidden),
        )

    @property
    def age_group(self) -> str:
        """Returns the recorded ages: "25–34", "65+"."""
        if self.age_min is None:
            return "no age"
        return f"{self.age_min}+" if self.age_max is None else f"{self.age_min}–{self.age_max}"

    @property
    def limits(self) -> tuple[str, ...]:
        """Returns the excluded codes, and `MINOR` for somebody under 18."""
        return (*self.excludes, *([MINOR] if self._is_minor else []))

    @property
    def _ages(self) -> tuple[tuple[int, int], ...]:
        if self.age_min is None and self.age_max is None:
            return ()
        return ((self.age_min or 0, MAX_AGE if self.age_max is None else self.age_max),)

    @property
    def _forbidden(self) -> tuple[str, ...]:
        stated = UnderstoodRequest("en", supported=True, excludes=self.excludes)
        return trait_limits(stated, GiftQuery()).forbidden

    @property
    def _is_minor(self) -> bool:
        return self.age_max is not None and self.age_max < GROWN_UP_AT

    @property
    def _budget(self) -> Budget | None:
        if self.currency is None or (self.budget_min_minor, self.budget_max_minor) == (None, None):
            return None
        return Budget(self.currency, self.budget_min_minor, self.budget_max_minor)

    @property
    def _occasion(self) -> str:
        if self.occasion is None or self.occasion in _NO_OCCASION:
            return ""
        if all(day.split()[0] in self.occasion for day in _DAYS_BY_GENDER):
            return _DAYS_BY_GENDER[self.gender == "male"]
        return self.occasion.split("/")[0]

    @property
    def _person(self) -> str:
        kind = (self.relationship or "other").split(" / ")[0]
        if kind in _PEOPLE and self.gender:
            return f"my {_PEOPLE[kind][self.gender == 'male']}"
        if kind != "other":
            return f"my {kind}"
        people = ("girl", "boy") if self._is_minor else ("woman", "man")
        return f"a {people[self.gender == 'male']}" if self.gender else "somebody"
