"""Each route that accepts an `Idempotency-Key` acts once and repeats its response."""

import pytest
from litestar import Litestar

from builders.permissions.calls import address, operations, sent
from builders.permissions.resources import of_owner
from builders.permissions.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEY, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"


async def test_every_route_with_a_key_replays_its_response(app: Litestar, world: World) -> None:
    keyed = [
        (method, path)
        for method, path, operation in operations(app)
        if any(one["name"] == KEY for one in operation.get("parameters", []))
    ]
    made = 0
    for method, path in keyed:
        ids = await of_owner(world, path)
        what = sent(world, method, path, ids)
        what |= {"headers": what.get("headers", {}) | {KEY: path}}
        client, where = world.owner.client, address(path, ids)
        first, again = [await client.request(method, where, **what) for _ in range(2)]
        assert first.status_code in (200, 201, 204, 404, 409), f"{path}: {first.text}"
        assert (again.status_code, again.content) == (first.status_code, first.content), path
        assert [REPLAYED in one.headers for one in (first, again)] == [False, True], path
        made += first.is_success
    assert made > 20
