"""A letter sent by e-mail, exactly once: written down first, and recorded in its cases when it is gone.

Knows the order of the steps; the line to the server, the moment and the locks are its caller's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from casefile.case.model import Case
from casefile.case.placeholders import placeholders
from casefile.case.taking import Custody
from casefile.case.workspace import Workspace
from casefile.delivery.message import enclosed, sealed
from casefile.delivery.smtp import Line, UnknownError
from casefile.documents.envelope import Mailbox, envelope, sendable
from casefile.errors import CaseError, Problem, Source
from casefile.making import Order, order, post
from casefile.outgoing.letters import Letter
from casefile.outgoing.outbox import Entry, Outbox
from casefile.outgoing.plan import Plan
from casefile.outgoing.record import Recorded, Sent, record


def drawn(letter: Letter, report: list[Problem]) -> Order:
    """The letter on its way; warnings go to `report`. CaseError, as for any document, and for a name that nobody has
    written yet: such a letter does not go out."""
    lead, *others = letter.desks
    if found := [problem for desk in letter.desks for problem in placeholders(desk.case, "error")]:
        raise CaseError(found)
    return order(lead, letter.wanted, report.append, others)


def prepared(letter: Letter, made: Order, moment: datetime) -> Post:
    """The letter as the message that goes out. CaseError where an address is missing."""
    lead = letter.desks[0]
    said = post(made)
    if said.sender is None or said.to is None:
        side, place = ("sender", lead.workspace.file.at.source) if said.sender is None else ("recipient", None)
        place = place or lead.case.debtor.at.source
        raise CaseError(Problem(f"no address is known for the {side}", place, "write its email", "email"))
    to = said.to
    sender = Mailbox(said.sender.name, _own_sender(lead.workspace) or said.sender.address)
    said = replace(said, sender=sender, reply_to=said.sender if sender != said.sender else None)
    key = _key(letter, made, lead.as_of, to.address)
    message_id = f"{key}@{sender.address.rpartition('@')[2]}"
    name = f"{letter.wanted.stem(lead.case)}.eml"
    entry = Entry(
        key, message_id, "ready", lead.as_of, sender.address, to.address,
        made.kind.name, made.sheet.title, name, letter.step, letter.about,
        debtor=letter.debtor, pay_by=_pay_by(made),
        steps=letter.steps, asks=letter.asks,
    )  # fmt: skip
    return Post(letter, entry, sealed(said, message_id, moment))


def _pay_by(made: Order) -> date | None:
    """The day that the letter asks to be paid by, where it names one."""
    found = getattr(made.kind.content(made.matters, made.options).values, "pay_by", None)
    return found if isinstance(found, date) else None


def address(letter: Letter) -> str:
    """Where a letter goes; "" where no address is known."""
    made = drawn(letter, [])
    to = envelope(made.kind, made.matters, made.options).to
    return to.address if to else ""


def _own_sender(workspace: Workspace) -> str:
    """The address that the mail server takes mail from, where casefile.yaml names one. CaseError when it is none."""
    smtp = workspace.file.smtp
    if smtp is None or not smtp.sender:
        return ""
    address = sendable(smtp.sender)
    if not address:
        message = f"'{smtp.sender}' is no address that mail can be sent from"
        raise CaseError(Problem(message, smtp.at.of("from"), "write an e-mail address", "email"))
    return address


def _key(letter: Letter, made: Order, on: date, to: str) -> str:
    """The same for the same letter on the same day, whatever its bytes are: it must not go out twice."""
    options = made.options
    said = (on.isoformat(), to, made.kind.name, options.language, options.step, options.by, *options.offers)
    about = sorted((case, sorted(numbers)) for case, numbers in letter.about.items())
    return hashlib.sha256(repr((said, about)).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Post:
    """A letter as the message that waits to be sent."""

    letter: Letter
    entry: Entry
    content: bytes


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
            self.outbox.put(waiting.entry, waiting.content)
            return self._recorded(self._handed_in(waiting.entry), cases)

    def _open(self, about: Collection[str]) -> Entry | None:
        """A letter to the same debtor of which it is not known whether it went, or which is not recorded."""
        theirs = self.plan.theirs(about)
        return next(
            (each for each in self.outbox.entries() if each.state != "ready" and theirs & set(each.cases)), None
        )

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
