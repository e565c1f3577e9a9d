"""Signatures on exhibits: who, when, whether it holds, what came after; mails by name only; odd files never stop it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from casefile.errors import CaseError
from casefile.exhibits import signature
from casefile.exhibits.signature import Signature
from tests.certificates import NOW, Certified, authority, person, signed
from tests.packet.paper import Leaf, text, write


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF that nobody signed yet."""
    return write(tmp_path / "a.pdf", Leaf(text("Agreement")))


def _one(path: Path, trust: str = "") -> Signature:
    ((found,),) = signature.found([path], trust, NOW)
    return found


def _written(writer: IncrementalPdfFileWriter, path: Path) -> Path:
    with path.open("wb") as out:
        writer.write(out)  # type: ignore[no-untyped-call]  # its types are missing
    return path


def _trust(who: Certified) -> str:
    return who.pem.decode()


def test_a_signed_exhibit_says_who_and_that_it_holds(pdf: Path) -> None:
    found = _one(signed(pdf, person()))
    assert (found.kind, found.field, found.signer, found.issuer) == (
        "pdf",
        "Signature1",
        "Ines Halvorsen",
        "Test Authority",
    )
    assert (found.state, found.whole, found.after, found.digest) == ("intact", True, "nothing", "sha256")
    assert found.claimed == NOW.isoformat()
    assert (found.trust, found.reason) == ("", "")
    assert found.is_checked
    assert not found.is_bad


def test_a_changed_byte_breaks_it(pdf: Path) -> None:
    path = signed(pdf, person())
    data = path.read_bytes()
    path.write_bytes(data.replace(b" 595 842 ]", b" 595 843 ]", 1))
    assert path.read_bytes() != data
    found = _one(path, _trust(authority()))
    assert (found.state, found.trust) == ("broken", ""), "whose it is says nothing any more"
    assert found.is_bad


def test_two_signatures_come_in_their_order(pdf: Path) -> None:
    signed(pdf, person())
    path = signed(pdf, person("Jonas Brandt"))
    ((first, second),) = signature.found([path], "", NOW)
    assert (first.signer, first.state, first.whole, first.after) == ("Ines Halvorsen", "intact", False, "forms")
    assert (second.signer, second.state, second.whole, second.after) == ("Jonas Brandt", "intact", True, "nothing")


def test_what_is_changed_behind_a_signature_is_told(pdf: Path) -> None:
    path = signed(pdf, person())
    writer = IncrementalPdfFileWriter(BytesIO(path.read_bytes()))
    page = writer.root["/Pages"]["/Kids"][0]
    stream = page.raw_get("/Contents").get_object()
    stream._data = stream.data.replace(b"Agreement", b"Agreed")
    stream._encoded_data = None
    writer.mark_update(page.raw_get("/Contents"))
    found = _one(_written(writer, path))
    assert (found.state, found.whole, found.after) == ("intact", False, "forbidden")
    assert found.is_bad


def test_an_answer_in_a_form_is_allowed_by_some_and_not_by_others(pdf: Path) -> None:
    with pikepdf.open(pdf, allow_overwriting_input=True) as form:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Agreed", V="?", Type=pikepdf.Name.Annot,
                                   Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9], F=4, P=form.pages[0].obj)  # fmt: skip
        fields = pikepdf.Array([form.make_indirect(field)])
        form.Root.AcroForm = form.make_indirect(pikepdf.Dictionary(Fields=fields))
        form.pages[0].obj.Annots = fields
        form.save(pdf)
    strict = Path(shutil.copy(pdf, pdf.with_name("strict.pdf")))

    def answered(path: Path) -> str:
        writer = IncrementalPdfFileWriter(BytesIO(path.read_bytes()))
        answer = writer.root["/AcroForm"]["/Fields"][0]
        answer["/V"] = pdf_string("yes")
        writer.update_container(answer)
        return _one(_written(writer, path)).after

    assert answered(signed(pdf, person())) == "forms"
    assert answered(signed(strict, person(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)) == "forbidden"


def test_the_signer_is_trusted_only_through_what_was_given(pdf: Path) -> None:
    path = signed(pdf, person(), subfilter=SigSeedSubFilter.PADES)
    assert _one(path, _trust(authority())).trust == "trusted"
    assert _one(path, _trust(authority("Another")) + _trust(authority())).trust == "trusted"
    other = _one(path, _trust(authority("Another")))
    assert (other.trust, other.reason) == ("untrusted", "it does not lead to a certificate that was given")
    assert other.is_bad
    false = _one(path, _trust(authority(impostor=True)))
    assert (false.trust, false.reason) == ("untrusted", "the certificates that it leads to do not hold")


def test_one_who_certifies_himself_is_trusted_when_given(pdf: Path) -> None:
    own = authority("Own Hand")
    path = signed(pdf, own)
    assert _one(path, _trust(own)).trust == "trusted"
    other = _one(path, _trust(authority()))
    assert (other.trust, other.reason) == ("untrusted", "nobody but the signer certifies it")


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (person("Old", first=NOW - timedelta(400), last=NOW - timedelta(399)), "its certificate was not valid then"),
        (person("Other", signs=False), "its certificate is not meant for signing"),
    ],
)
def test_a_certificate_that_does_not_pass_says_why(pdf: Path, who: Certified, told: str) -> None:
    found = _one(signed(pdf, who), _trust(authority()))
    assert (found.state, found.trust, found.reason) == ("intact", "untrusted", told)


def test_names_in_a_certificate_stay_on_one_line(pdf: Path) -> None:
    found = _one(signed(pdf, person("Ines\nHalvorsen")))
    assert found.signer == "Ines Halvorsen"


def test_an_old_kind_of_signature_is_there_but_not_checked(pdf: Path) -> None:
    path = signed(pdf, person())
    path.write_bytes(path.read_bytes().replace(b"/adbe.pkcs7.detached", b"/adbe.x509.rsa_sha1 "))
    found = _one(path)
    assert (found.kind, found.state) == ("pdf", "unchecked")
    assert found.reason


def test_a_signature_that_no_field_names_is_there(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", Leaf(text("One")))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        loose = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"12")
        pdf.Root.Loose = pdf.make_indirect(loose)
        pdf.save(path)
    assert _one(path) == Signature("pdf", reason="no field of the file names it")


def test_unsigned_and_odd_files_have_none_or_say_why(tmp_path: Path) -> None:
    plain = write(tmp_path / "plain.pdf", Leaf(text("One")))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(plain) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="a", owner="b"))
    note = tmp_path / "note.txt"
    note.write_text("-----BEGIN PGP SIGNED MESSAGE-----\n")
    gone = tmp_path / "gone.pdf"
    found = list(signature.found([plain, broken, locked, gone, note, plain], "", NOW))
    assert found == [
        [],
        [Signature("unread", reason="it is damaged")],
        [Signature("unread", reason="it opens with a passphrase only: --passphrase-file FILE")],
        [Signature("unread", reason="the program that read it broke down")],
        [],
        [],
    ]


def test_a_file_that_takes_too_long_is_told(pdf: Path) -> None:
    path = signed(pdf, person())
    ((found,),) = signature.found([path], "", NOW, seconds=0)
    assert found == Signature("unread", reason="reading it took longer than 0 seconds")


def test_torn_signatures_are_told_and_never_a_traceback(pdf: Path, tmp_path: Path) -> None:
    whole = signed(pdf, person()).read_bytes()
    start = whole.index(b"/Contents <") + len(b"/Contents <")
    torn = {
        "none": whole[:start] + b"0" * 400 + whole[start + 400 :],
        "range": whole.replace(b"/ByteRange [0 ", b"/ByteRange [9 "),
        "text": whole.replace(b"/ByteRange [", b"/ByteRangx ["),
        "half": whole[: len(whole) // 2],
    }
    paths = [tmp_path / f"{name}.pdf" for name in torn]
    for path, data in zip(paths, torn.values(), strict=True):
        path.write_bytes(data)
    for found in signature.found(paths, "", NOW):
        assert all(each.is_bad or not each.is_checked for each in found)


def _mail(kind: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Order"
    if kind == "clear":
        message.set_content("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWe order.\n")
        return message.as_bytes()
    message.set_content("We order.")
    if kind == "pgp":
        message.add_attachment(b"-----BEGIN PGP SIGNATURE-----", "application", "pgp-signature", filename="a.asc")
    elif kind == "smime":
        message.add_attachment(b"0", "application", "pkcs7-signature", filename="smime.p7s")
    elif kind == "opaque":
        content = bytes.fromhex("3080") + bytes.fromhex("06092a864886f70d010702") + bytes(40)
        message.set_content(content, "application", "pkcs7-mime")
    elif kind == "secret":
        content = bytes.fromhex("3080") + bytes.fromhex("06092a864886f70d010703") + bytes(40)
        message.set_content(content, "application", "pkcs7-mime")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("plain", []),
        ("clear", ["openpgp"]),
        ("pgp", ["openpgp"]),
        ("smime", ["s/mime"]),
        ("opaque", ["s/mime"]),
        ("secret", []),
    ],
)
def test_a_mail_s_signature_is_named(tmp_path: Path, kind: str, expected: list[str]) -> None:
    path = tmp_path / "1.eml"
    path.write_bytes(_mail(kind))
    (found,) = signature.found([path], "", NOW)
    assert [each.kind for each in found] == expected
    assert not any(each.is_checked or each.is_bad for each in found)


def test_certificates_to_trust_come_in_pem(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.write_bytes(b"\x30\x82")
    with pytest.raises(CaseError, match="no certificate in it"):
        signature.anchors(path, "ca.pem")
    path.write_bytes(authority().pem)
    assert signature.anchors(path, "ca.pem") == authority().pem.decode()
    damaged = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    with pytest.raises(CaseError, match="cannot be read"):
        list(signature.found([path], damaged, NOW))
