"""What a packet is made of before its pages are counted: its plan, and what goes into its sections.

Checks the exhibits, plans, converts and makes smaller; knows nothing of the finished PDFs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from casefile import files
from casefile.case import wall
from casefile.case.model import Case
from casefile.case.proof import Exhibit
from casefile.case.upto import upto
from casefile.claim.owed import owed
from casefile.errors import CaseError, Problem
from casefile.exhibits.holding import Why
from casefile.packet import late, shrink
from casefile.packet.bag import manifests
from casefile.packet.enclosed import cited
from casefile.packet.handover import handed_over
from casefile.packet.late import Earlier
from casefile.packet.material import Material, gathered, with_slip_sheets
from casefile.packet.papers import About, Making
from casefile.packet.plan import Plan, arranged
from casefile.packet.profile import Profile
from casefile.packet.search import read_in, searched
from casefile.packet.staying import kept_to_us, with_withheld
from casefile.packet.unmarked import unmarked
from casefile.packet.words import words


@dataclass(frozen=True, slots=True)
class Work:
    """What a packet is made of: what it is about, the whole case behind it, and its documents by a plan without pages;
    the `earlier` packet, the folder of what need not be made twice, why the file of an exhibit is not handed over,
    by its key, and what was noticed on the way."""

    about: About
    whole: Case
    profile: Profile
    plan: Plan
    material: Material
    earlier: Earlier | None
    kept: Path
    staying: Mapping[str, Why] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    @property
    def drawn(self) -> Path:
        """Where our papers of this profile are kept."""
        return self.kept / self.profile.name

    @property
    def record(self) -> Path:
        """Where the numbers that this profile gave out are noted."""
        return _record(self.kept, self.profile)

    @property
    def name(self) -> str:
        """What the packet's PDF is called."""
        creditor, debtor = self.whole.creditor.name, self.whole.debtor.name
        return manifests.safe(f"{creditor} v {debtor} packet {self.about.as_of}.pdf")


def begun(case: Case, making: Making, profile: Profile, kept: Path, *, add: Path | None, alone: bool) -> Work:
    """The case's packet planned, with what goes into its sections converted, made smaller, and behind slip sheets as
    the profile wants it. With `add`, its folder, the earlier packet is added to; `alone`: no natives go with it.

    Nothing of it is later than the packet's day.

    CaseError when an exhibit is missing or changed, what would be in it looks privileged and nobody said that it is
    open, or there is no earlier packet; UsageError where the profile takes no late additions.
    """
    case = upto(case, making.as_of)
    shown = _checked(wall.opened(case))
    about = About(shown, owed(case, making.as_of, making.regimes), replace(making, alone=alone))
    matter = searched(case, about.claim, kept)
    withheld = with_withheld(matter, shown, kept)
    plan = handed_over(_planned(about, case, profile, kept_to_us(case, shown).union(withheld)), case)
    earlier = _earlier(_record(kept, profile), profile) if add else None
    if earlier and add:
        plan = late.added(plan, earlier, words(about.language).late, add, about.as_of)
    read, warnings = read_in(case, kept), unmarked(matter, plan, profile)
    material, numbered = gathered(about, case, plan, kept), profile.bates is not None
    if read_in(case, kept) != read:  # what is printed could not be searched before
        warnings = unmarked(searched(case, about.claim, kept), plan, profile)
    material = shrink.reduced(material, profile.limits.dpi, about.language, kept, numbered=numbered)
    if profile.slips:
        plan, material = with_slip_sheets(about, plan, material, kept / profile.name)
    return Work(about, case, profile, plan, material, earlier, kept, withheld, warnings)


def _record(kept: Path, profile: Profile) -> Path:
    return kept / f"plan-{profile.name}.json"


def _earlier(record: Path, profile: Profile) -> Earlier:
    late.refuse(profile)
    return late.recall(record)


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
