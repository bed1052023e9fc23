"""Pictures are fetched from a real server on loopback, which only these tests allow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gifter_adapters.web_pictures.fetching import WebPictures, is_public
from gifter_domain.shared.pictures import MAX_PICTURE_BYTES, Picture, PictureNotFound

PNG = b"\x89PNG\r\n\x1a\n and so on"


@asynccontextmanager
async def serving(*answers: tuple[str, bytes]) -> AsyncIterator[str]:
    """Answers with each (head, body) in turn, then with the last of them."""
    left = list(answers)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head, body = left.pop(0) if len(left) > 1 else left[0]
        writer.write(f"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n".encode() + body)
        try:
            await writer.drain()
        except ConnectionError:  # the client closed the connection early
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/picture"


@pytest.fixture
async def pictures() -> AsyncIterator[WebPictures]:
    pictures = WebPictures(may_reach=lambda address: True)
    yield pictures
    await pictures.close()


async def test_a_picture_is_fetched_with_its_type(pictures: WebPictures) -> None:
    async with serving(("200 OK\r\nContent-Type: image/PNG; q=1", PNG)) as url:
        assert await pictures.fetch(url) == Picture("image/png", PNG)


async def test_a_redirected_picture_is_found(pictures: WebPictures) -> None:
    moved = ("302 Found\r\nLocation: /elsewhere", b"")
    async with serving(moved, ("200 OK\r\nContent-Type: image/png", PNG)) as url:
        assert (await pictures.fetch(url)).content == PNG


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("404 Not Found\r\nContent-Type: image/png", PNG),
        ("200 OK\r\nContent-Type: text/html", b"<script>"),
        ("200 OK\r\nContent-Type: image/svg+xml", b"<svg onload=alert(1)>"),
        ("200 OK", PNG),
        ("200 OK\r\nContent-Type: image/png", bytes(MAX_PICTURE_BYTES + 1)),
        ("302 Found\r\nLocation: /picture", b""),
        ("302 Found\r\nLocation: file:///etc/passwd", b""),
        ("nonsense", b""),
    ],
)
async def test_a_response_that_is_no_picture_is_not_found(
    pictures: WebPictures, head: str, body: bytes
) -> None:
    async with serving((head, body)) as url:
        with pytest.raises(PictureNotFound):
            await pictures.fetch(url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1", "nonsense", "ftp://a/b"])
async def test_an_unreachable_address_is_not_found(pictures: WebPictures, url: str) -> None:
    with pytest.raises(PictureNotFound):
        await pictures.fetch(url)


async def test_our_own_network_is_never_reached_even_by_a_name() -> None:
    careful = WebPictures()
    async with serving(("200 OK\r\nContent-Type: image/png", PNG)) as url:
        for address in (url, url.replace("127.0.0.1", "localhost")):
            with pytest.raises(PictureNotFound):
                await careful.fetch(address)
    await careful.close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "224.0.0.1",
        "100.64.0.1",
    ],
)
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)
    assert is_public("93.184.215.14")
