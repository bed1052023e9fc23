"""The language of a page for a browser: the best that its `Accept-Language` header allows."""

import re
from collections.abc import Iterator

LANGUAGES = ("en", "de")  # the first is the default

# RFC 9110, 12.4.2 and 12.5.4: a language range, and its weight between 0 and 1.
_RANGE = re.compile(
    r"\s*(?P<tag>\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)"
    r"\s*(?:;\s*q=(?P<q>0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?",
    re.IGNORECASE,
)


def page_language(accept_language: str) -> str:
    """Returns the language of ours that the header weighs highest; English if it names none.

    Of equal weights the one named first counts. A weight of 0 forbids a language, and ranges that
    are not well-formed are ignored.
    """
    ranges = sorted(_ranges(accept_language), key=lambda one: -one[1])
    refused = {tag for tag, weight in ranges if not weight}
    named = {tag.partition("-")[0] for tag, _ in ranges}
    for tag, weight in ranges:
        others = [one for one in LANGUAGES if one not in named] if tag == "*" else []
        for language in [tag.partition("-")[0], *others]:  # "de-AT" is served German
            if weight and language in LANGUAGES and language not in refused:
                return language
    return LANGUAGES[0]


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        if found := _RANGE.fullmatch(part):
            yield found["tag"].lower(), float(found["q"] or 1)
