"""The language of error responses: messages are raised in English and translated here."""

import re
from collections.abc import Mapping
from typing import Any

from litestar import Request

from gifter_app.http.caller import Caller
from gifter_app.http.german_messages import GERMAN
from gifter_app.http.pages.language import page_language
from gifter_domain.identity.profile import Language
from gifter_domain.identity.user import User

# The forms of values. Others are words of the caller, or names, which stay as they are.
_NUMBER = r"-?[\d.,]+"
_LIMIT = rf"(?:at most |at least |less than |more than |exactly |{_NUMBER} to )?{_NUMBER}"
_FORMS = {"limit": _LIMIT, "number": _NUMBER, "least": _NUMBER, "most": _NUMBER}
_KINDS = re.compile(r"must be (?P<kinds>.+)")


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)
    forms = [
        f"(?P<{part}>{_FORMS.get(part, '.+')})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(forms), re.DOTALL)


_WITH_VALUES = [(_pattern(english), german) for english, german in GERMAN.items() if "{" in english]


# Any: the parts of a request, as in Litestar.
def message_language(request: Request[Any, Any, Any]) -> Language:
    """Returns the language that the request accepts; without the header the signed-in user's."""
    if accepted := request.headers.get("accept-language"):
        return Language(page_language(accepted))
    user = request.scope.get("user")
    return user.language if isinstance(user, User | Caller) else Language.ENGLISH


def translated(message: str, language: Language) -> str:
    """Returns the message in the language, or in English if it has no translation."""
    return _german(message) if language is Language.GERMAN else message


def translated_details(details: Mapping[str, object], language: Language) -> dict[str, object]:
    """Returns the details with the messages about fields in the language."""
    fields = details.get("fields")
    if not isinstance(fields, list):
        return dict(details)
    return {
        **details,
        "fields": [one | {"message": translated(one["message"], language)} for one in fields],
    }


def _german(message: str) -> str:
    if exact := GERMAN.get(message):
        return exact
    if german := _german_kinds(message):
        return german
    for pattern, german in _WITH_VALUES:
        if found := pattern.fullmatch(message):
            return german.format_map(_values(found.groupdict()))
    return message


def _german_kinds(message: str) -> str | None:
    """Returns "muss eine ganze Zahl oder null sein" for "must be a whole number or null"."""
    found = _KINDS.fullmatch(message)
    kinds = re.split(r"(?<!true) or ", found["kinds"]) if found else []
    german = [GERMAN.get(kind, kind) for kind in kinds if kind in GERMAN or kind == "null"]
    return f"muss {' oder '.join(german)} sein" if kinds and len(german) == len(kinds) else None


def _values(found: dict[str, str]) -> dict[str, str]:
    return {name: _german(text) if name == "limit" else text for name, text in found.items()}
