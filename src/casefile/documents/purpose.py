"""What a payer writes on a transfer: every invoice's number where there is room, else what stands for all of them.

Part of the numbers would say that the rest is not paid: whoever pays may name what a payment is for, and names it so.
Knows how much room there is from whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.documents.words import words
from casefile.render import locale

_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_RUN = 3  # numbers that make it shorter to name the first and the last alone


def purposes(numbers: tuple[str, ...], cases: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The ways to name these invoices of these cases, by their ids, the fullest first; each names them all.

    All numbers; the first and the last, where they are in one series without a gap; the case and how many; the case.
    Last how many and the case, for a room where the case's name has to be cut. The case alone where there are none.
    """
    case = ", ".join(cases)
    if not numbers:
        return (case,)
    row = words(language)
    count = f"{len(numbers)} {locale.plural(len(numbers), row.invoices, language)}"
    return (", ".join(numbers), *_run(numbers, row.run), f"{case}, {count}", case, f"{count}, {case}")


def fitting(ways: tuple[str, ...], room: int) -> str:
    """The first of them that `room` characters hold; the last as far as they do, where none does."""
    return next((each for each in ways if len(each) <= room), "".join(ways[-1:])[:room].rstrip())


def _run(numbers: tuple[str, ...], form: str) -> Iterator[str]:
    """First and last of numbers that differ in their last figures alone, and have no gap between them."""
    parts = [part for number in numbers if (part := _NUMBERED.fullmatch(number))]
    if len(parts) < max(_RUN, len(numbers)):
        return
    first, *_, last = sorted(parts, key=lambda part: int(part[2]))
    counted = range(int(first[2]), int(first[2]) + len(numbers))
    if {f"{first[1]}{value:0{len(first[2])}}" for value in counted} == set(numbers):
        yield form.format(first=first[0], last=last[0])
