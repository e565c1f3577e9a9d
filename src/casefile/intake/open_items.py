"""A list of open invoices, read row by row: what each says of an invoice and its customer, or why it cannot be taken.

Knows no case: what is new in the rows is found out where they are held against the workspace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefile.case.exports import Columns, OpenItems
from casefile.errors import CaseError, Problem
from casefile.intake.item_row import item, way
from casefile.intake.listed import GROUP, Line, Listed, open_list
from casefile.intake.listed_sums import Passed, is_between, passed
from casefile.intake.open_item import Credit, OpenItem
from casefile.intake.set_off import once

NEEDED = ("number", "debtor", "issued", "due", "open|total|debit")
_MOST = 50  # problems that are shown


@dataclass(frozen=True, slots=True)
class OpenItemList:
    """The rows of a list, what was taken for what, and what is to be known of rows that are left out: `notes` where
    somebody should look, `passed` the sums and headings among the rows."""

    name: str
    headings: Mapping[str, str]
    unused: tuple[str, ...]
    rows: tuple[OpenItem | Credit, ...]
    notes: tuple[Problem, ...]
    passed: tuple[Passed, ...]

    @property
    def items(self) -> tuple[OpenItem, ...]:
        """The invoices."""
        return tuple(each for each in self.rows if isinstance(each, OpenItem))

    @property
    def credits(self) -> tuple[Credit, ...]:
        """What we owe."""
        return tuple(each for each in self.rows if isinstance(each, Credit))


def open_items(path: Path, shown: str, settings: OpenItems) -> OpenItemList:
    """A list, read as the workspace says that it is written. CaseError with every row that cannot be read for sure."""
    listed = open_list(
        path, shown, _wanted(settings.columns), NEEDED, delimiter=settings.delimiter, encoding=settings.encoding
    )
    if "currency" not in listed.headings and not settings.currency:
        hint = "write open_items: {currency: EUR} into casefile.yaml, or a column Currency into the list"
        raise CaseError(Problem(f"{shown} does not say in which currency it is", hint=hint, rule="open-items"))
    rows, left_out, problems = _read(listed, settings)
    kept, told = once(rows)
    if wrong := (*problems, *(each for each in told if each.level == "error")):
        raise CaseError(first_ones(wrong, shown))
    doubts = tuple(each.problem for each in left_out if each.problem)
    plain = tuple(each for each in left_out if not each.problem)
    return OpenItemList(listed.name, listed.headings, listed.unused, kept, (*told, *doubts), plain)


def first_ones(wrong: Sequence[Problem], shown: str) -> tuple[Problem, ...]:
    """The first problems, and how many there are beside them: thousands are mostly one."""
    if len(wrong) <= _MOST:
        return tuple(wrong)
    message = f"{shown} has {len(wrong) - _MOST} more rows or cells that cannot be read for sure"
    return (*wrong[:_MOST], Problem(message, None, "mend these first", "open-items"))


def _read(listed: Listed, settings: OpenItems) -> tuple[list[OpenItem | Credit], list[Passed], list[Problem]]:
    """The invoices and credits, the rows between them, and what is wrong."""
    rows: list[OpenItem | Credit] = []
    left_out: list[Passed] = []
    problems: list[Problem] = []
    written, since = way(listed, settings), 0
    for line in listed.lines:
        if _is_head(line, listed.headings):
            left_out.append(Passed(line.source.line, "the headings again"))
            continue
        if is_between(line) and (other := passed(line, rows, since, written)):
            left_out.append(other)
            since = len(rows)
            continue
        found = item(line, written)
        if isinstance(found, list):
            problems += found
        else:
            rows.append(found)
    return rows, left_out, problems


def _is_head(line: Line, headings: Mapping[str, str]) -> bool:
    """Whether the headings stand here again, as at the top of a page."""
    said = {word: " ".join(heading.split()) for word, heading in headings.items() if heading != GROUP}
    return all(line.text(word) == heading for word, heading in said.items())


def _wanted(columns: Columns | None) -> Mapping[str, str]:
    names = (name for name in Columns.model_fields if name != "at") if columns else ()
    return {name: heading for name in names if (heading := getattr(columns, name))}
