"""A sampling profiler for all threads of a process: a thread reads their stacks."""

import sys
import threading
import time
from collections import Counter
from types import FrameType

_EVERY_S = 0.003
_WAITING = ("select", "wait", "_worker", "acquire", "get", "poll", "run_until_complete")


class Sampler:
    """Counts in which functions threads are, each function once in a stack."""

    def __init__(self) -> None:
        self._inside: Counter[str] = Counter()
        self._at: Counter[str] = Counter()
        self._samples = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def report(self, most: int = 45) -> str:
        """Stops, and returns the functions with the share of samples in them, and in them alone."""
        self._stop.set()
        self._thread.join()
        lines = [f"{self._samples} samples of busy threads; share with callees, share alone"]
        for name, count in self._inside.most_common(most):
            alone = self._at[name]
            lines.append(f"{count / self._samples:7.1%} {alone / self._samples:7.1%}  {name}")
        return "\n".join(lines)

    def _run(self) -> None:
        own = threading.get_ident()
        while not self._stop.is_set():
            for thread, frame in sys._current_frames().items():
                if thread != own:
                    self._count(frame)
            time.sleep(_EVERY_S)  # samples by the clock, in a thread of its own

    def _count(self, frame: FrameType) -> None:
        stack = _names(frame)
        if frame.f_code.co_name in _WAITING:
            return
        self._samples += 1
        self._at[stack[0]] += 1
        self._inside.update(set(stack))


def _names(frame: FrameType | None) -> list[str]:
    names = []
    while frame is not None:
        names.append(f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}")
        frame = frame.f_back
    return names
