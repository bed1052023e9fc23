"""Requests for minors and for the sober: no alcohol of the sample catalogue, and no barware."""

import pytest

from builders.people.users import Someone
from builders.recommendations.catalogue_rows import judge_all
from gifter_app.container import Container
from gifter_cli.demo.commands import sample_catalogue

DRINKS_AND_GEAR = {
    "Five Regions Whisky Flight",
    "Peat & Tide Single Malt",
    "Sherry Butt Eighteen",
    "Nosing Glass Pair",
    "Whisky and Vinyl Evening Box",
    "Soapstone Whisky Stones",
    "Age-Your-Own Cask",
    "Hedgerow Gin",
    "Cocktail Smoker Lid",
    "Farmhouse Cider Six",
    "Low-Strength Cider Four",
    "Perry in a Wedding Bottle",
}
NO_ALCOHOL = [
    "whisky glass for a preteen",
    "whisky for my underage cousin",
    "gin for my kid sister",
    "cider for my brother, born 2012",
    "whisky for my dad and my 6 year old",
    "gift for my sober uncle",
    "Whisky für meinen minderjährigen Cousin",
    "Gin für meine Enkel",
    "Whisky für Papa und meine 8-jährige",
]


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    await container.catalogue().import_catalogue.execute(sample_catalogue(), lambda *_: None)
    await judge_all(container.database())


async def titles(ada: Someone, text: str) -> set[str]:
    body = {"context": {"text": text}, "limit": 50}
    answer = await ada.client.post("/v1/recommendations", json=body)
    assert answer.status_code == 200, answer.text
    return {item["product"]["title"] for item in answer.json()["items"]}


async def test_minors_and_the_sober_get_neither_alcohol_nor_what_goes_with_it(ada: Someone) -> None:
    assert {"Nosing Glass Pair", "Peat & Tide Single Malt"} <= await titles(
        ada, "whisky for my dad"
    )

    shown = {text: await titles(ada, text) for text in NO_ALCOHOL}

    assert {text: found & DRINKS_AND_GEAR for text, found in shown.items()} == {
        text: set() for text in NO_ALCOHOL
    }
    assert all(shown.values())
