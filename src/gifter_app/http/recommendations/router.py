"""The router of recommendations."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.recommendations import feed_routes, feedback_routes, routes
from gifter_app.wiring.recommendations import RecommendationsUseCases


def recommendations_router(recommendations: Callable[[], RecommendationsUseCases]) -> Router:
    return Router(
        "/recommendations",
        route_handlers=[
            routes.recommend,
            routes.get_recommendations,
            feed_routes.read_feed,
            feedback_routes.give_feedback,
            feedback_routes.list_recommendations,
        ],
        tags=["Recommendations"],
        dependencies=provided_by(RecommendationsUseCases, recommendations),
    )
