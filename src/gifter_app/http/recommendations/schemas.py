"""Schemas of recommendation requests and responses."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from gifter_app.http.base_schemas import RequestSchema, ResponseSchema
from gifter_app.http.catalogue.product_schemas import ProductResponse, product_response
from gifter_app.http.nul import NO_NUL
from gifter_app.http.recommendations.empty_schemas import (
    EmptyResponse,
    NoteResponse,
    empty_response,
)
from gifter_app.http.recommendations.override_schemas import OverridesShape
from gifter_app.http.recommendations.understood_schemas import (
    UnderstoodResponse,
    understood_response,
)
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.catalogue.traits.names import EXCLUDABLE
from gifter_domain.recommendations.overrides import NO_OVERRIDES
from gifter_domain.recommendations.recommendation import (
    BudgetExchange,
    GiftRequest,
    Recommendation,
    RecommendationResult,
)
from gifter_domain.recommendations.request_limits import (
    DEFAULT_LIMIT,
    MAX_EXCLUSIONS,
    MAX_LIMIT,
    MAX_TEXT,
)
from gifter_domain.recommendations.reranking import RerankReason, RerankState
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import Budget, checked_currency

_Id = Annotated[str, Meta(max_length=200, pattern=NO_NUL)]
_Ids = Annotated[list[_Id], Meta(max_length=MAX_EXCLUSIONS)]
# The largest integer that every JSON reader keeps exact.
_Minor = Annotated[
    int, Meta(ge=0, le=2**53 - 1, description="An amount in minor units: 1250 is £12.50.")
]


class BudgetRequest(RequestSchema, frozen=True, kw_only=True):
    min: _Minor | None = None
    max: Annotated[_Minor | None, Meta(examples=[4000])] = None
    currency: Annotated[str, Meta(description="ISO 4217.", examples=["GBP"])]

    def to_budget(self) -> Budget:
        return Budget(checked_currency(self.currency, "budget.currency"), self.min, self.max)


class ConstraintsRequest(RequestSchema, frozen=True, kw_only=True):
    exclude_product_ids: _Ids = msgspec.field(default_factory=list)
    exclude_brand_ids: _Ids = msgspec.field(default_factory=list)
    exclude_traits: Annotated[
        _Ids,
        Meta(
            description="Codes of `GET /v1/traits` that no gift may have, beside those that the "
            "text excludes.",
            examples=[["nuts", "leather"]],
        ),
    ] = msgspec.field(default_factory=list)
    include_out_of_stock: bool = False


class ContextRequest(RequestSchema, frozen=True, kw_only=True):
    text: Annotated[
        str,
        Meta(
            max_length=MAX_TEXT,
            pattern=NO_NUL,
            description="The request in the giver's own words. It may name occasion, "
            "recipient, age and budget.",
            examples=["something for a friend who gardens, under £40"],
        ),
    ] = ""


class RecommendRequest(RequestSchema, frozen=True, kw_only=True):
    recipient_id: _Id | None = None
    previous_request_id: Annotated[
        _Id | None,
        Meta(
            description="The `requestId` of an earlier list that the text refines: “cheaper”, "
            "“less practical”, “not jewellery”, “more like the second one”. What was understood "
            "before is kept."
        ),
    ] = None
    taste_profile_id: _Id | None = None
    occasion_id: _Id | None = None
    budget: Annotated[
        BudgetRequest | None, Meta(description="The budget. It overrides a budget in the text.")
    ] = None
    constraints: ConstraintsRequest | None = None
    context: ContextRequest | None = None
    overrides: Annotated[
        OverridesShape | None,
        Meta(
            description="Fields of `understood` that win over the text, the recipient and the "
            "`budget`. A null clears the field; a field that is left out stays as understood."
        ),
    ] = None
    limit: Annotated[int, Meta(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT

    def to_request(self) -> GiftRequest:
        constraints = self.constraints or ConstraintsRequest()
        return GiftRequest(
            text=self.context.text if self.context else "",
            budget=self.budget.to_budget() if self.budget else None,
            exclude_product_ids=tuple(constraints.exclude_product_ids),
            exclude_brand_ids=tuple(constraints.exclude_brand_ids),
            exclude_traits=_checked_traits(constraints.exclude_traits),
            include_out_of_stock=constraints.include_out_of_stock,
            limit=self.limit,
            previous_request_id=self.previous_request_id,
            recipient_id=self.recipient_id,
            taste_profile_id=self.taste_profile_id,
            occasion_id=self.occasion_id,
            overrides=self.overrides.to_overrides() if self.overrides else NO_OVERRIDES,
        )


def _checked_traits(codes: list[str]) -> tuple[str, ...]:
    for place, code in enumerate(codes):
        if code not in EXCLUDABLE:
            raise InvalidInput.at(f"constraints.excludeTraits[{place}]", "is not a known trait")
    return tuple(codes)


class RecommendationResponse(ResponseSchema, frozen=True, kw_only=True):
    rank: Annotated[
        int,
        Meta(
            description="The rank from 1. Numbers are missing for products that are no "
            "longer shown."
        ),
    ]
    score: Annotated[float, Meta(ge=0, le=1)]
    product_id: str
    product: ProductResponse
    explanation: Annotated[
        str,
        Meta(examples=["Picked for your dad, with gardening in mind. A planter for bulbs."]),
    ]
    badges: Annotated[
        list[str],
        Meta(
            description="Codes of facts. For an allergy, `check_the_label` is on what is eaten,"
            " drunk or put on the skin.",
            examples=[["under_budget", "handmade"]],
        ),
    ]
    why: Annotated[
        dict[str, float],
        Meta(
            description="The points that each feature added; their sum is the score.",
            examples=[{"semantic": 0.33, "lexical": 0.31, "coverage": 0.08}],
        ),
    ]


class ExchangeResponse(ResponseSchema, frozen=True, kw_only=True):
    """The exchange rates by which the budget was compared with prices in other currencies."""

    currency: Annotated[str, Meta(description="The budget's currency.", examples=["EUR"])]
    rates_from: Annotated[
        date | None,
        Meta(
            description="The day of the rates. Null if there is no rate for the budget's "
            "currency: then only prices in that currency match."
        ),
    ]
    is_old: Annotated[
        bool, Meta(description="True if the rates are older than seven days, so out of date.")
    ]


class PipelineResponse(ResponseSchema, frozen=True, kw_only=True):
    candidates: Annotated[int, Meta(description="Number of products that were scored.")]
    reranked: Annotated[
        RerankState,
        Meta(
            description="`done` if a language model has ordered the list. `pending` if it will: get"
            " the list again. `skipped` if the list has the order of the rules."
        ),
    ]
    reason: Annotated[
        RerankReason | None, Meta(description="The reason if the list is not reranked (yet).")
    ]
    embedder: Annotated[
        str | None,
        Meta(
            description="The embedding model; null if it was not available.",
            examples=["local/wordllama-l2-supercat/256"],
        ),
    ]
    retrieval: Annotated[
        Literal["exact", "hnsw", "text"],
        Meta(description="The kind of vector search; `text` means that only words were searched."),
    ]
    timings_ms: dict[str, float]
    exchange: Annotated[
        ExchangeResponse | None, Meta(description="Null if the request has no budget.")
    ]


class RecommendationsResponse(ResponseSchema, frozen=True, kw_only=True):
    request_id: str
    understood: UnderstoodResponse
    items: list[RecommendationResponse]
    empty: Annotated[
        EmptyResponse | None, Meta(description="The reason if nothing was found, otherwise null.")
    ]
    notes: Annotated[
        list[NoteResponse], Meta(description="Facts about the whole list, mostly none.")
    ]
    pipeline: PipelineResponse


def recommendations_response(
    request_id: str, answer: RecommendationResult, links: ShopLinks
) -> RecommendationsResponse:
    pipeline = answer.pipeline
    return RecommendationsResponse(
        request_id=request_id,
        understood=understood_response(answer.understood, answer.question),
        items=[recommendation_response(item, links) for item in answer.items],
        empty=empty_response(answer.empty) if answer.empty else None,
        notes=[NoteResponse(code=note.code, message=note.message) for note in answer.notes],
        pipeline=PipelineResponse(
            candidates=pipeline.candidates,
            reranked=pipeline.reranked.state,
            reason=pipeline.reranked.reason,
            embedder=pipeline.embedder,
            retrieval=pipeline.retrieval,
            timings_ms=dict(pipeline.timings_ms),
            exchange=_exchange_response(pipeline.exchange),
        ),
    )


def _exchange_response(exchange: BudgetExchange | None) -> ExchangeResponse | None:
    if exchange is None:
        return None
    return ExchangeResponse(
        currency=exchange.currency, rates_from=exchange.day, is_old=exchange.is_old
    )


def recommendation_response(item: Recommendation, links: ShopLinks) -> RecommendationResponse:
    return RecommendationResponse(
        rank=item.rank,
        score=item.score,
        product_id=item.product.id,
        product=product_response(item.product, links),
        explanation=item.explanation,
        badges=list(item.badges),
        why=dict(item.why),
    )
