"""Schemas of overrides: fields of an understood request that the caller sets."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import RequestSchema
from gifter_app.http.nul import NO_NUL
from gifter_domain.identity.profile import Language
from gifter_domain.recommendations.overrides import (
    MAX_AGE,
    MAX_LISTED,
    MAX_WORDS,
    BudgetOverride,
    Overrides,
)
from gifter_domain.shared.money import checked_currency

_Minor = Annotated[int, Meta(ge=0, le=2**53 - 1, description="An amount in minor units.")]
_Age = Annotated[int, Meta(ge=0, le=MAX_AGE)]
_Code = Annotated[str, Meta(max_length=MAX_WORDS, pattern=NO_NUL)]
_Words = Annotated[
    list[Annotated[str, Meta(min_length=1, max_length=MAX_WORDS, pattern=NO_NUL)]],
    Meta(max_length=MAX_LISTED),
]


class BudgetPer(StrEnum):
    EACH = "each"
    TOTAL = "total"


class BudgetOverrideShape(RequestSchema, frozen=True, kw_only=True, omit_defaults=True):
    min: _Minor | None = None
    max: Annotated[_Minor | None, Meta(examples=[4000])] = None
    around: Annotated[
        _Minor | None, Meta(description="Alone it means 25 % to either side of it.")
    ] = None
    currency: Annotated[
        str | None, Meta(description="ISO 4217; the user's own if it is left out.")
    ] = None
    per: BudgetPer | None = None

    def to_budget(self) -> BudgetOverride | None:
        code = self.currency
        currency = None if code is None else checked_currency(code, "overrides.budget.currency")
        if self.min is None and self.max is None and self.around is None:
            return None
        return BudgetOverride(self.min, self.max, self.around, currency, self.per)


class OverridesShape(RequestSchema, frozen=True, kw_only=True):
    """The fields of `understood`, each of which may be left out or null."""

    language: (
        Annotated[Language | None, Meta(description="The language to read the text in.")]
        | UnsetType
    ) = UNSET
    budget: BudgetOverrideShape | UnsetType | None = UNSET
    people: Annotated[int, Meta(ge=1, le=1000)] | UnsetType | None = UNSET
    ages: (
        Annotated[list[tuple[_Age, _Age]], Meta(max_length=MAX_LISTED, examples=[[[30, 39]]])]
        | UnsetType
        | None
    ) = UNSET
    adult: (
        Annotated[
            bool, Meta(description="False for a minor: nothing for adults only is in the list.")
        ]
        | UnsetType
        | None
    ) = UNSET
    occasion: _Code | UnsetType | None = UNSET
    relationship: _Code | UnsetType | None = UNSET
    interests: _Words | UnsetType | None = UNSET
    excludes: (
        Annotated[
            _Words,
            Meta(
                description="Codes of traits, or words. They replace all exclusions of the text, "
                "also those of an allergy. The limits of a taste profile stay."
            ),
        ]
        | UnsetType
        | None
    ) = UNSET
    owned: _Words | UnsetType | None = UNSET
    deadline: bool | UnsetType | None = UNSET
    words: (
        Annotated[
            _Words, Meta(description="The words to search for; otherwise those of `interests`.")
        ]
        | UnsetType
        | None
    ) = UNSET

    def to_overrides(self) -> Overrides:
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        given = {name: value for name, value in values.items() if value is not UNSET}
        known = {name: _domain_value(v) for name, v in given.items() if v is not None}
        # Each value has the type of the field of its name.
        return Overrides(given=frozenset(given), **known)  # type: ignore[arg-type]


def overrides_shape(overrides: Overrides) -> OverridesShape:
    """Returns the given fields of the overrides, as a request sends them."""
    values = {name: getattr(overrides, name) for name in overrides.given}
    if isinstance(budget := values.get("budget"), BudgetOverride):
        values["budget"] = BudgetOverrideShape(
            min=budget.min,
            max=budget.max,
            around=budget.around,
            currency=budget.currency,
            per=BudgetPer(budget.per) if budget.per else None,
        )
    return OverridesShape(**values)


def _domain_value(value: object) -> object:
    if isinstance(value, BudgetOverrideShape):
        return value.to_budget()
    return tuple(value) if isinstance(value, list) else value
