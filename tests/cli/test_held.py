"""What `next` says of a letter while a `send` runs, and after one that was killed."""

from __future__ import annotations

from pathlib import Path

from casefile import files
from tests.cli.conftest import CASE, Casefile
from tests.cli.test_posting_plan import broken_off
from tests.cli.test_send import ON, notes, waiting
from tests.post_office import PostOffice

__all__ = ["broken_off"]


def test_while_a_send_runs_its_letter_is_on_its_way(casefile: Casefile, broken_off: Path) -> None:
    with files.locked(broken_off / "build/.locks/outbox.lock", "lena, process 7"):
        result = casefile("next", *ON[:2])
    assert (result.code, "nobody knows" in result.err, "--resend" in result.err) == (3, False, False)
    assert "is on its way: a send is running (lena, process 7)" in result.err
    assert "Nothing is to be done today." in result.out
    assert "nobody knows whether" in casefile("next", *ON[:2]).err


def test_what_a_killed_run_left_without_a_record_is_swept_and_the_day_goes_out(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    (northwind / "outbox").mkdir()
    (northwind / f"outbox/{'a' * 24}.eml").write_bytes(b"left behind")
    assert casefile("send", *ON, "--dry-run").code == 0
    assert waiting(northwind) == [".eml"]
    assert casefile("send", CASE, *ON, "--yes").code == 0
    assert (len(office.mailbox), len(notes(northwind)), waiting(northwind)) == (1, 1, [])
