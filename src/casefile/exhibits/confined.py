"""What every process that opens foreign files does: it reads a job a line, writes an answer a line, opens no socket,
and takes no more of the processor's time for a job than it is given. Knows no file type and no job.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any

_REFUSED = frozenset(("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"))


def serve(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Answer jobs from standard input until it ends; the libraries' own output goes nowhere. A job's `cpu` is the most
    seconds of work that it may take."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.addaudithook(_no_network)
    for line in sys.stdin:
        job = json.loads(line)
        if "cpu" in job:
            _limit_cpu(int(job["cpu"]))
        print(json.dumps(answer(job)), file=answers, flush=True)


def _limit_cpu(seconds: int) -> None:
    """Allow this process so many more seconds of work; the system ends it after that."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _no_network(event: str, _arguments: object) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} is refused while a foreign file is open")
