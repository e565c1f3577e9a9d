"""The server answers this machine, from its fixed addresses, to whoever looks; and refuses everything else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from casefile.errors import CaseError
from casefile.preview import live
from casefile.preview.press import Press
from casefile.preview.screen import Screen
from casefile.preview.server import listen
from tests.cli.conftest import FILES
from tests.preview.conftest import PATIENCE, Start, get, subject


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a preview that has drawn its document."""
    root = tmp_path_factory.mktemp("workspace")
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with live.served(subject(root)) as (address, press, screen):
        screen.show(press.render(screen.view))
        yield address


def asked(url: str, request: bytes) -> bytes:
    """What comes back for the bytes of a request, as they are."""
    address = urlsplit(url)
    with closing(socket.create_connection((address.hostname, address.port), PATIENCE)) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


@pytest.mark.parametrize(
    ("path", "media", "start_of"),
    [
        ("/", "text/html; charset=utf-8", b"<!doctype html>"),
        ("/?x=1", "text/html; charset=utf-8", b"<!doctype html>"),
        ("/preview.css", "text/css; charset=utf-8", b"/*"),
        ("/preview.js", "text/javascript; charset=utf-8", b"//"),
        ("/preview.svg", "image/svg+xml", b"<svg"),
        ("/pages/1.png?version=1", "image/png", b"\x89PNG"),
        ("/document.pdf", "application/pdf", b"%PDF-"),
        (
            "/document.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
    ],
)
def test_what_there_is(path: str, media: str, start_of: bytes, url: str) -> None:
    response, content = get(url, path)
    assert (response.status, response.getheader("Content-Type")) == (200, media)
    assert content.startswith(start_of)


def test_the_document_is_called_as_render_would_call_it(url: str) -> None:
    shown, _ = get(url, "/document.pdf")
    kept, _ = get(url, "/document.docx")
    assert shown.getheader("Content-Disposition") == 'inline; filename="reminder-first.en.pdf"'
    assert kept.getheader("Content-Disposition") == 'attachment; filename="reminder-first.en.docx"'


@pytest.mark.parametrize(
    "path",
    [
        "/preview.html", "/server.py", "/browser/", "/pages/", "/pages/0.png", "/pages/01.png", "/pages/2.png", "/pages/1.PNG",
        "/pages/../casefile.yaml", "/..%2f..%2fcasefile.yaml", "//etc/passwd", "/document.pdf/", "/casefile.yaml",
        "http://localhost/", "/\x01", "/%00", "*",
    ],
)  # fmt: skip
def test_there_is_nothing_else(path: str, url: str) -> None:
    answer = asked(url, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 Not Found\r\n")


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1:65535", "[::1]:8000"])
def test_names_of_this_machine(host: str, url: str) -> None:
    assert get(url, "/", host)[0].status == 200


@pytest.mark.parametrize("path", ["/", "/events", "/document.pdf", "/pages/1.png", "/nothing"])
@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        ["casefile.example"],
        ["127.0.0.1.casefile.example"],
        ["localhost.casefile.example:80"],
        ["casefile.example#localhost"],
        ["localhost@casefile.example"],
        ["192.168.1.5:8000"],
        ["localhost", "casefile.example"],
        ["localhost:x"],
    ],
)
def test_a_name_of_the_internet_is_refused(hosts: list[str], path: str, url: str) -> None:
    lines = "".join(f"Host: {host}\r\n" for host in hosts)
    answer = asked(url, f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 403 Forbidden\r\n")
    assert b"Studio" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "get"])
def test_it_is_for_looking_only(method: str, url: str) -> None:
    answer = asked(url, f"{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 405 Method Not Allowed\r\n")
    assert b"\r\nAllow: GET\r\n" in answer


@pytest.mark.parametrize(
    ("request_line", "why"),
    [
        ("GET / HTTP/9.9", "HTTP Version Not Supported"),
        ("GET", "Bad Request"),
        ("G\xff / HTTP/1", "Bad Request"),
    ],
)
def test_what_is_no_request_is_refused(request_line: str, why: str, url: str) -> None:
    answer = asked(url, f"{request_line}\r\nHost: localhost\r\n\r\n".encode("latin-1"))
    assert answer.rpartition(b"\r\n")[2] == f"{why}\n".encode()
    assert get(url, "/")[0].status == 200


@pytest.mark.parametrize("path", ["/", "/preview.js", "/pages/1.png", "/document.pdf", "/nothing"])
def test_every_answer_keeps_to_itself(path: str, url: str) -> None:
    headers = get(url, path)[0].headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    assert "Python" not in headers["Server"]


def test_it_listens_on_this_machine_alone(url: str) -> None:
    assert urlsplit(url).hostname == "127.0.0.1"
    port = urlsplit(url).port
    sockets = Path("/proc/net/tcp")
    if sockets.is_file():  # whom the system lets in, in its own words
        rows = [line.split() for line in sockets.read_text().splitlines()[1:]]
        assert [row[1] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A"] == [
            f"0100007F:{port:04X}"
        ]


def test_a_connection_serves_several_answers(url: str) -> None:
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)) as connection:
        for path in ("/", "/preview.css", "/pages/1.png"):
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            assert response.status == 200
            assert connection.sock is not None


def test_a_browser_that_leaves_does_not_matter(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    preview = start()
    preview.listener.wait()
    preview.listener.close()
    preview.save("casefile.yaml", ("Studio Halvorsen", "Studio Aalto"))
    while preview.done.get(timeout=PATIENCE) < 2:
        continue
    assert "Studio Aalto" in preview.words()
    assert capfd.readouterr().err == ""


def test_listeners_are_let_go_at_the_end(northwind_root: Path) -> None:
    with live.served(subject(northwind_root)) as (url, _, _):
        connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
        connection.request("GET", "/events")
        response = connection.getresponse()
        assert response.readline().startswith(b"data: ")
    with closing(connection), closing(response):
        assert response.read() == b"\n"


def test_a_port_that_is_taken_is_a_problem(northwind_root: Path) -> None:
    press = Press(subject(northwind_root))
    with listen(0, press, Screen(press.blank())) as server:
        taken = server.server_address[1]
        with pytest.raises(CaseError) as caught:
            listen(int(taken), press, Screen(press.blank()))
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"the preview cannot have port {taken}: ")
    assert problem.hint == "choose another --port, or leave it out"
