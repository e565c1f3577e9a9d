"""Templates that would never end or fill the memory: each is a Problem with its line, and soon."""

from __future__ import annotations

import io

import pytest
from docx import Document

from casefile.errors import CaseError, Problem
from casefile.render import docx, docx_names
from casefile.render import template as templates
from casefile.render.literal import restore
from tests.render.letters import CREATED, body, context

ENDLESS = [
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% macro m() %}{% call m() %}{% endcall %}{% endmacro %}{{ m() }}",
]
UNSEEN = [
    "{% macro m(f) %}{{ f(f) }}{{ f(f) }}{% endmacro %}{{ m(m) }}",
    "{% for row in rows recursive %}{{ loop(rows) }}{% endfor %}",
]
_TWICE = "{% set a = a ~ a %}" * 35
GROWING = [
    "{% set a = 'aaaaaaaa' %}" + _TWICE,
    "{% set a = 'aaaaaaaa' %}" + "{% set a = [a, a]|listed %}" * 35,
    "{% set a = 'aaaaaaaa' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 35,
    "{% set a = 'aaaaaaaa' %}" + "{% set a = a ~ a %}" * 16 + "{{ range(900)|map('default', 1)|map('d')|list|length }}"
    "{% for i in range(900) %}{% if a|upper == 'x' %}{% endif %}{% endfor %}",
    "".join(f"{{% macro m{at}() %}}{{{{ m{at + 1}() }}}}{{{{ m{at + 1}() }}}}{{% endmacro %}}" for at in range(40))
    + "{% macro m40() %}{% endmacro %}{{ m0() }}",
    "{{ 1|number(999999999) }}",
]


def problem(text: str) -> Problem:
    with pytest.raises(CaseError) as caught:
        templates.fill(body(text), context(), {}, "en")
    return caught.value.problems[0]


def word(text: str) -> bytes:
    document = Document()
    document.add_paragraph("First")
    document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def word_problem(text: str) -> Problem:
    with pytest.raises(CaseError) as caught:
        docx.fill(word(text), context(), language="en", created=CREATED)
    return caught.value.problems[0]


@pytest.mark.parametrize("text", ENDLESS)
def test_a_macro_that_calls_itself_is_found_before_it_is_filled(text: str) -> None:
    found = problem(f"one\n\n{text}")
    assert "calls itself" in found.message
    assert found.hint == "loop over the values with {% for … %} instead"
    assert found.source is not None
    assert found.source.line == body("").body.rstrip(" ").count("\n") + 3
    assert templates.check(body(f"one\n\n{text}"), {}, "en")[0] == found


@pytest.mark.parametrize("text", ENDLESS)
def test_in_word_it_names_the_paragraph(text: str) -> None:
    found = word_problem(text)
    assert "calls itself, in the paragraph" in found.message
    assert docx_names.check(word(text), "template.docx", "en", {})[0] == found


@pytest.mark.parametrize("text", UNSEEN)
def test_what_calls_itself_by_another_name_ends_too(text: str) -> None:
    assert problem(text).hint
    assert word_problem(text).hint


def test_a_block_given_to_a_macro_may_call_it_again() -> None:
    text = "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{% call m() %}x{% endcall %}{% endcall %}"
    assert restore(templates.fill(body(text), {}, {}, "en")).strip() == "<<x>>"


@pytest.mark.parametrize("text", [*GROWING, "{% set a = 'aaaaaaaa' %}" + "{% set a = [a, a]|join %}" * 35])
def test_a_text_that_grows_without_end_is_refused(text: str) -> None:
    assert problem(text).rule == "template"
    assert problem(text).hint


@pytest.mark.parametrize("text", GROWING)
def test_nor_does_it_grow_in_word(text: str) -> None:
    assert word_problem(text).hint


@pytest.mark.parametrize("text", ["{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{{ " + "not " * 1500 + "1 }}"])
def test_code_too_deep_to_be_read_is_a_problem(text: str) -> None:
    assert problem(text).rule == "template"
    assert word_problem(text).rule == "template"


def test_joined_texts_are_what_they_were() -> None:
    assert restore(templates.fill(body("{{ 'a*' ~ name ~ 1 }}"), {"name": "<b>"}, {}, "en")).strip() == "a*<b>1"
