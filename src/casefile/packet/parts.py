"""The packet's documents as what is assembled: their files with pages, and what each page's stamp says.

Knows plan and material; no PDF's content but where a stamp has room on our own pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casefile.case.fields import Language
from casefile.exhibits import spots
from casefile.exhibits.pages import Pages
from casefile.packet.material import Material
from casefile.packet.pdf.assemble import Part
from casefile.packet.pdf.attached import Attached
from casefile.packet.plan import Item, Plan
from casefile.packet.profile import Profile
from casefile.packet.settle import Paper
from casefile.packet.words import words
from casefile.render.sheet import cited


def parts(
    plan: Plan, own: Mapping[str, Paper], material: Material, language: Language, profile: Profile
) -> tuple[Part, ...]:
    """Every document in the order of the pages, a slip sheet before its own; `own` are our papers."""
    found = [
        replace(part, named=item.words)
        for item in plan.bound.items
        for part in _of(item, plan, own, material, language)
    ]
    return tuple(_with_bates(found, plan, profile))


def _of(item: Item, plan: Plan, own: Mapping[str, Paper], material: Material, language: Language) -> Iterator[Part]:
    if item.key in own:
        yield replace(_ours(item.key, own[item.key]), numbers=item.printed)
        return
    labels, numbers = _labels(item, plan, language), item.printed[item.slip :]
    if item.key in material.tabs:
        yield replace(_ours(item.opens, material.tabs[item.key]), numbers=item.printed[: item.slip])
    if item.key in material.copies:
        copy = material.copies[item.key]
        pages = copy.pages
        yield Part(
            item.key, pages.pdf, copy.sha256, pages.count, labels, copy.spots, item.file, numbers=numbers,
            attached=named(pages, item, plan, language),
        )  # fmt: skip
    else:
        yield replace(_ours(item.key, material.printed[item.key]), labels=labels, also=item.file, numbers=numbers)


def named(pages: Pages, item: Item, plan: Plan, language: Language) -> tuple[Attached, ...]:
    """What the attachments that a message's pages list are called in the packet, as far as they are in it."""
    listed = {each.sha256 for each in pages.attachments if each.sha256}
    found = {each.sha256: each for each in reversed(plan.exhibits) if each.sha256 in listed and each.key != item.key}
    found |= {each.sha256: each for each in plan.exhibits if each.sha256 in listed and each.parent == item.key}
    where = plan.locations if found else {}
    return tuple(Attached(digest, each.key, cited(each.name, None, where, language)) for digest, each in found.items())


def _ours(key: str, paper: Paper) -> Part:
    return Part(key, paper.file, paper.sha256, paper.pages, ours=True, spots=spots.find(paper.file))


def _labels(item: Item, plan: Plan, language: Language) -> tuple[str, ...]:
    """What each page's stamp says; in a file of its own a document's pages are the file's."""
    if plan.files == "each":
        return (item.mark,) * item.own
    form = words(language).page_of
    return tuple(form.format(label=item.mark, page=page, pages=item.own) for page in range(1, item.own + 1))


def _with_bates(found: Sequence[Part], plan: Plan, profile: Profile) -> Iterable[Part]:
    """The parts with Bates numbers where the profile wants them: as pages are printed, or counted on through files."""
    if profile.bates is None:
        return found
    numbered, so_far = [], 0
    for part in found:
        counted = tuple(str(so_far + page) for page in range(1, part.pages + 1))
        so_far += part.pages
        numbered.append(
            replace(part, bates=tuple(map(profile.bates.number, counted if plan.files == "each" else part.numbers)))
        )
    return numbered
