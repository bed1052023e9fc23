"""A database whose disk is full: reads work, writes are a 503, and the process is not ready.

Triggers raise PostgreSQL's own error, since tests cannot fill a disk.
"""

import structlog

from builders.people.users import Someone
from gifter_app.container import Container

_FULL = """
    CREATE FUNCTION full_disk() RETURNS {returns} LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device'
            USING ERRCODE = 'disk_full';
    END $$;
    CREATE {trigger} EXECUTE FUNCTION full_disk()
"""
_NO_WRITES = _FULL.format(
    returns="trigger", trigger="TRIGGER disk_full BEFORE UPDATE ON user_account FOR EACH ROW"
)
_NO_TABLES = """
    CREATE FUNCTION full_disk_too() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full';
    END $$;
    CREATE EVENT TRIGGER disk_full ON ddl_command_start WHEN TAG IN ('CREATE TABLE AS')
    EXECUTE FUNCTION full_disk_too()
"""
_ROOM_AGAIN = """
    DROP EVENT TRIGGER disk_full;
    DROP FUNCTION full_disk CASCADE;
    DROP FUNCTION full_disk_too
"""


async def run(container: Container, sql: str) -> None:
    async with container.database().autocommit() as connection:
        await connection.driver.execute(sql)


async def test_a_full_disk_is_a_503_until_there_is_room(ada: Someone, container: Container) -> None:
    await run(container, _NO_WRITES)
    await run(container, _NO_TABLES)

    with structlog.testing.capture_logs() as logged:
        answers = [await ada.client.patch("/v1/me", json={"displayName": "A"}) for _ in range(2)]
    ready = await ada.client.get("/v1/health/ready")
    read = await ada.client.get("/v1/me")

    assert [answer.status_code for answer in answers] == [503, 503]
    assert answers[0].headers["retry-after"] == "2"
    assert answers[0].json()["error"]["code"] == "database_unavailable"
    assert "base/1/2" not in answers[0].text
    lines = [line for line in logged if line["event"] == "database.full"]
    assert ["No space left" in line["reason"] for line in lines] == [True]
    assert (ready.status_code, read.status_code) == (503, 200)
    assert ready.json()["error"]["details"]["database"] == "full"

    await run(container, _ROOM_AGAIN)

    assert (await ada.client.get("/v1/health/ready")).json()["database"] == "up"
    assert (await ada.client.patch("/v1/me", json={"displayName": "A"})).status_code == 200
