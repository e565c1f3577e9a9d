"""What our own attorney reads first, and nobody else: brief, ways out, weaknesses, and all that the wall keeps back.

A folder and a bag of its own, with every page marked. Made of the other side of the wall (`wall.ours`); no file of a
packet is made of it, or knows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from casefile import files
from casefile.case import wall
from casefile.case.model import Case
from casefile.case.upto import earlier, upto
from casefile.checks.matter import Matter
from casefile.checks.table import findings, told_together
from casefile.claim.owed import owed
from casefile.documents import compose as documents
from casefile.documents import kinds
from casefile.documents.matter import Options
from casefile.errors import CaseError, Problem
from casefile.exhibits import spots
from casefile.exhibits.spots import Spot
from casefile.packet import keeping, lists, parts, settle
from casefile.packet.bag import manifests
from casefile.packet.beside.browse import Volume
from casefile.packet.handover import Said, beside, broken_rule, handed_over, hashed, letters, natives, pack
from casefile.packet.inspector.inspect import read_back
from casefile.packet.material import Material, gathered, slips
from casefile.packet.outline import outline
from casefile.packet.papers import About, Making
from casefile.packet.pdf.assemble import Part, assemble
from casefile.packet.pdf.catalog import Title
from casefile.packet.pdf.encrypt import encrypt
from casefile.packet.plan import Item, Plan
from casefile.packet.profile import Profile
from casefile.packet.read_first import Told, metadata, read_first
from casefile.packet.settle import Paper
from casefile.packet.withheld import arranged
from casefile.packet.words import words
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.sheet import Location, Sheet

METADATA = "metadata.csv"
_ADVICE = frozenset({"fonts"})  # what an exhibit may break without our doing


@dataclass(frozen=True, slots=True)
class Papers:
    """A finished folder: the PDF, the bag, how many pages, what stands in for something, and how many weaknesses of
    the case it tells."""

    pdf: Path
    bag: Path
    pages: int
    warnings: tuple[Problem, ...] = ()
    weaknesses: int = 0


@dataclass(frozen=True, slots=True)
class _Work:
    """What the papers are made of."""

    about: About  # our side of the wall
    whole: Case
    profile: Profile
    told: Told = field(default_factory=dict)
    found: tuple[Problem, ...] = ()


def build(
    case: Case, making: Making, profile: Profile, *, out: Path, kept: Path, told: Told | None = None, secret: str = ""
) -> Papers:
    """Builds the folder `out`, which is replaced as a whole. `told` is the metadata of the natives that a packet hands
    over, by exhibit and by kind; with a `secret` the PDF is encrypted by it, and nothing else lies beside it.

    CaseError when an exhibit is missing or changed, the disk fails, or the finished PDF breaks a rule; then what was at
    `out` is still there.
    """
    whole = upto(hashed(case), making.as_of)
    about = About(_measured(wall.ours(whole)), owed(whole, making.as_of, making.regimes), making)
    found = told_together(findings(Matter(earlier(whole), about.claim)))
    work = _Work(about, whole, profile, told or {}, found)
    plan = handed_over(arranged(about.case, profile, about.language), whole)
    material = gathered(about, _laid_open(about.case), plan, kept)
    plan, own = settle.settled(plan, material.counts, _composing(work), lambda _, sheet: sheet.title, kept)
    title = _title(about)
    with files.staged(out) as folder:
        name = manifests.safe(f"{case.creditor.name} v {case.debtor.name} attorney only {about.as_of}.pdf")
        assemble(_parts(about, plan, own, material), outline(plan, about.language), title, folder / name)
        said = _tested(folder / name, profile, plan)
        copied: Mapping[str, Item] = {}
        if secret:
            encrypt(folder / name, secret)
        else:
            copied = natives(about.case, plan, folder)
            letters({(each, "docx"): made for each, made in _in_word(own, making, kept).items()}, folder)
            if work.told:
                files.write(folder / METADATA, metadata(work.told))
            beside(about, plan, profile, folder, Said(title.title, (Volume(name),), {name: said}))
        pack(about.case, about.as_of, folder, (folder / name).with_suffix(".zip"), copied)
    warnings = (*slips(about, material), *(w for paper in own.values() for w in paper.warnings))
    return Papers(out / name, (out / name).with_suffix(".zip"), plan.pages, warnings, len(found))


def _measured(case: Case) -> Case:
    """The case with each exhibit's size. CaseError for all that are missing or changed."""
    paths = {each.id: case.path / each.file for each in case.exhibits}
    sums = files.sha256_of_all(paths.values())
    hint = "put the original back; casefile verify shows all that are missing or changed"
    problems = [
        Problem(f"{each.id} is missing, or was changed since it was taken in", each.at.of("file"), hint, "changed")
        for each in case.exhibits
        if sums.get(paths[each.id]) != each.sha256 or not each.sha256
    ]
    if problems:
        raise CaseError(problems)
    rows = (each.model_copy(update={"size": paths[each.id].stat().st_size}) for each in case.exhibits)
    return replace(case, exhibits=tuple(rows))


def _laid_open(case: Case) -> Case:
    """The case with nothing in it kept back, so that mails, and what is attached to them, are shown here."""
    bare = {"privilege": "open", "redacts": None, "parent": None, "translation_of": None}
    return replace(case, exhibits=tuple(each.model_copy(update=bare) for each in case.exhibits), contacts=())


def _composing(work: _Work) -> settle.Compose:
    about = work.about
    own: Mapping[str, Callable[[Plan], Sheet]] = {
        "read-first": lambda _: read_first(about, work.found, work.told),
        "index": lambda plan: lists.index(about, plan),
    }

    def compose(kind: str, plan: Plan, locations: Mapping[str, Location]) -> Sheet | None:
        if kind in own:
            made: Sheet | None = own[kind](plan)
        else:
            made = _document(work, kind, locations)
        return replace(made, frame=replace(made.frame, banner=words(about.language).privileged)) if made else None

    return compose


def _document(work: _Work, kind: str, locations: Mapping[str, Location]) -> Sheet | None:
    """A document for our counsel, of the whole case; None when the case has nothing for it."""
    about, chosen = work.about, kinds.kind(kind)
    making = about.making
    options = Options(
        as_of=about.as_of, language=about.language, revision=about.revision, logo=making.logo, search=making.search,
        locations=locations, regimes=making.regimes,
    )  # fmt: skip
    matters = documents.matters_of(chosen, (work.whole,), (about.claim,))
    is_made = not chosen.needs(matters, options) if chosen.audience == "counsel" else chosen.steps(matters, options)
    return documents.drawn(chosen, matters, options) if is_made else None


def _in_word(own: Mapping[str, Paper], making: Making, kept: Path) -> Mapping[str, bytes]:
    """The documents as Word files, by title."""
    written = {key: paper.sheet for key, paper in own.items() if key != "index"}
    return {
        sheet.title: keeping.in_word(sheet, making.letterhead, kept / f"{key}-word.docx")
        for key, sheet in written.items()
    }


def _parts(about: About, plan: Plan, own: Mapping[str, Paper], material: Material) -> list[Part]:
    found = []
    for item in plan.items:
        if item.key in own:
            paper = own[item.key]
            room = spots.find(paper.file)
            found.append(Part(item.key, paper.file, paper.sha256, paper.pages, ours=True, spots=room))
            continue
        is_copy = item.key in material.copies
        copy, printed = material.copies.get(item.key), material.printed.get(item.key)
        pdf, digest = (copy.pages.pdf, copy.sha256) if copy else (printed.file, printed.sha256)  # type: ignore[union-attr]  # every item of a section is one or the other
        named = parts.named(copy.pages, item, plan, about.language) if copy else ()
        # every page is drawn smaller: the mark at its foot is wider than a stamp, and must not cover a word
        marks = tuple(_mark(about, item.mark, page, item.count) for page in range(1, item.count + 1))
        room = (Spot(shrink=True),) * item.count
        found.append(Part(item.key, pdf, digest, item.count, marks, room, item.file, ours=not is_copy, attached=named))
    return found


def _mark(about: About, label: str, page: int, pages: int) -> str:
    spoken = words(about.language)
    return f"{spoken.privileged} · {spoken.page_of.format(label=label, page=page, pages=pages)}"


def _title(about: About) -> Title:
    creditor, debtor = visible(about.case.creditor.name), visible(about.case.debtor.name)
    spoken, day = words(about.language), locale.day(about.as_of, about.language)
    said = f"{spoken.title.format(creditor=creditor, debtor=debtor, day=day)} · {spoken.for_counsel}"
    return Title(said, creditor, about.language, about.as_of)


def _tested(file: Path, profile: Profile, plan: Plan) -> tuple[str, ...]:
    """What each page shows. CaseError where a rule is broken."""
    rules, said = read_back(file, profile, plan)
    broken = [rule for rule in rules if not rule.ok]
    if broken:
        raise CaseError(broken_rule(rule.rule, rule.source, rule.detail) for rule in broken)
    return said
