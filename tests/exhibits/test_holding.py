"""A message holds what is attached to it, whatever program wrote it; where nobody can tell, it is taken to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from casefile.exhibits import table
from casefile.exhibits.holding import holds, is_message
from tests.exhibits.compound import Value, message
from tests.exhibits.conftest import MakeNative
from tests.exhibits.test_mail import _with_two_files
from tests.exhibits.test_outlook import DATA, JOBS, PLAIN
from tests.exhibits.test_text import text_of

ATTACHED = hashlib.sha256(b"%PDF-1.7 x").hexdigest()
OTHER = "0" * 64


def test_what_a_message_holds(native: MakeNative) -> None:
    raw, advice, _ = _with_two_files()
    outer = EmailMessage()
    outer.set_content("Forwarded.\n")
    outer.add_attachment(message_from_bytes(raw, policy=default))
    for content in (raw, outer.as_bytes()):
        assert holds(native("a.eml", content).path, {advice})
        assert not holds(native("a.eml", content).path, {"0" * 64})


def test_what_an_outlook_message_holds(native: MakeNative) -> None:
    path = native("a.MSG", message(PLAIN, JOBS)).path
    assert is_message(path)
    assert holds(path, {ATTACHED})
    assert not holds(path, {OTHER})


def test_a_mail_attached_to_an_outlook_message_is_looked_into(native: MakeNative) -> None:
    raw, advice, _ = _with_two_files()
    path = native("a.msg", message(PLAIN, ({DATA: raw, 0x370E: "message/rfc822"},))).path
    assert holds(path, {advice})
    assert not holds(path, {OTHER})


def test_what_cannot_be_told_is_taken_to_hold_it(native: MakeNative) -> None:
    assert holds(native("a.msg", message(PLAIN, inner=PLAIN)).path, {OTHER})
    assert holds(native("a.msg", message(PLAIN)[:700]).path, {OTHER})


def test_a_child_that_is_late_is_taken_to_hold_it(native: MakeNative, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.exhibits.holding.SECONDS", 0.01)
    assert holds(native("a.msg", message(PLAIN, JOBS)).path, {OTHER})


def test_a_withheld_attachment_is_not_named(native: MakeNative, tmp_path: Path) -> None:
    jobs: tuple[Mapping[int, Value], ...] = (*JOBS, {0x3707: "advice.pdf", DATA: b"secret", 0x3705: 1})
    theirs = native("a.msg", message(PLAIN, jobs))
    kept = hashlib.sha256(b"secret").hexdigest()
    made = table.convert(replace(theirs, withheld=(kept,), inside=(kept,)), tmp_path / "out.pdf")
    assert [each.name for each in made.attachments] == ["Stunden März.pdf"]
    assert "advice" not in text_of(tmp_path / "out.pdf")


def test_a_message_inside_is_none_that_could_be_told(native: MakeNative, tmp_path: Path) -> None:
    """The register has no hash of what is kept back: a message without one must not pass for it."""
    theirs = replace(native("a.msg", message(PLAIN, JOBS, inner=PLAIN)), inside=("",))
    assert table.convert(theirs, tmp_path / "out.pdf").attachments == ()
