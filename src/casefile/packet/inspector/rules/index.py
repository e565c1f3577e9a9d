"""Rules about the index: that there is one, that its rows lead where they say, and that documents stand by date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, get_args

from casefile.case.fields import Language
from casefile.packet.inspector import said
from casefile.packet.inspector.found_index import Row
from casefile.packet.inspector.rules.finding import Finding
from casefile.packet.pdf.geometry import Box, outermost
from casefile.packet.plan import Plan
from casefile.packet.words import words

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Reading


def is_asked(reading: Reading) -> bool:
    """Whether a file has to have an index, or has one. Where each document is a file, or none is attached, the list of
    them leads nowhere."""
    return reading.plan is not None or reading.profile.has_index or reading.contents is not None


def indexed(reading: Reading) -> Iterator[Finding]:
    """Index, outline and labels say what was planned; of anybody's file, every row of the index leads to its page."""
    if reading.plan is not None:
        yield from _as_planned(reading, reading.plan)
        return
    if reading.contents is None:
        is_later = reading.printed[0] != "1"
        where = (
            "this volume has none" if is_later else "no page near the front has rows that lead to the pages they name"
        )
        yield Finding(f"no index was found: {where}", advice=is_later)
        return
    for row in reading.contents.rows:
        if row.target is None:
            yield Finding(f"'{row.words}' on page {row.at} is not linked to page {row.first}")
        elif row.target != row.first:
            yield Finding(f"'{row.words}' on page {row.at} leads to page {row.target}, not {row.first}")


def _as_planned(reading: Reading, plan: Plan) -> Iterator[Finding]:
    if len(reading.pages) != plan.pages:
        yield Finding(f"{len(reading.pages)} pages, {plan.pages} were planned")
        return
    outline: dict[int | None, list[str]] = {}
    for line in reading.outline:
        outline.setdefault(line.page, []).append(line.title)
    rows, turned = _rows(reading, plan), any(said.is_turned(item.title) for item in plan.items)
    has_index = plan.files == "one" and any(item.key == "index" for item in plan.front)
    for item in plan.items:
        if not any(title.startswith(item.words) for title in outline.get(item.first, [])):
            yield Finding(f"the outline does not lead to page {item.first} for '{item.words}'")
        if has_index and not said.says(rows.get(item.first, ""), item.title, turned=turned):
            yield Finding(f"the index does not name '{item.title}'")
    for item in plan.exhibits:
        for number in range(item.first, item.last + 1):
            if item.label and not re.search(rf"(?<!\w){re.escape(item.label)}(?!\w)", reading.leaves[number - 1].text):
                yield Finding(f"page {number} does not carry the label {item.label}")


def _rows(reading: Reading, plan: Plan) -> Mapping[int, str]:
    """The words of the index's links, by the page they lead to: a row is found by its place, as text that runs from
    right to left moves all others in a page's text."""
    found: dict[int, str] = {}
    for number in (at for item in plan.front if item.key == "index" for at in range(item.first, item.last + 1)):
        places: dict[int, dict[Box, str]] = {}
        for link in reading.links.get(number, ()):
            if link.target is not None:
                places.setdefault(link.target, {})[link.box] = link.words
        for target, boxes in places.items():
            words = " ".join(boxes[box] for box in outermost(list(boxes)))
            found[target] = f"{found.get(target, '')} {words}"
    return found


def has_days(reading: Reading) -> bool:
    """Whether the index dates its documents."""
    return reading.contents is not None and sum(row.day is not None for row in reading.contents.rows) > 1


def chronological(reading: Reading) -> Iterator[Finding]:
    """Within a section, documents stand by date. One of a later day between others may be a translation behind its
    original, which is where it belongs, and what is added to a bundle stands at its end. One that the index says is
    attached to another has its place by that one's day."""
    for rows in _sections(reading):
        days = [(row, row.day) for row in rows if row.day is not None and not _attached().search(row.words)]
        kept = _rising([day for _, day in days])
        for place, (row, day) in enumerate(days):
            if place in kept:
                continue
            was_added = "." in reading.printed[row.first - 1]  # in the order in which it came
            is_later = was_added or (place > 0 and days[place - 1][1] <= day)
            says = f"'{row.words}' on page {row.first} is not in order of date"
            yield Finding(says, advice=is_later)


@cache
def _attached() -> re.Pattern[str]:
    """What our index says of an attachment, in whichever language."""
    spoken = [words(language) for language in get_args(Language)]
    forms = dict.fromkeys(form for each in spoken for form in (each.attached, each.attached_named))
    patterns = (r"\s+".join(map(re.escape, form.replace("{label}", "").split())) for form in forms)
    return re.compile(rf"\((?:{'|'.join(patterns)})\s")


def _sections(reading: Reading) -> Sequence[Sequence[Row]]:
    """The index's rows by the line of the outline that theirs hangs under; one section where the outline is flat. What
    stands in no section beside others that do has an order of its own, such as a claimant's papers."""
    above: dict[int, str] = {}
    parents: list[str] = []
    for line in reading.outline:
        parents = [*parents[: line.depth], f"{line.title} {line.page}"]
        if line.page is not None:
            above[line.page] = " > ".join(parents[:-1]) if line.depth else ""
    found: dict[str, list[Row]] = {}
    for row in reading.contents.rows if reading.contents else ():
        found.setdefault(above.get(row.first, ""), []).append(row)
    if any(line.depth for line in reading.outline):
        found.pop("", None)
    return list(found.values())


def _rising(days: Sequence[date]) -> frozenset[int]:
    """The places of the most days that stand in order."""
    ends: list[date] = []
    last: list[int] = []
    before: list[int] = []
    for place, day in enumerate(days):
        length = bisect_right(ends, day)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [day]
        last[length : length + 1] = [place]
    kept, place = set(), last[-1] if last else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return frozenset(kept)
