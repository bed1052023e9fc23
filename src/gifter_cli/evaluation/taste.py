"""`gifter eval taste`: measures the worth of the answers in a taste profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from gifter_app.container import Container
from gifter_cli.evaluation.catalogues import GradedCatalogue, evaluation_set, labelled_sample
from gifter_cli.evaluation.samples import drawn_samples
from gifter_cli.evaluation.scratch import fill, scratch_container
from gifter_cli.narrow import show_table
from gifter_cli.runtime import run
from gifter_domain.evaluation.personas.grading import AT
from gifter_domain.evaluation.personas.persona import Persona, answer_of
from gifter_domain.evaluation.personas.report import MOST, PersonaResult, TasteReport, report_taste
from gifter_domain.identity.identity import Identity
from gifter_domain.identity.user import User
from gifter_domain.recommendations.recommendation import GiftRequest
from gifter_domain.shared.jobs import JobKind
from gifter_domain.taste.profile import TasteProfile
from gifter_domain.taste.questions.question import Mode

REQUEST = "a birthday present"


def taste(
    data: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="An evaluation set whose queries are interests, in place of the sample catalogue.",
        ),
    ] = None,
    people: Annotated[
        int | None, typer.Option(min=1, help="Ask only so many of the made-up people.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure how much better a present becomes with each answer about a taste.

    Made-up people answer the questions that Gifter chooses for them, in a
    scratch database. After each answer they are recommended "a birthday
    present", and labels that the ranker does not read grade the list.

    [dim]gifter eval taste --json[/dim]
    """

    judged = evaluation_set(data) if data else None

    async def main() -> int:
        async with scratch_container() as container:
            catalogue = judged or labelled_sample(container.catalogue().catalogue_codec)
            await fill(container, catalogue.changes)
            results = await _Interviews(container, catalogue).results(people)
        _show(catalogue, report_taste(results, drawn_samples), as_json=as_json)
        return 0

    run(main())


@dataclass(frozen=True)
class _Interviews:
    """Asks personas the product's questions, and grades their gifts after each answer."""

    container: Container
    catalogue: GradedCatalogue

    async def results(self, people: int | None) -> list[PersonaResult]:
        """Returns the results of the first `people` personas whom the catalogue can please."""
        identity = Identity(subject="evaluation", provider="DEVELOPMENT")
        user = await self.container.identity().resolve_user.execute(identity)
        some = self.catalogue.people[:people]
        return [await self._result(user, persona, grades) for persona, grades in some]

    async def _result(
        self, user: User, persona: Persona, grades: Mapping[str, int]
    ) -> PersonaResult:
        profiles = self.container.taste().manage_taste_profiles
        step = await profiles.start(user, Mode.SELF, None, None, temporary=True)
        result = PersonaResult(persona, grades, self.catalogue.has_contents)
        result.add(await self._gifts(user, None), frozenset())
        while step.questions and len(result.questions) < MOST:
            question = step.questions[0].question
            answer = answer_of(persona, question, self.catalogue.currency)
            step = await profiles.answer(user, step.profile.id, question.id, answer)
            if answer is not None:
                result.questions.append(question.id)
                gifts = await self._gifts(user, step.profile)
                result.add(gifts, frozenset(step.profile.facets.limit_values))
        return result

    async def _gifts(self, user: User, profile: TasteProfile | None) -> list[str]:
        if profile is not None:
            embed = self.container.taste().background.jobs[JobKind.EMBED_TASTE_PROFILE]()
            await embed([{"profileId": profile.id}])
        request = GiftRequest(
            REQUEST,
            limit=AT,
            taste_profile_id=profile.id if profile else None,
            include_out_of_stock=not self.catalogue.has_stock,
        )
        _, answer = await self.container.recommendations().recommend_gifts.execute(user, request)
        return [item.product.payload_product_id for item in answer.items]


def _show(catalogue: GradedCatalogue, report: TasteReport, *, as_json: bool) -> None:
    if as_json:
        document = {"catalogue": catalogue.name, "request": REQUEST, "report": report}
        typer.echo(msgspec.json.format(msgspec.json.encode(document)).decode())
        return
    console = Console(highlight=False)
    show_table(console, _steps(catalogue, report))
    show_table(console, _questions(report))


def _steps(catalogue: GradedCatalogue, report: TasteReport) -> Table:
    title = f"“{REQUEST}” from the catalogue {catalogue.name}: NDCG@{AT}, with 95 % intervals"
    headings = ("half", "people", "answers", f"NDCG@{AT}", "gain", "never to be given", "stated")
    table = Table(*headings, title=title)
    for half in report.halves:
        for step in half.steps:
            table.add_row(
                half.name,
                str(half.people),
                str(step.answers),
                f"{step.ndcg.value:.3f} [dim]{step.ndcg.low:.3f}–{step.ndcg.high:.3f}[/dim]",
                f"{step.gain.value:+.3f} [dim]{step.gain.low:+.3f}–{step.gain.high:+.3f}[/dim]",
                "" if step.forbidden is None else str(step.forbidden),
                "" if step.broken is None else str(step.broken),
            )
        table.add_section()
    return table


def _questions(report: TasteReport) -> Table:
    table = Table("question", "answered", "mean gain", title="Questions that told most")
    for question in report.questions:
        table.add_row(question.id, str(question.answered), f"{question.gain:+.3f}")
    return table
