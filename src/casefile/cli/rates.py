"""`casefile rates`: the regimes and reference series, what holds today, and up to which day each is complete."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, document, say, table, width, wrapped
from casefile.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casefile.claim.overview import Coverage, Standing
    from casefile.claim.rates import Series
    from casefile.claim.regime import Regime
    from casefile.claim.regimes import Regimes
    from casefile.cli.session import Session

Columns = tuple[tuple[str, Align], ...]

REGIMES: Columns = (("Regime", "left"), ("% today", "right"), ("Against", "left"), ("Law", "left"))
SERIES: Columns = (
    ("Series", "left"),
    ("% today", "right"),
    ("Since", "right"),
    ("Complete to", "right"),
    ("Rows", "right"),
    ("Recalled", "right"),
)
ROWS: Columns = (("Since", "left"), ("%", "right"), ("Seen", "right"), ("Source", "left"))


@named("rates")
@click.argument("name", metavar="[NAME]", default="")
@click.option("--file", "raw", is_flag=True, help="Print the data file of NAME, to change it in a workspace.")
def command(session: Session, name: str, raw: bool) -> None:
    """Regimes and reference series: what holds on the as-of date, and up to which day it is known.

    With the name of a regime, its rules with their paragraphs; with that of a series, its values.

    \b
    Example:
      casefile rates
      casefile rates pl
      casefile rates nbp-reference
      casefile rates de --file > regimes/de.yaml
    """
    regimes = session.regimes()
    if raw and not name:
        hint = "casefile rates lists the names"
        raise UsageError(Problem("--file needs the NAME of a regime or a series", hint=hint, rule="usage"))
    if not name:
        _overview(session, regimes)
    elif raw:
        text = regimes.text(name)
        document({"name": name, "text": text}) if session.json else click.echo(text, nl=False)
    elif name in regimes.series_names:
        _series(session, regimes.series(name))
    else:
        _regime(session, regimes.get(name))


def _overview(session: Session, regimes: Regimes) -> None:
    from casefile.claim.overview import coverage, standings

    found, known = list(standings(regimes, session.as_of)), list(coverage(regimes, session.as_of))
    if session.json:
        document({"as_of": str(session.as_of), "regimes": [_standing(one) for one in found],
                  "series": [_coverage(one) for one in known]})  # fmt: skip
        return
    table(REGIMES, [_row(one) for one in found], shortened="Law")
    say()
    table(SERIES, [_known(one) for one in known])
    for one in found:
        if one.percent is None and one.regime.rate and not one.regime.rate.agreed:
            say()
            _paragraph(f"{one.regime.id}: {one.why}")
    own = [one.regime.id for one in found if one.is_own] + [one.name for one in known if one.is_own]
    if own:
        say()
        _paragraph(f"* with files of this workspace: {', '.join(dict.fromkeys(own))}")


def _row(one: Standing) -> tuple[str, ...]:
    rate = f"{one.percent:.2f}" if one.percent is not None else "–" if one.regime.rate is None else "?"
    rate = one.why if one.regime.rate and one.regime.rate.agreed else rate
    return f"{one.regime.id}{'*' * one.is_own}", rate, " ".join(one.debtors), one.regime.law


def _known(one: Coverage) -> tuple[str, ...]:
    percent = "?" if one.percent is None else str(one.percent)
    since = "" if one.since is None else str(one.since)
    return f"{one.name}{'*' * one.is_own}", percent, since, str(one.known_until), str(one.rows), str(one.recalled or "")


def _series(session: Session, series: Series) -> None:
    if session.json:
        rows = [{"valid_from": str(row.valid_from), "percent": str(row.percent), "source": row.source,
                 "checked": row.checked == "yes"} for row in series.rows]  # fmt: skip
        document({"series": series.name, "known_until": str(series.known_until), "rows": rows})
        return
    say(f"{series.name}, complete to {series.known_until}", "strong")
    seen = {"yes": "yes", "no": "recalled"}
    table(ROWS, [(str(row.valid_from), str(row.percent), seen[row.checked], row.source) for row in series.rows])
    _paragraph(f"Add a line to {series.file} in your workspace for a value that is not here.")


def _regime(session: Session, regime: Regime) -> None:
    from casefile.claim.reasons import reasons, rules

    found = reasons(regime, regime.days.count)
    if session.json:
        told = {name: {"rule": one.rule, "law": one.law} for name, one in (found | rules(regime)).items()}
        document({"regime": regime.id, "law": regime.law, "debtors": list(regime.debtors),
                  "points": list(_points(regime)), "rules": told, "confirm": dict(regime.confirm)})  # fmt: skip
        return
    say(f"{regime.id}: {regime.names.get('en', regime.id)}", "strong")
    _paragraph(f"{regime.law}; against: {', '.join(regime.debtors)}")
    say()
    for line in _points(regime):
        _paragraph(f"percent: {line}")
    figures = {name: found[name] for name in ("interest", "rate", "days", "compensation", "paid")}
    for name, reason in (figures | rules(regime)).items():
        _paragraph(f"{name}: {reason.rule}{f' [{reason.law}]' if reason.law else ''}")
    for caution in regime.cautions:
        _paragraph(f"look at: {caution.text}{f' [{caution.law}]' if caution.law else ''}")
    for axis, text in regime.confirm.items():
        _paragraph(f"to be confirmed by counsel, {axis}: {text}")


def _points(regime: Regime) -> Iterator[str]:
    """The percentages of the data file, and against whom; none where only the reference rate counts."""
    for points in regime.rate.points if regime.rate else ():
        since = f" from {points.from_}" if points.from_ else ""
        whom = "" if set(points.debtors) >= set(regime.debtors) else f" against {', '.join(points.debtors)}"
        alone = "" if not regime.rate or not regime.rate.series else ", alone" if points.alone else " on top"
        if points.percent or not alone:
            yield f"{points.percent}{alone}{since}{whom}"


def _standing(one: Standing) -> dict[str, object]:
    percent = None if one.percent is None else f"{one.percent:.2f}"
    return {"regime": one.regime.id, "debtors": list(one.debtors), "percent": percent, "why": one.why,
            "law": one.regime.law, "own": one.is_own}  # fmt: skip


def _coverage(one: Coverage) -> dict[str, object]:
    return {
        "series": one.name,
        "percent": None if one.percent is None else str(one.percent),
        "since": None if one.since is None else str(one.since),
        "known_until": str(one.known_until),
        "rows": one.rows,
        "recalled": one.recalled,
        "own": one.is_own,
    }


def _paragraph(text: str) -> None:
    for line in wrapped(text, width(sys.stdout)):
        say(line)
