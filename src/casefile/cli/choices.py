"""Which document of a case: the options that `render` and `preview` share, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casefile.cli.parameters import Language

if TYPE_CHECKING:
    from casefile.case.party import WorkspaceFile
    from casefile.documents.matter import Sender
    from casefile.making import Desk, Wanted

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--step", default="", help="The ladder's step; default: the one that is next, else first."),
    click.option(
        "--offer", "offers", multiple=True, metavar="ID",
        help="The offer to make, such as O3; may be repeated. Default: all of ours that stand.",
    ),
    click.option(
        "--language", default="", type=Language(), metavar="en|fr|pl|ru|de",
        help="Default: the case's, or ours.",
    ),
    click.option(
        "--as", "by", type=click.Choice(["creditor", "attorney"]), default="creditor", help="Whose letter it is."
    ),
)  # fmt: skip


def options(function: F) -> F:
    """Gives a command --step, --offer, --language and --as; their values make a Choices."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options say about the document of one kind."""

    kind: str
    step: str
    offers: tuple[str, ...]
    language: str
    by: Sender

    def refuse_impossible(self, ours: WorkspaceFile | None) -> None:
        """UsageError for what no case can have: an unknown kind, a step that neither it nor a ladder of ours has,
        offers for a kind that makes none."""
        from casefile.documents.kinds import known_step, no_offers

        ladders = (ours.ladder, *ours.ladders.values()) if ours else ()
        steps = (step for ladder in ladders for step in ladder)
        if self.step not in {step.step for step in steps if step.document == self.kind}:
            known_step(self.kind, self.step)
        no_offers(self.kind, self.offers)

    def wanted(self, desk: Desk) -> Wanted:
        """The document of this case; without a step the ladder's next. UsageError for an offer the case has not."""
        from casefile.cli.references import refuse_unknown_offer
        from casefile.making import Wanted

        self.refuse_impossible(desk.case.workspace)
        for offer in self.offers:
            refuse_unknown_offer(desk.case, offer)
        step = _named(desk, self.kind, self.step) if self.step else _next_step(desk, self.kind)
        return as_the_ladder_has_it(desk, Wanted(self.kind, step, self.language, self.by, self.offers))


def as_the_ladder_has_it(desk: Desk, wanted: Wanted) -> Wanted:
    """A reminder with the invoices that it would be sent about today; without such it is about all that are open."""
    from casefile.followup.ladder import REMINDER
    from casefile.followup.standing import reminded_of

    if wanted.kind != REMINDER:
        return wanted
    return replace(wanted, invoices=reminded_of(desk.case, desk.claim, wanted.step or "first"))


def _named(desk: Desk, document: str, step: str) -> str:
    """The step of that name: the kind's, or what the debtor's ladder calls so. UsageError when there is none."""
    from casefile.documents.kinds import known_step
    from casefile.followup.ladder import rung, tone

    found = rung(desk.case, step)
    given = tone(desk.case, found) if found and found.document == document else step
    return known_step(document, given)


def _next_step(desk: Desk, document: str) -> str:
    """The ladder's next step, if it is one of this kind's; the kind itself falls back to its first."""
    from casefile.documents.kinds import kind
    from casefile.followup.ladder import tone
    from casefile.followup.standing import next_step

    coming = next_step(desk.case, desk.claim)
    given = tone(desk.case, coming.rung) if coming and coming.rung.document == document else ""
    return given if given in kind(document).named_steps else ""
