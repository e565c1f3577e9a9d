"""Messages on their way out: each is written down before anything is sent, and stays until it is recorded.

A message is `ready` (nothing has gone), `sending` (nobody knows), or `sent` (taken by the server, to be recorded). What
is on the disk when the machine stops says which of these it was. Lies in outbox/ in the workspace, as nothing in build/
may be missed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from casefile import files
from casefile.errors import CaseError, Problem, Source
from casefile.followup.why import Why, because

State = Literal["ready", "sending", "sent"]
_KEY = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message: what it is, about which invoices of which cases, from and to which address, and how far it is.

    `key` is the name of its files, and the same for the same letter on the same day. `on` is the day it is dated,
    `pay_by` the day it asks to be paid by, `handed` the last day on which it may have gone; `steps` and `asks` as
    `letters.Letter` has them.
    """

    key: str
    message_id: str
    state: State
    on: date
    sender: str
    to: str
    document: str
    title: str
    name: str
    step: str
    cases: Mapping[str, tuple[str, ...]]
    answer: str = ""
    debtor: str = ""
    pay_by: date | None = None
    handed: date | None = None

    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)

    @property
    def letter(self) -> Why:
        """Which letter it is, to whom and about which cases."""
        debtor, cases = self.debtor or because("the_debtor"), ", ".join(sorted(self.cases))
        return because("letter", title=self.title, debtor=debtor, to=self.to, cases=cases)

    @property
    def channel(self) -> str:
        """How it goes out."""
        return "email"

    @property
    def whose(self) -> str:
        """The same as messages begin."""
        from casefile.followup.wording import plain  # an outbox is looked into at every start, and mostly empty

        return plain(self.on).told(self.letter)


class Outbox:
    """The messages of a workspace that are not recorded yet. Its user holds the lock of the outbox."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "outbox"

    def put(self, entry: Entry, content: bytes) -> None:
        """Writes a message down, ready to be sent."""
        files.write(self._content(entry), content)
        self._save(entry)

    def sending(self, entry: Entry, on: date) -> None:
        """From now on, and that is on the disk, nobody knows whether the message went, and on which day if so."""
        self._save(replace(entry, state="sending", handed=on))

    def sent(self, entry: Entry, answer: str, on: date) -> Entry:
        """The message, taken by the server with this answer on this day."""
        turned = replace(entry, state="sent", answer=answer, handed=on)
        self._save(turned)
        return turned

    def drop(self, entry: Entry) -> None:
        """Forgets a message: it was recorded, or certainly not sent."""
        self._head(entry).unlink(missing_ok=True)
        self._content(entry).unlink(missing_ok=True)

    def content(self, entry: Entry) -> bytes:
        """The message as it goes out. CaseError when it is gone."""
        return files.read(self._content(entry), self.shown(entry))

    def entries(self) -> tuple[Entry, ...]:
        """All of them, oldest first. CaseError when one cannot be read."""
        heads = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else ()
        found = (each for path in heads if (each := self._read(path)))
        return tuple(sorted(found, key=lambda each: (each.on, each.key)))

    def sweep(self) -> None:
        """Removes messages that have no record. It is written after the message and removed before it: such a message
        never went, or is recorded in its cases. Only for who holds the lock of the outbox."""
        for path in self._folder.glob("*.eml"):
            if _KEY.fullmatch(path.stem) and not path.with_suffix(".json").exists():
                with files.reported(path, "remove"):
                    path.unlink(missing_ok=True)
        files.sweep(self._folder)

    def shown(self, entry: Entry) -> str:
        """A message's file, as messages to the user name it."""
        return f"{self._folder.name}/{entry.key}.eml"

    def _head(self, entry: Entry) -> Path:
        return self._folder / f"{entry.key}.json"

    def _content(self, entry: Entry) -> Path:
        return self._folder / f"{entry.key}.eml"

    def _save(self, entry: Entry) -> None:
        values = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(entry).items()}
        files.write(self._head(entry), (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode())

    def _read(self, path: Path) -> Entry | None:
        """A record; None where another run took it away meanwhile."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            cases = {str(case): tuple(map(str, numbers)) for case, numbers in values["cases"].items()}
            days = {key: date.fromisoformat(values[key]) for key in ("on", "pay_by", "handed") if values.get(key)}
            entry = Entry(**{**values, **days, "cases": cases})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            hint = "put it back from git; or see whether the message arrived, log it, and delete the file"
            message = "this is no record of a message on its way out"
            raise CaseError(Problem(message, Source(f"outbox/{path.name}"), hint, "outbox")) from error
        if entry.state not in get_args(State) or entry.key != path.stem:
            message = "this record of a message on its way out was changed by hand"
            raise CaseError(Problem(message, Source(f"outbox/{path.name}"), "put it back as it was", "outbox"))
        return entry


def sender(lock: Path) -> str:
    """Who sends just now, as the lock of the outbox says; "" where nobody does."""
    try:
        if lock.exists():
            with files.locked(lock, "", seconds=_MOMENT):
                return ""
    except CaseError as error:
        return error.problems[0].message.partition(" in use by ")[2]
    except OSError:  # a folder that we may not write to: who sends there is not ours to know
        return ""
    return ""


_MOMENT = 0.2
"""Seconds to wait for the lock: another that only asks holds it for less."""
