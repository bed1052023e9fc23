"""The router of occasions, holidays and the calendar."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.occasions import calendar, holidays, of_recipients, routes
from gifter_app.wiring.occasions import OccasionsUseCases


def occasions_router(occasions: Callable[[], OccasionsUseCases]) -> Router:
    return Router(
        "/",
        route_handlers=[_of_recipients(), _occasions(), _holidays()],
        tags=["Occasions"],
        dependencies=provided_by(OccasionsUseCases, occasions),
    )


def _of_recipients() -> Router:
    return Router(
        "/recipients/{recipientId:str}",
        route_handlers=[
            of_recipients.follow_birthday,
            of_recipients.switch_holiday_on,
            of_recipients.switch_holiday_off,
        ],
    )


def _occasions() -> Router:
    return Router(
        "/occasions",
        route_handlers=[
            routes.create_occasion,
            routes.list_occasions,
            routes.list_upcoming,
            routes.get_occasion,
            routes.update_occasion,
            routes.delete_occasion,
            calendar.begin_calendar,
            calendar.end_calendar,
            calendar.read_calendar,
            calendar.import_birthdays_file,
        ],
    )


def _holidays() -> Router:
    return Router("/holidays", route_handlers=[holidays.list_holidays])
