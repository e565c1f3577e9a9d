"""Fields that a template names wrongly are found in every branch, with file, line and a near name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from casefile.money import Money
from casefile.render import template
from casefile.render.template import Template


@dataclass(frozen=True)
class Line:
    text: str
    price: Money | None


@dataclass(frozen=True)
class Bill:
    number: str
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        return self.lines[0]


NAMES = {"bill": Bill, "bills": tuple[Bill, ...], "note": str, "last": Bill | None}


def faults(text: str, search: tuple[Path, ...] = ()) -> list[str]:
    found = template.check(Template("en/letter.md", text, "templates/en/letter.md"), NAMES, "en", search)
    return [f"{problem.source}: {problem.message} ({problem.hint})" for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "{{ bill.number }}, {{ bill.first.price.currency }}, {{ last.number }}",
        "{% for bill in bills %}{{ loop.index }}{% for line in bill.lines %}{{ line.text }}{% endfor %}{% endfor %}",
        "{% set it = bills|first %}{{ it.number }}{{ bills[0].number }}{{ (bills|sort(attribute='number')|last).lines }}",
        "{% macro one(line) %}{{ line.text }}{% endmacro %}{{ one(bill.first) }}",
        "{% macro anything(it) %}{{ it.whatever }}{% endmacro %}",
        "{{ (bill if note else last).number }}{{ note|upper }}",
    ],
)
def test_what_is_there_is_no_fault(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "line", "name", "near"),
    [
        ("{% if note %}\n{{ bill.nunber }}\n{% endif %}", 2, "nunber", "number"),
        ("{% if note %}x{% else %}{{ last.nummer }}{% endif %}", 1, "nummer", "number"),
        ("{% for b in bills %}\n{% for l in b.lines %}\n{{ l.txt }}\n{% endfor %}{% endfor %}", 3, "txt", "text"),
        ("{% set it = (bills|last).first %}{{ it.prise }}", 1, "prise", "price"),
        ("{% macro one(line) %}\n{{ line.texts }}\n{% endmacro %}\n{{ one(bill.first) }}", 2, "texts", "text"),
        ("{{ bill['line'] }}", 1, "line", "lines"),
        ("{{ bill.first.price.curency }}", 1, "curency", "currency"),
    ],
)
def test_a_field_that_is_not_there(text: str, line: int, name: str, near: str) -> None:
    assert faults(text) == [f"templates/en/letter.md:{line}:1: there is no '{name}' here (did you mean '{near}'?)"]


def test_a_text_has_no_fields() -> None:
    assert faults("{{ note.name }}") == ["templates/en/letter.md:1:1: there is no 'name' here ()"]


def test_a_fault_in_a_clause_is_told_where_it_stands(tmp_path: Path) -> None:
    clauses = tmp_path / "templates" / "en" / "clauses"
    clauses.mkdir(parents=True)
    (clauses / "foot.md").write_text("\n{{ bill.numbr }}\n", encoding="utf-8")
    (clauses / "rows.md").write_text("{% macro row(x) %}{{ x.tex }}{% endmacro %}", encoding="utf-8")
    search = (tmp_path / "templates",)
    assert faults('{% include "clauses/foot.md" %}', search) == [
        "templates/en/clauses/foot.md:2:1: there is no 'numbr' here (did you mean 'number'?)"
    ]
    assert faults('{% from "clauses/rows.md" import row %}{{ row(bill.first) }}{{ row(bill) }}', search) == [
        "templates/en/clauses/rows.md:1:1: there is no 'tex' here (did you mean 'text'?)",
        "templates/en/clauses/rows.md:1:1: there is no 'tex' here (there is: first, lines, number)",
    ]
    assert faults('{% import "clauses/rows.md" as rows %}{{ rows.row(bill.first) }}{{ rows.line(bill) }}', search) == [
        "templates/en/letter.md:1:1: there is no 'line' here (there is: row)",
        "templates/en/clauses/rows.md:1:1: there is no 'tex' here (did you mean 'text'?)",
    ]


def test_macros_that_call_each_other_come_to_an_end() -> None:
    text = "{% macro a(x, f) %}{{ f(x, f) }}{{ x.nope }}{% endmacro %}{{ a(bill, a) }}"
    assert faults(text) == ["templates/en/letter.md:1:1: there is no 'nope' here (there is: first, lines, number)"]
