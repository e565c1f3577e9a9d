"""What is written to a case: items appended to its registers, its settlement, evidence taken in, contacts logged.

Registers are only ever appended to, and never written when the result would not read back. Evidence is copied byte for
byte, never overwritten, and its row comes last: what is registered is there. The day and the user are handed in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casefile import files, reading
from casefile.case.folder import LISTS, Judged, load
from casefile.case.message import heading
from casefile.case.model import Case
from casefile.case.proof import ContactHead
from casefile.case.workspace import Workspace
from casefile.case.yamltext import Value, item, mapping
from casefile.errors import CaseError, Problem, Source

_HIDING = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_OFFER = re.compile(r"\bO([0-9]{1,6})\b")


def append(
    workspace: Workspace, case_id: str, register: str, values: Mapping[str, Value], judged: Judged | None = None
) -> Source:
    """Adds an item to one of the list files of a case and returns where it stands.

    What is in the file stays as it is, comments included. CaseError, and nothing written, when the item is not valid,
    the case would no longer load with it, `judged` finds something in the case that it did not find before, or the
    file can't be appended to.
    """
    path = workspace.cases / case_id / register
    shown = workspace.shown(path)
    before = files.read(path, shown) if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    found = _ITEM.search(before.decode("utf-8", "replace"))
    text = item(values, found.group(1) if found else "")
    line = before.count(b"\n") + 1
    old = reading.read_list(before, shown, LISTS[register])
    try:
        new = reading.read_list(before + text.encode(), shown, LISTS[register])
    except CaseError as error:
        if _is_block_list(before):
            raise
        raise _not_appendable(shown, text) from error
    if len(new) != len(old) + 1:
        raise _not_appendable(shown, text)
    _tried(workspace, case_id, path, before + text.encode(), judged)
    files.write(path, before + text.encode())
    return Source(shown, line, 1)


def _tried(workspace: Workspace, case_id: str, path: Path, content: bytes, judged: Judged | None) -> Case:
    """The case as it loads with `content` at `path`. CaseError, also for what `judged` finds in it and not before."""
    case = load(workspace, case_id, instead={path: content})
    if judged and (found := list(judged(case))):
        known = set(judged(load(workspace, case_id)))
        if new := [problem for problem in found if problem not in known]:
            raise CaseError(new)
    return case


def next_offer_id(case: Case) -> str:
    """The id after the highest that was ever used for an offer, as far as offers.yaml (comments, too) and the
    settlement show: O1, O2, …"""
    path = case.path / "offers.yaml"
    text = files.read(path, path.name).decode("utf-8", "replace") if path.is_file() else ""
    text += f" {case.settlement.offer}" if case.settlement else ""
    return f"O{max(map(int, _OFFER.findall(text)), default=0) + 1}"


def settle(workspace: Workspace, case_id: str, values: Mapping[str, Value], judged: Judged | None = None) -> Case:
    """Writes a case's settlement.yaml and returns the case with it.

    CaseError, and nothing written, when there is one already, the case would not load with it, or `judged` finds
    something in it that it did not find in the case before.
    """
    path = workspace.cases / case_id / "settlement.yaml"
    if path.exists() or path.is_symlink():
        hint = "write what has changed into it; or delete it for a new agreement: git keeps the old one"
        raise CaseError(Problem("this case has a settlement already", Source(workspace.shown(path)), hint, "exists"))
    content = mapping(values).encode()
    case = _tried(workspace, case_id, path, content, judged)
    files.create(path, content)
    return case


def _is_block_list(raw: bytes) -> bool:
    lines = [line for line in raw.decode("utf-8", "replace").splitlines() if line.strip() and line.strip()[0] != "#"]
    return not lines or lines[0].lstrip().startswith("- ")


def _not_appendable(shown: str, text: str) -> CaseError:
    hint = f"write the list with dashes, or add this by hand:\n{text}"
    return CaseError(Problem("nothing can be appended to this list as it is written", Source(shown), hint, "register"))


@dataclass(frozen=True, slots=True)
class Custody:
    """How evidence came to us: on which day, taken in by whom, how, and from whom."""

    on: date
    by: str = ""
    method: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file after taking in: its exhibit id and file, and whether it had been there already."""

    exhibit: str
    file: str
    known: bool


def take_in(workspace: Workspace, case: Case, original: Path, custody: Custody, about: Mapping[str, Value]) -> Taken:
    """Copies a file into the case's evidence and registers it; a duplicate is recognised by its SHA-256.

    `about` has the register's keys that the user gave (title, kind, date, proves); without a title it is made of the
    file's name, and for a mail both title and date are those of its headers. CaseError when the file can't be
    read or written; a crash leaves at most an unregistered copy, which the next call takes up again.
    """
    if original.is_symlink() or (original.exists() and not original.is_file()):
        hint = "give the file itself"
        raise CaseError(Problem(f"{original} is a link, a folder or a special file, not a file", hint=hint))
    digest = files.sha256(original)
    if twin := next((exhibit for exhibit in case.exhibits if exhibit.sha256 == digest), None):
        return Taken(twin.id, twin.file, known=True)
    left = _left_over(case, digest)
    name = left or f"{_next_id(case)}-{safe_name(original.name)}"
    exhibit_id = name.partition("-")[0]
    copy = case.path / "evidence" / name
    if not left:
        files.create(copy, original, read_only=True)
    acquired: dict[str, Value] = {
        "on": custody.on,
        "by": custody.by,
        "method": custody.method,
        "name": _printable(original.name),
    }
    row: dict[str, Value] = {
        "id": exhibit_id,
        "file": f"evidence/{name}",
        "title": _title(_visible(_printable(original.stem))) or "File",
        **_mail_says(case, copy),
        **about,
        "source": custody.source,
        "acquired": {key: value for key, value in acquired.items() if value},
        "sha256": files.sha256(copy),
        "size": copy.stat().st_size,
    }
    append(workspace, case.id, "evidence.yaml", row)
    return Taken(exhibit_id, f"evidence/{name}", known=False)


def _title(stem: str) -> str:
    """A file's name as words: underscores and dashes are blanks, but in numbers and dates (INV-1043, 2026-03-28)."""
    words = re.sub(r"(?<![A-Z0-9])-|-(?![0-9])|_", " ", unicodedata.normalize("NFC", stem))
    title = " ".join(words.split())
    return title[:1].upper() + title[1:] if title.strip("-") else stem


def _mail_says(case: Case, path: Path) -> dict[str, Value]:
    """The title and the day that a mail's headers give it."""
    if path.suffix != ".eml":
        return {}
    said = heading(path.read_bytes(), path.name, case.creditor, case.debtor)
    found = {"title": said.get("subject"), "date": said.get("date")}
    return {key: _visible(str(value)) for key, value in found.items() if value}


def _visible(words: str) -> str:
    """Words on one line, without what hides or turns round other characters."""
    drawn = "".join(each for each in words if unicodedata.category(each) not in _HIDING or each in "\n\t")
    return " ".join(drawn.split())


def _left_over(case: Case, digest: str) -> str:
    """The name of an unregistered copy with this hash, which an interrupted run left."""
    registered = {exhibit.file for exhibit in case.exhibits}
    lying = (path for path in sorted((case.path / "evidence").glob("E*-*")) if path.is_file())
    loose = (path for path in lying if f"evidence/{path.name}" not in registered)
    return next((path.name for path in loose if files.sha256(path) == digest), "")


def _next_id(case: Case) -> str:
    """The id after the highest that was ever used, as far as the folder shows; at least two digits."""
    names = [exhibit.id for exhibit in case.exhibits]
    names += [path.name for path in (case.path / "evidence").glob("E*")]
    used = [int(match.group(1)) for name in names if (match := re.match(r"E([0-9]{1,6})", name))]
    return f"E{max(used, default=0) + 1:02d}"


def safe_name(name: str) -> str:
    """A file name that every system takes: letters, digits, dots, dashes, underscores; at most 80 characters."""
    given = Path(name)
    suffix = _plain(given.suffix)[:9]
    return f"{_plain(given.stem)[:70] or 'file'}{'.' if suffix else ''}{suffix}"


def _printable(name: str) -> str:
    """A file name as text that can be written: bytes that are no UTF-8 are marked."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", name.encode("utf-8", "replace").decode())


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", letters).strip("-.")


def log(workspace: Workspace, case: Case, head: Mapping[str, Value], text: str) -> Path:
    """Writes a contact as a new note in correspondence/ and returns its path. CaseError when the head is not valid."""
    subject = head.get("step") or head.get("outcome") or head["direction"]
    stem = f"{head['date']}-{safe_name(str(head['channel']))}-{safe_name(str(subject))}"
    folder = case.path / "correspondence"
    taken = {path.stem for path in folder.glob("*")} if folder.is_dir() else set()
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    path = folder / f"{next(name for name in names if name not in taken)}.md"
    content = f"---\n{mapping(head)}---\n{text.strip()}\n".encode()
    reading.read_front_matter(content, workspace.shown(path), ContactHead)
    files.create(path, content)
    return path
