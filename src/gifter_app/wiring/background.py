"""The work of a context that no request waits for; the workers run it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gifter_app.use_cases.operations.run_due_jobs import JobHandler
from gifter_app.workers.job_worker import Duty
from gifter_domain.shared.jobs import JobKind

Sweep = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Background:
    """Everything that a context registers with the workers.

    `jobs` build the handler of each kind when a worker starts, as a handler may need an SDK and a
    key that the processes of the API do without.
    `sweeps` run after the due jobs: they do what must happen once a time is over.
    `duties` run beside the jobs, so that they never wait for a slow one.
    """

    jobs: Mapping[JobKind, Callable[[], JobHandler]] = field(default_factory=dict)
    sweeps: Sequence[Sweep] = ()
    duties: Sequence[Duty] = ()
