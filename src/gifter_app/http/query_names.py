"""Unknown query parameters: refused by name, so that a typo is not ignored."""

from typing import Any

from litestar import Request
from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute

from gifter_app.http.nul import refuse_nul_in_path
from gifter_domain.shared.errors import FieldProblem, InvalidInput

_KNOWN = "known_query"


class KnownQueryNames(ReceiveRoutePlugin):
    """Notes at each handler the query parameters that it and its dependencies read."""

    def receive_route(self, route: BaseRoute) -> None:
        for handler, model in (
            route.route_handler_map.values() if isinstance(route, HTTPRoute) else ()
        ):
            names = sorted(parameter.field_alias for parameter in model.expected_query_params)
            handler.opt = {**handler.opt, _KNOWN: names}


# Any: the parts of a request, as in Litestar.
async def check_address(request: Request[Any, Any, Any]) -> None:
    """Raises `NotFound` for a NUL in the path and `InvalidInput` for unknown query parameters."""
    await refuse_nul_in_path(request)
    if not request.scope["query_string"]:
        return
    known = request.route_handler.opt.get(_KNOWN, [])
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if unknown:
        takes = f"the known ones are {', '.join(known)}" if known else "this address takes none"
        problems = [FieldProblem(name, f"is no query parameter; {takes}") for name in unknown]
        listed = "; ".join(f"{one.path}: {one.message}" for one in problems)
        raise InvalidInput(listed, problems)
