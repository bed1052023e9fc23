"""The router of taste profiles."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.taste import routes
from gifter_app.wiring.taste import TasteUseCases


def taste_router(taste: Callable[[], TasteUseCases]) -> Router:
    return Router(
        "/taste-profiles",
        route_handlers=[
            routes.start_taste_profile,
            routes.answer_taste_question,
            routes.complete_taste_profile,
            routes.list_taste_profiles,
            routes.get_taste_profile,
            routes.delete_taste_profile,
        ],
        tags=["Taste profiles"],
        dependencies=provided_by(TasteUseCases, taste),
    )
