"""A message: what a mail program reads out of its bytes, and that no value gets into its headers."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses

import pytest

from casefile.delivery.message import Enclosure, Post, draft, file_name, message
from casefile.documents.envelope import Mailbox

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
PNG = b"\x89PNG\r\n\x1a\n"
POST = Post(
    sender=Mailbox("Kestrel Instruments Ltd", "accounts@kestrel.example"),
    to=Mailbox("Anna Weber", "a.weber@orchid.example"),
    subject="Invoice 2026-0117: payment reminder",
    language="en-GB",
    text="Dear Ms Weber,\n\nPlease pay €12.\n\n-- \nKestrel\n",
    html='<p>Please pay €12. <img src="cid:abc@casefile.invalid" alt="Code"></p>',
    pictures={"abc@casefile.invalid": Enclosure("payment.png", "image/png", PNG)},
    enclosures=(Enclosure("Invoice 2026-0117: payment reminder.pdf", "application/pdf", PDF),),
)


def read(content: bytes) -> EmailMessage:
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not [defect for part in parsed.walk() for defect in part.defects]
    return parsed


def body(parsed: EmailMessage, kind: str) -> EmailMessage:
    found = parsed.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return found


def addresses(content: bytes, header: str) -> list[tuple[str, str]]:
    """The names and addresses of a header as RFC 2047 has them: split first, decoded then.

    The newer reader of Python 3.11 sets a space between encoded words (section 6.2 says none).
    """
    raw = str(email.message_from_bytes(content)[header])
    return [(str(make_header(decode_header(name))), address) for name, address in getaddresses([raw])]


def test_a_draft_holds_text_html_pictures_and_the_enclosure() -> None:
    parsed = read(draft(POST))
    assert [part.get_content_type() for part in parsed.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip
    assert body(parsed, "plain").get_content().replace("\r\n", "\n") == POST.text
    assert body(parsed, "html").get_content().strip() == POST.html
    assert [part["Content-Language"] for part in parsed.walk() if part.get_content_maintype() == "text"] == 2 * [
        "en-GB"
    ]
    (enclosed,) = parsed.iter_attachments()
    assert enclosed.get_content() == PDF
    assert enclosed.get_filename() == "Invoice 2026-0117 payment reminder.pdf"
    picture = next(part for part in parsed.walk() if part.get_content_type() == "image/png")
    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<abc@casefile.invalid>", "inline")


def test_a_draft_has_neither_date_nor_id_and_outlook_opens_it_as_one() -> None:
    parsed = read(draft(POST))
    assert list(parsed.keys()) == ["From", "To", "Subject", "MIME-Version", "Content-Type", "X-Unsent"]
    assert parsed["X-Unsent"] == "1"
    assert "X-Unsent" not in message(POST)


def test_the_same_post_gives_the_same_bytes_and_another_other_boundaries() -> None:
    assert draft(POST) == draft(POST)
    bounds = [set(re.findall(rb'boundary="(.*?)"', draft(replace(POST, text=text)))) for text in ("a\n", "b\n")]
    assert len(bounds[0]) == len(bounds[1]) == 3
    assert not bounds[0] & bounds[1]


def test_lines_are_those_of_mail_and_no_text_can_hold_a_boundary() -> None:
    told = read(draft(POST)).get_boundary()
    content = draft(replace(POST, text=f"--{told}\n--{told}--\n{'long ' * 900}\n.\nFrom here\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert content.isascii()
    assert len(list(read(content).walk())) == 7


def test_without_addresses_there_are_none() -> None:
    parsed = read(draft(replace(POST, sender=None, to=None)))
    assert parsed["From"] is None
    assert parsed["To"] is None


NAMES = [
    "Weber, Anna", 'Anna "Anni" Weber', "Anna <a@b.example>, x@y.example", "Łódź Żółć Sp. z o.o.",
    "ООО «Ромашка», г. Москва", "back\\slash", "café; group: a@b.example;", "(comment) x", "a@b",
    "日本, 株式会社" * 9, "x" * 190, ("Gesellschaft für Überprüfung, Prüfung & Söhne mbH " * 4).strip(), "🎻 Geige",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_out_as_it_went_in_and_adds_no_address(name: str) -> None:
    both = Mailbox(name, "a.weber@orchid.example")
    content = draft(replace(POST, sender=both, to=both, subject=name))
    for header in ("From", "To"):
        assert addresses(content, header) == [(name, "a.weber@orchid.example")]
        assert [each.addr_spec for each in read(content)[header].addresses] == ["a.weber@orchid.example"]
    assert read(content)["Subject"] == name


@pytest.mark.parametrize(
    "name",
    [
        "Anna\r\nBcc: x@y.example", "Anna\nBcc: x@y.example", "Anna\r\n\r\nBody", "Anna\x0bWeber\x00", "Anna\u2028Bcc: x",
        "Anna\x85Bcc: x@y.example", "\n", "", "Anna \u202ereb\u202c", "\ud800",
    ],
)  # fmt: skip
def test_no_value_becomes_a_header(name: str) -> None:
    both = Mailbox(name, "a.weber@orchid.example")
    post = replace(
        POST, sender=both, to=both, subject=name, enclosures=(Enclosure(f"{name}.pdf", "application/pdf", PDF),)
    )
    parsed = read(draft(post))
    assert list(parsed.keys()) == ["From", "To", "Subject", "MIME-Version", "Content-Type", "X-Unsent"]
    assert [address.addr_spec for address in parsed["To"].addresses] == ["a.weber@orchid.example"]
    assert len(list(parsed.walk())) == 7
    shown = (
        parsed["To"].addresses[0].display_name + parsed["Subject"] + str(next(parsed.iter_attachments()).get_filename())
    )
    assert not re.search("[\r\n\x00\x0b\x85\u2028\u202e]", shown)


def test_what_looks_encoded_is_not_read_as_something_else() -> None:
    parsed = read(draft(replace(POST, subject="=?utf-8?q?a=0ABcc:x?=", to=Mailbox("=?utf-8?q?evil?=", "a@b.example"))))
    assert parsed["Subject"] == "= ?utf-8?q?a=0ABcc:x?="
    assert parsed["To"].addresses[0].display_name == "= ?utf-8?q?evil?="


def test_what_is_too_long_for_a_header_is_cut() -> None:
    content = draft(replace(POST, subject="wide " * 200, to=Mailbox("Ä" * 999, "a@b.example")))
    subject = read(content)["Subject"]
    assert subject.endswith("wide…")
    assert len(subject) <= 200
    assert addresses(content, "To") == [("Ä" * 199 + "…", "a@b.example")]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Rechnung 7/26: Mahnung.pdf", "Rechnung 7 26 Mahnung.pdf"),
        ("../../etc/passwd.pdf", "etc passwd.pdf"),
        ("Требование об уплате.pdf", "Требование об уплате.pdf"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("...pdf", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("plain", "plain"),
    ],
)
def test_an_enclosure_has_a_name_that_can_be_saved(name: str, kept: str) -> None:
    assert file_name(name) == kept
    post = replace(POST, enclosures=(Enclosure(name, "application/pdf", PDF),))
    assert next(read(draft(post)).iter_attachments()).get_filename() == kept
    if not kept.isascii():
        assert b"filename*0*=utf-8''" in draft(post) or b"filename*=utf-8''" in draft(post)
