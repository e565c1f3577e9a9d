"""Which numbers a file's pages ought to bear, as its labels have them, where they are not its own count from 1.

Knows labels only; whether a page bears its number is a rule's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\d{1,6}(?:(?:\.\d{1,4}){0,4}\.[1-9]\d{0,3})?")


def goes_on(labels: Sequence[str]) -> bool:
    """Whether labels count on from any page, as in a later volume: 501, 502, 503."""
    first = int(labels[0]) if re.fullmatch(r"\d{1,6}", labels[0]) else 0
    return first > 0 and list(labels) == [str(first + place) for place in range(len(labels))]


def was_added_to(labels: Sequence[str]) -> bool:
    """Whether labels are those of a bundle that was added to, or of the additions alone: 12, 12.1, 12.2, and 12.0.1
    for what was put between the first two of them. No number is there twice, none goes back, and all but one page that
    others were put behind are there; chapters are numbered otherwise."""
    if not all(_NUMBER.fullmatch(label) for label in labels):
        return False
    behind = {label.partition(".")[0] for label in labels if "." in label}
    numbers = [place(label) for label in labels]
    return bool(behind) and numbers == sorted(set(numbers)) and len(behind - set(labels)) <= 1


def place(number: str) -> tuple[int, ...]:
    """Where a printed number stands among others: 12 before 12.0.1, that before 12.1, and that before 13."""
    return tuple(map(int, number.split(".")))
