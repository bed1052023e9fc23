"""The background work that a context registers with the workers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gifter_app.use_cases.operations.run_due_jobs import JobHandler
from gifter_app.workers.worker import Duty
from gifter_domain.shared.jobs import JobKind

Sweep = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Background:
    """The background work of a context.

    - `jobs` has a function for each kind that builds its handler when a worker starts, because a
      handler may need an SDK and a key that the processes of the API lack.
    - `sweeps` run after the due jobs, such as deleting expired rows.
    - `duties` run concurrently with the jobs, so that they never wait for a slow one.
    """

    jobs: Mapping[JobKind, Callable[[], JobHandler]] = field(default_factory=dict)
    sweeps: Sequence[Sweep] = ()
    duties: Sequence[Duty] = ()
