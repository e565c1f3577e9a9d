"""One document in one format, and one packet, out of a workspace: what building, rendering and previewing share.

Knows where the pieces are (stationery, templates, the commit) and hands them on; what a document says and how it
is drawn is the rooms' below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from casefile import git
from casefile.case import committed, folder, layout
from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.case.placeholders import placeholders
from casefile.case.upto import upto
from casefile.case.workspace import Workspace
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes, of_folders
from casefile.documents import compose, word
from casefile.documents.kinds import kind, refuse_formats, stem
from casefile.documents.matter import Format, Kind, Matters, Options, Sender
from casefile.errors import Problem, UsageError
from casefile.render.sheet import Sheet
from casefile.stationery import letterhead, logo

if TYPE_CHECKING:
    from casefile.delivery.message import Post
    from casefile.packet.attorney_only import Papers
    from casefile.packet.build import Asked
    from casefile.packet.build import Built as BuiltPacket
    from casefile.packet.papers import Making

Report = Callable[[Problem], object]

MEDIA: Mapping[Format, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """One case on the day it is worked on, with everything that goes into its documents beside it."""

    workspace: Workspace
    case: Case
    claim: Claim
    as_of: date
    regimes: Regimes
    commit: str = ""

    @property
    def search(self) -> tuple[Path, ...]:
        """Where templates are looked for before the built-in ones."""
        return (self.workspace.templates,)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document: its kind, and the choices that are not the case's."""

    kind: str
    step: str = ""
    language: str = ""
    by: Sender = "creditor"
    offers: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()

    def stem(self, case: Case) -> str:
        """The file's name without format: `<document>[-<step>].<language>`."""
        chosen = kind(self.kind)
        step = (self.step or "first") if chosen.has_steps else ""
        return f"{stem(self.kind, step)}.{self.language or compose.usual_language(chosen, case)}"


def open_desk(workspace: Workspace, case_id: str, as_of: date) -> Desk:
    """The case, read and computed. CaseError with all its problems."""
    case = folder.load(workspace, case_id)
    regimes = of_folders(workspace.regimes, workspace.rates, workspace.limitation)
    return Desk(workspace, case, owed(case, as_of, regimes), as_of, regimes, revision(case.path))


def revision(path: Path) -> str:
    """The last commit that changed the case, shortened, with + where the folder differs from it; empty without git."""
    repository = git.repository(path)
    if repository is None:
        return ""
    commit = git.last_commit(repository, path)
    changed = bool(git.uncommitted(repository, path))
    return f"{commit[:12]}{'+' if changed else ''}" if commit else ""


def _committed(desk: Desk) -> date | None:
    """The day of the commit that the case is made from."""
    repository = git.repository(desk.case.path) if desk.commit else None
    return committed.commit_day(repository, desk.commit.removesuffix("+")) if repository else None


def applying(desk: Desk, name: str) -> tuple[Wanted, ...]:
    """What `build` makes of one kind: nothing, one document, or one a step."""
    steps = compose.applies(name, desk.case, desk.claim, desk.as_of)
    return tuple(Wanted(name, step) for step in steps)


@dataclass(frozen=True, slots=True)
class Order:
    """One document on its way to the formats asked for: what it is made of, and what of it is made already."""

    desk: Desk
    kind: Kind
    matters: Matters
    options: Options
    sheet: Sheet
    report: Report
    made: dict[Format, bytes] = field(default_factory=dict)

    def drawn(self, wanted: Format) -> bytes:
        """The document in one format, drawn once however often it is asked for."""
        if wanted not in self.made:
            own = self.kind.own_formats.get(wanted)
            self.made[wanted] = own(self.matters, self.options, self.sheet) if own else FORMATS[wanted](self)
        return self.made[wanted]


def draw(
    desk: Desk, wanted: Wanted, formats: tuple[Format, ...], others: Sequence[Desk] = ()
) -> tuple[Mapping[Format, bytes], tuple[Problem, ...]]:
    """The document in each of the formats, and warnings for what stands in for something. `others`: more cases of the
    debtor that it is about.

    UsageError for a format that the kind is not written in; CaseError with what the case lacks for it, or what is wrong
    with its template.
    """
    refuse_formats(wanted.kind, formats)
    found: list[Problem] = []
    made = order(desk, wanted, found.append, others)
    drawn = {each: made.drawn(each) for each in formats}
    return drawn, tuple(dict.fromkeys(found))


def order(desk: Desk, wanted: Wanted, report: Report, others: Sequence[Desk] = ()) -> Order:
    """The document on its way, to be drawn in any format of its kind; warnings go to `report`. CaseError, as `draw`."""
    chosen = kind(wanted.kind)
    options = Options(
        as_of=desk.as_of,
        language=wanted.language or compose.usual_language(chosen, desk.case),
        step=(wanted.step or "first") if chosen.has_steps else "",
        by=wanted.by,
        revision=desk.commit,
        logo=logo(desk.workspace),
        search=desk.search,
        regimes=desk.regimes,
        offers=wanted.offers,
        invoices=wanted.invoices,
    )
    desks = (desk, *others)
    matters = compose.matters_of(chosen, [each.case for each in desks], [each.claim for each in desks])
    sheet = compose.drawn(chosen, matters, options)
    for problem in (*(each for one in desks for each in placeholders(one.case, "warning")), *sheet.problems):
        report(problem)
    return Order(desk, chosen, matters, options, sheet, report)


def _pdf(order: Order) -> bytes:
    from casefile.render import pdf

    return pdf.draw(order.sheet, order.report)


def _docx(order: Order) -> bytes:
    own = word.own(order.kind.name, order.options)
    if own:
        return word.filled(own, order.kind, order.matters, order.options, order.sheet.title)
    from casefile.render import docx

    return docx.draw(order.sheet, letterhead(order.desk.workspace))


def _html(order: Order) -> bytes:
    from casefile.render import webpage

    return webpage.draw(order.sheet).encode()


def _md(order: Order) -> bytes:
    from casefile.render import markdown_text

    return markdown_text.draw(order.sheet).encode()


def post(order: Order) -> Post:
    """The document as a message that was not sent yet: the letter as its text, or a covering note, the document
    enclosed. A sender or recipient without an address is a warning, and None."""
    from casefile.delivery.letter import posted
    from casefile.delivery.message import Enclosure
    from casefile.documents.covering import covering
    from casefile.documents.envelope import envelope

    chosen, matters, options, sheet = order.kind, order.matters, order.options, order.sheet
    text = sheet if chosen.is_letter else covering(chosen, matters, options, sheet)
    found = envelope(chosen, matters, options)
    for warning in found.warnings:
        order.report(warning)
    enclosed = tuple(Enclosure(f"{sheet.title}.{each}", MEDIA[each], order.drawn(each)) for each in chosen.sent_as)
    return posted(text, found, enclosed)


def _eml(order: Order) -> bytes:
    from casefile.delivery.message import draft

    return draft(post(order))


FORMATS: Mapping[Format, Callable[[Order], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "md": _md,
    "eml": _eml,
}
"""How a document is drawn, by format; those that few kinds have, the kind itself draws."""


def packet(desk: Desk, profile_name: str = "attorney", language: str = "", asked: Asked | None = None) -> BuiltPacket:
    """Builds the case's packet in its place, in the case's language unless another is given, as `asked`.

    UsageError for an unknown profile or one that takes no late additions, CaseError when it can't be made.
    """
    from casefile.packet.bag.altered import altered
    from casefile.packet.build import PLAIN, build
    from casefile.packet.profile import profile

    chosen = profile(profile_name, (desk.workspace.profiles,))
    if chosen.side == "ours":
        hint = "casefile packet makes it beside the attorney's packet"
        raise UsageError(Problem(f"'{profile_name}' is no packet: it is for our own attorney", None, hint, "profile"))
    built = build(
        desk.case,
        _making(desk, language, asked),
        chosen,
        out=layout.packet(desk.workspace.root, desk.case.id, profile_name),
        kept=layout.kept(desk.workspace.root) / desk.case.id,
        asked=asked or PLAIN,
    )
    doubts = (*altered(desk.workspace, desk.case), *(asked.by.warnings if asked and asked.by else ()))
    return replace(built, warnings=(*placeholders(desk.case, "warning"), *doubts, *built.warnings))


def attorney_only(desk: Desk, language: str = "", asked: Asked | None = None) -> Papers:
    """Builds what our own attorney reads first, and nobody else, in its place, encrypted with the secret that is asked.

    CaseError when it can't be made.
    """
    from casefile.exhibits.searched import looked_through
    from casefile.packet.attorney_only import build
    from casefile.packet.profile import profile
    from casefile.packet.read_first import kinds
    from casefile.packet.staying import going_out

    making, kept = _making(desk, language, asked), layout.kept(desk.workspace.root) / desk.case.id
    shown = upto(desk.case, desk.as_of)
    seen = looked_through(going_out(shown, desk.claim, making.language or desk.case.language, kept), kept)
    return build(
        desk.case,
        making,
        profile("attorney-only"),
        out=layout.attorney_only(desk.workspace.root, desk.case.id),
        kept=kept / "attorney-only",
        told={label: kinds(each.metadata) for label, each in seen.items()},
        secret=asked.secret if asked else "",
    )


def _making(desk: Desk, language: str, asked: Asked | None) -> Making:
    from casefile.packet.copies import unwatched
    from casefile.packet.papers import Making

    return Making(
        desk.as_of,
        language=next((each for each in get_args(Language) if each == language), None),
        regimes=desk.regimes,
        commit=desk.commit,
        committed=_committed(desk),
        search=desk.search,
        logo=logo(desk.workspace),
        letterhead=letterhead(desk.workspace),
        watch=asked.watch if asked else unwatched,
    )
