"""When a case is for counsel: they are named in it, or the ladder has come to them."""

from __future__ import annotations

from casefile.documents.items import items
from casefile.documents.letter import is_closed
from casefile.documents.matter import Matter, Matters, Options
from casefile.followup.ladder import ladder


def is_for_counsel(matters: Matters, options: Options) -> bool:
    """Whether something is owed in a case that is not closed, and counsel is named or next on the ladder."""
    matter = matters[0]
    if is_closed(matter.case, options.as_of) or not matter.claim.total.amount > 0:
        return False
    return matter.case.file.attorney is not None or _is_reached(matter)


def _is_reached(matter: Matter) -> bool:
    """Whether the day of the ladder's step to the attorney has come for what is overdue."""
    late = max((row.days_late for row in items((matter,), with_contested=True)), default=0)
    return any(step.channel == "attorney" and 0 < step.days_late <= late for step in ladder(matter.case))
