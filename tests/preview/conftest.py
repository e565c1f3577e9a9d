"""A preview that runs: a real server, real files, and a listener that gets what a browser gets."""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
import pytest

from casefile.making import Desk, Wanted
from casefile.preview import live
from casefile.preview.press import Press, Subject
from casefile.preview.screen import Screen
from casefile.preview.watch import QUIET
from casefile.render.builtin import builtin
from tests.cli.conftest import CASE, FILES

PATIENCE = 20.0
"""Seconds after which what has not come is not coming, on the slowest machine."""

LETTER = "templates/en/reminder.md"
PLEASE = "Please pay"


def first_reminder(_desk: Desk) -> Wanted:
    """The document that the tests preview."""
    return Wanted("reminder", "first")


def subject(root: Path, choose: Callable[[Desk], Wanted] = first_reminder) -> Subject:
    """That document of the one case of a workspace."""
    return Subject(root, CASE, date(2026, 6, 1), "reminder", choose)


def get(url: str, path: str, host: str = "localhost") -> tuple[HTTPResponse, bytes]:
    """What the server answers, and all of it."""
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)) as connection:
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()


def words_of(pdf: bytes) -> str:
    """The text of a PDF, blanks made one."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


class Listener:
    """Reads the server-sent events as a browser would."""

    def __init__(self, url: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
        self._connection.request("GET", "/events")
        self.response = self._connection.getresponse()
        self.number = 0

    def hear(self) -> dict[str, Any]:
        """The next view that is told."""
        until = time.monotonic() + PATIENCE
        while line := self.response.readline():
            assert time.monotonic() < until, "nothing was told but that the server is still there"
            if line.startswith(b"data: "):
                view: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return view
        raise AssertionError("the server has ended")

    def wait(self) -> dict[str, Any]:
        """The next view that is a rendering."""
        while not (view := self.hear())["number"]:
            continue
        return view

    def close(self) -> None:
        """Hang up."""
        self.response.close()
        self._connection.close()


@dataclass
class Preview:
    """A running preview: its workspace and address, and every rendering's number as it is done."""

    root: Path
    url: str
    press: Press
    screen: Screen
    listener: Listener
    done: queue.Queue[int] = field(default_factory=queue.Queue)

    def save(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace words in a file of the workspace."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.put(name, text.encode())

    def put(self, name: str, content: bytes) -> None:
        """Write a file of the workspace at once, as most editors do, so that nobody sees half of it."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(".new").write_bytes(content)
        path.with_name(".new").replace(path)

    def words(self) -> str:
        """The text of the pages on show."""
        return words_of(get(self.url, "/document.pdf")[1])


Start = Callable[..., Preview]


@pytest.fixture
def northwind_root(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Path:
    """The workspace with the one case."""
    return workspace(FILES)


@pytest.fixture
def start(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Iterator[Start]:
    """`start({"casefile.yaml": "…"}, quiet=300)` runs a preview of the case, those files in place of its own."""
    ends: list[Callable[[], None]] = []

    def run(files: Mapping[str, str | bytes] | None = None, *, quiet: int = QUIET) -> Preview:
        letter = (builtin() / "en/reminder.md").read_text(encoding="utf-8")
        root = workspace({**FILES, LETTER: letter, **(files or {})})
        stop = Event()
        serving = live.served(subject(root))
        url, press, screen = serving.__enter__()
        preview = Preview(root, url, press, screen, Listener(url))

        def draw() -> None:
            for view in live.run(press, screen, stop, quiet=quiet):
                preview.done.put(view.number)

        thread = Thread(target=draw)
        thread.start()

        def end() -> None:
            stop.set()
            thread.join(PATIENCE)
            assert not thread.is_alive()
            preview.listener.close()
            serving.__exit__(None, None, None)

        ends.append(end)
        return preview

    yield run
    for end in ends:
        end()
