"""The page behind the unsubscribe link in mail."""

from html import escape
from typing import Annotated

from litestar import MediaType, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from gifter_app.http.nul import NO_NUL
from gifter_app.http.openapi import errors
from gifter_app.use_cases.reminders.unsubscribe import Unsubscribe
from gifter_domain.identity.profile import Language
from gifter_domain.notifications.unsubscribe import UnsubscribeLinkInvalid
from gifter_domain.notifications.wording import Wording

_Token = Annotated[
    str,
    QueryParameter(max_length=500, pattern=NO_NUL, description="The token from the link."),
]


@get(
    "/",
    operation_id="ShowUnsubscribe",
    summary="Show the unsubscribe page",
    security=[{}],
    opt={"public": True},
    media_type=MediaType.HTML,
    response_description="The page that asks for confirmation.",
    responses=errors(UnsubscribeLinkInvalid, public=True),
)
async def show_unsubscribe(
    token: _Token, unsubscribe: NamedDependency[Unsubscribe], wording: NamedDependency[Wording]
) -> str:
    """Returns a page that asks for confirmation.

    It changes nothing, because mail programs open links by themselves.
    """
    unsubscribe.check(token)
    questions = [
        wording.text(language, "Do you want no more reminders by e-mail?") for language in Language
    ]
    button = " / ".join(wording.text(language, "No more e-mail") for language in Language)
    form = f'<form method="post"><button>{escape(button)}</button></form>'
    return _page(questions, form)


@post(
    "/",
    operation_id="Unsubscribe",
    summary="Unsubscribe from mail",
    security=[{}],
    opt={"public": True},
    media_type=MediaType.HTML,
    status_code=200,
    response_description="The page that confirms that mail is off.",
    responses=errors(UnsubscribeLinkInvalid, public=True),
)
async def unsubscribe_by_link(
    token: _Token, unsubscribe: NamedDependency[Unsubscribe], wording: NamedDependency[Wording]
) -> str:
    """Turns mail off for the user of the link (RFC 8058, one click). Safe to repeat.

    The body is ignored. Push and the inbox stay; the notification preferences turn mail on again.
    """
    await unsubscribe.execute(token)
    return _page(
        [wording.text(language, "You get no more reminders by e-mail.") for language in Language]
    )


def _page(lines: list[str], form: str = "") -> str:
    """Returns the page in all languages, because nobody is signed in who could choose one."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Gifter</title></head>'
        f'<body style="font-family: sans-serif">{paragraphs}{form}</body></html>'
    )
