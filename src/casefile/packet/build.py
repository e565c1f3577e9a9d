"""Builds a packet: plans, draws and assembles it in a temporary place, reads it back, and only then puts it in place.

The one module of the room that knows all others. Reads no clock, asks no repository: day and commit are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casefile import files
from casefile.case import wall
from casefile.case.model import Case
from casefile.case.proof import Exhibit
from casefile.claim.owed import owed
from casefile.documents import compose as documents
from casefile.documents import kinds, word
from casefile.documents.compose import applies
from casefile.documents.matter import Kind, Options
from casefile.errors import CaseError, Problem
from casefile.exhibits.pages import Pages
from casefile.exhibits.typeset import said_as_codes
from casefile.packet import bag, inspect, papers, settle, spots
from casefile.packet.assemble import Part, assemble
from casefile.packet.browse import Volume
from casefile.packet.catalog import Title
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
from casefile.packet.material import Material, gathered, slips
from casefile.packet.outline import outline
from casefile.packet.papers import About, Making
from casefile.packet.plan import Item, Plan, arranged
from casefile.packet.profile import Profile
from casefile.packet.settle import Paper
from casefile.packet.words import words
from casefile.render import docx, locale
from casefile.render.literal import visible
from casefile.render.sheet import Location, Sheet

_ADVICE = frozenset({"fonts"})  # what an exhibit may break without our doing


@dataclass(frozen=True, slots=True)
class Built:
    """A packet in its place: the PDF, the bag, how many pages, and what stands in for something."""

    pdf: Path
    bag: Path
    pages: int
    warnings: tuple[Problem, ...] = ()


def build(case: Case, making: Making, profile: Profile, *, out: Path, kept: Path) -> Built:
    """Builds the packet of `case` in the folder `out`, which is replaced as a whole.

    `kept` is a folder for what need not be made twice. CaseError when an exhibit is missing or changed, the case lacks
    what a document needs, a reference leads nowhere, the disk fails, or the finished packet breaks a rule; then what
    was at `out` is still there.
    """
    case = hashed(case)
    shown = _checked(wall.opened(case))
    about = About(shown, owed(case, making.as_of, making.regimes), making)
    withheld = with_withheld(case, shown) | kept_to_us(case, shown)
    plan = handed_over(arranged(shown, profile, about.language, withheld), case)
    material = gathered(about, case, plan, kept)
    titled = _titling(about, profile)
    plan, own = settle.settled(plan, material.counts, _composing(about, case, profile, material), titled, kept)
    with files.staged(out) as folder:
        name = bag.safe(f"{case.creditor.name} v {case.debtor.name} packet {about.as_of}.pdf")
        assemble(_parts(about, plan, own, material), outline(plan, about.language), _title(about), folder / name)
        natives(about.case, plan, folder)
        documents_of_it = {k: paper.sheet for k, paper in own.items() if k not in papers.OWN}
        written = {titled(k, s): _in_word(about, case, k, s, profile, plan) for k, s in documents_of_it.items()}
        letters(written, folder)
        beside(about, plan, profile, folder, (Volume(name),), _title(about).title)
        pack(about.case, about.as_of, folder, (folder / name).with_suffix(".zip"))
        _test(folder / name, plan, _stated(about))
    warnings = [*slips(about.case, material), *(w for paper in own.values() for w in paper.warnings)]
    warnings += _without_interest(about, "statement" in profile.front and "statement" not in own)
    return Built(out / name, (out / name).with_suffix(".zip"), plan.pages, tuple(warnings))


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
        "index": lambda plan: papers.index(about, plan),
        "certificate": lambda plan: papers.certificate(about, plan, made),
    }

    def compose(kind: str, plan: Plan, locations: Mapping[str, Location]) -> Sheet | None:
        return own[kind](plan) if kind in own else _document(about, whole, kind, profile, locations)

    return compose


def _document(
    about: About, whole: Case, kind: str, profile: Profile, locations: Mapping[str, Location]
) -> Sheet | None:
    """A document about the case with references into the packet; None when the case has nothing for it.

    It is composed of the whole case: what it says is the open part's, its figures the whole's.
    """
    if not applies(kind, whole, about.claim, about.as_of, enclosed=True):
        return None
    chosen = kinds.kind(kind)
    options = _options(about, chosen, profile, locations)
    return documents.drawn(chosen, documents.matters_of(chosen, (whole,), (about.claim,)), options)


def _options(about: About, chosen: Kind, profile: Profile, locations: Mapping[str, Location]) -> Options:
    making = about.making
    return Options(
        as_of=about.as_of, language=about.language, step="first" if chosen.has_steps else "",
        draft=chosen.name in profile.drafts, revision=about.revision, logo=making.logo,
        search=making.search, locations=locations, regimes=making.regimes, enclosed=True,
    )  # fmt: skip


def _in_word(about: About, whole: Case, kind: str, sheet: Sheet, profile: Profile, plan: Plan) -> bytes:
    """A document as a Word file that refers to the packet's pages, in the workspace's own template if it has one."""
    chosen = kinds.kind(kind)
    options = _options(about, chosen, profile, plan.locations)
    own = word.own(kind, options)
    if own is None:
        return docx.draw(sheet, about.making.letterhead)
    return word.filled(own, chosen, documents.matters_of(chosen, (whole,), (about.claim,)), options, sheet.title)


def _titling(about: About, profile: Profile) -> Callable[[str, Sheet], str]:
    spoken = words(about.language)

    def titled(kind: str, sheet: Sheet) -> str:
        if kind == "cover":
            return spoken.cover
        return f"{sheet.title} ({spoken.draft})" if kind in profile.drafts else sheet.title

    return titled


def _parts(about: About, plan: Plan, own: Mapping[str, Paper], material: Material) -> list[Part]:
    found = []
    for item in (*plan.front, *plan.back):
        paper = own[item.key]
        found.append(
            (item, Part(item.key, paper.file, paper.sha256, paper.pages, ours=True, spots=spots.find(paper.file)))
        )
    for section in plan.sections:
        for item in section.items:
            labels = _labels(about, item)
            if item.key in material.copies:
                copy = material.copies[item.key]
                part = Part(item.key, copy.pages.pdf, copy.sha256, copy.pages.count, labels, copy.spots, item.file)
            else:
                paper = material.printed[item.key]
                room = spots.find(paper.file)
                part = Part(item.key, paper.file, paper.sha256, paper.pages, labels, room, item.file, ours=True)
            found.append((item, part))
    return [part for _, part in sorted(found, key=lambda pair: pair[0].first)]


def _labels(about: About, item: Item) -> tuple[str, ...]:
    """What each page's stamp says."""
    form = words(about.language).page_of
    return tuple(form.format(label=item.mark, page=page, pages=item.count) for page in range(1, item.count + 1))


def _title(about: About) -> Title:
    creditor, debtor = visible(about.case.creditor.name), visible(about.case.debtor.name)
    day = locale.day(about.as_of, about.language)
    said = words(about.language).title.format(creditor=creditor, debtor=debtor, day=day)
    return Title(said, creditor, about.language, about.as_of)


def _stated(about: About) -> Mapping[str, str]:
    """The total that our papers on it have to show, by their keys."""
    totals = {"cover": papers.claimed(about), "statement": about.claim.total}
    return {key: locale.amount(total, about.language) for key, total in totals.items()}


def _test(file: Path, plan: Plan, stated: Mapping[str, str]) -> None:
    broken = [rule for rule in inspect.inspect(file, plan, stated) if not rule.ok and rule.rule not in _ADVICE]
    if broken:
        raise CaseError(broken_rule(rule.rule, rule.source, rule.detail) for rule in broken)


def _without_interest(about: About, is_missing: bool) -> Iterator[Problem]:
    """A warning where interest may not be named, so that the papers that have to name it are left out."""
    for problem in papers.unnamed(about) if is_missing else ():
        message = f"the packet has neither statement nor demand, and its cover claims no interest: {problem.message}"
        yield replace(problem, message=message, level="warning")
