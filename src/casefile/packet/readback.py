"""Reads a file of the packet back and tests it: the inspector does, against what was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from casefile.packet.inspector.inspect import Rule, inspect
from casefile.packet.plan import Plan
from casefile.packet.profile import Profile

_WARNED = frozenset({"size"})  # a file that is too large is made all the same, and told


def broken(file: Path, profile: Profile, own: Plan, stated: Mapping[str, str]) -> Iterator[Rule]:
    """The rules that a file of the packet breaks. `own` is what is in it, by its own pages with the numbers that they
    bear; `stated` are the words that documents have to show, by key."""
    return (rule for rule in inspect(file, profile, own, stated) if not rule.ok and rule.rule not in _WARNED)
