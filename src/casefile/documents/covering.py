"""The few lines that go with a document that is no letter: what is enclosed, to whom it goes, who sends it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casefile.documents.compose import named_values, spoken
from casefile.documents.framing import letter_frame
from casefile.documents.letter import Correspondents, correspondents
from casefile.documents.matter import Kind, Matters, Options
from casefile.render import sheet
from casefile.render.sheet import Sheet
from casefile.render.template import find

NAME = "covering"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What the covering lines may name. `title` is the enclosed document's, `kind` its name on the command line."""

    who: Correspondents
    kind: str
    title: str


def covering(chosen: Kind, matters: Matters, options: Options, enclosed: Sheet) -> Sheet:
    """The covering lines for a document, in its language. CaseError when the language has no template for them."""
    options = spoken(matters, options)
    who = correspondents(matters, options)
    counsel = matters[0].case.file.attorney
    if not chosen.is_for_debtor:
        who = replace(
            who,
            salutation=counsel.salutation if counsel else "",
            greeting=counsel.name if counsel else "",
            represented=False,
        )
    values = Enclosed(who, chosen.name, enclosed.title)
    return sheet.compose(
        find(NAME, options.language, options.search),
        named_values(values),
        replace(letter_frame(chosen, matters, options), logo=""),
        options.language,
        created=options.as_of,
        search=options.search,
    )
