"""NUL characters: PostgreSQL keeps no text that holds one, so nothing is found by such a text."""

from typing import Any

from litestar import Request

from gifter_domain.shared.errors import NotFound

NO_NUL = r"^[^\x00]*$"


def refuse_nul_in_path(request: Request[Any, Any, Any]) -> None:
    """Raises `NotFound` where a part of the path, such as an id, holds a NUL."""
    if any("\x00" in str(part) for part in request.path_params.values()):
        raise NotFound("There is nothing at this address.")
