"""Reading pages of the documentation, and keeping their generated parts in step. Knows Markdown, not what a page says.

A generated part stands between `<!-- name: made by a test -->` and `<!-- name: end -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "cases/README.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")),
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_PATH = re.compile(r"# ([\w./-]+\.(?:yaml|txt))(?:[ ,].*)?\n")


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language and what stands in it."""

    language: str
    text: str


def text_of(page: str) -> str:
    """What a page says."""
    return (ROOT / page).read_text(encoding="utf-8")


def fences(text: str) -> tuple[Fence, ...]:
    """The fenced blocks of a page, in order."""
    return tuple(Fence(*found) for found in _FENCE.findall(text))


def without_fences(text: str) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text)


def named(fence: Fence) -> tuple[str, str] | None:
    """The file that a block shows and its text, when its first line is `# <path>`; None when it names none."""
    found = _PATH.match(fence.text)
    return (found[1], fence.text) if found else None


def files_of(text: str) -> dict[str, str]:
    """The files that a page shows; blocks of the same file are parts of it, in order."""
    files: dict[str, str] = {}
    for fence in fences(text):
        if fence.language == "yaml" and (shown := named(fence)):
            files[shown[0]] = files.get(shown[0], "") + shown[1]
    return files


def links(text: str) -> Iterator[str]:
    """Where the links and pictures of a page lead."""
    yield from _LINK.findall(re.sub(r"`[^`\n]*`", "", without_fences(text)))


def slug(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    kept = "".join(each for each in heading.strip().lower() if each.isalnum() or each in " -_")
    return kept.replace(" ", "-")


def anchors(text: str) -> frozenset[str]:
    """The anchors of a page's headings."""
    return frozenset(slug(found) for found in re.findall(r"^#+ (.*)$", without_fences(text), re.MULTILINE))


def part(text: str, name: str) -> str:
    """The generated part of this name."""
    return text[slice(*_span(text, name))]


def with_part(text: str, name: str, content: str) -> str:
    """The page with that part replaced."""
    start, end = _span(text, name)
    return text[:start] + content + text[end:]


def _span(text: str, name: str) -> tuple[int, int]:
    opening, closing = f"<!-- {name}: made by a test -->\n", f"<!-- {name}: end -->"
    return text.index(opening) + len(opening), text.index(closing)
