"""Which exhibits stand behind which: translations behind their original, attachments behind their message.

Pure data: knows rows, kinds and letters; no title, no page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.case.proof import Exhibit

_SAYS_NOTHING = frozenset({"other", "correspondence"})
"""Kinds that say no more of an attachment than that it came with a message."""


@dataclass(frozen=True, slots=True)
class Families:
    """Exhibits that stand by themselves, and under each id those that follow it at once, in order."""

    heads: tuple[Exhibit, ...]
    behind: Mapping[str, tuple[Exhibit, ...]]

    def whole(self, head: Exhibit) -> Iterator[Exhibit]:
        """An exhibit with all that stands behind it, however deep, in the order of the pages."""
        yield head
        for each in self.behind.get(head.id, ()):
            yield from self.whole(each)


def families(rows: Sequence[Exhibit], kind: Callable[[Exhibit], str], section: Callable[[str], str]) -> Families:
    """What of the rows, in the register's order, stands where. `kind` is what an exhibit counts as, `section` the
    letter that takes a kind, "" where none does.

    A translation follows its original. An attachment follows what it came with, behind that one's translations, unless
    its kind belongs in another section: there a reader looks for an invoice.
    """
    by_id = {row.id: row for row in rows}
    hosts: dict[str, str] = {}
    letters: dict[str, str] = {}

    def letter(row: Exhibit, path: tuple[str, ...] = ()) -> str:
        """Where a row stands; one that leads back to itself stands alone."""
        if row.id not in letters:
            own, host = section(kind(row)), _host(row, by_id)
            letters[row.id] = own
            if host and host.id not in (*path, row.id):
                there = letter(host, (*path, row.id))
                if host.id == row.translation_of or kind(row) in _SAYS_NOTHING or own in ("", there):
                    hosts[row.id], letters[row.id] = host.id, there
        return letters[row.id]

    for row in rows:
        letter(row)
    following = sorted(rows, key=lambda row: row.translation_of != hosts.get(row.id))
    behind: dict[str, tuple[Exhibit, ...]] = {}
    for row in following:
        if row.id in hosts:
            behind[hosts[row.id]] = (*behind.get(hosts[row.id], ()), row)
    return Families(tuple(row for row in rows if row.id not in hosts), behind)


def _host(row: Exhibit, by_id: Mapping[str, Exhibit]) -> Exhibit | None:
    """What an exhibit belongs behind: its original, else what it is attached to; None where neither is shown."""
    return by_id.get(row.translation_of or "") or by_id.get(row.parent or "")
