"""The page behind links in mail: it opens a screen of the app, which mail programs cannot."""

from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import MediaType, Request, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter, SkipValidation

from gifter_app.http.nul import NO_NUL
from gifter_app.http.pages.language import page_language
from gifter_app.http.pages.wishlist_page import rendered
from gifter_domain.notifications.wording import Wording

_SCREENS = frozenset({"recommendations", "occasions"})
_Id = Annotated[str | None, QueryParameter(max_length=100, pattern=NO_NUL)]


@get("/{screen:str}", include_in_schema=False, opt={"public": True}, media_type=MediaType.HTML)
async def open_app(
    # Any: a request of any user, authentication and state.
    request: Request[Any, Any, Any],
    screen: FromPath[str],
    app_url: NamedDependency[str],
    wording: NamedDependency[SkipValidation[Wording]],
    recipientId: _Id = None,  # noqa: N803 - the name in links
    occasionId: _Id = None,  # noqa: N803
) -> str:
    """Returns a page that opens the screen by itself, with a button for browsers that do not."""
    if screen not in _SCREENS:
        raise NotFoundException
    ids = {"recipientId": recipientId, "occasionId": occasionId}
    asked = urlencode({name: value for name, value in ids.items() if value})
    language = page_language(request.headers.get("accept-language", ""))
    page = {
        "link": f"{app_url}{screen}{'?' if asked else ''}{asked}",
        "title": wording.text(language, "Gift ideas"),
        "text": wording.text(
            language,
            "The gift ideas are in the app. If it does not open by itself, press the button.",
        ),
        "button": wording.text(language, "Open in Gifter"),
    }
    return rendered("open.html", page, wording, language)
