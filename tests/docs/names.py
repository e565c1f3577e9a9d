"""The names that templates may use, as tables: from the records that documents hand to their templates.

Examples are values of the sample cases; types and words come from the records and their docstrings.
"""

from __future__ import annotations

import inspect
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from casefile.case.wall import opened
from casefile.documents.compose import matters_of, named_values
from casefile.documents.kinds import KINDS
from casefile.documents.matter import Options
from casefile.errors import CaseError
from casefile.money import Money
from casefile.packet import lists, plan
from casefile.packet import papers as own
from casefile.packet.contact import contact
from casefile.packet.printed import printed_contacts
from casefile.packet.profile import profile
from casefile.render import filters, markdown, sandbox
from casefile.render.builtin import builtin
from tests.docs.pages import slug
from tests.documents.matters import DATED, TODAY, claim, sample

_LONGEST = 60
_WORDS: Mapping[Any, str] = {
    str: "text",
    bool: "yes or no",
    int: "whole number",
    Decimal: "number",
    date: "date",
    Money: "money",
}
_PREFERRED = ("2026-014-northwind", "2026-003-kestrel")

_UNKNOWN = "zzzzzzzzzzzz"  # near to no name, so that the hint lists them all

Examples = dict[tuple[type, str], object]


def section() -> str:
    """The generated part of the page: a table a document, then one a record that its values are made of."""
    examples: Examples = {}
    tops = {name: type(values) for name, values in _values(examples)}
    inner: dict[type, None] = {}
    for top in tops.values():
        _walk(top, inner)
    texts = [_table(f"`{name}`", top, examples) for name, top in tops.items()]
    texts += [_table(kind.__name__, kind, examples) for kind in sorted(inner, key=lambda kind: kind.__name__)]
    return "\n".join(texts) + "\n"


def _values(examples: Examples) -> Iterator[tuple[str, Any]]:
    """The values of each kind of document, once; the examples are filled on the way from all sample cases."""
    seen = set()
    rank = {case_id: number for number, case_id in enumerate(_PREFERRED)}
    for case_id, name, step, day in sorted(DATED, key=lambda row: (list(KINDS).index(row[1]), rank.get(row[0], 9))):
        case, kind = sample(case_id), KINDS[name]
        options = Options(as_of=day, language="en", step=step)
        # a settlement agreement is made on its day, as if nothing had been paid on it
        made = replace(options, as_of=case.settlement.agreed) if name == "settlement" and case.settlement else options
        values = kind.content(matters_of(kind, (case,), (claim(case, made.as_of),)), made).values
        _remember(values, examples)
        if name not in seen:
            seen.add(name)
            yield name, values


def _remember(value: Any, examples: Examples) -> None:
    if isinstance(value, tuple):
        for each in value:
            _remember(each, examples)
    elif is_dataclass(value) and not isinstance(value, Money):
        for name, inner in named_values(value).items():
            if not examples.get((type(value), name)):
                examples[type(value), name] = inner
            _remember(inner, examples)


def _hints(kind: type) -> dict[str, Any]:
    """The names of a record and their types: fields, then properties."""
    hints = get_type_hints(kind)
    found = {field.name: hints[field.name] for field in fields(kind)}
    for name, value in vars(kind).items():
        if isinstance(value, property):
            found[name] = get_type_hints(value.fget)["return"]
    return found


def _walk(hint: Any, found: dict[type, None]) -> None:
    """Every record that a value of this type leads to, in the order met; the first is left out."""
    for inner in _hints(hint).values() if isinstance(hint, type) and is_dataclass(hint) else get_args(hint):
        if isinstance(inner, type) and is_dataclass(inner):
            if inner is not Money and inner not in found:
                found[inner] = None
                _walk(inner, found)
        else:
            _walk(inner, found)


def _table(heading: str, kind: type, examples: Examples) -> str:
    about = " ".join(inspect.getdoc(kind).split()) if inspect.getdoc(kind) else ""  # type: ignore[union-attr]  # just asked
    rows = [
        f"| `{name}` | {_type(hint)} | {_example(examples.get((kind, name)))} |" for name, hint in _hints(kind).items()
    ]
    return "\n".join([f"### {heading}", "", about, "", "| name | what | example |", "| --- | --- | --- |", *rows, ""])


def _type(hint: Any) -> str:
    if hint in _WORDS:
        return _WORDS[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " ".join(f"`{part}`" for part in parts)
    if origin is tuple:
        return f"list of {_type(parts[0])}"
    if origin in (Union, UnionType):
        return ", ".join([*(_type(part) for part in parts if part is not type(None)), "or none"])
    return f"[{hint.__name__}](#{slug(hint.__name__)})"


def _example(value: object) -> str:
    if isinstance(value, tuple):
        value = value[0] if value else None
    if value in (None, "") or isinstance(value, bool) or (is_dataclass(value) and not isinstance(value, Money)):
        return ""
    text = " ".join(filters.written(value, "en").replace("|", "/").replace("`", "'").split())
    return f"`{text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + '…'}`"


def boxes() -> str:
    """The generated table of boxes."""
    rows = [f"| `{name}` | {does} |\n" for name, does in markdown.BOXES.items()]
    return "".join(["| box | what is inside |\n| --- | --- |\n", *rows])


def jinja() -> str:
    """The generated sentence on what of Jinja's own there is."""
    words, tests = (
        ", ".join(f"`{name}`" for name in sorted(found) if name.isalpha())
        for found in ((*sandbox._FROM_JINJA, "join"), sandbox._TESTS)
    )
    return f"Of Jinja's own filters there are {words}; of its tests {tests}.\n"


def demand_context() -> dict[str, object]:
    """What the demand of the page's examples offers."""
    case = sample("2026-014-northwind")
    options = Options(as_of=TODAY, language="en")
    kind = KINDS["demand"]
    return named_values(kind.content(matters_of(kind, (case,), (claim(case),)), options).values)


def markers() -> set[str]:
    """The names that the built-in letterhead uses."""
    with zipfile.ZipFile(builtin() / "base/letterhead.docx") as packed:
        parts = [packed.read(name).decode() for name in packed.namelist() if re.match(r"word/.*\.xml$", name)]
    text = re.sub(r"<[^>]+>", "", "".join(part for part in parts if "{" in part))
    tags = re.findall(r"\{\{ (\w+) \}\}|\{%p (?:for \w+ in|if(?: not)?) (\w+) %\}", text)
    return {printed or tested for printed, tested in tags} - {"line"}


def papers(text: str) -> list[tuple[str, frozenset[str]]]:
    """The packet's own papers with the names that the page gives them."""
    found = re.findall(
        r"^\| `(cover|index|bordereau|evidence-list|slip-sheet|certificate|contact)` \| (.*) \|$", text, re.MULTILINE
    )
    return [(paper, frozenset(re.findall(r"`(\w+)`", listed))) for paper, listed in found]


def offered(paper: str, folder: Path) -> frozenset[str]:
    """The names that a paper of the packet really has: what its hint lists when a template names another."""
    (folder / "en").mkdir()
    (folder / f"en/{paper}.md").write_text(f"---\nsubject: x\n---\n{{{{ {_UNKNOWN} }}}}\n", encoding="utf-8")
    case = opened(sample("2026-014-northwind"))
    about = own.About(case, claim(case), own.Making(TODAY, search=(folder,)))
    planned = plan.arranged(case, profile("attorney"), "en")
    placed = plan.paginated(planned, {item.key: 1 for item in planned.items})
    told = printed_contacts(case)[0]
    draw: Mapping[str, Callable[[], object]] = {
        "cover": lambda: own.cover(about, placed),
        "index": lambda: lists.index(about, placed),
        "bordereau": lambda: lists.bordereau(about, placed),
        "evidence-list": lambda: lists.evidence_list(about, placed),
        "slip-sheet": lambda: lists.slip_sheet(about, placed.exhibits[0], 1),
        "certificate": lambda: own.certificate(about, placed, ()),
        "contact": lambda: contact(about, placed.exhibits[0], told),
    }
    try:
        draw[paper]()
    except CaseError as error:
        hint = error.problems[0].hint.removeprefix("there is: ")
        return frozenset(hint.split(", ")) - {"exhibit", "asset"}
    raise AssertionError(paper)
