"""The outline of a packet: every paper, section and exhibit with its page number, in the same words as the index."""

from __future__ import annotations

from casefile.packet.pdf.catalog import Heading
from casefile.packet.plan import Item, Plan, Section
from casefile.render import locale


def outline(plan: Plan, language: str) -> list[Heading]:
    """Our papers and the sections, with the exhibits under them, in the packet's order; a section without a title is
    only its exhibits."""

    def heading(item: Item) -> Heading:
        return Heading(_numbered(item.words, item.printed[0], language), item.first)

    def section(each: Section) -> list[Heading]:
        under, first = tuple(map(heading, each.items)), each.items[0]
        line = Heading(_numbered(each.words, first.printed[0], language), first.first, under)
        return [line] if each.words else list(under)

    sections = [line for each in plan.sections for line in section(each)]
    return sorted([*map(heading, plan.front), *sections, *map(heading, plan.back)], key=lambda each: each.page)


def _numbered(title: str, page: str, language: str) -> str:
    return f"{title} · {locale.pages(language, page)}"
