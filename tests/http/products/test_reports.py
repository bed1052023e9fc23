"""Users report what a product contains."""

import httpx
import pytest

from builders.people.users import Someone, wrong_paths
from builders.recommendations.catalogue_rows import judge_all, put_catalogue
from gifter_app.container import Container
from gifter_app.use_cases.catalogue.decide_traits import Statement
from gifter_domain.catalogue.traits.reports import MOST_OPEN, REPORTABLE

GIFTS = [{"id": "bowl", "title": "Oak Bowl"}, {"id": "lamp", "title": "Steel Lamp"}]


@pytest.fixture(autouse=True)
async def catalogue(container: Container) -> None:
    more = [{"id": f"p{number}", "title": f"Vase {number}"} for number in range(3)]
    await put_catalogue(container.database(), [*GIFTS, *more])


async def report(user: Someone, product_id: str, trait: str) -> httpx.Response:
    body = {"kind": "CONTAINS", "trait": trait}
    return await user.client.post(f"/v1/products/{product_id}/reports", json=body)


async def without(user: Someone, code: str) -> set[str]:
    body = {"constraints": {"excludeTraits": [code]}}
    answer = (await user.client.post("/v1/recommendations", json=body)).json()
    return {item["product"]["id"] for item in answer["items"]}


async def test_a_report_hides_the_product_from_requests_with_that_exclusion(
    ada: Someone, container: Container
) -> None:
    assert "bowl" in await without(ada, "nuts")

    assert (await report(ada, "bowl", "nuts")).status_code == 204

    assert "bowl" not in await without(ada, "nuts")
    assert "bowl" in await without(ada, "milk")
    await judge_all(container.database())
    assert "bowl" not in await without(ada, "nuts")


async def test_a_decision_of_an_editor_closes_the_reports(
    ada: Someone, container: Container
) -> None:
    catalogue = container.catalogue()
    for code in ("nuts", "nuts", "milk"):
        await report(ada, "bowl", code)
    found = [
        (one.product_id, one.title, one.code, one.users)
        for one in await catalogue.report_traits.open()
    ]
    assert sorted(found) == [("bowl", "Oak Bowl", "milk", 1), ("bowl", "Oak Bowl", "nuts", 1)]

    await catalogue.decide_traits.execute(
        "bowl", "ana", [Statement("nuts", has=False, why="it is a bowl")]
    )

    assert [one.code for one in await catalogue.report_traits.open()] == ["milk"]
    assert "bowl" in await without(ada, "nuts")
    await report(ada, "bowl", "nuts")
    assert "bowl" not in await without(ada, "nuts")


async def test_a_user_has_only_so_many_open_reports(ada: Someone) -> None:
    products = ("bowl", "lamp")
    pairs = [(product, code) for product in products for code in sorted(REPORTABLE)]
    answers = [await report(ada, *pair) for pair in pairs[: MOST_OPEN + 1]]

    assert [answer.status_code for answer in answers] == [204] * MOST_OPEN + [429]
    assert answers[-1].json()["error"]["code"] == "too_many_reports"


async def test_a_wrong_report_is_refused(ada: Someone) -> None:
    assert wrong_paths(await report(ada, "bowl", "vegan")) == ["trait"]
    assert (await report(ada, "none", "nuts")).status_code == 404


@pytest.mark.parametrize(
    ("reported", "excluded"),
    [
        ("wine", "alcohol"),
        ("beer", "alcohol"),
        ("beer", "adult_only"),
        ("beer", "gluten"),
        ("alcohol", "adult_only"),
        ("adult", "adult_only"),
        ("socks", "clothing"),
        ("pork", "meat"),
        ("chocolate", "food"),
        ("chocolate", "milk"),
        ("meat", "food"),
        ("candles", "scent"),
        ("peanuts", "nuts"),
    ],
)
async def test_a_report_counts_for_what_the_trait_implies(
    ada: Someone, reported: str, excluded: str
) -> None:
    assert {"bowl", "lamp"} <= await without(ada, excluded)

    await report(ada, "bowl", reported)

    assert "bowl" not in await without(ada, excluded)
    assert "lamp" in await without(ada, excluded)


async def test_a_report_of_wine_hides_the_product_from_minors_and_the_sober(ada: Someone) -> None:
    await report(ada, "bowl", "wine")

    for text in ("a bowl for my niece who is 9", "a bowl for a friend who is sober"):
        answer = (
            await ada.client.post("/v1/recommendations", json={"context": {"text": text}})
        ).json()
        assert "bowl" not in {item["product"]["id"] for item in answer["items"]}


async def test_a_report_of_a_part_does_not_imply_another_part(ada: Someone) -> None:
    await report(ada, "bowl", "alcohol")

    assert "bowl" in await without(ada, "wine")
