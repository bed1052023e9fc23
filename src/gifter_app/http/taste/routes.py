"""Routes of taste profiles."""

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
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.shared.pages import PageRequest
from gifter_domain.taste.ports import TasteProfileReads
from gifter_domain.taste.profile import TasteProfileNotFound

_ProfileId = Annotated[str, PathParameter(name="profileId", description="The profile's `id`.")]


@post(
    "/start",
    operation_id="StartTasteProfile",
    summary="Start a taste profile",
    response_description="The new profile and its first questions.",
    responses=errors(RecipientNotFound),
)
async def start_taste_profile(
    data: JSONBody[StartTasteProfileRequest],
    user: NamedDependency[User],
    manage_taste_profiles: NamedDependency[ManageTasteProfiles],
) -> TasteStepResponse:
    """Creates a profile without answers and returns the first questions."""
    step = await manage_taste_profiles.start(
        user, data.mode, data.recipient_id, data.name, temporary=data.temporary
    )
    return step_response(step)


@post(
    "/{profileId:str}/answer",
    operation_id="AnswerTasteQuestion",
    summary="Answer a taste question",
    response_description="The profile's progress and the next questions.",
    responses=errors(TasteProfileNotFound),
    status_code=200,
)
async def answer_taste_question(
    data: JSONBody[AnswerQuestionRequest],
    profile_id: _ProfileId,
    user: NamedDependency[User],
    manage_taste_profiles: NamedDependency[ManageTasteProfiles],
) -> TasteStepResponse:
    """Stores the answer, replacing an earlier one, and returns the next questions.

    The next questions are those that are expected to add most to what is known. Any question may be
    answered at any time, also after the profile is complete. Safe to repeat.
    """
    step = await manage_taste_profiles.answer(user, profile_id, data.question_id, data.to_answer())
    return step_response(step)


@post(
    "/{profileId:str}/complete",
    operation_id="CompleteTasteProfile",
    summary="Complete a taste profile",
    response_description="The completed profile.",
    responses=errors(TasteProfileNotFound),
    status_code=200,
)
async def complete_taste_profile(
    profile_id: _ProfileId,
    user: NamedDependency[User],
    manage_taste_profiles: NamedDependency[ManageTasteProfiles],
) -> TasteProfileResponse:
    """Completes the profile, so that recommendations for its recipient use it.

    If the recipient has several, the one completed last is used. Complete it again after changing
    answers. Safe to repeat.
    """
    return taste_profile_response(await manage_taste_profiles.complete(user, profile_id))


@get(
    "/",
    operation_id="ListTasteProfiles",
    summary="List taste profiles",
    response_description="A page of the user's taste profiles, oldest first.",
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
            description="Only profiles of this recipient.",
        ),
    ] = None,
) -> TasteProfilePageResponse:
    """Returns your taste profiles, complete or not, in the order in which they were started."""
    found = await taste_profile_reads.profiles(user.id, recipient_id, page)
    return page_response(TasteProfilePageResponse, found, taste_profile_response)


@get(
    "/{profileId:str}",
    operation_id="GetTasteProfile",
    summary="Get a taste profile",
    response_description="The profile with its answers.",
    responses=errors(TasteProfileNotFound),
)
async def get_taste_profile(
    profile_id: _ProfileId,
    user: NamedDependency[User],
    taste_profile_reads: NamedDependency[SkipValidation[TasteProfileReads]],
) -> TasteProfileResponse:
    """Returns the profile with all answers and the facets that follow from them."""
    return taste_profile_response(await taste_profile_reads.profile(user.id, profile_id))


@delete(
    "/{profileId:str}",
    operation_id="DeleteTasteProfile",
    summary="Delete a taste profile",
    response_description="The profile is deleted.",
    responses=errors(TasteProfileNotFound),
)
async def delete_taste_profile(
    profile_id: _ProfileId,
    user: NamedDependency[User],
    manage_taste_profiles: NamedDependency[ManageTasteProfiles],
) -> None:
    """Deletes the profile with its answers."""
    await manage_taste_profiles.remove(user, profile_id)
