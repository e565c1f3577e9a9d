"""A run of `casefile send`: what the last one left, what is to be sent, and sending it under the cases' locks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casefile.cli.terminal import progress

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.cli.choices import Choices
    from casefile.cli.session import Session
    from casefile.delivery.smtp import Server
    from casefile.errors import Problem
    from casefile.outgoing.letters import Letter
    from casefile.outgoing.sending import Gone, Hands, Post


@dataclass(slots=True)
class Posting:
    """One run: its outbox is locked while it is open; what goes wrong with one letter keeps no other back."""

    session: Session
    workspace: Workspace
    problems: list[Problem] = field(default_factory=list)
    settled: list[Gone] = field(default_factory=list)
    _held: set[str] = field(default_factory=set)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Holds the outbox against another run that sends."""
        from casefile import files
        from casefile.cli.session import user

        lock = self.workspace.build / ".locks" / "outbox.lock"
        with files.locked(lock, user() or "somebody"):
            yield

    def settle(self, *, resend: bool, arrived: bool, dry: bool) -> None:
        """Brings to an end what an earlier run left; of what nobody knows does what is asked, or says what is known."""
        from casefile.errors import CaseError
        from casefile.outgoing.sending import unknown

        with self._hands() as hands:
            for entry in hands.outbox.entries():
                if entry.state == "sending" and not (resend or arrived):
                    self._held |= set(entry.cases)
                    self.problems.append(unknown(entry, hands.outbox.shown(entry)))
                elif not dry:
                    try:
                        done = hands.finish(entry, again=entry.state == "sending" and resend)
                        self.settled += [done] if done else []
                    except CaseError as error:
                        self._held |= set(entry.cases)
                        self.problems += error.problems

    def gather(self, cases: Sequence[str], choices: Choices | None) -> list[Post]:
        """The messages that are to be sent: what the day asks for in these cases, or one document of the one case."""
        from datetime import datetime

        from casefile.errors import CaseError
        from casefile.outgoing.sending import drawn, prepared

        found: list[Post] = []
        letters = [each for each in self._letters(cases, choices) if not each.cases & self._held]
        moment = datetime.now().astimezone()
        for letter in progress(letters, "Drawing", len(letters), quiet=self.session.quiet):
            try:
                found.append(prepared(letter, drawn(letter, self.problems), moment))
            except CaseError as error:
                self.problems += error.problems
        return found

    def send(self, waiting: Sequence[Post]) -> list[Gone]:
        """Sends them one after the other over one line, and records each before the next one goes."""
        from casefile.delivery.smtp import NoLineError
        from casefile.errors import CaseError, UsageError

        found: list[Gone] = []
        with self._hands() as hands:
            for post in progress(waiting, "Sending", len(waiting), quiet=self.session.quiet):
                try:
                    found.append(hands.send(post))
                except UsageError:
                    raise
                except NoLineError as error:
                    self.problems += error.problems
                    break
                except CaseError as error:
                    self.problems += error.problems
        return found

    def _letters(self, cases: Sequence[str], choices: Choices | None) -> Sequence[Letter]:
        from casefile import making
        from casefile.cli.dossiers import dossiers
        from casefile.cli.session import regimes_of
        from casefile.followup.actions import day
        from casefile.outgoing.letters import MAILED, asked_for, letters

        read = dossiers(self.session, self.workspace)
        today = day(read.dossiers, self.session.as_of)
        mailed = letters(self.workspace, regimes_of(self.workspace), today, MAILED)
        if choices:
            desk = making.open_desk(self.workspace, cases[0], self.session.as_of)
            return asked_for(desk, choices.wanted(desk), choices.step, mailed, today)
        self.problems += read.problems
        return [each for each in mailed if each.cases & set(cases)]

    @contextmanager
    def _hands(self) -> Iterator[Hands]:
        from casefile.cli.session import user
        from casefile.delivery.smtp import Line
        from casefile.outgoing.outbox import Outbox
        from casefile.outgoing.sending import Hands

        with Line(self._server) as line:
            yield Hands(self.workspace, Outbox(self.workspace.root), line, self._locked, user())

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
