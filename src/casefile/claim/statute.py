"""What a law of limitation is: how long claims may be brought, and what each event does to that time.

The records are read from the data files in limitation/, one for each governing law. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from casefile.case.dealings import Payment
from casefile.case.fields import Law
from casefile.case.party import PartyKind
from casefile.claim.regime import ANYBODY, Moving
from casefile.records import Day, Flag, Record, Text, Whole

What = Literal["acknowledgement", "suit", "standstill", "mediation", "insolvency", "payment"]
PaymentKind = Literal["payment", "refund", "set-off", "withholding-tax"]


class Span(Record):
    """How many years a claim may be brought, on which types of contract (none: all others), against which debtors.

    `year`: starts (the first time it begins with the end of the year), restarts (each time it does), ends (its last
    day is the last of the year). `special`: only where the case names the type, never as the shortest that could apply.
    `recalled`: the paragraph was not looked up.
    """

    law: Text
    years: Whole
    types: tuple[Text, ...] = ()
    debtors: tuple[PartyKind, ...] = ANYBODY
    year: Literal["", "starts", "restarts", "ends"] = ""
    special: Flag = False
    note: Text = ""
    recalled: Flag = False


class Effect(Record):
    """What an event does to the time, against which debtors, for events from `from` on; of several the last counts.

    restarts: a new span begins, after the end of what lasts. suspends: the days while it lasts do not count, nor those
    of `extra` months after, at least `least` months are left then, and it lasts `most` months. holds: in time while it
    lasts, and as if it had not been after. `late`: also after expiry. `kinds`: which payments count.
    """

    of: What
    does: Literal["restarts", "suspends", "holds", "nothing"]
    law: Text
    debtors: tuple[PartyKind, ...] = ANYBODY
    from_: Day | None = Field(default=None, alias="from")
    extra: Whole = 0
    least: Whole = 0
    most: Whole | None = None
    late: Flag = False
    kinds: tuple[PaymentKind, ...] = ("payment",)
    note: Text = ""
    recalled: Flag = False

    def counts(self, payment: Payment) -> bool:
        """Whether a payment of this kind can have the effect."""
        return payment.kind in self.kinds


class Statute(Record):
    """The law of limitation of a country or of a part of it; `parts` are those of the country it holds in (none: all).

    `moves` says how a last day to pay moves that is no working day, for contracts and claims that no regime of this law
    covers. `notes` are what whoever relies on a day has to know.
    """

    id: Law
    name: Text
    parts: tuple[Text, ...] = ()
    spans: tuple[Span, ...] = Field(min_length=1)
    moves: Moving | None = None
    effects: tuple[Effect, ...] = ()
    notes: tuple[Text, ...] = ()

    def governs(self, law: str) -> bool:
        """Whether it is the law of limitation under `law`, a country's code or one with its part."""
        country, _, part = law.partition("-")
        return law == self.id or (country == self.id and (not self.parts or part in self.parts))

    def possible(self, kind: str | None, debtor: PartyKind) -> tuple[Span, ...]:
        """The spans that could apply to a type of contract, None where it is not known."""
        fitting = [span for span in self.spans if debtor in span.debtors]
        if kind is None:
            return tuple(span for span in fitting if not span.special)
        named = tuple(span for span in fitting if kind in span.types)
        return named or tuple(span for span in fitting if not span.types)

    def effect(self, what: What, debtor: PartyKind, day: date) -> Effect | None:
        """What an event of that day does; None where the file says nothing of it."""
        return next(reversed(list(self._effects(what, debtor, day))), None)

    def _effects(self, what: What, debtor: PartyKind, day: date) -> Iterator[Effect]:
        for effect in self.effects:
            if effect.of == what and debtor in effect.debtors and (effect.from_ is None or effect.from_ <= day):
                yield effect
