"""Keys and certificates for tests: an authority of our own, whom it certifies, PKCS#12 files of them, and what they sign."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

NOW = datetime(2026, 9, 1, 10, 30, tzinfo=UTC)
PASSPHRASE = "correct horse"


Key = EllipticCurvePrivateKey | RSAPrivateKey | Ed25519PrivateKey


@dataclass(frozen=True)
class Certified:
    """A key and its certificate."""

    key: Key
    cert: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate, as it is handed to others."""
        return self.cert.public_bytes(Encoding.PEM)


def authority(name: str = "Test Authority", *, impostor: bool = False) -> Certified:
    """One that certifies others, always the same; an `impostor` has its name, and a key of its own."""
    return _authority(name, impostor)


@cache
def _authority(name: str, _impostor: bool) -> Certified:
    key = ec.generate_private_key(ec.SECP256R1())
    made = _builder(name, name, key.public_key(), NOW - timedelta(3650), NOW + timedelta(3650))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.add_extension(_usage(certifies=True, signs=True), critical=True)
    return Certified(key, made.sign(key, hashes.SHA256()))


def person(
    name: str = "Ines Halvorsen",
    *,
    key: Key | None = None,
    public: X25519PublicKey | None = None,
    by: str = "Test Authority",
    first: datetime = NOW - timedelta(100),
    last: datetime = NOW + timedelta(100),
    signs: bool = True,
) -> Certified:
    """One whom an authority certifies, for another key if `public` is given; `signs` is what it is meant for."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    above = authority(by).key
    assert isinstance(above, EllipticCurvePrivateKey)
    made = _builder(name, by, public or key.public_key(), first, last).add_extension(_usage(signs=signs), critical=True)
    return Certified(key, made.sign(above, hashes.SHA256()))


def server(folder: Path, host: str = "localhost") -> tuple[Path, Path]:
    """Files with the certificate and the key of a server of that name, and `authority.pem` beside them."""
    key, above = ec.generate_private_key(ec.SECP256R1()), authority()
    assert isinstance(above.key, EllipticCurvePrivateKey)
    now = datetime.now(UTC)
    made = _builder(host, "Test Authority", key.public_key(), now - timedelta(1), now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    cert, secret = folder / "server.pem", folder / "server.key"
    cert.write_bytes(made.sign(above.key, hashes.SHA256()).public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "authority.pem").write_bytes(above.pem)
    return cert, secret


def packed(who: Certified, passphrase: str = PASSPHRASE) -> bytes:
    """A PKCS#12 file with key, certificate and the authority's."""
    above = [authority().cert]
    return pkcs12.serialize_key_and_certificates(
        b"me", who.key, who.cert, above, BestAvailableEncryption(passphrase.encode())
    )


def signed(pdf: Path, who: Certified, when: datetime = NOW, **meta: Any) -> Path:
    """The PDF with this person's signature behind what it holds, as pyHanko makes it."""
    signer = SimpleSigner.load_pkcs12_data(packed(who), (), PASSPHRASE.encode())
    field = f"Signature{pdf.read_bytes().count(b'/ByteRange') + 1}"
    metadata = PdfSignatureMetadata(field_name=field, **meta)

    async def put(writer: IncrementalPdfFileWriter) -> None:
        session = PdfSigner(metadata, signer, new_field_spec=SigFieldSpec(field)).init_signing_session(writer)
        session.system_time = when
        document = session.prepare_tbs_document(None, await session.estimate_signature_container_size(None))
        digest, _ = document.digest_tbs_document(in_place=True)
        await document.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=when))

    with pdf.open("r+b") as stream:
        asyncio.run(put(IncrementalPdfFileWriter(stream)))
    return pdf


def _builder(
    name: str, by: str, key: CertificatePublicKeyTypes, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(by))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, certifies: bool = False, signs: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_encipherment=not signs, data_encipherment=False,
        key_agreement=False, key_cert_sign=certifies, crl_sign=certifies, encipher_only=False, decipher_only=False,
    )  # fmt: skip
