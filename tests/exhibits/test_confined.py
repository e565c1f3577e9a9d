"""The loop of every process that opens foreign files: one answer a job, no socket, no more work than a job is given."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

_SERVED = """
import socket, sys
from casefile.exhibits import confined

def answer(job):
    print("a library's own words")
    if job["do"] == "call":
        try:
            socket.create_connection(("127.0.0.1", 9))
        except PermissionError as refused:
            return {"refused": str(refused)}
    while job["do"] == "spin":
        pass
    return {"did": job["do"]}

confined.serve(answer)
"""


def served(*jobs: dict[str, Any]) -> tuple[list[Any], int]:
    """The answers of a process to these jobs, and how it ended."""
    told = "".join(f"{json.dumps(job)}\n" for job in jobs)
    ended = subprocess.run([sys.executable, "-c", _SERVED], input=told, capture_output=True, text=True, timeout=60)
    return [json.loads(line) for line in ended.stdout.splitlines()], ended.returncode


def test_an_answer_a_job_and_nothing_else_on_the_line() -> None:
    assert served({"do": "one"}, {"do": "two"}) == ([{"did": "one"}, {"did": "two"}], 0)


def test_no_socket_is_opened() -> None:
    (answer,), _ = served({"do": "call"})
    assert answer == {"refused": "socket.getaddrinfo is refused while a foreign file is open"}


def test_a_job_takes_no_more_work_than_it_is_given() -> None:
    answers, status = served({"do": "one", "cpu": 1}, {"do": "spin", "cpu": 1}, {"do": "never"})
    assert answers == [{"did": "one"}]
    assert status < 0, "the system ended it"
