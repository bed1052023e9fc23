"""The web application: routes, their use cases from the container, errors, docs."""

from collections.abc import Callable
from typing import Any

from litestar import Litestar, Request, Response, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.middleware import DefineMiddleware

from gifter_app.container import Container
from gifter_app.http.auth import AUTHENTICATED, BearerAuthentication
from gifter_app.http.catalogue import brands, products, webhooks
from gifter_app.http.errors import EXCEPTION_HANDLERS, on_http_exception
from gifter_app.http.idempotency import IdempotencyMiddleware, KeyedOperations
from gifter_app.http.identity import me
from gifter_app.http.identity.development import dev_jwks_handler
from gifter_app.http.notifications import routes as notifications
from gifter_app.http.nul import refuse_nul_in_path
from gifter_app.http.occasions import calendar, holidays
from gifter_app.http.occasions import routes as occasions
from gifter_app.http.openapi import docs_assets, openapi_config
from gifter_app.http.operations import health
from gifter_app.http.operations.health_schemas import HealthResponse
from gifter_app.http.pages import guests, unsubscribe
from gifter_app.http.people import blocks, friend_requests, friends, recipients, users
from gifter_app.http.recommendations import routes as recommendations
from gifter_app.http.reminders import policies, preferences
from gifter_app.http.request_id import RequestIdMiddleware
from gifter_app.http.taste import routes as taste_profiles
from gifter_app.http.wishlists import claims, items, share_links
from gifter_app.http.wishlists import routes as wishlists
from gifter_app.logs import configure_logs
from gifter_app.settings import read_settings
from gifter_app.version import VERSION


def create_app(container: Container) -> Litestar:
    """The application on the services of `container`, which the caller opens and closes."""
    app = Litestar(
        route_handlers=[
            _api(container),
            _pages(container),
            docs_assets(),
            *_development(container),
        ],
        dependencies={
            "health": _provide(lambda: _health(container)),
            "check_readiness": _provide(lambda: container.operations().check_readiness),
            "me": _provide(lambda: container.identity().manage_account),
            "find_people": _provide(lambda: container.people().find_people),
            "friends": _provide(lambda: container.people().manage_friendships),
            "friend_reads": _provide(lambda: container.people().friend_reads),
            "recipients": _provide(lambda: container.people().manage_recipients),
            "recipient_reads": _provide(lambda: container.people().recipient_reads),
            "import_recipients": _provide(lambda: container.people().import_recipients),
            "wishlists": _provide(lambda: container.wishlists().manage_wishlists),
            "wishlist_items": _provide(lambda: container.wishlists().manage_wishlist_items),
            "wishlist_reads": _provide(lambda: container.wishlists().wishlist_reads),
            "pictures": _provide(container.pictures),
            "wording": _provide(container.wording),
            "public_url": _public_url(container),
            "claims": _provide(lambda: container.wishlists().claim_wishes),
            "claim_reads": _provide(lambda: container.wishlists().claim_reads),
            "inbox_reads": _provide(lambda: container.notifications().inbox_reads),
            "notifications": _provide(lambda: container.notifications().mark_notifications_read),
            "reminder_policies": _provide(lambda: container.reminders().manage_reminder_policies),
            "notification_preferences": _provide(lambda: container.reminders().manage_preferences),
            "clock": _provide(container.clock),
            "holiday_calendar": _provide(container.holiday_calendar),
            "occasion_names": _provide(lambda: container.occasions().occasion_names),
            "occasions": _provide(lambda: container.occasions().manage_occasions),
            "occasion_reads": _provide(lambda: container.occasions().occasion_reads),
            "calendar_feed": _provide(lambda: container.occasions().calendar_feed),
            "import_birthdays": _provide(lambda: container.occasions().import_birthdays),
            "upcoming_occasions": _provide(lambda: container.occasions().list_upcoming_occasions),
            "unsubscribe": _provide(lambda: container.reminders().unsubscribe),
            "catalogue_reads": _provide(lambda: container.catalogue().catalogue_reads),
            "recommend_gifts": _provide(lambda: container.recommendations().recommend_gifts),
            "read_recommendations": _provide(
                lambda: container.recommendations().read_recommendations
            ),
            "taste_profiles": _provide(lambda: container.taste().manage_taste_profiles),
            "taste_profile_reads": _provide(lambda: container.taste().taste_profile_reads),
            "receive_catalogue_webhook": _provide(
                lambda: container.catalogue().receive_catalogue_webhook
            ),
        },
        exception_handlers=EXCEPTION_HANDLERS | {HTTPException: _on_no_route(container)},
        openapi_config=openapi_config(VERSION),
        plugins=[KeyedOperations()],
        debug=False,
        logging_config=None,
    )
    # Around Litestar's own error handling, which is outside whatever `middleware=` names.
    app.asgi_handler = RequestIdMiddleware(app.asgi_handler, container.ids().new_id)
    return app


def from_environment() -> Litestar:
    """The application of one `gifter serve` process, which closes its services when it ends."""
    settings = read_settings()
    configure_logs(settings.app)
    container = Container(settings=settings)
    app = create_app(container)

    app.on_shutdown.append(container.closing().aclose)
    return app


def _api(container: Container) -> Router:
    """Everything under /v1: for signed-in users, but for what is marked public."""
    return Router(
        "/v1",
        route_handlers=[
            health.get_health,
            health.get_readiness,
            me.get_me,
            me.update_me,
            me.register_device,
            me.remove_device,
            me.get_invite_code,
            me.renew_invite_code,
            users.find_user,
            friend_requests.send_friend_request,
            friend_requests.list_friend_requests,
            friend_requests.accept_friend_request,
            friend_requests.decline_friend_request,
            friend_requests.cancel_friend_request,
            friends.list_friends,
            friends.remove_friend,
            blocks.block_user,
            blocks.list_blocks,
            blocks.unblock_user,
            recipients.create_recipient,
            recipients.list_recipients,
            recipients.get_recipient,
            recipients.update_recipient,
            recipients.delete_recipient,
            recipients.link_recipient,
            recipients.import_contacts,
            wishlists.create_wishlist,
            wishlists.list_wishlists,
            wishlists.get_wishlist,
            wishlists.update_wishlist,
            wishlists.delete_wishlist,
            wishlists.add_item,
            wishlists.order_items,
            wishlists.add_owner,
            wishlists.remove_owner,
            wishlists.share_wishlist,
            wishlists.unshare_wishlist,
            items.update_item,
            items.delete_item,
            share_links.get_shared_wishlist,
            items.claim_item,
            claims.list_my_claims,
            claims.update_claim,
            claims.renew_claim,
            claims.delete_claim,
            taste_profiles.start_taste_profile,
            taste_profiles.answer_taste_question,
            taste_profiles.complete_taste_profile,
            taste_profiles.list_taste_profiles,
            taste_profiles.get_taste_profile,
            taste_profiles.delete_taste_profile,
            recipients.follow_birthday,
            recipients.switch_holiday_on,
            recipients.switch_holiday_off,
            occasions.create_occasion,
            occasions.list_occasions,
            occasions.list_upcoming,
            occasions.get_occasion,
            occasions.update_occasion,
            occasions.delete_occasion,
            calendar.begin_calendar,
            calendar.end_calendar,
            calendar.read_calendar,
            calendar.import_birthdays_file,
            holidays.list_holidays,
            notifications.list_notifications,
            notifications.read_notification,
            notifications.read_all_notifications,
            policies.list_reminder_policies,
            policies.create_reminder_policy,
            policies.update_reminder_policy,
            policies.delete_reminder_policy,
            preferences.get_notification_preferences,
            preferences.update_notification_preferences,
            unsubscribe.show_unsubscribe,
            unsubscribe.unsubscribe_by_link,
            products.list_products,
            products.get_product,
            brands.list_brands,
            brands.get_brand,
            recommendations.recommend,
            recommendations.get_recommendations,
            webhooks.product_changed,
            webhooks.brand_changed,
        ],
        dependencies=AUTHENTICATED,
        before_request=refuse_nul_in_path,
        middleware=[
            _authentication(container),
            IdempotencyMiddleware(lambda: container.operations().answer_once),
        ],
    )


def _pages(container: Container) -> Router:
    """What is looked at in a browser, mostly by people without an account."""
    on_error = guests.page_errors(container.wording)
    return Router(
        "/s",
        route_handlers=[
            guests.page_style,
            guests.show_wishlist,
            guests.reserve,
            guests.show_item,
            guests.show_reservation,
            guests.buy_reserved,
            guests.renew_reservation,
            guests.undo_reservation,
            guests.show_picture,
        ],
        dependencies=AUTHENTICATED,
        response_headers=guests.PAGE_HEADERS,
        exception_handlers=dict.fromkeys(EXCEPTION_HANDLERS, on_error),
        before_request=refuse_nul_in_path,
        middleware=[_authentication(container)],
    )


def _on_no_route(container: Container) -> Callable[..., Response[Any]]:
    """A handler for what no route answers: where pages are, a page tells it."""
    on_page_error = guests.page_errors(container.wording)

    def on_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
        is_page = f"{request.scope['path']}/".startswith("/s/")
        return on_page_error(request, error) if is_page else on_http_exception(request, error)

    return on_error


def _authentication(container: Container) -> DefineMiddleware:
    # Functions, since Litestar copies what it is given, and a provider's copy makes its own
    # services, a second connection pool among them.
    return DefineMiddleware(
        BearerAuthentication,
        verifier=lambda: container.token_verifier(),
        resolve_user=lambda: container.identity().resolve_user,
    )


def _development(container: Container) -> list[HTTPRouteHandler]:
    if not container.development():
        return []
    return [dev_jwks_handler(lambda: container.development_identity().keys())]


def _provide(provider: Callable[[], Any]) -> Provide:
    """A dependency from a provider of the container; `Any` since the handler names the type."""

    def dependency() -> Any:
        return provider()

    return Provide(dependency, sync_to_thread=False)


def _public_url(container: Container) -> Provide:
    """Where links to us begin, without a slash at the end."""

    def dependency(request: Request[Any, Any, Any]) -> str:
        return (container.settings().links.public_url or str(request.base_url)).rstrip("/")

    return Provide(dependency, sync_to_thread=False)


def _health(container: Container) -> HealthResponse:
    return HealthResponse(
        ok=True,
        env=container.settings().app.env,
        version=VERSION,
        stand_ins=container.stand_ins(),
    )
