"""Messages on their way out: what a killed run left behind, and what is said while another run sends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casefile import files
from casefile.outgoing.outbox import Entry, Outbox, sender

KEY = "a138b1300ac342962366ad06"


def entry(key: str = KEY) -> Entry:
    on = date(2026, 4, 15)
    return Entry(key, "k@a.example", "ready", on, "us@a.example", "ap@b.example", "reminder", "T", "t.eml", "first", {})


def test_a_message_without_its_record_is_swept_and_nothing_else(tmp_path: Path) -> None:
    outbox, folder = Outbox(tmp_path), tmp_path / "outbox"
    outbox.put(entry(), b"whole")
    (folder / f"{'b' * 24}.eml").write_bytes(b"killed between two removals")
    (folder / "mine.eml").write_bytes(b"somebody's own")
    (folder / ".new-x").write_bytes(b"half")
    outbox.sweep()
    assert sorted(path.name for path in folder.iterdir()) == [f"{KEY}.eml", f"{KEY}.json", "mine.eml"]
    assert outbox.entries() == (entry(),)


def test_there_is_nothing_to_sweep_where_nothing_was_sent(tmp_path: Path) -> None:
    Outbox(tmp_path).sweep()
    assert list(tmp_path.iterdir()) == []


def test_who_sends_is_asked_of_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "outbox.lock"
    assert sender(lock) == ""
    with files.locked(lock, "lena, process 7"):
        assert sender(lock) == "lena, process 7"
    assert sender(lock) == ""
