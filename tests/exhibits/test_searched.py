"""What natives tell beside their pages: found in the child, kept by content, nothing from one that is broken."""

from __future__ import annotations

import zipfile
from datetime import date
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from casefile.exhibits import searched
from casefile.exhibits.convert import convert
from casefile.exhibits.metadata import ibans
from casefile.exhibits.pages import Native
from casefile.exhibits.searched import Seen, looked_through
from tests.exhibits.conftest import MakeNative, added, page_pdf
from tests.exhibits.test_mail import SEES, _picture, _with_picture

IBAN = "DE89 3704 0044 0532 0130 00"


def photo(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "Lumen", "L-7", "Jana Wolff"
    exif.get_ifd(0x8769)[0x9003] = "2026:03:21 14:05:33"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 13.0, 46.92), 3: "W", 4: (21.0, 0.0, 43.92)})
    Image.new("RGB", (40, 30)).save(path, "JPEG", exif=exif)


def memo(path: Path) -> None:
    made = docx.Document()
    made.core_properties.author, made.core_properties.last_modified_by = "Ines Moreau", "A. Intern"
    made.add_paragraph(f"Pay to {IBAN}")
    hidden = made.add_paragraph().add_run("the weak point")
    hidden.font.hidden = True
    made.add_comment(hidden, text="ask counsel", author="Partner")
    made.save(str(path))


def hours(path: Path) -> None:
    made = openpyxl.Workbook()
    made.creator = "Ines Moreau"
    made.active["A1"] = "billed hours"
    made.active.column_dimensions["C"].hidden = True
    made.active["C1"] = "real hours"
    made.create_sheet("Margins").sheet_state = "hidden"
    made.save(path)


def agreement(path: Path) -> None:
    made = page_pdf(path)
    made.docinfo["/Author"], made.docinfo["/Producer"] = "Ines Moreau", "Typewriter 3"
    made.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("too cheap?"),
                    T=String("Partner"))]
    )  # fmt: skip
    made.attachments["terms.txt"] = b"terms"
    made.save(path)


def test_earlier_versions_of_a_pdf_are_counted(native: MakeNative, tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    page_pdf(plain).save(plain, linearize=True)
    first = tmp_path / "first.pdf"
    page_pdf(first).save(first)
    twice = added(added(first.read_bytes(), 900, b"(a)"), 901, b"(b)")
    for content, counted in ((plain.read_bytes(), ()), (first.read_bytes(), ()), (twice, ("2",))):
        theirs = native("a.pdf", content)
        assert looked_through([theirs], tmp_path / "kept")["E01"].metadata.versions == counted


def letter(path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["X-Mailer"] = "jana@northwind.example", "March", "Pigeon 1.0"
    message.set_content("plain words\n")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="hours.pdf")
    path.write_bytes(message.as_bytes())


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    folder = tmp_path_factory.mktemp("natives")
    makers = {"a.jpg": photo, "b.docx": memo, "c.xlsx": hours, "d.pdf": agreement, "e.eml": letter}
    for name, make in makers.items():
        make(folder / name)
    (folder / "f.docx").write_bytes(b"PK\x03\x04[Content_Types].xml and no more")
    (folder / "g.mp3").write_bytes(b"ID3\x03")
    (folder / "h.txt").write_bytes(f"to {IBAN}, not DE00 3704 0044 0532 0130 00".encode())
    natives = [
        Native(each, each.name, each.name, "en", date(2026, 5, 2))
        for each in (*sorted(folder.iterdir()), folder / "no")
    ]
    return dict(looked_through(natives, folder / "kept"))


def test_a_photo_tells_where_and_by_whom(seen: dict[str, Seen]) -> None:
    told = seen["a.jpg"].metadata
    assert told.gps == ("52.22970, -21.01220",)
    assert (told.camera, told.authors) == (("Lumen L-7",), ("Jana Wolff",))
    assert told.dates == (("taken", "2026:03:21 14:05:33"),)


@pytest.mark.parametrize("kind", ["JPEG", "GIF"])
def test_the_comment_in_a_picture(kind: str, native: MakeNative, tmp_path: Path) -> None:
    made = BytesIO()
    Image.new("RGB", (40, 30)).save(made, kind, comment="trop peu, à vérifier".encode())
    theirs = native(f"a.{kind.lower()}", made.getvalue())
    assert looked_through([theirs], tmp_path / "kept")["E01"].metadata.comments == ("trop peu, à vérifier",)


def test_a_word_file_tells_what_is_hidden_in_it(seen: dict[str, Seen]) -> None:
    told = seen["b.docx"].metadata
    assert told.authors == ("Ines Moreau", "Partner")
    assert told.last_modified_by == ("A. Intern",)
    assert told.hidden == (("text", "the weak point"),)
    assert "ask counsel" in told.comments
    assert told.ibans == ("DE89370400440532013000",)
    assert "the weak point" in seen["b.docx"].words


def test_a_workbook_tells_what_is_hidden_in_it(seen: dict[str, Seen]) -> None:
    told = seen["c.xlsx"].metadata
    assert ("sheet", "Margins") in told.hidden
    assert ("column", "sheet1 3–3") in told.hidden
    assert {"billed hours", "real hours"} <= set(seen["c.xlsx"].words.splitlines())


def test_a_pdf_tells_its_author_notes_and_files(seen: dict[str, Seen]) -> None:
    told = seen["d.pdf"].metadata
    assert told.authors == ("Ines Moreau", "Partner")
    assert (told.comments, told.embedded, told.software) == (("too cheap?",), ("terms.txt",), ("Typewriter 3",))
    assert "Seen by all" in seen["d.pdf"].words


def test_a_mail_tells_its_program_and_files(seen: dict[str, Seen]) -> None:
    told = seen["e.eml"].metadata
    assert (told.authors, told.software, told.embedded) == (
        ("jana@northwind.example",),
        ("Pigeon 1.0",),
        ("hours.pdf",),
    )
    assert {"March", "plain words"} <= set(seen["e.eml"].words.splitlines())


def test_the_words_of_what_is_attached_are_read_also_in_a_mail_within(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Subject"] = "Their offer"
    inner.set_content("see enclosed\n")
    memo(tmp_path / "memo.docx")
    inner.add_attachment((tmp_path / "memo.docx").read_bytes(), maintype="application", subtype="msword", filename="memo.docx")  # fmt: skip
    mail = EmailMessage()
    mail["Subject"] = "Fwd"
    mail.set_content("for you\n")
    mail.add_attachment(inner)
    mail.add_attachment(b"\0\1\2", maintype="application", subtype="octet-stream", filename="odd.bin")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    native = Native(tmp_path / "a.eml", "E01", "Fwd", "en", date(2026, 5, 2))
    for _ in range(2):
        found = looked_through([native], tmp_path / "kept")["E01"]
        assert [each.name for each in found.attached] == ["message/rfc822", "memo.docx"]
        assert "see enclosed" in found.attached[0].words
        assert "the weak point" in found.attached[1].words
        assert found.attached[1].sha256 == sha256((tmp_path / "memo.docx").read_bytes()).hexdigest()
        assert "see enclosed" not in found.words


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_the_words_of_a_web_page(native: MakeNative, tmp_path: Path, name: str) -> None:
    theirs = native(name, b"<html><body><div>WITHOUT <b>PREJ</b>UDICE</div><div>Dear Ines</div></body></html>")
    assert looked_through([theirs], tmp_path / "kept")["E01"].words == "WITHOUT PREJUDICE\nDear Ines"


@pytest.mark.parametrize(
    ("html", "unshown"),
    [(SEES, "The plate is broken."), ("<p>See the text version.</p>", "See the text version."),
     (SEES.replace("cid:plate@x", "cid:other"), "The plate:")],
    ids=["its picture is shown", "no picture", "another picture"],
)  # fmt: skip
def test_of_text_and_html_one_is_shown(native: MakeNative, tmp_path: Path, html: str, unshown: str) -> None:
    theirs = native("a.eml", _with_picture(_picture("red"), html).as_bytes())
    (pages,) = convert([theirs], tmp_path / "out", recognise=False)
    found = looked_through([theirs], tmp_path / "kept")["E01"]
    assert found.aside.strip() == unshown
    assert unshown not in pages.said


def test_what_cannot_be_read_tells_so(seen: dict[str, Seen]) -> None:
    assert seen["f.docx"].unread
    assert seen["no"].unread
    assert seen["g.mp3"] == Seen()
    assert seen["h.txt"].metadata.ibans == ("DE89370400440532013000",)


def test_what_was_seen_is_kept_by_content(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    native = Native(file, "E01", "Note", "en", date(2026, 5, 2))
    file.write_text("first")
    assert looked_through([native], tmp_path / "kept")["E01"].words == "first"
    (noted,) = (tmp_path / "kept").iterdir()
    noted.write_text(noted.read_text().replace('"first"', '"kept"'))
    assert looked_through([native], tmp_path / "kept")["E01"].words == "kept"
    noted.write_text("torn")
    assert looked_through([native], tmp_path / "kept")["E01"].words == "first"
    file.write_text("second")
    assert looked_through([native], tmp_path / "kept")["E01"].words == "second"


def test_what_was_seen_of_a_stand_in_does_not_displace_what_was_seen_of_the_file_alone(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.txt", tmp_path / "kept"
    native = Native(file, "E01", "Note", "en", date(2026, 5, 2))
    file.write_text("first")
    looked_through([native], kept)
    looked_through([native], kept, ["E01"])
    for noted in kept.iterdir():
        noted.write_text(noted.read_text().replace('"first"', '"kept"'))
    assert looked_through([native], kept)["E01"].words == "kept"
    assert looked_through([native], kept, ["E01"])["E01"].words == "kept"


def test_a_container_that_unpacks_to_too_much_is_not_read(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", b"")
        container.writestr("word/document.xml", b"<a>" + b" " * 300_000_000 + b"</a>")
    (tmp_path / "bomb.docx").write_bytes(packed.getvalue())
    native = Native(tmp_path / "bomb.docx", "E01", "Bomb", "en", date(2026, 5, 2))
    assert looked_through([native], tmp_path / "kept")["E01"].unread


def test_an_encrypted_pdf_has_no_words(tmp_path: Path) -> None:
    page_pdf(tmp_path / "a.pdf").save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    native = Native(tmp_path / "a.pdf", "E01", "Locked", "en", date(2026, 5, 2))
    assert looked_through([native], tmp_path / "kept")["E01"].words == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IBAN: GB82WEST12345698765432.", ["GB82WEST12345698765432"]),
        ("PL61 1090 1014 0000 0712 1981 2874 Bank", ["PL61109010140000071219812874"]),
        ("GB83 WEST 1234 5698 7654 32", []),
        ("ORDER AB12 3456 7890 1234 567", []),
    ],
)
def test_account_numbers_are_those_whose_digits_check(text: str, found: list[str]) -> None:
    assert list(ibans(text)) == found


def test_a_file_that_takes_too_long_is_unread_and_asked_once_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = tmp_path / "a.txt", tmp_path / "kept"
    native = Native(file, "E01", "Note", "en", date(2026, 5, 2))
    file.write_text("a text that takes longer than it may")
    monkeypatch.setattr(searched, "SECONDS", 0)
    assert looked_through([native], kept)["E01"].unread
    monkeypatch.undo()
    assert looked_through([native], kept)["E01"].unread
    assert not list(kept.iterdir())
    file.write_text("another text")
    assert looked_through([native], kept)["E01"].words == "another text"
