"""Adding the anniversaries that a file of contacts has."""

from dataclasses import replace

from gifter_app.use_cases.occasions.manage_occasions import new_occasion
from gifter_domain.occasions.events import OccasionsChanged
from gifter_domain.occasions.occasion import OccasionType
from gifter_domain.occasions.ports import OccasionsTransaction
from gifter_domain.people.events import AnniversariesImported
from gifter_domain.shared.system import Clock, IdFactory


class AddAnniversaries:
    """Adds a yearly occasion for each imported anniversary that the recipient does not have yet."""

    def __init__(self, ids: IdFactory, clock: Clock) -> None:
        self._ids = ids
        self._clock = clock

    async def execute(self, tx: OccasionsTransaction, event: AnniversariesImported) -> None:
        present = {
            (one.recipient_id, one.on.month, one.on.day)
            for one in await tx.occasions.of_owner(event.user_id)
            if one.type is OccasionType.ANNIVERSARY and one.on is not None
        }
        now, kind = self._clock.now(), OccasionType.ANNIVERSARY
        added = [
            replace(
                new_occasion(self._ids.new_id(), event.user, recipient_id, kind, now),
                on=on,
            )
            for recipient_id, on in event.days.items()
            if (recipient_id, on.month, on.day) not in present
        ]
        if added:
            await tx.occasions.add(event.user_id, added)
            await tx.happened(OccasionsChanged(event.user_id))
