"""What `verify --signatures` says of the signatures on exhibits and on packets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.cli.terminal import Rank, progress, say
from casefile.errors import ExitCode

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.exhibits.signature import After, Kind, Signature

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


def signatures_of(session: Session, names: Sequence[str], packets: Sequence[str], trust: str) -> list[Signed]:
    """The signatures in the exhibits of the cases named (of all when neither case nor packet is) and on the packets.

    CaseError when pyHanko is missing, or `trust` names no file of certificates.
    """
    from datetime import UTC, datetime, time

    from casefile.exhibits import signature

    signature.needed()
    anchors = signature.anchors(Path(trust), trust) if trust else ""
    places = [*(_exhibits(session, names) if names or not packets else ()), *_of_packets(packets)]
    noon = datetime.combine(session.as_of, time(12), UTC)
    shown = progress(places, "Reading signatures", len(places), quiet=session.quiet)
    with closing(signature.found([path for path, _, _ in places], anchors, noon)) as found:
        read = zip(shown, found, strict=False)  # each is read when its turn comes; the last place ends both
        return [Signed(name, exhibit, each) for (_, name, exhibit), all_of in read for each in all_of]


def _exhibits(session: Session, names: Sequence[str]) -> Iterator[tuple[Path, str, str]]:
    workspace = session.workspace()
    for case_id in session.chosen(names):
        case = session.case(workspace, case_id)
        for exhibit in case.exhibits:
            path = case.path / exhibit.file
            if path.is_file():
                yield path, workspace.shown(path), exhibit.id


def _of_packets(packets: Sequence[str]) -> Iterator[tuple[Path, str, str]]:
    for name in packets:
        for path in sorted(Path(name).glob("*.pdf")):
            yield path, str(path), ""


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
        count = sum(one.signature.kind != "unread" for one in signed)
        say(f"{count or 'No'} {'signature' if count == 1 else 'signatures'}.", "dim")


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
