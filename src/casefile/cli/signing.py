"""Who signs a packet: the options --sign and --sign-passphrase-file, and the key that they open.

The clock is read here: a signature bears the moment that it was made, whatever --as-of says.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.cli.passphrase import passphrase

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.packet.pdf.sign import Signatory

OPTION = "--sign-passphrase-file"


def signatory(workspace: Workspace, key: str, passphrase_file: str) -> Signatory:
    """The key in the file `key`, opened. CaseError, as for `packet.sign.signatory`; UsageError with no passphrase."""
    from datetime import UTC, datetime

    from casefile import files
    from casefile.errors import Problem
    from casefile.exhibits import signature
    from casefile.packet.pdf.sign import signatory

    signature.needed()  # before a passphrase is asked for in vain
    said = passphrase(f"Passphrase of {key}", passphrase_file, OPTION)
    found = signatory(Path(key), key, said, datetime.now(UTC).astimezone())
    doubts = list(found.warnings)
    if passphrase_file and files.is_open_to_others(Path(passphrase_file)):
        message = f"others on this computer can read {passphrase_file}, and it holds a passphrase"
        doubts.append(Problem(message, hint=f"chmod 600 {passphrase_file}", rule="sign-open", level="warning"))
    if files.real(Path(key)).is_relative_to(workspace.root):
        message = f"{key} lies in the workspace: once it is committed, git keeps the key for ever"
        doubts.append(Problem(message, hint="keep it elsewhere", rule="sign-place", level="warning"))
    return replace(found, warnings=tuple(doubts))
