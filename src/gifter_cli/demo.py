"""`gifter demo`: the whole main path on an empty machine, from webhooks to explained gifts."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Annotated, Any

import httpx
import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.runtime import running_container
from gifter_app.serving import free_port, serving
from gifter_app.settings import Settings
from gifter_app.use_cases.reminders.preview_reminders import Preview
from gifter_cli.amounts import written
from gifter_cli.demo_reminders import TITLE, planned_reminders
from gifter_cli.demo_taste import TasteStory, taste_as_json, tell_taste, told_taste
from gifter_cli.identity import LIFETIME
from gifter_cli.reminder_previews import reminder_table, reminders_as_json
from gifter_cli.runtime import MISUSED, fail, run, settings_or_exit
from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.money import Money

QUESTIONS = (
    "something for a friend who gardens, under £40",
    "a birthday present for my dad, who loves whisky and old records, £30 to £90",
    "a handmade housewarming gift for a couple who cook a lot, up to £60",
)
GIFTS_EACH = 6
SENDERS = 4
EMBEDDING_LIMIT_S = 120.0
_ANA = {
    "type": "EXTERNAL",
    "name": "Ana",
    "relationship": "my sister",
    "birthday": "--02-29",
    "isTemporary": True,
}

JsonObject = dict[str, Any]  # what an HTTP answer decodes to


class DemoStuck(Unavailable):
    code = "demo_stuck"


@dataclass(slots=True)
class Story:
    """What the demo saw, and how long each stage took."""

    products: int = 0
    embedded: int = 0
    answers: list[tuple[str, JsonObject]] = field(default_factory=list)
    taste: TasteStory | None = None
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
    """See real recommendations from an empty machine, in under a minute.

    Starts an embedded PostgreSQL in GIFTER_HOME, sends a sample catalogue
    through the webhook, embeds it, and asks three questions over HTTP. Then it
    finds out a sister's taste and shows what that changes, and when one would be
    reminded of her days. Running it again changes nothing.
    """
    settings = settings_or_exit()
    if settings.betterauth.issuer:
        fail("the demo makes its own tokens; unset BETTERAUTH_ISSUER to run it.", MISUSED)
    run(_demo(settings, as_json=as_json))


async def _demo(settings: Settings, *, as_json: bool) -> int:
    story = Story()
    progress = Console(stderr=True, quiet=as_json)
    async with AsyncExitStack() as stack:
        with story.stage("database started and migrated"):
            container = await stack.enter_async_context(
                running_container(settings, development=True)
            )
        with story.stage("API and worker started"):
            url = f"http://127.0.0.1:{free_port()}"
            await stack.enter_async_context(container.workers().running())
            await stack.enter_async_context(
                serving(create_app(container), "127.0.0.1", int(url.rpartition(":")[2]))
            )
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=30))
        await _main_path(container, http, story, progress)
    if as_json:
        typer.echo(_as_json(story))
    else:
        _tell(story)
    return 0


async def _main_path(
    container: Container, http: httpx.AsyncClient, story: Story, progress: Console
) -> None:
    bodies = sample_catalogue()
    story.products = len(bodies)
    with story.stage("catalogue sent through the webhook"):
        await _send(http, container.webhook_secrets()[0], bodies, progress)
    with story.stage("products embedded"):
        story.embedded = await _wait_for_embeddings(container, progress)
    with story.stage("user signed in"):
        token = container.development_identity().mint(
            "demo", email="demo@example.com", name="Demo", lifetime=LIFETIME
        )
        http.headers["Authorization"] = f"Bearer {token}"
        (await http.get("/v1/me")).raise_for_status()
    for question in QUESTIONS:
        with story.stage(f"“{question}”"):
            story.answers.append((question, await _ask(http, question)))
    ana = (await http.post("/v1/recipients", json=_ANA)).raise_for_status().json()["id"]
    with story.stage("a taste found out, and asked for"):
        story.taste = await told_taste(http, ana)
    with story.stage("reminders planned"):
        story.reminders = await planned_reminders(container, http, ana)
    (await http.delete(f"/v1/recipients/{ana}")).raise_for_status()


def sample_catalogue() -> list[bytes]:
    """The sample catalogue's webhook bodies."""
    return files("gifter_cli").joinpath("sample_catalogue.jsonl").read_bytes().splitlines()


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
    count = container.catalogue().embed_products().count
    with console.status("Embedding the products ..."):
        try:
            async with asyncio.timeout(EMBEDDING_LIMIT_S):
                while True:
                    embedded, missing = await count()
                    if not missing:
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


def _as_json(story: Story) -> str:
    document = {
        "products": story.products,
        "embedded": story.embedded,
        "requests": [
            {"text": question, "items": [_json_item(item) for item in answer["items"]]}
            for question, answer in story.answers
        ],
        "taste": story.taste and taste_as_json(story.taste),
        "reminders": story.reminders and reminders_as_json(story.reminders[0]),
        "seconds": round(sum(story.stages.values()), 2),
        "stages": {name: round(seconds, 3) for name, seconds in story.stages.items()},
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def _json_item(item: JsonObject) -> JsonObject:
    product = item["product"]
    return {
        "title": product["title"],
        "brand": product["brand"]["name"],
        "price": product["price"],
        "currency": product["currency"],
        "explanation": item["explanation"],
        "score": item["score"],
    }


def _tell(story: Story) -> None:
    console = Console(highlight=False)
    for question, answer in story.answers:
        console.print(_gifts(question, answer["items"]))
    if story.taste:
        tell_taste(console, story.taste)
    if story.reminders:
        console.print(reminder_table(*story.reminders, TITLE))
    console.print(_timings(story))
    console.print(
        f"{story.products} products sent, {story.embedded} embedded. Now go on with:\n"
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
        price = written(Money(product["price"], product["currency"]))
        row = (str(item["rank"]), product["title"], product["brand"]["name"], price)
        table.add_row(*map(escape, (*row, item["explanation"])))
    return table


def _timings(story: Story) -> Table:
    table = Table(title="What each stage took", title_style="bold", title_justify="left")
    table.add_column("Stage")
    table.add_column("Seconds", justify="right")
    for name, seconds in story.stages.items():
        table.add_row(escape(name), f"{seconds:.2f}")
    table.add_section()
    table.add_row("in all", f"{sum(story.stages.values()):.2f}")
    return table
