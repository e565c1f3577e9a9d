"""The table of what stops and restarts limitation, by law: from the data files that the computation reads."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from casefile.claim import regimes
from casefile.claim.statute import Effect, Span, Statute, What

WHATS: tuple[What, ...] = ("acknowledgement", "payment", "suit", "standstill", "mediation", "insolvency")
YEARS = {"": "", "starts": " from the year's end", "restarts": " from the year's end", "ends": " to the year's end"}


def section() -> str:
    """One row a law."""
    found = resources.files("casefile.claim").joinpath("limitation").iterdir()
    names = sorted(entry.name.removesuffix(".yaml") for entry in found if entry.name.endswith(".yaml"))
    head = f"| law | years | {' | '.join(WHATS)} |\n|{' --- |' * (len(WHATS) + 2)}\n"
    return head + "".join(_row(statute) for name in names if (statute := regimes.bundled().statute(name)))


def _row(statute: Statute) -> str:
    cells = ["; ".join(_span(span) for span in statute.spans)]
    cells += ["; ".join(_effects(statute, what)) for what in WHATS]
    return f"| `{statute.id}` | {' | '.join(cells)} |\n"


def _span(span: Span) -> str:
    about = [*span.types, *([] if len(span.debtors) == 3 else span.debtors)]
    named = f" ({', '.join(about)}{', where named' if span.special else ''})" if about else ""
    return f"{span.years}{YEARS[span.year]}{named}"


def _effects(statute: Statute, what: What) -> Iterator[str]:
    found = [effect for effect in statute.effects if effect.of == what]
    if len(said := {_said(effect) for effect in found}) == 1:
        yield from said
    else:
        yield from (f"{_said(effect)}{_against(effect)}" for effect in found)


def _said(effect: Effect) -> str:
    more = [f"from {effect.from_}"] if effect.from_ else []
    more += ["also after expiry"] if effect.late else []
    more += [f"and {effect.extra} months after"] if effect.extra else []
    more += [f"{effect.least} months are left"] if effect.least else []
    more += [f"{effect.most} months at most"] if effect.most else []
    return ", ".join((effect.does, *more))


def _against(effect: Effect) -> str:
    return "" if len(effect.debtors) == 3 else f" ({', '.join(effect.debtors)})"
