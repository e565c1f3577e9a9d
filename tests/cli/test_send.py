"""`casefile send`: to a real server on this machine; once, whatever breaks; and only what the ladder asks for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile import files
from casefile.cli.password import VARIABLE
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.post_office import PASSWORD, USER, PostOffice, post_office

DAY = ("--as-of", "2026-11-21")
ON = (*DAY, "--not-today")
CONFIG = "smtp: {host: localhost, port: %d, user: accounts, from: mail@studio-halvorsen.example}\n"


@pytest.fixture
def office(
    northwind: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PostOffice]:
    """A mail server, and a debtor with an e-mail address."""
    case, folder = northwind / FOLDER / "case.yaml", tmp_path_factory.mktemp("server")
    case.write_text(case.read_text().replace("  tax_ids:", "  email: ap@northwind.example\n  tax_ids:"))
    with post_office(folder) as found:
        with (northwind / "casefile.yaml").open("a") as config:
            config.write(CONFIG % found.port)
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
        monkeypatch.setenv(VARIABLE, PASSWORD)
        yield found


def notes(root: Path) -> list[str]:
    return sorted(path.name for path in (root / FOLDER / "correspondence").glob("*"))


def waiting(root: Path) -> list[str]:
    return sorted(path.suffix for path in (root / "outbox").glob("*"))


def test_the_day_goes_out_and_is_recorded(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    result = casefile("send", *ON, "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "  1. Northwind Trading GmbH <ap@northwind.example>: Invoice INV-1043: reminder\n"
        "     reminder, dated 2026-11-21, 54 kB; 2026-014-northwind\n"
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
    assert waiting(northwind) == []


def test_a_dry_run_sends_nothing(casefile: Casefile, northwind: Path, office: PostOffice) -> None:
    result = casefile("send", *DAY, "--dry-run")
    assert "Invoice INV-1043: reminder" in result.out
    assert result.err == "Nothing was sent: this is what would be.\n"
    assert (office.connections, notes(northwind), waiting(northwind)) == (0, [], [])


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
    assert "the connection broke before localhost said that it has the message" in unknown
    for _ in range(2):
        result = casefile("send", *ON, "--yes")
        assert result.code == 1
        assert "nobody knows whether 'Invoice INV-1043: reminder' of 2026-11-21 reached the server" in result.err
        assert result.out == "No letter is to be sent.\n"
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
    assert casefile("send", "--as-of", "2026-11-23", "--yes", "--resend").code == 0
    first, second = office.mailbox
    assert first == second
    assert notes(northwind) == ["2026-11-21-email-first.md"]
    assert waiting(northwind) == []


class Stopped(BaseException):
    """The machine stops."""


@pytest.mark.slow
def test_stopped_before_any_write_it_is_neither_sent_twice_nor_forgotten(
    casefile: Casefile, northwind: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in northwind.rglob("*") if path.is_file()}
    stopped = 0
    while _stops_at(stopped, casefile, monkeypatch):
        _settle(casefile, office)
        assert len(office.mailbox) == 1
        assert notes(northwind) == ["2026-11-21-email-first.md"]
        assert waiting(northwind) == []
        assert len(list((northwind / FOLDER / "evidence").glob("*.eml"))) == 1
        _back(northwind, before)
        office.mailbox.clear()
        stopped += 1
    assert stopped > 8


def _stops_at(number: int, casefile: Casefile, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Sends, and stops before the write of that number; whether there was one."""
    left, beside = iter(range(number)), files._beside

    def writing(*args: object) -> object:
        if next(left, None) is None:
            raise Stopped
        return beside(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(files, "_beside", writing)
        try:
            casefile("send", *ON, "--yes")
        except Stopped:
            return True
    return False


def _settle(casefile: Casefile, office: PostOffice) -> None:
    """What a person does after a stop: run it again, and say what became of what nobody knows."""
    again = casefile("send", *ON, "--yes")
    if "nobody knows" in again.err:
        assert casefile("send", *ON, "--yes", "--arrived" if office.mailbox else "--resend").code == 0


def _back(root: Path, before: dict[Path, bytes]) -> None:
    for path in [path for path in root.rglob("*") if path.is_file() and path not in before]:
        path.unlink()
    for path, content in before.items():
        if path.read_bytes() != content:
            path.write_bytes(content)


@pytest.mark.slow
def test_killed_at_any_reply_of_the_server_it_is_neither_sent_twice_nor_forgotten(
    casefile: Casefile, northwind: Path, office: PostOffice
) -> None:
    before = {path: path.read_bytes() for path in northwind.rglob("*") if path.is_file()}
    number, was_killed = 1, True
    while was_killed:
        was_killed = _killed_at(number, northwind, office)
        _settle(casefile, office)
        assert len(office.mailbox) == 1
        assert notes(northwind) == ["2026-11-21-email-first.md"]
        _back(northwind, before)
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
