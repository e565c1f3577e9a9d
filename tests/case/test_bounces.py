"""What came back: a report marks the contact that it is about, by Message-ID or as the last one before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.bounces import named
from casefile.case.model import Case, Contact
from casefile.case.reminders import came_back
from casefile.case.workspace import open_workspace

FILES = {
    "casefile.yaml": "creditor: {name: A, email: us@a.example}\n",
    "cases/a/case.yaml": "id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: N, email: ap@n.example}\n",
}
Read = Callable[..., Case]
DSN = (
    "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: us@a.example\nDate: Wed, 22 Apr 2026 09:00:00 +0200\n"
    "Subject: Undelivered\nMessage-ID: <report@mx.example>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    "--b\nContent-Type: text/plain\n\nIt could not be delivered.\n"
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
    "Final-Recipient: rfc822; ap@n.example\nAction: %s\nStatus: 5.1.1\n"
    "--b\nContent-Type: %s\n\nMessage-ID: <%s>\nSubject: Reminder\n\nPlease pay.\n--b--\n"
)


def note(on: str, more: str = "", channel: str = "email", direction: str = "out") -> str:
    return f"---\ndate: {on}\ndirection: {direction}\nchannel: {channel}\n{more}---\n"


FIRST = note("2026-04-15", "step: first\nproof: one@a.example\n")
SECOND = note("2026-04-21", "step: second\nproof: <two@a.example>\n")


@pytest.fixture
def read(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Read:
    def run(**correspondence: str) -> Case:
        notes = {f"cases/a/correspondence/{name.replace('__', '.')}": text for name, text in correspondence.items()}
        return folder.load(open_workspace(workspace({**FILES, **notes})), "a")

    return run


def back(case: Case, on: str = "2026-12-31") -> list[str]:
    """The steps that came back, as known on a day."""
    ours: list[Contact] = [each for each in case.contacts if each.head.step and each.head.outcome != "bounced"]
    return [each.head.step for each in ours if came_back(each, date.fromisoformat(on))]


@pytest.mark.parametrize(
    ("report", "steps"),
    [
        (note("2026-04-22", "outcome: bounced\n", direction="in"), ["second"]),
        (note("2026-04-20", "outcome: bounced\n", direction="in"), ["first"]),
        (note("2026-04-14", "outcome: bounced\n", direction="in"), []),
        (note("2026-04-22", "outcome: bounced\n"), ["second"]),
        (note("2026-04-22", "outcome: bounced\nstep: first\n"), ["first"]),
        (note("2026-04-22", "outcome: bounced\nproof: x@a.example\n"), []),
        (note("2026-04-22", "outcome: bounced\n", channel="post", direction="in"), []),
        (note("2026-04-22", "outcome: reached\n", direction="in"), []),
    ],
)
def test_a_note_that_something_bounced_marks_the_last_that_went_the_same_way(
    report: str, steps: list[str], read: Read
) -> None:
    assert back(read(a__md=FIRST, b__md=SECOND, c__md=report)) == steps


def test_two_reports_mark_two(read: Read) -> None:
    bounced = note("2026-04-22", "outcome: bounced\n", direction="in")
    assert back(read(a__md=FIRST, b__md=SECOND, c__md=bounced, d__md=bounced)) == ["first", "second"]


def test_a_report_about_an_invoice_marks_what_was_about_it(read: Read) -> None:
    first, second = (text.replace("proof", f"invoices: [{n}]\nproof") for text, n in ((FIRST, "R1"), (SECOND, "R2")))
    report = note("2026-04-22", "invoices: [R1]\noutcome: bounced\n", direction="in")
    assert back(read(a__md=first, b__md=second, c__md=report)) == ["first"]


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_reports_it_names_the_mail(kind: str, read: Read) -> None:
    case = read(a__md=FIRST, b__md=SECOND, c__eml=DSN % ("failed", kind, "one@a.example"))
    assert back(case) == ["first"]
    first = next(each for each in case.contacts if each.head.step == "first")
    assert first.head.received is not None
    assert (first.head.received.on, first.head.received.came_back) == (date(2026, 4, 22), True)


@pytest.mark.parametrize(
    ("clock", "day"),
    [("Wed, 22 Apr 2026 09:00:00 +0200", 22), ("Mon, 20 Apr 2026 23:30:05 -0800", 21), ("Thu, 1 Jan 1970 00:00:00 +0000", 21)],
)  # fmt: skip
def test_a_mail_that_names_the_mail_is_about_it_whatever_day_its_server_writes(
    clock: str, day: int, read: Read
) -> None:
    report = (DSN % ("failed", "message/rfc822", "two@a.example")).replace("Wed, 22 Apr 2026 09:00:00 +0200", clock)
    case = read(a__md=FIRST, z__md=SECOND, c__eml=report)
    assert back(case) == ["second"]
    assert [each.head.date.day for each in case.contacts] == [15, *sorted((21, day))]
    (sent,) = (each for each in case.contacts if each.head.step == "second")
    assert sent.head.received is not None
    assert sent.head.received.on == date(2026, 4, day)
    (told,) = (each for each in case.contacts if each.head.direction == "in")
    assert told.head.date == date(2026, 4, day)


def test_a_mail_about_one_that_is_not_recorded_marks_nothing(read: Read) -> None:
    assert back(read(a__md=FIRST, c__eml=DSN % ("failed", "message/rfc822", "other@a.example"))) == []


def test_a_mail_that_is_only_late_has_not_come_back(read: Read) -> None:
    assert back(read(a__md=FIRST, c__eml=DSN % ("delayed", "message/rfc822", "one@a.example"))) == []


def test_it_is_not_known_before_the_day_of_the_report(read: Read) -> None:
    case = read(a__md=FIRST, c__md=note("2026-04-22", "outcome: bounced\n", direction="in"))
    assert (back(case, "2026-04-21"), back(case, "2026-04-22")) == ([], ["first"])


def test_what_a_person_wrote_about_it_stays(read: Read) -> None:
    seen = FIRST.replace("step", "received: {on: 2026-04-16, how: read receipt}\nstep")
    assert back(read(a__md=seen, c__md=note("2026-04-22", "outcome: bounced\n", direction="in"))) == []


def test_a_mail_that_nothing_can_be_read_of_is_about_none() -> None:
    assert named(b"In-Reply-To: <one@a.example>\n\n") == ("one@a.example",)
    assert named(b"In-Reply-To: <one@a.example>\n\n" + bytes(5_000_001)) == (), "too long"
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    assert named(b"In-Reply-To: <one@a.example>\n" + nested.encode()) == (), "one in another without end"
