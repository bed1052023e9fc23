"""The reactions to domain events: the one place where a change in one context reaches another.

Three more reactions are triggers of the database, so that every write causes them.
`remember_whose_wishes` and `remember_who_wishes` record each account that a list was ever for,
because these accounts stay blind to its claims. `outdate_reminder_plan` marks the plan of an
account that is disabled or enabled as outdated, so that workers plan it again.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_app.use_cases.wishlists.claim_wishes import release_claims_of_blocked
from gifter_app.use_cases.wishlists.notify_givers import NotifyGivers, NotifyingTransaction
from gifter_app.use_cases.wishlists.reveal_claims import RevealClaims, RevealsTransaction
from gifter_domain.catalogue.events import ProductTextsChanged
from gifter_domain.identity.events import ProfileChanged
from gifter_domain.occasions.events import OccasionsChanged
from gifter_domain.people.events import PersonBlocked, RecipientsChanged
from gifter_domain.reminders.events import (
    OccasionsPlanned,
    ReminderPolicyChanged,
    ReminderPreferencesChanged,
)
from gifter_domain.reminders.ports import RemindersTransaction
from gifter_domain.shared.events import DomainEvent, UserEvent
from gifter_domain.shared.jobs import JobKind, JobsTransaction, NewJob, Nudge
from gifter_domain.taste.events import TasteProfileAnswered, TasteProfileCompleted
from gifter_domain.taste.profile import embedding_job, phrasing_job
from gifter_domain.wishlists.events import WishChanged, WishesRemoved, WishReturned

E = TypeVar("E", bound=DomainEvent)
U = TypeVar("U", bound=UserEvent)


class ReactingTransaction(
    RemindersTransaction, RevealsTransaction, NotifyingTransaction, JobsTransaction, Protocol
):
    """The parts of a transaction that reactions use."""


AtOnce = Callable[[ReactingTransaction, E], Awaitable[None]]
BeforeCommit = Callable[[ReactingTransaction, str], Awaitable[object]]
Jobs = Callable[[E], Iterable[NewJob]]


@dataclass(frozen=True, slots=True)
class Row:
    """The reactions to one class of events.

    - `at_once` runs in the transaction when the event is raised, so that the use case sees its
      result.
    - `before_commit` runs at the end of the same transaction, once for each user, even if several
      events need it.
    - `jobs` returns jobs that are written in the same transaction; workers are nudged after the
      commit.
    """

    # Any: each function takes events of the row's own class, which `_on` checks.
    at_once: Sequence[AtOnce[Any]] = ()
    before_commit: Sequence[BeforeCommit] = ()
    jobs: Sequence[Jobs[Any]] = ()


def reaction_table(
    plan_reminders: PlanReminders,
    reveal_claims: RevealClaims,
    notify_givers: NotifyGivers,
    *,
    has_language_model: bool,
) -> Mapping[type[DomainEvent], Row]:
    """Returns the reactions to each class of events."""
    plan = plan_reminders.replan
    return dict(
        [
            _of_user(ProfileChanged, before_commit=[plan]),
            _of_user(RecipientsChanged, before_commit=[plan]),
            _of_user(OccasionsChanged, before_commit=[plan]),
            _of_user(ReminderPolicyChanged, before_commit=[plan]),
            _of_user(ReminderPreferencesChanged, before_commit=[plan]),
            _on(OccasionsPlanned, at_once=[reveal_claims.follow_occasions]),
            _on(PersonBlocked, at_once=[release_claims_of_blocked]),
            _on(WishChanged, at_once=[notify_givers.of_change]),
            _on(WishesRemoved, at_once=[notify_givers.of_end]),
            _on(WishReturned, at_once=[notify_givers.of_return]),
            _on(ProductTextsChanged, jobs=[_judge_products, _embed_products]),
            _on(TasteProfileAnswered, jobs=[_phrase_questions] if has_language_model else []),
            _on(TasteProfileCompleted, jobs=[_embed_taste_profile]),
        ]
    )


def _on(
    event: type[E], *, at_once: Sequence[AtOnce[E]] = (), jobs: Sequence[Jobs[E]] = ()
) -> tuple[type[DomainEvent], Row]:
    return event, Row(at_once=at_once, jobs=jobs)


def _of_user(
    event: type[U], *, before_commit: Sequence[BeforeCommit]
) -> tuple[type[DomainEvent], Row]:
    return event, Row(before_commit=before_commit)


def _judge_products(event: ProductTextsChanged) -> Iterable[NewJob]:
    for product_id in event.product_ids:
        yield NewJob(JobKind.JUDGE_PRODUCT, product_id, {"productId": product_id})


def _embed_products(event: ProductTextsChanged) -> Iterable[NewJob]:
    for product_id in event.product_ids:
        yield NewJob(JobKind.EMBED_PRODUCT, product_id, {"productId": product_id})


def _embed_taste_profile(event: TasteProfileCompleted) -> Iterable[NewJob]:
    yield embedding_job(event.profile)


def _phrase_questions(event: TasteProfileAnswered) -> Iterable[NewJob]:
    if (job := phrasing_job(event.profile)) is not None:
        yield job


class ReactByTable:
    """Implements `Reactions` by a table."""

    def __init__(self, table: Mapping[type[DomainEvent], Row], nudge: Nudge) -> None:
        self._table = table
        self._nudge = nudge

    async def at_once(self, tx: ReactingTransaction, event: DomainEvent) -> None:
        for react in self._table[type(event)].at_once:
            await react(tx, event)
        if jobs := self._jobs(event):
            await tx.jobs.enqueue(jobs)

    async def before_commit(self, tx: ReactingTransaction, events: Sequence[DomainEvent]) -> None:
        due = {  # a dict, because it keeps the order
            (react, event.user_id): None
            for event in events
            if isinstance(event, UserEvent)
            for react in self._table[type(event)].before_commit
        }
        for react, user_id in due:
            await react(tx, user_id)

    async def after_commit(self, events: Sequence[DomainEvent]) -> None:
        if any(self._jobs(event) for event in events):
            await self._nudge.wake_workers()

    def _jobs(self, event: DomainEvent) -> Sequence[NewJob]:
        return [job for jobs in self._table[type(event)].jobs for job in jobs(event)]
