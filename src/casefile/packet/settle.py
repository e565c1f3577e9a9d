"""Sets the packet's own papers until their page references stand: their length moves the pages they refer to.

First with references as wide as any, then with the planned ones, three times at most. Knows how sheets become PDFs;
not what they say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casefile import files
from casefile.errors import CaseError, Problem
from casefile.packet.plan import WIDEST, Item, Plan, paginated, widest
from casefile.render import pdf
from casefile.render.sheet import Location, Sheet

ROUNDS = 3

Compose = Callable[[str, Plan, Mapping[str, Location]], Sheet | None]
"""A paper of some kind, for a plan with its locations; None when the case has nothing for it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One of our own papers, drawn."""

    sheet: Sheet
    file: Path
    sha256: str
    pages: int
    warnings: tuple[Problem, ...] = ()


def settled(
    plan: Plan, counts: Mapping[str, int], compose: Compose, titled: Callable[[str, Sheet], str], folder: Path
) -> tuple[Plan, Mapping[str, Paper]]:
    """The plan with its final page numbers, and our papers drawn for it into `folder`.

    `counts` are the exhibits' pages, `titled` what index and outline call a paper. CaseError when it doesn't settle.
    """
    papers: dict[str, Paper] = {}
    guess = {item.key: 1 for item in (*plan.front, *plan.back)}
    numbered = paginated(plan, {**counts, **guess, plan.front[0].key: WIDEST})
    locations = widest(plan, counts)
    for _ in range(ROUNDS):
        papers = _drawn(numbered, compose, locations, papers, folder)
        kept = _only(numbered, papers)
        found = {key: paper.pages for key, paper in papers.items()}
        titles = {key: titled(key, paper.sheet) for key, paper in papers.items()}
        again = paginated(kept, {**counts, **found}, titles)
        if again == numbered:
            return numbered, papers
        numbered, locations = again, again.locations
    raise CaseError(Problem("the papers' page references do not come to rest", hint="report this case", rule="packet"))


def drawn(sheet: Sheet, file: Path) -> Paper:
    """A sheet as a PDF in `file`."""
    import pikepdf

    warnings = list(sheet.problems)
    written = pdf.draw(sheet, warnings.append)
    files.write(file, written)
    with pikepdf.open(file) as found:
        pages = len(found.pages)
    return Paper(sheet, file, hashlib.sha256(written).hexdigest(), pages, tuple(warnings))


def _drawn(
    plan: Plan, compose: Compose, locations: Mapping[str, Location], before: Mapping[str, Paper], folder: Path
) -> dict[str, Paper]:
    """Our papers for a plan; one that says what it said before is not drawn again."""
    papers = {}
    for item in (*plan.front, *plan.back):
        sheet = compose(item.key, plan, locations)
        earlier = before.get(item.key)
        if sheet is not None:
            known = earlier is not None and earlier.sheet == sheet
            papers[item.key] = earlier if known and earlier else drawn(sheet, folder / f"{item.key}.pdf")
    return papers


def _only(plan: Plan, papers: Mapping[str, Paper]) -> Plan:
    def there(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item for item in items if item.key in papers)

    return replace(plan, front=there(plan.front), back=there(plan.back))
