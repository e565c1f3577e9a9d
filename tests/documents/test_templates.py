"""The templates there are, and what is wrong with a workspace's own: unknown names in any branch, strays, old reviews."""

from __future__ import annotations

import io
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from casefile.documents import covering
from casefile.documents.kinds import KINDS
from casefile.documents.templates import Shelf
from casefile.errors import UsageError
from casefile.render import template, template_types
from casefile.render.builtin import builtin

PAPERS = ("cover", "index", "certificate", "contact")
TODAY = date(2026, 11, 22)
HEAD = "---\nsubject: Reminder\nreviewed: {by: Ada Krüger, on: 2026-11-01}\n---\n"
LANGUAGES = sorted({path.parent.parent.name for path in builtin().glob("*/words/letters.yaml")})


def shelf(root: Path, files: dict[str, str | bytes]) -> Shelf:
    for name, content in files.items():
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Shelf(root / "templates", PAPERS)


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def found(made: Shelf, on: date = TODAY) -> list[str]:
    return [f"{problem.source} {problem.level}: {problem.message} ({problem.hint})" for problem in made.check(on)]


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_says_what_its_template_may_name(name: str) -> None:
    assert is_dataclass(KINDS[name].values)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*KINDS, covering.NAME, *PAPERS])
def test_a_built_in_template_names_only_what_there_is(name: str, language: str) -> None:
    record = KINDS[name].values if name in KINDS else covering.Enclosed if name == covering.NAME else None
    types = template_types.hints(record) if record else None
    assert template.check(template.find(name, language), types, language) == ()


def test_a_workspace_without_templates_has_no_problems_and_all_the_built_in_ones(tmp_path: Path) -> None:
    made = Shelf(tmp_path / "templates", PAPERS)
    assert found(made) == []
    known = list(made.known())
    assert {(each.name, each.origin) for each in known if each.language == "en"} == {
        (name, "built-in") for name in (*KINDS, "covering", *PAPERS)
    }
    assert all(each.reviewed for each in known if each.name in KINDS)


def test_an_own_template_is_listed_as_such(tmp_path: Path) -> None:
    made = shelf(tmp_path, {"en/reminder.md": HEAD, "en/demand.docx": word("x")})
    listed = {(each.name, each.origin): each.reviewed for each in made.known() if each.language == "en"}
    assert listed["reminder", "own"] == date(2026, 11, 1)
    assert ("demand", "own Word") in listed
    assert ("demand", "built-in") in listed


def test_names_that_are_not_there_are_told_with_their_line(tmp_path: Path) -> None:
    made = shelf(
        tmp_path,
        {
            "en/reminder.md": f"{HEAD}\n{{% if step == 'final' %}}{{{{ who.debtr.name }}}}{{% endif %}}\n{{{{ sum }}}}\n",
            "en/clauses/opening.md": "Dear {{ who.greting }}",
        },
    )
    assert "templates/en/reminder.md:7:1 error: there is no 'sum' here (did you mean 'sums'?)" in found(made)
    fixed = shelf(
        tmp_path, {"en/reminder.md": f"{HEAD}\n{{% if step == 'final' %}}{{{{ who.debtr.name }}}}{{% endif %}}\n"}
    )
    assert "templates/en/reminder.md:6:1 error: there is no 'debtr' here (did you mean 'debtor'?)" in found(fixed)
    assert "templates/en/clauses/opening.md:1:1 error: there is no 'greting' here (did you mean 'greeting'?)" in found(
        fixed
    )


ALL = ("{{ who.debtr }}", "{{ total|mony }}", "{{ nosuch }}", "{{ who.debtor is nice }}", "{{ items[0].nmber|mony }}")


def test_all_mistakes_of_a_file_are_told_in_one_run_from_top_to_bottom(tmp_path: Path) -> None:
    text = "\n".join((*ALL, '{% include "clauses/opning.md" %}'))
    made = shelf(tmp_path, {"en/reminder.md": f"{HEAD}{text}\n"})
    assert [line.partition(" (")[0] for line in found(made) if "reminder.md" in line] == [
        "templates/en/reminder.md:5:1 error: there is no 'debtr' here",
        "templates/en/reminder.md:6:1 error: there is no filter 'mony'",
        "templates/en/reminder.md:6:1 error: there is no 'total' here",
        "templates/en/reminder.md:7:1 error: there is no 'nosuch' here",
        "templates/en/reminder.md:8:1 error: there is no test 'nice'",
        "templates/en/reminder.md:9:1 error: there is no filter 'mony'",
        "templates/en/reminder.md:9:1 error: there is no 'nmber' here",
        "templates/en/reminder.md:10:1 error: there is no clause 'clauses/opning.md' in language 'en'",
    ]


def test_a_clause_that_cannot_be_read_hides_no_other_mistake(tmp_path: Path) -> None:
    made = shelf(
        tmp_path,
        {
            "en/reminder.md": HEAD + '{% include "clauses/opening.md" %}\n{{ who.debtr }}\n',
            "en/clauses/opening.md": "{% if %}",
        },
    )
    told = found(made)
    assert any("opening.md:1:1 error: the template cannot be read" in line for line in told)
    assert any("reminder.md:6:1 error: there is no 'debtr' here" in line for line in told)


def test_all_mistakes_of_a_word_file_are_told_in_one_run(tmp_path: Path) -> None:
    made = shelf(tmp_path, {"en/reminder.docx": word(*ALL[:3], "{{p step }}", "{%p if step %} final {% endif %}")})
    assert [line.partition(" (")[0] for line in found(made)] == [
        f"templates/en/reminder.docx:1:1 error: {message}'"
        for message in (
            "'{{p … }}' is no tag for a value, in the paragraph '{{p step }}",
            "{%p … %} does not stand alone, in the paragraph '{%p if step %} final {% endif %}",
        )
    ]
    mended = shelf(tmp_path, {"en/reminder.docx": word(*ALL[:3], "{%p if step %}", "x{%p endif %}")})
    assert [line.partition(" (")[0] for line in found(mended)] == [
        f"templates/en/reminder.docx:1:1 error: {message}'"
        for message in (
            "{%p … %} does not stand alone, in the paragraph 'x{%p endif %}",
            "there is no 'debtr' here, in the paragraph '{{ who.debtr }}",
            "there is no filter 'mony', in the paragraph '{{ total|mony }}",
            "there is no 'total' here, in the paragraph '{{ total|mony }}",
            "there is no 'nosuch' here, in the paragraph '{{ nosuch }}",
        )
    ]


def test_files_that_no_document_reads(tmp_path: Path) -> None:
    made = shelf(tmp_path, {"en/remindr.md": HEAD, "deu/reminder.md": HEAD, "letterhead.docx": word("{{ body }}")})
    assert found(made) == [
        "templates/deu/reminder.md:1:1 weakness: there is no language 'deu' (did you mean 'de'?)",
        "templates/en/remindr.md:1:1 weakness: no document reads the template 'remindr' (did you mean 'reminder'?)",
    ]


def test_copies_of_what_comes_with_casefile_are_said_nothing_of(tmp_path: Path) -> None:
    names = ("en/cover.md", "en/reminder.md", "en/clauses/payment.md", "base/letterhead.docx", "base/print.css")
    made = shelf(tmp_path, {name: (builtin() / name).read_bytes() for name in names})
    assert found(made) == []
    assert list(made.own()) == []


def test_a_letterhead_of_ones_own_beside_the_copies_is_no_template(tmp_path: Path) -> None:
    made = shelf(tmp_path, {"base/letterhead.docx": word("{{ body }}"), "base/old.docx": word("{{ body }}")})
    named = replace(made, letterhead=tmp_path / "templates/base/letterhead.docx")
    assert found(named) == [
        "templates/base/old.docx:1:1 weakness: nothing of templates/base/ is read in a workspace"
        " (a letterhead is read where casefile.yaml names it: letterhead: templates/base/old.docx)"
    ]


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    made = shelf(tmp_path, {"en/clauses/ours.md": "ours"})
    (tmp_path / "templates/en/reminder.md").symlink_to("reminder.md")
    (tmp_path / "templates/fr").symlink_to("français")
    hint = "put the file in its place; the built-in text is used without it"
    assert found(made) == [
        f"templates/en/reminder.md:1:1 weakness: the link leads nowhere ({hint})",
        f"templates/fr:1:1 weakness: the link leads nowhere ({hint})",
    ]
    assert {known.origin for known in made.known()} == {"built-in"}


def test_a_review_that_is_old_or_missing(tmp_path: Path) -> None:
    made = shelf(tmp_path, {"en/reminder.md": HEAD, "en/terms.md": "---\nsubject: Terms\n---\nText\n"})
    hint = "(have it read again, and write reviewed: {by: …, on: …, law: …})"
    assert found(made) == [f"templates/en/terms.md:1:1 weakness: the template was never reviewed {hint}"]
    assert found(made, date(2027, 11, 3)) == [
        f"templates/en/reminder.md:1:1 weakness: the template was last reviewed on 2026-11-01 {hint}",
        f"templates/en/terms.md:1:1 weakness: the template was never reviewed {hint}",
    ]


def test_front_matter_that_cannot_be_read(tmp_path: Path) -> None:
    made = shelf(tmp_path, {"en/reminder.md": "---\nsubjekt: x\n---\nText\n"})
    assert "templates/en/reminder.md:2:1 error: unknown key 'subjekt' (did you mean 'subject'?)" in found(made)


def test_a_word_template_is_told_by_its_paragraph(tmp_path: Path) -> None:
    made = shelf(
        tmp_path,
        {
            "en/reminder.docx": word(
                "Dear {{ who.greeting }}",
                "{%p for row in items %}",
                "{{ row.nmber }}",
                "{%p endfor %}",
                "{{ nothing|mony }}",
            )
        },
    )
    assert [line.partition(" (")[0] for line in found(made)] == [
        "templates/en/reminder.docx:1:1 error: there is no 'nmber' here, in the paragraph '{{ row.nmber }}'",
        "templates/en/reminder.docx:1:1 error: there is no filter 'mony', in the paragraph '{{ nothing|mony }}'",
        "templates/en/reminder.docx:1:1 error: there is no 'nothing' here, in the paragraph '{{ nothing|mony }}'",
    ]
    made = shelf(
        tmp_path, {"en/reminder.docx": word("{%p for row in items %}", "No. {{ row.nmber }}", "{%p endfor %}")}
    )
    assert found(made) == [
        "templates/en/reminder.docx:1:1 error: there is no 'nmber' here, in the paragraph 'No. {{ row.nmber }}' (did you mean 'number'?)"
    ]


def test_a_word_template_may_call_what_there_is(tmp_path: Path) -> None:
    lines = ('{{ exhibit("E01") }} {{ asset("payment") }} {{ link(pay.link) }}', "{{ lnik(pay.link) }}")
    made = shelf(tmp_path, {"en/reminder.docx": word(*lines)})
    (only,) = found(made)
    assert only.startswith("templates/en/reminder.docx:1:1 error: there is no 'lnik' here, in the paragraph")
    assert only.endswith("(did you mean 'link'?)")


def test_the_original_of_a_template(tmp_path: Path) -> None:
    made = Shelf(tmp_path / "templates", PAPERS)
    assert made.original("reminder", "en")[0] == "en/reminder.md"
    assert made.original("clauses/payment", "en")[0] == "en/clauses/payment.md"
    path, content = made.original("letterhead", "en")
    assert (path, content[:2]) == ("letterhead.docx", b"PK")
    for wrong in ("remindr", "../../../pyproject", "words/letters"):
        with pytest.raises(UsageError, match="there is no template"):
            made.original(wrong, "en")


def test_how_a_template_differs_from_the_built_in_one(tmp_path: Path) -> None:
    built_in = template.find("check-in", "en").text
    made = shelf(tmp_path, {"en/check-in.md": built_in.replace("subject:", "subject: My"), "en/clauses/mine.md": "x"})
    lines = list(made.changes())
    assert lines[:2] == ["--- built-in/en/check-in.md", "+++ templates/en/check-in.md"]
    assert next(line for line in lines[2:] if line.startswith(("+", "-"))).startswith("-subject:")
    assert list(made.changes(["reminder"])) == []


def test_a_subject_is_checked_as_the_text_is(tmp_path: Path) -> None:
    text = HEAD.replace("subject: Reminder", "layout: letter\nsubject: For {{ who.debtor.nmae }}")
    (told,) = found(shelf(tmp_path, {"en/reminder.md": f"{text}Text.\n"}))
    assert told == "templates/en/reminder.md:3:1 error: there is no 'nmae' here (did you mean 'name'?)"
