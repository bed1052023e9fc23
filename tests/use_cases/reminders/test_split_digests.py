"""A reminder that leaves its digest between two attempts is sent in a notice of its own."""

from datetime import time, timedelta

import pytest

from builders.core.clocks import FixedClock
from builders.reminders.dispatching import Dispatching, put_devices
from builders.reminders.planner import Planner
from gifter_app.container import Container
from gifter_domain.notifications.senders import TryLater
from gifter_domain.reminders.policy import Channel, Offset, PolicyChanges
from gifter_domain.shared.civil_dates import CivilDate

ON = CivilDate(11, 24)


async def two_days_before(ada: Planner, name: str) -> str:
    """Creates a policy with push and mail, two days before at nine, and returns its id."""
    fields = PolicyChanges(name=name, offsets=(Offset(2, time(9)),), channels=tuple(Channel))
    return (await ada.container.reminders().manage_reminder_policies.create(ada.user, fields)).id


@pytest.mark.parametrize("how", ["put off", "off and on"])
async def test_a_reminder_that_leaves_a_digest_does_not_replace_it(
    container: Container, clock: FixedClock, ada: Planner, how: str
) -> None:
    await put_devices(container.database(), "phone", user_id=ada.user.id)
    await ada.write("UPDATE user_account SET email = 'a@example.com', email_verified = true")
    dispatching = Dispatching(container)
    anas, bobs = [await two_days_before(ada, name) for name in ("Ana", "Bob")]
    await ada.celebrate(await ada.keep("Ana"), ON, reminder_policy_id=anas)
    await ada.celebrate(await ada.keep("Bob"), ON, reminder_policy_id=bobs)

    def move(by: timedelta) -> None:
        clock.move(by)
        dispatching.clock.move(by)

    async def offsets_of_bob(*offsets: Offset) -> None:
        fields = PolicyChanges(offsets=offsets)
        await container.reminders().manage_reminder_policies.change(ada.user, bobs, fields)

    move(timedelta(hours=21))
    dispatching.push.answers["phone"] = [TryLater(None, "busy")]
    dispatching.mail.answers = [TryLater(None, "busy")]
    await dispatching.run()
    await offsets_of_bob(Offset(2, time(18)) if how == "put off" else Offset(1, time(9)))
    move(timedelta(seconds=10))
    await dispatching.run()
    await offsets_of_bob(Offset(2, time(18)) if how == "put off" else Offset(2, time(9)))
    move(timedelta(hours=9))
    await dispatching.run()

    titles = ["2 occasions are coming up"] + [
        f"{name}’s anniversary is in 2 days" for name in ("Ana", "Bob")
    ]
    digest, ana, bob = dispatching.push.sent
    assert [notice.title for _, notice in (digest, ana, bob)] == titles
    assert digest[1].id == ana[1].id != bob[1].id
    assert [mail.subject for mail in dispatching.mail.sent] == titles
    first, again, other = [mail.message_id for mail in dispatching.mail.sent]
    assert first == again != other
