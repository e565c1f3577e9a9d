"""Load files for litigation support: one row a document, as CSV and as Concordance DAT, with its text beside it.

A review platform reads a row and fetches the native and the text it names. The delimiters of the DAT are Concordance's
own, which platforms take by default: 0x14 between fields, þ (0xFE) round each, ® (0xAE) for a line break within one,
in UTF-8 with a byte order mark; its days are written 20260901, which is how Concordance reads one without being told
the order. A family is found by its range (BEGATTACH to ENDATTACH) and by its members' numbers (PARENTID, ATTACHIDS); a
range gathers all that lies in it (Concordance Desktop, About attachments), so there is one only where it holds the
family and nothing else. Knows the plan and what the pages say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casefile import files
from casefile.packet.plan import Item, Plan
from casefile.render import csv_text

FOLDER, TEXTS = "load", "text"
CSV, DAT = "load.csv", "load.dat"
_UNSAFE = re.compile(r"[^\w.\-]+")  # in the name of a file
_FIELD, _ROUND, _BREAK = "\x14", "\u00fe", "\u00ae"
COLUMNS = (
    "BEGDOC", "ENDDOC", "BEGATTACH", "ENDATTACH", "PARENTID", "ATTACHIDS", "PAGECOUNT", "LABEL", "SECTION", "TITLE",
    "DOCDATE", "DOCTYPE", "CUSTODIAN", "FILENAME", "FILEEXT", "FILESIZE", "SHA256", "NATIVELINK", "TEXTLINK", "PDFFILE",
    "PDFPAGE",
)  # fmt: skip
"""The names that review platforms map by themselves; DOCDATE is a day (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the plan does not know of a document: its kind, whom it came from, and the exhibit it is attached to."""

    kind: str = ""
    custodian: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is loaded: the plan, what each page says, the PDF and its page by packet page, and facts by key.

    `numbers` are the pages' Bates numbers, each once in the world: a prefix, and digits of one width; late additions'
    000047.1 among them.
    """

    plan: Plan
    texts: Sequence[str]
    pdfs: Sequence[tuple[str, int]]
    facts: Mapping[str, Facts]
    numbers: Sequence[str]


def write(loaded: Loaded, folder: Path) -> None:
    """Writes both load files and the texts into `load/` of a packet's folder. CaseError when the disk fails."""
    told = rows(loaded)
    files.write(folder / FOLDER / CSV, as_csv(told))
    files.write(folder / FOLDER / DAT, as_dat(told))
    for item in loaded.plan.exhibits:
        pages = loaded.texts[item.first - 1 : item.last]
        files.write(folder / FOLDER / _text_of(loaded, item), "\f\n".join(pages).encode() + b"\n")


def rows(loaded: Loaded) -> list[Mapping[str, str]]:
    """A row for each document in the sections, in the packet's order, by COLUMNS."""
    items = {item.key: item for item in loaded.plan.exhibits}
    family = _families(loaded, items)
    found: list[Mapping[str, str]] = []
    for section in loaded.plan.sections:
        for item in section.items:
            known = loaded.facts.get(item.key, Facts())
            head, last = family[item.key]
            parent = known.parent if known.parent in items else ""
            attached = [each for each in items if loaded.facts.get(each, Facts()).parent == item.key]
            pdf, page = loaded.pdfs[item.first - 1]
            values = (
                _number(loaded, item.first), _number(loaded, item.last),
                _number(loaded, head) if head else "", _number(loaded, last) if head else "",
                _number(loaded, items[parent].first) if parent else "",
                "; ".join(_number(loaded, items[each].first) for each in attached),
                str(item.count), _plain(item.mark), section.letter, _plain(item.title),
                item.day.isoformat() if item.day else "",
                known.kind, known.custodian, PurePosixPath(item.native).name,
                PurePosixPath(item.native).suffix.lstrip(".").lower(), str(item.size) if item.native else "",
                item.sha256 if item.native else "", f"../natives/{item.native}" if item.native else "",
                _text_of(loaded, item), f"../{pdf}", str(page),
            )  # fmt: skip
            found.append(dict(zip(COLUMNS, values, strict=True)))
    return found


def _families(loaded: Loaded, items: Mapping[str, Item]) -> Mapping[str, tuple[int, int]]:
    """The first and the last page of the message with its attachments that each belongs to; (0, 0) for what stands
    alone, and where other documents stand between: whoever searches by a range would take them for attachments."""

    def top(key: str, seen: frozenset[str] = frozenset()) -> str:
        parent = loaded.facts.get(key, Facts()).parent
        return key if parent not in items or parent in seen else top(parent, seen | {key})

    tops = {key: top(key) for key in items}
    members = {head: [items[key] for key in items if tops[key] == head] for head in set(tops.values())}
    spans = {head: (min(i.first for i in of), max(i.last for i in of)) for head, of in members.items()}
    apart = {head for head, of in members.items() if sum(i.count for i in of) != spans[head][1] - spans[head][0] + 1}
    spans = {head: span for head, span in spans.items() if len(members[head]) > 1 and head not in apart}
    return {key: spans.get(head, (0, 0)) for key, head in tops.items()}


def as_csv(told: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as CSV (RFC 4180) in UTF-8 with a byte order mark. A cell that begins like a formula gets an apostrophe
    in front, and stays text."""
    return csv_text.draw([COLUMNS, *([row[name] for name in COLUMNS] for row in told)])


def as_dat(told: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as Concordance DAT in UTF-8 with a byte order mark. What would end a field or a line is left out."""
    lines = [COLUMNS, *([_dated(name, row[name]) for name in COLUMNS] for row in told)]
    made = "".join(_FIELD.join(f"{_ROUND}{_within(cell)}{_ROUND}" for cell in line) + "\r\n" for line in lines)
    return (csv_text.BOM + made).encode()


def _dated(name: str, cell: str) -> str:
    return cell.replace("-", "") if name == "DOCDATE" else cell


def _within(cell: str) -> str:
    """A value without the characters that mean something between values; a capital þ stands for the small one."""
    kept = cell.replace(_FIELD, " ").replace(_ROUND, "\u00de").replace(_BREAK, "(R)")
    return _BREAK.join(kept.splitlines())


def _text_of(loaded: Loaded, item: Item) -> str:
    """A document's text is called as its first page is numbered: what review platforms look for beside BEGDOC."""
    return f"{TEXTS}/{_UNSAFE.sub('_', _number(loaded, item.first))}.txt"


def _plain(text: str) -> str:
    """Words with ordinary blanks, so that whoever types them finds them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _number(loaded: Loaded, page: int) -> str:
    return loaded.numbers[page - 1]
