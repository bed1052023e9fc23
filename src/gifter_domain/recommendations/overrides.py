"""Overrides: fields of a request that the caller sets, whatever its text and recipient say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gifter_domain.language.lexicons import LANGUAGES, lexicon_of
from gifter_domain.language.reading.ages import Age
from gifter_domain.language.reading.minors import adult_by_kind
from gifter_domain.language.reading.money import SOFT, StatedBudget
from gifter_domain.language.reading.opinions import code_of
from gifter_domain.language.terms import OCCASIONS, RECIPIENTS
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.trait_limits import GROWN_UP_AT
from gifter_domain.shared.errors import InvalidInput

MAX_LISTED = 50
MAX_WORDS = 100  # characters of one interest, exclusion or possession
MAX_AGE = 120


@dataclass(frozen=True, slots=True)
class BudgetOverride:
    """A budget in minor units; without a currency it is in the user's own."""

    min: int | None = None
    max: int | None = None
    around: int | None = None
    currency: str | None = None
    per: str | None = None

    def __post_init__(self) -> None:
        least, most = self.min or 0, self.max
        if most is not None and most < least:
            raise InvalidInput.at("overrides.budget.max", "must not be less than the minimum")
        ends = (least, self.around, most)
        known = [end for end in ends if end is not None]
        if known != sorted(known):
            raise InvalidInput.at("overrides.budget.around", "must not be outside the budget")

    def stated(self, home: str) -> StatedBudget:
        """Returns the budget as a text would state it. "Around" alone is soft at both ends."""
        least, most = self.min, self.max
        if self.around is not None and least is None and most is None:
            least, most = (int(self.around * (1 + side)) for side in (-SOFT, SOFT))
        is_home = self.currency is None
        return StatedBudget(self.currency or home, least, most, self.around, self.per, is_home)


@dataclass(frozen=True, slots=True)
class Overrides:
    """Fields that the caller sets. `given` has their names; a given field may also be empty.

    An empty field clears the field of the text, and nothing else fills it. That also holds for an
    exclusion of an allergy: clearing it is the caller's decision. The limits of a taste profile
    are no field of the request and stay.
    """

    given: frozenset[str] = frozenset()
    language: str | None = None
    budget: BudgetOverride | None = None
    people: int | None = None
    ages: tuple[Age, ...] = ()
    adult: bool | None = None
    occasion: str | None = None
    relationship: str | None = None
    interests: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    deadline: bool = False
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = {"language": _languages, "occasion": _occasions, "relationship": _relationships}
        for field, codes in known.items():
            value = getattr(self, field)
            if value is not None and value not in codes():
                raise InvalidInput.at(f"overrides.{field}", f"{value!r} is not a known code")
        for at, (low, high) in enumerate(self.ages):
            if not 0 <= low <= high <= MAX_AGE:
                raise InvalidInput.at(f"overrides.ages[{at}]", "must be [lowest, highest] in years")

    def fields(self, read: UnderstoodRequest, home: str) -> dict[str, object]:
        """Returns the values that replace those of a text, with the fields that follow of them."""
        own: dict[str, object] = {name: getattr(self, name) for name in self.given - {"language"}}
        if "budget" in self.given:
            own["budget"] = self.budget and self.budget.stated(home)
        if "excludes" in self.given:
            own["excludes"] = tuple(dict.fromkeys(_code(item, read) for item in self.excludes))
        if "interests" in self.given and "words" not in self.given:
            own["words"] = tuple(dict.fromkeys(" ".join(self.interests).split()))
        # Each value has the type of the field of its name.
        return own | _following(replace(read, **own), self.given)  # type: ignore[arg-type]


def _following(read: UnderstoodRequest, given: frozenset[str]) -> dict[str, object]:
    """Returns the fields that must change so that a minor is a minor in all of them.

    They are adult or not, the ages and the kind of person.
    """
    if "adult" in given and read.adult is not None:
        return _of_adult(read, read.adult, given)
    if "adult" in given or not given & {"ages", "relationship", "occasion"}:
        return {}
    return {"adult": _adult(read, given)}


def _of_adult(read: UnderstoodRequest, adult: bool, given: frozenset[str]) -> dict[str, object]:
    """Returns ages and relationship without those that contradict."""
    changed: dict[str, object] = {}
    if "ages" not in given:
        changed["ages"] = tuple(age for age in read.ages if (age[0] >= GROWN_UP_AT) is adult)
    if "relationship" not in given and adult_by_kind(read.relationship) is (not adult):
        changed["relationship"] = None
    return changed


def _adult(read: UnderstoodRequest, given: frozenset[str]) -> bool | None:
    """Returns adult or not by the ages, otherwise by the kind of person, otherwise as it was.

    Another person than the text's is not known to be grown up.
    """
    if read.ages:
        return all(low >= GROWN_UP_AT for low, _ in read.ages)
    if (by_kind := adult_by_kind(read.relationship)) is not None:
        return by_kind
    if read.occasion in _minor_occasions():
        return False
    return None if read.adult and given & {"ages", "relationship"} else read.adult


def _code(item: str, read: UnderstoodRequest) -> str:
    """Returns the code of a trait that an exclusion names, otherwise its words."""
    plain = " ".join(item.lower().split())
    language = read.language if read.supported else "en"
    return code_of(plain, lexicon_of(language)) or plain if plain else ""


def _minor_occasions() -> list[str]:
    occasions: str = lexicon_of("en").data["adults"]["minor_occasions"]
    return occasions.split()


def _languages() -> frozenset[str]:
    return frozenset(LANGUAGES)


def _occasions() -> frozenset[str]:
    return _codes("occasions", OCCASIONS)


def _relationships() -> frozenset[str]:
    return _codes("relationships", RECIPIENTS)


def _codes(table: str, known: Mapping[str, object]) -> frozenset[str]:
    return frozenset(known).union(*(lexicon_of(code).data[table] for code in LANGUAGES))


NO_OVERRIDES = Overrides()
