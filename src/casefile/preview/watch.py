"""Which files a document is made of, and waking up when one of them is saved. Reads no file.

The operating system says that something happened; what happened is found by comparing sizes and times, so that a
temporary file, a second word about the same save, or a notice that never came do no harm.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from casefile.case import layout
from casefile.render.builtin import builtin

QUIET = 50
"""Milliseconds without a further change after which a save is taken for finished."""

_LONGEST = 8  # times as long saves that go on and on are waited for
_ROUND = 1000  # milliseconds after which we look even without a word

Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What lay there at one moment: files by size and time, and the folders they lie in, or might lie in later."""

    files: Mapping[Path, Stamp]
    folders: Mapping[Path, Stamp]

    def changed(self, now: Seen) -> frozenset[Path]:
        """The files that were added, removed or written between this moment and that."""
        return frozenset(path for path, _ in self.files.items() ^ now.files.items())


Look = Callable[[], Seen]


def look(root: Path, case_id: str, named: Iterable[Path] = ()) -> Seen:
    """Everything that a document of the case may be made of; `named` are the files that casefile.yaml names."""
    files: dict[Path, Stamp] = {}
    folders: dict[Path, Stamp] = {}
    for each in (root / layout.MARKER, *named):
        _note(each, files)
        _stand(each.parent, folders)
    for folder in (layout.cases(root) / case_id, *(root / name for name in layout.SHARED), builtin()):
        _stand(folder.parent, folders)
        for parent, below, names in os.walk(folder):
            below[:] = [name for name in below if not _is_passing(name)]
            _stand(Path(parent), folders)
            for name in names:
                if not _is_passing(name):
                    _note(Path(parent, name), files)
    return Seen(files, folders)


def _is_passing(name: str) -> bool:
    """Whether it is what an editor keeps while it works: hidden, a back-up copy, a lock."""
    return name.startswith((".", "#", "~$")) or name.endswith("~")


def _note(path: Path, files: dict[Path, Stamp]) -> None:
    try:
        status = path.stat()
    except OSError:  # gone again, or not there yet: that shows at the next look
        return
    files[path] = (status.st_size, status.st_mtime_ns, status.st_ino)


def _stand(folder: Path, folders: dict[Path, Stamp]) -> None:
    """Notes which folder stands at that name, as one that was put in the place of another has to be watched anew."""
    try:
        status = folder.stat()
    except OSError:
        return
    folders[folder] = (status.st_dev, status.st_ino)


def saves(look: Look, stop: Event | None = None, *, quiet: int = QUIET, polled: bool = False) -> Iterator[set[Path]]:
    """The files that changed, each time some did and `quiet` milliseconds have passed; once at first, with none.

    Saves that follow each other faster, or while the last ones are worked on, come together. Ends when `stop` is set;
    KeyboardInterrupt is raised. `polled` does without the operating system's word, for where it gives none.
    """
    seen = look()
    yield set()
    while not (stop and stop.is_set()):
        for _ in _woken(seen.folders, stop, quiet, polled=polled):
            now = look()
            before, seen = seen, now
            if changed := before.changed(now):
                yield set(changed)
            if now.folders != before.folders:
                break


def _woken(folders: Iterable[Path], stop: Event | None, quiet: int, *, polled: bool) -> Iterator[object]:
    """Something each time there may be news in one of the folders, and now and then without any."""
    import watchfiles

    def watched(polled: bool) -> Iterator[object]:
        return watchfiles.watch(
            *folders, recursive=False, watch_filter=None, debounce=_LONGEST * quiet, step=quiet, rust_timeout=_ROUND,
            yield_on_timeout=True, stop_event=stop, force_polling=polled or None, ignore_permission_denied=True,
        )  # fmt: skip

    try:
        yield from watched(polled)
    except FileNotFoundError:
        yield None  # a folder went away: look again which there are
    except RuntimeError:  # what it raises when the system's watches are used up
        yield from watched(True)
