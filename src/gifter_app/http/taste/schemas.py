"""Schemas of taste profiles, questions and answers."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_app.http.recommendations.schemas import BudgetRequest
from gifter_app.use_cases.taste.manage_profiles import AskedQuestion, ProfileStep
from gifter_domain.identity.profile import MAX_NAME
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import Budget, checked_currency
from gifter_domain.taste.answer import MAX_OWN, MAX_OWN_WORD, MAX_SIZE, MAX_TEXT, Answer
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.profile import TasteProfile
from gifter_domain.taste.questions.choosing import progress
from gifter_domain.taste.questions.question import Kind, Mode, Option

_Id = Annotated[str, Meta(max_length=200, pattern=NO_NUL)]
_Text = Annotated[str, Meta(max_length=MAX_TEXT, pattern=NO_NUL)]
_OptionIds = Annotated[list[_Id], Meta(max_length=50)]


class StartTasteProfileRequest(RequestSchema, frozen=True, kw_only=True):
    mode: Annotated[
        Mode,
        Meta(
            description="`self`: about the caller; `recipient`: about a recipient, in about 7 "
            "questions; `quick`: about anybody, in about 4."
        ),
    ]
    recipient_id: Annotated[
        _Id | None, Meta(description="Required for mode `recipient`; not allowed for `self`.")
    ] = None
    name: Annotated[
        Annotated[str, Meta(max_length=MAX_NAME)] | None,
        Meta(description="Your name for the profile.", examples=["Ana, 2026"]),
    ] = None
    temporary: Annotated[bool, Meta(description="True deletes the profile after 7 days.")] = False


class AnswerRequest(RequestSchema, frozen=True, kw_only=True):
    """An answer. The question's `kind` decides which field is needed; the others are left out."""

    chosen: Annotated[
        _OptionIds,
        Meta(
            description="Ids of options, for every kind that has some but `sizes`; of "
            "`this_or_that` exactly one, of the others any number, also none.",
            examples=[["garden"]],
        ),
    ] = msgspec.field(default_factory=list)
    own: Annotated[
        list[Annotated[str, Meta(max_length=MAX_OWN_WORD, pattern=NO_NUL)]],
        Meta(
            max_length=MAX_OWN,
            description="The answer in one's own words, if the question's `takesOwn` is true.",
        ),
    ] = msgspec.field(default_factory=list)
    text: Annotated[_Text, Meta(description="The answer to a question of kind `free_text`.")] = ""
    budget: Annotated[
        BudgetRequest | None, Meta(description="The answer to a question of kind `budget`.")
    ] = None
    sizes: Annotated[
        dict[_Id, Annotated[str, Meta(max_length=MAX_SIZE, pattern=NO_NUL)]],
        Meta(
            description="The answer to a question of kind `sizes`: each option's id with the size.",
            examples=[{"top": "M"}],
        ),
    ] = msgspec.field(default_factory=dict)

    def to_answer(self) -> Answer:
        return Answer(
            chosen=tuple(self.chosen),
            own=tuple(self.own),
            text=self.text,
            budget=_budget(self.budget) if self.budget else None,
            sizes=self.sizes,
        )


class AnswerQuestionRequest(RequestSchema, frozen=True, kw_only=True):
    question_id: _Id
    answer: Annotated[
        AnswerRequest | _Text | _OptionIds | None,
        Meta(
            description="In short: the id of an option, a list of them, or the text of "
            "`free_text`; in full: an object. Null passes the question over.",
            examples=["garden", ["garden", "kitchen"], {"chosen": ["garden"]}],
        ),
    ]

    def to_answer(self) -> Answer | tuple[str, ...] | None:
        """Returns the answer; a tuple is an answer in its short form."""
        if isinstance(self.answer, AnswerRequest):
            return self.answer.to_answer()
        if isinstance(self.answer, str):
            return (self.answer,)
        return None if self.answer is None else tuple(self.answer)


class OptionResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    label: str
    picture_id: Annotated[str | None, Meta(examples=["free_saturday/garden"])]


class QuestionResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    kind: Kind
    text: Annotated[str, Meta(examples=["What would your sister call a treat?"])]
    options: list[OptionResponse]
    takes_own: Annotated[bool, Meta(description="True if the answer may be in one's own words.")]


class BudgetResponse(ResponseSchema, frozen=True, kw_only=True):
    min: int | None
    max: int | None
    currency: str


class FacetsResponse(ResponseSchema, frozen=True, kw_only=True):
    """Likes, dislikes and limits that follow from the answers."""

    interests: Annotated[list[str], Meta(examples=[["gardening"]])]
    words: Annotated[list[str], Meta(description="Likes in their own words.")]
    styles: list[str]
    values: list[str]
    colours: list[str]
    leaning: Annotated[
        str | None,
        Meta(description="The preference for `experiences` or `objects`; null if unknown."),
    ]
    dislikes: Annotated[
        list[str],
        Meta(description="Dislikes: they count against a gift.", examples=[["style.bold"]]),
    ]
    materials_to_avoid: Annotated[list[str], Meta(description="Never recommended.")]
    diets: Annotated[
        list[str], Meta(description="Diets; gifts that they exclude are never recommended.")
    ]
    exclusions: Annotated[list[str], Meta(description="Never recommended.")]
    own_exclusions: Annotated[list[str], Meta(description="The same in their own words.")]
    sizes: dict[str, str]
    price_comfort: Annotated[
        BudgetResponse | None, Meta(description="The budget for requests that name none.")
    ]


class GivenAnswerResponse(ResponseSchema, frozen=True, kw_only=True):
    chosen: list[str]
    own: list[str]
    text: str
    budget: BudgetResponse | None
    sizes: dict[str, str]


class ProgressResponse(ResponseSchema, frozen=True, kw_only=True):
    share: Annotated[
        float, Meta(ge=0, le=1, description="Progress towards a usable profile, from 0 to 1.")
    ]
    answered: int
    is_usable: bool


class TasteProfileResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    mode: Mode
    recipient_id: str | None
    name: str | None
    answers: Annotated[
        dict[str, GivenAnswerResponse | None],
        Meta(description="Answers by question id; null if the question was skipped."),
    ]
    facets: FacetsResponse
    progress: ProgressResponse
    is_temporary: bool
    expires_at: Annotated[datetime | None, Meta(description="Null unless it is temporary.")]
    created_at: datetime
    updated_at: datetime
    completed_at: Annotated[
        datetime | None, Meta(description="Null until the profile is completed.")
    ]


class TasteStepResponse(ResponseSchema, frozen=True, kw_only=True):
    profile: TasteProfileResponse
    progress: Annotated[ProgressResponse, Meta(description="The profile's progress.")]
    questions: Annotated[
        list[QuestionResponse],
        Meta(description="The next questions, the most informative first; empty if none is left."),
    ]


class TasteProfilePageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of taste profiles, oldest first."""

    items: list[TasteProfileResponse]


def step_response(step: ProfileStep) -> TasteStepResponse:
    profile = taste_profile_response(step.profile)
    return TasteStepResponse(
        profile=profile,
        progress=profile.progress,
        questions=[_question_response(asked) for asked in step.questions],
    )


def taste_profile_response(profile: TasteProfile) -> TasteProfileResponse:
    come = progress(profile.mode, profile.answers)
    return TasteProfileResponse(
        id=profile.id,
        mode=profile.mode,
        recipient_id=profile.recipient_id,
        name=profile.name,
        answers={
            question_id: None if answer is None else _given(answer)
            for question_id, answer in profile.answers.items()
        },
        facets=_facets_response(profile.facets),
        progress=ProgressResponse(
            share=come.share, answered=come.answered, is_usable=come.is_usable
        ),
        is_temporary=profile.expires_at is not None,
        expires_at=profile.expires_at,
        created_at=profile.created_at,
        updated_at=profile.updated_at,
        completed_at=profile.completed_at,
    )


def _question_response(asked: AskedQuestion) -> QuestionResponse:
    question = asked.question
    return QuestionResponse(
        id=question.id,
        kind=question.kind,
        text=asked.text,
        options=[_option_response(option) for option in question.options],
        takes_own=question.takes_own,
    )


def _option_response(option: Option) -> OptionResponse:
    return OptionResponse(id=option.id, label=option.label, picture_id=option.picture)


def _given(answer: Answer) -> GivenAnswerResponse:
    return GivenAnswerResponse(
        chosen=list(answer.chosen),
        own=list(answer.own),
        text=answer.text,
        budget=_budget_response(answer.budget),
        sizes=dict(answer.sizes),
    )


def _facets_response(facets: Facets) -> FacetsResponse:
    return FacetsResponse(
        interests=list(facets.interests),
        words=list(facets.words),
        styles=list(facets.styles),
        values=list(facets.values),
        colours=list(facets.colours),
        leaning=facets.leaning,
        dislikes=list(facets.dislikes),
        materials_to_avoid=list(facets.materials_to_avoid),
        diets=list(facets.diets),
        exclusions=list(facets.exclusions),
        own_exclusions=list(facets.own_exclusions),
        sizes=dict(facets.sizes),
        price_comfort=_budget_response(facets.price_comfort),
    )


def _budget_response(budget: Budget | None) -> BudgetResponse | None:
    if budget is None:
        return None
    return BudgetResponse(min=budget.min_minor, max=budget.max_minor, currency=budget.currency)


def _budget(asked: BudgetRequest) -> Budget:
    currency = checked_currency(asked.currency, "answer.budget.currency")
    if None not in (asked.min, asked.max) and (asked.min or 0) > (asked.max or 0):
        raise InvalidInput.at("answer.budget.max", "must not be less than answer.budget.min")
    return Budget(currency, asked.min, asked.max)
