"""A packet under a passphrase: AES with 256 bits (ISO 32000-2, 7.6.4.4, revision 6). Knows no case and no plan.

Each time the file is made it has other random salts, so an encrypted packet's bytes are never the same twice.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from casefile import files
from casefile.errors import Problem, UsageError
from casefile.packet.pdf.catalog import PDF_A

_LEAST, _MOST = 8, 127  # characters that we want, bytes that the standard takes


def usable(said: str) -> str:
    """A passphrase as PDF readers normalise it (ISO 32000-2, 7.6.4.3.3). UsageError for one that will not do."""
    if not said:
        raise _refused("the passphrase is empty", "without one the packet would not be encrypted")
    composed = unicodedata.normalize("NFKC", said)
    if any(unicodedata.category(letter) == "Cc" for letter in composed):
        raise _refused("the passphrase has a character that cannot be typed", "one line of plain text, please")
    if len(composed) < _LEAST:
        hint = "four words that have nothing to do with each other are easy to say on the telephone"
        raise _refused(f"the passphrase has {len(composed)} characters, fewer than {_LEAST}", hint)
    if len(composed.encode()) > _MOST:
        raise _refused(f"the passphrase is longer than {_MOST} bytes, which PDF readers cut off", "take a shorter one")
    return composed


def encrypt(file: Path, secret: str) -> None:
    """Puts a PDF under a passphrase, which opens it with every right; what it says of itself is encrypted too,
    and no longer that it is PDF/A (ISO 19005-3, 6.1.3)."""
    import pikepdf
    from pikepdf import ObjectStreamMode

    locked = file.with_name(f".{file.name}")
    with files.reported(file), pikepdf.open(file) as pdf:
        if "/Metadata" in pdf.Root:
            said = pdf.Root.Metadata
            said.write(said.read_bytes().replace(PDF_A, b""))
        lock = pikepdf.Encryption(owner=secret, user=secret, R=6, metadata=True)
        pdf.save(locked, encryption=lock, object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False)
    with files.reported(file):
        locked.replace(file)
    if not _is_locked(file, secret):
        raise RuntimeError("the file that was just encrypted opens without its passphrase")


def _is_locked(file: Path, secret: str) -> bool:
    """Whether a PDF opens with its passphrase, with AES-256, and not without."""
    import pikepdf

    try:
        with pikepdf.open(file):
            return False
    except pikepdf.PasswordError:
        with pikepdf.open(file, password=secret) as pdf:
            found = pdf.encryption
            return bool(found.R == 6 and found.stream_method.name == "aesv3" and found.string_method.name == "aesv3")


def _refused(message: str, hint: str) -> UsageError:
    return UsageError(Problem(message, hint=hint, rule="passphrase"))
