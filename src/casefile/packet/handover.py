"""What goes with the packet's PDF: the natives, the letters as Word files, the hashes, and all of it as a bag.

Fills a folder that is not in its place yet. Knows no page.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile import __version__, files
from casefile.case.model import Case
from casefile.documents.matter import Format
from casefile.errors import CaseError, Problem
from casefile.packet.bag import bagged, manifests
from casefile.packet.bag.sound import said
from casefile.packet.bag.sums import whole
from casefile.packet.beside import load
from casefile.packet.beside.browse import Bundle, Volume, page, searched
from casefile.packet.beside.told import told
from casefile.packet.facts import facts
from casefile.packet.papers import About
from casefile.packet.plan import CORRESPONDENCE, Item, Plan
from casefile.packet.profile import Bates, Profile
from casefile.render.literal import visible

NATIVES, LETTERS = "natives", "letters"


def hashed(case: Case) -> Case:
    """The case with the hashes that its register does not have yet, of the files that are there."""
    bare = {exhibit.id: case.path / exhibit.file for exhibit in case.exhibits if not exhibit.sha256}
    sums = files.sha256_once(bare.values())
    new = {name: sums[path] for name, path in bare.items() if sums.get(path)}
    rows = (each.model_copy(update={"sha256": new[each.id]}) if each.id in new else each for each in case.exhibits)
    return replace(case, exhibits=tuple(rows))


def handed_over(plan: Plan, case: Case) -> Plan:
    """The plan with its natives under names that every system takes, the contacts' in a folder of their own."""
    named: dict[str, str] = {}
    for folder in ("", f"{CORRESPONDENCE}/"):
        keys = {
            i.key: i.native.removeprefix(folder) for i in plan.exhibits if i.native and bool(i.number) != bool(folder)
        }
        named |= {key: folder + name for key, name in zip(keys, manifests.distinct(keys.values()), strict=True)}

    def given(item: Item) -> Item:
        path = case.path / item.file
        if item.number or item.key not in named:
            return replace(item, native=named.get(item.key, ""))
        return replace(item, native=named[item.key], sha256=files.sha256(path), size=path.stat().st_size)

    return replace(plan, sections=tuple(replace(s, items=tuple(map(given, s.items))) for s in plan.sections))


def natives(case: Case, plan: Plan, folder: Path) -> Mapping[str, Item]:
    """Copies the files of open exhibits and contacts; returns them by their paths in `folder`, for `pack`."""
    copied = {f"{NATIVES}/{item.native}": item for item in plan.exhibits if item.native}
    for name, item in copied.items():
        target = folder / name
        with files.reported(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(case.path / item.file, target)
    return copied


def letters(written: Mapping[tuple[str, Format], bytes], folder: Path) -> None:
    """Writes documents as Word files, and those to be filled in as spreadsheets, by title and format."""
    names = manifests.distinct(f"{title}.{ending}" for title, ending in written)
    for name, content in zip(names, written.values(), strict=True):
        files.write(folder / LETTERS / name, content)


@dataclass(frozen=True, slots=True)
class Said:
    """A packet's PDFs as they were read back: its title, the PDFs in order, and what each page of one shows, by its
    name."""

    title: str
    volumes: tuple[Volume, ...]
    pages: Mapping[str, Sequence[str]]


def beside(about: About, plan: Plan, profile: Profile, folder: Path, said: Said) -> None:
    """Writes what makes the packet's PDFs, which lie in `folder`, searchable: index.html and load files, as far as the
    profile wants them. CaseError when the disk fails."""
    if not profile.extras:
        return
    read = tuple(searched(text) for volume in said.volumes for text in said.pages[volume.name])
    if "browser" in profile.extras:
        lines = told(about, plan, facts(about, plan))
        bundle = Bundle(said.title, about.language, plan, said.volumes, read, lines, profile.side == "ours")
        files.write(folder / "index.html", page(bundle))
    if "load" in profile.extras:
        bates = profile.bates or Bates(prefix=f"{about.case.id.upper()}-")
        numbers = tuple(map(bates.number, plan.numbers))
        load.write(
            load.Loaded(plan, read, tuple(_places(plan, said.volumes)), _facts(about.case, plan), numbers), folder
        )


def _places(plan: Plan, volumes: Sequence[Volume]) -> Iterator[tuple[str, int]]:
    """The PDF, and the page of it, that each page of the packet is."""
    for number in range(1, plan.pages + 1):
        volume = next(each for each in reversed(volumes) if each.first <= number)
        yield volume.name, number - volume.first + 1


def _facts(case: Case, plan: Plan) -> Mapping[str, load.Facts]:
    """What a review platform asks of each document. The custodian is the creditor, whose register it is from."""
    name = visible(case.creditor.name)
    told = {each.id: load.Facts(each.kind, name, each.parent or "") for each in case.exhibits}
    return {item.key: told.get(item.key, load.Facts("correspondence", name)) for item in plan.exhibits}


def pack(case: Case, day: date, folder: Path, zipped: Path, copied: Mapping[str, Item]) -> None:
    """Writes the folder's hashes and the folder as a bag, which is read back. CaseError when it is not sound, or one of
    the `copied` natives is not what was planned."""
    listed = manifests.listed(folder)
    changed = [item.name for name, item in copied.items() if listed[name].digests["sha256"] != item.sha256]
    if changed:
        message = "{} changed while the packet was made"
        raise CaseError(Problem(message.format(name), hint="run it again", rule="changed") for name in changed)
    sums = {name: each.digests for name, each in listed.items()}
    files.write(folder / "manifest-sha256.txt", manifests.manifest(sums, "sha256"))
    described = manifests.Described(
        visible(case.creditor.name), f"{zipped.stem}: {visible(case.title)}", case.id, day, f"casefile {__version__}"
    )
    manifests.pack(folder, zipped, described, listed)
    known = {f"data/{name}": (whole(folder / name), each) for name, each in listed.items()}
    if faults := bagged.zipped(zipped, known).faults:
        raise CaseError(broken_rule("bag", "RFC 8493", said(fault)) for fault in faults)


def broken_rule(rule: str, source: str, detail: str) -> Problem:
    """The problem of a finished packet that does not pass its own test."""
    hint = "nothing was replaced; report this, with the exhibit on that page if one is named"
    return Problem(f"the finished packet fails its test '{rule}' ({source}): {detail}", hint=hint, rule=rule)
