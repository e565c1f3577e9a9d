"""A letter that went out: an exhibit and a note in the case, once however often it is recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder, register
from casefile.case.model import Case
from casefile.case.taking import Custody
from casefile.case.workspace import Workspace, open_workspace
from casefile.errors import CaseError
from casefile.outgoing.record import Sent, record

CASE = "id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: N}\n"
SENT = Sent(
    "reminder", "Reminder: invoice R1", b"%PDF-1.7 as sent", "reminder-first.en.pdf", "registered", "N", "first"
)
POSTED = Custody(date(2026, 4, 15), "me", "written by casefile")


@pytest.fixture
def opened(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Workspace:
    return open_workspace(workspace({"casefile.yaml": "creditor: {name: A}\n", "cases/a/case.yaml": CASE}))


def read(opened: Workspace) -> Case:
    return folder.load(opened, "a")


def test_the_letter_is_kept_byte_for_byte_and_named_by_a_note(opened: Workspace) -> None:
    made = record(opened, read(opened), SENT, ("R1",), POSTED)
    (exhibit,), (contact,) = read(opened).exhibits, read(opened).contacts
    assert (made.exhibit, made.note) == ("E01", "cases/a/correspondence/2026-04-15-registered-first.md")
    assert (opened.cases / "a" / exhibit.file).read_bytes() == SENT.content
    assert exhibit.sha256 == hashlib.sha256(SENT.content).hexdigest()
    assert (exhibit.kind, exhibit.title, exhibit.date) == ("correspondence", SENT.title, POSTED.on)
    head = contact.head
    assert (head.date, head.direction, head.channel, head.step) == (POSTED.on, "out", "registered", "first")
    assert (head.invoices, head.evidence, head.subject, head.to) == (("R1",), ("E01",), SENT.title, "N")


def test_a_letter_recorded_twice_is_there_once(opened: Workspace) -> None:
    first = record(opened, read(opened), SENT, (), POSTED)
    assert record(opened, read(opened), SENT, (), POSTED) == first
    assert (len(read(opened).exhibits), len(read(opened).contacts)) == (1, 1)


def test_what_broke_off_between_exhibit_and_note_is_taken_up(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CaseError([])

    with monkeypatch.context() as broken:
        broken.setattr(register, "log", full)
        with pytest.raises(CaseError):
            record(opened, read(opened), SENT, (), POSTED)
    assert (len(read(opened).exhibits), len(read(opened).contacts)) == (1, 0)
    record(opened, read(opened), SENT, (), POSTED)
    assert [each.head.evidence for each in read(opened).contacts] == [("E01",)]
    assert len(read(opened).exhibits) == 1


def test_a_letter_that_was_several_steps_has_a_note_for_each(opened: Workspace) -> None:
    for _ in range(2):
        made = record(opened, read(opened), SENT, ("R1", "R2", "R3"), POSTED, {"R1": "final"})
    heads = {each.head.step: each.head for each in read(opened).contacts}
    assert {step: head.invoices for step, head in heads.items()} == {"first": ("R2", "R3"), "final": ("R1",)}
    assert {head.evidence for head in heads.values()} == {("E01",)}
    assert made.note == "cases/a/correspondence/2026-04-15-registered-first.md"


def test_a_case_that_only_joined_a_letter_has_the_step_it_joined_with(opened: Workspace) -> None:
    record(opened, read(opened), SENT, ("R1",), POSTED, {"R1": "upcoming"})
    assert [each.head.step for each in read(opened).contacts] == ["upcoming"]


@pytest.mark.parametrize(
    ("document", "kind"), [("demand", "notice"), ("default-notice", "notice"), ("terms", "correspondence")]
)
def test_a_formal_letter_lands_among_the_demands_as_sent(opened: Workspace, document: str, kind: str) -> None:
    record(opened, read(opened), Sent(document, "T", b"x", "x.pdf", "post", "N"), (), POSTED)
    assert [each.kind for each in read(opened).exhibits] == [kind]
