"""Personal data of recommendations."""

from gifter_adapters.postgres.core.personal import (
    WHILE_ACCOUNT,
    Erasure,
    Export,
    impersonal,
    operational,
    personal,
)
from gifter_adapters.postgres.recommendations.tables import (
    exchange_rate,
    feed_session,
    index_process,
    recommendation_event,
    recommendation_item,
    recommendation_request,
)

PERSONAL = (
    personal(
        recommendation_request,
        {
            "user_id": "the user who asked",
            "wish": "the words and corrections of the request, and what was understood and said",
        },
        kept=WHILE_ACCOUNT,
    ),
    personal(
        recommendation_request,
        {
            "recipient_id": "the person whom the gift is for",
            "occasion_id": "the occasion that the gift is for",
        },
        kept=WHILE_ACCOUNT,
        erasure=Erasure.CLEAR,
    ),
    operational(recommendation_request, "pipeline", kept=WHILE_ACCOUNT),
    personal(
        recommendation_item,
        {
            "request_id": "the request that it answers",
            "rank": "the place in the list",
            "product_id": "the recommended product",
            "score": "how well it fits the request",
            "explanation": "why it fits, which may quote the request or a taste",
            "badges": "short labels of the same",
            "why": "the parts of the score",
        },
        kept="as long as the request",
    ),
    personal(
        recommendation_event,
        {
            "user_id": "the user who gave the feedback",
            "client_event_id": "the app's name for the action",
            "request_id": "the request whose list the product was in",
            "for_id": "the person whom the gift was for",
            "product_id": "the product",
            "action": "the action, such as a like",
            "props": "details of the action that the app adds",
            "happened_at": "the time of the action",
        },
        kept=WHILE_ACCOUNT,
    ),
    personal(
        feed_session,
        {
            "user_id": "the user who reads the feed",
            "items": "the products of the feed and the persons whom they are for",
        },
        kept="until it expires after an hour",
        export=Export.NOBODY,
    ),
    operational(feed_session, "expires_at", kept="until it expires after an hour"),
    impersonal(index_process, "the state of the index of products in each process"),
    impersonal(exchange_rate, "published rates of a central bank"),
)
