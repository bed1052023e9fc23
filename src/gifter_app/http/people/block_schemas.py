"""Schemas of blocks."""

from datetime import datetime

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.people.person_schemas import PersonResponse, UserId, person_response
from gifter_domain.people.friends_ports import BlockedPerson


class BlockUserRequest(RequestSchema, frozen=True, kw_only=True):
    user_id: UserId


class BlockResponse(ResponseSchema, frozen=True, kw_only=True):
    person: PersonResponse
    blocked_at: datetime


class BlockPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of blocks, oldest first."""

    items: list[BlockResponse]


def block_response(blocked: BlockedPerson) -> BlockResponse:
    return BlockResponse(person=person_response(blocked.person), blocked_at=blocked.blocked_at)
