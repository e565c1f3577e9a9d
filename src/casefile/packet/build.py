"""Builds a packet: plans, draws and assembles it in a temporary place, reads it back, and only then puts it in place.

The one module of the room that knows all others. Reads no clock, asks no repository: day and commit are handed in.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from casefile import files
from casefile.case.model import Case
from casefile.documents.matter import Format
from casefile.errors import CaseError, Problem
from casefile.exhibits.pages import Pages
from casefile.exhibits.typeset import said_as_codes
from casefile.packet import late, lists, papers, settle, volumes
from casefile.packet.begun import Work, begun
from casefile.packet.beside.browse import Volume
from casefile.packet.bound import bound
from casefile.packet.copies import Watch, unwatched
from casefile.packet.enclosed import document, in_word, to_fill_in
from casefile.packet.handover import (
    Said,
    beside,
    hashed,
    letters,
    natives,
    pack,
)
from casefile.packet.left_out import left_out, replaced, unclaimed
from casefile.packet.material import slips
from casefile.packet.papers import About, Making
from casefile.packet.parts import parts
from casefile.packet.pdf import sign
from casefile.packet.pdf.assemble import Part
from casefile.packet.pdf.catalog import Title
from casefile.packet.pdf.encrypt import encrypt
from casefile.packet.pdf.sign import Signatory
from casefile.packet.plan import Item, Plan
from casefile.packet.profile import OWN, Profile
from casefile.packet.readback import tested
from casefile.packet.settle import Paper
from casefile.packet.volumes import Book
from casefile.packet.words import words
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.sheet import Location, Sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be asked of a packet beside its profile.

    `late` keeps the numbers of the earlier packet, and puts what it did not hold behind it. With a `secret` every PDF
    is encrypted by that passphrase, and nothing goes with it that would not be: no natives, no letters. `by` signs it.
    `watch` sees exhibits become pages.
    """

    late: bool = False
    secret: str = ""
    by: Signatory | None = None
    watch: Watch = unwatched


PLAIN = Asked()


@dataclass(frozen=True, slots=True)
class Built:
    """A packet in its place: the PDF, or the first volume with the others behind it; the bag, how many pages, what
    stands in for something, and the new pages by themselves where there are late additions. `counts` are the pages of
    each of its files."""

    pdf: Path
    bag: Path
    pages: int
    warnings: tuple[Problem, ...] = ()
    volumes: tuple[Path, ...] = ()
    added: Path | None = None
    counts: Mapping[Path, int] = field(default_factory=dict)


def build(case: Case, making: Making, profile: Profile, *, out: Path, kept: Path, asked: Asked = PLAIN) -> Built:
    """Builds the packet of `case` in the folder `out`, which is replaced as a whole.

    `kept` is a folder for what need not be made twice. CaseError when an exhibit is missing or changed, something in
    it looks privileged and nobody said what it is, the case lacks what a document needs, a reference leads nowhere,
    the disk fails, or the finished packet breaks a rule; then what was at `out` is still there. UsageError where the
    profile takes no late additions.
    """
    work = begun(hashed(case), making, profile, kept, add=out if asked.late else None, alone=bool(asked.secret))
    claim = work.about.claim
    warnings = [
        *work.warnings,
        *unclaimed(work.whole, claim),
        *left_out(work.whole, claim),
        *replaced(out, making.as_of),
    ]
    with files.staged(out) as folder:
        plan, own, written = _fitted(work, folder, asked)
        warnings += _filled(work, plan, own, folder, asked, written)
        sizes = {book: file.stat().st_size for book, file in written.items()}
        warnings += volumes.oversized(sizes, profile.limits.megabytes)
    _remember(plan, work)
    warnings += late.grown(plan, work.earlier) if work.earlier else ()
    warnings += [*slips(work.about, work.material), *(w for paper in own.values() for w in paper.warnings)]
    warnings += _without_interest(work.about, "statement" in profile.front and "statement" not in own)
    counts = {out / book.name: sum(item.count for item in book.items) for book in written}
    placed = tuple(counts)
    added = placed[-1] if work.earlier else None
    bound = tuple(pdf for pdf in placed if pdf != added)
    bag = (out / work.name).with_suffix(".zip")
    return Built(placed[0], bag, plan.pages, tuple(warnings), bound, added, counts)


def _fitted(work: Work, folder: Path, asked: Asked) -> tuple[Plan, Mapping[str, Paper], Mapping[Book, Path]]:
    """The plan with its pages and volumes, our papers drawn for it, and its PDFs written into `folder`: divided until
    none that holds several documents is larger than the profile's limit, as it will be handed over. CaseError as for
    `build`."""
    found: Mapping[str, int] = {}
    while True:
        plan, own = _settled(work, found)
        written = _written(work, plan, parts(plan, own, work.material, work.about.language, work.profile), folder)
        sizes = {book: _final_size(file, asked) for book, file in written.items() if book != _apart(work, plan)}
        heavier = volumes.heavier(sizes, work.material.sizes, work.profile.limits.megabytes, found)
        if heavier == found or plan.files == "each":
            return plan, own, written
        found = heavier
        for file in written.values():
            file.unlink()


def _final_size(file: Path, asked: Asked) -> int:
    """How many bytes a PDF has once it is encrypted and signed."""
    if not asked.secret and asked.by is None:
        return file.stat().st_size
    with TemporaryDirectory(dir=file.parent) as folder:
        copy = Path(shutil.copyfile(file, Path(folder) / file.name))
        _seal(copy, asked)
        return copy.stat().st_size


def _seal(file: Path, asked: Asked) -> None:
    """Encrypts and signs a PDF, as far as it is asked for."""
    if asked.secret:
        encrypt(file, asked.secret)
    if asked.by is not None:
        sign.sign(file, asked.by, password=asked.secret)


def _settled(work: Work, found: Mapping[str, int]) -> tuple[Plan, Mapping[str, Paper]]:
    """The plan with its pages and volumes, and our papers drawn for it; `found` is what documents are known to take in
    a finished file, in bytes."""
    material = work.material

    def finished(plan: Plan) -> Plan:
        numbered = late.numbered(plan, work.earlier) if work.earlier else plan
        return volumes.divided(numbered, material.sizes, work.profile.limits.megabytes, found)

    titled = _titling(work.about, work.profile)
    return settle.settled(work.plan, material.counts, _composing(work), titled, work.drawn, finished)


def _filled(
    work: Work, plan: Plan, own: Mapping[str, Paper], folder: Path, asked: Asked, written: Mapping[Book, Path]
) -> tuple[Problem, ...]:
    """Tests the packet's PDFs and puts into its folder what goes with them, and the bag of it all; returns what the
    tests doubt. CaseError as for `build`."""
    about, profile = work.about, work.profile
    stated, doubts, said = _stated(about), list[Problem](), dict[str, tuple[str, ...]]()
    for book, file in written.items():
        doubtful, said[book.name] = tested(file, profile, volumes.alone(plan, book), stated)
        doubts += doubtful
    copied: Mapping[str, Item] = {}
    if not asked.secret:
        titled = _titling(about, profile)
        sheets = {key: paper.sheet for key, paper in own.items() if key not in OWN}
        copied = natives(about.case, plan, folder)
        letters(
            {(titled(k, each), form): made for k, each in sheets.items() for form, made in _loose(work, k, each, plan)},
            folder,
        )
        found = Said(_title(about).title, _volumes(plan, work.name), said)
        beside(about, plan, profile, folder, found)
    for file in written.values():
        _seal(file, asked)  # before hashes are taken
    pack(about.case, about.as_of, folder, (folder / work.name).with_suffix(".zip"), copied)
    return tuple(doubts)


def _loose(work: Work, kind: str, sheet: Sheet, plan: Plan) -> Iterator[tuple[Format, bytes]]:
    """A document as the files to work on that lie beside the PDF."""
    about, profile = work.about, work.profile
    yield "docx", in_word(about, work.whole, kind, sheet, profile, plan, work.drawn)
    yield from to_fill_in(about, work.whole, kind, profile).items()


def _volumes(plan: Plan, name: str) -> tuple[Volume, ...]:
    """The PDFs of a packet whose pages run through, each with the packet's page that is its first."""
    return tuple(Volume(book.name, book.items[0].first) for book in volumes.books(plan, name))


def _remember(plan: Plan, work: Work) -> None:
    """Notes the numbers that were given out, for late additions; a plain packet made while some are marked does not."""
    if work.earlier or not work.record.exists() or not any(exhibit.late for exhibit in work.about.case.exhibits):
        late.remember(plan, work.about.as_of, work.earlier, work.record)


def _written(work: Work, plan: Plan, made: Sequence[Part], folder: Path) -> Mapping[Book, Path]:
    """The PDFs of the packet, written into `folder`. CaseError when there is nothing to put into any."""
    about, profile = work.about, work.profile
    books = bound(plan, work.name, profile, about.language, about.as_of)
    if not books:
        message = f"a packet of the profile '{profile.name}' would have no page"
        hint = "issue an invoice, or take evidence in (casefile add)"
        raise CaseError(Problem(message, about.case.file.at.source, hint, "packet"))
    if apart := _apart(work, plan):
        books = (*books, apart)
    return {book: volumes.written(book, plan, made, _title(about), folder, work.kept) for book in books}


def _apart(work: Work, plan: Plan) -> Book | None:
    """The file of the new pages alone, where there are late additions."""
    return late.apart(plan, work.earlier, work.name) if work.earlier else None


def _composing(work: Work) -> settle.Compose:
    about, profile, material = work.about, work.profile, work.material
    declared = profile.declaration.get(about.language, "")
    made = [copy.pages for copy in material.copies.values()]
    made += [
        Pages(key, paper.file, paper.pages, notes=(note,))
        for key, paper in material.printed.items()
        if (note := said_as_codes([warning.message for warning in paper.warnings], about.language))
    ]
    own = {
        "cover": lambda plan: papers.cover(about, plan, profile.named(about.language)),
        "index": lambda plan: lists.index(about, plan),
        "bordereau": lambda plan: lists.bordereau(about, plan),
        "evidence-list": lambda plan: lists.evidence_list(about, plan),
        "certificate": lambda plan: papers.certificate(about, plan, made, declared, work.staying),
    }

    def compose(kind: str, plan: Plan, locations: Mapping[str, Location]) -> Sheet | None:
        return own[kind](plan) if kind in own else document(about, work.whole, kind, profile, locations)

    return compose


def _titling(about: About, profile: Profile) -> Callable[[str, Sheet], str]:
    spoken = words(about.language)

    def titled(kind: str, sheet: Sheet) -> str:
        if kind == "cover":
            return spoken.cover
        return f"{sheet.title} ({spoken.draft})" if kind in profile.drafts else sheet.title

    return titled


def _title(about: About) -> Title:
    creditor, debtor = visible(about.case.creditor.name), visible(about.case.debtor.name)
    day = locale.day(about.as_of, about.language)
    said = words(about.language).title.format(creditor=creditor, debtor=debtor, day=day)
    return Title(said, creditor, about.language, about.as_of)


def _stated(about: About) -> Mapping[str, str]:
    """The total that our papers on it have to show, by their keys."""
    totals = {"cover": papers.claimed(about), "statement": about.claim.total}
    return {key: locale.amount(total, about.language) for key, total in totals.items()}


def _without_interest(about: About, is_missing: bool) -> Iterator[Problem]:
    """A warning where interest may not be named, so that the papers that have to name it are left out."""
    for problem in papers.unnamed(about) if is_missing else ():
        message = f"the packet has neither statement nor demand, and its cover claims no interest: {problem.message}"
        yield replace(problem, message=message, level="warning")
