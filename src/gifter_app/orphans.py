"""The end of a worker process of `gifter serve`: by a signal, or because its parent was killed."""

import multiprocessing
import os
import signal
import threading
import time

_POLL_S = 0.5
_CLOSING_LIMIT_S = 10.0


def end_with_parent() -> None:
    """Ends this process, if it is a child of `gifter serve`, soon after its parent has ended.

    A killed parent cannot stop its children, and they would go on serving and keep the port. The
    kernel's PR_SET_PDEATHSIG would not do: it follows a thread of the parent. A pipe
    would not do: a sibling that is forked later keeps its other end open.
    """
    parent = multiprocessing.parent_process()
    if parent is None or parent.pid is None:
        return
    threading.Thread(target=_watch, args=(parent.pid,), name="parent-watch", daemon=True).start()


def restore_signals() -> None:
    """Lets signals end a new child, until its server sets its own handlers.

    It inherits its parent's handlers, which do nothing in it, so nobody could stop it meanwhile.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_S)
    os.kill(os.getpid(), signal.SIGTERM)  # closes connections and services
    time.sleep(_CLOSING_LIMIT_S)
    os.kill(os.getpid(), signal.SIGKILL)
