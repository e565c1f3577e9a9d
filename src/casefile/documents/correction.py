"""The correction: a plain statement of what we billed wrongly, and the ways to put it right. It gives nothing up.

Nothing of it is owed until it is invoiced; what is invoiced already is only mentioned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.documents.asked import may_be_asked
from casefile.documents.letter import Correspondents, correspondents, is_closed, one_debtor
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.proof import Annex, annexes
from casefile.documents.reach import Reach, reach
from casefile.documents.slips import AgreedTerm, Done, Slips, agreed, done, slips, stated
from casefile.errors import Problem, Source

DAYS_TO_ANSWER = 14


@dataclass(frozen=True, slots=True)
class CorrectionValues:
    """What the correction's template may name. `short` are the months billed too little and not invoiced yet, `over`
    those billed too much and not credited; either may be missing. `done` were put right already."""

    who: Correspondents
    short: Slips | None
    over: Slips | None
    done: tuple[Done, ...]
    agreed: tuple[AgreedTerm, ...]
    answer_by: date
    reach: Reach
    exhibits: tuple[Annex, ...]

    @property
    def asks(self) -> bool:
        """Whether anything is still to be chosen."""
        return any(found is not None and found.undecided is not None for found in (self.short, self.over))


def content(matters: Matters, options: Options) -> Content:
    """The correction's values."""
    return Content(_values(matters, options))


def _values(matters: Matters, options: Options) -> CorrectionValues:
    short, over = slips(matters, over=False), slips(matters, over=True)
    clauses = tuple(dict.fromkeys(one for matter in matters for one in agreed(matter)))
    named = [ref.id for found in (short, over) if found for row in found.rows for ref in row.exhibits]
    named += [ref.id for one in clauses for ref in one.at]
    return CorrectionValues(
        who=correspondents(matters, options),
        short=short,
        over=over,
        done=tuple(each for matter in matters for each in done(matter)),
        agreed=clauses,
        answer_by=options.as_of + timedelta(days=DAYS_TO_ANSWER),
        reach=reach(matters[0].case),
        exhibits=tuple(annex for matter in matters for annex in annexes(matter.case, named, options.locations)),
    )


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a correction."""
    found = [*one_debtor(matters), *may_be_asked(matters, options)]
    if not found and not (slips(matters, over=False) or slips(matters, over=True)):
        found += [*_nothing(matters[0], options)]
    return tuple(found)


def _nothing(matter: Matter, options: Options) -> Iterator[Problem]:
    place = Source(f"{matter.case.file.at.file.removesuffix('case.yaml')}corrections.yaml")
    if any(stated(matter)):
        message = f"everything in corrections.yaml is put right by {options.as_of}"
        yield Problem(message, place, "there is nothing to tell the debtor of any more", "no-correction")
        return
    hint = "write what was: period, agreed and billed, in corrections.yaml; what is waived is told in an offer"
    yield Problem(f"nothing was billed wrongly by {options.as_of}", place, hint, "no-correction")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """While the debtor has still to say how it is to be put right."""
    if any(is_closed(matter.case, options.as_of) for matter in matters) or needs(matters, options):
        return ()
    return ("",) if _values(matters, options).asks else ()


KIND = Kind("correction", "debtor", True, needs, content, steps, values=CorrectionValues)
