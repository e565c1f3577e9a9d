"""`casefile inspect`: any finished bundle, tested against the rules of a court or reader."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import Rank, document, say, width, wrapped

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.packet.inspector.inspect import Rule

_COLUMNS = 80  # where nobody looks, a page that prints
_STATES: tuple[tuple[str, Rank], ...] = (("broken", "bad"), ("look", "warn"), ("ok", "plain"))
_PLACE = 24  # the column that what is said of a rule begins in
_LONGEST = 4096  # bytes of a passphrase


@named("inspect")
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path, readable=False))
@click.option("--profile", "name", default="attorney", show_default=True, help="Whose rules.")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path, readable=False), help="Its first line opens an encrypted file."
)
def command(session: Session, file: Path, name: str, passphrase_file: Path | None) -> int:
    """FILE.pdf is any bundle, yours or the other side's. It is read back and tested rule by rule: page numbers, index,
    outline, links, text, pictures, fonts, dates. Each rule is shown with its source, worst first, and what to do.
    "look" is what a person has to judge, such as a page that may be a photograph; it breaks nothing. A file
    profiles/NAME.yaml of the workspace is a profile, too.

    Ends with 1 when a rule is broken.

    \b
    Example:
      casefile inspect bundle.pdf --profile attorney
    """
    from casefile.packet.inspector.apart import inspect
    from casefile.packet.profile import profile

    chosen = profile(name, session.profiles())
    rules = inspect(file, chosen, passphrase=_passphrase(passphrase_file) if passphrase_file else "")
    ok = all(rule.ok for rule in rules)
    if session.json:
        told = [{"rule": r.rule, "source": r.source, "ok": r.ok, "detail": r.detail} for r in rules]
        document({"profile": chosen.name, "ok": ok, "rules": told})
    else:
        _print(session, rules, chosen.name)
    return 0 if ok else 1


def _passphrase(file: Path) -> str:
    """The file's first line. CaseError when it can't be read."""
    from casefile import files

    with files.reported(file, "read"), file.open("rb") as lines:
        return lines.readline(_LONGEST).decode("utf-8", errors="surrogateescape").rstrip("\r\n")


def _print(session: Session, rules: Sequence[Rule], name: str) -> None:
    for rule in sorted(rules, key=_state):
        state, rank = _STATES[_state(rule)]
        if state == "ok" and session.quiet:
            continue
        for number, line in enumerate(_lines(rule, state)):
            say(line, rank if number == 0 else "plain")
        if rule.detail:
            say()
    if session.quiet:
        return
    broken = sum(not rule.ok for rule in rules)
    if broken:
        say(f"{broken} of {len(rules)} rules of the profile '{name}' broken.", "bad", err=True)
    else:
        say(f"All {len(rules)} rules of the profile '{name}' hold.", "good")


def _state(rule: Rule) -> int:
    """Its place in the order of what matters: broken, for a look, fine."""
    return 0 if not rule.ok else 1 if rule.detail else 2


def _lines(rule: Rule, state: str) -> Iterator[str]:
    """State and name in columns, then what was found, what to do and the source; of a rule that holds the source."""
    columns, later = min(width(sys.stdout), _COLUMNS), " " * _PLACE
    head = f"{state:<8}{rule.rule:<{_PLACE - 8}}"
    said = (
        [rule.detail, *([f"→ {rule.hint}"] if rule.hint else []), f"({rule.source})"] if rule.detail else [rule.source]
    )
    for number, text in enumerate(said):
        first, *others = wrapped(later + text, columns, later)
        yield head + first[_PLACE:] if number == 0 else first
        yield from others
