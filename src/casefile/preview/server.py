"""The preview's server: this machine only, a handful of fixed addresses, and nothing but looking.

Listens on the loopback address. A page of the internet that gets a browser to ask here is turned away: by the name it
asks for (DNS rebinding), and because no answer may be used by another origin. Knows no document.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import cast

from casefile.errors import CaseError, Problem
from casefile.preview.press import Press
from casefile.preview.screen import Screen

ADDRESS = "127.0.0.1"
PULSE = 15.0
"""Seconds without news after which a listening browser is told that we are still there, and its absence is noticed."""

_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
_PAGE = re.compile(r"/pages/([1-9]\d{0,3})\.png")
_BROWSER = Path(__file__).parent / "browser"
_FIXED: Mapping[str, tuple[str, str]] = {
    "/": ("preview.html", "text/html; charset=utf-8"),
    "/preview.css": ("preview.css", "text/css; charset=utf-8"),
    "/preview.js": ("preview.js", "text/javascript; charset=utf-8"),
    "/preview.svg": ("preview.svg", "image/svg+xml"),
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SAFE: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'; img-src 'self'; script-src 'self'; "
    "style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Server(ThreadingTCPServer):
    """Answers browsers, each connection in a thread that ends with the process."""

    allow_reuse_address = True
    block_on_close = False
    daemon_threads = True

    def __init__(self, port: int, press: Press, screen: Screen) -> None:
        self.press, self.screen = press, screen
        super().__init__((ADDRESS, port), Visit)  # not HTTPServer, which looks up this machine's name

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{ADDRESS}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Says what went wrong, unless it was only a browser that went away."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came


def listen(port: int, press: Press, screen: Screen) -> Server:
    """A server that has its port, a free one for 0, and answers once it is told to. CaseError when it can't have it."""
    try:
        return Server(port, press, screen)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "choose another --port, or leave it out"
        raise CaseError(Problem(f"the preview cannot have port {port}: {reason}", hint=hint, rule="port")) from error


class Visit(BaseHTTPRequestHandler):
    """One browser's connection."""

    protocol_version = "HTTP/1.1"
    server_version = "casefile"
    sys_version = ""
    timeout = 60

    @property
    def _served(self) -> Server:
        return cast("Server", self.server)

    def do_GET(self) -> None:
        """Answers from the fixed addresses, and no other."""
        path = self.path.partition("?")[0]
        page = _PAGE.fullmatch(path)
        drawn = {"/document.pdf": self._pdf, "/document.docx": self._word, "/events": self._events}.get(path)
        if not self._is_local():
            self._refuse(HTTPStatus.FORBIDDEN, "The preview answers to this machine's own names only.")
        elif path in _FIXED:
            name, media = _FIXED[path]
            self._send((_BROWSER / name).read_bytes(), media)
        elif page:
            self._page(int(page[1]))
        elif drawn:
            drawn()
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "There is nothing at this address.")

    def _is_local(self) -> bool:
        hosts = self.headers.get_all("Host") or []
        return len(hosts) == 1 and bool(_HOST.fullmatch(hosts[0]))

    def _page(self, number: int) -> None:
        try:
            self._send(self._served.press.page(self._served.screen.view, number), "image/png")
        except IndexError:
            self._refuse(HTTPStatus.NOT_FOUND, "The document has no such page.")

    def _pdf(self) -> None:
        view = self._served.screen.view
        if view.pdf:
            self._send(view.pdf, "application/pdf", f'inline; filename="{view.name}.pdf"')
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "Nothing could be drawn yet.")

    def _word(self) -> None:
        try:
            word = self._served.press.word()
        except (CaseError, OSError) as error:
            self._refuse(HTTPStatus.CONFLICT, f"The Word file cannot be written as things stand:\n{error}")
        else:
            self._send(word, _WORD, f'attachment; filename="{self._served.screen.view.name}.docx"')

    def _events(self) -> None:
        """Every view as it comes, the one on show first, as server-sent events (HTML standard, 9.2)."""
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
        screen, seen = self._served.screen, -1
        with suppress(ConnectionError):  # that is how a browser says that it has seen enough
            while True:
                view = screen.after(seen, PULSE)
                if screen.is_off:
                    break
                seen = view.number if view else seen
                self.wfile.write(f"data: {json.dumps(view.told())}\n\n".encode() if view else b":\n\n")
                self.wfile.flush()

    def _send(self, content: bytes, media: str, disposition: str = "") -> None:
        more = {"Content-Disposition": disposition} if disposition else {}
        self._head(HTTPStatus.OK, {"Content-Type": media, "Content-Length": str(len(content)), **more})
        self.wfile.write(content)

    def _refuse(self, status: HTTPStatus, why: str, more: Mapping[str, str] | None = None) -> None:
        content = f"{why}\n".encode()
        self.close_connection = True
        shape = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(content))}
        self._head(status, {**shape, "Connection": "close", **(more or {})})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, fields: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_SAFE, **fields}.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the library refuses by itself: a request that it can't read, and every method but GET."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "The preview is for looking only.", {"Allow": "GET"})
        else:
            self._refuse(HTTPStatus(code), HTTPStatus(code).phrase)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Says nothing: the terminal shows the renderings."""
