"""NUL characters: PostgreSQL cannot store them in a text, so no stored id contains one."""

from typing import Any

from litestar import Request

from gifter_domain.shared.errors import NotFound

NO_NUL = r"^[^\x00]*$"


async def refuse_nul_in_path(request: Request[Any, Any, Any]) -> None:
    """Raises `NotFound` if a part of the path, such as an id, contains a NUL.

    It is async because Litestar runs a plain function in a thread, at every request.
    """
    if any("\x00" in str(part) for part in request.path_params.values()):
        raise NotFound("There is nothing at this address.")
