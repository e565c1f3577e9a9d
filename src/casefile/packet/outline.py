"""The outline of a packet: every paper, section and exhibit with its page number, in the same words as the index."""

from __future__ import annotations

from casefile.packet.catalog import Heading
from casefile.packet.plan import Item, Plan
from casefile.render import locale


def outline(plan: Plan, language: str) -> list[Heading]:
    """Our papers and the sections, with the exhibits under them, in the packet's order."""

    def heading(item: Item) -> Heading:
        return Heading(_numbered(item.words, item.printed[0], language), item.first)

    sections = [
        Heading(_numbered(s.words, s.items[0].printed[0], language), s.items[0].first, tuple(map(heading, s.items)))
        for s in plan.sections
    ]
    return sorted([*map(heading, plan.front), *sections, *map(heading, plan.back)], key=lambda each: each.page)


def _numbered(title: str, page: str, language: str) -> str:
    return f"{title} · {locale.pages(language, page)}"
