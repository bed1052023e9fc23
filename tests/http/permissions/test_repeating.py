"""Requests documented as safe to repeat are, and empty patches change nothing."""

from datetime import timedelta
from typing import Any

import pytest
from litestar import Litestar

from builders.permissions.calls import address, ask, operations
from builders.permissions.resources import of_owner
from builders.permissions.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAFE = "safe to repeat"
AN_HOUR = timedelta(hours=1)


async def test_a_request_that_is_safe_to_repeat_gets_the_same_response_again(
    app: Litestar, world: World
) -> None:
    safe = [
        (method, path)
        for method, path, operation in operations(app)
        if SAFE in operation["description"].lower()
    ]
    for method, path in safe:
        ids = await of_owner(world, path)
        is_answer = path.endswith(("/accept", "/decline"))
        role = "other side" if is_answer else "owner"
        first, again = [await ask(world, role, method, path, ids) for _ in range(2)]
        assert first.is_success, f"{method} {path}: {first.text}"
        assert again.is_success, f"{method} {path}: {again.text}"
        assert again.content == first.content, f"{method} {path}"
    assert len(safe) > 20


async def test_an_empty_patch_changes_nothing(app: Litestar, world: World) -> None:
    methods = [(method, path) for method, path, _ in operations(app)]
    # An editor's PATCH adds decisions, and there is none without one.
    changing = [path for method, path in methods if method == "PATCH" and "/admin/" not in path]
    for path in changing:
        where = address(path, await of_owner(world, path))
        looking = "GET" if ("GET", path) in methods else "PATCH"
        asked = []
        for method in (looking, "PATCH", looking):
            body: dict[str, Any] | None = {} if method == "PATCH" else None
            asked.append(await world.owner.client.request(method, where, json=body))
            world.clock.move(AN_HOUR)
        before, changed, after = asked
        assert changed.status_code == 200, f"{path}: {changed.text}"
        assert after.content == before.content, path
    assert len(changing) > 6
