"""Known ways out of a template, each of which must end in a Problem, for Markdown and for Word."""

from __future__ import annotations

import pytest

from casefile.errors import CaseError
from casefile.render import template as templates
from casefile.render.literal import restore
from tests.render.letters import body, context

INJECTIONS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ invoice.__class__.__init__.__globals__ }}",
    "{{ invoice['__class__'] }}",
    "{{ invoice|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ config.items() }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ request.application.__globals__ }}",
    "{{ '{0.__class__}'.format(invoice) }}",
    "{{ ('%s' % invoice) }}",
    "{{ 'abc'.upper() }}",
    "{{ ({}).update({}) }}",
    "{{ [].append(1) }}",
    "{{ rows.__add__(rows) }}",
    "{{ exhibit.function }}",
    "{{ exhibit.__call__.__globals__ }}",
    "{{ 'x' * 999999999 }}",
    "{{ 9 ** 9999999 }}",
    "{{ range(999999999)|list }}",
    "{{ 'a'|center(999999999) }}",
    "{{ invoice|tojson }}",
    "{{ '<b>'|safe }}",
    "{{ invoice|pprint }}",
    "{{ ['a']|map('attr', '__class__')|list }}",
    "{{ rows|map(attribute='__class__')|list|length }}{{ rows|map(attribute='__class__')|first }}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% include ['/etc/passwd', 'clauses/x.md'] %}",
    "{% extends '/etc/passwd' %}",
    "{% for a in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "{% set x = invoice.__class__ %}{{ x }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}{{ m._func }}",
    "{{ loop.__init__ }}",
    "{% for a in rows %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in rows %}{{ loop._iterator }}{% endfor %}",
    "{% filter upper %}{% endfilter %}{{ caller.__globals__ }}",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_way_out_of_a_template(text: str) -> None:
    functions = {"exhibit": lambda label: label}
    with pytest.raises(CaseError) as caught:
        templates.fill(body(text), context(), functions, "en")
    assert all(problem.rule == "template" for problem in caught.value.problems)


def test_a_value_is_never_run_as_a_template() -> None:
    filled = templates.fill(body("{{ name }}"), {"name": "{{ 7*7 }}{% include 'x' %}"}, {}, "en")
    assert "49" not in restore(filled)
    assert "{{ 7*7 }}{% include 'x' %}" in restore(filled)


def test_only_functions_handed_in_can_be_called() -> None:
    class Sly(dict[str, object]):
        def __call__(self) -> str:
            return "canary"

    with pytest.raises(CaseError, match="can be called"):
        templates.fill(body("{{ sly() }}"), {"sly": Sly()}, {}, "en")
