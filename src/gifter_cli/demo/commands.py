"""`gifter demo`: the main path on an empty machine, from webhooks to explained gifts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any

import httpx
import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from gifter_cli.amounts import written
from gifter_cli.demo.planned import TITLE, planned_reminders
from gifter_cli.demo.taste import complete_taste_profile, print_taste, taste_as_json
from gifter_cli.identity import LIFETIME
from gifter_cli.narrow import show_table
from gifter_cli.reminders.previews import reminder_table, reminders_as_json
from gifter_cli.runtime import MISUSED, fail, run, settings_or_exit
from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.money import Money

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.settings import Settings
    from gifter_app.use_cases.reminders.preview_reminders import Preview
    from gifter_cli.demo.taste import TasteResult

QUESTIONS = (
    "something for a friend who gardens, under £40",
    "a birthday present for my dad, who loves whisky and old records, £30 to £90",
    "a handmade housewarming gift for a couple who cook a lot, up to £60",
)
GIFTS_EACH = 6
SENDERS = 4
EMBEDDING_LIMIT_S = 120.0
_PICTURES_AT = b"http://127.0.0.1:8000/samples/"
_ANA = {
    "type": "EXTERNAL",
    "name": "Ana",
    "relationship": "my sister",
    "birthday": "--02-29",
    "isTemporary": True,
}

JsonObject = dict[str, Any]  # a decoded HTTP answer


class DemoStuck(Unavailable):
    code = "demo_stuck"


@dataclass(slots=True)
class DemoResult:
    """The results of the demo, and the seconds that each stage took."""

    products: int = 0
    embedded: int = 0
    answers: list[tuple[str, JsonObject]] = field(default_factory=list)
    taste: TasteResult | None = None
    reminders: tuple[Preview, Mapping[str, str]] | None = None
    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.stages[name] = time.perf_counter() - started


def demo(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show real recommendations on an empty machine, in under a minute.

    It starts an embedded PostgreSQL in GIFTER_HOME, sends a sample catalogue
    through the webhook, embeds it, and asks for gifts three times over HTTP. Then
    it answers questions about a sister's taste, and shows how the gifts change and
    when you would be reminded of her birthday and of Christmas. Running it again
    changes nothing.

    [dim]gifter demo --json[/dim]
    """
    settings = settings_or_exit()
    if settings.betterauth.issuer:
        fail("the demo makes its own tokens; unset BETTERAUTH_ISSUER to run it.", MISUSED)
    run(_demo(settings, as_json=as_json))


async def _demo(settings: Settings, *, as_json: bool) -> int:
    from gifter_app.asgi import create_app  # takes a second
    from gifter_app.runtime import running_container
    from gifter_app.serving import free_port, serving

    result = DemoResult()
    progress = Console(stderr=True, quiet=as_json)
    async with AsyncExitStack() as stack:
        with result.stage("database started and migrated"):
            container = await stack.enter_async_context(
                running_container(settings, development=True)
            )
        with result.stage("API and worker started"):
            url = f"http://127.0.0.1:{free_port()}"
            await stack.enter_async_context(container.workers().running())
            await stack.enter_async_context(
                serving(create_app(container), "127.0.0.1", int(url.rpartition(":")[2]))
            )
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=30))
        await _main_path(container, http, result, progress)
    if as_json:
        typer.echo(_as_json(result))
    else:
        _print(result)
    return 0


async def _main_path(
    container: Container, http: httpx.AsyncClient, result: DemoResult, progress: Console
) -> None:
    bodies = sample_catalogue(container.settings())
    result.products = len(bodies)
    with result.stage("catalogue sent through the webhook"):
        await _send(http, container.webhook_secrets()[0], bodies, progress)
    with result.stage("products embedded"):
        result.embedded = await _wait_for_embeddings(container, progress)
    with result.stage("user signed in"):
        token = container.development_identity().mint(
            "demo", email="demo@example.com", name="Demo", lifetime=LIFETIME
        )
        http.headers["Authorization"] = f"Bearer {token}"
        (await http.get("/v1/me")).raise_for_status()
    for question in QUESTIONS:
        with result.stage(f"“{question}”"):
            result.answers.append((question, await _ask(http, question)))
    ana = (await http.post("/v1/recipients", json=_ANA)).raise_for_status().json()["id"]
    with result.stage("a taste found out, and asked for"):
        result.taste = await complete_taste_profile(http, ana)
    with result.stage("reminders planned"):
        result.reminders = await planned_reminders(container, http, ana)
    (await http.delete(f"/v1/recipients/{ana}")).raise_for_status()


def sample_catalogue(settings: Settings | None = None) -> list[bytes]:
    """Returns the webhook bodies of the sample catalogue.

    The addresses of its pictures are those of `gifter dev` with these settings.
    """
    bodies = files("gifter_cli").joinpath("sample_catalogue.jsonl").read_bytes()
    if settings:
        http = f"http://{settings.http.host}:{settings.http.port}"
        base = (settings.links.public_url or http).rstrip("/")
        bodies = bodies.replace(_PICTURES_AT, f"{base}/samples/".encode())
    return bodies.splitlines()


async def _send(
    http: httpx.AsyncClient, secret: str, bodies: list[bytes], console: Console
) -> None:
    waiting = list(reversed(bodies))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Sending the catalogue", total=len(bodies))

        async def sender() -> None:
            while waiting:
                answer = await http.post(
                    "/v1/integrations/payload/product-changed",
                    content=waiting.pop(),
                    headers={
                        "Content-Type": "application/json",
                        "X-Event-Name": "product.changed",
                        "X-Internal-Webhook-Secret": secret,
                    },
                )
                answer.raise_for_status()
                bar.advance(task)

        async with asyncio.TaskGroup() as senders:
            for _ in range(SENDERS):
                senders.create_task(sender())


async def _wait_for_embeddings(container: Container, console: Console) -> int:
    from gifter_domain.catalogue.traits.judge import JUDGE_VERSION

    count = container.catalogue().embed_products().count
    unjudged = partial(container.catalogue().product_traits.count_unjudged, JUDGE_VERSION)
    with console.status("Embedding the products ..."):
        try:
            async with asyncio.timeout(EMBEDDING_LIMIT_S):
                while True:
                    embedded, missing = await count()
                    if not missing and not await unjudged():
                        return int(embedded)
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise DemoStuck(
                "the embedding jobs did not finish in time; see their errors with: gifter doctor"
            ) from None


async def _ask(http: httpx.AsyncClient, text: str) -> JsonObject:
    answer = await http.post(
        "/v1/recommendations", json={"context": {"text": text}, "limit": GIFTS_EACH}
    )
    answer.raise_for_status()
    decoded: JsonObject = answer.json()
    return decoded


def _as_json(result: DemoResult) -> str:
    document = {
        "products": result.products,
        "embedded": result.embedded,
        "requests": [
            {"text": question, "items": [_json_item(item) for item in answer["items"]]}
            for question, answer in result.answers
        ],
        "taste": result.taste and taste_as_json(result.taste),
        "reminders": result.reminders and reminders_as_json(result.reminders[0]),
        "seconds": round(sum(result.stages.values()), 2),
        "stages": {name: round(seconds, 3) for name, seconds in result.stages.items()},
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def _json_item(item: JsonObject) -> JsonObject:
    product = item["product"]
    return {
        "title": product["title"],
        "brand": product["brand"]["name"],
        "price": product["defaultPrice"],
        "currency": product["defaultCurrency"],
        "explanation": item["explanation"],
        "score": item["score"],
    }


def _print(result: DemoResult) -> None:
    console = Console(highlight=False)
    for question, answer in result.answers:
        console.print(_gifts(question, answer["items"]))
    if result.taste:
        print_taste(console, result.taste)
    if result.reminders:
        show_table(console, reminder_table(*result.reminders, TITLE))
    console.print(_timings(result))
    console.print(
        f"{result.products} products sent, {result.embedded} embedded. Now go on with:\n"
        '  [bold]gifter recommend "a present for someone who bakes" --budget 25GBP[/bold]\n'
        "  [bold]gifter dev[/bold]       the API, its documentation page and a ready-made curl\n"
        "  [bold]gifter --help[/bold]    everything else",
        soft_wrap=True,
    )


def _gifts(question: str, items: list[JsonObject]) -> Table:
    table = Table(title=f"“{question}”", title_style="bold", title_justify="left", expand=True)
    table.add_column("#", justify="right")
    table.add_column("Gift", ratio=3)
    table.add_column("Brand", ratio=2)
    table.add_column("Price", justify="right")
    table.add_column("Why", ratio=6)
    for item in items:
        product = item["product"]
        price = written(Money(product["defaultPrice"], product["defaultCurrency"]))
        row = (str(item["rank"]), product["title"], product["brand"]["name"], price)
        table.add_row(*map(escape, (*row, item["explanation"])))
    return table


def _timings(result: DemoResult) -> Table:
    table = Table(title="What each stage took", title_style="bold", title_justify="left")
    table.add_column("Stage")
    table.add_column("Seconds", justify="right")
    for name, seconds in result.stages.items():
        table.add_row(escape(name), f"{seconds:.2f}")
    table.add_section()
    table.add_row("in all", f"{sum(result.stages.values()):.2f}")
    return table
