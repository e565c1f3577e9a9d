"""What a returned schedule holds that is not taken into the case, but has to be seen. Reports, and changes nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from casefile.case.model import Case
from casefile.documents.scott_schedule import Disputed
from casefile.documents.scott_workbook import ADMITTED, CLAIMANT, CLAIMED, DECISION, ITEM, RESPONDENT
from casefile.errors import Problem, Source
from casefile.intake.alike import alike, taken_out
from casefile.intake.grid import Cell, Returned
from casefile.intake.schedule_amounts import money, said
from casefile.intake.schedule_columns import another, is_of_amounts
from casefile.intake.schedule_ours import Key
from casefile.intake.schedule_rows import Found

ACKNOWLEDGED = "it may restart limitation: ask counsel, and write it as an acknowledgement under events in case.yaml"
NOT_CONTESTED = "what is not contested is not admitted by that: ask whether they admit it"
CONTESTED_ANEW = "if they contest a line anew, write it as dispute: into the invoice"
_ODD = "such characters hide others, turn them round or break the line: look at the statement in the file"
_LONGEST = 60


def named(key: Key, case: Case) -> str:
    """An item as messages call it."""
    return f"{key[0]}, line {key[1]}" if key[0] else f"{case.id}, the whole claim"


def reports(returned: Returned, case: Case, found: Found) -> Iterator[Problem]:
    """Everything that was found and is not taken, as warnings; what deserves a thought beside, as weaknesses."""
    source = Source(returned.name)
    for message, hint in (
        *_document(returned, case, found),
        *_heads(case, found),
        *_not_shown(returned, found),
        *_items(case, found),
    ):
        yield Problem(message, source, hint, "schedule", "warning")
    for key, rows in found.items.items():
        if key in found.ours.rows and (item := found.ours.items[key]).line:
            yield from _admission(rows[0], item, source, named(key, case))


def _document(returned: Returned, case: Case, found: Found) -> Iterator[tuple[str, str]]:
    """What concerns the document as a whole, as message and hint."""
    for key in found.ours.rows:
        if key not in found.items:
            yield f"{named(key, case)} is missing", "ask whether they mean to say nothing of it"
    for row in found.strange:
        words = " / ".join(filter(None, (cell.words for cell in row)))
        yield f"{row[0].place}: a row that is none of ours: {_short(words)}", CONTESTED_ANEW
    for place in sorted(found.gone):
        yield f"the column '{found.ours.heads[place]}' is missing", ""
    for what in returned.unread:
        yield f"its {what} are not read", "look at them in the file"


def _heads(case: Case, found: Found) -> Iterator[tuple[str, str]]:
    """The heads of columns that were changed, as message and hint."""
    for place, cell in found.heads:
        ours = found.ours.heads[place]
        if not (is_of_amounts(place) and another(ours, cell.words, case.currency)):  # which is refused
            message = f"{cell.place}: the head '{ours}' was changed, to: {_short(cell.words) or 'nothing'}"
            yield message, "what stands below is read as before: ask whether they mean something else"


def _not_shown(returned: Returned, found: Found) -> Iterator[tuple[str, str]]:
    """What the file hides, as message and hint."""
    for cell in (cell for table in returned.tables for row in table for cell in row if cell.unseen):
        yield f"{cell.place}: hidden words are left out: {_short(cell.unseen)}", "ask whether they mean to say this"
    told = (row.values() for rows in found.items.values() for row in rows)
    for what in dict.fromkeys(cell.hidden for row in (*told, *found.strange) for cell in row if not cell.is_empty):
        if what:
            yield f"{what} is hidden, and what stands there counts", "show it in the file, and look at it"


def _items(case: Case, found: Found) -> Iterator[tuple[str, str]]:
    """What concerns single items, as message and hint."""
    for key, rows in found.items.items():
        name = named(key, case)
        if key in found.ours.rows:
            for message, hint in _item(rows[0], key, found):
                yield f"{name}: {message}", hint
        elif key not in found.ours.settled:
            yield f"{name}: a row for what is not contested in the case", CONTESTED_ANEW
        elif alike(_words(rows[0], RESPONDENT)) != alike(found.ours.settled[key][RESPONDENT]):
            hint = (
                f"it was resolved on {found.ours.items[key].objection.resolved}; amend the case by hand if that is over"
            )
            yield f"{name}: what they say of it now is not taken: {_short(_words(rows[0], RESPONDENT))}", hint


def _item(row: Mapping[int, Cell], key: Key, found: Found) -> Iterator[tuple[str, str]]:
    item, before = found.ours.items[key], found.ours.rows[key]
    for place in (ITEM, CLAIMANT, CLAIMED):
        if place in row and not _is_ours(place, row[place], before[place], item):
            now = _short(row[place].words) or "nothing"
            yield f"our column '{found.ours.heads[place]}' was changed, to: {now}", "our own columns are never taken"
    if _words(row, DECISION):
        yield f"a decision is filled in: {_short(_words(row, DECISION))}", "it is not theirs to fill in; never taken"
    if before[RESPONDENT] and not _words(row, RESPONDENT):
        yield "their statement was deleted", "the old one stays; ask whether they drop the objection"
    if odd := [each for each in taken_out(_words(row, RESPONDENT)) if each not in before[RESPONDENT]]:
        yield f"taken out of their statement: {', '.join(map(_character, odd))}", _ODD
    if not item.line and _words(row, ADMITTED):
        yield f"of the whole claim is admitted: {_short(_words(row, ADMITTED))}", ACKNOWLEDGED


def _is_ours(place: int, cell: Cell, before: str, item: Disputed) -> bool:
    """Whether a cell of ours still says what it did; an amount may be written in another way."""
    if place == CLAIMED and money(cell, item.claimed.currency) == item.claimed:
        return True
    return not cell.fault and alike(cell.words) == alike(before)


def _admission(row: Mapping[int, Cell], item: Disputed, source: Source, name: str) -> Iterator[Problem]:
    found = said(row, item, source.file, name)
    if found.differs is not None:
        message = f"{found.differs} in the column of what is contested does not go with what is admitted"
        yield Problem(f"{name}: {message}", source, f"{item.contested} stays contested", "schedule", "weakness")
    contested = found.contested
    if found.admitted:
        yield Problem(f"{name}: {found.admitted} is admitted", source, ACKNOWLEDGED, "admission", "weakness")
    if contested is not None and contested < item.contested:
        if not found.admitted:
            less = f"{item.contested - contested} less is contested"
            yield Problem(f"{name}: {less}", source, NOT_CONTESTED, "admission", "weakness")
        if not contested:
            hint = "if so, close it in the invoice: resolved: {on: …, outcome: rejected}"
            yield Problem(f"{name}: nothing is contested any more", source, hint, "admission", "weakness")


def _words(row: Mapping[int, Cell], place: int) -> str:
    return row[place].words.strip() if place in row else ""


def _character(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
