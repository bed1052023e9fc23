"""Uploaded files: the body itself, or the only file of a form."""

from typing import Any

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, RequestBody, Schema

from gifter_domain.shared.errors import InvalidInput

MAX_FILE_BYTES = 5_000_000

_TEXT = Schema(type=OpenAPIType.STRING)
_FORM = Schema(
    type=OpenAPIType.OBJECT,
    properties={"file": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)},
)


async def uploaded_file(request: Request[Any, Any, Any]) -> bytes:
    """Returns the bytes of the file. Raises `InvalidInput` for a form without exactly one file."""
    if request.content_type[0] != RequestEncodingType.MULTI_PART:
        return await request.body()
    parts = [part for _, part in (await request.form()).multi_items()]
    files = [part for part in parts if isinstance(part, UploadFile)]
    if len(files) != 1:
        raise InvalidInput.at("file", "must be one file")
    return await files[0].read()


def file_body(*media_types: str) -> RequestBody:
    """Returns the OpenAPI schema of such a body; the handler reads the bytes itself."""
    media = {kind: OpenAPIMediaType(schema=_TEXT) for kind in media_types}
    form = {RequestEncodingType.MULTI_PART.value: OpenAPIMediaType(schema=_FORM)}
    return RequestBody(content=media | form, required=True)
