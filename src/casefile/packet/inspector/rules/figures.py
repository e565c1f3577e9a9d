"""The rule that every paper on a claim says what the account comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from casefile.packet.inspector.rules.finding import Finding

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Reading


def as_reckoned(reading: Reading) -> Iterator[Finding]:
    """What is claimed stands in the papers that say it."""
    for item in reading.plan.items if reading.plan else ():
        words = " ".join(reading.stated.get(item.key, "").split())
        shown = " ".join(leaf.text for leaf in reading.leaves[item.first - 1 : item.last])
        if words and not re.search(rf"(?<![\d.,]){re.escape(words)}(?![.,]?\d)", shown):
            yield Finding(f"'{item.title}' does not say {words}")
