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
from casefile.packet import keeping
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
    plan: Plan,
    counts: Mapping[str, int],
    compose: Compose,
    titled: Callable[[str, Sheet], str],
    folder: Path,
    finished: Callable[[Plan], Plan] = lambda plan: plan,
) -> tuple[Plan, Mapping[str, Paper]]:
    """The plan with its final page numbers, and our papers drawn for it into `folder`.

    `counts` are the exhibits' pages, `titled` what index and outline call a paper; `finished` gives a paginated plan
    what follows from its pages, such as volumes. CaseError when it doesn't settle.
    """
    papers: dict[str, Paper] = {}
    guess = {item.key: 1 for item in (*plan.front, *plan.back)}
    widened = {item.key: WIDEST for item in plan.items[:1] if item.key in guess}  # so that no first guess is final
    numbered = finished(paginated(plan, {**counts, **guess, **widened}))
    locations = widest(plan, counts)
    for number in range(1, ROUNDS + 1):
        papers = _drawn(numbered, compose, locations, papers, folder, number)
        kept = _only(numbered, papers)
        found = {key: paper.pages for key, paper in papers.items()}
        titles = {key: titled(key, paper.sheet) for key, paper in papers.items()}
        again = finished(paginated(kept, {**counts, **found}, titles))
        if again == numbered:
            return numbered, papers
        numbered, locations = again, again.locations
    raise CaseError(Problem("the papers' page references do not come to rest", hint="report this case", rule="packet"))


def drawn(sheet: Sheet, file: Path) -> Paper:
    """A sheet as a PDF in `file`; one that is there already and says the same is not drawn again."""
    import pikepdf

    of = keeping.made_of(sheet, "unnumbered")
    known = keeping.told(file, of)
    if known:
        return Paper(sheet, file, known["sha256"], known["pages"], sheet.problems)
    warnings = list(sheet.problems)
    written = pdf.draw(sheet, warnings.append, numbered=False)
    files.write(file, written)
    with pikepdf.open(file) as found:
        pages = len(found.pages)
    paper = Paper(sheet, file, hashlib.sha256(written).hexdigest(), pages, tuple(warnings))
    if len(warnings) == len(sheet.problems):  # one that was drawn with a warning is drawn again, to give it again
        keeping.note(file, of, written, pages=pages)
    return paper


def _drawn(
    plan: Plan,
    compose: Compose,
    locations: Mapping[str, Location],
    before: Mapping[str, Paper],
    folder: Path,
    number: int,
) -> dict[str, Paper]:
    """Our papers for a plan, in round `number`; one that says what it said in the last round is not drawn again."""
    papers = {}
    for item in (*plan.front, *plan.back):
        sheet = compose(item.key, plan, locations)
        earlier = before.get(item.key)
        if sheet is not None:
            known = earlier is not None and earlier.sheet == sheet
            papers[item.key] = earlier if known and earlier else drawn(sheet, folder / f"{item.key}-{number}.pdf")
    return papers


def _only(plan: Plan, papers: Mapping[str, Paper]) -> Plan:
    def there(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item for item in items if item.key in papers)

    return replace(plan, front=there(plan.front), back=there(plan.back))
