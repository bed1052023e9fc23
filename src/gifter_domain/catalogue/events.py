"""Events of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

from gifter_domain.shared.events import DomainEvent


@dataclass(frozen=True, slots=True)
class ProductTextsChanged(DomainEvent):
    """Listed products have another text, by which they are searched; these are our own ids."""

    product_ids: Sequence[str]
