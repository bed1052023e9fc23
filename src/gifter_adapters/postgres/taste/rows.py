"""The mapping of taste profiles to rows, and the profiles that exist for an owner."""

from collections.abc import Mapping
from typing import Any

import msgspec

from gifter_adapters.postgres.core.connection import Record
from gifter_adapters.postgres.core.documents import DocumentFormat
from gifter_adapters.postgres.core.expiry import not_expired
from gifter_domain.taste.answer import Answer
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.profile import TasteProfile, TasteProfileNotFound
from gifter_domain.taste.questions.question import Mode, Question


def _as_object(questions: Any) -> dict[str, Any]:
    """Upcasts phrased questions: their first version was a list."""
    return {"questions": questions}


# The stored fields of a profile. Change them by an upcaster only. Answers are by question id.
ANSWERS = DocumentFormat()
FACETS = DocumentFormat()
PHRASED = DocumentFormat((_as_object,))


def own_profiles_from(*, owner: str, now: str) -> str:
    """Returns FROM and WHERE of an owner's profiles `t` that exist.

    A profile exists until it expires or its recipient does.
    """
    return f"""
        FROM taste_profile t LEFT JOIN recipient r ON r.id = t.recipient_id
        WHERE t.owner_id = {owner} AND {not_expired("t", now=now)}
          AND {not_expired("r", now=now)}
    """


def own_profiles(*, owner: str, now: str) -> str:
    """Returns a SELECT of an owner's profiles `t` for `to_profile`; conditions may follow."""
    return f"""
        SELECT t.id, t.owner_id, t.recipient_id, t.mode, t.name, t.answers, t.facets, t.phrased,
               t.expires_at, t.created_at, t.updated_at, t.completed_at
        {own_profiles_from(owner=owner, now=now)}
    """


def found_profile(row: Record | None) -> TasteProfile:
    """Returns the profile. Raises `TasteProfileNotFound` if there is no row."""
    if row is None:
        raise profile_not_found()
    return to_profile(row)


def profile_not_found() -> TasteProfileNotFound:
    return TasteProfileNotFound("You have no such taste profile.")


def profile_row(profile: TasteProfile) -> dict[str, Any]:
    return {
        "id": profile.id,
        "owner_id": profile.owner_id,
        "recipient_id": profile.recipient_id,
        "mode": profile.mode,
        "name": profile.name,
        "answers": ANSWERS.write(profile.answers),
        "facets": FACETS.write(profile.facets),
        "embedding_text": profile.facets.text or None,
        "expires_at": profile.expires_at,
        "created_at": profile.created_at,
        "updated_at": profile.updated_at,
        "completed_at": profile.completed_at,
    }


def _to_questions(phrased: Any) -> tuple[Question, ...]:
    return msgspec.convert(PHRASED.read(phrased)["questions"], tuple[Question, ...])


def to_profile(row: Mapping[Any, Any]) -> TasteProfile:
    return TasteProfile(
        id=row["id"],
        owner_id=row["owner_id"],
        recipient_id=row["recipient_id"],
        mode=Mode(row["mode"]),
        name=row["name"],
        answers=msgspec.convert(ANSWERS.read(row["answers"]), dict[str, Answer | None]),
        facets=msgspec.convert(FACETS.read(row["facets"]), Facets),
        phrased=None if row["phrased"] is None else _to_questions(row["phrased"]),
        expires_at=row["expires_at"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        completed_at=row["completed_at"],
    )
