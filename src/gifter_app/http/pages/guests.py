"""The page of a shared wishlist. Guests need no account, and the page needs no script."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import structlog
from litestar import MediaType, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException
from litestar.params import BodyKwarg, FromPath, FromQuery, PathParameter, SkipValidation
from litestar.response import Redirect

from gifter_app.http.errors import client_left, status_of
from gifter_app.http.pages.guest_limit import Reservations
from gifter_app.http.pages.language import page_language
from gifter_app.http.pages.list_page import ListPages
from gifter_app.http.pages.wishlist_page import (
    TEMPLATES,
    Remark,
    SharedPages,
    picture_url,
)
from gifter_app.http.security_headers import PAGE_HEADERS
from gifter_app.use_cases.wishlists.claim_wishes import ClaimWishes
from gifter_domain.identity.user import User
from gifter_domain.notifications.wording import Wording
from gifter_domain.shared.errors import GifterError, InvalidInput, NotFound
from gifter_domain.shared.pictures import PictureNotFound, Pictures
from gifter_domain.wishlists.claims.rules import ItemFullyClaimed, OwnWish
from gifter_domain.wishlists.item import ItemNotFound

log = structlog.get_logger(__name__)
_STYLE = (TEMPLATES / "page.css").read_text(encoding="utf-8")

_PAGE: Mapping[str, Any] = {
    "media_type": MediaType.HTML,
    "include_in_schema": False,
    "opt": {"guests": True},
}
Form = Annotated[dict[str, str], BodyKwarg(media_type=RequestEncodingType.URL_ENCODED)]


_ItemId = Annotated[str, PathParameter(name="itemId")]
_UndoToken = Annotated[str, PathParameter(name="undoToken")]


@get("/page.css", include_in_schema=False, opt={"public": True}, media_type=MediaType.CSS)
async def page_style() -> Response[str]:
    return Response(_STYLE, headers={"Cache-Control": "max-age=3600"})


@get("/{token:str}", **_PAGE)
async def show_wishlist(
    token: FromPath[str],
    undone: FromQuery[bool | None],
    list_pages: NamedDependency[SkipValidation[ListPages]],
    wording: NamedDependency[SkipValidation[Wording]],
) -> str:
    """Shows the list with its free wishes; its owners see nothing about claims."""
    done = wording.text(list_pages.language, "The reservation is undone.") if undone else None
    return await list_pages.show(token, Remark(notice=done))


@post("/{token:str}/items/{itemId:str}", **_PAGE)
async def reserve(
    token: FromPath[str],
    item_id: _ItemId,
    data: Form,
    viewer: NamedDependency[User | None],
    claim_wishes: NamedDependency[ClaimWishes],
    list_pages: NamedDependency[SkipValidation[ListPages]],
    reservations: NamedDependency[SkipValidation[Reservations]],
) -> Response[Any]:
    """Reserves a wish for a guest, who gets a private link to undo it."""
    reservations.count(list_pages.request, token)
    name, number = data.get("name", ""), data.get("quantity", "1")
    try:
        quantity = _quantity(number)
        _, undo = await claim_wishes.claim_as_guest(token, item_id, name, quantity, viewer)
    except (InvalidInput, ItemFullyClaimed, ItemNotFound, OwnWish) as refused:
        why = _why(list_pages.wording, list_pages.language, refused)
        remark = Remark(None, why, item_id, _wrong_field(refused), {"name": name} | data)
        text = await list_pages.show(token, remark)
        return Response(text, status_code=status_of(type(refused)))
    cookie = list_pages.remember(token, undo)
    return Redirect(f"/s/{token}/reserved/{undo}", status_code=303, cookies=[cookie])


@get("/{token:str}/items/{itemId:str}", **_PAGE)
async def show_item(token: FromPath[str], item_id: _ItemId) -> Redirect:
    """Redirects to the wish on its list, for a browser that reloads a refused reservation."""
    return Redirect(f"/s/{token}#wish-{item_id}", status_code=303)


@get("/{token:str}/reserved/{undoToken:str}", **_PAGE)
async def show_reservation(
    token: FromPath[str],
    undo_token: _UndoToken,
    renewed: FromQuery[bool | None],
    claim_wishes: NamedDependency[ClaimWishes],
    list_pages: NamedDependency[SkipValidation[ListPages]],
) -> str:
    """Shows a guest's reservation by its private link, which works even after the list is gone."""
    claim = await claim_wishes.guest_claim(undo_token)
    wording, language = list_pages.wording, list_pages.language
    done = wording.text(language, "It is reserved for you anew.") if renewed else None
    return list_pages.of(token).reserved(claim, undo_token, done)


@post("/{token:str}/reserved/{undoToken:str}/bought", **_PAGE)
async def buy_reserved(
    token: FromPath[str], undo_token: _UndoToken, claim_wishes: NamedDependency[ClaimWishes]
) -> Redirect:
    """Marks the reservation as bought, so that it does not expire."""
    await claim_wishes.update_as_guest(undo_token, bought=True)
    return Redirect(f"/s/{token}/reserved/{undo_token}", status_code=303)


@post("/{token:str}/reserved/{undoToken:str}/renew", **_PAGE)
async def renew_reservation(
    token: FromPath[str], undo_token: _UndoToken, claim_wishes: NamedDependency[ClaimWishes]
) -> Redirect:
    """Extends the reservation to 30 days from now."""
    await claim_wishes.update_as_guest(undo_token, bought=False)
    return Redirect(f"/s/{token}/reserved/{undo_token}?renewed=true", status_code=303)


@post("/{token:str}/reserved/{undoToken:str}", **_PAGE)
async def undo_reservation(
    token: FromPath[str], undo_token: _UndoToken, claim_wishes: NamedDependency[ClaimWishes]
) -> Redirect:
    """Releases the reservation."""
    await claim_wishes.release_as_guest(undo_token)
    return Redirect(f"/s/{token}?undone=true", status_code=303)


@get("/{token:str}/pictures/{itemId:str}", **_PAGE)
async def show_picture(
    token: FromPath[str],
    item_id: _ItemId,
    list_pages: NamedDependency[SkipValidation[ListPages]],
    pictures: NamedDependency[SkipValidation[Pictures]],
) -> Response[bytes]:
    """Returns an item's picture through our server, so that no other server sees the guest."""
    found = await list_pages.read(token)
    url = next((picture_url(item) for item in found.items if item.id == item_id), None)
    if url is None:
        raise PictureNotFound("This wish has no picture.")
    picture = await pictures.fetch(url)
    return Response(
        picture.content,
        media_type=picture.media_type,
        headers={"Cache-Control": "private, max-age=3600"},
    )


def page_errors(wording: Callable[[], Wording]) -> Callable[..., Response[str]]:
    """Returns an error handler that shows the error as a page."""

    def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
        if client_left(error):
            log.info("http.client_left")
        elif _status(error) >= 500:
            log.error("http.unhandled_error", exc_info=error)
        language = _language(request)
        title, text = _trouble(wording(), language, error)
        told = error.headers if isinstance(error, HTTPException) else _waiting(error)
        return Response(
            SharedPages(wording(), language=language, path="", public_url="").trouble(title, text),
            status_code=_status(error),
            media_type=MediaType.HTML,
            headers={header.name: str(header.value) for header in PAGE_HEADERS} | (told or {}),
        )

    return on_error


def _waiting(error: Exception) -> dict[str, str]:
    wait = error.details.get("retryAfterS") if isinstance(error, GifterError) else None
    return {} if wait is None else {"Retry-After": str(wait)}


def _trouble(wording: Wording, language: str, error: Exception) -> tuple[str, str]:
    if _status(error) in (404, 405):
        return (
            wording.text(language, "There is nothing here (any more)"),
            wording.text(language, "The link is wrong or was switched off. Ask for a new one."),
        )
    if _status(error) == 429:
        return (
            wording.text(language, "That was a lot at once"),
            wording.text(language, "Please wait a few minutes, then reserve the next wish."),
        )
    return (
        wording.text(language, "Something went wrong"),
        wording.text(language, "Please try again in a moment."),
    )


def _status(error: Exception) -> int:
    if isinstance(error, GifterError):
        return status_of(type(error))
    if client_left(error):
        return 400
    return error.status_code if isinstance(error, HTTPException) else 500


def _why(wording: Wording, language: str, refused: GifterError) -> str:
    if isinstance(refused, ItemFullyClaimed):
        return wording.text(language, "Somebody was quicker: there is not as much of it left.")
    if isinstance(refused, OwnWish):
        return wording.text(language, "This wish is your own.")
    if isinstance(refused, NotFound):
        return wording.text(language, "The wish is no longer on the list.")
    if _wrong_field(refused) == "quantity":
        return wording.text(language, "Please give a whole number, 1 or more.")
    return wording.text(language, "Please give your name, in at most 100 letters.")


def _wrong_field(refused: GifterError) -> str | None:
    """Returns the name of the form's wrong field, or None if no field is wrong."""
    fields = refused.details.get("fields")
    return str(fields[0]["path"]) if isinstance(fields, list) and fields else None


def _quantity(text: str) -> int:
    if not re.fullmatch("(?!0+$)[0-9]{1,4}", text):
        raise InvalidInput.at("quantity", "must be a whole number from 1 to 9,999")
    return int(text)


def _language(request: Request[Any, Any, Any]) -> str:
    return page_language(request.headers.get("accept-language", ""))
