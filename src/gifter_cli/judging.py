"""Judges texts of products without a database, as workers judge stored ones."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gifter_domain.catalogue.traits.trait import ProductText, Trait


def judged_texts(products: Sequence[ProductText]) -> list[list[Trait]]:
    """Returns the traits of each product."""
    from gifter_app.wiring.judging import text_judge  # reads the lexicons

    return asyncio.run(text_judge().execute(products))
