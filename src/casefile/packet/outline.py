"""The outline of a packet: every paper, section and exhibit with its page number, in the same words as the index."""

from __future__ import annotations

from casefile.packet.catalog import Heading
from casefile.packet.plan import Item, Plan, Section
from casefile.render import locale


def outline(plan: Plan, language: str) -> list[Heading]:
    """Our papers and the sections, with the exhibits under them, in the packet's order; a section without a title is
    only its exhibits."""

    def heading(item: Item) -> Heading:
        return Heading(_numbered(item.words, item.first, language), item.first)

    def section(each: Section) -> list[Heading]:
        under, first = tuple(map(heading, each.items)), each.items[0].first
        return [Heading(_numbered(each.words, first, language), first, under)] if each.words else list(under)

    sections = [line for each in plan.sections for line in section(each)]
    return [*map(heading, plan.front), *sections, *map(heading, plan.back)]


def _numbered(title: str, page: int, language: str) -> str:
    return f"{title} · {locale.pages(language, page)}"
