"""Claims: what the signed-in user promised to give of other people's wishes."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, SkipValidation

from gifter_app.http.openapi import errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.wishlists.claim_schemas import (
    ClaimPageResponse,
    ClaimResponse,
    UpdateClaimRequest,
    claim_response,
)
from gifter_app.use_cases.wishlists.claim_wishes import ClaimWishes
from gifter_domain.identity.user import User
from gifter_domain.shared.pages import PageRequest
from gifter_domain.wishlists.claim_ports import ClaimReads

_ClaimId = Annotated[str, PathParameter(name="claimId", description="The claim's `id`.")]


@get(
    "/claims/mine",
    operation_id="ListMyClaims",
    tags=["Claims"],
    summary="What I promised to give",
    responses=errors(),
    dependencies=PAGED,
)
async def list_my_claims(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    claim_reads: NamedDependency[SkipValidation[ClaimReads]],
) -> ClaimPageResponse:
    """List by list, and on each in the order I claimed it; with the wish as it was then.

    A claim stays when its wish is changed or deleted, and `wishFate` tells.
    """
    found = await claim_reads.mine(user.id, page)
    return page_response(ClaimPageResponse, found, claim_response)


@patch(
    "/claims/{claimId:str}",
    operation_id="UpdateClaim",
    tags=["Claims"],
    summary="I bought it, or have something to say",
    responses=errors(404),
)
async def update_claim(
    data: JSONBody[UpdateClaimRequest],
    claim_id: _ClaimId,
    user: NamedDependency[User],
    claims: NamedDependency[ClaimWishes],
) -> ClaimResponse:
    """Only the fields that are sent change; null clears.

    What is BOUGHT does not lapse; what is RESERVED again has 30 days from now.
    """
    return claim_response(await claims.change(user, claim_id, data.to_details()))


@post(
    "/claims/{claimId:str}/renew",
    operation_id="RenewClaim",
    tags=["Claims"],
    summary="I still mean to",
    responses=errors(404),
    status_code=200,
)
async def renew_claim(
    claim_id: _ClaimId,
    user: NamedDependency[User],
    claims: NamedDependency[ClaimWishes],
) -> ClaimResponse:
    """The reservation lapses 30 days from now. Safe to repeat."""
    return claim_response(await claims.renew(user, claim_id))


@delete(
    "/claims/{claimId:str}",
    operation_id="DeleteClaim",
    tags=["Claims"],
    summary="Somebody else may give it",
    responses=errors(404),
)
async def delete_claim(
    claim_id: _ClaimId,
    user: NamedDependency[User],
    claims: NamedDependency[ClaimWishes],
) -> None:
    """What was claimed is free again."""
    await claims.release(user, claim_id)
