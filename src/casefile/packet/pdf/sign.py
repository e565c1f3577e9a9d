"""Signs a finished packet's PDF with a key from a PKCS#12 file (RFC 7292): PAdES at the level B-B (ETSI EN 319 142-1).

The signature is appended, so no byte of what was tested is written again; it has no place on any page, and certifies:
others may sign as well, any other change shows. No time stamp is asked for and no revocation looked up: that would
need the network. The moment of signing is handed in. Two signatures never have the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from casefile import __version__, files
from casefile.errors import CaseError, Problem
from casefile.exhibits import signature
from casefile.exhibits.signature_reading import signatures

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner, SimpleSigner

_FIELD = "Signature"
_BLOCK = 1 << 20
_LARGEST = 1 << 20  # bytes of a PKCS#12 file; one with its whole chain has some ten thousand


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, and when: the name in the certificate, the opened key, and what a reader will find wrong with it."""

    name: str
    when: datetime
    signer: SimpleSigner
    warnings: tuple[Problem, ...] = ()


def signatory(path: Path, shown: str, passphrase: str, when: datetime) -> Signatory:
    """Opens a PKCS#12 file; `when` is the moment of signing, with its offset, `shown` what messages call the file.

    CaseError when pyHanko is not installed, the file can't be read or is none, the passphrase is wrong, or there is no
    key with its certificate in it. What only spoils the signature is among the warnings.
    """
    signature.needed()
    data = _read(path, shown)
    cert = _certificate(data, shown, passphrase)
    from pyhanko.sign.signers import SimpleSigner

    signer = SimpleSigner.load_pkcs12_data(data, (), passphrase.encode())
    name = signer.subject_name or shown
    return Signatory(name, when, signer, tuple(_doubts(path, shown, cert, name, when)))


def _read(path: Path, shown: str) -> bytes:
    with files.reported(path, "read"), path.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if not _is_pkcs12(data):
        message = f"{shown} is no PKCS#12 file"
        hint = "make one: openssl pkcs12 -export -inkey key.pem -in certificate.pem -out me.p12"
        raise CaseError(Problem(message, hint=hint, rule="sign-key"))
    return data


def _is_pkcs12(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx

    try:
        return len(data) <= _LARGEST and Pfx.load(data)["version"].native == "v3"
    except (ValueError, TypeError):
        return False


def _certificate(data: bytes, shown: str, passphrase: str) -> Certificate:
    """The certificate of the key in a PKCS#12 file."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        key, cert, _ = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except ValueError as error:
        hint = "try again; the passphrase is that of the file, not of the computer"
        raise CaseError(Problem(f"the passphrase does not open {shown}", hint=hint, rule="passphrase")) from error
    except UnsupportedAlgorithm as error:
        message = f"{shown} is locked in a way, or holds a key of a kind, that is not known here"
        hint = "write it anew: openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12"
        raise CaseError(Problem(message, hint=hint, rule="sign-key")) from error
    if key is None or cert is None:
        lacks = "no private key" if key is None else "no certificate that belongs to its key"
        hint = "export it again, key and certificate together"
        raise CaseError(Problem(f"there is {lacks} in {shown}", hint=hint, rule="sign-key"))
    if not isinstance(key, (RSAPrivateKey, EllipticCurvePrivateKey, Ed25519PrivateKey, Ed448PrivateKey)):
        message = f"the key in {shown} is of a kind that cannot sign a PDF"
        raise CaseError(Problem(message, hint="use an RSA or an EC key", rule="sign-key"))
    return cert


def _doubts(path: Path, shown: str, cert: Certificate, name: str, when: datetime) -> Iterator[Problem]:
    """What does not keep anyone from signing, but is to be known."""
    first, last = cert.not_valid_before_utc, cert.not_valid_after_utc
    if not first <= when <= last:
        told = f"expired on {last:%Y-%m-%d}" if when > last else f"is valid from {first:%Y-%m-%d} on"
        message = f"the certificate of {name} {told}: readers will not accept the signature"
        yield Problem(message, hint="sign with a certificate that is valid today", rule="sign-expired", level="warning")
    if not _may_sign(cert):
        message = f"the certificate of {name} is not meant for signing documents: readers may not accept the signature"
        hint = "ask for one whose key usage is digital signature or non-repudiation (RFC 5280, 4.2.1.3)"
        yield Problem(message, hint=hint, rule="sign-usage", level="warning")
    if files.is_open_to_others(path):
        message = f"others on this computer can read {shown}, and it holds a private key"
        yield Problem(message, hint=f"chmod 600 {shown}", rule="sign-open", level="warning")


def _may_sign(cert: Certificate) -> bool:
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = cert.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def sign_all(folder: Path, by: Signatory, *, password: str = "") -> None:
    """Signs each PDF that lies in a folder itself, as `sign` does: a packet's own, not the natives beneath."""
    for pdf in sorted(folder.glob("*.pdf")):
        sign(pdf, by, password=password)


def sign(pdf: Path, by: Signatory, *, password: str = "") -> None:
    """Signs a PDF in its place; `password` opens it where it is encrypted.

    CaseError when the disk fails, or what was written does not read back as a whole signature over the whole file.
    """
    import asyncio

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    with files.reported(pdf), pdf.open("r+b") as stream:
        writer = IncrementalPdfFileWriter(stream)
        if password:
            writer.encrypt(password.encode())  # type: ignore[no-untyped-call]  # its types are missing
        asyncio.run(_signed(writer, _signer(by), by.when))
    found = signatures(pdf, (), by.when, password=password)
    if not (len(found) == 1 and found[0].state == "intact" and found[0].whole):
        message = f"the signature on {pdf.name} does not read back"
        raise CaseError(Problem(message, hint="nothing was replaced; report this", rule="sign"))


def _signer(by: Signatory) -> PdfSigner:
    from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.signers.pdf_byterange import BuildProps

    meta = PdfSignatureMetadata(
        field_name=_FIELD, subfilter=SigSeedSubFilter.PADES, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS,
        app_build_props=BuildProps("casefile", revision=__version__),
    )  # fmt: skip
    # Off the page and not hidden: PDF/A-3, 6.3.2 forbids the one, PDF/UA-1, 7.18.1 an untagged field on a page.
    field = SigFieldSpec(_FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    return PdfSigner(meta, by.signer, new_field_spec=field)


async def _signed(writer: IncrementalPdfFileWriter, signer: PdfSigner, when: datetime) -> None:
    """pyHanko's own `sign_pdf`, step by step, because that one asks the clock."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session = signer.init_signing_session(writer)
    session.system_time = when
    room = await session.estimate_signature_container_size(None)
    document = session.prepare_tbs_document(None, room)
    digest, _ = document.digest_tbs_document(in_place=True, chunk_size=_BLOCK)
    await document.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=when))
