"""A run of `casefile send`: what the last one left, what is to be sent, and sending it under the cases' locks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from casefile.cli.terminal import progress

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.cli.choices import Choices
    from casefile.cli.posting_plan import Planned
    from casefile.cli.session import Session
    from casefile.delivery.smtp import Server
    from casefile.errors import CaseError, Problem
    from casefile.outgoing.letters import Letter
    from casefile.outgoing.outbox import Entry
    from casefile.outgoing.plan import Plan
    from casefile.outgoing.prepared import Post
    from casefile.outgoing.sending import Gone, Hands


Fate = Literal["arrived", "resend", "discard"]
"""What becomes of a message of which nobody knows whether it went: that is for a person to say."""


@dataclass(slots=True)
class Tally:
    """How many letters of a run did not go, of how many nobody knows, and how many went and could not be recorded; and
    how many of an earlier run that went still could not."""

    failed: int = 0
    unknown: int = 0
    unrecorded: int = 0
    still_unrecorded: int = 0


@dataclass(slots=True)
class Posting:
    """One run: its outbox is locked while it is open; what goes wrong with one letter keeps no other back. The `plan`
    is made when it is known what is to be sent."""

    session: Session
    workspace: Workspace
    problems: list[Problem] = field(default_factory=list)
    settled: list[Gone] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    plan: Plan | None = None

    @contextmanager
    def open(self) -> Iterator[None]:
        """Holds the outbox against another run that sends."""
        import os

        from casefile import files
        from casefile.cli.session import user

        with files.locked(self.workspace.lock("outbox"), f"{user() or 'somebody'}, process {os.getpid()}"):
            yield

    def settle(self, *, dry: bool) -> None:
        """Brings to an end what an earlier run left, but for what nobody knows: that is held, and told with the day."""
        from casefile.errors import CaseError

        with self._hands() as hands:
            if not dry:
                hands.outbox.sweep()
            for entry in hands.outbox.entries():
                if dry or entry.state == "sending":
                    continue
                try:
                    done = hands.finish(entry)
                    self.settled += [done] if done else []
                except CaseError as error:
                    self._failed(entry.whose, error, is_earlier=True)

    def unknown(self, cases: Sequence[str], document: str) -> list[Entry]:
        """The messages of which nobody knows whether they went: about these cases, of one kind where that is named."""
        with self._hands() as hands:
            found = [each for each in hands.outbox.entries() if each.state == "sending"]
        return [each for each in found if set(each.cases) & set(cases) and document in ("", each.document)]

    def decide(self, entries: Sequence[Entry], fate: Fate) -> list[Gone]:
        """Of messages that nobody knows of: records them, sends them again byte for byte, or forgets them."""
        from casefile.errors import CaseError

        found: list[Gone] = []
        asked = self._replanned() if fate == "resend" else None
        with self._hands() as hands:
            for entry in entries:
                try:
                    if fate == "discard":
                        hands.outbox.drop(entry)
                    elif done := hands.resend(entry, asked.doubt(entry)) if asked else hands.finish(entry):
                        found.append(done)
                except CaseError as error:
                    self._failed(entry.whose, error, is_earlier=fate == "arrived")
        return found

    def _replanned(self) -> Planned:
        """What goes out today, what nobody knows of left aside: it is that about which it is asked."""
        from casefile.cli.posting_plan import planned

        found = planned(self.session, self.workspace, freed=("sending",))
        self.plan = found.plan
        return found

    def gather(self, cases: Sequence[str], choices: Choices | None) -> list[Post]:
        """The messages that are to be sent: what the day asks for in these cases, or one document of the one case."""
        from datetime import datetime

        from casefile.errors import CaseError
        from casefile.outgoing.prepared import drawn, prepared

        found: list[Post] = []
        letters = self._letters(cases, choices)
        moment = datetime.now().astimezone()
        for letter in progress(letters, "Drawing", len(letters), quiet=self.session.quiet):
            try:
                found.append(prepared(letter, drawn(letter, self.problems), moment))
            except CaseError as error:
                self.problems += error.problems
                self.tally.failed += 1
        return found

    def send(self, waiting: Sequence[Post]) -> list[Gone]:
        """Sends them one after the other over one line, and records each before the next one goes."""
        from casefile.delivery.smtp import NoLineError
        from casefile.errors import CaseError, UsageError

        found: list[Gone] = []
        with self._hands() as hands:
            for number, post in enumerate(progress(waiting, "Sending", len(waiting), quiet=self.session.quiet)):
                try:
                    found.append(hands.send(post))
                except UsageError:
                    raise
                except NoLineError as error:
                    for each in waiting[number:]:
                        self._failed(each.entry.whose, error)
                    break
                except CaseError as error:
                    self._failed(post.entry.whose, error)
        return found

    def _failed(self, whose: str, error: CaseError, *, is_earlier: bool = False) -> None:
        """Keeps what went wrong, each under the letter that it is about, and counts it as what it was; `is_earlier`: of
        a letter that another run sent."""
        from casefile.delivery.smtp import UnknownError
        from casefile.outgoing.sending import UnrecordedError

        if isinstance(error, UnknownError):
            self.tally.unknown += 1
        elif isinstance(error, UnrecordedError) and is_earlier:
            self.tally.still_unrecorded += 1
        elif isinstance(error, UnrecordedError):
            self.tally.unrecorded += 1
        else:
            self.tally.failed += 1
        self.problems += [replace(each, message=f"{whose}: {each.message}") for each in error.problems]

    def _letters(self, cases: Sequence[str], choices: Choices | None) -> Sequence[Letter]:
        from casefile.cli.posting_plan import planned

        found = planned(self.session, self.workspace)
        self.plan, today = found.plan, found.today
        self.problems += today.problems
        self.tally.unknown += today.unknown
        if not choices:
            self.problems += found.read.problems
            return [each for each in found.mailed if each.cases & set(cases)]
        if reason := today.why.get(cases[0]):
            self.problems += [reason] if reason not in self.problems else []
            self.tally.failed += 1
            return ()
        letters, warned = found.wanted(self.workspace, cases[0], choices)
        self.problems += [each for each in warned if each not in self.problems]
        return letters

    @contextmanager
    def _hands(self) -> Iterator[Hands]:
        from casefile.cli.session import user
        from casefile.delivery.smtp import Line
        from casefile.outgoing.outbox import Outbox
        from casefile.outgoing.plan import Plan
        from casefile.outgoing.sending import Hands

        with Line(self._server) as line:
            yield Hands(
                self.workspace, Outbox(self.workspace.root), line, self._locked, user(), self.session.as_of,
                lambda name: self.session.read(self.workspace, name), self.plan or Plan(),
            )  # fmt: skip

    @contextmanager
    def _locked(self, names: Iterable[str]) -> Iterator[Sequence[Case]]:
        """The cases, in order of their ids, so that two runs never wait for each other."""
        with ExitStack() as stack:
            yield [stack.enter_context(self.session.writing(self.workspace, each)) for each in sorted(names)]

    def _server(self) -> Server:
        """Where mail is handed in, asked for its password when the first message goes."""
        from casefile.cli.password import password
        from casefile.delivery.smtp import Server

        smtp = self.workspace.file.smtp
        if smtp is None:
            raise LookupError("smtp")
        secret = password(smtp.host, smtp.user, smtp.at.source) if smtp.user else ""
        return Server(smtp.host, smtp.port, smtp.security, smtp.user, secret, smtp.at.source)
