"""What the API's document says may be repeated may be, and changes of nothing change nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from litestar import Litestar

from builders.permissions import Ids, World, ask, resource_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAFE = "safe to repeat"
AN_HOUR = timedelta(hours=1)


def operations(app: Litestar) -> Iterator[tuple[str, str, str]]:
    """Each method and path, with what the document says of it."""
    for path, methods in app.openapi_schema.to_schema()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation["description"]


async def of_owner(world: World, path: str) -> Ids:
    world.people["other side"] = await world.somebody()
    resource = resource_of(path)
    return await resource.make(world, resource.states[0])


async def test_what_is_safe_to_repeat_is_answered_alike(app: Litestar, world: World) -> None:
    safe = [(method, path) for method, path, told in operations(app) if SAFE in told.lower()]
    for method, path in safe:
        ids = await of_owner(world, path)
        is_answer = path.endswith(("/accept", "/decline"))
        role = "other side" if is_answer else "owner"
        first, again = [await ask(world, role, method, path, ids) for _ in range(2)]
        assert first.is_success, f"{method} {path}: {first.text}"
        assert again.is_success, f"{method} {path}: {again.text}"
        assert again.content == first.content, f"{method} {path}"
    assert len(safe) > 20


async def test_a_change_of_nothing_changes_nothing(app: Litestar, world: World) -> None:
    methods = [(method, path) for method, path, _ in operations(app)]
    changing = [path for method, path in methods if method == "PATCH"]
    for path in changing:
        address = path.format(**await of_owner(world, path))
        looking = "GET" if ("GET", path) in methods else "PATCH"
        asked = []
        for method in (looking, "PATCH", looking):
            body = {} if method == "PATCH" else None
            asked.append(await world.owner.client.request(method, address, json=body))
            world.clock.move(AN_HOUR)
        before, changed, after = asked
        assert changed.status_code == 200, f"{path}: {changed.text}"
        assert after.content == before.content, path
    assert len(changing) > 6
