"""Translates database URLs as people write them into URLs for the driver."""

from sqlalchemy import make_url


def driver_url(text: str) -> str:
    """Returns a `postgres://…` or `postgresql://…` URL for asyncpg, with `ssl` for `sslmode`."""
    url = make_url(text.replace("postgres://", "postgresql://", 1)).set(
        drivername="postgresql+asyncpg"
    )
    if (mode := url.query.get("sslmode")) is not None:
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return url.render_as_string(hide_password=False)
