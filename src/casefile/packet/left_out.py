"""What a packet as of a day says beside its papers: what of the case is later and not in it, which lines have no proof
yet, that there is nothing to claim, and that it takes the place of a packet of a later day.

Problems for whoever builds it; nothing of this is in the packet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from casefile.case import wall
from casefile.case.model import Case
from casefile.case.upto import later
from casefile.claim.model import Claim
from casefile.documents.proof import of_line
from casefile.errors import Problem

_NAMED = 12  # how many are named in one line
_DAY = re.compile(r" packet (\d{4}-\d{2}-\d{2})(?: vol \d+ of \d+| late additions)?\.pdf")


def left_out(case: Case, claim: Claim) -> Iterator[Problem]:
    """A warning for what others may see of a case and is later than the day it is shown up to, and one for each line of
    the claim that has no proof without it. `case` is the whole."""
    everything, shown = wall.opened(replace(case, upto=None)), wall.opened(case)
    late = later(case)
    exhibits = [exhibit.id for exhibit in everything.exhibits if exhibit.id in late]
    contacts = [contact.file.rpartition("/")[2] for contact in everything.contacts if contact.file in late]
    if exhibits or contacts:
        counts = [(len(exhibits), "exhibit"), (len(contacts), "contact")]
        what = " and ".join(f"{number} {name}{'' if number == 1 else 's'}" for number, name in counts if number)
        one = len(exhibits) + len(contacts) == 1
        message = (
            f"{what} {'is' if one else 'are'} later than {case.upto} and {'is' if one else 'are'} not in this packet:"
            f" {_list([*exhibits, *contacts])}"
        )
        hint = f"for {'it' if one else 'them'} leave out --as-of, or give a later day"
        yield Problem(message, case.file.at.source, hint, "later", "warning")
    yield from _unproven(everything, shown, claim, late)


def _unproven(everything: Case, shown: Case, claim: Claim, late: frozenset[str]) -> Iterator[Problem]:
    billed = {one.number for one in claim.invoices}
    for whole, cut in zip(everything.invoices, shown.invoices, strict=True):
        for line, rest in zip(whole.lines, cut.lines, strict=True):
            proof = [name for name in of_line(everything, whole, line) if name in late]
            if whole.number in billed and proof and not of_line(shown, cut, rest):
                message = (
                    f"nothing in this packet proves line {line.id} of {whole.number} ({line.description}):"
                    f" {_list(proof)} {'is' if len(proof) == 1 else 'are'} later than {shown.upto}"
                )
                hint = "look at the date of the exhibit, or give a later --as-of"
                yield Problem(message, line.at.source, hint, "later", "warning")


def unclaimed(case: Case, claim: Claim) -> Iterator[Problem]:
    """A warning where there is no invoice up to the packet's day: what would be handed over claims nothing."""
    if claim.invoices:
        return
    shown = wall.opened(case)
    until = f" up to {case.upto}" if case.invoices else ""
    more = "" if shown.exhibits else ", nor any exhibit"
    message = f"the packet claims nothing: there is no invoice{until}{more}"
    hint = "give a later --as-of" if until else f"write it as cases/{case.id}/invoices/NUMBER.yaml"
    take = "" if shown.exhibits else f"; take evidence in with casefile add {case.id} FILE"
    yield Problem(message, case.file.at.source, f"{hint}{take}", "no-invoice", "warning")


def replaced(placed: Path, day: date) -> Iterator[Problem]:
    """A warning where the packet that lies in the folder is of a later day than the one that takes its place."""
    names = (_DAY.search(file.name) for file in sorted(placed.glob("*.pdf")))
    days = [found[1] for found in names if found]
    if days and max(days) > day.isoformat():
        message = f"this packet, of {day}, took the place of the one of {max(days)}"
        hint = f"for that one run the command again with --as-of {max(days)}"
        yield Problem(message, hint=hint, rule="replaced", level="warning")


def _list(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names) if rest <= 0 else f"{', '.join(names[:_NAMED])} and {rest} more"
