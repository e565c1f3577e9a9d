"""Whose case it is when the case cannot be read: the debtor's names as they stand in the text of case.yaml.

For holding letters back, never for writing one: what it finds may be too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DEBTOR = re.compile(r"""(?m)^["']?debtor["']?[ \t]*:(.*(?:\n(?:[ \t}\]].*)?)*)""")
_ID = re.compile(r"""\s*["']?([\w.-]+)["']?[ \t]*(?:#.*)?\s*""")
_VALUE = r"""["']?\s*:\s*("[^"\n]*"|'[^'\n]*'|[^,}\n#]+)"""
_NAME, _EMAIL = (re.compile(rf"\b{key}{_VALUE}") for key in ("name", "email"))


@dataclass(frozen=True, slots=True)
class Rough:
    """The debtor of a case as far as the text shows: ids in debtors/, names and e-mail addresses. Empty: unknown."""

    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the debtor that tells them from others."""
        return bool(self.ids or self.names)

    def is_like(self, other: Rough) -> bool:
        """Whether both may be one debtor: they share an id, a name but for its spelling, or an address."""
        names = {_spelt(name) for name in self.names} & {_spelt(name) for name in other.names}
        return bool(self.ids & other.ids or names or self.emails & other.emails)


def debtor(root: Path, case_id: str) -> Rough:
    """The debtor of a case in this workspace, from the text of its file and of theirs in debtors/."""
    parts = [found.group(1) for found in _DEBTOR.finditer(_text(root / "cases" / case_id / "case.yaml"))]
    ids = frozenset(match.group(1) for part in parts if (match := _ID.fullmatch(part)))
    parts += [_text(root / "debtors" / f"{name}.yaml") for name in sorted(ids)]
    return Rough(ids, frozenset(_values(_NAME, parts)), frozenset(each.lower() for each in _values(_EMAIL, parts)))


def _spelt(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _values(key: re.Pattern[str], parts: list[str]) -> Iterator[str]:
    for part in parts:
        yield from (value for found in key.findall(part) if (value := found.strip().strip("\"'").strip()))


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:1_000_000].decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
