"""Resolves the dependencies of handlers one after the other, in the request's own task.

Litestar starts a task for each dependency of a handler with several. Ours only read a field or
check parameters and never wait, so the tasks cost more than the dependencies.
"""

from typing import Any

from litestar._kwargs.cleanup import DependencyCleanupGroup
from litestar._kwargs.dependencies import resolve_dependency
from litestar._kwargs.kwargs_model import KwargsModel
from litestar.connection import ASGIConnection
from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute


class InlineDependencies(ReceiveRoutePlugin):
    """Makes all HTTP routes resolve their dependencies inline."""

    def receive_route(self, route: BaseRoute) -> None:
        if isinstance(route, HTTPRoute):
            for _, model in route.route_handler_map.values():
                model.__class__ = _InlineModel


class _InlineModel(KwargsModel):
    __slots__ = ()

    # Any: the parts of a connection and the values of parameters, as in Litestar.
    async def resolve_dependencies(
        self, connection: ASGIConnection[Any, Any, Any, Any], kwargs: dict[str, Any]
    ) -> DependencyCleanupGroup:
        group = DependencyCleanupGroup()
        for batch in self.dependency_batches:
            for dependency in batch:
                await resolve_dependency(dependency, connection, kwargs, group)
        return group
