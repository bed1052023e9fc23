"""`gifter prices` and `gifter model-runs`, run as commands on a real database."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.servers.chat import ChatEndpoint
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_cli.main import app
from gifter_domain.ai.language_model import Prompt, Purpose
from gifter_domain.ai.prompts import INSTRUCTIONS, ONBOARDING_QUESTIONS

PRICES = "model,from,input,cached_input,output\nm-1,2026-01-01,2,,10\n"
Gifter = Callable[..., Result]


@pytest.fixture
def endpoint() -> Iterator[ChatEndpoint]:
    endpoint = ChatEndpoint('{"questions": []}')
    yield endpoint
    endpoint.close()


@pytest.fixture
def environment(database_url: str, endpoint: ChatEndpoint, tmp_path: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": database_url,
        "GIFTER_HOME": str(tmp_path),
        "LLM_MODEL": "m-1",
        "LLM_BASE_URL": endpoint.url,
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }


@pytest.fixture
def gifter(environment: dict[str, str]) -> Gifter:
    return lambda *arguments: CliRunner().invoke(app, arguments, env=environment)


@pytest.fixture
def prices(tmp_path: Path) -> str:
    file = tmp_path / "prices.csv"
    file.write_text(PRICES)
    return str(file)


def ask(environment: dict[str, str]) -> str:
    """Asks the model once, and returns the id of the run."""

    async def main() -> str:
        container = Container(settings=read_settings(environment))
        prompt = Prompt(
            ONBOARDING_QUESTIONS,
            Purpose.ONBOARDING_QUESTIONS,
            INSTRUCTIONS[ONBOARDING_QUESTIONS],
            '{"about": "self"}',
            {"type": "object"},
            50,
        )
        answer = await container.language_model().complete(prompt)
        await container.closing().aclose()
        assert answer.run_id is not None
        return answer.run_id

    return asyncio.run(main())


def test_a_report_adds_up_tokens_and_costs(
    gifter: Gifter, environment: dict[str, str], prices: str
) -> None:
    assert gifter("prices", "load", prices).stdout == "1 prices loaded\n"
    ask(environment)

    [group] = json.loads(gifter("model-runs", "report", "--by", "model", "--json").stdout)
    table = gifter("model-runs", "report").stdout

    assert (group["group"], group["runs"], group["cost_micro_usd"]) == ("m-1", 1, 700)
    assert "ONBOARDING_QUESTIONS" in table
    assert "0.000700" in table


def test_a_call_without_a_price_is_named_as_such(
    gifter: Gifter, environment: dict[str, str]
) -> None:
    ask(environment)

    report = gifter("model-runs", "report", "--by", "model")

    assert "unpriced" in report.stdout
    assert "1 calls have no price" in report.stderr


def test_a_run_is_shown_with_its_prompt_and_response(
    gifter: Gifter, environment: dict[str, str]
) -> None:
    run_id = ask(environment)

    shown = gifter("model-runs", "show", run_id).stdout

    assert "60 input, 40 cached input, 30 output, 20 reasoning, 150 in all" in shown
    assert '{"questions": []}' in shown


def test_a_replay_prints_the_same_prompt_and_compares_the_response(
    gifter: Gifter, environment: dict[str, str], endpoint: ChatEndpoint
) -> None:
    run_id = ask(environment)

    assert gifter("model-runs", "replay", run_id).stdout.endswith('\n{"about": "self"}\n')
    assert "the same response" in gifter("model-runs", "replay", run_id, "--send").stdout
    first, second = endpoint.requests
    assert first == second


def test_an_unknown_run_is_reported(gifter: Gifter) -> None:
    result = gifter("model-runs", "show", "no-such-run")

    assert (result.exit_code, result.stderr) == (1, "gifter: There is no such model run.\n")


def test_no_calls_are_an_empty_list(gifter: Gifter) -> None:
    assert gifter("model-runs", "report").stdout == "no calls of models\n"
    assert gifter("model-runs", "report", "--json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("model,from,input\n", "the first line must have the columns cached_input, output"),
        (PRICES + "m-2,soon,1,1,1\n", "line 3: Invalid isoformat string: 'soon'"),
        (PRICES + "m-2,2026-01-01,-1,1,1\n", "line 3: input must be US dollars"),
        (PRICES + "m-2,2026-01-01\n", "line 3: a value is missing"),
        (PRICES + ",2026-01-01,1,1,1\n", "line 3: model must not be empty"),
    ],
)
def test_a_wrong_price_is_named_and_nothing_is_loaded(
    gifter: Gifter, tmp_path: Path, content: str, message: str
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(content)

    result = gifter("prices", "load", str(file))

    assert result.exit_code == 1
    assert message in result.stderr
