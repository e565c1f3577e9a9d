"""Tags that cannot be read: what is said of them, and on which line."""

from __future__ import annotations

import pytest

from casefile.render import template
from casefile.render.template import Template


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        *(
            (f"one\n\n{{{{ {quote}x }}}}", 3, f"a quote in a tag is curly: {quote}", "write straight quotes: \" or '")
            for quote in "„“”‘’«»"
        ),
        ('one\n{{ asset("x“) }}', 2, "a quote in a tag is curly: “", "write straight quotes: \" or '"),
        ('“one”\n{{ asset("x) }} “two”', 2, "a text in a tag is not closed", 'close it with "'),
        ("one\n{{ pay–by }}", 2, "a dash in a tag is too long: –", "write -"),
        ("one\n{{ § }}", 2, "'§' cannot stand in a tag", ""),
    ],
)
def test_a_letter_that_stands_in_no_tag(text: str, line: int, message: str, hint: str) -> None:
    assert told(text) == (line, message, hint)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("one\n{% if a %}\ntwo\n", 2, "'{% if a %}' is not closed", "write {% endif %} where it ends"),
        (
            "{% for x in y %}\n{% if a %}{% endif %}\n",
            1,
            "'{% for x in y %}' is not closed",
            "write {% endfor %} where it ends",
        ),
        (
            "{% if a %}\n{%- for x in y -%}\n\n{% endif %}",
            2,
            "'{% for x in y %}' is not closed before '{% endif %}'",
            "write {% endfor %} where it ends",
        ),
        (
            "{% if a %}\n{% macro m() %}\n{% else %}\n{% endmacro %}{% endif %}",
            2,
            "'{% macro m() %}' is not closed before '{% else %}'",
            "write {% endmacro %} where it ends",
        ),
        ("{% set x = 1 %}\n{% set y %}\ntext", 2, "'{% set y %}' is not closed", "write {% endset %} where it ends"),
        ("one\n{% endfor %}", 2, "'{% endfor %}' closes nothing", "begin it with {% for … %}, or take it out"),
        ("one\n{% else %}", 2, "'{% else %}' stands in no condition", "begin it with {% if … %}"),
        (
            "{% for x in y %}\n{% elif x %}{% endfor %}",
            2,
            "'{% elif x %}' stands in no condition",
            "begin it with {% if … %}",
        ),
        ("one\n{% inclde 'x' %}", 2, "there is no tag 'inclde'", "did you mean 'include'?"),
        ("{% if a %}\n{% endfi %}{% endif %}", 2, "there is no tag 'endfi'", "did you mean 'endif'?"),
    ],
)
def test_a_tag_that_is_left_open_is_told_where_it_begins(text: str, line: int, message: str, hint: str) -> None:
    assert told(text) == (line, message, hint)


def told(text: str) -> tuple[int, str, str]:
    (problem,) = template.check(Template("en/demand.md", text, "templates/en/demand.md"), None, "en")
    assert problem.source is not None
    return problem.source.line, problem.message, problem.hint
