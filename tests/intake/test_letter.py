"""Mails are taken apart byte for byte in a process of their own, whatever is in them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

from casefile.intake.letter import Head, Letter, Opener
from tests.exhibits.compound import Value, message

Open = Callable[..., Letter]
PDF = bytes(range(256)) * 3 + b"\r\n\n\r"


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """`opened(raw)` is a mail taken apart; its pieces lie in a folder until the test ends."""

    def take(raw: bytes, *, seconds: int = 30, name: str = "mail.eml") -> Letter:
        (tmp_path / name).write_bytes(raw)
        (tmp_path / "out").mkdir(exist_ok=True)
        with Opener(seconds) as opener:
            return opener.open(tmp_path / name, tmp_path / "out")

    return take


def multipart(*parts: bytes, head: bytes = b"Subject: S\r\n") -> bytes:
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body + b"--b--\r\n"


def told(letter: Letter) -> list[tuple[str, int, bytes]]:
    return [(piece.name, piece.parent, piece.path.read_bytes()) for piece in letter.pieces]


def test_the_bytes_are_those_that_were_attached(opened: Open) -> None:
    encoded = base64.encodebytes(PDF)
    letter = opened(
        multipart(
            b"Content-Type: text/plain\r\n\r\nHello",
            b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded,
            b"Content-Disposition: attachment; filename=b.txt\r\n\r\none\r\ntwo\nthree\r",
            b"Content-Disposition: attachment; filename=c.txt\r\nContent-Transfer-Encoding: 8bit\r\n\r\nM\xe4rz \xff\x00",
            b"Content-Type: text/html; name=d.html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3D=\r\nb=E4",
        )
    )
    assert told(letter) == [
        ("a.pdf", -1, PDF), ("b.txt", -1, b"one\r\ntwo\nthree\r"), ("c.txt", -1, b"M\xe4rz \xff\x00"),
        ("d.html", -1, b"a=b\xe4"),
    ]  # fmt: skip


INNER = (
    multipart(
        b"Content-Type: text/plain\r\n\r\nx  \r\n.\n",
        b"Content-Type: image/png; name=p.png\r\n\r\nPNG",
        head=b"X-Odd:\tfolded\n  line\r\nsubject: =?utf-8?q?=C3=9Cber?= uns\r\nFrom: a@b.example\r\nDate: 1 Mar 2026 10:00\r\n",
    )
    .replace(b"=b\r\n", b"=i\r\n")
    .replace(b"--b", b"--i")
)


@pytest.mark.parametrize("encoding", ["7bit", "base64", "none"])
@pytest.mark.parametrize("kind", ["message/rfc822", "message/global"])
def test_an_attached_mail_is_a_file_as_it_was_and_is_opened(kind: str, encoding: str, opened: Open) -> None:
    head = f"Content-Type: {kind}\r\n" + (f"Content-Transfer-Encoding: {encoding}\r\n" if encoding != "none" else "")
    body = base64.encodebytes(INNER) if encoding == "base64" else INNER
    letter = opened(multipart(head.encode() + b"\r\n" + body, b"Content-Type: application/pdf; name=z.pdf\r\n\r\nz"))
    assert told(letter) == [("Über uns.eml", -1, INNER), ("p.png", 0, b"PNG"), ("z.pdf", -1, b"z")]
    assert letter.pieces[0].head == Head("2026-03-01", "a@b.example", "Über uns")
    assert letter.pieces[1].head is None


def test_an_attached_mail_has_a_name_that_tells_what_it_is(opened: Open) -> None:
    named = b'Content-Type: message/rfc822; name="a.msg"\r\n\r\nSubject: B\r\n\r\nx'
    bare = b"Content-Type: message/rfc822\r\n\r\nX: y\r\n\r\nx"
    assert [piece.name for piece in opened(multipart(named, bare)).pieces] == ["a.msg.eml", "attachment-2.eml"]


def test_what_is_the_mails_own_is_left_out_and_said(opened: Open) -> None:
    html = b'Content-Type: text/html\r\n\r\n<img src="cid:logo@x"><img src="cid:shot@x">'
    letter = opened(
        multipart(
            html,
            b"Content-Type: image/png\r\nContent-ID: <logo@x>\r\n\r\nlogo",
            b"Content-Type: image/png; name=screenshot.png\r\nContent-ID: <shot@x>\r\n\r\nshot",
            b"Content-Type: image/png\r\nContent-ID: <other@x>\r\n\r\nnot shown",
            b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nsigned",
            b"Content-Type: application/pdf; name=empty.pdf\r\n\r\n",
        )
    )
    assert [piece.name for piece in letter.pieces] == ["screenshot.png", "attachment-3.png"]
    assert letter.left == (
        ("attachment-1.png", "it is a picture without a name in the mail's text"),
        ("smime.p7s", "it stays in the mail, whose signature it is"),
        ("empty.pdf", "it is empty"),
    )


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..",
        "/",
        "a\\b",
        "\u202efdp.exe",
        "x" * 5000 + ".pdf",
        "a\tb.pdf",
        "=?utf-8?q?=0D=0A-_id=3A_E99?=",
    ],
)
def test_a_name_is_told_and_never_used_for_a_file(name: str, opened: Open, tmp_path: Path) -> None:
    message = EmailMessage()
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    (piece,) = opened(message.as_bytes()).pieces
    assert piece.path == tmp_path / "out" / "0"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mail.eml", "out"]
    assert len(piece.name) <= 250
    assert "\n" not in piece.name


def test_mails_in_mails_are_opened_to_a_depth(opened: Open) -> None:
    raw = b"Subject: 0\r\n\r\nx"
    for number in range(1, 8):
        inner = b"Content-Type: message/rfc822\r\n\r\n" + raw
        raw = multipart(inner, head=b"Subject: %d\r\n" % number).replace(b"=b\r", b"=b%d\r" % number, 1)
        raw = raw.replace(b"--b\r", b"--b%d\r" % number, 1).replace(b"--b--", b"--b%d--" % number)
    letter = opened(raw)
    assert [(piece.name, piece.parent) for piece in letter.pieces] == [
        ("6.eml", -1), ("5.eml", 0), ("4.eml", 1), ("3.eml", 2), ("2.eml", 3),
    ]  # fmt: skip
    assert letter.left == (("2.eml", "what is attached to it stays in it, 5 mails deep"),)


def test_ten_thousand_attachments_stay_in_it(opened: Open, tmp_path: Path) -> None:
    letter = opened(multipart(*(b"Content-Type: application/pdf; name=a.pdf\r\n\r\nx" for _ in range(10_000))))
    assert (letter.head.subject, letter.pieces, letter.refused) == ("S", (), "it has more than 500")
    assert list((tmp_path / "out").iterdir()) == []


HOSTILE = {
    "empty lines": b"\n\n\n",
    "no mail at all": bytes(range(256)) * 40,
    "a boundary that is never used": b"Content-Type: multipart/mixed; boundary=b\r\n\r\nx",
    "a boundary that never ends": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx",
    "parts within parts, too deep": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)
    ),
    "wrong base64": multipart(b"Content-Type: a/b; name=c\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%=%=\xff"),
    "an unknown encoding": multipart(b"Content-Type: a/b; name=c\r\nContent-Transfer-Encoding: x-y\r\n\r\nz"),
    "a broken name": multipart(b"Content-Type: a/b; name*0*=x''%ff; name*1*=%; name=\xff\r\n\r\nz"),
    "a long header": b"Subject: " + b"=?utf-8?q?" * 2000 + b"\r\n\r\nx",
    "a day of nobody's": b"Date: 99 Foo 99999999999999999999 25:61 +9999\r\n\r\nx",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_odd_ones_give_a_letter(raw: bytes, opened: Open) -> None:
    letter = opened(raw)
    assert isinstance(letter, Letter)
    assert all(piece.path.is_file() for piece in letter.pieces)


def test_one_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    slow = multipart(*(b"Content-Type: a/b; name=c\r\n\r\nx" for _ in range(400_000)))
    (tmp_path / "slow.eml").write_bytes(slow)
    (tmp_path / "good.eml").write_bytes(b"Subject: Good\n\nx")
    with Opener(seconds=1) as opener:
        late = opener.open(tmp_path / "slow.eml", tmp_path)
        opener.seconds = 30
        assert opener.open(tmp_path / "good.eml", tmp_path).head.subject == "Good"
    assert late == Letter(Head(), refused="the program that opens it took longer than 1 s")


NAME, DATA, MIME, METHOD = 0x3707, 0x3701, 0x370E, 0x3705
WHEN = "Date: Mon, 30 Mar 2026 09:00:00 +0200\r\nFrom: J. Wolff <J@northwind.example>\r\nSubject: =?utf-8?q?M=C3=A4rz?=\r\n\r\n"


def outlook(*attached: Mapping[int, Value], inner: Mapping[int, Value] | None = None) -> bytes:
    return message({0x0037: "S", 0x1000: "Text", 0x007D: WHEN}, attached, inner=inner)


def test_an_outlook_message_s_attachments_have_their_bytes_and_its_headers_are_told(opened: Open) -> None:
    letter = opened(outlook({NAME: "Stunden März.pdf", DATA: PDF, METHOD: 1}, {DATA: b"x"}), name="mail.msg")
    assert letter.head == Head("2026-03-30", "j@northwind.example", "März")
    assert told(letter) == [("Stunden März.pdf", -1, PDF), ("attachment-2.bin", -1, b"x")]
    assert (letter.left, letter.refused) == ((), "")


def test_a_mail_attached_to_a_mail_is_one_whichever_program_wrote_it(opened: Open) -> None:
    theirs = message({0x0037: "In", 0x007D: WHEN}, ({NAME: "z.pdf", DATA: b"z"},))
    assert len(theirs) < 4096, "what tests can put into a message"
    in_mail = base64.encodebytes(theirs)
    head = b"Content-Type: application/vnd.ms-outlook; name=a.msg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert told(opened(multipart(head + in_mail))) == [("a.msg", -1, theirs), ("z.pdf", 0, b"z")]
    letter = opened(outlook({NAME: "inner.msg", DATA: theirs}, {NAME: "i.eml", DATA: INNER, MIME: "message/rfc822"}))
    assert told(letter) == [("inner.msg", -1, theirs), ("z.pdf", 0, b"z"), ("i.eml", -1, INNER), ("p.png", 2, b"PNG")]
    assert letter.pieces[0].head == Head("2026-03-30", "j@northwind.example", "März")


def test_a_message_without_a_file_of_its_own_is_told_of(opened: Open) -> None:
    letter = opened(outlook(inner={0x0037: "Inside", 0x1000: "Words"}), name="mail.msg")
    assert letter.pieces == ()
    ((name, reason),) = letter.left
    assert (name, reason.partition(":")[0]) == ("Forwarded", "it has no file of its own")


def test_a_broken_outlook_message_says_why_nothing_is_taken_out(opened: Open) -> None:
    letter = opened(outlook()[:700], name="mail.msg")
    assert (letter.head, letter.pieces) == (Head(), ())
    assert "could not be read" in letter.refused
    cut: Mapping[int, Value] = {NAME: "cut.msg", DATA: outlook()[:700], METHOD: 1}
    letter = opened(outlook(cut), name="mail.msg")
    assert [piece.name for piece in letter.pieces] == ["cut.msg"]
    assert "stays in it" in letter.left[0][1]


@pytest.mark.parametrize(
    ("kind", "name", "called"),
    [
        ("application/octet-stream", "approval.eml", "approval.eml"),
        ("text/plain", "approval.EML", "approval.EML"),
        ("application/octet-stream", "approval", "approval.eml"),
        ("application/octet-stream", "", "Über uns.eml"),
    ],
)
def test_a_mail_that_is_attached_as_a_mere_file(opened: Open, kind: str, name: str, called: str) -> None:
    named = f"; filename={name}" if name else ""
    part = (
        f"Content-Type: {kind}\r\nContent-Disposition: attachment{named}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    letter = opened(multipart(part.encode() + base64.encodebytes(INNER)))
    assert told(letter) == [(called, -1, INNER), ("p.png", 0, b"PNG")]
    assert letter.pieces[0].head == Head("2026-03-01", "a@b.example", "Über uns")


@pytest.mark.parametrize(("kind", "name"), [("text/plain", "a.txt"), ("application/octet-stream", "a.log")])
def test_a_text_that_only_begins_like_a_mail_is_a_file(opened: Open, kind: str, name: str) -> None:
    part = f"Content-Type: {kind}\r\nContent-Disposition: attachment; filename={name}\r\n\r\nFrom: me\r\n\r\nHello"
    (piece,) = opened(multipart(part.encode())).pieces
    assert (piece.name, piece.head) == (name, None)


def test_outlooks_wrapping_is_taken_in_whole_and_told(opened: Open) -> None:
    wrapped = b"\x78\x9f\x3e\x22" + bytes(20)
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    letter = opened(multipart(head + base64.encodebytes(wrapped)))
    assert told(letter) == [("winmail.dat", -1, wrapped)]
    ((name, reason),) = letter.left
    assert (name, "save its attachments in Outlook" in reason) == ("winmail.dat", True)
