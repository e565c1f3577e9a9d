"""Templates: finding them, what they may name, and the problems they give."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.errors import CaseError, Problem
from casefile.render import template as templates
from casefile.render.blocks import Paragraph, plain
from casefile.render.markdown import read
from tests.render.letters import body, context, letter, pounds


def filled(text: str, search: tuple[Path, ...] = (), **values: object) -> str:
    """The words of a template's paragraphs, filled."""
    markdown = templates.fill(body(text), {**context(), **values}, {}, "en", search)
    blocks, _ = read(markdown)
    return "\n".join(plain(each.content) for each in blocks if isinstance(each, Paragraph))


def problems(text: str, search: tuple[Path, ...] = (), **values: object) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        filled(text, search, **values)
    return caught.value.problems


def test_the_first_folder_that_has_a_template_wins(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "en").mkdir(parents=True)
        (tmp_path / name / "en" / "reminder.md").write_text(name)
    found = templates.find("reminder", "en", [tmp_path / "a", tmp_path / "b"])
    assert (found.text, found.name) == ("a", "en/reminder.md")
    assert found.origin == "a/en/reminder.md"


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "templates/en").mkdir(parents=True)
    (tmp_path / "templates/en/reminder.md").write_bytes(b"caf\xe9")
    with pytest.raises(CaseError) as caught:
        templates.find("reminder", "en", [tmp_path / "templates"])
    (problem,) = caught.value.problems
    assert str(problem) == "templates/en/reminder.md:1:1: the template is not UTF-8 text (save it as UTF-8)"


def test_another_language_never_stands_in(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "odd-kind.md").write_text("x")
    with pytest.raises(CaseError, match="no template for 'odd-kind' in language 'fr'"):
        templates.find("odd-kind", "fr", [tmp_path])


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("canary")
    (tmp_path / "t" / "en").mkdir(parents=True)
    (tmp_path / "t" / "en" / "odd-kind.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(CaseError, match="no template"):
        templates.find("odd-kind", "en", [tmp_path / "t"])


def test_a_link_to_itself_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "odd-kind.md").symlink_to("odd-kind.md")
    with pytest.raises(CaseError, match="no template"):
        templates.find("odd-kind", "en", [tmp_path])


def test_values_are_written_as_the_language_has_them() -> None:
    text = "{{ total }} {{ invoice.due }} {{ term|days }} {{ 3|counted('invoice', 'invoices') }} {{ total|words }}"
    assert filled(text).replace("\u00a0", " ") == (
        "£3,248.70 14 April 2026 14 days 3 invoices three thousand two hundred and forty-eight pounds and seventy pence"
    )


def test_the_last_of_a_list_is_joined_by_a_word_that_ends_no_line() -> None:
    assert filled('{{ ["a", "b", "c"]|listed("and") }}') == "a, b and c"
    assert filled('{{ ["a", "b"]|listed("i") }}') == "a i\u00a0b"


def test_an_unknown_name_says_where_and_what_is_near() -> None:
    (problem,) = problems("Hello\n\n{{ invoise.number }}")
    assert str(problem) == "templates/en/letter.md:6:1: there is no 'invoise' here (did you mean 'invoice'?)"


def test_every_unknown_name_and_filter_is_reported() -> None:
    assert [each.message for each in problems("{{ a }}{{ b }}")] == ["there is no 'a' here", "there is no 'b' here"]
    assert [(each.message, each.hint) for each in problems("{{ total|mony }}")] == [
        ("there is no filter 'mony'", "did you mean 'money'?")
    ]


def test_an_unknown_field_says_what_is_near() -> None:
    (problem,) = problems("{{ invoice.nubmer }}")
    assert (problem.message, problem.hint) == ("there is no 'nubmer' here", "did you mean 'number'?")


def test_a_name_may_be_asked_for() -> None:
    assert filled("{% if extra is defined %}{{ extra }}{% else %}none{% endif %}") == "none"


def test_a_syntax_error_says_its_line() -> None:
    (problem,) = problems("one\n{% if total %}{{ }}\ntwo")
    assert problem.source is not None
    assert problem.source.line == 5
    assert "cannot be read" in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ none }}", "test it with 'if'"),
        ("{{ total == total }}", "test it with 'if'"),
        ("{{ rows }}", "name one of its fields"),
        ("{{ term|money }}", "'money' cannot be applied to this int"),
        ("{{ total|plural('a', 'b') }}", "'plural' cannot be applied to this Money"),
        ("{{ term|plural('a') }}", "takes 2 forms"),
        ("{{ term + 1 }}", "no arithmetic"),
        ("{{ -term * 2 }}", "no arithmetic"),
        ("{% for x in term %}{% endfor %}", "not iterable"),
    ],
)
def test_what_has_no_one_way_of_being_written_is_a_problem(text: str, message: str) -> None:
    (problem,) = problems(text)
    assert message in problem.message
    assert problem.source is not None


def test_a_clause_comes_from_the_same_language(tmp_path: Path) -> None:
    (tmp_path / "en" / "clauses").mkdir(parents=True)
    (tmp_path / "en" / "clauses" / "late.md").write_text("Late by {{ term|days }}.\n")
    assert filled('{% include "clauses/late.md" %}', (tmp_path,)) == "Late by 14\u00a0days."


def test_a_changed_clause_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "en" / "clauses").mkdir(parents=True)
    clause = tmp_path / "en" / "clauses" / "late.md"
    clause.write_text("One")
    assert filled('{% include "clauses/late.md" %}', (tmp_path,)) == "One"
    clause.write_text("Two")
    assert filled('{% include "clauses/late.md" %}', (tmp_path,)) == "Two"


def test_a_clause_names_its_own_file_in_problems(tmp_path: Path) -> None:
    (tmp_path / "en" / "clauses").mkdir(parents=True)
    (tmp_path / "en" / "clauses" / "late.md").write_text("\n{{ invoice.totl }}")
    (problem,) = problems('{% include "clauses/late.md" %}', (tmp_path,))
    assert str(problem.source).endswith("en/clauses/late.md:2:1")


def test_a_clause_of_ones_own_under_a_built_in_template_is_checked_in_every_branch(tmp_path: Path) -> None:
    (tmp_path / "en" / "clauses").mkdir(parents=True)
    (tmp_path / "en" / "clauses" / "signing-off.md").write_text("{% if false %}{{ 1|dayss }}{% endif %}")
    with pytest.raises(CaseError) as caught:
        templates.fill(templates.find("receipt", "en", (tmp_path,)), {}, {}, "en", (tmp_path,))
    told = [(str(each.source), each.message) for each in caught.value.problems]
    assert [each for each in told if "clauses" in each[0]] == [
        (f"{tmp_path.name}/en/clauses/signing-off.md:1:1", "there is no filter 'dayss'")
    ]


@pytest.mark.parametrize("name", ["../en/x.md", "/etc/passwd", "clauses/../x.md", "clauses/none.md", "clauses/x.md\\n"])
def test_only_clauses_that_are_there_are_included(name: str) -> None:
    (problem,) = problems(f'{{% include "{name}" %}}')
    assert "no clause" in problem.message


def test_a_clause_that_includes_itself_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "en" / "clauses").mkdir(parents=True)
    (tmp_path / "en" / "clauses" / "a.md").write_text('{% include "clauses/a.md" %}')
    assert "includes itself" in problems('{% include "clauses/a.md" %}', (tmp_path,))[0].message


def test_macros_and_captured_text_keep_their_markup_and_protect_their_values() -> None:
    text = "{% macro strong(x) %}**{{ x }}**{% endmacro %}{% set kept %}*{{ name }}*{% endset %}{{ strong(name) }} {{ kept }}"
    blocks, _ = read(templates.fill(body(text), {"name": "a*b*"}, {}, "en"))
    assert isinstance(blocks[0], Paragraph)
    assert [(run.text, run.strong, run.emphasis) for run in blocks[0].content] == [  # type: ignore[union-attr]  # a paragraph of runs
        ("a*b*", True, False),
        (" ", False, False),
        ("a*b*", False, True),
    ]


def test_captured_text_joined_to_a_value_is_shown_as_it_stands() -> None:
    assert filled("{% set kept %}**{{ name }}**{% endset %}{{ kept ~ name }}", name="*a*") == "***a****a*"


def test_output_is_limited() -> None:
    text = "{% for a in range(1000) %}{% for b in range(1000) %}{{ name }}{% endfor %}{% endfor %}"
    assert "longer than a document" in problems(text, name="x" * 100)[0].message
    assert "too long" in problems("{% for a in range(100000) %}{% endfor %}")[0].message


def test_a_template_check_needs_no_values() -> None:
    found = templates.check(body("{{ invoice }} {{ nothing }}"), {"invoice": str}, "en")
    assert [each.message for each in found] == ["there is no 'nothing' here"]
    assert templates.check(body("{{ invoice }} {{ exhibit('E01') }}"), {"invoice": str}, "en") == ()


def test_a_field_may_be_a_property_but_not_a_method() -> None:
    assert filled("{{ total.currency }}") == "GBP"
    (problem,) = problems("{{ total.rounded }}")
    assert problem.hint == "there is: amount, currency"
    assert filled("{% if total == other %}same{% endif %}", other=pounds("3248.70")) == "same"


def test_a_picture_takes_no_width_in_markdown() -> None:
    with pytest.raises(CaseError) as caught:
        letter('{{ asset("logo", width=9) }}')
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == ("asset() does not take 'width'", "write asset(name)")


def clause(folder: Path, name: str, text: str) -> Path:
    (folder / "en/clauses").mkdir(parents=True, exist_ok=True)
    (folder / "en/clauses" / name).write_text(text)
    return folder


def test_a_wrong_clause_is_told_where_it_is_included(tmp_path: Path) -> None:
    search = (clause(tmp_path, "odd-closing.md", "Goodbye."),)
    (problem,) = problems('First.\n{% include "clauses/odd-closng.md" %}', search)
    assert (problem.message, problem.source and problem.source.line, problem.hint) == (
        "there is no clause 'clauses/odd-closng.md' in language 'en'",
        5,
        "did you mean 'clauses/odd-closing.md'?",
    )


def test_a_built_in_clause_is_near_too() -> None:
    (problem,) = problems('{% include "clauses/paymnt.md" %}')
    assert problem.hint == "did you mean 'clauses/payment.md'?"


def test_a_misspelt_macro_is_told_where_it_is_imported(tmp_path: Path) -> None:
    search = (clause(tmp_path, "x.md", "{% set rows = 3 %}{% macro table() %}A table.{% endmacro %}"),)
    (problem,) = problems('First.\n{% from "clauses/x.md" import tabel as t, rows %}\n{{ t() }}', search)
    assert (problem.message, problem.source and problem.source.line, problem.hint) == (
        "there is no macro 'tabel' in 'clauses/x.md'",
        5,
        "did you mean 'table'?",
    )
    assert filled('{% from "clauses/x.md" import table, rows %}\n{{ table() }}', search) == "A table."


def test_a_fault_of_the_subject_is_told_on_its_line() -> None:
    text = "---\nlayout: letter\nsubject: About {{ nothing_such }}\n---\n"
    with pytest.raises(CaseError) as caught:
        templates.line(templates.Template("en/a.md", text, "t/en/a.md"), "About {{ nothing_such }}", {}, "en")
    assert [problem.source and problem.source.line for problem in caught.value.problems] == [3]
