"""Messages of errors are in the reader's language; codes and paths stay."""

import re
from pathlib import Path
from string import Formatter
from typing import Any

import httpx
import pytest

from builders.people.users import Someone
from gifter_app.http.german_messages import GERMAN
from gifter_app.http.message_language import translated
from gifter_domain.identity.profile import Language

SOURCES = Path(__file__).parents[3] / "src"
# Places at which the code puts some messages together.
PUT_TOGETHER = re.compile(r"; |: $|^The request |\.$")
GERMAN_READER = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("/v1/nowhere", "not_found", "Unter dieser Adresse gibt es nichts."),
        ("/v1/recipients/r1", "recipient_not_found", "Du hast keine solche beschenkte Person."),
        ("/v1/products?limit=0", "invalid_input", "limit: muss mindestens 1 sein"),
        ("/v1/products?limit=x", "invalid_input", "limit: muss eine ganze Zahl sein"),
        ("/v1/products?cursor=x", "invalid_input", "cursor: ist kein gültiger Cursor"),
        (
            "/v1/products?sort=cheap",
            "invalid_input",
            "sort: 'cheap' ist keiner der erlaubten Werte: relevance, price, -price, newest",
        ),
        ("/v1/me?x=1", "invalid_input", "x: ist kein Parameter; diese Adresse kennt keine"),
    ],
)
async def test_a_german_reader_gets_german_messages(
    ada: Someone, path: str, code: str, message: str
) -> None:
    error = (await ada.client.get(path, headers=GERMAN_READER)).json()["error"]

    assert (error["code"], error["message"]) == (code, message)


async def test_messages_about_fields_are_german_and_paths_stay(ada: Someone) -> None:
    body: dict[str, Any] = {"type": "EXTERNAL", "name": 1}
    answer = await ada.client.post("/v1/recipients", json=body, headers=GERMAN_READER)

    assert answer.json()["error"] == {
        "code": "invalid_input",
        "message": "name: muss ein Text sein",
        "details": {"fields": [{"path": "name", "message": "muss ein Text sein"}]},
    }


async def test_a_missing_token_is_said_in_german(client: httpx.AsyncClient) -> None:
    error = (await client.get("/v1/me", headers=GERMAN_READER)).json()["error"]

    assert error["message"] == "Der Header `Authorization: Bearer <token>` fehlt."


async def test_without_the_header_the_users_language_counts(ada: Someone) -> None:
    before = (await ada.client.get("/v1/recipients/r1")).json()["error"]["message"]
    await ada.client.patch("/v1/me", json={"language": "de"})
    after = (await ada.client.get("/v1/recipients/r1")).json()["error"]["message"]
    english = await ada.client.get("/v1/recipients/r1", headers={"Accept-Language": "en"})

    assert before == "You have no such recipient."
    assert after == "Du hast keine solche beschenkte Person."
    assert english.json()["error"]["message"] == before


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("must be a whole number or null", "muss eine ganze Zahl oder null sein"),
        ("must be true or false or null", "muss true oder false oder null sein"),
        ("must have at most 2 characters", "muss höchstens 2 Zeichen haben"),
        ("must have 1 to 100 characters", "muss 1 bis 100 Zeichen haben"),
        ("must be 0 to 365", "muss 0 bis 365 sein"),
        ("'X' is not an ISO 4217 currency code", "'X' ist kein Währungscode nach ISO 4217"),
        ("must be something unheard of", "must be something unheard of"),
    ],
)
def test_a_message_with_values_is_translated_as_a_whole_or_not_at_all(
    english: str, german: str
) -> None:
    assert translated(english, Language.GERMAN) == german
    assert translated(english, Language.ENGLISH) == english


def test_each_translated_message_is_one_that_the_code_has() -> None:
    texts = [path.read_text() for path in SOURCES.rglob("*.py") if path.stem != "german_messages"]
    code = re.sub(r'"\s+f?"', "", "\n".join(texts)).replace('\\"', '"')
    parts = {part for english in GERMAN for part, *_ in Formatter().parse(english)}
    http = {"Unsupported Media Type"}  # a phrase of HTTP itself
    pieces = {one.strip() for part in parts - http for one in PUT_TOGETHER.split(part)}

    assert {piece for piece in pieces if piece not in code} == set()


def test_translations_have_the_same_values() -> None:
    for english, german in GERMAN.items():
        names = [{name for _, name, *_ in Formatter().parse(text)} for text in (english, german)]
        assert names[0] - {None} == names[1] - {None}, english
