"""What stands where in a YAML text, so that one value can be exchanged and every other character stays.

Reads nothing into records and checks nothing: what is handed in has been read by `reading` before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import yaml


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that stands in the text, from character `start` up to `end`, in `column` (from 0) of its line.

    `kind` is scalar, mapping, list or end (of the last mapping or list); `style` a scalar's quote, | or >, and { or [
    of a mapping or list in brackets, else empty.
    """

    kind: Literal["scalar", "mapping", "list", "end"]
    start: int
    end: int
    column: int
    value: str = ""
    style: str = ""


def marks(text: str) -> Iterator[Mark]:
    """Everything in the text, in its order: keys, values, and where lists and mappings begin and end."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        first, last = event.start_mark, event.end_mark
        if first is None or last is None:  # never with libyaml, which marks every event
            continue
        place = (first.index, last.index, first.column)
        match event:
            case yaml.ScalarEvent():
                yield Mark("scalar", *place, event.value, event.style or "")
            case yaml.MappingStartEvent():
                yield Mark("mapping", *place, style="{" if event.flow_style else "")
            case yaml.SequenceStartEvent():
                yield Mark("list", *place, style="[" if event.flow_style else "")
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                yield Mark("end", *place)
