"""The layout of a case folder, and nobody else knows it: reads and joins the files of a case.

A folder loads into one frozen Case, or into all the problems of all its files at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from casefile import files, reading
from casefile.case import bounces, strays, together
from casefile.case.agreement import disagreements
from casefile.case.dealings import Correction, Offer, Payment, Settlement
from casefile.case.invoice import Invoice
from casefile.case.message import heading
from casefile.case.model import Assignor, Case, Contact, Liable
from casefile.case.party import Party
from casefile.case.proof import ContactHead, Exhibit
from casefile.case.terms import CaseFile, PartyOrId
from casefile.case.workspace import Workspace
from casefile.errors import CaseError, Problem, Source
from casefile.faults import suggestion
from casefile.records import Record

LISTS: dict[str, type[Record]] = {
    "payments.yaml": Payment,
    "offers.yaml": Offer,
    "corrections.yaml": Correction,
    "evidence.yaml": Exhibit,
}
R = TypeVar("R", bound=Record)
T = TypeVar("T")
Judged = Callable[[Case], Iterable[Problem]]


def load(
    workspace: Workspace, case_id: str, instead: Mapping[Path, bytes] | None = None, judged: Judged | None = None
) -> Case:
    """The case with this id. CaseError with all problems of all its files.

    `instead` has what some of its files are about to hold, so that a change, or a case that is not there yet, can be
    tried before it is written. `judged` finds what else is wrong with a case; it is asked only when the case does not
    load, so that all is said in one run.
    """
    together.recover(workspace.root)  # a run may have been killed since the workspace was opened
    return _Loading(workspace, workspace.cases / case_id, instead).case(judged)


class _Loading:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, workspace: Workspace, folder: Path, instead: Mapping[Path, bytes] | None = None) -> None:
        self.workspace, self.folder, self.instead = workspace, folder, instead or {}
        self.problems: list[Problem] = []

    def wrong(self) -> CaseError:
        """Everything that was found, in the order of the files."""
        return CaseError(sorted(set(self.problems), key=lambda p: (p.source or Source(""), p.message)))

    def attempt(self, work: Callable[[], T]) -> T | None:
        """What `work` returns; None when it fails, and its problems are kept."""
        try:
            return work()
        except CaseError as error:
            self.problems += error.problems
            return None

    def content(self, path: Path) -> bytes:
        """What the file holds, or is about to."""
        return self.instead.get(path) or files.read(path, self.workspace.shown(path))

    def record(self, path: Path, model: type[R]) -> R | None:
        """The record of one file."""
        shown = self.workspace.shown(path)
        return self.attempt(lambda: reading.read(self.content(path), shown, model))

    def has(self, path: Path) -> bool:
        """Whether the file is there, or about to be."""
        return path in self.instead or path.is_file()

    def all_of(self, name: str) -> list[Path]:
        """The YAML files of one folder of the case, with those that are about to be there."""
        folder = self.folder / name
        return sorted({*folder.glob("*.yaml"), *(path for path in self.instead if path.parent == folder)})

    def optional(self, name: str, model: type[R]) -> R | None:
        """The record of a file that need not be there."""
        path = self.folder / name
        return self.record(path, model) if self.has(path) else None

    def listed(self, name: str, model: type[R]) -> tuple[R, ...]:
        """The records of a list file that need not be there."""
        path, shown = self.folder / name, self.workspace.shown(self.folder / name)
        if not self.has(path):
            return ()
        return self.attempt(lambda: reading.read_list(self.content(path), shown, model)) or ()

    def case(self, judged: Judged | None = None) -> Case:
        """The case, or CaseError."""
        shown = self.workspace.shown(self.folder)
        if not self.has(self.folder / "case.yaml"):
            raise CaseError(Problem("no case.yaml in this case folder", Source(shown), "casefile new makes one"))
        self.problems += strays.of_case(self.folder, self.workspace.shown)
        file = self.record(self.folder / "case.yaml", CaseFile)
        parts = (
            self._invoices(),
            self.listed("payments.yaml", Payment),
            self.listed("offers.yaml", Offer),
            self.optional("settlement.yaml", Settlement),
            self.listed("corrections.yaml", Correction),
            self.listed("evidence.yaml", Exhibit),
        )
        if file is None:
            raise self.wrong()
        debtor = self._party(file.debtor, file, "debtor")
        language = file.language or debtor.language or self.workspace.file.language
        sold = file.assigned_from
        creditor = file.creditor or self.workspace.file.creditor
        case = Case(
            self.folder, self.workspace.file, file, creditor, debtor, _party_id(file.debtor), *parts,
            contacts=self._contacts(creditor, debtor, language),
            co_debtors=tuple(Liable(self._party(c.party, c, "party"), c) for c in file.co_debtors),
            assignor=Assignor(self._party(sold.party, sold, "party"), sold) if sold else None,
        )  # fmt: skip
        self.problems += disagreements(case)
        if self.problems and judged and debtor.at.file:  # what is wrong for a debtor who could not be read is a guess
            self.problems += self.attempt(lambda: judged(case)) or ()
        if self.problems:
            raise self.wrong()
        return case

    def _invoices(self) -> tuple[Invoice, ...]:
        found = (self.record(path, Invoice) for path in self.all_of("invoices"))
        return tuple(invoice for invoice in found if invoice)

    def _contacts(self, creditor: Party, debtor: Party, language: str) -> tuple[Contact, ...]:
        folder = self.folder / "correspondence"
        mails = {path.stem: path for path in sorted(folder.glob("*.eml"))}
        notes = {path.stem: path for path in sorted(folder.glob("*.md"))}
        found = [
            self.attempt(self._contact_of(notes.get(s), mails.get(s), creditor, debtor, language))
            for s in mails | notes
        ]
        return bounces.marked(bounces.in_order(contact for contact in found if contact))

    def _contact_of(
        self, note: Path | None, mail: Path | None, creditor: Party, debtor: Party, language: str
    ) -> Callable[[], Contact]:
        def read() -> Contact:
            given: dict[str, object] = {}
            raw, digest = b"", ""
            if mail:
                shown = self.workspace.shown(mail)
                raw = files.read(mail, shown)
                if not raw.strip():
                    hint = "export it again from the mail program"
                    raise CaseError(Problem("the mail is empty", Source(shown), hint))
                given, digest = heading(raw, creditor, debtor, language), hashlib.sha256(raw).hexdigest()
                if not debtor.at.file:  # one who could not be read: which way the mail went is not the mail's fault
                    given.setdefault("direction", "in")
                given |= {"outcome": "bounced"} if bounces.is_report(raw) else {}
            if not note:
                head = reading.build(ContactHead, given, shown)
                return Contact(head, "", shown, digest, _about(head, raw))
            side = self.workspace.shown(note)
            head, text, _ = reading.read_front_matter(files.read(note, side), side, ContactHead, given)
            return Contact(head, text.strip(), shown if mail else side, digest, _about(head, raw))

        return read

    def _party(self, named: PartyOrId, record: Record, key: str) -> Party:
        """The party written out, or the one in debtors/; when there is none, a stand-in and a problem."""
        if isinstance(named, Party):
            return named
        folder = self.workspace.debtors
        if self.has(folder / f"{named}.yaml"):
            return self.record(folder / f"{named}.yaml", Party) or Party(name=named)
        known = sorted(path.stem for path in folder.glob("*.yaml"))
        hint = suggestion(named, known) or f"write debtors/{named}.yaml, or the party out here"
        self.problems.append(Problem(f"no party '{named}' in debtors/", record.at.of(key), hint, "party"))
        return Party(name=named)


def _about(head: ContactHead, raw: bytes) -> tuple[str, ...]:
    """The mails that a mail reports to have come back."""
    return bounces.named(raw) if head.direction == "in" and head.outcome == "bounced" else ()


def _party_id(named: PartyOrId) -> str:
    return named if isinstance(named, str) else ""
