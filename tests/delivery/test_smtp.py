"""Handing a message in at a real server: over TLS only, and what is known when the line breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.delivery.smtp import Line, Server, UnknownError
from casefile.errors import CaseError, Source
from tests.post_office import PASSWORD, USER, PostOffice, post_office

LETTER = b"From: a@a.example\r\nTo: b@b.example\r\nSubject: Due\r\n\r\nPlease pay.\r\n.hidden\r\n..twice\r\n"
PLACE = Source("casefile.yaml", 7, 7)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with post_office(tmp_path) as found:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        yield found


def server(
    office: PostOffice, *, security: str = "starttls", password: str = PASSWORD, host: str = "localhost"
) -> Server:
    return Server(host, office.port, security, USER, password, PLACE)


def handed(office: PostOffice, **more: str) -> tuple[str, list[str]]:
    """What the server said, and what happened on our side."""
    steps: list[str] = []
    with Line(lambda: server(office, **more)) as line:
        return line.hand_in("a@a.example", "b@b.example", LETTER, lambda: steps.append("handing over")), steps


def test_the_message_arrives_byte_for_byte(office: PostOffice) -> None:
    assert handed(office) == ("taken", ["handing over"])
    assert office.mailbox == [LETTER]


def test_tls_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office(tmp_path, security="tls") as office:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert handed(office, security="tls")[0] == "taken"
        assert office.mailbox == [LETTER]


def test_several_messages_go_over_one_line(office: PostOffice) -> None:
    with Line(lambda: server(office)) as line:
        for _ in range(3):
            line.hand_in("a@a.example", "b@b.example", LETTER, lambda: None)
    assert len(office.mailbox) == 3
    assert office.connections == 1


def problem(office: PostOffice, **more: str) -> str:
    with pytest.raises(CaseError) as caught:
        handed(office, **more)
    assert not isinstance(caught.value, UnknownError)
    (found,) = caught.value.problems
    assert (found.source, bool(found.hint)) == (PLACE, True)
    assert office.mailbox == []
    assert PASSWORD not in str(found)
    return found.message


def test_a_wrong_password_is_told_and_never_printed(office: PostOffice) -> None:
    assert "does not let us in: 535" in problem(office, password="wrong")


def test_a_certificate_of_nobody_we_trust_is_refused(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    assert "certificate could not be verified" in problem(office)


def test_a_certificate_for_another_name_is_refused(office: PostOffice) -> None:
    assert "certificate could not be verified" in problem(office, host="127.0.0.1")


def test_nothing_goes_in_the_clear(tmp_path: Path) -> None:
    with post_office(tmp_path, security="plain") as office:
        assert "STARTTLS" in problem(office)


def test_a_server_that_is_not_there(office: PostOffice) -> None:
    office.port = 1
    assert problem(office).startswith("not sent: ")


@pytest.mark.parametrize(("command", "answer"), [("RCPT", "550 no such user"), ("DATA", "554 looks like spam")])
def test_what_the_server_does_not_take_was_not_sent(office: PostOffice, command: str, answer: str) -> None:
    office.answers[command] = answer
    assert answer in problem(office)


def test_after_a_refusal_the_next_message_goes_over_the_same_line(office: PostOffice) -> None:
    with Line(lambda: server(office)) as line:
        office.answers["RCPT"] = "550 no such user"
        with pytest.raises(CaseError):
            line.hand_in("a@a.example", "x@b.example", LETTER, lambda: None)
        office.answers.clear()
        line.hand_in("a@a.example", "b@b.example", LETTER, lambda: None)
    assert office.mailbox == [LETTER]


def test_a_server_that_is_too_small_is_told_the_size(office: PostOffice) -> None:
    with pytest.raises(CaseError, match="552"), Line(lambda: server(office)) as line:
        line.hand_in("a@a.example", "b@b.example", LETTER + b"x" * 40_000_000, lambda: None)
    assert office.mailbox == []


def outcome(office: PostOffice) -> str:
    try:
        handed(office)
    except UnknownError:
        return "unknown"
    except CaseError as error:
        return "not sent" if error.problems[0].message.startswith("not sent: ") else str(error)
    return "sent"


def test_wherever_the_line_breaks_what_is_said_is_true(office: PostOffice) -> None:
    handed(office)
    replies, unknown = office.replies, []
    for number in range(1, replies + 1):
        office.mailbox.clear()
        office.drop_at(number)
        told = outcome(office)
        assert len(office.mailbox) == {"sent": 1, "not sent": 0}.get(told, len(office.mailbox))
        unknown += [number] if told == "unknown" else []
    assert len(unknown) == 1
    assert replies > 7


def test_after_a_break_the_next_message_goes_over_a_new_line(office: PostOffice) -> None:
    with Line(lambda: server(office)) as line:
        office.drop_at(5)
        with pytest.raises(CaseError):
            line.hand_in("a@a.example", "b@b.example", LETTER, lambda: None)
        office.drop_at(None)
        line.hand_in("a@a.example", "b@b.example", LETTER, lambda: None)
    assert office.mailbox == [LETTER]
