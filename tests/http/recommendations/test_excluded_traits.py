"""Traits that a request excludes, over HTTP."""

from typing import Any

import pytest

from builders.people.users import Someone, wrong_paths
from builders.recommendations.catalogue_rows import put_catalogue
from gifter_app.container import Container
from gifter_domain.catalogue.traits.names import NAMES

GIFTS = [
    {"id": "biscuits", "title": "Butter Shortbread"},
    {"id": "wallet", "title": "Leather Wallet"},
    {"id": "bowl", "title": "Oak Bowl"},
    {"id": "wine", "title": "Riesling", "description": "White wine from the Mosel, 12% vol"},
]


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    await put_catalogue(container.database(), GIFTS)


async def ask(ada: Someone, codes: list[str], text: str = "") -> dict[str, Any]:
    body = {"constraints": {"excludeTraits": codes}, "context": {"text": text}}
    answer = await ada.client.post("/v1/recommendations", json=body)
    assert answer.status_code == 200, answer.text
    decoded: dict[str, Any] = answer.json()
    return decoded


def ids(answer: dict[str, Any]) -> set[str]:
    return {item["product"]["id"] for item in answer["items"]}


async def test_excluded_traits_are_never_recommended(ada: Someone) -> None:
    assert ids(await ask(ada, [])) == {"biscuits", "wallet", "bowl", "wine"}
    assert ids(await ask(ada, ["leather"])) == {"biscuits", "bowl", "wine"}
    assert ids(await ask(ada, ["alcohol"], "no leather")) == {"biscuits", "bowl"}
    assert ids(await ask(ada, ["vegan"])) == {"bowl", "wine"}


async def test_an_answer_names_the_excluded_traits(ada: Someone) -> None:
    answer = await ask(ada, ["alcohol"], "no leather")

    assert answer["understood"]["excludes"] == ["leather", "alcohol"]


async def test_an_unknown_trait_is_invalid(ada: Someone) -> None:
    body = {"constraints": {"excludeTraits": ["nuts", "unjudged"]}}
    answer = await ada.client.post("/v1/recommendations", json=body)

    assert wrong_paths(answer) == ["constraints.excludeTraits[1]"]


MORE = [
    {"id": "oil", "title": "Olive Oil", "category": "Food"},
    {"id": "soap", "title": "Lavender Soap"},
    {"id": "candle", "title": "Scented Candle"},
]


async def test_gifts_for_an_allergy_ask_to_check_the_label(
    ada: Someone, container: Container
) -> None:
    await put_catalogue(container.database(), MORE)
    allergic = (await ask(ada, [], "for a friend with a nut allergy"))["items"]
    german = (await ask(ada, [], "Geschenk für eine Freundin mit Nussallergie"))["items"]
    others = (await ask(ada, ["leather"]))["items"]

    eaten = next(item for item in allergic if item["product"]["id"] == "oil")
    assert "check_the_label" in eaten["badges"]
    assert eaten["explanation"].endswith("Check the label for nuts, peanuts.")
    oil = next(item for item in german if item["product"]["id"] == "oil")
    assert oil["explanation"].endswith("Bitte auf dem Etikett prüfen: Nüsse, Erdnüsse.")
    assert not any("check_the_label" in item["badges"] for item in others)


@pytest.mark.parametrize(
    "text", ["for a friend with a nut allergy", "Geschenk für eine Freundin mit Nussallergie"]
)
async def test_a_list_that_is_read_again_still_asks_to_check_the_label(
    ada: Someone, container: Container, text: str
) -> None:
    await put_catalogue(container.database(), MORE)
    first = await ask(ada, [], text)

    again = await ada.get(f"/v1/recommendations/{first['requestId']}")

    assert any("check_the_label" in item["badges"] for item in again["items"])
    assert again["items"] == first["items"]


async def test_only_gifts_that_can_have_an_allergen_ask_to_check_the_label(
    ada: Someone, container: Container
) -> None:
    await put_catalogue(container.database(), MORE)
    items = (await ask(ada, [], "for a friend with a nut allergy"))["items"]
    badges = {item["product"]["id"]: item["badges"] for item in items}

    assert "check_the_label" in badges["soap"]
    assert not any("check_the_label" in badges[one] for one in ("bowl", "wallet", "candle"))


async def test_traits_are_listed_with_names_in_the_language_of_the_caller(ada: Someone) -> None:
    english = (await ada.client.get("/v1/traits")).json()["items"]
    german = (await ada.client.get("/v1/traits", headers={"Accept-Language": "de-AT"})).json()

    assert {item["code"]: item["name"] for item in english} == NAMES["en"]
    assert {item["code"]: item["name"] for item in german["items"]} == NAMES["de"]


def test_every_trait_has_a_name_in_each_language() -> None:
    assert NAMES["en"].keys() == NAMES["de"].keys()
