"""`casefile options`: the ways out of a dispute compared, for our eyes only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casefile.cli.parameters import Figure, Percent
from casefile.cli.parameters import command as named
from casefile.cli.schedule import EVERY, MOST
from casefile.cli.terminal import document, is_terminal

if TYPE_CHECKING:
    from casefile.claim.ways import Assumed, Comparison
    from casefile.cli.session import Session
    from casefile.money import Money

T = TypeVar("T")

IN_PERCENT = "in percent, such as 75"

LONGEST_WAIT = 3660
"""In days."""

LONGEST_SUIT = 240
"""In months."""


class Chance(click.ParamType[Any]):
    """A chance in percent, of a suit or, with its name and an equals sign before it, of another way."""

    name = "chance"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The way and its Decimal, or a usage error."""
        if not isinstance(value, str):
            return value
        way, equals, percent = value.rpartition("=")
        chance = Percent().convert(percent, param, ctx)
        if 0 < chance <= 1 and not percent.endswith("%"):
            self.fail(f"{percent} is doubtful: 75 means 75 percent; if it is meant, write {percent}%", param, ctx)
        return way if equals else "sue", chance


@named("options")
@click.argument("case", metavar="CASE")
@click.option(
    "--discount",
    "discounts",
    multiple=True,
    type=Percent(),
    metavar="PERCENT",
    help="Off, for payment now; may be repeated. Default: 10.",
)
@click.option(
    "--instalments",
    "counts",
    multiple=True,
    type=click.IntRange(2, MOST),
    metavar="N",
    help="So many equal parts; may be repeated. Default: 3 and 6.",
)
@click.option("--every", type=click.Choice(EVERY), help="Their rhythm, the first one so long from now; default: month.")
@click.option(
    "--wait",
    "waits",
    multiple=True,
    type=click.IntRange(1, LONGEST_WAIT),
    metavar="DAYS",
    help="Doing nothing for so long; may be repeated. Default: 90.",
)
@click.option("--cost", type=Figure(), metavar="AMOUNT", help="Of a suit: what it costs and nobody gives back.")
@click.option(
    "--months", type=click.IntRange(1, LONGEST_SUIT), metavar="N", help="Of a suit: how long until money comes."
)
@click.option(
    "--chance",
    "chances",
    multiple=True,
    type=Chance(),
    metavar="[WAY=]PERCENT",
    help="The chance that a way brings its sum: of a suit, or of the WAY named, such as wait, instalments or O3.",
)
@click.option(
    "--discount-rate",
    "rate",
    type=Percent(is_rate=True),
    metavar="PERCENT",
    help="What a year's delay costs us. Default: 8.",
)
@click.option(
    "--part",
    type=Percent(),
    metavar="PERCENT",
    help="How much of what was billed too little might be paid. Default: 50.",
)
@click.option(
    "--against",
    default="",
    metavar="WAY",
    help="What break-even is measured by; default: the best open offer, else the discount.",
)
def command(session: Session, case: str, cost: Decimal | None, **said: Any) -> None:
    """The open offers; payment now, in full and at a discount; instalments; waiting; suing: what each brings, when,
    what that is worth today, and where it breaks even. With months that were billed too little: the client pays, pays
    part, refuses. What a suit costs, how long it takes and what chance it has is asked for at a terminal, and never
    guessed.

    \b
    Example:
      casefile options northwind
      casefile options northwind --cost 900 --months 9 --chance 75
    """  # fmt: skip
    from casefile.claim.compare import compare
    from casefile.claim.figures import compared
    from casefile.claim.regimes import of_folders
    from casefile.claim.ways import Assumed

    workspace = session.workspace()
    found = session.case(workspace, case)
    regimes = of_folders(workspace.regimes, workspace.rates)
    given = {key: value for key, value in said.items() if value not in ((), "", None)}
    given["chances"] = dict(said["chances"])
    assumed = Assumed(**given, cost=None if cost is None else _cost(found.currency, cost))
    comparison = compare(found, session.as_of, regimes, assumed)
    if is_terminal(sys.stdin) and not session.quiet:
        asked = _asked(comparison)
        comparison = comparison if asked == assumed else compare(found, session.as_of, regimes, asked)
    if session.json:
        document(compared(comparison))
        return
    from casefile.cli.options_table import show_ways

    show_ways(found, comparison)


def _cost(currency: str, cost: Decimal) -> Money:
    """UsageError for more decimals than the currency has."""
    from casefile.money import Money, minor_units

    digits = minor_units(currency)
    if cost != round(cost, digits):
        raise click.BadParameter(f"{cost} has more decimals than {currency} has ({digits})", param_hint="--cost")
    return Money(cost, currency)


def _asked(comparison: Comparison) -> Assumed:
    """What is assumed, with what a person at the terminal answers to what is missing; an empty answer leaves it out."""
    from casefile.cli.options_table import suing

    ways, assumed, suit = (*comparison.ways, *comparison.corrections), comparison.assumed, suing(comparison)
    wanted = {want for way in ways if way.kind in ("sue", "pursue") for want in way.missing}
    chances = dict(assumed.chances)
    if "cost" in wanted:
        cost = _answer(f"{suit}: what it costs and nobody gives back", lambda text: _figure(comparison.currency, text))
        assumed = replace(assumed, cost=cost)
    if "months" in wanted:
        months = click.IntRange(1, LONGEST_SUIT)
        assumed = replace(assumed, months=_answer(f"{suit}: months until money comes", lambda text: int(months(text))))
    if "chance" in wanted:
        chances |= _answer(f"{suit}: the chance of success, {IN_PERCENT}", lambda text: _chance("sue", text)) or {}
    if any(way.kind == "wait" and way.missing for way in ways):
        chances |= (
            _answer(f"Waiting: the chance that it is paid, {IN_PERCENT}", lambda text: _chance("wait", text)) or {}
        )
    return replace(assumed, chances=chances)


def _chance(way: str, text: str) -> dict[str, Decimal]:
    return dict([Chance()(f"{way}={text}")])


def _figure(currency: str, text: str) -> Money:
    return _cost(currency, Figure()(text))


def _answer(question: str, read: Callable[[str], T]) -> T | None:
    """What was answered, asked again while it can't be read; None for an empty answer."""

    def answer(text: str) -> T | None:
        return read(text.strip()) if text.strip() else None

    found: T | None = click.prompt(
        f"{question} (empty: leave it out)", default="", show_default=False, value_proc=answer, err=True
    )
    return found
