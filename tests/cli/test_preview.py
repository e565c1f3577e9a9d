"""`preview` on the command line: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest

from tests.cli.conftest import CASE, FOLDER, Casefile

DAY = ("--as-of", "2026-05-01")
PATIENCE = 30.0


@contextmanager
def running(root: Path, *arguments: str, more: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A preview in a process of its own; it is interrupted as by Ctrl-C at the end, if it has not ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "casefile", "preview", *arguments, *DAY],
        cwd=root, env={**os.environ, **(more or {})}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()  # what does not end by itself fails its test, and never holds up the others
                raise


def line(stream: IO[str] | None) -> str:
    assert stream
    return stream.readline().rstrip("\n")


def test_a_line_a_rendering_and_a_clean_end(northwind: Path) -> None:
    with running(northwind, "northwind", "reminder", "--step", "final", "--no-browser") as process:
        first = line(process.stdout)
        assert re.fullmatch(rf"http://127\.0\.0\.1:\d+/ shows the reminder of {CASE}; Ctrl-C ends it\.", first)
        assert re.fullmatch(r"\d\d:\d\d:\d\d  reminder-final\.en: 1 page in \d+ ms", line(process.stdout))
        payments = northwind / FOLDER / "payments.yaml"
        (northwind / "next").write_text("- date: 2026-05-06\n  amuont: 1000.00\n")
        (northwind / "next").replace(payments)
        assert re.fullmatch(r"\d\d:\d\d:\d\d  not drawn", line(process.stdout))
        told = line(process.stderr)
        assert told.startswith(f"{FOLDER}/payments.yaml:")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stderr
        assert "Traceback" not in process.stderr.read()
    assert not (northwind / "build").exists()


def test_json_is_one_document_with_the_address(northwind: Path) -> None:
    with running(northwind, "northwind", "chronology", "--no-browser", "--json") as process:
        document = "".join(line(process.stdout) for _ in range(5))
        told = json.loads(document)
        assert (told["case"], told["document"]) == (CASE, "chronology")
        with closing(HTTPConnection(urlsplit(told["url"]).netloc, timeout=PATIENCE)) as connection:
            connection.request("GET", "/events")
            with closing(connection.getresponse()) as response:
                assert response.readline().startswith(b"data: ")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stdout
        assert process.stdout.read() == ""


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="there the system knows the browser")
def test_the_users_browser_is_opened_where_there_is_a_display(northwind: Path) -> None:
    browser = northwind / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {northwind}/opened.new\nmv {northwind}/opened.new {northwind}/opened\n')
    browser.chmod(0o755)
    with running(northwind, "northwind", "reminder", more={"BROWSER": f"{browser} %s", "DISPLAY": ":99"}) as process:
        url = line(process.stdout).partition(" ")[0]
        line(process.stdout)  # the first rendering takes longer than the opening
    assert (northwind / "opened").read_text() == f"{url}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody", "reminder"], "no case 'nobody'"),
        (["northwind", "remnder"], "no document 'remnder'"),
        (["northwind", "reminder", "--step", "frist"], "a reminder has no step 'frist'"),
        (["northwind", "statement", "--step", "first"], "a statement has no steps"),
        (["northwind", "reminder", "--offer", "O1"], "a reminder makes no offers"),
        (["northwind", "reminder", "--port", "70000"], "invalid value for '--port'"),
        (["northwind", "reminder", "--language", "it"], "invalid value for '--language'"),
    ],
)
def test_what_no_save_can_mend_is_refused_at_once(
    arguments: list[str], message: str, casefile: Casefile, northwind: Path
) -> None:
    result = casefile("preview", "--no-browser", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
