"""Which files are not handed over with a packet, and why, before it is planned. Knows no page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from casefile import files
from casefile.case import privilege, wall
from casefile.case.fields import Language
from casefile.case.model import Case, Contact
from casefile.checks.matter import Matter
from casefile.claim.model import Claim
from casefile.exhibits.holding import Why, holding
from casefile.exhibits.pages import Native
from casefile.packet.plan import CORRESPONDENCE
from casefile.packet.search import searched


def kept_to_us(case: Case, shown: Case) -> frozenset[str]:
    """The open contacts whose file says more than is printed of it: a reference to what is kept back, or a remark."""
    whole = {contact.file: contact for contact in case.contacts}
    return frozenset(
        contact.file for contact in shown.contacts if contact != whole[contact.file] or _has_remarks(case, contact)
    )


def with_withheld(matter: Matter, shown: Case, kept: Path) -> Mapping[str, Why]:
    """The exhibits and contacts whose file is not handed over, and why: something that is kept back is in it, or is
    quoted where no page shows it, or it cannot be looked into, or not be read where anything is kept back. `matter` is
    the whole case, `shown` what is open of it; `kept` is a folder for what need not be looked into twice."""
    case = matter.case
    files_of = {each.id: case.path / each.file for each in shown.exhibits}
    files_of |= {each.file: path_of(case, each) for each in shown.contacts}
    bare: dict[str, Why] = dict.fromkeys(privilege.without_native(case), "held")
    there = {key: path for key, path in files_of.items() if key not in bare and path.is_file()}
    found = holding(there.values(), privilege.withheld_hashes(case), kept)
    quoted: dict[str, Why] = dict.fromkeys(_quoting(matter, there), "quoted")
    unread: dict[str, Why] = {key: "closed" for key in matter.unread if key in there}
    return unread | quoted | {key: found[path] for key, path in files_of.items() if path in found} | bare


def _quoting(matter: Matter, there: Mapping[str, Path]) -> Iterator[str]:
    """Those of some files that say beside their pages what is kept back, and those in which one of them lies."""
    found = {there[key] for key, each in matter.quoting.items() if each.is_beside and key in there}
    within = holding(there.values(), set(files.sha256_once(found).values())) if found else {}
    yield from (key for key, path in there.items() if path in found or path in within)


def _has_remarks(case: Case, contact: Contact) -> bool:
    """Whether a note's front matter holds a comment (YAML 1.2.2, 6.6), which is nobody's business but ours."""
    if not contact.file.endswith(".md"):
        return False
    text = files.read(path_of(case, contact), contact.file).decode("utf-8", errors="replace")
    head = re.split(r"(?m)^---\s*$", text, maxsplit=2)[1:2]
    return any(re.search(r"(?m)(^|\s)#", each) for each in head)


def path_of(case: Case, contact: Contact) -> Path:
    """Where a contact's file lies."""
    return case.path / CORRESPONDENCE / contact.file.rpartition("/")[2]


def going_out(case: Case, claim: Claim, language: Language, kept: Path) -> tuple[Native, ...]:
    """The exhibits whose files a packet hands over, to be looked through before it does. `case` is the whole, `kept` a
    folder for what need not be looked into twice."""
    shown = wall.opened(case)
    withheld = with_withheld(searched(case, claim, kept), shown, kept)
    rows = (each for each in shown.exhibits if each.id not in withheld and (case.path / each.file).is_file())
    return tuple(
        Native(case.path / each.file, each.id, each.title, language, each.date or date(1980, 1, 1)) for each in rows
    )
