"""Processes that work side by side, forked from one that has imported what drawing needs. Knows no case."""

from __future__ import annotations

import signal
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from types import FrameType

from casefile.errors import CaseError, Problem

PRELOADED = ["casefile.build.warm"]
STOPS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """An executor of `count` processes. They end with the body; when it is interrupted or told to stop, at once. What
    they leave in their folder for temporary files, fonts of the engine that draws, goes with them.

    CaseError when this machine lets none be started.
    """
    import multiprocessing  # it costs as much as looking at hundreds of cases: not at the top
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    scratch = tempfile.TemporaryDirectory(prefix="casefile-", ignore_cleanup_errors=True)
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(scratch.name,))
    try:
        with _stoppable():
            _start(executor, count)
            yield executor
    except EOFError as error:
        problem = Problem("the processes that build could not be started", hint="free some memory, or use --jobs 1")
        raise CaseError(problem) from error
    except (KeyboardInterrupt, GeneratorExit):
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)
        scratch.cleanup()


def _start(executor: Executor, count: int) -> None:
    """Starts the process that is forked from, and then the workers; a Ctrl-C meanwhile counts when they stand.

    Half-started ones would not be known, and could not be ended. They inherit that Ctrl-C is not for them.
    """
    from multiprocessing.forkserver import ensure_running

    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        ensure_running()
        wait([executor.submit(tempfile.gettempdir) for _ in range(count)])
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Being told to stop (SIGTERM) interrupts the body; outside the main thread it stays as it is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _begin(scratch: str) -> None:
    """In a worker: temporary files have their place. Ctrl-C is for the process that hands the work out; being told to
    stop, it stops."""
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
