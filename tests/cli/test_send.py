"""`casefile send`: to a real server on this machine; once, whatever breaks; and only what the ladder asks for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.case import register
from casefile.cli.password import VARIABLE
from casefile.errors import CaseError, Problem
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.post_office import USER, PostOffice
from tests.stopping import lying, put_back, was_stopped

DAY = ("--as-of", "2026-11-21")
ON = (*DAY, "--not-today")
WHOSE = f"'Invoice INV-1043: reminder' to Northwind Trading GmbH <ap@northwind.example> ({CASE})"


def notes(root: Path) -> list[str]:
    return sorted(path.name for path in (root / FOLDER / "correspondence").glob("*"))


def waiting(root: Path) -> list[str]:
    return sorted(path.suffix for path in (root / "outbox").glob("*"))


def test_the_day_goes_out_and_is_recorded(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    result = casefile("send", *ON, "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "  1. Northwind Trading GmbH <ap@northwind.example>: Invoice INV-1043: reminder\n"
        "     reminder, dated 2026-11-21, 56 kB; 2026-014-northwind\n"
        "sent to ap@northwind.example: Invoice INV-1043: reminder\n"
        f"  recorded: {FOLDER}/correspondence/2026-11-21-email-first.md, E02\n"
        "1 sent, 0 not, 0 unknown\n"
    )
    (message,) = office.messages
    assert message["From"] == "Studio Halvorsen Ltd <mail@studio-halvorsen.example>"
    assert message["Reply-To"] == "Studio Halvorsen Ltd <accounts@studio-halvorsen.example>"
    assert (message["To"], message["Subject"]) == (
        "Northwind Trading GmbH <ap@northwind.example>",
        "Invoice INV-1043: reminder",
    )
    assert [part.get_filename() for part in message.iter_attachments()] == ["Invoice INV-1043 reminder.pdf"]
    assert "X-Unsent" not in message
    assert casefile("next", *DAY, "--json").json["actions"] == []


def test_what_was_sent_is_kept_byte_for_byte(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    (sent,) = casefile("send", CASE, "reminder", *ON, "--yes", "--json").json["sent"]
    evidence = northwind / FOLDER / "evidence"
    assert (evidence / "E02-reminder-first.en.eml").read_bytes() == office.mailbox[0]
    attached = next(part for part in office.messages[0].iter_attachments())
    (pdf,) = evidence.glob("E03-*.pdf")
    assert pdf.read_bytes() == attached.get_content()
    note = (northwind / sent["recorded"][0]["file"]).read_text()
    assert f"proof: {sent['message_id']}\n" in note
    assert "to: ap@northwind.example\n" in note
    assert office.messages[0]["Message-ID"] == f"<{sent['message_id']}>"
    assert casefile("verify", CASE).code == 0
    assert "hidden parts" not in casefile("check", CASE).out, "the name of its payment code is no secret"
    assert waiting(northwind) == []


def test_a_dry_run_sends_nothing(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    result = casefile("send", *DAY, "--dry-run")
    assert "Invoice INV-1043: reminder" in result.out
    assert result.err == "Nothing was sent: this is what would be.\n"
    assert (office.connections, notes(northwind), waiting(northwind)) == (0, [], [])


def test_what_the_debtor_wrote_is_told_before_the_letter_goes(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    note = northwind / FOLDER / "correspondence/1.md"
    note.parent.mkdir()
    note.write_text("---\ndate: 2026-11-17\ndirection: in\nchannel: email\n---\nWe paid last week.\n")
    told = f"they wrote on 17 November: read it first: {FOLDER}/correspondence/1.md"
    assert f"     {told}\n" in casefile("send", *DAY, "--dry-run").out
    assert [each["read_first"] for each in casefile("send", *DAY, "--dry-run", "--json").json["waiting"]] == [[told]]
    result = casefile("send", *ON, "--yes")
    assert (result.code, f"     {told}\n" in result.out, len(office.mailbox)) == (0, True, 1)


def test_where_nobody_can_be_asked_nothing_is_sent(casefile: Casefile, office: PostOffice) -> None:
    result = casefile("send", *ON)
    assert (result.code, "--yes sends without asking" in result.err) == (2, True)
    assert office.connections == 0


def test_the_ladder_decides(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    assert casefile("send", CASE, "reminder", *ON, "--yes").code == 0
    for asked in (("reminder",), ("reminder", "--step", "second"), ("demand",)):
        result = casefile("send", CASE, *asked, *ON, "--yes")
        assert result.code == 1
        assert "the ladder does not ask for" in result.err
        assert "reminder (email) comes on 2026-11-28" in result.err
    assert len(office.mailbox) == 1


def test_a_case_on_hold_is_left_alone(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    with (northwind / FOLDER / "case.yaml").open("a") as file:
        file.write("hold: {reason: we talk}\n")
    assert casefile("send", *ON, "--yes").out == "No letter is to be sent.\n"
    assert "on hold: we talk" in casefile("send", CASE, "reminder", *ON, "--yes").err
    assert office.connections == 0


def test_what_is_no_step_of_the_ladder_goes_when_it_is_wanted_once_a_day(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    assert casefile("send", CASE, "statement", *ON, "--yes").code == 0
    again = casefile("send", CASE, "statement", *ON, "--yes")
    assert (again.code, "went out already" in again.err) == (1, True)
    assert f"{FOLDER}/correspondence/2026-11-21-email-out.md" in again.err
    assert casefile("send", CASE, "brief", *ON, "--yes").code == 2
    assert len(office.mailbox) == 1


def test_a_letter_from_nobody_is_not_sent(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    config = northwind / "casefile.yaml"
    config.write_text(config.read_text().replace("Studio Halvorsen Ltd", "Your name or company"))
    result = casefile("send", *ON, "--yes")
    assert (result.code, "the creditor is still called" in result.err) == (1, True)
    assert (office.connections, notes(northwind)) == (0, [])


def test_a_refused_address_is_told_and_nothing_recorded(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    office.answers["RCPT"] = "550 no such user"
    result = casefile("send", *ON, "--yes")
    assert result.code == 1
    assert "localhost does not take mail for ap@northwind.example: 550 no such user" in result.err
    assert "casefile.yaml:7:7" in result.err
    assert (notes(northwind), waiting(northwind)) == ([], [])


def test_no_password(casefile: Casefile, northwind: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    result = casefile("send", *ON, "--yes")
    assert (result.code, f"no password is known for {USER} at localhost" in result.err) == (2, True)
    assert (notes(northwind), waiting(northwind)) == ([], [])


def test_no_server(casefile: Casefile, northwind: Path) -> None:
    result = casefile("send", *ON, "--yes")
    assert (result.code, "casefile.yaml:1:1: no mail server is known" in result.err) == (2, True)


def test_what_nobody_knows_is_told_and_never_sent_by_itself(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    unknown = _broken_off(casefile, office)
    assert f"{WHOSE}: the connection broke before localhost said that it has the message" in unknown
    for _ in range(2):
        result = casefile("send", *ON, "--yes")
        assert result.code == 1
        assert f"nobody knows whether {WHOSE} of 2026-11-21 reached the server" in result.err
        assert result.out == "No letter is to be sent.\n0 sent, 0 not, 1 unknown\n"
    assert (len(office.mailbox), notes(northwind), waiting(northwind)) == (1, [], [".eml", ".json"])


def _broken_off(casefile: Casefile, office: PostOffice) -> str:
    """What is said when the server takes the message and the line breaks before it says so."""
    office.at_reply = lambda _: len(office.mailbox) == 1
    said = casefile("send", *ON, "--yes").err
    office.drop_at(None)
    return said


def test_what_arrived_is_recorded(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    _broken_off(casefile, office)
    assert casefile("send", *ON, "--yes", "--arrived").code == 0
    assert (len(office.mailbox), notes(northwind)) == (1, ["2026-11-21-email-first.md"])
    assert waiting(northwind) == []


def test_what_did_not_arrive_is_sent_again_byte_for_byte(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    _broken_off(casefile, office)
    assert casefile("send", *ON, "--yes", "--resend").code == 0
    first, second = office.mailbox
    assert first == second
    assert notes(northwind) == ["2026-11-21-email-first.md"]
    assert waiting(northwind) == []


def test_days_later_the_old_letter_is_not_sent_but_a_new_one(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    _broken_off(casefile, office)
    office.mailbox.clear()
    later = ("--as-of", "2026-11-23", "--not-today", "--yes")
    refused = casefile("send", *later, "--resend")
    assert (refused.code, refused.out.splitlines()[-1]) == (1, "0 sent, 1 not, 0 unknown")
    assert f"not sent: {WHOSE} is of 2026-11-21 and asks for payment by 2026-11-28" in refused.err
    assert "casefile send --discard forgets it" in refused.err
    assert (office.mailbox, waiting(northwind)) == ([], [".eml", ".json"])
    assert casefile("send", *later, "--discard").code == 0
    assert (office.mailbox, waiting(northwind)) == ([], [])
    assert casefile("send", *later).out.splitlines()[-1] == "1 sent, 0 not, 0 unknown"
    assert notes(northwind) == ["2026-11-23-email-first.md"]


def test_a_letter_that_names_no_day_to_pay_by_is_recorded_on_the_day_it_really_went(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    office.at_reply = lambda _: len(office.mailbox) == 1
    casefile("send", CASE, "statement", *ON, "--yes")
    office.drop_at(None)
    assert casefile("send", "--as-of", "2026-11-23", "--not-today", "--yes", "--resend").code == 0
    assert notes(northwind) == ["2026-11-23-email-out.md"]


def test_on_a_day_that_is_not_today_nothing_is_sent(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    for day in ("2026-01-01", "2099-03-01"):
        result = casefile("send", "--yes", "--as-of", day)
        assert (result.code, f"--as-of {day} is not today" in result.err) == (2, True)
        assert "leave out --as-of" in result.err
    assert (office.connections, notes(northwind)) == (0, [])


def test_what_is_recorded_for_a_later_day_is_not_sent_again(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    assert casefile("send", *ON, "--yes").code == 0
    result = casefile("send", "--as-of", "2026-11-20", "--not-today", "--yes")
    assert (result.code, result.out) == (3, "No letter is to be sent.\n")
    assert f"{CASE}: the first is recorded for 2026-11-21, after 2026-11-20: not written again" in result.err
    assert f"{FOLDER}/correspondence/2026-11-21-email-first.md:1:1" in result.err
    assert len(office.mailbox) == 1


def test_what_nobody_knows_holds_the_letters_for_the_post(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    _broken_off(casefile, office)
    case = northwind / FOLDER / "case.yaml"
    case.write_text(case.read_text().replace("  email: ap@northwind.example\n", ""))  # from now on it goes by post
    for asked in ((), ("--print", "letters.pdf", "--log", "--posted", "2026-11-21")):
        result = casefile("next", *DAY, *asked, "--all")
        assert (result.code, f"nobody knows whether {WHOSE}" in result.err) == (1, True)
        assert "Nothing is to be done today.\n" in result.out
        assert "waits: nobody knows whether" in result.out
        assert "--arrived records it, --resend sends the same again, --discard" in " ".join(result.err.split())
    assert (notes(northwind), list(northwind.glob("*.pdf"))) == ([], [])


def test_what_was_taken_and_is_not_recorded_holds_them_too(
    casefile: Casefile, northwind: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CaseError([Problem("the disk is full")])

    with monkeypatch.context() as broken:
        broken.setattr(register, "log", full)
        result = casefile("send", *ON, "--yes")
    assert f"{WHOSE}: it went, and is not recorded: the disk is full" in result.err
    assert result.out.endswith("1 sent, 0 not, 0 unknown; 1 of them not recorded yet\n")
    result = casefile("next", *DAY)
    assert (result.code, f"{WHOSE} was sent, and is not recorded yet" in result.err) == (1, True)
    assert "Nothing is to be done today." in result.out
    with monkeypatch.context() as broken:
        broken.setattr(register, "log", full)
        result = casefile("send", *ON, "--yes")
    assert result.out.endswith("0 sent, 0 not, 0 unknown; 1 sent earlier and still not recorded\n")
    result = casefile("send", *ON, "--yes")
    assert result.out.endswith("0 sent, 0 not, 0 unknown; 1 sent earlier and recorded now\n")
    assert (len(office.mailbox), len(notes(northwind))) == (1, 1)


@pytest.mark.parametrize("direction", ["in", "out"])
def test_mail_that_bounced_goes_another_way(
    direction: str, casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    assert casefile("send", *ON, "--yes").code == 0
    report = ("--direction", direction, "--outcome", "bounced", "--date", "2026-11-22", "--text", "")
    result = casefile("log", CASE, "email", *report)
    note = f"{FOLDER}/correspondence/2026-11-21-email-first.md"
    assert result.err == f"Next: {note} counts as come back; casefile next {CASE} says what to do instead\n"
    (action,) = casefile("next", "--as-of", "2026-11-22", "--json").json["actions"]
    assert (action["step"], action["channel"]) == ("first", "post")
    assert "the e-mail of 21 November came back" in action["reason"]


class TestTwo:
    """Letters to two debtors on one day."""

    @pytest.fixture(autouse=True)
    def _other(self, northwind: Path, office: PostOffice) -> None:
        assert office.port
        other(northwind, "b", "{name: Brightwell, email: ap@brightwell.example}")

    def test_each_line_names_its_letter_and_the_last_counts(self, casefile: Casefile, office: PostOffice) -> None:
        office.answers["RCPT ap@brightwell.example"] = "550 no such user"
        result = casefile("send", *ON, "--yes")
        assert (result.code, result.out.splitlines()[-1]) == (1, "1 sent, 1 not, 0 unknown")
        told = (
            "'Invoice B-1: reminder' to Brightwell <ap@brightwell.example> (b): not sent: localhost does not take mail"
        )
        assert told in result.err

    def test_without_a_line_none_goes_and_each_is_named(
        self, casefile: Casefile, northwind: Path, office: PostOffice
    ) -> None:
        config = northwind / "casefile.yaml"
        config.write_text(config.read_text().replace(f"port: {office.port}", "port: 1"))
        result = casefile("send", *ON, "--yes")
        assert (result.code, result.out.splitlines()[-1]) == (1, "0 sent, 2 not, 0 unknown")
        assert (
            f"{WHOSE}: not sent" in result.err,
            "to Brightwell <ap@brightwell.example> (b): not sent" in result.err,
        ) == (
            True,
            True,
        )

    @pytest.mark.parametrize("fate", ["--arrived", "--resend", "--discard"])
    def test_what_becomes_of_one_letter_sends_no_other(
        self, fate: str, casefile: Casefile, northwind: Path, office: PostOffice
    ) -> None:
        office.at_reply = lambda _: len(office.mailbox) == 1
        casefile("send", CASE, *ON, "--yes")
        office.drop_at(None)
        assert casefile("send", *ON, "--yes", fate).code == 0
        assert [each["To"] for each in office.messages if "brightwell" in each["To"]] == []
        assert (len(office.mailbox), waiting(northwind)) == (2 if fate == "--resend" else 1, [])
        assert len(notes(northwind)) == (0 if fate == "--discard" else 1)

    def test_the_other_goes_while_one_is_not_known(self, casefile: Casefile, office: PostOffice) -> None:
        office.at_reply = lambda _: len(office.mailbox) == 1
        casefile("send", CASE, *ON, "--yes")
        office.drop_at(None)
        result = casefile("send", *ON, "--yes")
        assert result.out.splitlines()[-1] == "1 sent, 0 not, 1 unknown"

    def test_none_to_decide(self, casefile: Casefile, office: PostOffice) -> None:
        result = casefile("send", *ON, "--yes", "--arrived")
        assert result.out == "There is no letter of which it is not known whether it went.\n"
        assert office.connections == 0


@pytest.mark.parametrize(
    ("broken", "goes"),
    [
        ("id: b\ntitle: T\ncurrency: EUR\ndebtor: {name: Northwind Trading GmbH}\nnonsense: 1\n", 0),
        ("id: b\ntitle: T\ncurrency: EUR\ndebtor:\n  name: northwind trading gmbh\n  address: [\n", 0),
        ("id: b\ntitle: T\ncurrency: EUR\ndebtor: {name: Somebody else}\nnonsense: 1\n", 1),
        ("{{{", 0),
    ],
)
def test_a_debtor_of_whom_a_case_cannot_be_read_gets_nothing(
    broken: str, goes: int, casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    other(northwind, "b", "{name: Northwind Trading GmbH}")
    (northwind / "cases/b/correspondence").mkdir()
    (northwind / "cases/b/correspondence/1.md").write_text("---\ndate: 2026-11-20\n---\n")
    (northwind / "cases/b/case.yaml").write_text(broken)
    asked = casefile("next", *DAY)
    assert (asked.code, "b cannot be read" in asked.err) == (1, not goes)
    assert ("Nothing is to be done today." in asked.out) is not goes or goes
    result = casefile("send", *ON, "--yes")
    assert (result.code, len(office.mailbox), "b cannot be read" in result.err) == (1, goes, not goes)


def test_a_letter_that_was_wished_for_is_held_as_well(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    other(northwind, "b", "{name: Northwind Trading GmbH}")
    (northwind / "cases/b/payments.yaml").write_text("- nonsense\n")
    result = casefile("send", CASE, "statement", *ON, "--yes")
    assert (result.code, "b cannot be read" in result.err, office.mailbox) == (1, True, [])


def other(root: Path, name: str, debtor: str) -> None:
    """One more case of a debtor, with an invoice of its own."""
    folder = root / "cases" / name
    (folder / "invoices").mkdir(parents=True)
    (folder / "case.yaml").write_text(f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: {debtor}\n")
    number = f"{name.upper()}-1"
    text = f"number: {number}\nissued: 2026-10-01\ndue: 2026-11-10\nlines: [{{id: 1, description: D, unit_price: 9}}]\n"
    (folder / "invoices/1.yaml").write_text(text)


@pytest.mark.slow
def test_stopped_before_any_write_it_is_neither_sent_twice_nor_forgotten(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    before = lying(northwind)
    stopped = 0
    while was_stopped(stopped, lambda: casefile("send", *ON, "--yes")):
        _settle(casefile, office)
        assert len(office.mailbox) == 1
        assert notes(northwind) == ["2026-11-21-email-first.md"]
        assert waiting(northwind) == []
        assert len(list((northwind / FOLDER / "evidence").glob("*.eml"))) == 1
        put_back(northwind, before)
        office.mailbox.clear()
        stopped += 1
    assert stopped > 8


def _settle(casefile: Casefile, office: PostOffice) -> None:
    """What a person does after a stop: run it again, and say what became of what nobody knows."""
    again = casefile("send", *ON, "--yes")
    if "nobody knows" in again.err:
        assert casefile("send", *ON, "--yes", "--arrived" if office.mailbox else "--resend").code == 0


@pytest.mark.slow
def test_killed_at_any_reply_of_the_server_it_is_neither_sent_twice_nor_forgotten(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    before = lying(northwind)
    number, was_killed = 1, True
    while was_killed:
        was_killed = _killed_at(number, northwind, office)
        _settle(casefile, office)
        assert len(office.mailbox) == 1
        assert notes(northwind) == ["2026-11-21-email-first.md"]
        put_back(northwind, before)
        office.mailbox.clear()
        number += 1
    assert number > 8


def _killed_at(number: int, root: Path, office: PostOffice) -> bool:
    """Sends in a process of its own, which is killed in place of the reply of that number."""
    office.replies = 0
    command = [sys.executable, "-P", "-m", "casefile", "--workspace", str(root), *DAY, "send", "--not-today", "--yes"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:

        def kill(reply: int) -> bool:
            if reply == number:
                os.kill(run.pid, signal.SIGKILL)
            return reply == number

        office.at_reply = kill
        code = run.wait(60)
    office.drop_at(None)
    return code == -signal.SIGKILL
