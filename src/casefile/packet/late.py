"""Late additions: what came in after a packet went out stands behind it, with numbers that count on.

A bundle is added to at its end (General guidance on electronic court bundles, 29 November 2021, paragraph 9), so every
reference to a page of the earlier packet stays true. Owns the record of the earlier packet's numbers; knows no PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, count, islice
from pathlib import Path

from casefile import files
from casefile.errors import CaseError, Problem, UsageError
from casefile.packet.inspector.numbering import place
from casefile.packet.plan import Item, Plan, Section
from casefile.packet.profile import Profile
from casefile.packet.volumes import Book

_FORM = 1
_APART = " late additions.pdf"  # behind the name of the packet that it adds to


@dataclass(frozen=True, slots=True)
class Earlier:
    """A packet as it was last made: its day, each document's printed numbers, and in which round it was added (0 with
    the packet itself)."""

    day: date
    numbers: Mapping[str, tuple[str, ...]]
    rounds: Mapping[str, int]

    @property
    def last(self) -> int:
        """The last round."""
        return max(self.rounds.values(), default=0)


def refuse(profile: Profile) -> None:
    """UsageError for a profile whose numbers or labels an addition would move."""
    if not profile.takes_late:
        message = f"a packet of the profile '{profile.name}' takes no late additions: its labels or files would move"
        raise UsageError(Problem(message, hint="make it anew, without --late", rule="late"))


def remember(plan: Plan, day: date, earlier: Earlier | None, file: Path) -> None:
    """Notes the numbers of a packet that was made: a new one, or one that was added to an `earlier` one."""
    newest = earlier.last + 1 if earlier else 0
    known = {} if earlier is None else dict(earlier.rounds)
    gone = {} if earlier is None else dict(earlier.numbers)
    rounds = known | {_name(item): known.get(_name(item), newest) for item in plan.items}
    numbers = gone | {_name(item): item.printed for item in plan.items}
    rows = [{"name": name, "numbers": pages, "round": rounds[name]} for name, pages in numbers.items()]
    files.write(file, json.dumps({"form": _FORM, "day": day.isoformat(), "items": rows}, ensure_ascii=False).encode())


def recall(file: Path) -> Earlier:
    """What `remember` noted. CaseError when there is no earlier packet, or its record cannot be read."""
    if not file.is_file():
        message = "there is no earlier packet of this case and profile to add to"
        hint = "run the command without --late; what comes in after that packet is a late addition to it"
        raise CaseError(Problem(message, hint=hint, rule="late"))
    try:
        told = json.loads(files.read(file, str(file)))
        if told["form"] != _FORM:
            raise ValueError
        rows = [(row["name"], tuple(map(str, row["numbers"])), int(row["round"])) for row in told["items"]]
        numbers, rounds = {name: pages for name, pages, _ in rows}, {name: number for name, _, number in rows}
        return Earlier(date.fromisoformat(told["day"]), numbers, rounds)
    except (ValueError, KeyError, TypeError) as error:
        message = f"the record of the earlier packet cannot be read: {file}"
        hint = "put it back from a copy; without it nothing knows the pages that were given out"
        raise CaseError(Problem(message, hint=hint, rule="late")) from error


def added(plan: Plan, earlier: Earlier, heading: str, placed: Path, day: date) -> Plan:
    """The plan, as of a `day`, with what the earlier packet did not hold in a last section under `heading`, the oldest
    addition first. `placed` is the folder of the packet.

    CaseError when nothing was added to the packet since, or it is of a later day.
    """
    rounds = {item.key: earlier.rounds.get(_name(item), earlier.last + 1) for item in plan.exhibits}
    if day < earlier.day:
        message = f"the packet that is added to is of {earlier.day}: nothing can be added to it as of {day}"
        hint = f"give --as-of {earlier.day} or a later day; or make the packet anew, without --late"
        raise CaseError(Problem(message, hint=hint, rule="late"))
    is_new = max(rounds.values(), default=0) > earlier.last
    if not is_new and (not any(rounds.values()) or any(placed.glob(f"*{_APART}"))):
        message = f"nothing has come in since the packet of {earlier.day}"
        hint = "take the exhibit in first (casefile add); one that the packet already holds is no late addition"
        if any(rounds.values()):
            hint += f"; to have the same packet made again, delete the folder {'/'.join(placed.parts[-3:])} first"
        raise CaseError(Problem(message, hint=hint, rule="late"))
    late = sorted((item for item in plan.exhibits if rounds[item.key]), key=lambda item: rounds[item.key])
    sections = [replace(s, items=tuple(item for item in s.items if item not in late)) for s in plan.sections]
    kept = tuple(section for section in sections if section.items)
    return replace(plan, sections=(*kept, Section("", heading, tuple(late), late=True)))


def apart(plan: Plan, earlier: Earlier, name: str) -> Book:
    """A file for those who have the packet already: the last additions (those of the last round if none is new), with
    the index and the certificate as they are now."""
    late = [item for section in plan.sections if section.late for item in section.items]
    last = max(earlier.rounds.get(_name(item), earlier.last + 1) for item in late)
    new = {item.key for item in late if earlier.rounds.get(_name(item), earlier.last + 1) == last}
    wanted = new | {item.key for item in (*plan.front, *plan.back) if item.key in ("index", "certificate")}
    items = tuple(item for item in plan.items if item.key in wanted)
    return Book(f"{name.removesuffix('.pdf')}{_APART}", items)


def numbered(plan: Plan, earlier: Earlier) -> Plan:
    """The paginated plan with the numbers that were given out; pages that are new count on behind the page before.

    12.1 is the first page put behind page 12. A number that was given out once is never given to another page, and no
    number goes back: what is put between 12 and 12.1 is 12.0.1, between 12.1 and 12.2, 12.1.1.
    """
    taken = {number for numbers in earlier.numbers.values() for number in numbers}
    known = {item.key: earlier.numbers.get(_name(item), ())[: item.count] for item in plan.items}
    slots = [each for item in plan.items for each in (*known[item.key], *[""] * (item.count - len(known[item.key])))]
    behind = list(accumulate(reversed(slots), lambda after, number: number or after, initial=""))[-2::-1]
    before, given_out = "0", []
    for number, after in zip(slots, behind, strict=True):
        before = number or _free(before, after, taken)
        given_out.append(before)
    pages = iter(given_out)
    found = {item.key: tuple(islice(pages, item.count)) for item in plan.items}

    def given(items: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(replace(item, numbers=found[item.key]) for item in items)

    sections = tuple(replace(section, items=given(section.items)) for section in plan.sections)
    return replace(plan, front=given(plan.front), sections=sections, back=given(plan.back))


def grown(plan: Plan, earlier: Earlier) -> Iterator[Problem]:
    """A warning for each document that has more pages than before, so that the file's own count runs ahead of the
    printed numbers behind it; those at the back are followed by additions only."""
    for item in (*plan.front, *(i for s in plan.sections if not s.late for i in s.items)):
        if item.count > len(earlier.numbers.get(_name(item), ())):
            message = (
                f"'{item.title}' has grown: the pages behind it keep their numbers, but not their place in the file"
            )
            hint = "readers who type a page number should type the printed one, which is the page's label"
            yield Problem(message, hint=hint, rule="late", level="warning")


def _free(before: str, after: str, taken: set[str]) -> str:
    """The next number behind `before` that nobody has, and that stands before `after`, where there is such a page."""
    start = place(before) if "." in before else (int(before), 0)
    while True:
        *stem, last = start
        number = next(each for n in count(last + 1) if (each := ".".join(map(str, (*stem, n)))) not in taken)
        if not after or place(number) < place(after):
            taken.add(number)
            return number
        start = (*start, 0)


def _name(item: Item) -> str:
    """What a document is known by from packet to packet: its number in the register, or its file, or its kind."""
    return item.number or item.file or item.key
