"""Which numbers a file's pages ought to bear, as its labels have them, where they are not its own count from 1.

Knows labels only; whether a page bears its number is a rule's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"(\d{1,6})(?:\.([1-9]\d{0,3}))?")


def goes_on(labels: Sequence[str]) -> bool:
    """Whether labels count on from any page, as in a later volume: 501, 502, 503."""
    first = int(labels[0]) if re.fullmatch(r"\d{1,6}", labels[0]) else 0
    return first > 0 and list(labels) == [str(first + place) for place in range(len(labels))]


def was_added_to(labels: Sequence[str]) -> bool:
    """Whether labels are those of a bundle that was added to, or of the additions alone: 12, 12.1, 12.2. No number is
    there twice, none goes back, and all but one page that others were put behind are there; chapters are numbered
    otherwise."""
    told = [_NUMBER.fullmatch(label) for label in labels]
    numbers = [int(each[1]) for each in told if each]
    behind = {each[1] for each in told if each and each[2]}
    return (
        bool(behind)
        and all(told)
        and len(set(labels)) == len(labels)
        and numbers == sorted(numbers)
        and len(behind - set(labels)) <= 1
    )
