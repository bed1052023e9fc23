"""Translates database URLs as people write them into URLs for the driver."""

import re


def driver_url(text: str) -> str:
    """Returns the URL without the name of a driver: `postgresql+asyncpg://…` becomes `postgresql://…`."""
    return re.sub(r"^(postgres(?:ql)?)\+\w+://", r"\1://", text)
