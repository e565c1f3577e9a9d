"""Signing: a packet's PDF is signed whole, keeps all that it had, and reads back by pyHanko and by poppler."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from casefile.case.model import Case
from casefile.errors import CaseError
from casefile.exhibits.signature_reading import signatures
from casefile.packet.bag import bagged
from casefile.packet.bag.recheck import recheck
from casefile.packet.build import Asked, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.papers import Making
from casefile.packet.pdf import sign
from casefile.packet.profile import profile
from tests.certificates import NOW, PASSPHRASE, Key, authority, packed, person
from tests.packet.conftest import AS_OF, Finished
from tests.packet.paper import Leaf, text, words, write
from tests.program import program

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """`put(data)` writes a key file that only its owner may read."""

    def write(data: bytes, name: str = "me.p12") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        path.chmod(0o600)
        return path

    return write


def _signatory(path: Path, passphrase: str = PASSPHRASE) -> sign.Signatory:
    return sign.signatory(path, path.name, passphrase, NOW)


def _refused(path: Path, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(CaseError) as caught:
        _signatory(path, passphrase)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.message


def test_a_signed_packet_is_the_packet_and_its_signature(
    case: Case, finished: Finished, put: Put, tmp_path: Path
) -> None:
    by = _signatory(put(packed(person())))
    assert (by.name, by.warnings) == ("Ines Halvorsen", ())
    making = Making(AS_OF, commit="abcdef0123456789")
    made = build(case, making, profile("attorney"), out=tmp_path / "out", kept=tmp_path / "kept", asked=Asked(by=by))

    (found,) = signatures(made.pdf, (), NOW)
    assert (found.state, found.whole, found.after) == ("intact", True, "nothing")
    assert (found.signer, found.issuer, found.claimed) == ("Ines Halvorsen", "Test Authority", NOW.isoformat())

    plain = finished.built.pdf.read_bytes()
    assert made.pdf.read_bytes().startswith(plain), "the signature is appended"
    assert words(made.pdf) == words(finished.built.pdf)
    assert [rule for rule in inspect(made.pdf) if not rule.ok] == [
        rule for rule in inspect(finished.built.pdf) if not rule.ok
    ]
    with pikepdf.open(made.pdf) as signed, pikepdf.open(finished.built.pdf) as unsigned:
        assert [page.label for page in signed.pages] == [page.label for page in unsigned.pages]
        assert signed.docinfo["/Title"] == unsigned.docinfo["/Title"]
        assert signed.Root.Lang == unsigned.Root.Lang
        assert len(signed.Root.StructTreeRoot.K) == len(unsigned.Root.StructTreeRoot.K)
    assert not bagged.zipped(made.bag).faults
    assert {kept.state for kept in recheck(made.pdf.parent)} == {"ok"}


def test_nothing_is_said_beside_our_own_words(
    put: Put, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    sign.sign(write(tmp_path / "p.pdf", Leaf(text("One"))), _signatory(put(packed(authority("Own Hand")))))
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_poppler_finds_the_signature_valid(put: Put, tmp_path: Path) -> None:
    pdf = write(tmp_path / "p.pdf", Leaf(text("One")))
    sign.sign(pdf, _signatory(put(packed(person()))))
    told = subprocess.run([program("pdfsig"), "-nocert", pdf], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


def test_what_others_may_do_to_it_is_sign(put: Put, tmp_path: Path) -> None:
    pdf = write(tmp_path / "p.pdf", Leaf(text("One")))
    sign.sign(pdf, _signatory(put(packed(person()))))
    with pikepdf.open(pdf) as opened:
        (reference,) = opened.Root.Perms.DocMDP.Reference
        assert reference.TransformParams.P == 2
        (field,) = opened.Root.AcroForm.Fields
        assert not any(part > 0 for part in map(float, field.Rect)), "it has no place on the page"


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.99])
def test_a_byte_that_was_changed_is_found(put: Put, tmp_path: Path, share: float) -> None:
    pdf = write(tmp_path / "p.pdf", *(Leaf(text(f"Page {number} of a packet")) for number in range(20)))
    covered = pdf.stat().st_size
    sign.sign(pdf, _signatory(put(packed(person()))))
    data = bytearray(pdf.read_bytes())
    data[int(covered * share)] ^= 0x01
    pdf.write_bytes(data)
    found = signatures(pdf, (), NOW)
    assert all(each.state == "broken" or each.kind == "unread" for each in found)
    assert found


def test_an_encrypted_packet_is_signed_as_well(put: Put, tmp_path: Path) -> None:
    pdf = write(tmp_path / "plain.pdf", Leaf(text("One")))
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(pdf) as opened:
        opened.save(locked, encryption=pikepdf.Encryption(user="open", owner="own", R=6))
    sign.sign(locked, _signatory(put(packed(person()))), password="open")
    (found,) = signatures(locked, (), NOW, password="open")
    assert (found.state, found.whole) == ("intact", True)
    with pikepdf.open(locked, password="open") as opened:
        assert opened.is_encrypted
        assert opened.encryption.R == 6
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(locked)


def test_only_the_packet_itself_is_signed(put: Put, tmp_path: Path) -> None:
    folder = tmp_path / "packet"
    (folder / "natives").mkdir(parents=True)
    native = write(folder / "natives" / "E01.pdf", Leaf(text("Native"))).read_bytes()
    volumes = [write(folder / f"volume {number}.pdf", Leaf(text("One"))) for number in (1, 2)]
    sign.sign_all(folder, _signatory(put(packed(person()))))
    assert [len(signatures(volume, (), NOW)) for volume in volumes] == [1, 1]
    assert (folder / "natives" / "E01.pdf").read_bytes() == native


def test_a_wrong_passphrase_is_told(put: Put) -> None:
    assert _refused(put(packed(person())), "wrong") == "the passphrase does not open me.p12"


def test_a_file_without_a_passphrase_opens_without_one(put: Put) -> None:
    who = person()
    data = pkcs12.serialize_key_and_certificates(b"me", who.key, who.cert, None, NoEncryption())
    assert _signatory(put(data), "").name == "Ines Halvorsen"


@pytest.mark.parametrize("data", [b"", b"-----BEGIN PRIVATE KEY-----\n", b"\x30\x03\x02\x01\x03", bytes(2 << 20)])
def test_what_is_no_key_file_is_told(put: Put, data: bytes) -> None:
    assert _refused(put(data)) == "me.p12 is no PKCS#12 file"


def test_a_file_that_lacks_one_half_is_told(put: Put) -> None:
    who, plain = person(), NoEncryption()
    no_key = pkcs12.serialize_key_and_certificates(b"me", None, None, [who.cert], plain)
    assert _refused(put(no_key), "") == "there is no private key in me.p12"
    no_cert = pkcs12.serialize_key_and_certificates(b"me", who.key, None, None, plain)
    assert _refused(put(no_cert), "") == "there is no certificate that belongs to its key in me.p12"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "me.p12" in _refused(tmp_path / "me.p12")


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (-400, -30, "expired on 2026-08-02: readers will not accept the signature"),
        (30, 400, "is valid from 2026-10-01 on: readers will not accept the signature"),
    ],
)
def test_a_certificate_out_of_its_time_is_warned_of(put: Put, first: int, last: int, told: str) -> None:
    who = person(first=NOW + timedelta(first), last=NOW + timedelta(last))
    (warning,) = _signatory(put(packed(who))).warnings
    assert warning.message == f"the certificate of Ines Halvorsen {told}"
    assert warning.level == "warning"


def test_a_certificate_for_something_else_is_warned_of(put: Put) -> None:
    (warning,) = _signatory(put(packed(person(signs=False)))).warnings
    assert "is not meant for signing documents" in warning.message


def test_a_key_file_that_others_can_read_is_warned_of(put: Put) -> None:
    path = put(packed(person()))
    path.chmod(0o644)
    (warning,) = _signatory(path).warnings
    assert warning.hint == "chmod 600 me.p12"


@pytest.mark.parametrize("key", [rsa.generate_private_key(65537, 2048), ed25519.Ed25519PrivateKey.generate()])
def test_other_keys_sign_as_well(put: Put, tmp_path: Path, key: Key) -> None:
    pdf = write(tmp_path / "p.pdf", Leaf(text("One")))
    sign.sign(pdf, _signatory(put(packed(person("Other", key=key)))))
    assert [(each.signer, each.state) for each in signatures(pdf, (), NOW)] == [("Other", "intact")]


def test_a_key_that_cannot_sign_is_told(put: Put, tmp_path: Path) -> None:
    """Made with OpenSSL: cryptography itself does not write such a file."""
    key = x25519.X25519PrivateKey.generate()
    parts = tmp_path / "parts.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    parts.write_bytes(private + person("Other", public=key.public_key()).pem)
    made = tmp_path / "x.p12"
    pack = [program("openssl"), "pkcs12", "-export", "-in", str(parts), "-out", str(made), "-passout", "pass:a"]
    subprocess.run(pack, check=True, capture_output=True)
    assert _refused(put(made.read_bytes()), "a") == "the key in me.p12 is of a kind that cannot sign a PDF"
