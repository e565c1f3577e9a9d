"""A packet under a passphrase: every PDF in it, and nothing that could be read beside it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casefile.case.model import Case
from casefile.errors import UsageError
from casefile.packet.build import Asked, build
from casefile.packet.papers import Making
from casefile.packet.pdf.encrypt import encrypt, usable
from casefile.packet.profile import profile
from tests.packet.conftest import AS_OF, Finished
from tests.packet.paper import Leaf, text, write

SECRET = "correct horse battery staple"


def test_nothing_in_the_folder_can_be_read_without_it(case: Case, finished: Finished, tmp_path: Path) -> None:
    made = build(
        case, Making(AS_OF), profile("attorney"), out=tmp_path / "out", kept=finished.kept, asked=Asked(secret=SECRET)
    )
    stem = made.pdf.stem
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == [
        f"{stem}.pdf",
        f"{stem}.zip",
        "manifest-sha256.txt",
    ]
    with zipfile.ZipFile(made.bag) as archive:
        payload = [name for name in archive.namelist() if "/data/" in name]
        assert [name.rpartition("/")[2] for name in payload] == [f"{stem}.pdf", "manifest-sha256.txt"]
        inside = archive.read(payload[0])
    for source in (made.pdf, io.BytesIO(inside)):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(source)
    raw = made.pdf.read_bytes()
    assert b"Halvorsen" not in raw
    with pikepdf.open(made.pdf, password=SECRET) as pdf:
        assert len(pdf.pages) == made.pages
        assert (pdf.encryption.R, pdf.encryption.bits, str(pdf.encryption.stream_method)) == (
            6,
            256,
            "EncryptionMethod.aesv3",
        )
        assert "Halvorsen" in str(pdf.docinfo["/Title"])
        assert pdf.Root.OpenAction[4] == 1
    document = pypdfium2.PdfDocument(made.pdf, password=SECRET)
    said = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    assert "do not come with this" in said


def test_it_is_other_bytes_each_time(tmp_path: Path) -> None:
    found = []
    for name in ("a.pdf", "b.pdf"):
        write(tmp_path / name, Leaf(text("Secret")))
        encrypt(tmp_path / name, SECRET)
        found.append((tmp_path / name).read_bytes())
    assert found[0] != found[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


def test_it_opens_however_its_accents_were_typed(tmp_path: Path) -> None:
    file = write(tmp_path / "a.pdf", Leaf(text("Secret")))
    encrypt(file, usable("cafe\u0301 Żółw Пароль"))
    with pikepdf.open(file, password="café Żółw Пароль") as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "the passphrase is empty"),
        ("short", "the passphrase has 5 characters, fewer than 8"),
        ("ж" * 64, "the passphrase is longer than 127 bytes"),
        ("long enough\x07", "a character that cannot be typed"),
    ],
)
def test_what_will_not_do(said: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        usable(said)
