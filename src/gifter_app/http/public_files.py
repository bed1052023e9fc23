"""Files that anybody may read, such as the scripts of the API page."""

from pathlib import Path
from typing import Any

from litestar import Request, Router
from litestar.static_files import create_static_files_router

from gifter_domain.shared.errors import NotFound

_LONGEST_NAME = 200  # bytes, less than any file system allows


def public_files(path: str, folder: Path) -> Router:
    """Returns the route of the files in a folder."""
    return create_static_files_router(
        path=path,
        directories=[folder],
        include_in_schema=False,
        opt={"public": True},
        before_request=_refuse_impossible_names,
    )


# Any: a request of any user, authentication and state.
async def _refuse_impossible_names(request: Request[Any, Any, Any]) -> None:
    """Raises `NotFound` for a name that no file can have, at which the file system would fail."""
    path = str(request.path_params.get("file_path", ""))
    if "\x00" in path or len(path.encode()) > _LONGEST_NAME:
        raise NotFound("There is nothing at this address.")
