"""`casefile verify`: exhibits against register and git, or a packet against its own manifests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.signatures import OPTION, outcome, rows, show_signatures, signatures_of
from casefile.cli.terminal import Rank, document, progress, say
from casefile.errors import CaseError, ExitCode, Problem, UsageError

if TYPE_CHECKING:
    from casefile.case.custody import Kept
    from casefile.cli.session import Session

RANKS: dict[str, Rank] = {"ok": "plain", "changed": "bad", "missing": "bad", "unregistered": "warn"}
_TAKES = (
    "casefile verify takes a case, or of a packet its folder, its zip, or the folder that this was unpacked to; "
    "casefile inspect tests a PDF"
)


@named("verify")
@click.argument("cases", metavar="[CASE | PACKET]...", nargs=-1)
@click.option("--record", is_flag=True, help="Write the hash into each row of evidence.yaml that has none yet.")
@click.option("--signatures", is_flag=True, help="Check the signatures on exhibits, or on a packet, too.")
@click.option("--trust", default="", metavar="CA.pem", help="With --signatures: whom to trust to name signers.")
@click.option(OPTION, default="", metavar="FILE", help="With --signatures: its first line opens what is encrypted.")
def command(
    session: Session, cases: tuple[str, ...], record: bool, signatures: bool, trust: str, passphrase_file: str
) -> int:
    """Each exhibit's SHA-256 and size are compared with the register, and its bytes with what git keeps. PACKET is the
    folder of a packet of any profile, in which every file is compared with its list of hashes, the zip alone, to the
    last byte, or the folder it was unpacked to.

    With --signatures each signature on a PDF is checked: who signed, when they say they did, whether what was signed is
    unchanged, and what was added later. Signatures on mails are named only. Nothing is looked up on the network.
    The passphrase of an encrypted packet is asked for.

    \b
    Example:
      casefile verify
      casefile verify northwind --record
      casefile verify northwind --signatures --trust authority.pem
      casefile verify build/2026-014-northwind/packet
    """
    from casefile.packet.bag.recheck import is_packet, recheck

    for name in cases:
        _refuse_what_is_neither(session, name)
    signatures = signatures or bool(trust or passphrase_file)
    packets = [name for name in cases if is_packet(Path(name))]
    named = [name for name in cases if name not in packets]
    kept, committed = _cases(session, named, record=record) if named or not packets else ([], None)
    kept += [one for name in packets for one in recheck(Path(name))]
    signed = signatures_of(session, named, packets, trust, passphrase_file) if signatures else None
    ok = all(one.state == "ok" for one in kept)
    code = outcome(signed or ()) if ok else ExitCode.PROBLEM
    if session.json:
        said = {} if signed is None else {"signatures": rows(signed)}
        document(
            {"ok": code != ExitCode.PROBLEM, "files": [{"path": one.path, "state": one.state} for one in kept], **said}
        )
    else:
        _print(session, kept)
        if committed is not None and not session.quiet:
            _print_git(committed, sum(one.state != "missing" for one in kept))
        if signed is not None:
            show_signatures(session, signed)
    return code


def _refuse_what_is_neither(session: Session, name: str) -> None:
    """UsageError for a file or a folder that is neither a packet nor a case."""
    from casefile import files
    from casefile.packet.bag.recheck import no_packet

    with files.reported(Path(name), "read"):
        why = no_packet(Path(name))
    if not why:
        return
    try:
        session.chosen([name])
    except CaseError:
        raise UsageError(
            Problem(f"'{name}' is neither a case nor a packet: {why}", hint=_TAKES, rule="packet")
        ) from None


def _cases(session: Session, names: Sequence[str], *, record: bool) -> tuple[list[Kept], int]:
    """The files of the cases named, or of all, and how many of them git has."""
    from casefile.case import custody
    from casefile.case.committed import compare

    workspace = session.workspace()
    chosen = session.chosen(names)
    found: list[Kept] = []
    committed = 0
    for case_id in progress(chosen, "Verifying", len(chosen), quiet=session.quiet):
        if record:
            with session.writing(workspace, case_id) as before:
                written = custody.record(workspace, before)
            if written and not session.quiet:
                say(f"{case_id}: hashes written for {', '.join(written)}", err=True)
        case = session.read(workspace, case_id)
        compared = compare(workspace, case, custody.verify(workspace, case))
        found += compared.kept
        committed += compared.committed
    return found, committed


def _print_git(committed: int, files: int) -> None:
    """What the word of git is worth here: it can only speak of what was committed."""
    if files and not committed:
        say("Nothing was compared with git: no repository, or no evidence committed yet.", "dim", err=True)
    elif committed < files:
        say(f"{committed} of them compared with git too: the others are not committed yet.", "dim", err=True)


def _print(session: Session, kept: Sequence[Kept]) -> None:
    for one in kept:
        if one.state != "ok" or one.detail or session.noise == "verbose":
            say(f"{one.state:12}  {one.path}{f': {one.detail}' if one.detail else ''}", RANKS[one.state])
    if session.quiet:
        return
    wrong = sum(one.state != "ok" for one in kept)
    if wrong:
        say(f"{wrong} of {len(kept)} files need a look.", "bad", err=True)
    else:
        say(
            f"{len(kept)} {'file' if len(kept) == 1 else 'files'}, all as registered." if kept else "No evidence yet.",
            "good",
        )
