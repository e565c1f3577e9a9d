"""A letter sent by e-mail, exactly once: written down first, and recorded in its cases when it is gone.

Knows the order of the steps; the line to the server, the moment and the locks are its caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from casefile.case.model import Case
from casefile.case.taking import Custody
from casefile.case.workspace import Workspace
from casefile.delivery.message import enclosed
from casefile.delivery.smtp import Line, UnknownError
from casefile.errors import CaseError, Problem, Source
from casefile.outgoing.outbox import Entry, Outbox
from casefile.outgoing.plan import Plan
from casefile.outgoing.prepared import Post
from casefile.outgoing.printed import Stack, Stacks
from casefile.outgoing.record import Recorded, Sent, record


@dataclass(frozen=True, slots=True)
class Gone:
    """A message that was sent, and where it was recorded."""

    entry: Entry
    recorded: tuple[Recorded, ...]


class UnrecordedError(CaseError):
    """The message went, and its cases do not say so yet: the next run records it."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What sending needs: where messages wait, the line to the server, the cases of some ids locked and read anew, who
    sends, and on which day; how a case is read without a lock; and the `plan` that is carried out."""

    workspace: Workspace
    outbox: Outbox
    line: Line
    locked: Callable[[Iterable[str]], AbstractContextManager[Sequence[Case]]]
    by: str
    on: date
    read: Callable[[str], Case]
    plan: Plan = field(default_factory=Plan)

    def send(self, waiting: Post) -> Gone:
        """Sends a message and records it. CaseError when it did not go; UnknownError when it may have gone."""
        with self._unchanged(waiting.letter.cases) as cases:
            if note := gone(cases, waiting.entry.message_id):
                hint = "a letter of the same day goes out once; forward it from your mail program"
                raise CaseError(Problem("not sent: this letter went out already", Source(note), hint, "sent"))
            if open_one := self._open(waiting.letter.cases):
                raise CaseError(_held_by(open_one, self.outbox.shown(open_one)))
            if printed := self._printed(waiting.letter.cases):
                raise CaseError(replace(printed.waiting(), message=f"not sent: {printed.waiting().message}"))
            self.outbox.put(waiting.entry, waiting.content)
            return self._recorded(self._handed_in(waiting.entry), cases)

    def _open(self, about: Collection[str]) -> Entry | None:
        """A letter to the same debtor of which it is not known whether it went, or which is not recorded."""
        theirs = self.plan.theirs(about)
        return next(
            (each for each in self.outbox.entries() if each.state != "ready" and theirs & set(each.cases)), None
        )

    def _printed(self, about: Collection[str]) -> Stack | None:
        """Letters to the same debtor that were printed meanwhile, and perhaps posted."""
        theirs = self.plan.theirs(about)
        return next((each for each in Stacks(self.workspace.root).waiting() if each.cases & theirs), None)

    def finish(self, entry: Entry) -> Gone | None:
        """Brings a message to an end that an earlier run left: one that never went is forgotten; what the server took,
        or is said to have arrived, is recorded."""
        if entry.state == "ready":
            self.outbox.drop(entry)
            return None
        with self.locked(entry.cases) as cases:
            return self._recorded(entry, cases)

    def resend(self, entry: Entry, doubt: str) -> Gone:
        """Hands the same bytes in once more, and records them. CaseError when they must not go: for a day to pay by
        that has come nearer, or a `doubt` whether the letter is still asked for."""
        if entry.pay_by and self.on > entry.on:
            raise CaseError(_out_of_date(entry, self.outbox.shown(entry)))
        if doubt:
            raise CaseError(_unasked(doubt, self.outbox.shown(entry)))
        with self._unchanged(entry.cases) as cases:
            return self._recorded(self._handed_in(entry), cases)

    @contextmanager
    def _unchanged(self, about: Collection[str]) -> Iterator[Sequence[Case]]:
        """These cases, while nobody writes to any of their debtor's. CaseError when one is not as it was planned."""
        with self.locked(self.plan.theirs(about)) as theirs:
            if problem := self.plan.changed(about, theirs, self._new()):
                raise CaseError(problem)
            yield [case for case in theirs if case.id in about]

    def _new(self) -> Iterator[Case]:
        """The cases that are there now, and were not when the plan was made. CaseError for one that cannot be read:
        nobody knows what went to whom in it."""
        for name in self.workspace.case_ids():
            if name in self.plan.there:
                continue
            try:
                yield self.read(name)
            except CaseError as error:
                place = Source(f"cases/{name}/case.yaml")
                message = f"not sent: {name} came in meanwhile, and cannot be read"
                raise CaseError(
                    Problem(message, place, f"casefile check {name}; then run it again", "changed")
                ) from error

    def _handed_in(self, entry: Entry) -> Entry:
        """Hands a message in, as it was written down. When it certainly did not go it is forgotten, but not if it may
        have gone earlier."""
        content = self.outbox.content(entry)
        try:
            answer = self.line.hand_in(entry.sender, entry.to, content, lambda: self.outbox.sending(entry, self.on))
        except UnknownError:
            raise
        except CaseError:
            if entry.state == "ready":
                self.outbox.drop(entry)
            raise
        return self.outbox.sent(entry, answer, self.on)

    def _recorded(self, entry: Entry, cases: Sequence[Case]) -> Gone:
        try:
            return self._written(entry, cases)
        except CaseError as error:
            told = (replace(each, message=f"it went, and is not recorded: {each.message}") for each in error.problems)
            raise UnrecordedError(told) from error

    def _written(self, entry: Entry, cases: Sequence[Case]) -> Gone:
        content = self.outbox.content(entry)
        sent = Sent(
            entry.document, entry.title, content, entry.name, "email", entry.to, entry.step, entry.message_id,
            enclosed(content),
        )  # fmt: skip
        custody = Custody(entry.handed or entry.on, self.by, "sent by casefile")
        found = tuple(
            record(self.workspace, case, sent, entry.cases[case.id], custody, entry.steps.get(case.id, {}))
            for case in cases
        )
        self.outbox.drop(entry)
        self.plan.take(map(self.read, entry.cases))
        return Gone(entry, found)


def _held_by(entry: Entry, file: str) -> Problem:
    """Why a letter waits for another of the same run."""
    message = f"not sent: nobody knows yet whether {entry.whose} went, or it is not recorded"
    return Problem(message, Source(file), "say first what became of that: casefile next says how", "unknown")


def _unasked(doubt: str, file: str) -> Problem:
    """Why a letter is not sent once more: it would not be written today."""
    message = f"not sent again, the ladder does not ask for it any more: {doubt}"
    hint = "if it arrived, casefile send --arrived records it; if not, casefile send --discard forgets it"
    return Problem(message, Source(file), hint, "unknown")


def gone(cases: Sequence[Case], message_id: str) -> str:
    """The note that says that this message went out, as messages name it; "" where there is none."""
    found = (each.file for case in cases for each in case.contacts if each.head.proof == message_id)
    return next(found, "")


def _out_of_date(entry: Entry, file: str) -> Problem:
    """Why an old letter is not sent once more: the debtor would have less time than it says."""
    message = f"not sent: {entry.whose} is of {entry.on} and asks for payment by {entry.pay_by}"
    hint = "casefile send --discard forgets it; the next casefile send writes it anew, with a day of its own"
    return Problem(message, Source(file), hint, "unknown")
