"""What `verify --signatures` says of the signatures on exhibits and on packets."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.cli.passphrase import passphrase
from casefile.cli.terminal import Rank, is_terminal, progress, say
from casefile.errors import ExitCode

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.exhibits.signature import After, Kind, Signature

OPTION = "--passphrase-file"
_ENCRYPTED = b"/Encrypt"  # the trailer's own key (ISO 32000-1, 7.5.5), which is never compressed
_ZIPPED = "unpack it, and name the folder: signatures are read in files that lie open"

_CHANGED: dict[After, str] = {
    "archival": "after it only what keeps a signature for long was added",
    "forms": "after it answers in forms, or other signatures, were added",
    "forbidden": "after it the file was changed in a way that the signature does not allow",
}
_KINDS: dict[Kind, str] = {"s/mime": "an S/MIME signature", "openpgp": "an OpenPGP signature", "pdf": "a signature"}


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: the file's path as people are shown it, its exhibit if it is one, and what was read."""

    path: str
    exhibit: str
    signature: Signature


def signatures_of(
    session: Session, names: Sequence[str], packets: Sequence[str], trust: str, passphrase_file: str
) -> list[Signed]:
    """The signatures in the exhibits of the cases named (of all when neither case nor packet is) and on the packets.

    What is encrypted is opened with the first line of `passphrase_file`; without one a person at the terminal is asked
    for a packet's. CaseError when pyHanko is missing, or `trust` names no file of certificates.
    """
    from datetime import UTC, datetime, time

    from casefile.exhibits import signature
    from casefile.exhibits.signature import Signature

    signature.needed()
    anchors = signature.anchors(Path(trust), trust) if trust else ""
    places = [*(_exhibits(session, names) if names or not packets else ()), *_of_packets(packets)]
    secret = _secret([path for path, _, exhibit in places if not exhibit], passphrase_file)
    noon = datetime.combine(session.as_of, time(12), UTC)
    shown = progress(places, "Reading signatures", len(places), quiet=session.quiet)
    with closing(signature.found([path for path, _, _ in places], anchors, noon, passphrase=secret)) as found:
        read = zip(shown, found, strict=False)  # each is read when its turn comes; the last place ends both
        signed = [Signed(name, exhibit, each) for (_, name, exhibit), all_of in read for each in all_of]
    zips = (name for name in packets if Path(name).suffix == ".zip")
    return [*signed, *(Signed(name, "", Signature("unread", reason=_ZIPPED)) for name in zips)]


def _secret(packets: Sequence[Path], file: str) -> str:
    """What opens an encrypted file: the first line of `file`, or what a person answers where a packet says that it is
    encrypted; "" where there is nobody to ask."""
    if file:
        return passphrase("Passphrase of the packet", file, OPTION)
    asked = is_terminal(sys.stdin) and any(_ENCRYPTED in path.read_bytes() for path in packets)
    return passphrase("Passphrase of the packet", "", OPTION) if asked else ""


def _exhibits(session: Session, names: Sequence[str]) -> Iterator[tuple[Path, str, str]]:
    workspace = session.workspace()
    for case_id in session.chosen(names):
        case = session.read(workspace, case_id)
        for exhibit in case.exhibits:
            path = case.path / exhibit.file
            if path.is_file():
                yield path, workspace.shown(path), exhibit.id


def _of_packets(packets: Sequence[str]) -> Iterator[tuple[Path, str, str]]:
    from casefile.packet.bag.recheck import papers

    for name in packets:
        yield from ((path, str(path), "") for path in papers(Path(name)))


def outcome(signed: Sequence[Signed]) -> ExitCode:
    """The exit code: a problem when one does not hold, a warning when one on a PDF could not be checked."""
    if any(one.signature.is_bad for one in signed):
        return ExitCode.PROBLEM
    return ExitCode.WARNINGS if any(map(_is_open, signed)) else ExitCode.OK


def _is_open(one: Signed) -> bool:
    return not one.signature.is_checked and one.signature.kind in ("pdf", "timestamp", "unread")


def rows(signed: Sequence[Signed]) -> list[dict[str, object]]:
    """The signatures as JSON has them."""
    return [{"path": one.path, "exhibit": one.exhibit or None, **asdict(one.signature)} for one in signed]


def show_signatures(session: Session, signed: Sequence[Signed]) -> None:
    """A line a signature, and how many there are."""
    for one in signed:
        if not session.quiet or one.signature.is_bad or _is_open(one):
            word, rank = _verdict(one)
            say(f"{word:12}  {one.path}: {'; '.join(_said(one.signature))}", rank)
    if not session.quiet:
        say(_counted(signed), "dim")


def _counted(signed: Sequence[Signed]) -> str:
    """How many signatures were found, and how many files could not be searched: of those nothing is known."""
    closed = sum(one.signature.kind == "unread" for one in signed)
    count = len(signed) - closed
    said = f"{count or 'No'} {'signature' if count == 1 else 'signatures'}"
    unknown = f"{closed} {'file' if closed == 1 else 'files'} could not be searched for signatures"
    return f"{said}; {unknown}." if closed and count else f"{unknown}." if closed else f"{said}."


def _verdict(one: Signed) -> tuple[str, Rank]:
    if one.signature.is_bad:
        return ("untrusted" if one.signature.state == "intact" and one.signature.trust else "broken"), "bad"
    return ("intact", "plain") if one.signature.is_checked else ("unchecked", "warn" if _is_open(one) else "plain")


def _said(read: Signature) -> Iterator[str]:
    if not read.is_checked:
        yield f"{_KINDS[read.kind]}, {read.reason}" if read.kind in _KINDS else read.reason
        return
    what = "time stamp of" if read.kind == "timestamp" else "signed by"
    by = "nobody else" if read.issuer == read.signer else read.issuer or "?"
    yield f"{what} {read.signer or '?'}, certified by {by}"
    if read.claimed:
        yield f"dated {read.claimed.replace('T', ' ')} by the signer's own clock"
    if read.state == "broken":
        yield "what was signed was changed, or the signature is not by that key"
        return
    if read.whole:
        yield "every byte of the file is as it was signed"
    else:
        yield "what was signed is unchanged"
        if read.after in _CHANGED:
            yield _CHANGED[read.after]
    yield _trusted(read)


def _trusted(read: Signature) -> str:
    if not read.trust:
        return "whether that certificate is to be trusted was not checked (--trust)"
    if read.trust == "trusted":
        return "the certificate is by one you trust; whether it was revoked was not looked up"
    return f"not to be trusted: {read.reason}"
