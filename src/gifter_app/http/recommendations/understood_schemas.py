"""Schemas of the fields that a request was understood to state."""

from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import CorrectionResponse, ResponseSchema
from gifter_app.http.recommendations.override_schemas import (
    BudgetPer,
    OverridesShape,
    overrides_shape,
)
from gifter_domain.language.reading.money import StatedBudget
from gifter_domain.recommendations.clarifying import ClarifyingQuestion
from gifter_domain.recommendations.understood import Understood


class UnderstoodBudgetResponse(ResponseSchema, frozen=True, kw_only=True):
    min: Annotated[int | None, Meta(description="In minor units; null if there is none.")]
    max: Annotated[int | None, Meta(examples=[4000])]
    around: Annotated[int | None, Meta(description="The middle of a soft budget: “around £40”.")]
    currency: Annotated[str, Meta(description="ISO 4217.", examples=["GBP"])]
    per: Annotated[
        BudgetPer | None,
        Meta(description="The amount is for each recipient, or for all together."),
    ]


class SpanResponse(ResponseSchema, frozen=True, kw_only=True):
    field: Annotated[str, Meta(examples=["budget"])]
    start: Annotated[int, Meta(description="The first character, from 0, in code points.")]
    end: Annotated[int, Meta(description="The character behind the last one.")]


class ChoiceResponse(ResponseSchema, frozen=True, kw_only=True):
    label: Annotated[str, Meta(examples=["A grown-up"])]
    overrides: Annotated[
        OverridesShape, Meta(description="Send the request again with these overrides added.")
    ]


class ClarifyingQuestionResponse(ResponseSchema, frozen=True, kw_only=True):
    """A question to the giver, with choices. The list is complete without an answer."""

    field: Annotated[str, Meta(examples=["adult"])]
    text: Annotated[str, Meta(examples=["Is the gift for a child or for a grown-up?"])]
    choices: list[ChoiceResponse]


_Minor = Annotated[
    bool | None, Meta(description="False for a minor, true for a grown-up, null if unknown.")
]
_Sure = Annotated[
    dict[str, float],
    Meta(
        description="The certainty of each field: 1 if the text states it, less if it follows "
        "from another field or from the recipient, 0 if nothing tells.",
        examples=[{"budget": 1.0, "adult": 0.9, "occasion": 0.0}],
    ),
]


class UnderstoodResponse(ResponseSchema, frozen=True, kw_only=True):
    """The request as it was understood."""

    language: Annotated[str, Meta(description="ISO 639-1.", examples=["en"])]
    supported: Annotated[
        bool, Meta(description="False if only amounts and words of this language are read.")
    ]
    budget: UnderstoodBudgetResponse | None
    people: Annotated[int | None, Meta(description="The number of people who get something.")]
    ages: Annotated[
        list[tuple[int, int]],
        Meta(description="A lowest and a highest age for each recipient.", examples=[[[30, 39]]]),
    ]
    adult: _Minor
    occasion: Annotated[str | None, Meta(examples=["birthday"])]
    relationship: Annotated[str | None, Meta(examples=["aunt"])]
    interests: list[str]
    excludes: Annotated[
        list[str],
        Meta(description="Codes of traits, otherwise words.", examples=[["alcohol", "golf"]]),
    ]
    owned: list[str]
    deadline: Annotated[bool, Meta(description="True if it is needed by a certain day.")]
    words: Annotated[list[str], Meta(description="The words that were searched for.")]
    spans: Annotated[
        list[SpanResponse], Meta(description="The parts of the text that state a field.")
    ]
    corrected: Annotated[
        list[CorrectionResponse],
        Meta(description="The words whose spelling was repaired by the words of the catalogue."),
    ]
    sure: _Sure
    question: Annotated[
        ClarifyingQuestionResponse | None,
        Meta(description="A question whose answer would change much of the list, if any."),
    ]


def understood_response(
    understood: Understood, question: ClarifyingQuestion | None
) -> UnderstoodResponse:
    fields = understood.fields
    spans = [SpanResponse(field=s.field, start=s.start, end=s.end) for s in fields.spans]
    return UnderstoodResponse(
        language=fields.language,
        supported=fields.supported,
        budget=_budget_response(fields.budget),
        people=fields.people,
        ages=list(fields.ages),
        adult=fields.adult,
        occasion=fields.occasion,
        relationship=fields.relationship,
        interests=list(fields.interests),
        excludes=list(fields.excludes),
        owned=list(fields.owned),
        deadline=fields.deadline,
        words=list(fields.words),
        spans=spans,
        corrected=[CorrectionResponse(written=c.written, meant=c.meant) for c in fields.corrected],
        sure=dict(understood.sure),
        question=_question_response(question) if question else None,
    )


def _question_response(question: ClarifyingQuestion) -> ClarifyingQuestionResponse:
    choices = [
        ChoiceResponse(label=choice.label, overrides=overrides_shape(choice.overrides))
        for choice in question.choices
    ]
    return ClarifyingQuestionResponse(field=question.field, text=question.text, choices=choices)


def _budget_response(budget: StatedBudget | None) -> UnderstoodBudgetResponse | None:
    if budget is None:
        return None
    return UnderstoodBudgetResponse(
        min=budget.min,
        max=budget.max,
        around=budget.around,
        currency=budget.currency,
        per=BudgetPer(budget.per) if budget.per else None,
    )
