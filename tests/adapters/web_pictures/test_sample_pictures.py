"""The sample catalogue has pictures, which the development server serves."""

import json
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import httpx
import pytest

from gifter_adapters.web_pictures.sample_pictures import SAMPLES, SamplePictures
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_cli.demo.commands import sample_catalogue
from gifter_domain.shared.pictures import Picture, PictureNotFound

ELSEWHERE = Picture("image/jpeg", b"elsewhere")


class OtherPictures:
    async def fetch(self, url: str) -> Picture:
        return ELSEWHERE


def picture_addresses() -> list[str]:
    products = [json.loads(body)["product"] for body in sample_catalogue()]
    return [product["primaryImageUrl"] for product in products]


def test_each_product_of_the_sample_catalogue_has_a_drawing_and_none_is_left_over() -> None:
    names = {PurePosixPath(urlsplit(address).path).name for address in picture_addresses()}

    assert names == {file.name for file in SAMPLES.glob("*.png")}


def test_the_addresses_of_drawings_are_those_of_the_settings() -> None:
    settings = read_settings({"HTTP_PORT": "9000"})
    assert b'"http://127.0.0.1:9000/samples/' in sample_catalogue(settings)[0]
    settings = read_settings({"PUBLIC_URL": "https://gifter.example.com/"})
    assert b'"https://gifter.example.com/samples/' in sample_catalogue(settings)[0]


async def test_pages_get_drawings_from_files_and_other_pictures_from_the_web(
    container: Container,
) -> None:
    pictures = SamplePictures(OtherPictures())
    address = picture_addresses()[0]

    drawing = await pictures.fetch(address)

    assert (drawing.media_type, drawing.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert await container.pictures().fetch(address) == drawing
    assert await pictures.fetch("https://example.com/mug.jpg") == ELSEWHERE


@pytest.mark.parametrize("name", ["none-0.png", "../fetching.py", "%2e%2e/fetching.py", "", "\0"])
async def test_another_name_has_no_drawing(name: str) -> None:
    with pytest.raises(PictureNotFound):
        await SamplePictures(OtherPictures()).fetch(f"http://127.0.0.1:8000/samples/{name}")


async def test_the_development_server_serves_the_drawings(client: httpx.AsyncClient) -> None:
    path = urlsplit(picture_addresses()[0]).path

    answer = await client.get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert (await client.get("/samples/none-0.png")).status_code == 404
    assert (await client.get("/samples/%00")).status_code == 404
