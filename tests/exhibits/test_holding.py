"""A message holds what is attached to it, whatever program wrote it; where nobody can tell, it is taken to."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

import pikepdf
import pytest

import casefile
from casefile.case.same_mail import marks
from casefile.exhibits import holding, table
from casefile.exhibits.holding import holds, may_hold
from casefile.exhibits.pages import NotShownError
from tests.exhibits.compound import Value, message
from tests.exhibits.conftest import MakeNative, added
from tests.exhibits.test_mail import _with_two_files
from tests.exhibits.test_outlook import DATA, JOBS, PLAIN
from tests.exhibits.test_text import text_of

ATTACHED = hashlib.sha256(b"%PDF-1.7 x").hexdigest()
OTHER = "0" * 64


@pytest.fixture(autouse=True)
def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was told in this process."""
    monkeypatch.setattr(holding, "_TOLD", {})


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
    assert may_hold(path)
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


@pytest.fixture
def looked_into(native: MakeNative, tmp_path: Path) -> Path:
    """A message that was looked into, which does not hold it."""
    path = native("a.msg", message(PLAIN, JOBS)).path
    assert not holding.holding([path], {OTHER}, tmp_path / "kept")
    assert holding.holding([path], {ATTACHED}, tmp_path / "kept-too")
    return path


@pytest.fixture
def late(looked_into: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From then on every child is late, so that whatever is asked anew is taken to hold it."""
    monkeypatch.setattr(holding, "SECONDS", 0.01)
    return looked_into


@pytest.fixture
def elsewhere(late: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same for a process that was told nothing."""
    monkeypatch.setattr(holding, "_TOLD", {})
    return late


def test_a_file_is_looked_into_once_a_process(late: Path) -> None:
    assert not holds(late, {OTHER})
    assert holds(late, {ATTACHED})


def test_a_file_that_was_looked_into_before_is_not_again(elsewhere: Path, tmp_path: Path) -> None:
    assert not holding.holding([elsewhere], {OTHER}, tmp_path / "kept")
    assert not holds(elsewhere.replace(elsewhere.with_name("moved.msg")), {OTHER})


@pytest.mark.parametrize("other", ["bytes", "suffix", "withheld", "version", "torn", "strange", "gone"])
def test_it_is_looked_into_again_when_anything_is_another(
    elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    path, withheld, noted = elsewhere, {OTHER}, tmp_path / "kept/held.json"
    if other == "bytes":
        path.write_bytes(message(PLAIN))
    elif other == "suffix":
        path = path.rename(path.with_suffix(".eml"))
    elif other == "withheld":
        withheld = {OTHER, "1" * 64}
    elif other == "version":
        monkeypatch.setattr(casefile, "__version__", "99")
    elif other == "torn":
        noted.write_bytes(noted.read_bytes()[:-9])
    elif other == "strange":
        noted.write_bytes(noted.read_bytes().replace(b'"free"', b"null"))
    else:
        noted.unlink()
    assert holding.holding([path], withheld, tmp_path / "kept")


def test_what_could_not_be_looked_into_is_looked_into_another_time(
    native: MakeNative, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = native("a.msg", message(PLAIN, JOBS)).path
    with monkeypatch.context() as patched:
        patched.setattr(holding, "SECONDS", 0.01)
        assert holding.holding([path], {OTHER}, tmp_path / "kept")
    assert not holding.holding([path], {OTHER}, tmp_path / "kept")


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


SECRET = b"Line one of our advice.\nLine two.\n"
KEPT = hashlib.sha256(SECRET).hexdigest()


def _zip(content: bytes = SECRET, name: str = "a.txt") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _pdf(content: bytes = SECRET, **saved: Any) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["a.txt"] = content
        pdf.save(out, **saved)
    return out.getvalue()


def _mail(content: bytes = SECRET, name: str = "a.bin", encoding: str = "base64") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "It"
    mail.set_content("See it.\n")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name, cte=encoding)
    return mail.as_bytes()


def _deep(levels: int) -> bytes:
    content = SECRET
    for _ in range(levels):
        content = _zip(content, "a.zip")
    return content


HOLDERS: Mapping[str, bytes] = {
    "zip.zip": _zip(), "zip.txt": _zip(), "zip": b"junk" + _zip(), "pdf.pdf": _pdf(), "pdf": _pdf(),
    "in-zip.eml": _mail(_zip()), "in-pdf.eml": _mail(_pdf()), "mail-in-zip.zip": _zip(_mail(), "m"),
    "m.txt": _mail(), "m": _mail(), "m.csv": b"\n\n" + _mail(), "m.mbox": b"From a@b Mon\n" + _mail() * 1,
    "two.mbox": b"From a@b Mon\nFrom: x@y\n\nHello\n\nFrom a@b Mon\n" + _mail(), "m.emlx": b"482\n" + _mail(),
    "crlf.eml": _mail().replace(b"\n", b"\r\n"), "wide.txt": _mail().decode().encode("utf-16"),
    "crlf-7bit.eml": _mail(SECRET, "a.txt", "7bit").replace(b"\n", b"\r\n"),
    "other-ends.eml": _mail(SECRET.replace(b"\n", b"\r\n")), "pdf-in-zip.zip": _zip(_pdf(), "x"),
    "word.docx": _zip(SECRET, "word/embeddings/a.bin"), "objects.pdf": _pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
}  # fmt: skip


@pytest.mark.parametrize("name", HOLDERS)
def test_what_holds_a_file_whatever_it_is_called(native: MakeNative, name: str) -> None:
    path = native(name, HOLDERS[name]).path
    assert may_hold(path)
    assert holds(path, {KEPT})
    assert not holds(path, {OTHER})


ADVICE = b"From: jo@law.example\nMessage-ID: <X1@law.example>\n\nFrom then on, wait.\n"
AS_KEPT = b"Received: by x\n" + ADVICE.replace(b"X1@law", b"x1@LAW").replace(b"\nFrom then", b"\n>From then")


def _forwarded() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "Fwd"
    mail.set_content("See it.\n")
    mail.add_attachment(message_from_bytes(AS_KEPT, policy=default))
    return mail.as_bytes()


KEEPERS: Mapping[str, bytes] = {
    "box.mbox": b"From a@b Mon\nFrom: x@y\n\nHello\n\nFrom a@b Mon\n" + AS_KEPT, "all.zip": _zip(AS_KEPT, "1.eml"),
    "forwarded.eml": _forwarded(), "box-in.zip": _zip(b"From a@b Mon\n" + AS_KEPT, "box"), "mail.eml": _mail(AS_KEPT, "1.eml"),
}  # fmt: skip


@pytest.mark.parametrize("name", KEEPERS)
def test_a_message_that_is_withheld_is_found_by_its_message_id(native: MakeNative, name: str) -> None:
    path = native(name, KEEPERS[name]).path
    assert holds(path, marks(ADVICE))
    assert not holds(path, marks(ADVICE.replace(b"X1@", b"X2@")) | {OTHER})


def test_a_message_that_is_withheld_is_found_byte_for_byte_in_a_mailbox(native: MakeNative) -> None:
    path = native("box.mbox", b"From a@b Mon\n" + ADVICE.replace(b"\nFrom then", b"\n>From then") + b"\n").path
    assert holds(path, {hashlib.sha256(ADVICE).hexdigest()})


def test_the_same_message_or_one_that_is_forwarded_is_not_told(native: MakeNative, tmp_path: Path) -> None:
    withheld = tuple(marks(ADVICE))
    with pytest.raises(NotShownError, match="held back"):
        table.convert(replace(native("a.eml", AS_KEPT), withheld=withheld), tmp_path / "out.pdf")
    table.convert(replace(native("b.eml", _mail(AS_KEPT, "advice.eml")), withheld=withheld), tmp_path / "out.pdf")
    assert "advice" not in text_of(tmp_path / "out.pdf")


def _page(content: bytes = SECRET, how: str = "base64") -> bytes:
    coded = base64.b64encode(content).decode() if how == "base64" else quote_from_bytes(content)
    address = f"data:text/plain;charset=utf-8{';base64' if how == 'base64' else ''},{coded}"
    return f'Dear all, <b>see</b> <img alt="it" src="{address}"> and <a href=x>this</a>'.encode()


def _html_mail(page: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "It"
    mail.set_content("See it.\n")
    mail.add_alternative(page.decode(), subtype="html")
    return mail.as_bytes()


WRITTEN: Mapping[str, bytes] = {
    "html.eml": _html_mail(_page()), "percent.eml": _html_mail(_page(how="percent")), "page.html": _page(),
    "folded.html": _page().replace(b"base64,", b"base64,\r\n  "), "drawing.svg": b"<svg>" + _page() + b"</svg>",
    "in-svg.html": b'<img src="data:image/svg+xml;base64,' + base64.b64encode(_page()) + b'">',
    "entities.html": _page().replace(b"=", b"&#61;").replace(b"data:", b"&#100;ata:"),
    "invoice.xml": b"<?xml version='1.0'?><Object>" + base64.encodebytes(SECRET) + b"</Object>",
    "page.msg": message({0x0037: "It", 0x1013: _page()}),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_into_a_page_as_letters_is_read(native: MakeNative, name: str) -> None:
    path = native(name, WRITTEN[name]).path
    assert may_hold(path)
    assert holds(path, {KEPT})
    assert not holds(path, {OTHER})


@pytest.mark.parametrize("content", [b"<?xml?>" + (b">" + b" " * 200) * 10_000, b"<a href='" + b"data:;a" * 300_000])
def test_odd_pages_are_read_in_time(native: MakeNative, content: bytes) -> None:
    assert not holds(native("a.html", content).path, {OTHER})


def _emptied(first: bytes) -> bytes:
    """A PDF from which the file in it was taken out, by adding to it that nothing is in it now."""
    with pikepdf.open(BytesIO(first)) as pdf:
        number = next(each.objgen[0] for each in pdf.objects if each.get("/Type", None) == "/EmbeddedFile")
    return added(first, number, b"<</Type /EmbeddedFile /Length 0>> stream\n\nendstream")


def test_an_earlier_version_of_a_pdf_that_is_withheld(native: MakeNative) -> None:
    first = _pdf(b"nobody's secret")
    whole = hashlib.sha256(first).hexdigest()
    for now in (
        added(first, 900, b"(more)"),
        added(first.rstrip(b"\n"), 900, b"(more)"),
        _mail(added(first, 900, b"()")),
    ):
        path = native("a.pdf" if now.startswith(b"%PDF") else "a.eml", now).path
        assert holds(path, {whole})
        assert not holds(path, {OTHER})


def test_what_was_taken_out_of_a_pdf_is_still_in_its_earlier_version(native: MakeNative) -> None:
    now = _emptied(_pdf())
    with pikepdf.open(BytesIO(now)) as pdf:
        assert not any(isinstance(each, pikepdf.Stream) and each.read_bytes() == SECRET for each in pdf.objects)
    assert holds(native("a.pdf", now).path, {KEPT})
    assert not holds(native("a.pdf", now).path, {OTHER})


def test_a_pdf_with_ends_without_number_is_taken_to_hold_it(native: MakeNative) -> None:
    assert holds(native("a.pdf", _pdf() + b"%%EOF\n" * 300 + b"x").path, {OTHER})


def test_a_file_that_was_registered_with_other_line_ends(native: MakeNative) -> None:
    kept = hashlib.sha256(SECRET.replace(b"\n", b"\r\n")).hexdigest()
    assert holds(native("a.eml", _mail()).path, {kept})


SHUT: Mapping[str, bytes] = {
    "a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(90), "a": b"Rar!\x1a\x07\x01\x00", "a.rar": b"x", "a.tgz": b"\x1f\x8b\x08",
    "cut.zip": _zip()[:-9], "bad.zip": _zip().replace(SECRET[:4], b"x").replace(b"\x00\x00a.txt", b"\x09\x00a.txt", 1),
    "two.zip": _zip() + _zip(b"other"), "deep.zip": _deep(25), "bomb.zip": _zip(bytes(210_000_000)),
    "locked.pdf": _pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "cut.pdf": b"%PDF-1.7\n1 0 obj\nstream\n",
    "in.eml": _mail(b"7z\xbc\xaf\x27\x1c"), "quoted.txt": b"Dear all,\nContent-Transfer-Encoding: base64\n\nTGluZQ==\n",
    "uu.eml": b"From: a@b\nSubject: x\n\nbegin 644 a.txt\n#AAAA\n`\nend\n", "o.rtf": b"{\\rtf1 {\\object\\objdata 0105}}",
    "p7.eml": b"From: a@b\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nAAAA\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SHUT)
def test_what_cannot_be_looked_into_is_taken_to_hold_it(native: MakeNative, name: str) -> None:
    path = native(name, SHUT[name]).path
    assert may_hold(path)
    assert holds(path, {OTHER})


@pytest.mark.parametrize("content", [b"Minutes\n\nFrom: now on\n", b"\x89PNG\r\n" + bytes(99), b"a;b\n1;2\n"])
def test_what_holds_nothing(native: MakeNative, content: bytes) -> None:
    path = native("a.txt", content).path
    assert not may_hold(path)
    assert not holds(path, {KEPT})


def test_text_that_begins_as_a_message_holds_nothing(native: MakeNative) -> None:
    assert not holds(native("a.txt", b"Subject: hours\nDate: Monday\n\nWe agreed.\n").path, {KEPT})


@pytest.mark.parametrize("name", ["m.txt", "m.csv", "m.json", "m.eml", "crlf.eml"])
def test_the_pages_of_a_message_whatever_it_is_called(native: MakeNative, tmp_path: Path, name: str) -> None:
    raw = _mail(SECRET.replace(b"\n", b"\r\n") if name == "crlf.eml" else SECRET, "advice.txt")
    made = table.convert(replace(native(name, raw), withheld=(KEPT,)), tmp_path / "out.pdf")
    assert made.attachments == ()
    text = text_of(tmp_path / "out.pdf")
    assert "See it." in text
    assert "1 attachment withheld." in text
    assert "advice" not in text
    assert base64.b64encode(SECRET).decode()[:20] not in text


def test_a_mailbox_with_what_is_withheld_is_not_shown(native: MakeNative, tmp_path: Path) -> None:
    with pytest.raises(NotShownError, match="held back"):
        table.convert(replace(native("two.txt", HOLDERS["two.mbox"]), withheld=(KEPT,)), tmp_path / "out.pdf")


def test_a_text_that_is_withheld_is_not_shown_as_words(native: MakeNative, tmp_path: Path) -> None:
    raw = b"From: a@b.example\n\n" + SECRET
    with pytest.raises(NotShownError, match="held back"):
        table.convert(replace(native("a.eml", raw), withheld=(KEPT,)), tmp_path / "out.pdf")


def test_text_that_begins_as_a_message_is_shown_as_it_reads(native: MakeNative, tmp_path: Path) -> None:
    theirs = replace(native("a.txt", b"Subject: hours\nNote: mine\n\nWe agreed.\n"), withheld=(KEPT,))
    table.convert(theirs, tmp_path / "out.pdf")
    assert "Note: mine" in text_of(tmp_path / "out.pdf")


def test_an_embedded_file_that_is_withheld_is_not_named(native: MakeNative, tmp_path: Path) -> None:
    for withheld, named in (((), True), ((KEPT,), False)):
        made = table.convert(replace(native("a.pdf", _pdf()), withheld=withheld), tmp_path / "out.pdf")
        assert any("a.txt" in note for note in made.notes) is named
