"""`casefile preview`: one document in the browser, drawn anew with every save."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.choices import Choices, options
from casefile.cli.parameters import command as named
from casefile.cli.terminal import document, say, show

if TYPE_CHECKING:
    from casefile.case.party import WorkspaceFile
    from casefile.cli.session import Session
    from casefile.preview.screen import View


@named("preview")
@click.argument("case", metavar="CASE")
@click.argument("kind", metavar="DOCUMENT")
@options
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="Default: one that is free.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
def command(session: Session, case: str, kind: str, port: int | None, no_browser: bool, **choices: Any) -> int:
    """DOCUMENT as for render. The page shows the PDF and follows every save of the case, casefile.yaml, the templates,
    letterhead and logo; while something is wrong it says what, over the last pages. Nothing is written to build/.

    The address works on this machine only, for whoever uses it. Ctrl-C ends the preview, with exit code 0.

    \b
    Example:
      casefile preview northwind reminder --step second
      casefile preview northwind demand --as attorney --port 8000
    """
    from casefile.preview import live
    from casefile.preview.press import Subject

    chosen = Choices(kind, **choices)
    chosen.refuse_impossible(_ours(session))
    subject = Subject(session.root(), session.chosen([case])[0], session.as_of, kind, chosen.wanted)
    try:
        with live.served(subject, port or 0) as (url, press, screen):
            _announce(session, subject.case, kind, url)
            if not no_browser and _has_screen():
                _open(url)
            for view in live.run(press, screen):
                _tell(session, view)
    except KeyboardInterrupt:
        if not session.quiet:
            say()  # ends the line of the ^C
    return 0


def _ours(session: Session) -> WorkspaceFile | None:
    """What casefile.yaml says; None while it has problems, which a save mends."""
    from casefile.errors import CaseError, UsageError

    try:
        return session.workspace().file
    except UsageError:
        raise
    except CaseError:
        return None


def _announce(session: Session, case: str, kind: str, url: str) -> None:
    if session.json:
        document({"case": case, "document": kind, "url": url})
    elif not session.quiet:
        say(f"{url} shows the {kind} of {case}; Ctrl-C ends it.")


def _tell(session: Session, view: View) -> None:
    """A line a rendering: when, what, how long it took; and what is wrong."""
    if not session.quiet:
        time = datetime.now().astimezone().strftime("%H:%M:%S")
        if view.has_failed:
            say(f"{time}  not drawn", "bad")
        else:
            pages = f"{len(view.sizes)} page{'' if len(view.sizes) == 1 else 's'}"
            say(f"{time}  {view.name}: {pages} in {view.milliseconds} ms")
    if not session.json:
        show(view.problems, err=True)


def _has_screen() -> bool:
    """Whether a browser has anywhere to open: without a display a terminal's own would take the terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(url: str) -> None:
    """Opens the user's browser, beside the first rendering."""
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(url,), daemon=True).start()
