"""The stored documents of a gift request: what was asked and answered, and how it was computed."""

from dataclasses import dataclass
from typing import Any

import msgspec

from gifter_adapters.postgres.core.documents import DocumentFormat
from gifter_domain.recommendations.clarifying import ClarifyingQuestion
from gifter_domain.recommendations.empty_lists import EmptyList
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.notes import Note
from gifter_domain.recommendations.recommendation import (
    GiftRequest,
    Pipeline,
    RecommendationResult,
)
from gifter_domain.recommendations.understood import Understood


@dataclass(frozen=True, slots=True)
class Wish:
    """A stored request: as it was asked, searched with and understood, and the words beside it."""

    asked: GiftRequest
    query: GiftQuery
    understood: Understood
    question: ClarifyingQuestion | None = None
    empty: EmptyList | None = None
    notes: tuple[Note, ...] = ()


def _wish_2(old: Any) -> dict[str, Any]:
    """Adds the fields of the understood request. Version 1 stored only the query, in English."""
    query = old["understood"]
    fields = {
        "language": "en",
        "supported": True,
        "budget": query["budget"] and _stated_budget(query["budget"]),
        "ages": [] if query["age"] is None else [[query["age"], query["age"]]],
        "occasion": query["occasion"],
        "relationship": query["recipient"],
        "excludes": query["avoid"],
        "words": query["words"],
    }
    return {"asked": old["asked"], "query": query, "understood": {"fields": fields}}


def _stated_budget(budget: Any) -> dict[str, Any]:
    ends = {"min": budget["min_minor"], "max": budget["max_minor"]}
    return {"currency": budget["currency"], **ends}


def _pipeline_3(old: Any) -> dict[str, Any]:
    """Replaces the flag of earlier versions, which no list had set."""
    return {**old, "reranked": {"state": "skipped", "reason": "notConfigured"}}


# The stored fields of a request and of its pipeline. Change them by an upcaster only.
WISH = DocumentFormat((_wish_2,))
PIPELINE = DocumentFormat((lambda old: {**old, "versions": {}}, _pipeline_3))


def to_stored(request: GiftRequest, query: GiftQuery, answer: RecommendationResult) -> Wish:
    """Returns the parts of a request and its answer that are stored in one document."""
    return Wish(
        request, query, answer.understood, answer.question, answer.empty, tuple(answer.notes)
    )


def to_wish(stored: Any) -> Wish:
    return msgspec.convert(WISH.read(stored), Wish)


def to_pipeline(stored: Any) -> Pipeline:
    return msgspec.convert(PIPELINE.read(stored), Pipeline)
