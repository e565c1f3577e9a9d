"""Problems read as one line, and the exception carries them and the exit code through a process pool."""

from __future__ import annotations

import pickle

from casefile.errors import CaseError, ExitCode, Problem, Source, UsageError

HERE = Problem("unknown key 'isued'", Source("cases/a/case.yaml", 3, 5), "did you mean 'issued'?", "unknown-key")


def test_a_problem_reads_as_one_line() -> None:
    assert str(HERE) == "cases/a/case.yaml:3:5: unknown key 'isued' (did you mean 'issued'?)"
    assert str(Problem("the disk is full")) == "the disk is full"


def test_the_exception_takes_one_or_many() -> None:
    assert CaseError(HERE).problems == CaseError([HERE]).problems == (HERE,)
    assert str(CaseError([HERE, HERE])).count("isued") == 2


def test_exit_codes() -> None:
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 70, 130]
    assert (CaseError(HERE).exit_code, UsageError(HERE).exit_code) == (1, 2)


def test_the_exception_survives_a_process_pool() -> None:
    back = pickle.loads(pickle.dumps(UsageError(HERE)))  # noqa: S301  # our own bytes, made one call earlier
    assert type(back) is UsageError
    assert back.problems == (HERE,)
