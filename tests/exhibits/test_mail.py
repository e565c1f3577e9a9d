"""E-mails: what they say, what is attached, and nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Pdf, Stream
from PIL import Image

from casefile.exhibits import holding, mail, mail_parts, picture
from casefile.exhibits.pages import NotShownError
from tests.exhibits.conftest import MakeNative


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_message_with_attachments(native: MakeNative, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "Jana Wolff <jana@northwind.example>"
    message["Subject"] = "Rechnung für März"
    message.set_content("Dear Ines,\n\nthe hours are approved.\n\nJana\n")
    message.add_alternative("<p>HTML that repeats it</p>", subtype="html")
    message.add_attachment(
        b"%PDF-1.7 x".ljust(11_042), maintype="application", subtype="pdf", filename="Stunden März.pdf"
    )
    made = mail.convert(native("a.eml", message.as_bytes()), tmp_path / "out.pdf")
    (attached,) = made.attachments
    assert (attached.name, attached.size) == ("Stunden März.pdf", 11_042)
    assert attached.sha256 == hashlib.sha256(b"%PDF-1.7 x".ljust(11_042)).hexdigest()
    text = text_of(tmp_path / "out.pdf")
    for shown in (
        "jana@northwind.example",
        "Rechnung für März",
        "the hours are approved",
        "Stunden März.pdf",
        "11,042",
    ):
        assert shown in text
    assert "HTML that repeats" not in text


def test_a_mail_of_blank_lines_alone_is_an_empty_file(native: MakeNative, tmp_path: Path) -> None:
    with pytest.raises(NotShownError, match="The file is empty"):
        mail.convert(native("a.eml", b"\n\n\n"), tmp_path / "out.pdf")


HOSTILE = (
    b"From: a@b.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n"
    b"<title>t</title><style>@import 'file:///CANARY.css'; p { background: url(http://canary.example/) }</style>"
    b"<p onclick='CANARY()' style='background:url(file:///etc/passwd)'>Dear <b>Ms Wolff</b></p>"
    b"<img src='http://canary.example/x.png'><img src='file:///etc/passwd'><iframe src='file:///etc/passwd'></iframe>"
    b"<object data='file:///etc/passwd'>CANARY</object><svg><image href='file:///etc/passwd'/></svg>"
    b"<link rel='attachment' href='file:///etc/passwd'><a rel='attachment' href='file:///etc/passwd'>a link</a>"
    b"<table><tr><td>Design</td><td>1,200.00</td></tr></table><script>CANARY()</script><p>&#x202e;live</p>"
)


def test_html_brings_only_its_words(native: MakeNative, tmp_path: Path) -> None:
    made = mail.convert(native("a.eml", HOSTILE), tmp_path / "out.pdf")
    text = text_of(tmp_path / "out.pdf")
    assert "Dear Ms Wolff" in text
    assert "1,200.00" in text
    assert "<U+202E>live" in text
    assert "CANARY" not in text
    assert "root:" not in text
    assert made.notes == ("The message is shown without its remote pictures and active content.",)


@pytest.mark.parametrize("attribute", ["src", "href", "style", "onclick", "class", "colspan"])
def test_no_attribute_is_left(attribute: str) -> None:
    assert attribute not in mail.harmless_html(HOSTILE.decode() + "<td colspan=99999999>x</td>")


def test_html_nested_too_deep_gives_its_words(native: MakeNative, tmp_path: Path) -> None:
    deep = b"From: a@b.example\nContent-Type: text/html\n\n" + b"<div>" * 5000 + b"the words"
    mail.convert(native("a.eml", deep), tmp_path / "out.pdf")
    assert "the words" in text_of(tmp_path / "out.pdf")


def test_a_thousand_nested_parts_show_the_source(native: MakeNative, tmp_path: Path) -> None:
    body = b"Content-Type: text/plain\n\nthe innermost\n"
    for number in range(1000):
        body = b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n%s\n--%d--\n' % (number, number, body, number)
    made = mail.convert(native("a.eml", b"From: a@b.example\n" + body), tmp_path / "out.pdf")
    assert made.count > 10
    assert "the innermost" in text_of(tmp_path / "out.pdf")


def test_raw_bytes_in_headers_and_names() -> None:
    raw = (
        "From: Łukasz <a@b.example>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        'Content-Type: application/pdf\nContent-Disposition: attachment; filename="faktura ł.pdf"\n\nx\n--x--\n'
    ).encode()
    read = mail_parts.read(raw)
    assert read.header("from") == ("Łukasz <a@b.example>",)
    assert read.parts[0].name == "faktura ł.pdf"


def test_long_header_is_quick(native: MakeNative, tmp_path: Path) -> None:
    mail.convert(native("a.eml", b"To: " + b"x" * 25_000 + b"\n\nhello"), tmp_path / "out.pdf")
    assert "[…]" in text_of(tmp_path / "out.pdf")


def _with_two_files() -> tuple[bytes, str, str]:
    message = EmailMessage()
    message["From"] = "jana@northwind.example"
    message.set_content("See both.\n")
    found = []
    for name in ("advice", "invoice"):
        message.add_attachment(name.encode(), maintype="application", subtype="pdf", filename=f"{name}.pdf")
        found.append(hashlib.sha256(name.encode()).hexdigest())
    return message.as_bytes(), found[0], found[1]


def test_a_withheld_attachment_is_counted_and_not_named(native: MakeNative, tmp_path: Path) -> None:
    raw, advice, _ = _with_two_files()
    made = mail.convert(replace(native("a.eml", raw), withheld=(advice,)), tmp_path / "out.pdf")
    assert [each.name for each in made.attachments] == ["invoice.pdf"]
    text = " ".join(text_of(tmp_path / "out.pdf").split())
    assert "1 attachment withheld." in text
    assert "invoice.pdf" in text
    assert "advice" not in text
    assert advice[:8] not in text


def test_no_attachment_is_named_when_the_withheld_one_is_not_known(native: MakeNative, tmp_path: Path) -> None:
    raw, _, _ = _with_two_files()
    made = mail.convert(replace(native("a.eml", raw), inside=("0" * 64,)), tmp_path / "out.pdf")
    assert made.attachments == ()
    text = text_of(tmp_path / "out.pdf")
    assert "2 attachments withheld." in text
    assert ".pdf" not in text


def test_a_message_that_hides_what_is_withheld_is_not_shown(native: MakeNative, tmp_path: Path) -> None:
    unread = replace(native("a.eml", b"From: a@b.example\n\n--x\nadvice\n"), inside=("0" * 64,))
    with pytest.raises(NotShownError, match="Not produced"):
        mail.convert(unread, tmp_path / "out.pdf")


@pytest.mark.parametrize(
    ("kept", "text", "reason"),
    [
        ("inside", "--x\nadvice\n", "could not be reviewed"),
        ("withheld", "begin 644 a.pdf\nM\n", "could not be reviewed"),
        ("withheld", "advice\n", "held back by the creditor"),
    ],
)
def test_the_reason_is_what_was_found(kept: str, text: str, reason: str, native: MakeNative, tmp_path: Path) -> None:
    plain = native("a.eml", b"From: a@b.example\n\n" + text.encode())
    digest = hashlib.sha256(b"advice\n").hexdigest()
    with pytest.raises(NotShownError, match=reason):
        mail.convert(replace(plain, withheld=(digest,), inside=(digest,) * (kept == "inside")), tmp_path / "out.pdf")


def test_parts_nested_too_deep_are_said_to_be_that(native: MakeNative, tmp_path: Path) -> None:
    levels = [f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(200)]
    deep = native("a.eml", f"From: a@b.example\n{''.join(levels)}\nwords\n".encode())
    with pytest.raises(NotShownError, match="nested too deep to be looked through"):
        mail.convert(replace(deep, withheld=("0" * 64,)), tmp_path / "out.pdf")


def _picture(colour: str, size: tuple[int, int] = (60, 40)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def _with_picture(content: bytes, html: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "jana@northwind.example"
    message.set_content("The plate is broken.\n")
    message.add_alternative(html, subtype="html")
    message.get_payload()[1].add_related(content, "image", "png", cid="<plate@x>")  # type: ignore[index,union-attr]  # parts, as just made
    return message


SEES = '<p>The <b>plate</b>: <img src="cid:plate@x" onerror="CANARY()"><img src="http://canary.example/x.png"></p>'


def drawn_pictures(path: Path) -> int:
    with Pdf.open(path) as pdf:
        return sum(isinstance(thing, Stream) and thing.get("/Subtype") == "/Image" for thing in pdf.objects)


def test_a_picture_in_the_message_is_shown_where_it_stands(native: MakeNative, tmp_path: Path) -> None:
    made = mail.convert(native("a.eml", _with_picture(_picture("red"), SEES).as_bytes()), tmp_path / "out.pdf")
    assert made.notes == ("The message is shown without its remote pictures and active content.",)
    assert "The plate:" in text_of(tmp_path / "out.pdf")
    assert drawn_pictures(tmp_path / "out.pdf") == 1
    with picture.drawn(tmp_path / "out.pdf") as pdf:
        shown = picture.picture(pdf, 0, 595, 842, grey=False)
    assert (255, 0, 0) in {colour for _, colour in shown.getcolors(1 << 24) or ()}


@pytest.mark.parametrize(
    ("content", "html"),
    [
        (b"no picture", SEES),
        (_picture("red", (1, 1)), SEES),
        (_picture("red"), SEES.replace("cid:plate@x", "cid:other")),
        (_picture("red"), SEES.replace("cid:plate@x", "file:///etc/passwd")),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>", SEES),
    ],
)
def test_what_is_no_picture_of_the_message_is_not_shown(
    native: MakeNative, tmp_path: Path, content: bytes, html: str
) -> None:
    mail.convert(native("a.eml", _with_picture(content, html).as_bytes()), tmp_path / "out.pdf")
    assert drawn_pictures(tmp_path / "out.pdf") == 0
    assert "The plate is broken." in text_of(tmp_path / "out.pdf")


def test_a_withheld_picture_is_not_shown(native: MakeNative, tmp_path: Path) -> None:
    raw = native("a.eml", _with_picture(_picture("red"), SEES).as_bytes())
    digest = (hashlib.sha256(_picture("red")).hexdigest(),)
    for back in (replace(raw, withheld=digest), replace(raw, inside=digest)):
        mail.convert(back, tmp_path / "out.pdf")
        assert drawn_pictures(tmp_path / "out.pdf") == 0


INNER = b"X-Odd:\tfolded\r\n  line\nsubject: B\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\n\nx  \r\n.\r\n--i--\r"


@pytest.mark.parametrize("kind", ["message/rfc822", "MESSAGE/RFC822", "message/global", "message/news"])
@pytest.mark.parametrize("encoding", ["7bit", "base64"])
def test_an_attached_message_keeps_its_bytes(encoding: str, kind: str, native: MakeNative) -> None:
    inner = base64.encodebytes(INNER) if encoding == "base64" else INNER
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    raw = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + head + inner + b"\r\n--b--\r\n"
    (part,) = mail_parts.read(raw).parts
    assert (part.media_type, part.content) == ("message/rfc822", INNER)
    assert holding.holds(native("a.eml", raw).path, {hashlib.sha256(INNER).hexdigest()})


def test_parts_of_a_digest_are_messages() -> None:
    raw = b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: A\n\nx\n--b\n\nSubject: B\n\ny\n--b--\n"
    assert [part.content for part in mail_parts.read(raw).parts] == [b"Subject: A\n\nx", b"Subject: B\n\ny"]


@pytest.mark.parametrize(("where", "told"), [("natives/a.eml", True), ("", False)])
def test_a_page_does_not_point_into_a_native_that_is_not_handed_over(
    native: MakeNative, tmp_path: Path, where: str, told: bool
) -> None:
    raw, _, _ = _with_two_files()
    mail.convert(replace(native("a.eml", raw), where=where), tmp_path / "out.pdf")
    text = " ".join(text_of(tmp_path / "out.pdf").split())
    assert "invoice.pdf" in text
    assert ("inside the native" in text) is told


def test_elements_without_end_do_not_keep_words_from_being_shown(native: MakeNative, tmp_path: Path) -> None:
    html = "<div>" * 100_000 + "<script>CANARY</script>Hello" + "</div>" * 100_000
    raw = f"From: a@b.example\nContent-Type: text/html\n\n{html}".encode()
    mail.convert(native("a.eml", raw), tmp_path / "out.pdf")
    shown = text_of(tmp_path / "out.pdf")
    assert "Hello" in shown
    assert "CANARY" not in shown


def test_a_header_without_end_is_cut_and_the_rest_is_shown(native: MakeNative, tmp_path: Path) -> None:
    raw = b"From: a@b.example\nSubject: " + b"=?utf-8?b?QUFB?= " * 100_000 + b"\n\nHello"
    mail.convert(native("a.eml", raw), tmp_path / "out.pdf")
    assert "Hello" in text_of(tmp_path / "out.pdf")


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr>" + "<td>cell" * 3000 + "</table>",
        "<table><tr><td>cell</td><td>cell " * 6 + "</table>" * 6,
    ],
    ids=["wide", "nested"],
)
def test_a_table_too_wide_for_paper_is_shown_as_text(native: MakeNative, tmp_path: Path, table: str) -> None:
    raw = f"From: a@b.example\nContent-Type: text/html\n\n<p>Before</p>{table}<p>After</p>".encode()
    made = mail.convert(native("a.eml", raw), tmp_path / "out.pdf")
    assert "does not fit on paper" in "".join(made.notes)
    words = text_of(tmp_path / "out.pdf").split()
    assert words.count("cell") == table.count("cell")
    assert "Before" in words
    assert "After" in words


def test_a_table_of_a_dozen_columns_stays_one(native: MakeNative, tmp_path: Path) -> None:
    rows = ("<tr>" + "<td>7</td>" * 12 + "</tr>") * 30
    raw = f"From: a@b.example\nContent-Type: text/html\n\n<table><tr><td><table>{rows}</table></table>".encode()
    made = mail.convert(native("a.eml", raw), tmp_path / "out.pdf")
    assert not any("on paper" in note for note in made.notes)
