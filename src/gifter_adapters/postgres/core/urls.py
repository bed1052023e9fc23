"""Database URLs as people write them, turned into what the driver takes."""

from sqlalchemy import make_url


def driver_url(text: str) -> str:
    """`postgres://…` and `postgresql://…` for asyncpg; libpq's `sslmode` becomes its `ssl`."""
    url = make_url(text.replace("postgres://", "postgresql://", 1)).set(
        drivername="postgresql+asyncpg"
    )
    if (mode := url.query.get("sslmode")) is not None:
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return url.render_as_string(hide_password=False)
