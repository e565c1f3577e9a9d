"""Word templates of a workspace's own: what they may hold, and that every value stays what it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document

from casefile.errors import CaseError, Problem
from casefile.render import docx, docx_names, template_types
from casefile.render.sheet import Asset, Location
from tests.office import laid_out
from tests.render.letters import ASSETS, CREATED, LOCATIONS, context
from tests.render.pages import paragraphs, texts, word, xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2" fill="red"/></svg>'
HOSTILE = (
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "</w:t></w:r>", "{{ 7*7 }}", "{% for x in y %}", "{_{ 7*7 }_} {_% x %_}",
    "{{r x }}", "*x* _y_ # z | `c` ![a](b)", "& &amp; &#x41; ]]>", "\u202eevil\u202c", "\x00\x07\x0b\x0c\x1b", "a\u200bb", "\ue200\ue201",
    "שלום عالم", "“curly” 'quotes' \"too\"",
)  # fmt: skip
SHOWN = {"\u202eevil\u202c": "<U+202E>evil<U+202C>", "\x00\x07\x0b\x0c\x1b": "<U+0000><U+0007><U+000B><U+000C><U+001B>"}


def built(*lines: str, write: Callable[[Any], None] = lambda _document: None) -> bytes:
    """A template as a person would make it in Word."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    write(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def rows(document: Any) -> None:
    """A table with a row for each invoice, and a total."""
    table = document.add_table(5, 3)
    cells = (
        ("Invoice", "Due", "Amount"),
        ("{%tr for row in rows %}", "", ""),
        ("{{ row.number }}", "{{ row.due|short_date }}", "{{ row.amount|money }}"),
        ("{%tr endfor %}", "", ""),
        ("Total", "", "{{ total }}"),
    )
    for row, texts_ in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts_, strict=True):
            cell.text = text


def filled(template: bytes, **values: Any) -> bytes:
    assets = {**ASSETS, "logo": Asset("image/svg+xml", DRAWING, "Kestrel & <Co>", 40)}
    return docx.fill(
        template, {**context(), **values}, language="en", created=CREATED, origin="templates/en/demand.docx",
        title="T", author="Kestrel", assets=assets, locations=LOCATIONS,
    )  # fmt: skip


def test_a_table_has_a_row_for_each_thing() -> None:
    (table,) = word(filled(built("Open:", write=rows))).tables
    assert [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows] == [
        ["Invoice", "Due", "Amount"],
        ["2026-0117", "14 Apr 2026", "£1,082.90"],
        ["2026-0118", "14 Apr 2026", "£1,082.90"],
        ["2026-0119", "14 Apr 2026", "£1,082.90"],
        ["Total", "", "£3,248.70"],
    ]


def test_pictures_stand_in_the_text_with_their_words() -> None:
    drawn = filled(built('Scan {{ asset("payment") }} to pay.', '{{ asset("logo", width=25) }}'))
    document = word(drawn)
    assert [round(shape.width.mm) for shape in document.inline_shapes] == [28, 25]
    assert [each.get("descr") for each in xml(drawn).iter(f"{WP}docPr")] == ["Payment code", "Kestrel & <Co>"]
    assert document.paragraphs[0].text == "Scan  to pay."
    kept = {part.blob for part in document.part.package.parts if str(part.partname).startswith("/word/media/")}
    assert ASSETS["payment"].content in kept
    assert all(blob.startswith(b"\x89PNG") for blob in kept)


def test_a_picture_may_stand_in_a_row_of_a_loop_and_in_the_head_of_the_page() -> None:
    def write(document: Any) -> None:
        table = document.add_table(3, 1)
        for row, text in zip(table.rows, ("{%tr for row in rows %}", '{{ row.number }} {{ asset("payment") }}', "{%tr endfor %}"), strict=True):  # fmt: skip
            row.cells[0].text = text
        document.sections[0].header.paragraphs[0].text = '{{ asset("logo") }} {{ invoice.number }}'

    drawn = filled(built("x", write=write))
    assert len(word(drawn).inline_shapes) == 3
    ids = [each.get("id") for each in xml(drawn).iter(f"{WP}docPr")]
    assert len(set(ids)) == 3
    (header,) = paragraphs(drawn, "word/header1.xml")
    assert header.strip() == "2026-0117"
    assert len(list(xml(drawn, "word/header1.xml").iter(f"{WP}inline"))) == 1


def test_exhibits_are_cited_as_in_every_document() -> None:
    drawn = filled(built('See {{ exhibit("E07", page=3) }} and {{ exhibit("E08") }}.'))
    assert paragraphs(drawn) == ["See E07, p.\u00a03 [B14] and E08."]


def test_links_lead_where_they_say() -> None:
    drawn = filled(built('Pay {{ link(url, words) }}, {{ link(url) }}{{ link(bad, "there") }}.'), words="here & <now>", url="https://e.example/?a=1&b=2", bad="javascript:x")  # fmt: skip
    assert paragraphs(drawn) == ["Pay here & <now>, https://e.example/?a=1&b=2there."]
    links = list(xml(drawn).iter(f"{W}hyperlink"))
    assert len(links) == 2
    external = [each.target_ref for each in word(drawn).part.rels.values() if each.is_external]
    assert external == ["https://e.example/?a=1&b=2"]


@pytest.mark.parametrize("value", HOSTILE)
def test_values_appear_as_they_are(value: str) -> None:
    def write(document: Any) -> None:
        document.add_table(1, 1).rows[0].cells[0].text = "{{ v }}"
        document.sections[0].footer.paragraphs[0].text = "{{ v }}"

    shown = SHOWN.get(value, value.replace("\ue200\ue201", "<U+E200><U+E201>"))
    drawn = filled(built("Dear {{ v }},", "{%p if v %}", "{{ v|upper|lower }}", "{%p endif %}", write=write), v=value)
    document = word(drawn)
    assert document.paragraphs[0].text == f"Dear {shown},"
    assert document.tables[0].rows[0].cells[0].text == shown
    assert document.sections[0].footer.paragraphs[0].text == shown


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ('{{ "A & B" }}', "A & B"),
        ("{{ 'A &amp; B <b>' }}", "A &amp; B <b>"),
        ('{% if words == "R & D" %}ours{% endif %}', "ours"),
    ],
)
def test_words_in_a_tag_are_read_as_they_were_typed(tag: str, shown: str) -> None:
    assert paragraphs(filled(built(tag), words="R & D")) == [shown]


def test_a_value_of_several_lines_keeps_them() -> None:
    drawn = word(filled(built("{{ v }}"), v="one\ntwo\r\nthree\tfour"))
    assert drawn.paragraphs[0].text == "one\ntwo\nthree\tfour"


def test_properties_are_the_documents_own() -> None:
    properties = word(filled(built("x"))).core_properties
    assert (properties.title, properties.author, properties.language) == ("T", "Kestrel", "en")
    assert filled(built("x", write=rows)) == filled(built("x", write=rows))


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ('{{ asset("paymnt") }}', "there is no picture 'paymnt', in the paragraph", "did you mean 'payment'?"),
        ('{{ exhibit("E7") }}', "there is no exhibit 'E7', in the paragraph", "did you mean 'E07'?"),
        ('{{ exhibit("E07", page=9) }}', "exhibit E07 has no page 9", "it has 4"),
        (
            '{{ exhibit("E07", 1, 2) }}',
            "exhibit() is called with too much or too little",
            "write exhibit(label, page=…)",
        ),
        ("{{ link(5) }}", "link() takes text as address, not 5", "write link(address, words=…)"),
        ("{{ link(none) }}", "link() takes text as address, not nothing", "write link(address, words=…)"),
        (
            '{{ asset("payment", width=-3) }}',
            "a picture cannot be -3 mm wide",
            "write a width of 1 to 400, or none at all",
        ),
        (
            '{{ asset("payment", width=9999999) }}',
            "a picture cannot be 9999999 mm wide",
            "write a width of 1 to 400, or none at all",
        ),
        ('{{ asset("payment", width="x") }}', "asset() takes a number as width, not 'x'", "write asset(name, width=…)"),
        ('{{ asset("payment", hight=4) }}', "asset() does not take 'hight'", "write asset(name, width=…)"),
        ("{{ asset(true) }}", "asset() takes text as name, not True", "write asset(name, width=…)"),
        ("{% for i in range(1, 2, 0) %}{% endfor %}", "range() cannot be called with these values", "write range(…)"),
        ('{% for i in range("x") %}{% endfor %}', "range() takes a whole number as bounds, not 'x'", "write range(…)"),
    ],
)
def test_what_is_not_there_names_the_paragraph(line: str, message: str, hint: str) -> None:
    with pytest.raises(CaseError) as caught:
        filled(built("First", line))
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.hint == hint
    assert str(problem.source) == "templates/en/demand.docx:1:1"


def test_a_mistake_in_the_foot_of_the_page_names_that_paragraph() -> None:
    def write(document: Any) -> None:
        document.sections[0].footer.paragraphs[0].text = "Case {{ nubmer }}"

    with pytest.raises(CaseError, match=r"there is no 'nubmer' here, in the paragraph 'Case \{\{ nubmer \}\}'"):
        filled(built("First", "Second", write=write))


def test_a_tag_left_open_in_the_head_of_the_page_is_found() -> None:
    def write(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Case {{ number"

    with pytest.raises(CaseError, match=r"a tag is not closed in the paragraph 'Case \{\{ number'"):
        filled(built("First", write=write))


def table(*rows: tuple[str, ...]) -> Callable[[Any], None]:
    def write(document: Any) -> None:
        made = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    return write


@pytest.mark.parametrize(
    ("line", "cells", "message"),
    [
        (
            "{%p for row in rows %}",
            [("{%tr endfor %}", "")],
            "'{%p for row in rows %}' begins in a paragraph and ends in a table row, in the paragraph '{%tr endfor %}'",
        ),
        (
            "{%p if total %}",
            [("a", "{%p endif %}")],
            "'{%p if total %}' begins in one cell, text box or part of the text and ends in another,"
            " in the paragraph '{%p endif %}'",
        ),
        (
            "{% for row in rows %}out",
            [("in a cell {% endfor %}", "")],
            "'{% for row in rows %}' begins in one cell, text box or part of the text and ends in another,"
            " in the paragraph 'in a cell {% endfor %}'",
        ),
        (
            "x",
            [("{%tr for row in rows %}", ""), ("a", "{%p endfor %}")],
            "'{%tr for row in rows %}' begins in a table row and ends in a paragraph, in the paragraph '{%p endfor %}'",
        ),
        (
            "x",
            [("{%tr if total %}", ""), ("a", "b {% else %} c"), ("{%tr endif %}", "")],
            "'{%tr if total %}' goes from a table row on to a line of text, in the paragraph 'b {% else %} c'",
        ),
        (
            "x",
            [("{%tr for row in rows %}{{ row.number }}", "{{ row.due }}{%tr endfor %}")],
            "{%tr … %} does not stand alone in its row,"
            " in the row '{%tr for row in rows %}{{ row.number }}{{ row.due }}{%tr endfor %}'",
        ),
    ],
)
def test_a_loop_that_ends_elsewhere_than_it_began_is_refused_and_loses_no_words(
    line: str, cells: list[tuple[str, ...]], message: str
) -> None:
    found = both(built(line, write=table(*cells)))
    assert found.message == message
    assert found.hint


def test_a_loop_from_one_table_into_another_is_refused() -> None:
    def write(document: Any) -> None:
        table(("{%tr for row in rows %}",), ("{{ row.number }}",))(document)
        document.add_paragraph("between")
        table(("{%tr endfor %}",))(document)

    found = both(built(write=write))
    assert found.message.startswith("'{%tr for row in rows %}' begins in one table and ends in another")


def test_a_loop_that_ends_as_it_began_may_hold_tables_and_conditions_of_other_kinds() -> None:
    def write(document: Any) -> None:
        table(
            ("{%tr if row.due %}",), ("{{ row.number }}{% if v %} due{% else %} paid{% endif %}",), ("{%tr endif %}",)
        )(document)
        document.add_paragraph("{%p endfor %}")

    made = word(filled(built("{%p for row in rows %}", "{% set w = 1 %}Row", write=write), v=True))
    assert [each.rows[0].cells[0].text for each in made.tables] == ["2026-0117 due", "2026-0118 due", "2026-0119 due"]


@pytest.mark.parametrize("line", ["{% if not total %}words{% endif %}", "", "{# nothing #}"])
def test_a_letter_without_a_word_is_an_error(line: str) -> None:
    def write(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Kestrel Ltd"

    with pytest.raises(CaseError) as caught:
        filled(built(line, write=write))
    (problem,) = caught.value.problems
    assert problem.message == "the Word template, filled, has no words in its text"
    assert str(problem.source) == "templates/en/demand.docx:1:1"


def test_an_exhibit_outside_a_packet_has_no_bundle_page() -> None:
    drawn = docx.fill(
        built('{{ exhibit("E07", 2) }}'), {}, language="de", created=CREATED, locations={"E07": Location("K 7", None)}
    )
    assert paragraphs(drawn) == ["K 7, S.\u00a02"]


@pytest.mark.slow
def test_libreoffice_shows_what_was_filled_in(tmp_path: Path) -> None:
    lines = ("Dear {{ v }},", 'See {{ exhibit("E07") }} {{ asset("payment") }}', "{{ link(url) }}", "{{ many }}")
    values = {"v": "<b> & {{ 7*7 }} \u202e", "url": "https://e.example/?a=1&b=2", "many": "one\ntwo"}
    made = laid_out(tmp_path, {"own": filled(built(*lines, write=rows), **values)})
    text = " ".join(" ".join(texts(made["own"])).split()).replace("\u00a0", " ")
    for words in (
        "Dear <b> & {{ 7*7 }} <U+202E>,", "See E07", "https://e.example/?a=1&b=2", "one two", "2026-0119", "£3,248.70",
    ):  # fmt: skip
        assert words in text
    page = pypdfium2.PdfDocument(made["own"])[0]
    assert [each.type for each in page.get_objects()].count(3) == 1, "one picture"


def test_a_condition_may_be_a_run_of_its_own() -> None:
    assert paragraphs(filled(built("Dear {%r if v %}{{ v }}{%r endif %}, hello"), v="Ann")) == ["Dear Ann, hello"]


def test_a_whole_cell_may_be_left_out() -> None:
    def write(document: Any) -> None:
        cells = document.add_table(1, 4).rows[0].cells
        for cell, text in zip(cells, ("a", "{%tc if v %}", "b", "{%tc endif %}"), strict=True):
            cell.text = text

    (table,) = xml(filled(built("x", write=write), v=False)).iter(f"{W}tbl")
    assert len(list(table.iter(f"{W}tc"))) == 1


@pytest.mark.parametrize("kind", ["p", "r", "tr", "tc"])
def test_a_value_has_no_tag_of_a_paragraph_or_run(kind: str) -> None:
    template = built(f"Total {{{{{kind} total }}}} due")
    found = both(template)
    assert (
        found.message
        == f"'{{{{{kind} … }}}}' is no tag for a value, in the paragraph 'Total {{{{{kind} total }}}} due'"
    )
    assert found.hint == "write {{ total }}: it prints in the look of the text round it"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("{{ total|safe }}", "there is no filter 'safe'", "there is: "),
        ("{%tr for row in rows %}", "{%tr … %} stands outside a table", "put it in a row of a table"),
        ("{%tc endfor %}", "{%tc … %} stands outside a table", "put it in a cell of a table"),
        ("{%p if total %} owed", "{%p … %} does not stand alone", "give it a paragraph of its own"),
    ],
)
def test_what_is_told_when_it_is_checked_is_told_when_it_is_filled(line: str, message: str, hint: str) -> None:
    found = both(built("First", line))
    assert found.message == f"{message}, in the paragraph '{line}'"
    assert found.hint.startswith(hint)


def both(template: bytes) -> Problem:
    """What checking and filling say of a template: the same."""
    with pytest.raises(CaseError) as caught:
        filled(template)
    origin = "templates/en/demand.docx"
    known = dict.fromkeys(context(), template_types.UNKNOWN)
    assert docx_names.check(template, origin, "en", known) == caught.value.problems
    return caught.value.problems[0]


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "clauses/payment.md" %}',
        '{% include "clauses/nowhere.md" ignore missing %}',
        '{% import "clauses/payment.md" as clause %}',
        '{% from "clauses/payment.md" import table %}',
    ],
)
def test_a_clause_is_no_part_of_a_word_template(tag: str) -> None:
    problem = both(built(f"Please pay: {tag}"))
    assert problem.message.startswith("clauses cannot be included or imported in Word, in the paragraph 'Please pay: ")
    assert problem.hint == "write the words out in the Word template"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("{%p if total %}", "'{% if total %}' is not closed, in the paragraph '{% if total %}'", "write {% endif %}"),
        (
            "Pay {% if total %} now",
            "'{% if total %}' is not closed, in the paragraph 'Pay {% if total %} now'",
            "write",
        ),
        (
            "Pay {% endif %} now",
            "'{% endif %}' closes nothing, in the paragraph 'Pay {% endif %} now'",
            "begin it with",
        ),
        ("See {{ „x“ }}", "a quote in a tag is curly: „, in the paragraph 'See {{ „x", "write straight quotes"),
        ("See {{ a–b }}", "a dash in a tag is too long: –, in the paragraph 'See {{ a–b }}'", "write -"),
    ],
)
def test_a_tag_that_cannot_be_read_names_its_paragraph(line: str, message: str, hint: str) -> None:
    problem = both(built("Dear Sir", line, "Yours faithfully"))
    assert problem.message.startswith(message)
    assert problem.hint.startswith(hint)
