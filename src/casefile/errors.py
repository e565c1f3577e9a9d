"""The one way everything reports: where (Source), what (Problem), the user's exception (CaseError) and the exit codes.

Owns no wording of any rule and knows no other room. A problem in the user's data is a value; at the edge of a room all
of them become one CaseError, which carries the exit code the command ends with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, NamedTuple

Level = Literal["error", "weakness", "warning"]


class ExitCode(IntEnum):
    """What a command's exit status says."""

    OK = 0
    PROBLEM = 1
    USAGE = 2
    WARNINGS = 3
    BUG = 70
    INTERRUPTED = 130


class Source(NamedTuple):
    """A place in the user's files: `file` relative to the workspace, `line` and `column` counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what is wrong, where, and what to do.

    `level` is error (the work stops), weakness (an attorney would ask) or warning (done, but something stands in for
    what was wanted). `rule` is a short stable name for filters and tests.
    """

    message: str
    source: Source | None = None
    hint: str = ""
    rule: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        place = f"{self.source}: " if self.source else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


class CaseError(Exception):
    """The user's data, files or machine prevent the work; `problems` says what was found, `exit_code` how it ends."""

    exit_code = ExitCode.PROBLEM

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[CaseError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class UsageError(CaseError):
    """The command line names something that is not there, or not just one thing."""

    exit_code = ExitCode.USAGE
