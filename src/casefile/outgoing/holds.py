"""What keeps the day's letters in the house although the ladder asks for them, and why.

A letter of which nobody knows whether it went, or, printed, whether it was posted; a case of the debtor that cannot be
read, so that nobody knows what went out there; what is recorded for a later day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile.case import rough
from casefile.case.message import addresses_of
from casefile.case.model import Case
from casefile.errors import Level, Problem, Source
from casefile.followup.action import Action, Dossier
from casefile.followup.actions import Day, Waiting
from casefile.followup.debtors import by_debtor, folded
from casefile.followup.twice import in_two_cases
from casefile.followup.why import Why, because
from casefile.followup.wording import plain
from casefile.outgoing.dated import Dated, later, ruin
from casefile.outgoing.outbox import Entry, Outbox
from casefile.outgoing.printed import Stack

_WRITTEN = ("email", "post", "registered", "chat")


@dataclass(frozen=True, slots=True)
class Hold:
    """Cases about which nothing is written to the debtor, why, and as a problem: where, what to do, its rule and level.
    `is_told`: it is said also where nothing was to be written."""

    cases: frozenset[str]
    why: Why
    source: Source | None
    hint: str
    rule: str = "held"
    level: Level = "error"
    is_told: bool = False

    def problem(self, as_of: date) -> Problem:
        """What is wrong and what to do, as the terminal says it on a day."""
        return Problem(plain(as_of).told(self.why), self.source, self.hint, self.rule, self.level)


def of_outbox(
    outbox: Outbox, entries: Sequence[Entry], dossiers: Sequence[Dossier], running: str = ""
) -> Iterator[Hold]:
    """What may have gone, or went and is not recorded: nothing else goes to its debtor; nor while somebody, `running`,
    sends it just now."""
    for entry in entries:
        if entry.state == "ready" and not running:
            continue
        cases = frozenset(entry.cases) | _theirs(dossiers, _one_of(entry.cases))
        yield _hold(entry, cases, Source(outbox.shown(entry)), running)


def _hold(entry: Entry, cases: frozenset[str], file: Source, running: str) -> Hold:
    if running:
        why, hint = because("on_its_way", letter=entry.letter, who=running), "run it again when that has finished"
        return Hold(cases, why, file, hint, "sending", "warning", is_told=True)
    if entry.state == "sending":
        why, hint = because("not_known", letter=entry.letter, dated=entry.on), _ASK.format(id=entry.message_id)
    else:
        why, hint = because("not_recorded", letter=entry.letter), "casefile send records it"
    return Hold(cases, why, file, hint, "unknown", is_told=True)


_ASK = (
    "ask, or look for {id} in the mailbox; casefile send --arrived records it, --resend sends the same again, --discard"
    " forgets it, and the next send writes it anew"
)
"""What to do about a message that may have gone."""


def of_printed(stacks: Sequence[Stack], dossiers: Sequence[Dossier]) -> Iterator[Hold]:
    """What was printed and is not recorded: perhaps it was posted, and nothing else goes to its debtors."""
    for stack in stacks:
        cases = stack.cases | _theirs(dossiers, _one_of(stack.cases))
        why = because("printed", count=len(stack.leaves), dated=stack.on, file=stack.file)
        yield Hold(cases, why, None, stack.hint, "printed", "warning", is_told=True)


def of_unread(root: Path, faults: Mapping[str, object], dossiers: Sequence[Dossier]) -> Iterator[Hold]:
    """Cases that cannot be read: what went out in them is not known, and nothing else goes to their debtors. Where even
    the debtor cannot be told, and something went out, nothing goes to anybody."""
    for case_id in faults:
        found, place = rough.debtor(root, case_id), Source(f"cases/{case_id}/case.yaml")
        hint = f"mend it first: casefile check {case_id}"
        if found.is_known:
            cases = _theirs(dossiers, _one_like(found))
            yield Hold(cases, because("unread", case=case_id), place, hint)
        elif any((root / "cases" / case_id / "correspondence").glob("*")):
            every = frozenset(each.case.id for each in dossiers)
            yield Hold(every, because("unread_whose", case=case_id), place, hint)


def _one_of(names: Collection[str]) -> Callable[[Case], bool]:
    return lambda case: case.id in names


def _one_like(found: rough.Rough) -> Callable[[Case], bool]:
    names = {folded(name) for name in found.names}
    return lambda case: bool(
        case.debtor_id in found.ids or folded(case.debtor.name) in names or addresses_of(case.debtor) & found.emails
    )


def _theirs(dossiers: Sequence[Dossier], is_one: Callable[[Case], bool]) -> frozenset[str]:
    """The cases of the debtors of whom one case is so."""
    groups = (some for some in by_debtor(dossiers) if any(is_one(each.case) for each in some))
    return frozenset(each.case.id for some in groups for each in some)


def of_dated(today: Day) -> Iterator[Hold]:
    """Letters of the day about what something is recorded for a later one: it is known now, or its day is wrong."""
    for action in filter(is_written, today.actions):
        name = action.dossier.case.id
        for each in later(action, today.as_of):
            yield _until(each, frozenset((name,)), name, today.as_of)


def of_twice(today: Day, dossiers: Sequence[Dossier]) -> Iterator[Hold]:
    """Letters of the day about an invoice that is open in two cases of the debtor: it would be asked for twice."""
    twice = in_two_cases(dossiers)
    for action in filter(is_written, today.actions):
        case = action.dossier.case
        for number, others in twice.get(case.id, {}).items():
            if number in action.invoices or not action.invoices:
                why = because("twice", case=case.id, number=number, others=others)
                place = next(each.at.of("number") for each in case.invoices if each.number == number)
                hint = "say in which case it belongs, and take it out of the other"
                yield Hold(frozenset((case.id,)), why, place, hint, level="warning")


def of_ruins(dossiers: Sequence[Dossier], as_of: date) -> Iterator[Hold]:
    """Insolvencies that are recorded for a day soon after: nothing goes to the debtor, in whichever case."""
    for dossier in dossiers:
        found = ruin(dossier.case, as_of)
        if found:
            yield _until(found, _theirs(dossiers, _one_of([dossier.case.id])), dossier.case.id, as_of)


def _until(found: Dated, cases: frozenset[str], name: str, as_of: date) -> Hold:
    hint = "if its day is wrong, mend it; else the letter waits until then"
    return Hold(cases, found.why(name, as_of), found.source, hint, level="warning")


def is_written(action: Action) -> bool:
    """Whether an action is a letter of ours to the debtor, whatever way it goes."""
    return action.is_contact and action.channel in _WRITTEN


def stopped(today: Day, holds: Sequence[Hold]) -> tuple[Day, tuple[Problem, ...]]:
    """The day without what is held: those cases wait. And what to say of it."""
    all_of_them = (*holds, *of_dated(today))
    why: dict[str, Why] = {}
    for hold in all_of_them:
        for name in hold.cases:
            why.setdefault(name, hold.why)
    kept = tuple(each for each in today.actions if not (is_written(each) and each.dossier.case.id in why))
    staying = (each.dossier for each in today.actions if is_written(each) and each.dossier.case.id in why)
    gone = {dossier.case.id: dossier for dossier in staying}
    waits = tuple(Waiting(dossier, why[name], None) for name, dossier in gone.items())
    told = (each.problem(today.as_of) for each in all_of_them if each.is_told or each.cases & set(gone))
    return replace(today, actions=kept, waiting=(*today.waiting, *waits)), tuple(dict.fromkeys(told))
