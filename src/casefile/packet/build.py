"""Builds a packet: plans, draws and assembles it in a temporary place, reads it back, and only then puts it in place.

The one module of the room that knows all others. Reads no clock, asks no repository: day and commit are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefile import files
from casefile.case import wall
from casefile.case.model import Case
from casefile.case.proof import Exhibit
from casefile.claim.owed import owed
from casefile.errors import CaseError, Problem
from casefile.exhibits.pages import Pages
from casefile.exhibits.typeset import said_as_codes
from casefile.packet import late, lists, papers, readback, settle, shrink, volumes
from casefile.packet.bag import manifests
from casefile.packet.beside.browse import Volume
from casefile.packet.bound import bound
from casefile.packet.enclosed import cited, document, in_word
from casefile.packet.handover import (
    beside,
    broken_rule,
    handed_over,
    hashed,
    kept_to_us,
    letters,
    natives,
    pack,
    with_withheld,
)
from casefile.packet.late import Earlier
from casefile.packet.material import Material, gathered, slips, with_slip_sheets
from casefile.packet.papers import About, Making
from casefile.packet.parts import parts
from casefile.packet.pdf import sign
from casefile.packet.pdf.assemble import Part
from casefile.packet.pdf.catalog import Title
from casefile.packet.pdf.encrypt import encrypt
from casefile.packet.pdf.sign import Signatory
from casefile.packet.plan import Plan, arranged
from casefile.packet.profile import OWN, Profile
from casefile.packet.words import words
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.sheet import Location, Sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be asked of a packet beside its profile.

    `late` keeps the numbers of the earlier packet, and puts what it did not hold behind it. With a `secret` every PDF
    is encrypted by that passphrase, and nothing goes with it that would not be: no natives, no letters. `by` signs it.
    """

    late: bool = False
    secret: str = ""
    by: Signatory | None = None


PLAIN = Asked()


@dataclass(frozen=True, slots=True)
class Built:
    """A packet in its place: the PDF, or the first volume with the others behind it; the bag, how many pages, what
    stands in for something, and the new pages by themselves where there are late additions."""

    pdf: Path
    bag: Path
    pages: int
    warnings: tuple[Problem, ...] = ()
    volumes: tuple[Path, ...] = ()
    added: Path | None = None


def build(case: Case, making: Making, profile: Profile, *, out: Path, kept: Path, asked: Asked = PLAIN) -> Built:
    """Builds the packet of `case` in the folder `out`, which is replaced as a whole.

    `kept` is a folder for what need not be made twice. CaseError when an exhibit is missing or changed, the case lacks
    what a document needs, a reference leads nowhere, the disk fails, or the finished packet breaks a rule; then what
    was at `out` is still there. UsageError where the profile takes no late additions.
    """
    case = hashed(case)
    shown = _checked(wall.opened(case))
    about = About(shown, owed(case, making.as_of, making.regimes), replace(making, alone=bool(asked.secret)))
    withheld = with_withheld(case, shown, kept) | kept_to_us(case, shown)
    drawn, record = kept / profile.name, kept / f"plan-{profile.name}.json"
    plan = handed_over(_planned(about, case, profile, withheld), case)
    earlier = _earlier(record, profile) if asked.late else None
    if earlier:
        plan = late.added(plan, earlier, words(about.language).late)
    material = shrink.reduced(gathered(about, case, plan, kept), profile.limits.dpi, about.language, kept)
    if profile.slips:
        plan, material = with_slip_sheets(about, plan, material, drawn)

    def finished(plan: Plan) -> Plan:
        numbered = late.numbered(plan, earlier) if earlier else plan
        return volumes.divided(numbered, material.sizes, profile.limits.megabytes)

    titled = _titling(about, profile)
    composing = _composing(about, case, profile, material)
    plan, own = settle.settled(plan, material.counts, composing, titled, drawn, finished)
    with files.staged(out) as folder:
        name = manifests.safe(f"{case.creditor.name} v {case.debtor.name} packet {about.as_of}.pdf")
        made = parts(plan, own, material, about.language, profile)
        pdfs = _written(about, plan, made, name, profile, earlier, folder, kept)
        if not asked.secret:
            natives(about.case, plan, folder)
            sheets = {k: paper.sheet for k, paper in own.items() if k not in OWN}
            letters({titled(k, s): in_word(about, case, k, s, profile, plan, drawn) for k, s in sheets.items()}, folder)
            beside(about, plan, profile, folder, _volumes(plan, name), _title(about).title)
        for pdf in pdfs:
            if asked.secret:
                encrypt(pdf, asked.secret)
            if asked.by is not None:
                sign.sign(pdf, asked.by, password=asked.secret)  # before hashes are taken
        pack(about.case, about.as_of, folder, (folder / name).with_suffix(".zip"))
        warnings = list(volumes.oversized(pdfs, profile.limits.megabytes))
    _remember(plan, about, earlier, record)
    warnings += late.grown(plan, earlier) if earlier else ()
    warnings += [*slips(about.case, material), *(w for paper in own.values() for w in paper.warnings)]
    warnings += _without_interest(about, "statement" in profile.front and "statement" not in own)
    placed = tuple(out / pdf.relative_to(folder) for pdf in pdfs)
    added = placed[-1] if earlier else None
    bound = tuple(pdf for pdf in placed if pdf != added)
    return Built(placed[0], (out / name).with_suffix(".zip"), plan.pages, tuple(warnings), bound, added)


def _volumes(plan: Plan, name: str) -> tuple[Volume, ...]:
    """The PDFs of a packet whose pages run through, each with the packet's page that is its first."""
    return tuple(Volume(book.name, book.items[0].first) for book in volumes.books(plan, name))


def _earlier(record: Path, profile: Profile) -> Earlier:
    late.refuse(profile)
    return late.recall(record)


def _remember(plan: Plan, about: About, earlier: Earlier | None, record: Path) -> None:
    """Notes the numbers that were given out, for late additions; a plain packet made while some are marked does not."""
    if earlier or not record.exists() or not any(exhibit.late for exhibit in about.case.exhibits):
        late.remember(plan, about.as_of, earlier, record)


def _written(
    about: About,
    plan: Plan,
    made: Sequence[Part],
    name: str,
    profile: Profile,
    earlier: Earlier | None,
    folder: Path,
    kept: Path,
) -> tuple[Path, ...]:
    """The PDFs of the packet, written into `folder` and read back. CaseError when there is nothing to put into any, or
    one breaks a rule."""
    books = bound(plan, name, profile, about.language, about.as_of)
    if not books:
        message = f"a packet of the profile '{profile.name}' would have no page"
        hint = "issue an invoice, or take evidence in (casefile add)"
        raise CaseError(Problem(message, about.case.file.at.source, hint, "packet"))
    if earlier:
        books = (*books, late.apart(plan, earlier, name))
    title, stated = _title(about), _stated(about)
    found = []
    for book in books:
        found.append(volumes.written(book, plan, made, title, folder, kept))
        _test(found[-1], profile, volumes.alone(plan, book), stated)
    return tuple(found)


def _planned(about: About, whole: Case, profile: Profile, withheld: frozenset[str]) -> Plan:
    """What goes where: all that is open, or only what the profile's documents cite."""
    everything = arranged(about.case, profile, about.language, withheld)
    if not profile.cited:
        return everything
    wanted = cited(about, whole, profile, everything)
    return arranged(about.case, profile, about.language, withheld, wanted)


def _checked(case: Case) -> Case:
    """The case with each exhibit's hash and size as they are. CaseError for all that are missing or changed."""
    paths = {exhibit.id: case.path / exhibit.file for exhibit in case.exhibits}
    sums = files.sha256_of_all(paths.values())
    problems = []
    for exhibit in case.exhibits:
        found = sums.get(paths[exhibit.id])
        if found is None:
            hint = "put the file back, or take the row out; casefile verify shows all that are missing"
            problems.append(
                Problem(f"{exhibit.id} is not there: {exhibit.file}", exhibit.at.of("file"), hint, "missing")
            )
        elif exhibit.sha256 and exhibit.sha256 != found:
            hint = "put the original back (casefile verify, git log); a changed exhibit is never handed over"
            problems.append(
                Problem(f"{exhibit.id} was changed since it was taken in", exhibit.at.of("sha256"), hint, "changed")
            )
    if problems:
        raise CaseError(problems)

    def measured(exhibit: Exhibit) -> Exhibit:
        path = paths[exhibit.id]
        return exhibit.model_copy(update={"sha256": sums[path], "size": path.stat().st_size})

    return replace(case, exhibits=tuple(map(measured, case.exhibits)))


def _composing(about: About, whole: Case, profile: Profile, material: Material) -> settle.Compose:
    made = [copy.pages for copy in material.copies.values()]
    made += [
        Pages(key, paper.file, paper.pages, notes=(note,))
        for key, paper in material.printed.items()
        if (note := said_as_codes([warning.message for warning in paper.warnings], about.language))
    ]
    own = {
        "cover": lambda plan: papers.cover(about, plan),
        "index": lambda plan: lists.index(about, plan),
        "bordereau": lambda plan: lists.bordereau(about, plan),
        "evidence-list": lambda plan: lists.evidence_list(about, plan),
        "certificate": lambda plan: papers.certificate(about, plan, made, profile.declaration.get(about.language, "")),
    }

    def compose(kind: str, plan: Plan, locations: Mapping[str, Location]) -> Sheet | None:
        return own[kind](plan) if kind in own else document(about, whole, kind, profile, locations)

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


def _test(file: Path, profile: Profile, own: Plan, stated: Mapping[str, str]) -> None:
    broken = list(readback.broken(file, profile, own, stated))
    if broken:
        raise CaseError(broken_rule(rule.rule, rule.source, rule.detail) for rule in broken)


def _without_interest(about: About, is_missing: bool) -> Iterator[Problem]:
    """A warning where interest may not be named, so that the papers that have to name it are left out."""
    for problem in papers.unnamed(about) if is_missing else ():
        message = f"the packet has neither statement nor demand, and its cover claims no interest: {problem.message}"
        yield replace(problem, message=message, level="warning")
