"""Reads the signatures of one file, with pyHanko where it is a PDF. Foreign files only in the child process.

Nothing is fetched: neither revocations nor certificates that are missing. A signature that pyHanko cannot make sense
of is still one that is there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from casefile.exhibits import mail_parts
from casefile.exhibits.pdf_facts import is_signed
from casefile.exhibits.signature import After, Kind, Signature

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus

_MOST = 50
_LONGEST = 200
_HEAD = 1024  # a PDF's header stands among its first bytes (ISO 32000-1, annex H)
_UNFORESEEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError)
"""What pyHanko and asn1crypto raise on files that are not what they seem, beside their own errors."""

_SHUT = ("it opens with a passphrase only: --passphrase-file FILE", "the passphrase does not open it")
"""Why an encrypted file stays closed, without a passphrase and with one."""

_REASONS = {
    "NO_CERTIFICATE_CHAIN_FOUND": "it does not lead to a certificate that was given",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "the certificates that it leads to do not hold",
    "CHAIN_CONSTRAINTS_FAILURE": "its certificate is not meant for signing",
    "CRYPTO_CONSTRAINTS_FAILURE": "it rests on a hash or a key that is too weak",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "it rests on a hash or a key that is too weak",
    "EXPIRED": "its certificate had expired",
    "OUT_OF_BOUNDS_NO_POE": "its certificate was not valid then",
    "OUT_OF_BOUNDS_NOT_REVOKED": "its certificate was not valid then",
    "NOT_YET_VALID": "its certificate was not valid yet",
}


def answered(job: Mapping[str, Any]) -> dict[str, Any]:
    """What the child says of one file."""
    try:
        roots = _roots(job["trust"])
    except ValueError:
        message = "a certificate that is to be trusted cannot be read"
        return {"problems": [{"message": message, "hint": "openssl x509 -in FILE -text shows it", "rule": "trust"}]}
    path, when = Path(job["path"]), datetime.fromisoformat(job["when"])
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(_HEAD)
    if is_pdf:
        read: Sequence[Signature] = _of_pdf(path, roots, when, normalize("NFKC", job["passphrase"]))
    else:
        read = tuple(_of_mail(path)) if path.suffix.lower() == ".eml" else ()
    return {"signatures": [asdict(each) for each in read]}


def _roots(pem: str) -> tuple[Certificate, ...]:
    """The certificates in a PEM text. Raises ValueError."""
    from asn1crypto import pem as armour
    from asn1crypto.x509 import Certificate

    if not pem:
        return ()
    found = [Certificate.load(der) for kind, _, der in armour.unarmor(pem.encode(), multiple=True) if "CERT" in kind]
    return tuple(cert for cert in found if cert.native)


def _of_pdf(path: Path, roots: Sequence[Certificate], when: datetime, passphrase: str) -> tuple[Signature, ...]:
    from pikepdf import PdfError

    try:
        opens = _opens(path, passphrase)
        if opens is None:
            return (Signature("unread", reason=_SHUT[bool(passphrase)]),)
        password, is_there = opens
    except PdfError:
        return (Signature("unread", reason="it is damaged"),)
    if not is_there:
        return ()
    read = signatures(path, roots, when, password=password)
    return read or (Signature("pdf", reason="no field of the file names it"),)


def _opens(path: Path, passphrase: str) -> tuple[str, bool] | None:
    """What opens a PDF, nothing or the passphrase, and whether it is signed; None when neither does."""
    from pikepdf import PasswordError, Pdf

    for password in dict.fromkeys(("", passphrase)):
        try:
            with Pdf.open(path, password=password) as pdf:
                return password, is_signed(pdf)
        except PasswordError:
            continue
    return None


def signatures(
    path: Path, roots: Sequence[Certificate], when: datetime, *, password: str = ""
) -> tuple[Signature, ...]:
    """The signatures in a PDF's fields, the first one first; with `roots`, whether the signers lead to one of them.

    A certificate is judged by the moment that the signature claims, else by `when`.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is wrong is said below, in words
    with path.open("rb") as stream:
        try:
            reader = PdfFileReader(stream, strict=False)
            if reader.encrypted:
                reader.decrypt(password.encode())
            fields = [(str(name), field) for name, _, field in enumerate_sig_fields(reader, filled_status=True)][:_MOST]
        except (PdfError, *_UNFORESEEN):
            return (Signature("unread", reason="it is damaged"),)
        read = [_read(reader, name, field, roots, when) for name, field in fields]
    return tuple(each for _, each in sorted(read, key=lambda pair: pair[0]))


def _read(
    reader: PdfFileReader, name: str, field: Any, roots: Sequence[Certificate], when: datetime
) -> tuple[int, Signature]:
    """A signature, and the revision of the file that it was put on with."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    unread = Signature("pdf", _plain(name), reason="it is of a kind that cannot be checked here, or damaged")
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
    except (PdfError, *_UNFORESEEN):
        return 0, unread
    try:
        return embedded.signed_revision, _checked(embedded, roots, when)
    except (PdfError, UnsupportedAlgorithm, *_UNFORESEEN):
        return embedded.signed_revision, unread


def _checked(embedded: EmbeddedPdfSignature, roots: Sequence[Certificate], when: datetime) -> Signature:
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    is_stamp = embedded.sig_object_type == "/DocTimeStamp"
    claimed = embedded.self_reported_timestamp
    if claimed is not None and claimed.utcoffset() is None:
        claimed = claimed.replace(tzinfo=UTC)
    trusting = ValidationContext(trust_roots=list(roots), moment=claimed or when, allow_fetching=False)
    status: PdfSignatureStatus | DocumentTimestampStatus
    if is_stamp:
        status = validate_pdf_timestamp(embedded, trusting)
    else:
        usage = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
        status = validate_pdf_signature(embedded, trusting, key_usage_settings=usage)
    cert, holds = embedded.signer_cert, status.intact and status.valid
    return Signature(
        "timestamp" if is_stamp else "pdf", _plain(embedded.field_name), _name(cert.subject), _name(cert.issuer),
        claimed.isoformat(timespec="seconds") if claimed else "", status.md_algorithm,
        "intact" if holds else "broken", _is_whole(status), _after(status),
        *(_trust(status, cert) if roots and holds else ("", "")),
    )  # fmt: skip


def _is_whole(status: PdfSignatureStatus | DocumentTimestampStatus) -> bool:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    return status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def _after(status: PdfSignatureStatus | DocumentTimestampStatus) -> After:
    from pyhanko.sign.diff_analysis import ModificationLevel

    level = status.modification_level
    if status.docmdp_ok is False or level is None or level.value > ModificationLevel.FORM_FILLING.value:
        return "forbidden"
    allowed: dict[ModificationLevel, After] = {
        ModificationLevel.NONE: "nothing",
        ModificationLevel.LTA_UPDATES: "archival",
    }
    return allowed.get(level, "forms")


def _trust(status: PdfSignatureStatus | DocumentTimestampStatus, cert: Certificate) -> tuple[Any, str]:
    if status.trusted:
        return "trusted", ""
    why = status.trust_problem_indic.standard_name if status.trust_problem_indic else ""
    if why == "CHAIN_CONSTRAINTS_FAILURE" and cert.self_issued:
        return "untrusted", "nobody but the signer certifies it"
    return "untrusted", _REASONS.get(why, "its certificate does not pass")


def _name(name: Any) -> str:
    """What a certificate calls somebody: the common name, else what stands there."""
    told = name.native.get("common_name") or name.human_friendly
    return _plain(told if isinstance(told, str) else " ".join(map(str, told)))


def _plain(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


_ARMOUR = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # the identifier 1.2.840.113549.1.7.2 (RFC 5652, 5.1)
_PARTS: Mapping[str, Kind] = {
    "application/pgp-signature": "openpgp",
    "application/pkcs7-signature": "s/mime",
    "application/x-pkcs7-signature": "s/mime",
}


def _of_mail(path: Path) -> Iterator[Signature]:
    """The kinds of signatures on a mail (RFC 8551, 3.5; RFC 3156, 5; RFC 9580, 7), each once."""
    mail = mail_parts.read(path.read_bytes())
    kinds = {_PARTS[part.media_type] for part in mail.parts if part.media_type in _PARTS}
    if any(part.media_type.endswith("pkcs7-mime") and _SIGNED_DATA in part.content[:32] for part in mail.parts):
        kinds.add("s/mime")
    if any(line.strip() == _ARMOUR for line in mail.plain.splitlines()):
        kinds.add("openpgp")
    for kind in sorted(kinds):
        yield Signature(kind, reason="signatures on mails are found here, not checked")
