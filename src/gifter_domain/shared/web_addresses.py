"""Web addresses as browsers read them, in one normal form."""

import re

from ada_url import URL

from gifter_domain.shared.errors import InvalidInput

# Characters of an address as written. Escapes may make the normal form longer.
MAX_URL = 2048
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def web_address(written: str) -> str | None:
    """Returns the address in ASCII by the rules of WHATWG, or None if it is no http(s) address.

    Escapes of characters that need none are written as the character, all others in capitals
    (RFC 3986, 6.2.2), so that equal addresses have one form.
    """
    try:
        parsed = URL(written.strip())
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:") or parsed.port == "0":
        return None
    return _ESCAPE.sub(_normal_escape, parsed.href)


def checked_address(written: str, path: str) -> str:
    """Returns the address in its normal form; raises `InvalidInput` at `path` if it is none."""
    if (address := web_address(written)) is None:
        raise InvalidInput.at(path, "must be an http or https address")
    return address


def secure_address(written: str) -> str | None:
    """Returns the address in its normal form, or None if it is no https address."""
    address = web_address(written)
    return address if address and address.startswith("https:") else None


def checked_secure_address(written: str, path: str) -> str:
    """Returns the https address in its normal form; raises `InvalidInput` at `path` if it is none.

    Apps load pictures of people by themselves, and systems refuse to load them without TLS.
    """
    if (address := secure_address(written)) is None:
        raise InvalidInput.at(path, "must be an https address")
    return address


def _normal_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()
