"""Can the debtor be followed up as the files have it: what went out, where mail goes, and who they are."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.case.mailable import mail_goes_to, sendable
from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem, Source
from casefile.faults import suggestion
from casefile.followup.misnamed import known_steps, misnamed
from casefile.followup.phrases import listed


def unknown_step(matter: Matter) -> Iterator[Problem]:
    """The ladder goes by the steps that are recorded. One that no ladder of the workspace has counts for nothing, and
    what it was would go out twice: so nothing goes to this debtor until somebody says what it was."""
    known = list(known_steps(matter.case))
    for contact in misnamed(matter.case, matter.claim):
        step = contact.head.step
        message = f"no ladder has a step '{step}', and nothing goes to the debtor while nobody knows what went out"
        guess = suggestion(step, known) or f"there are: {', '.join(known)}"
        hint = f"write the name that casefile.yaml has now, also where it was renamed ({guess}); if none, delete step:"
        place = contact.head.at.of("step")
        yield weakness("unknown-step", message, place if place.file else Source(contact.file), hint)


def email_unusable(matter: Matter) -> Iterator[Problem]:
    """What is written where an e-mail address belongs, and is none, is no way to the debtor: their letters go by post,
    which costs more and takes longer, and nobody notices."""
    whose = mail_goes_to(matter.case.debtor)
    if whose.email and not sendable(whose.email):
        message = f"'{whose.email}' is no address that mail can be sent to: letters to {whose.name} go another way"
        hint = "write one address; more people with theirs stand under contacts"
        yield weakness("email-unusable", message, whose.at.of("email"), hint)


def debtor_twice(matter: Matter) -> Iterator[Problem]:
    """Two files in debtors/ are two debtors: each gets letters and calls of their own, on the same day, and what one
    file says (a ladder, a limit) does not hold for the other."""
    twins = matter.around.twins()
    if twins:
        debtor = matter.case.debtor
        message = f"{debtor.name} has the name and the address of {', '.join(twins)}: each gets letters of its own"
        hint = "name one of them as debtor: in all cases, and delete the other; right if they are two"
        yield weakness("debtor-twice", message, debtor.at.of("name"), hint)


def number_twice(matter: Matter) -> Iterator[Problem]:
    """An invoice that stands in two cases of one debtor is asked for twice, and sued for twice, and what is paid on it
    counts in one of them only: so no letter goes out about it while it does."""
    places = {invoice.number: invoice.at.of("number") for invoice in matter.case.invoices}
    for number, cases in matter.around.elsewhere().items():
        message = f"{number} is open in {listed(cases)}, too: nothing is written about it while it stands twice"
        hint = "say in which case it belongs, and take it out of the other"
        yield weakness("number-twice", message, places[number], hint)
