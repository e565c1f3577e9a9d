"""Stacks of letters that were printed and are not recorded yet, each as it was printed, byte for byte.

What is recorded as posted is what lies here, never what would be drawn later. Lies in outbox/printed/ in the workspace,
a folder for each file and day, as nothing in build/ may be missed. Its record is written after the letters and removed
before them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from casefile import files
from casefile.errors import CaseError, Problem, Source

if TYPE_CHECKING:  # whether something waits is asked at every start
    from casefile.outgoing.letters import Letter
    from casefile.outgoing.record import Sent

_RECORD = "stack.json"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One letter of a stack: how it goes out, to whom, about which invoices of which cases; `steps` and `asks` as
    `letters.Letter` has them."""

    sent: Sent
    debtor: str
    cases: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)

    @property
    def document(self) -> str:
        """Which document it is."""
        return self.sent.document

    @property
    def step(self) -> str:
        """Which step of the ladder it is."""
        return self.sent.step

    @property
    def channel(self) -> str:
        """How it goes out."""
        return self.sent.channel

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.sent.content).hexdigest()

    @property
    def whose(self) -> str:
        """Which letter it is, to whom and about which cases, as messages begin."""
        return f"'{self.sent.title}' to {self.debtor} ({', '.join(sorted(self.cases))})"


def leaf(letter: Letter, sent: Sent) -> Leaf:
    """A letter of the day as it was drawn."""
    return Leaf(sent, letter.debtor, letter.about, letter.steps, letter.asks)


class Named(NamedTuple):
    """By what a stack is known: the file it was printed to, as the workspace shows it, and the day of its letters."""

    file: str
    on: date


@dataclass(frozen=True, slots=True)
class Stack:
    """The letters dated one day that were printed to one file and are not recorded, in order; none when all are.
    `posted`: the day as of which they are being recorded, or were."""

    file: str
    on: date
    leaves: tuple[Leaf, ...]
    posted: date | None = None

    def waiting(self) -> Problem:
        """That its letters are not recorded, and what to do."""
        from casefile.followup.phrases import counted

        message = f"{counted(len(self.leaves), 'letter')} of {self.on} in {self.file}, printed and not recorded"
        names = "; ".join(each.whose for each in self.leaves[:3]) + ("; …" if len(self.leaves) > 3 else "")
        return Problem(f"{message}: {names}", None, self.hint, "printed", "error")

    @property
    def name(self) -> Named:
        """By what it is known."""
        return Named(self.file, self.on)

    @property
    def hint(self) -> str:
        """How it is said whether they were posted."""
        again = f"casefile next --as-of {self.on} --print {self.file}"
        if self.posted:
            return f"recording them broke off: {again} --log --posted {self.posted} goes on"
        return f"if posted: {again} --log --posted DATE; if not: {again} --discard"

    @property
    def cases(self) -> frozenset[str]:
        """The cases that its letters are about."""
        return frozenset(name for each in self.leaves for name in each.cases)


class Stacks:
    """The stacks of a workspace."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "outbox" / "printed"

    def keep(self, stack: Stack) -> None:
        """Writes a stack down in place of what was kept for its file and day."""
        folder = self._of(stack.file, stack.on)
        for each in stack.leaves:
            if not (folder / _name(each)).exists():
                files.write(folder / _name(each), each.sent.content)
        values = {"file": stack.file, "on": stack.on, "posted": stack.posted, "letters": [*map(_said, stack.leaves)]}
        files.write(folder / _RECORD, (json.dumps(values, default=str, ensure_ascii=False, indent=1) + "\n").encode())
        known = {_name(each) for each in stack.leaves}
        for path in (each for each in folder.glob("*.pdf") if each.name not in known):
            with files.reported(path, "remove"):
                path.unlink(missing_ok=True)
        self._forget_recorded(stack)

    def of(self, file: str, on: date) -> Stack | None:
        """What was printed to a file and is dated a day; None where nothing was. CaseError when it cannot be read."""
        record = self._of(file, on) / _RECORD
        return self._read(record) if record.exists() else None

    def all(self) -> tuple[Stack, ...]:
        """Every stack, oldest first. CaseError when one cannot be read."""
        return tuple(map(self._read, sorted(self._folder.glob(f"*/{_RECORD}"))))

    def waiting(self) -> tuple[Stack, ...]:
        """Those of which not every letter is recorded, oldest first. CaseError when one cannot be read."""
        return tuple(each for each in self.all() if each.leaves)

    def forget(self, stack: Stack) -> None:
        """Forgets a stack: it was recorded, or not posted."""
        folder = self._of(stack.file, stack.on)
        with files.reported(folder, "remove"):
            (folder / _RECORD).unlink(missing_ok=True)
            shutil.rmtree(folder)

    def _forget_recorded(self, stack: Stack) -> None:
        """What was printed to the file before, and is recorded: that it was needs not be known any more."""
        for each in self.all():
            if each.file == stack.file and each.on != stack.on and not each.leaves:
                self.forget(each)

    def _of(self, file: str, on: date) -> Path:
        from casefile.case.names import safe_name

        name = safe_name(PurePath(file).stem)
        return self._folder / f"{on}-{name}-{hashlib.sha256(file.encode()).hexdigest()[:8]}"

    def _read(self, record: Path) -> Stack:
        shown = f"outbox/printed/{record.parent.name}/{record.name}"
        try:
            values = json.loads(record.read_text(encoding="utf-8"))
            posted = date.fromisoformat(values["posted"]) if values["posted"] else None
            found = tuple(_leaf(record.parent, each) for each in values["letters"])
            return Stack(str(values["file"]), date.fromisoformat(values["on"]), found, posted)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            hint = "put it back from git; or note by hand what was posted (casefile log), and delete the folder"
            message = "what was printed cannot be read as it was"
            raise CaseError(Problem(message, Source(shown), hint, "printed")) from error


def _name(each: Leaf) -> str:
    return f"{each.digest[:24]}.pdf"


def _said(each: Leaf) -> dict[str, object]:
    sent = {key: value for key, value in asdict(replace(each.sent, content=b"", enclosed=())).items() if value}
    return {
        "sha256": each.digest, "debtor": each.debtor, "cases": each.cases, "steps": each.steps, "asks": each.asks,
        "sent": sent,
    }  # fmt: skip


def _leaf(folder: Path, values: Mapping[str, object]) -> Leaf:
    """A letter with its bytes. ValueError when they are not those that were printed."""
    from casefile.outgoing.record import Sent

    told = dict(values)
    digest, sent, cases = str(told.pop("sha256")), told.pop("sent"), told.pop("cases")
    content = (folder / f"{digest[:24]}.pdf").read_bytes()
    about = {str(name): tuple(map(str, numbers)) for name, numbers in cases.items()}  # type: ignore[attr-defined]
    found = Leaf(Sent(content=content, **sent), cases=about, **told)  # type: ignore[arg-type]
    if found.digest != digest:
        raise ValueError(digest)
    return found
