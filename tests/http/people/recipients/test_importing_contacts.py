"""Importing contacts over HTTP from vCard and CSV files."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from builders.people.recipients_api import make_recipient, recipient_names
from builders.people.users import Someone, error_of, wrong_paths

FILES = Path(__file__).parents[3] / "data" / "recipients"


async def send(owner: Someone, file: bytes, media_type: str = "text/vcard") -> httpx.Response:
    headers = {"Content-Type": media_type}
    return await owner.client.post("/v1/recipients/import", content=file, headers=headers)


async def imported(owner: Someone, file: bytes, media_type: str = "text/vcard") -> dict[str, Any]:
    answer = await send(owner, file, media_type)
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


def in_short(result: dict[str, Any]) -> dict[str, list[tuple[int, str | None, str | None]]]:
    return {
        outcome: [(one["line"], one["name"], one["reason"]) for one in contacts]
        for outcome, contacts in result.items()
    }


async def test_vcards_become_recipients(ada: Someone) -> None:
    result = await imported(ada, (FILES / "contacts-3.0.vcf").read_bytes())

    assert in_short(result) == {
        "created": [
            (1, "Ana Luísa Silva", None),
            (16, "Chidi Okafor", None),
            (22, "Dana", None),
            (28, "Example Gardens", None),
        ],
        "matched": [],
        "skipped": [],
    }
    kept = (await ada.get("/v1/recipients"))["items"]
    assert [one["id"] for one in kept] == [one["recipientId"] for one in result["created"]]
    assert [one["birthday"] for one in kept] == ["--02-29", "1985-04-15", "1990-12-01", None]
    assert kept[0]["notes"] == "Allergic to nuts, likes \nlong walks; and tea"
    assert {one["type"] for one in kept} == {"EXTERNAL"}


async def test_csv_rows_become_recipients_with_relationships(ada: Someone) -> None:
    result = await imported(ada, (FILES / "people.csv").read_bytes(), "text/csv")

    assert in_short(result) == {
        "created": [
            (2, "Ana Luísa Silva", None),
            (5, "Okafor, Chidi", None),
            (6, "Dana", None),
            (8, "Édouard", None),
        ],
        "matched": [],
        "skipped": [(7, None, "name_missing")],
    }
    kept = (await ada.get("/v1/recipients"))["items"]
    assert [one["relationshipKind"] for one in kept] == ["sister", "friend", None, None]


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
async def test_importing_a_file_again_changes_nothing(ada: Someone, name: str) -> None:
    file = (FILES / name).read_bytes()
    first = await imported(ada, file)
    kept = await ada.get("/v1/recipients", limit=100)

    again = await imported(ada, file)

    assert again["created"] == []
    assert again["skipped"] == first["skipped"]
    assert len(again["matched"]) == len(first["created"]) + len(first["matched"])
    assert {one["recipientId"] for one in again["matched"]} == {one["id"] for one in kept["items"]}
    assert await ada.get("/v1/recipients", limit=100) == kept


async def test_concurrent_imports_of_one_file_create_nobody_twice(ada: Someone) -> None:
    file = (FILES / "birthdays-4.0.vcf").read_bytes()

    results = await asyncio.gather(*(imported(ada, file) for _ in range(8)))

    assert sorted(len(result["created"]) for result in results) == [0] * 7 + [11]
    assert len(await recipient_names(ada, limit=100)) == 11


async def test_existing_recipients_are_matched_with_a_reason(ada: Someone, bob: Someone) -> None:
    ana = await make_recipient(ada, name="ana  luísa SILVA", notes="mine")
    dana = await make_recipient(ada, name="Dana", birthday="1990-12-01")
    await make_recipient(ada, name="Chidi Okafor", isTemporary=True)
    await make_recipient(bob, name="Example Gardens")

    result = await imported(ada, (FILES / "contacts-3.0.vcf").read_bytes())

    assert [(one["recipientId"], one["reason"]) for one in result["matched"]] == [
        (ana["id"], "birthday_added"),
        (dana["id"], "same_name_and_birthday"),
    ]
    assert [one["name"] for one in result["created"]] == ["Chidi Okafor", "Example Gardens"]
    assert await ada.get(f"/v1/recipients/{ana['id']}") == ana | {"birthday": "--02-29"}


async def test_broken_cards_are_skipped_and_reported_with_their_lines(ada: Someone) -> None:
    result = await imported(ada, (FILES / "broken.vcf").read_bytes())

    assert in_short(result) == {
        "created": [(9, "Spoiled by one line only", None)],
        "matched": [],
        "skipped": [
            (1, None, "unreadable"),
            (4, None, "version_unsupported"),
            (15, None, "unreadable"),
            (18, None, "name_missing"),
            (22, None, "unreadable"),
        ],
    }


async def test_an_ambiguous_birthday_is_named_until_the_order_is_given(ada: Someone) -> None:
    file = b"name,birthday\nAna,3/4/1985\nBo,5/6/1990\n"

    first = await imported(ada, file, "text/csv")
    answer = await ada.client.post("/v1/recipients/import?dateOrder=mdy", content=file)

    ambiguous = {"text": "3/4/1985", "reason": "birthday_ambiguous"}
    assert first["created"][0]["unusedBirthday"] == ambiguous
    assert [one["reason"] for one in answer.json()["matched"]] == ["birthday_added"] * 2
    kept = (await ada.get("/v1/recipients"))["items"]
    assert [one["birthday"] for one in kept] == ["1985-03-04", "1990-05-06"]
    wrong = await ada.client.post("/v1/recipients/import?dateOrder=myd", content=file)
    assert wrong_paths(wrong) == ["dateOrder"]


async def test_a_file_can_be_sent_in_a_form(ada: Someone) -> None:
    card = (FILES / "contacts-3.0.vcf").read_bytes()

    for key in ({}, {"Idempotency-Key": "once"}):
        forms = {"file": ("c.vcf", card, "text/vcard")}
        sent = await ada.client.post("/v1/recipients/import", files=forms, headers=key)
        assert sent.status_code == 200, sent.text

    assert len(await recipient_names(ada)) == 4
    no_file = await ada.client.post("/v1/recipients/import", files={"file": (None, "Ana")})
    several = await ada.client.post(
        "/v1/recipients/import", files=[("file", ("a.vcf", card)), ("file", ("b.vcf", card))]
    )
    assert [wrong_paths(answer) for answer in (no_file, several)] == [["file"], ["file"]]


async def test_an_invalid_contacts_file_is_refused(ada: Someone) -> None:
    for file in (b"", b"{}", b"hello", b"age;height\n1;2", b"name\n\xff", b"\x00\x01", b"name\n"):
        assert (file, wrong_paths(await send(ada, file))) == (file, [""])
    assert await recipient_names(ada) == []


async def test_a_file_that_is_too_large_is_refused(ada: Someone) -> None:
    for file in (b"name\n" + b"Ana\n" * 5001, b"x" * 5_000_001):
        assert error_of(await send(ada, file)) == (413, "too_large")
    assert await recipient_names(ada) == []
