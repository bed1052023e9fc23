"""Finding users by verified e-mail address or invite code, and by nothing else."""

import asyncio
from datetime import timedelta

import httpx
from sqlalchemy import update

from builders.core.clocks import FixedClock
from builders.people.users import Join, Someone, error_of, wrong_paths
from gifter_adapters.postgres.identity.tables import user_account
from gifter_app.container import Container
from gifter_domain.people.finding import LOOKUPS_PER_WINDOW


async def look_up(someone: Someone, **params: str) -> httpx.Response:
    return await someone.client.get("/v1/users/lookup", params=params)


async def set_account(container: Container, someone: Someone, **values: object) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(
            update(user_account).where(user_account.c.id == someone.id).values(**values)
        )


async def test_a_verified_email_finds_its_user_case_insensitively(
    ada: Someone, bob: Someone
) -> None:
    for address in ("bob@example.com", " BOB@example.COM "):
        assert (await look_up(ada, email=address)).json() == bob.seen


async def test_a_second_account_with_the_same_email_is_not_found_instead_of_the_first(
    ada: Someone, bob: Someone, join: Join
) -> None:
    await join("second-bob", email="bob@example.com")

    assert (await look_up(ada, email="bob@example.com")).json() == bob.seen


async def test_an_invite_code_finds_its_user_until_it_is_renewed(
    ada: Someone, bob: Someone
) -> None:
    old = (await bob.get("/v1/me/invite-code"))["code"]
    assert (await look_up(ada, code=f" {old.upper()} ")).json() == bob.seen

    renewed = await bob.client.post("/v1/me/invite-code")
    new = renewed.json()["code"]

    assert renewed.status_code == 201
    assert (await bob.get("/v1/me/invite-code"))["code"] == new != old
    assert (await look_up(ada, code=new)).json() == bob.seen
    assert error_of(await look_up(ada, code=old)) == (404, "user_not_found")


async def test_concurrent_first_requests_for_an_invite_code_get_the_same_one(bob: Someone) -> None:
    codes = await asyncio.gather(*(bob.get("/v1/me/invite-code") for _ in range(20)))

    assert len({code["code"] for code in codes}) == 1


async def test_unverified_disabled_and_blocking_users_are_not_found(
    ada: Someone, join: Join, container: Container
) -> None:
    unverified, off, blocker = [
        await join(name, email=f"{name}@example.com") for name in ("unverified", "off", "blocker")
    ]
    codes = [(await one.get("/v1/me/invite-code"))["code"] for one in (off, blocker)]
    await set_account(container, unverified, email_verified=False)
    await set_account(container, off, status="DISABLED")
    await blocker.block(ada)

    answers = [
        await look_up(ada, email="nobody@example.com"),
        *[await look_up(ada, email=f"{n}@example.com") for n in ("unverified", "off", "blocker")],
        *[await look_up(ada, code=code) for code in ["nothing", *codes]],
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


async def test_a_lookup_takes_exactly_one_of_email_and_code(ada: Someone) -> None:
    assert wrong_paths(await look_up(ada)) == ["email", "code"]
    assert wrong_paths(await look_up(ada, email="a@b.c", code="x")) == ["email", "code"]
    assert wrong_paths(await look_up(ada, email="")) == ["email"]
    assert wrong_paths(await look_up(ada, email="x" * 321)) == ["email"]
    assert wrong_paths(await look_up(ada, code="x" * 65)) == ["code"]


async def test_concurrent_lookups_are_counted_and_limited(
    ada: Someone, bob: Someone, clock: FixedClock
) -> None:
    clock.time = clock.time.replace(minute=59, second=30)
    answers = await asyncio.gather(
        *(
            look_up(ada, email=email)
            for email in ["bob@example.com", "nobody@example.com"] * LOOKUPS_PER_WINDOW
        )
    )

    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(answers) - len(refused) == LOOKUPS_PER_WINDOW
    assert {error_of(answer)[1] for answer in refused} == {"limit_reached"}
    assert {answer.headers["retry-after"] for answer in refused} == {"30"}
    assert (await look_up(bob, email="ada@example.com")).status_code == 200

    clock.move(timedelta(seconds=30))
    assert (await look_up(ada, email="bob@example.com")).status_code == 200
