"""A document in a workspace's own Word template: which template that is, and filling it. Knows no built-in one.

What is rendered alone and what lies in a packet go through here, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from casefile import files
from casefile.documents.compose import prepare, spoken
from casefile.documents.matter import Kind, Matters, Options
from casefile.errors import CaseError, Problem
from casefile.render.locale import base
from casefile.render.sheet import Location


def own(kind: str, options: Options) -> Path | None:
    """The workspace's own Word template for a kind and language, None when it has none."""
    paths = (folder / options.language / f"{kind}.docx" for folder in options.search)
    return next((path for path in paths if path.is_file()), None)


def filled(template: Path, chosen: Kind, matters: Matters, options: Options, title: str) -> bytes:
    """The document as Word, in `template`. CaseError with what the cases lack, or what the template cannot do."""
    from casefile.render import docx

    options = spoken(matters, options)
    prepared, _ = prepare(chosen, matters, options)
    return docx.fill(
        files.read(template, template.name),
        prepared.context,
        language=options.language,
        created=options.as_of,
        title=title,
        origin=f"templates/{base(options.language)}/{template.name}",
        functions={"exhibit": _labelled(prepared.locations, options.language)},
    )


def _labelled(locations: Mapping[str, Location], language: str) -> Callable[..., str]:
    from casefile.render import locale

    def exhibit(label: str, page: int | None = None) -> str:
        place = locations.get(label)
        if place is None:
            raise CaseError(Problem(f"there is no exhibit '{label}'", rule="template"))
        words = place.label if page is None else f"{place.label}, {locale.pages(language, page)}"
        return words if place.bundle_page is None else f"{words} [B{place.bundle_page + (page or 1) - 1}]"

    return exhibit
