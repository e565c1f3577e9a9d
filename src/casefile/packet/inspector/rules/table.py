"""The rules that a finished bundle is tested against: where each is from, its test, and what to do when it is broken.

The sources are those for a profile that names none of its own. The numbers of the English guidance's paragraphs were
compared with its text as law reports print it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casefile.packet.inspector.reading import Reading
from casefile.packet.inspector.rules import document, figures, index, navigation, pages, pictures
from casefile.packet.inspector.rules.finding import Finding

UK = "General guidance on electronic court bundles (29 November 2021)"


def _always(_: Reading) -> bool:
    return True


def _is_planned(reading: Reading) -> bool:
    return reading.plan is not None


@dataclass(frozen=True, slots=True)
class Tested:
    """A rule: its usual source, its test, what to do about what the test finds, what a file must have to be tested by
    it, whether what a case holds may break it without our doing, and what to do where it is only for a look."""

    source: str
    test: Callable[[Reading], Iterator[Finding]]
    hint: str
    applies: Callable[[Reading], bool] = _always
    of_exhibits: bool = False
    look: str = ""


RULES: Mapping[str, Tested] = {
    "numbers": Tested(
        f"{UK}, 2", pages.numbered,
        "number all pages from 1 by computer, in the margin, the first page of the file too",
        look="compare with the bundle's other files: no number may be there twice, and none be missing",
    ),
    "labels": Tested(f"{UK}, 2", pages.labelled, "set the page labels to 1, 2, 3, or take them out"),
    "index": Tested(f"{UK}, 3", index.indexed, "link each row of the index to the first page of its document",
        applies=index.is_asked, look="see that the index of the first volume names what is in this one",
    ),
    "figures": Tested(
        "every paper claims what the account comes to", figures.as_reckoned, "report this", applies=_is_planned
    ),
    "outline": Tested(
        f"{UK}, 3", navigation.outlined, "bookmark each section and document, as the index calls it, with its page"
    ),
    "links": Tested(f"{UK}, 3", navigation.linked, "mend or take out the links that are named"),
    "view": Tested(f"{UK}, 6", navigation.full_size, "set the initial view to page 1 at 100 %"),
    "active-content": Tested(
        "ISO 19005-3, 6.5.1", document.harmless, "take it out: print the documents to PDF anew before they are bundled"
    ),
    "title": Tested("ISO 14289-1, 7.1 and 7.2", document.named, "set title and language in the document's properties"),
    "fonts": Tested(
        "ISO 19005-3, 6.2.11.4.1", document.embedded, "make the document's PDF again, with fonts embedded",
        of_exhibits=True,
    ),
    "text": Tested(
        f"{UK}, 4", pages.searchable, "have the text of these pages recognised (OCR) before bundling", of_exhibits=True
    ),
    "upright": Tested(
        f"{UK}, 5", pages.upright, "turn these pages, so that they are read as they open", of_exhibits=True
    ),
    "resolution": Tested(f"{UK}, 9", pictures.fine, "scan again, or make the pictures smaller", of_exhibits=True),
    "name": Tested(  # names that fill a file's name by themselves are nobody's fault
        f"{UK}, on delivery", document.called, "name the file after the parties, as in 'Smith v Jones bundle A.pdf'",
        applies=document.is_bundle, of_exhibits=True,
    ),
    "size": Tested(
        "what the reader's mailbox or portal takes", document.small, "make the pictures smaller, or split the bundle",
        applies=document.has_limit,
    ),
    "order": Tested(
        "Practice Direction 32 to the Civil Procedure Rules, 27.14", index.chronological,
        "put the documents of each section in order of date", applies=index.has_days, of_exhibits=True,
    ),
    "duplicates": Tested(
        "Commercial Court Guide, appendix 7", pictures.once, "leave one copy in, and refer to it", of_exhibits=True
    ),
}  # fmt: skip
"""By their names in a profile's `rules`."""
