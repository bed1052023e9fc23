"""Documents that earlier versions stored are read by this one.

`tests/data/documents` keeps documents as they were stored. None of them may be changed: a new
version adds its own, and an upcaster for those before it.
"""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from gifter_adapters.postgres.core.documents import DocumentFormat
from gifter_adapters.postgres.recommendations.documents import (
    PIPELINE,
    WISH,
    to_pipeline,
    to_wish,
)
from gifter_adapters.postgres.taste.rows import PHRASED, profile_row, to_profile
from gifter_domain.language.reading.money import StatedBudget
from gifter_domain.language.reading.text import Span
from gifter_domain.language.spelling import Correction
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.clarifying import Choice, ClarifyingQuestion
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.overrides import Overrides
from gifter_domain.recommendations.recommendation import BudgetExchange, Pipeline
from gifter_domain.recommendations.reranking import NOT_RERANKED, Reranked
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.money import Budget
from gifter_domain.taste.answer import Answer
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.profile import TasteProfile
from gifter_domain.taste.questions.bank import BANK
from gifter_domain.taste.questions.question import Kind, Option, Question

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
# The first digits of each document's SHA-256. A changed document would hide that old rows are no
# longer read; a new shape gets a document of its own.
DIGESTS = {
    "recommendation_request.v2": "544922d0d733a2ef",
    "recommendation_request.v3": "afefc0a08e8817ec",
    "recommendation_request_asked_for_a_taste.v1": "03274302739c7f41",
    "recommendation_request_asked_for_nothing.v1": "51649e8bbb64881d",
    "taste_profile_complete.v1": "d13617bdadb69a1a",
    "taste_profile_just_started.v1": "3325b4b8cb920be9",
}
AT = datetime(2026, 11, 30, tzinfo=UTC)
AROUND_40 = StatedBudget("GBP", 3_000, 5_000, around=4_000)
FACETS_OF_ANA = Facets(
    interests=("dogs", "gardening"),
    words=("jazz",),
    styles=("classic",),
    values=("handmade",),
    dislikes=("interest.fragrance", "style.bold", "interest.cooking", "interest.baking"),
    materials_to_avoid=("leather",),
    diets=("vegan",),
    exclusions=("alcohol",),
    own_exclusions=("anything of wool", "golf"),
    sizes={"top": "M", "ring": "M", "shoe": "M"},
    price_comfort=Budget("GBP", 1_000, 4_000),
)
PHRASED_FOR_ANA = (
    Question(
        "phrased_1",
        Kind.THIS_OR_THAT,
        "Copper or steel?",
        "Would {they} rather have copper or steel?",
        (
            Option("copper", "Copper", ("style.classic", "value.handmade")),
            Option("steel", "Steel", ("style.modern",)),
        ),
    ),
    Question(
        "phrased_2",
        Kind.MULTIPLE_CHOICE,
        "Which of these?",
        "Which of these for {they}?",
        (
            Option("roses", "Roses", ("interest.gardening",), "saturday-garden"),
            Option("tea", "Tea", ("interest.tea",)),
        ),
        takes_own=True,
    ),
)


def stored(name: str) -> dict[str, Any]:
    documents: dict[str, Any] = json.loads((DOCUMENTS / f"{name}.json").read_text())
    return documents


def as_json(document: object) -> Any:
    return msgspec.json.decode(msgspec.json.encode(document))


def profile_of(name: str) -> TasteProfile:
    times = {"expires_at": None, "created_at": AT, "updated_at": AT, "completed_at": None}
    own = {"id": "profile-1", "owner_id": "ada", "recipient_id": None, "mode": "self", "name": None}
    return to_profile({**own, **times, **stored(name)})


def test_no_stored_document_has_changed() -> None:
    found = {file.stem: sha256(file.read_bytes()) for file in DOCUMENTS.glob("*.json")}

    assert {name: digest.hexdigest()[:16] for name, digest in found.items()} == DIGESTS


def test_a_request_of_version_1_is_read() -> None:
    row = stored("recommendation_request_asked_for_a_taste.v1")

    assert to_wish(row["wish"]).query == GiftQuery(
        age=65,
        avoid=("candles",),
        taste=FACETS_OF_ANA,
        budget=Budget("GBP", 1_000, 4_000),
        occasion="birthday",
        recipient="mum",
    )
    assert to_pipeline(row["pipeline"]) == Pipeline(
        candidates=1,
        embedder="test/counting/8",
        retrieval="exact",
        timings_ms={"rank": 32.92, "embed": 0.41, "retrieve": 61.85},
    )


def test_a_request_of_version_1_is_understood_as_its_query_was() -> None:
    row = stored("recommendation_request_asked_for_a_taste.v1")

    assert to_wish(row["wish"]).understood == Understood(
        UnderstoodRequest(
            "en",
            True,
            budget=StatedBudget("GBP", 1_000, 4_000),
            ages=((65, 65),),
            occasion="birthday",
            relationship="mum",
            excludes=("candles",),
        )
    )


def test_an_empty_request_of_version_1_is_read() -> None:
    row = stored("recommendation_request_asked_for_nothing.v1")

    assert to_wish(row["wish"]).query == GiftQuery()
    assert to_wish(row["wish"]).understood == Understood(UnderstoodRequest("en", True))


def test_a_request_of_version_2_is_read() -> None:
    row = stored("recommendation_request.v2")

    assert to_wish(row["wish"]).query == GiftQuery(
        words=("jazz",),
        avoid=("leather",),
        recipient="sister",
        age=34,
        budget=AROUND_40.range,
        is_soft=True,
    )
    assert to_wish(row["wish"]).understood == Understood(
        UnderstoodRequest(
            "en",
            True,
            budget=AROUND_40,
            ages=((34, 34),),
            adult=True,
            relationship="sister",
            interests=("jazz",),
            excludes=("leather",),
            words=("jazz",),
            spans=(Span("relationship", 3, 9), Span("ages", 11, 13)),
            contested=("adult",),
            corrected=(Correction("leahter", "leather"),),
        ),
        {"budget": 1.0, "adult": 1.0, "people": 0.0},
    )
    assert to_wish(row["wish"]).question == ClarifyingQuestion(
        "adult",
        "Is the gift for a child or for a grown-up?",
        (Choice("A grown-up", Overrides(frozenset({"adult"}), adult=True)),),
    )
    assert to_pipeline(row["pipeline"]).exchange == BudgetExchange("GBP", date(2026, 11, 27))
    assert to_pipeline(row["pipeline"]).reranked == NOT_RERANKED


def test_a_pipeline_of_version_3_is_read() -> None:
    row = stored("recommendation_request.v3")

    assert to_pipeline(row["pipeline"]).reranked == Reranked("pending", "late")


def test_a_taste_profile_of_version_1_is_read() -> None:
    profile = profile_of("taste_profile_complete.v1")

    assert profile.facets == FACETS_OF_ANA
    assert profile.phrased == PHRASED_FOR_ANA
    assert len(profile.answers) == 14
    assert profile.answers["old_or_new"] is None
    assert profile.answers["shoe_size"] == Answer(sizes={"shoe": "M"})
    assert profile.answers["price_comfort"] == Answer(budget=Budget("GBP", 1_000, 4_000))
    assert profile.answers["hard_noes"] == Answer(chosen=("alcohol",), own=("anything of wool",))


def test_an_empty_taste_profile_of_version_1_is_read() -> None:
    profile = profile_of("taste_profile_just_started.v1")

    assert (profile.answers, profile.facets, profile.phrased) == ({}, Facets(), None)


def test_a_request_is_written_with_the_fields_of_its_version() -> None:
    row = stored("recommendation_request.v3")

    wish = WISH.write(to_wish(row["wish"]))
    pipeline = PIPELINE.write(to_pipeline(row["pipeline"]))

    assert as_json(wish) == row["wish"]
    assert as_json(pipeline) == row["pipeline"]


def test_a_taste_profile_is_written_with_the_fields_of_its_version() -> None:
    documents = stored("taste_profile_complete.v1")
    row = profile_row(profile_of("taste_profile_complete.v1"))

    assert as_json(row["answers"]) == {"version": 1, **documents["answers"]}
    assert as_json(row["facets"]) == {"version": 1, **documents["facets"]}
    assert as_json(PHRASED.write({"questions": PHRASED_FOR_ANA})) == {
        "version": 2,
        "questions": documents["phrased"],
    }


def test_documents_pass_through_the_upcasters_from_their_version_on() -> None:
    form = DocumentFormat(
        (lambda old: {"b": old["a"] + 1}, lambda old: {"c": old["b"] * 10}),
    )

    assert form.read({"a": 1}) == form.read({"version": 1, "a": 1}) == {"c": 20}
    assert form.read({"version": 2, "b": 5}) == {"c": 50}
    assert form.read(form.write({"c": 7})) == {"c": 7}


def test_no_question_has_the_name_of_the_version() -> None:
    assert "version" not in {question.id for question in BANK}
