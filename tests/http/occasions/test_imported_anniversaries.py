"""Anniversaries in files of contacts become occasions."""

from typing import Any

import pytest

from builders.people.users import Someone


async def import_card(ada: Someone, *lines: str, version: str = "3.0") -> None:
    card = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        "FN:Ana",
        "BDAY:1985-04-15",
        *lines,
        "END:VCARD",
        "",
    ]
    answer = await ada.client.post(
        "/v1/recipients/import",
        content="\r\n".join(card),
        headers={"Content-Type": "text/vcard"},
    )
    assert answer.status_code == 200, answer.text


async def days(ada: Someone) -> list[tuple[Any, ...]]:
    items = (await ada.get("/v1/occasions"))["items"]
    return [(one["type"], one.get("date", one.get("on")), one["recurrence"]) for one in items]


ANDROID = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2009-08-08;1;;"


@pytest.mark.parametrize(
    ("version", "lines"),
    [
        ("4.0", ["ANNIVERSARY:20090808"]),
        ("3.0", ["X-ANNIVERSARY:2009-08-08"]),
        ("3.0", ["X-EVOLUTION-ANNIVERSARY:2009-08-08"]),
        ("3.0", ["item1.X-ABDATE:2009-08-08", "item1.X-ABLabel:_$!<Anniversary>!$_"]),
        ("2.1", [ANDROID]),
    ],
)
async def test_an_anniversary_of_a_card_becomes_one_occasion(
    ada: Someone, version: str, lines: list[str]
) -> None:
    await import_card(ada, *lines, version=version)
    await import_card(ada, *lines, version=version)

    assert await days(ada) == [("ANNIVERSARY", "2009-08-08", "YEARLY")]


@pytest.mark.parametrize(
    "line", ["X-ANNIVERSARY:3/4", "X-ANNIVERSARY:some day", "X-ANNIVERSARY:", "NOTE:ANNIVERSARY"]
)
async def test_a_text_that_names_no_day_is_no_anniversary(ada: Someone, line: str) -> None:
    await import_card(ada, line)

    assert await days(ada) == []
