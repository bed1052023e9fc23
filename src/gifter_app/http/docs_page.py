"""The page of the API document. Its one inline script is constant, so that headers can allow it."""

from typing import Any

from litestar import Request
from litestar.openapi.plugins import SwaggerRenderPlugin

ASSETS = "/docs/assets"
START_SCRIPT = """
SwaggerUIBundle({
  url: "/docs/openapi.json",
  dom_id: "#swagger-container",
  deepLinking: true,
  showExtensions: true,
  showCommonExtensions: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
})
"""
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Gifter</title>
  <link rel="icon" href="{ASSETS}/favicon-32x32.png">
  <link rel="stylesheet" href="{ASSETS}/swagger-ui.css">
  <script src="{ASSETS}/swagger-ui-bundle.js"></script>
</head>
<body>
  <div id="swagger-container"></div>
  <script>{START_SCRIPT}</script>
</body>
</html>
"""


class DocsPage(SwaggerRenderPlugin):
    """Renders Swagger UI, which reads the document from its address."""

    # Any: a request of any user, authentication and state, and the schema as Litestar types it.
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return _PAGE.encode()
