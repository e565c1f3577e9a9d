"""The payment part with receipt of a Swiss QR-bill: what it says, its words, how much fits, and saying it as rows.

Swiss Implementation Guidelines QR-bill, version 2.3, section 3. Values only: how it is drawn, html_slip.py and
docx_slip.py know. The guidelines word the headings in German, French, Italian and English; letters in a language that
they do not know carry the English ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import wrap

from casefile.records import Record, Text
from casefile.render import locale
from casefile.render.blocks import Block, Box, Break, Facts, Heading, Inline, Paragraph, Picture, Run
from casefile.render.builtin import builtin
from casefile.render.wording import wording

WIDTH, HEIGHT, RECEIPT = 210, 105, 62  # millimetres of the whole, and how wide the receipt is
BLANK_ON_RECEIPT, BLANK = (52, 20), (65, 25)  # millimetres of the field for a payer who is not known

_UNDERSTOOD = "en"
# Characters of a line of capitals, and lines, of the information in the receipt (52 by 56 mm, 8 on 9 points) and in the
# payment part (87 by 85 mm, 10 on 11 points).
_RECEIPT_ROOM, _ROOM = (28, 17), (34, 21)


class Words(Record):
    """The headings in one language (`<language>/words/slip.yaml`)."""

    payment_part: Text
    """The title of the payment part."""
    receipt: Text
    """The title of the receipt."""
    account: Text
    """Over the account, and who is paid."""
    reference: Text
    """Over the structured reference."""
    message: Text
    """Over the message to the payee."""
    payer: Text
    """Over who pays."""
    blank_payer: Text
    """Over the field where the payer writes who pays."""
    currency: Text
    """Over the currency."""
    amount: Text
    """Over the amount."""
    acceptance_point: Text
    """Where the post office stamps the receipt."""
    separate: Text
    """At the line along which the slip is cut off."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who is paid or pays, in up to three lines."""

    name: str
    street: str
    town: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are not empty."""
        return tuple(filter(None, (self.name, self.street, self.town)))


@dataclass(frozen=True, slots=True)
class Slip:
    """What a payment part and its receipt say, as it is printed; without a `payer` there is a field to write one in."""

    account: str
    payee: Party
    currency: str
    amount: str
    reference: str = ""
    message: str = ""
    payer: Party | None = None

    @property
    def receipt(self) -> Slip:
        """What the receipt says: no message, and no streets where they leave no room (guidelines, 3.6.2)."""
        bare = replace(self, message="")
        if _height(bare, _RECEIPT_ROOM[0]) <= _RECEIPT_ROOM[1]:
            return bare
        return replace(bare, payee=_without_street(self.payee), payer=self.payer and _without_street(self.payer))

    @property
    def is_long(self) -> bool:
        """Whether the payment part is set in smaller type, so that all of it has room."""
        return _height(self, _ROOM[0]) > _ROOM[1]

    def sections(self, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Headings with the lines under them; no lines where the payer is to be written."""
        yield words.account, (self.account, *self.payee.lines)
        if self.reference:
            yield words.reference, (self.reference,)
        if self.message:
            yield words.message, (self.message,)
        yield (words.payer, self.payer.lines) if self.payer else (words.blank_payer, ())


def _without_street(party: Party) -> Party:
    return replace(party, street="")


def _height(slip: Slip, width: int) -> int:
    """How many lines of `width` characters a slip's information takes, with a line of white between sections."""
    texts = [
        (slip.account, *slip.payee.lines),
        (slip.reference,),
        (slip.message,),
        slip.payer.lines if slip.payer else ("",) * 6,
    ]
    filled = [lines for lines in texts if any(lines) or len(lines) > 1]
    return sum(2 + sum(len(wrap(line, width)) or 1 for line in lines) for lines in filled) - 1


def spoken(language: str) -> str:
    """The language of the headings in a letter in `language`."""
    base = locale.base(language)
    return base if (builtin() / base / "words" / "slip.yaml").is_file() else _UNDERSTOOD


def words(language: str) -> Words:
    """The headings of a letter in `language`."""
    return wording(spoken(language), "slip", Words)


def rows(slip: Slip, picture: str, alt: str, language: str) -> Box:
    """The payment part as a heading, the code, and rows: for formats that have no page to put it at the foot of."""
    said = words(language)
    sections = [each for each in slip.sections(said) if each[1]]
    facts = (*sections, (said.currency, (slip.currency,)), (said.amount, (slip.amount,)))
    table = Facts(tuple(((Run(term),), (Paragraph(_broken(lines)),)) for term, lines in facts))
    beside = Box("beside", (Paragraph((Picture(picture, alt),)), table))
    return Box("keep", (Heading(1, (Run(said.payment_part),)), beside))


def _broken(lines: tuple[str, ...]) -> tuple[Inline, ...]:
    return tuple(each for line in lines for each in (Break(), Run(line)))[1:]


def apart(blocks: tuple[Block, ...], name: str) -> tuple[Block, ...]:
    """`blocks` without the pictures of the asset `name` that stand in paragraphs, and what is left empty by that."""
    return tuple(kept for block in blocks if (kept := _apart(block, name)) is not None)


def _apart(block: Block, name: str) -> Block | None:
    if isinstance(block, Box):
        return replace(block, blocks=apart(block.blocks, name))
    if not isinstance(block, Paragraph):
        return block
    content = tuple(each for each in block.content if not (isinstance(each, Picture) and each.name == name))
    return block if content == block.content else Paragraph(content) if content else None
