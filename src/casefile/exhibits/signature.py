"""Signatures on exhibits: which files have one, and whether what was signed is still as it was.

Foreign files are opened in the converters' child process, with its limits and without network; this side asks it and
says what became of each file. Knows no case. Whether a signature binds anybody is not its question.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from casefile import files
from casefile.errors import CaseError, Problem, Source
from casefile.exhibits.asked import SECONDS, started
from casefile.programs import Child, StoppedError

Kind = Literal["pdf", "timestamp", "s/mime", "openpgp", "unread"]
After = Literal["", "nothing", "archival", "forms", "forbidden"]

_PEM = b"-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature in a file, or that the file could not be searched for any (`unread`).

    All words are as the file has them. `claimed` is the moment that the signer's own computer put down (ISO 8601).
    """

    kind: Kind
    field: str = ""
    signer: str = ""
    issuer: str = ""
    claimed: str = ""
    digest: str = ""
    """The hash that was signed, such as sha256."""
    state: Literal["intact", "broken", "unchecked"] = "unchecked"
    """Whether the signed bytes are those that were signed, and by the key of the certificate."""
    whole: bool = False
    """Whether every byte of the file is signed."""
    after: After = ""
    """What was added behind the signed bytes: nothing, what keeps a signature for long, answers in forms and other
    signatures, or what the signature does not allow."""
    trust: Literal["", "trusted", "untrusted"] = ""
    """Whether the signer's certificate leads to one that is trusted; empty when none was given."""
    reason: str = ""
    """Why it was not checked, or is not trusted."""

    @property
    def is_bad(self) -> bool:
        """Whether it was checked, and does not hold."""
        return self.state == "broken" or self.after == "forbidden" or self.trust == "untrusted"

    @property
    def is_checked(self) -> bool:
        """Whether more is known than that it is there."""
        return self.state != "unchecked"


def needed() -> None:
    """CaseError when pyHanko is not installed, with the command that brings it."""
    if find_spec("pyhanko") is None:
        hint = "pip install 'casefile-toolkit[sign]'"
        raise CaseError(Problem("signatures need pyHanko, which is not installed", hint=hint, rule="machine"))


def anchors(path: Path, shown: str) -> str:
    """The certificates of a PEM file, as their text. CaseError when it can't be read or there is none in it."""
    data = files.read(path, shown)
    if _PEM not in data:
        hint = "it has to be in PEM: openssl x509 -inform der -in ca.cer -out ca.pem"
        raise CaseError(Problem("there is no certificate in it", Source(shown), hint, "trust"))
    return data.decode("ascii", errors="replace")


def found(
    paths: Sequence[Path], trust: str, when: datetime, *, passphrase: str = "", seconds: int = SECONDS
) -> Generator[list[Signature], None, None]:
    """The signatures of each file, in order; those of a PDF by the time they were put on.

    `trust` is what `anchors` returned, or empty; `when` the moment that counts where a signature claims none;
    `passphrase` opens those that are encrypted. A file
    that takes longer than `seconds`, or on which the child dies, has one that is `unread`. Raises CaseError when
    `trust` can't be read as certificates.
    """
    child: Child | None = None
    try:
        for path in paths:
            child = child or started()
            job = {
                "do": "signatures",
                "path": str(path.absolute()),
                "trust": trust,
                "when": when.isoformat(),
                "passphrase": passphrase,
                "cpu": seconds,
            }
            try:
                answer: dict[str, Any] = json.loads(child.ask(json.dumps(job), seconds))
            except (StoppedError, ValueError) as stopped:
                child.end()
                child = None
                yield [Signature("unread", reason=_why(stopped, seconds))]
                continue
            if "problems" in answer:
                raise CaseError(Problem(**problem) for problem in answer["problems"])
            yield [Signature(**each) for each in answer["signatures"]]
    finally:
        if child is not None:
            child.end()


def _why(stopped: StoppedError | ValueError, seconds: int) -> str:
    if isinstance(stopped, StoppedError) and stopped.overran:
        return f"reading it took longer than {seconds} seconds"
    return "the program that read it broke down"
