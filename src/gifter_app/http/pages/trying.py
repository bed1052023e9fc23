"""The page `/try` of `gifter dev`: a request, its understanding, and gifts to weigh anew."""

from collections.abc import Callable
from typing import Annotated, Any

from litestar import MediaType, Response, Router, get
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter, SkipValidation

from gifter_app.http.dependencies import provided, provided_by
from gifter_app.http.nul import NO_NUL, refuse_nul_in_path
from gifter_app.http.pages.try_view import features_of, gift, marked, stated
from gifter_app.http.pages.wishlist_page import TEMPLATES, pages
from gifter_app.http.recommendations.understood_schemas import understood_response
from gifter_app.http.security_headers import PAGE_HEADERS
from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_app.wiring.catalogue import CatalogueUseCases
from gifter_app.wiring.recommendations import RecommendationsUseCases
from gifter_domain.catalogue.reads import CatalogueReads
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.phrasing import ENGLISH
from gifter_domain.recommendations.recommendation import GiftRequest, RecommendationResult
from gifter_domain.recommendations.request_limits import MAX_LIMIT, MAX_TEXT
from gifter_domain.shared.pictures import PictureNotFound, Pictures

_HOME_CURRENCY = "GBP"  # for amounts in the text without a currency
_SHOWN = 12
_EXAMPLE = "a birthday present for my sister (34), who gardens and is vegan, around £40"
_SCRIPT = (TEMPLATES / "try.js").read_text(encoding="utf-8")
_STYLE = (TEMPLATES / "try.css").read_text(encoding="utf-8")
_HIDDEN: dict[str, Any] = {"include_in_schema": False, "opt": {"public": True}}

_Text = Annotated[str, QueryParameter(max_length=MAX_TEXT, pattern=NO_NUL)]


def try_router(
    recommendations: Callable[[], RecommendationsUseCases],
    catalogue: Callable[[], CatalogueUseCases],
    pictures: Callable[[], Pictures],
    wording: Callable[[], Wording],
) -> Router:
    """Returns the routes below `/try`. They need no account, so only developers may have them."""
    return Router(
        "/try",
        route_handlers=[try_request, try_style, try_script, try_picture],
        dependencies=provided_by(RecommendationsUseCases, recommendations)
        | provided_by(CatalogueUseCases, catalogue)
        | {"pictures": provided(pictures), "wording": provided(wording)},
        response_headers=[_with_script(header) for header in PAGE_HEADERS],
        before_request=refuse_nul_in_path,
    )


def _with_script(header: ResponseHeader) -> ResponseHeader:
    if header.name != "Content-Security-Policy":
        return header
    return ResponseHeader(name=header.name, value=f"{header.value}; script-src 'self'")


@get("/", media_type=MediaType.HTML, **_HIDDEN)
async def try_request(
    recommend_gifts: NamedDependency[RecommendGifts],
    wording: NamedDependency[SkipValidation[Wording]],
    text: _Text = "",
) -> str:
    """Shows a form, and with a text its understanding and its gifts. Nothing is stored."""
    page: dict[str, object] = {"text": text, "example": _EXAMPLE, "found": None}
    if text.strip():
        request = GiftRequest(text=text, limit=MAX_LIMIT)
        _, answer = await recommend_gifts.preview(request, _HOME_CURRENCY)
        page["found"] = _found(text, answer, wording)
    words = {"of_gifter": wording.text(ENGLISH, "Gifter · wishes and gifts")}
    return pages.get_template("try.html").render(page=page, words=words, language="en")


def _found(text: str, answer: RecommendationResult, wording: Wording) -> dict[str, object]:
    understood = understood_response(answer.understood, answer.question)
    features = features_of(answer.items)
    return {
        "parts": marked(text, [(span.field, span.start, span.end) for span in understood.spans]),
        "fields": stated(understood, wording),
        "question": understood.question,
        "remarks": _remarks(answer),
        "features": features,
        "gifts": [gift(item, features, wording) for item in answer.items],
        "shown": _SHOWN,
        "pipeline": answer.pipeline,
    }


def _remarks(answer: RecommendationResult) -> list[str]:
    """Returns the notes about the list, and the reason if it is empty."""
    empty = [answer.empty.message] if answer.empty else []
    return [*(note.message for note in answer.notes), *empty]


@get("/try.css", media_type=MediaType.CSS, **_HIDDEN)
async def try_style() -> str:
    return _STYLE


@get("/try.js", media_type="text/javascript", **_HIDDEN)
async def try_script() -> str:
    return _SCRIPT


@get("/pictures/{productId:str}", **_HIDDEN)
async def try_picture(
    product_id: Annotated[str, PathParameter(name="productId")],
    catalogue_reads: NamedDependency[SkipValidation[CatalogueReads]],
    pictures: NamedDependency[SkipValidation[Pictures]],
) -> Response[bytes]:
    """Returns the picture of a product, fetched for the browser."""
    product = (await catalogue_reads.product(product_id)).product
    if product.primary_image_url is None:
        raise PictureNotFound("This product has no picture.")
    picture = await pictures.fetch(product.primary_image_url)
    return Response(picture.content, media_type=picture.media_type)
