"""Routes of the user's own claims."""

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
from gifter_domain.wishlists.claims.ports import ClaimReads
from gifter_domain.wishlists.claims.rules import ClaimNotFound

_ClaimId = Annotated[str, PathParameter(name="claimId", description="The claim's `id`.")]


@get(
    "/mine",
    operation_id="ListMyClaims",
    summary="List my claims",
    response_description="A page of the user's claims, grouped by list.",
    responses=errors(),
    dependencies=PAGED,
)
async def list_my_claims(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    claim_reads: NamedDependency[SkipValidation[ClaimReads]],
) -> ClaimPageResponse:
    """Returns your claims, grouped by list and then by the time you claimed.

    Each claim keeps the wish as it was when you claimed it. It stays when the wish is changed or
    deleted; `wishFate` says which.
    """
    found = await claim_reads.mine(user.id, page)
    return page_response(ClaimPageResponse, found, claim_response)


@patch(
    "/{claimId:str}",
    operation_id="UpdateClaim",
    summary="Update a claim",
    response_description="The claim after the change.",
    responses=errors(ClaimNotFound),
)
async def update_claim(
    data: JSONBody[UpdateClaimRequest],
    claim_id: _ClaimId,
    user: NamedDependency[User],
    claim_wishes: NamedDependency[ClaimWishes],
) -> ClaimResponse:
    """Changes the fields that are sent; null clears a field.

    A claim with status BOUGHT does not expire. Setting it back to RESERVED starts a new period of
    30 days.
    """
    return claim_response(await claim_wishes.change(user, claim_id, data.to_details()))


@post(
    "/{claimId:str}/renew",
    operation_id="RenewClaim",
    summary="Renew a claim",
    response_description="The claim with its new expiry.",
    responses=errors(ClaimNotFound),
    status_code=200,
)
async def renew_claim(
    claim_id: _ClaimId,
    user: NamedDependency[User],
    claim_wishes: NamedDependency[ClaimWishes],
) -> ClaimResponse:
    """Extends the reservation to 30 days from now. Safe to repeat."""
    return claim_response(await claim_wishes.renew(user, claim_id))


@delete(
    "/{claimId:str}",
    operation_id="DeleteClaim",
    summary="Release a claim",
    response_description="The claim is released.",
    responses=errors(ClaimNotFound),
)
async def delete_claim(
    claim_id: _ClaimId,
    user: NamedDependency[User],
    claim_wishes: NamedDependency[ClaimWishes],
) -> None:
    """Releases the claim, so that somebody else can claim the wish."""
    await claim_wishes.release(user, claim_id)
