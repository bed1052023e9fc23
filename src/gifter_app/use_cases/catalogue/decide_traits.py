"""Facts about products that editors state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gifter_domain.catalogue.ports import WebhookProof
from gifter_domain.catalogue.traits.decisions import DECIDABLE, Decision, TraitDecisions
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact that an editor states: the product has the trait `code`, or has it not."""

    code: str
    has: bool
    why: str


class DecideTraits:
    """Stores what an editor states about a product; it wins over the judge from then on."""

    def __init__(self, decisions: TraitDecisions, proof: WebhookProof, clock: Clock) -> None:
        self._decisions = decisions
        self._proof = proof
        self._clock = clock

    def check_sender(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raises `WebhookUnauthenticated` unless the headers prove an internal sender."""
        self._proof.check(headers, body)

    async def execute(self, product_id: str, editor: str, statements: Sequence[Statement]) -> None:
        """Stores the statements with the editor's name and the time.

        Raises `ProductNotFound`, or `InvalidInput` for an unknown or repeated code.
        """
        codes = [statement.code for statement in statements]
        for place, code in enumerate(codes):
            if code not in DECIDABLE:
                raise InvalidInput.at(f"decisions[{place}].code", "is not a known trait")
            if code in codes[:place]:
                raise InvalidInput.at(f"decisions[{place}].code", "is stated twice")
        now = self._clock.now()
        decisions = [Decision(one.code, one.has, one.why, editor, now) for one in statements]
        await self._decisions.decide(product_id, decisions)

    async def of_product(self, product_id: str) -> Sequence[Decision]:
        """Returns all decisions about a product, the oldest first."""
        return await self._decisions.of_product(product_id)
