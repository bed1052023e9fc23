"""Every transaction takes its locks in the order of docs/locks.md."""

import ast
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

import pytest
from dependency_injector import providers
from litestar import Litestar
from sqlalchemy import text

from builders.ai.embedders import CountingEmbedder
from builders.ai.model_runs import a_run
from builders.catalogue.changes import a_snapshot
from builders.core.clocks import NOON, FixedClock
from builders.core.lock_tracing import USE_CASES, TracedDatabase, the_order
from builders.occasions.api import enable_holiday, follow_birthday, make_occasion
from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.permissions.calls import ask, operations
from builders.permissions.resources import POLICY, resource_of
from builders.permissions.world import World
from builders.recommendations.rate_files import xml_file
from builders.reminders.dispatching import Dispatching, put_devices, rows_of
from builders.wishlists.api import make_list, share, wish_for
from builders.wishlists.claims_api import claim
from gifter_adapters.payload.codec import PayloadCodec
from gifter_adapters.postgres.recommendations.repository import PostgresRecommendationReads
from gifter_adapters.postgres.recommendations.rerank_reads import PostgresRerankReads
from gifter_adapters.postgres.reminders.gifts import PostgresReminderGifts
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_app.use_cases.recommendations.rerank_gifts import RerankGifts
from gifter_app.wiring.background import Background
from gifter_domain.ai.language_model import Completion, Prompt, Usage
from gifter_domain.ai.model_run import RunStatus
from gifter_domain.notifications.senders import DeviceGone

SECRET = "the-secret-of-the-shop"
Story = Callable[[World], Awaitable[None]]


@pytest.fixture(scope="module")
def database(worker_database_url: str) -> TracedDatabase:
    return TracedDatabase(worker_database_url)


@pytest.fixture(scope="module")
def container(
    database: TracedDatabase, tmp_path_factory: pytest.TempPathFactory, clock: FixedClock
) -> Container:
    home = str(tmp_path_factory.mktemp("home"))
    container = Container(settings=read_settings({"GIFTER_HOME": home, "LOG_LEVEL": "error"}))
    container.database.override(providers.Object(database))
    container.closing().push_async_callback(database.close)
    container.development.override(True)
    container.clock.override(clock)
    container.webhook_secrets.override((SECRET,))
    container.embedder.override(providers.Object(CountingEmbedder()))
    return container


async def every_request(world: World, app: Litestar) -> None:
    """Sends every request as the owner, for a resource in each of its states."""
    for method, path, _ in operations(app):
        resource = resource_of(path)
        for state in resource.states:
            world.clock.time = NOON
            ids = await resource.make(world, state)
            await ask(world, "owner", method, path, ids)


async def merging(world: World) -> None:
    """Merges two recipients who are one person, with everything that refers to each."""
    owner, somebody = world.owner, await world.somebody()
    await owner.befriend(somebody)
    first, second = (
        await make_recipient(owner, birthday="--04-15"),
        await make_friend_recipient(owner, somebody),
    )
    await owner.client.patch(f"/v1/recipients/{second['id']}", json={"birthday": "--04-15"})
    for one in (first, second):
        occasion = await follow_birthday(owner, one)
        await make_occasion(owner, one)
        await enable_holiday(owner, one, "GB:christmas")
        await enable_holiday(owner, one, "GB:mothers_day")
        await owner.client.delete(f"/v1/recipients/{one['id']}/holidays/GB:mothers_day")
        whose = {"recipientId": one["id"]}
        await make_list(owner, occasionId=occasion["id"], **whose)
        taste = await world.post("owner", "/v1/taste-profiles/start", mode="recipient", **whose)
        await world.post("owner", "/v1/recommendations", limit=1, **whose)
        without_vector = {"tasteProfileId": taste["profile"]["id"]}
        await world.post("owner", "/v1/recommendations", limit=1, **whose, **without_vector)
    linked = await owner.client.post(
        f"/v1/recipients/{first['id']}/link", json={"userId": somebody.id}
    )
    assert linked.status_code == 200, linked.text


async def policies(world: World) -> None:
    """Changes and deletes a policy that an occasion and the preferences use."""
    owner = world.owner
    policy = (await world.post("owner", "/v1/reminder-policies", **POLICY))["id"]
    await make_occasion(owner, await make_recipient(owner), reminderPolicyId=policy)
    await owner.client.patch("/v1/notification-preferences", json={"defaultPolicyId": policy})
    await owner.client.patch(f"/v1/reminder-policies/{policy}", json={"name": "Late"})
    assert (await owner.client.delete(f"/v1/reminder-policies/{policy}")).status_code == 204


async def revealing(world: World) -> None:
    """Moves the date of a list's occasion."""
    occasion = await make_occasion(world.owner, await make_recipient(world.owner))
    await make_list(world.owner, occasionId=occasion["id"])
    path = f"/v1/occasions/{occasion['id']}"
    assert (await world.owner.client.patch(path, json={"date": "2027-07-01"})).status_code == 200
    assert (await world.owner.client.delete(path)).status_code == 204


async def wishes_with_claims(world: World) -> None:
    """Changes, merges, removes and returns wishes that have claims."""
    owner, giver = world.owner, world.people["giver"]
    first, second = [await make_list(owner, visibility="PUBLIC") for _ in "ab"]
    address = {"externalUrl": "https://shop.example.com/skates"}
    skates = {"title": "Skates"} | address
    claimed = await wish_for(owner, first, **skates)
    await wish_for(owner, second, **skates)
    cups = await wish_for(owner, first, title="Cups", quantity=5)
    pot = await wish_for(owner, first, title="A pot", alternativeTo=cups["id"])
    for each in (claimed, cups):
        await claim(giver, each)
    path = "/v1/wishlist-items"
    for wish, change in ((cups, {"title": "Mugs"}), (pot, {"notes": "Red", "title": "A pan"})):
        changed = await owner.client.patch(f"{path}/{wish['id']}", json=change)
        assert changed.status_code == 200, changed.text
    await wish_for(owner, first, **skates | {"title": "Blue skates"})
    for one in (first, second):
        assert (await owner.client.delete(f"/v1/wishlists/{one['id']}")).status_code == 204
    third = await make_list(owner, visibility="PUBLIC")
    again = await wish_for(owner, third, **skates | {"title": "Green skates"})
    assert (await owner.client.delete(f"{path}/{again['id']}")).status_code == 204
    other = await wish_for(owner, third, title="Boots")
    assert (await owner.client.patch(f"{path}/{other['id']}", json=address)).status_code == 200


async def blocking_a_giver(world: World) -> None:
    """Blocks a giver with claims on several wishes of the blocker."""
    giver = await world.somebody()
    wishes = await make_list(world.owner, visibility="PUBLIC")
    for title in ("Tea", "Jam", "Bread"):
        await claim(giver, await wish_for(world.owner, wishes, title=title))
    await world.owner.block(giver)


async def guests(world: World) -> None:
    """Reserves by a link, renews, buys and releases as a guest."""
    wishes = await make_list(world.owner)
    item = await wish_for(world.owner, wishes, title="Soap", quantity=9)
    token = (await share(world.owner, wishes))["token"]
    data = {"name": "Grandma", "quantity": "1"}
    made = await world.anonymous.post(f"/s/{token}/items/{item['id']}", data=data)
    for action in ("/renew", "/bought", ""):
        done = await world.anonymous.post(f"{made.headers['location']}{action}")
        assert not done.is_error, done.text


async def the_shop(world: World) -> None:
    """Sends webhooks, exports and imports the mirror, and judges its products."""
    container, body = (
        world.container,
        PayloadCodec().encode(a_snapshot(1, "v1", title="Wool Scarf")),
    )
    headers = {"x-internal-webhook-secret": SECRET}
    for _ in range(2):
        await world.anonymous.post(
            "/v1/integrations/payload/product-changed", content=body, headers=headers
        )
    catalogue = container.catalogue()
    lines = [line async for line in catalogue.export_catalogue.lines()]
    await catalogue.import_catalogue.execute([*lines, body], lambda *_: None)
    await catalogue.judge_products.judge_all(10, lambda *_: None)
    renamed = PayloadCodec().encode(a_snapshot(2, "v1", title="Silk Scarf"))
    await catalogue.import_catalogue.execute([renamed], lambda *_: None)
    await catalogue.judge_products.judge_all(10, lambda *_: None)


async def rates(world: World) -> None:
    """Loads the exchange rates of a day twice."""
    for rate in ("0.83", "0.84"):
        sheet = xml_file("2026-11-20", {"GBP": rate})
        await world.container.rates().load_rates.from_file(sheet)


async def language_models(world: World) -> None:
    """Reserves and settles what calls cost, and keeps a run, whose texts are removed later."""
    ai, scopes = world.container.ai(), {"all": 10, "rerank": 10}
    for _ in range(2):
        await ai.spending.reserve(NOON.date(), scopes, 5)
        await ai.spending.settle(NOON.date(), scopes, 5, 3)
    async with world.container.transactions()() as tx:
        await tx.model_runs.add(a_run("run-1", NOON))
        await tx.model_runs.judge("run-1", RunStatus.INVALID, "no answer")


class _Refusing:
    """Implements `LanguageModel`. No answer is usable; all have the run of `language_models`."""

    provider, name = "test", "refusing"

    async def complete(self, prompt: Prompt) -> Completion:
        return Completion("no", Usage(), run_id="run-1")


async def reranking(world: World) -> None:
    """Reranks a stored list, by a model whose answers are unusable."""
    container = world.container
    async with container.database().transaction() as connection:
        pending = """UPDATE recommendation_request SET pipeline =
            jsonb_set(pipeline, '{reranked}', '{"state": "pending", "reason": "late"}')
            RETURNING id"""
        ids = (await connection.execute(text(pending))).scalars()
    rerank_gifts = RerankGifts(
        _Refusing(),
        PostgresRerankReads(container.database()),
        PostgresRecommendationReads(container.database()),
        container.transactions(),
        within_s=5,
    )
    await rerank_gifts.execute([{"requestId": each} for each in ids])


async def repeating(world: World) -> None:
    """Sends one request with a key twice."""
    for _ in range(2):
        await world.owner.client.post(
            "/v1/wishlists", json={"title": "Once"}, headers={"Idempotency-Key": "once"}
        )


async def workers(world: World) -> None:
    """Dispatches to a removed device, plans for everybody, and sweeps, much later."""
    container, database = world.container, world.container.database()
    await put_devices(database, "gone", user_id=world.owner.id)
    dispatching = Dispatching(container)
    dispatching.push.answers["gone"].append(DeviceGone(None))
    await make_occasion(world.owner, await make_recipient(world.owner), date="2026-12-01")
    for days in (20, 40, 60):
        world.clock.time = NOON + timedelta(days=days)
        dispatching.clock.time = world.clock.time
        await dispatching.run()
        await dispatching.dispatch.preview()
        await _sweep(container.people().background)
        await _sweep(container.wishlists().background)
        await _sweep(container.taste().background)
        await _sweep(container.recommendations().background)
        await _sweep(container.ai().background)
        await _sweep(container.operations().background)
        await _sweep(container.reminders().background)
    reminders = container.reminders()
    await reminders.plan_everybody.plan_all()
    await reminders.preview_reminders.execute(world.owner.id, None, 30)
    (reminder, *_) = await rows_of(database, "SELECT id FROM notification_schedule")
    for _ in range(2):
        await PostgresReminderGifts(database).store(reminder.id, [], NOON)


async def _sweep(background: Background) -> None:
    for sweep in background.sweeps:
        await sweep()


STORIES: list[Story] = [
    merging,
    policies,
    revealing,
    wishes_with_claims,
    blocking_a_giver,
    guests,
    the_shop,
    rates,
    language_models,
    reranking,
    repeating,
    workers,
]
# It needs a language model, and locks rows of one table alone.
LEFT_OUT = {"PhraseQuestions._phrase"}
WITHOUT_A_TRANSACTION = {"product_embedding"}


def transactions_of_use_cases() -> Iterator[str]:
    """Returns the methods of use cases that begin a transaction."""
    for path in USE_CASES.rglob("*.py"):
        classes = (one for one in ast.parse(path.read_text()).body if isinstance(one, ast.ClassDef))
        for each in classes:
            for method in each.body:
                begins = "self._transactions()" in ast.unparse(method)
                if isinstance(method, ast.AsyncFunctionDef) and begins:
                    yield f"{each.name}.{method.name}"


@pytest.mark.asyncio(loop_scope="module")
async def test_every_use_case_locks_in_one_order(
    world: World, app: Litestar, database: TracedDatabase
) -> None:
    await every_request(world, app)
    for story in STORIES:
        world.clock.time = NOON
        await story(world)

    assert database.wrong == []
    seen = {one.use_case for one in database.transactions}
    assert set(transactions_of_use_cases()) - LEFT_OUT - seen == set()
    taken = {name for one in database.transactions for name in one.locked_rows}
    assert the_order().keys() - WITHOUT_A_TRANSACTION - taken == set()
