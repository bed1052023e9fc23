"""The router of recommendations."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.recommendations import routes
from gifter_app.wiring.recommendations import RecommendationsUseCases


def recommendations_router(recommendations: Callable[[], RecommendationsUseCases]) -> Router:
    return Router(
        "/recommendations",
        route_handlers=[routes.recommend, routes.get_recommendations],
        tags=["Recommendations"],
        dependencies=provided_by(RecommendationsUseCases, recommendations),
    )
