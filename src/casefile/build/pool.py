"""Processes that work side by side, forked from one that has imported what drawing needs. Knows no case."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

PRELOADED = ["casefile.build.warm"]


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """An executor of `count` processes. They end with the body; when it is interrupted, at once."""
    import multiprocessing  # it costs as much as looking at hundreds of cases: not at the top
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)
    try:
        yield executor
    except (KeyboardInterrupt, GeneratorExit):
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl-C is for the process that hands the work out; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
