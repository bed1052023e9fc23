"""Taste profiles: starting one, answering, completing, and reading them again."""

from typing import Annotated

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter, SkipValidation

from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.taste.schemas import (
    AnswerQuestionRequest,
    StartTasteProfileRequest,
    TasteProfilePageResponse,
    TasteProfileResponse,
    TasteStepResponse,
    step_response,
    taste_profile_response,
)
from gifter_app.use_cases.taste.manage_profiles import ManageTasteProfiles
from gifter_domain.identity.user import User
from gifter_domain.shared.pages import PageRequest
from gifter_domain.taste.ports import TasteProfileReads

_ProfileId = Annotated[str, PathParameter(name="profileId", description="The profile's `id`.")]


@post(
    "/taste-profiles/start",
    operation_id="StartTasteProfile",
    tags=["Taste profiles"],
    summary="Find out a taste",
    responses=errors(404),
)
async def start_taste_profile(
    data: JSONBody[StartTasteProfileRequest],
    user: NamedDependency[User],
    taste_profiles: NamedDependency[ManageTasteProfiles],
) -> TasteStepResponse:
    """A profile without any answer, and the first questions."""
    step = await taste_profiles.start(
        user, data.mode, data.recipient_id, data.name, temporary=data.temporary
    )
    return step_response(step)


@post(
    "/taste-profiles/{profileId:str}/answer",
    operation_id="AnswerTasteQuestion",
    tags=["Taste profiles"],
    summary="Answer a question",
    responses=errors(404),
    status_code=200,
)
async def answer_taste_question(
    data: JSONBody[AnswerQuestionRequest],
    profile_id: _ProfileId,
    user: NamedDependency[User],
    taste_profiles: NamedDependency[ManageTasteProfiles],
) -> TasteStepResponse:
    """The profile with this answer, in place of an earlier one, and the next questions.

    The next ones are those whose answers tell most after all that was said. Any question may be
    answered at any time, also again after the profile is complete. Safe to repeat.
    """
    step = await taste_profiles.answer(user, profile_id, data.question_id, data.to_answer())
    return step_response(step)


@post(
    "/taste-profiles/{profileId:str}/complete",
    operation_id="CompleteTasteProfile",
    tags=["Taste profiles"],
    summary="That is enough",
    responses=errors(404),
    status_code=200,
)
async def complete_taste_profile(
    profile_id: _ProfileId,
    user: NamedDependency[User],
    taste_profiles: NamedDependency[ManageTasteProfiles],
) -> TasteProfileResponse:
    """From now on it counts for its recipient: of several, the one completed last.

    After answers have changed it is completed again. Safe to repeat.
    """
    return taste_profile_response(await taste_profiles.complete(user, profile_id))


@get(
    "/taste-profiles",
    operation_id="ListTasteProfiles",
    tags=["Taste profiles"],
    summary="The taste profiles I keep",
    responses=errors(),
    dependencies=PAGED,
)
async def list_taste_profiles(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    taste_profile_reads: NamedDependency[SkipValidation[TasteProfileReads]],
    recipient_id: Annotated[
        str | None,
        QueryParameter(
            name="recipientId",
            max_length=200,
            pattern=r"^[^\x00]*$",
            description="Only those of this recipient of mine.",
        ),
    ] = None,
) -> TasteProfilePageResponse:
    """In the order they were started, complete or not."""
    found = await taste_profile_reads.profiles(user.id, recipient_id, page)
    return page_response(TasteProfilePageResponse, found, taste_profile_response)


@get(
    "/taste-profiles/{profileId:str}",
    operation_id="GetTasteProfile",
    tags=["Taste profiles"],
    summary="One of them",
    responses=errors(404),
)
async def get_taste_profile(
    profile_id: _ProfileId,
    user: NamedDependency[User],
    taste_profile_reads: NamedDependency[SkipValidation[TasteProfileReads]],
) -> TasteProfileResponse:
    """With all answers, and what they come to."""
    return taste_profile_response(await taste_profile_reads.profile(user.id, profile_id))


@delete(
    "/taste-profiles/{profileId:str}",
    operation_id="DeleteTasteProfile",
    tags=["Taste profiles"],
    summary="Forget it",
    responses=errors(404),
)
async def delete_taste_profile(
    profile_id: _ProfileId,
    user: NamedDependency[User],
    taste_profiles: NamedDependency[ManageTasteProfiles],
) -> None:
    """The profile and its answers are gone."""
    await taste_profiles.remove(user, profile_id)
