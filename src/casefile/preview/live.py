"""The preview as a whole: serves, waits for saves, draws, shows. Knows no terminal; what to print is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from casefile.preview import watch
from casefile.preview.press import Press, Subject
from casefile.preview.screen import Screen, View
from casefile.preview.server import listen


@contextmanager
def served(subject: Subject, port: int = 0) -> Iterator[tuple[str, Press, Screen]]:
    """The page's address, and what draws and shows, while a server answers. CaseError when the port is not free."""
    press = Press(subject)
    screen = Screen(press.blank())
    with listen(port, press, screen) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server.url, press, screen
        finally:
            screen.turn_off()
            server.shutdown()
            thread.join()


def run(press: Press, screen: Screen, stop: Event | None = None, *, quiet: int = watch.QUIET) -> Iterator[View]:
    """Draws and shows the document now and after each save, and gives every view; ends when `stop` is set.

    KeyboardInterrupt, by which a person ends it, is raised.
    """
    for saved in watch.saves(press.look, stop, quiet=quiet):
        yield screen.show(press.render(screen.view, saved))
