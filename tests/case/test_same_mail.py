"""A message is the same one whoever kept it: by its Message-ID, and by what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.case.same_mail import marks, marks_of, of

WORDS = "Our advice is to settle, because the notice of 3 May was never served on anybody who could take it for them."
SENT = f"From: jo@law.example\nTo: a@a.example\nMessage-ID: <X1@Law.Example>\n\n{WORDS}\n".encode()
OTHERS = {
    "other headers": b"Received: by x\nX-Folder: 3\n" + SENT,
    "other line ends": SENT.replace(b"\n", b"\r\n"),
    "Apple Mail": b"482\n" + SENT,
    "a folded identifier": SENT.replace(b"Message-ID: ", b"Message-Id:\n  "),
    "another body": SENT.replace(WORDS.encode(), b"(removed)"),
    "another identifier": SENT.replace(b"X1@", b"X2@"),
    "broken lines": SENT.replace(b"X1@", b"X2@").replace(b"because the", b"because\nthe"),
    "coded": b"From: jo@law.example\nContent-Transfer-Encoding: quoted-printable\n\n"
    + WORDS.replace("s", "=73").encode(),
    "as HTML": b"From: jo@law.example\nContent-Type: text/html\n\n<style>p {}</style><p>" + WORDS.encode() + b"</p>",
}


@pytest.mark.parametrize("way", OTHERS)
def test_the_same_message_in_another_form(way: str) -> None:
    assert marks(OTHERS[way]) & marks(SENT)


@pytest.mark.parametrize(
    "other",
    [
        SENT.replace(b"X1@", b"X2@").replace(b"settle", b"wait"),
        b"From: x@y\nReferences: <X1@law.example>\n\n> " + WORDS.encode(),
        b"From: x@y\nMessage-ID: <>\n\nThanks.\n",
        WORDS.encode(),
        b"%PDF-1.7 Message-ID: <X1@law.example>",
        b"",
    ],
    ids=["another", "an answer", "hardly a word", "no message", "no text", "nothing"],
)
def test_another_message_is_another(other: bytes) -> None:
    assert not marks(other) & marks(SENT)


def test_a_short_text_may_be_anybodys() -> None:
    assert not set(of("", "Thanks, see you."))
    assert marks(b"From: a@b\nMessage-ID: <>\n\nThanks, see you.\n") == frozenset()


def test_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(SENT)
    (tmp_path / "a.bin").write_bytes(b"\0" + SENT)
    assert marks_of(tmp_path / "a.eml") == marks(SENT)
    assert marks_of(tmp_path / "a.bin") == marks_of(tmp_path / "gone") == marks_of(tmp_path) == frozenset()


def test_a_message_nested_too_deep_has_none() -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\nA: b\n\n--%d\n' % (n, n) for n in range(3000))
    assert marks(deep) == frozenset()


def test_what_is_attached_says_nothing_of_the_message_itself() -> None:
    inner = SENT.replace(b"X1@", b"X3@")
    parts = (
        b"\n--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n" + inner + b"\n--b--\n"
    )
    outer = b"From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n" + parts
    assert not marks(outer) & marks(SENT)


@pytest.mark.parametrize("kind", ["text/plain; name=advice.txt", "application/pdf"])
def test_a_paper_that_is_attached_is_not_what_the_message_says(kind: str) -> None:
    """Two mails may bring the same paper, and each says something else."""
    attached = f"Content-Type: {kind}\nContent-Disposition: attachment\n\n{WORDS}\n--b--\n".encode()
    parts = b"\n--b\nContent-Type: text/plain\n\nSee below.\n--b\n" + attached
    head = b"From: a@b\nMIME-Version: 1.0\nMessage-ID: <y@b>\nContent-Type: multipart/mixed; boundary=b\n"
    assert marks(head + parts) == set(of("<y@b>", ""))


def test_a_text_in_an_encoding_that_nobody_knows_is_not_read() -> None:
    mail = b"From: a@b\nMessage-ID: <y@b>\nContent-Type: text/plain; charset=no-such\n\n" + WORDS.encode()
    assert marks(mail) == set(of("<y@b>", ""))


def test_a_file_that_cannot_be_opened_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.eml").write_bytes(SENT)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)
    assert marks_of(tmp_path / "b.eml") == frozenset()
