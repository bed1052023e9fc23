"""Settings of Python's garbage collector for processes that serve."""

import gc

# Collections of the young and the middle generation. A full collection walks the vocabularies and
# models of the process, some hundred thousand objects, and took a third of a recommendation's CPU.
_THRESHOLDS = (50_000, 20, 50)


def collect_seldom() -> None:
    """Exempts all present objects from collection, and collects less often.

    Call it when what a process keeps for its whole life is loaded. Reference counting frees nearly
    everything; the collector only finds cycles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
