"""What a Word template names that is not there, told by its paragraphs. Fills nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casefile.errors import Problem, Source
from casefile.render import docx_check, docx_tags, template, template_types
from casefile.render.template import Template


def check(content: bytes, origin: str, language: str, names: Mapping[str, object] | None) -> tuple[Problem, ...]:
    """A problem for all that keeps a Word template from being filled with `names`, each with its type.

    Without `names` those are not looked at: what filling it would say of its code alone.
    """
    # `link` only Word templates call: Markdown has links of its own
    known = None if names is None else {**names, "link": template_types.UNKNOWN}
    if unsafe := docx_check.package(content, origin):
        return unsafe
    misplaced = docx_check.tags(content, origin)
    named = _named(content, origin, language, known, whole=not misplaced)
    return tuple(dict.fromkeys((*misplaced, *named)))


def _named(
    content: bytes, origin: str, language: str, names: Mapping[str, object] | None, *, whole: bool
) -> Iterator[Problem]:
    """The problems of each part; of tags that are not `whole`, none of a part that cannot be read for that."""
    for text in docx_tags.parts(content):
        lines = text.split("\n")
        part = Template(f"{language}/word.docx", text, origin)
        if not whole and not template.is_read(part, language, markdown=False):
            continue
        for problem in template.check(part, names, language, markdown=False):
            line = problem.source.line if problem.source else 1
            message = docx_tags.within(problem.message, lines[line - 1])
            yield replace(problem, message=message, source=Source(origin))
