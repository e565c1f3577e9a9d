"""Evidence from files and mails: each with its own exhibit and custody, whatever it is called, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.custody import verify
from casefile.case.privilege import shown
from casefile.case.taking import Custody, Shelf
from casefile.case.workspace import Workspace, open_workspace
from casefile.case.yamltext import Value
from casefile.errors import CaseError
from casefile.intake.evidence import BATCH, Entry, Said, take_in
from casefile.intake.originals import LeftOut, find
from tests.case.conftest import FILES
from tests.case.test_names import NAMES

NEVER_THE_SAME = Path("/proc/sys/kernel/random/uuid")


@pytest.fixture
def opened(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Workspace:
    return open_workspace(workspace(FILES))


def take(
    opened: Workspace, given: Sequence[Path], about: Mapping[str, Value] | None = None
) -> list[tuple[str, str, str]]:
    """The exhibit, state and parent of each file, in order; "left" for what was left out."""
    case = folder.load(opened, "a")
    said = Said(Custody(date(2026, 5, 7)), about or {})
    done = take_in(case, Shelf(opened, case), find(given)[0], said)
    return [
        ("left", each.reason, "") if isinstance(each, LeftOut) else (each.taken.exhibit, each.taken.state, each.parent)
        for each in done
    ]


def mail(path: Path, *attached: tuple[str, bytes], subject: str = "S") -> Path:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content("Hello")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="x", filename=name)
    path.write_bytes(message.as_bytes())
    return path


def test_many_files_are_registered_in_batches_and_in_order(opened: Workspace, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    count = 2 * BATCH + 3
    for number in range(count):
        (papers / f"{number}.txt").write_text(str(number))
    taken = take(opened, [papers])
    assert taken == [(f"E{number:02d}", "taken", "") for number in range(1, count + 1)]
    case = folder.load(opened, "a")
    assert [(case.path / row.file).read_text() for row in case.exhibits] == [str(number) for number in range(count)]


def test_names_that_would_harm_are_harmless(opened: Workspace, tmp_path: Path) -> None:
    names = [name for name in NAMES if name and "\0" not in name and name.isprintable()]
    names += ["invoice\u202efdp.exe", "..\\..\\x", "same.pdf", "same.pdf", "evidence.yaml", ".gitattributes"]
    attached = [(name, f"{number}".encode()) for number, name in enumerate(names)]
    taken = take(opened, [mail(tmp_path / "m.eml", *attached)])
    assert [one[2] for one in taken] == ["", *("E01" for _ in names)]
    case = folder.load(opened, "a")
    assert {one.state for one in verify(opened, case)} == {"ok"}
    assert [(case.path / row.file).read_bytes() for row in case.exhibits[1:]] == [content for _, content in attached]
    assert {path.parent for path in (case.path / "evidence").rglob("*")} == {case.path / "evidence"}


def test_the_same_bytes_are_one_exhibit_however_they_come(opened: Workspace, tmp_path: Path) -> None:
    (tmp_path / "saved.pdf").write_bytes(b"contract")
    first = mail(tmp_path / "1.eml", ("logo.png", b"logo"), ("a.pdf", b"contract"), ("copy of a.pdf", b"contract"))
    second = mail(tmp_path / "2.eml", ("logo.png", b"logo"), subject="T")
    assert take(opened, [first, second, tmp_path / "saved.pdf", first]) == [
        ("E01", "taken", ""), ("E02", "taken", "E01"), ("E03", "taken", "E01"), ("E03", "known", "E01"),
        ("E04", "taken", ""), ("E02", "known", "E04"), ("E03", "known", ""),
        ("E01", "known", ""), ("E02", "known", "E01"), ("E03", "known", "E01"), ("E03", "known", "E01"),
    ]  # fmt: skip


def test_what_is_attached_to_a_mail_that_is_kept_back_is_kept_back(opened: Workspace, tmp_path: Path) -> None:
    path = mail(tmp_path / "m.eml", ("offer.pdf", b"offer"))
    take(opened, [path], {"privilege": "without-prejudice"})
    rows = folder.load(opened, "a").exhibits
    assert [row.privilege for row in rows] == ["without-prejudice", "without-prejudice"]
    later = mail(tmp_path / "n.eml", ("offer.pdf", b"offer"), ("annex.pdf", b"annex"), subject="T")
    take(opened, [later], {"privilege": "internal"})
    register = opened.cases / "a" / "evidence.yaml"
    head, _, annex = register.read_text().rpartition("- id: E04")
    register.write_text(f"{head}- id: E04{annex.replace('  privilege: internal' + chr(10), '')}")
    case = folder.load(opened, "a")
    assert case.exhibits[3].privilege == "open"
    assert shown(case) == frozenset()  # by its parent alone


@pytest.mark.skipif(not NEVER_THE_SAME.is_file(), reason="no file here that reads differently every time")
def test_what_came_before_a_failure_is_registered_and_told(opened: Workspace, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    case = folder.load(opened, "a")
    originals = find([mail(tmp_path / "m.eml", ("a", b"a")), NEVER_THE_SAME, tmp_path / "x"])[0]
    told: list[Entry | LeftOut] = []
    with pytest.raises(CaseError, match="changed while it was taken in"):
        told.extend(take_in(case, Shelf(opened, case), originals, Said(Custody(date(2026, 5, 7)), {})))
    assert [each.taken.exhibit for each in told if isinstance(each, Entry)] == ["E01", "E02"]
    assert [row.id for row in folder.load(opened, "a").exhibits] == ["E01", "E02"]


def test_a_register_that_can_take_no_rows_tells_of_none(opened: Workspace, tmp_path: Path) -> None:
    (opened.cases / "a" / "evidence.yaml").write_text("[]\n")
    (tmp_path / "x").write_text("x")
    with pytest.raises(CaseError, match="nothing can be appended to this list as it is written"):
        take(opened, [tmp_path / "x"])
    (opened.cases / "a" / "evidence.yaml").write_text("")
    assert take(opened, [tmp_path / "x"]) == [("E01", "taken", "")]
    assert [path.name for path in (opened.cases / "a" / "evidence").iterdir()] == ["E01-x"]


def test_mails_and_chats_are_correspondence(opened: Workspace, tmp_path: Path) -> None:
    chat = b"[12/03/2026, 10:15:00] Jo: Approved.\n[12/03/2026, 10:16:00] Ines: Thank you.\n"
    inner = mail(tmp_path / "inner.eml", ("plan.pdf", b"plan"), subject="Plan").read_bytes()
    first = mail(tmp_path / "m.eml", ("chat.txt", chat), ("notes.txt", b"Notes\n"), ("inner.eml", inner))
    (tmp_path / "result.json").write_text('{"name": "Jo", "type": "personal_chat", "messages": []}')
    (tmp_path / "scan.pdf").write_bytes(b"scan")
    take(opened, [first, tmp_path / "result.json", tmp_path / "scan.pdf"])
    rows = folder.load(opened, "a").exhibits
    assert [(row.title, row.kind, row.parent) for row in rows] == [
        ("S", "correspondence", None), ("Chat", "correspondence", "E01"), ("Notes", "other", "E01"),
        ("Plan", "correspondence", "E01"), ("Plan", "other", "E04"), ("Result", "correspondence", None),
        ("Scan", "other", None),
    ]  # fmt: skip


def test_the_kind_that_is_given_wins(opened: Workspace, tmp_path: Path) -> None:
    take(opened, [mail(tmp_path / "m.eml", ("plan.pdf", b"plan"))], {"kind": "order"})
    assert [row.kind for row in folder.load(opened, "a").exhibits] == ["order", "other"]
