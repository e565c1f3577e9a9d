"""Letters as Word files: the same words as the PDF, real styles, safe templates, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from casefile.errors import CaseError
from casefile.render import docx, pdf
from casefile.render.blocks import Table, plain
from casefile.render.builtin import builtin
from casefile.render.geometry import GEOMETRIES, geometry
from casefile.render.sheet import Asset, Layout, Sheet
from tests.office import laid_out
from tests.render.letters import ASSETS, CREATED, FRAME, LETTER, in_country, letter
from tests.render.pages import paragraphs, texts, word, words, xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = """---
subject: "Statement: {{ invoice.number }}"
layout: document
---
First.

::: landscape
| No | Item | Amount |
|---:|---|---:|
| 1 | x | {{ total|money }} |
| **Total** | | {{ total|money }} |
:::

After.
"""


def pdf_words(sheet: Sheet) -> list[str]:
    """The words of a PDF without what repeats on pages: running head, footer, page number, list marks."""
    running = f"{sheet.frame.sender[0]} · {sheet.title}"
    found: list[str] = []
    for number, page in enumerate(texts(pdf.draw(sheet))):
        text = re.sub(r"Page \d+ of \d+", "", page)
        for each in (" · ".join(sheet.frame.details), " · ".join(sheet.frame.footer), running if number else ""):
            text = text.replace(each, "", 1) if each else text
        on_page = [each for line in text.splitlines() for each in words(re.sub(r"^(•|–|\d\.) ", "", line))]
        found += on_page[_repeated(on_page, sheet) if number else 0 :]
    return found


def _repeated(on_page: list[str], sheet: Sheet) -> int:
    """How many words at the top of a page are a table's head, repeated."""
    heads = (
        [text for cell in each.head for text in words(plain(cell))] for each in sheet.body if isinstance(each, Table)
    )
    return next((len(head) for head in heads if on_page[: len(head)] == head), 0)


SHEETS: dict[str, Callable[[], Sheet]] = {
    "letter": letter,
    "letter over two pages": lambda: letter(count=20),
    "document": lambda: letter(DOCUMENT),
    "German letter": lambda: in_country("DE"),
    "Polish letter": lambda: in_country("PL"),
    "hostile values": lambda: letter(
        LETTER, invoice={"number": "*x* <b> & {{ 7*7 }} | [a](b) \u202e \ue041 _{_ ${z}", "due": "`now`"}
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_pdf_and_word_say_the_same_words_in_the_same_order(name: str) -> None:
    sheet = SHEETS[name]()
    in_word = [each for line in paragraphs(docx.draw(sheet)) for each in words(line)]
    assert in_word == pdf_words(sheet)


def test_head_and_foot_say_the_same_too() -> None:
    drawn = docx.draw(letter(frame=replace(FRAME, banner="DRAFT")))
    with zipfile.ZipFile(io.BytesIO(drawn)) as packed:
        parts = [name for name in packed.namelist() if re.fullmatch(r"word/(header|footer)\d\.xml", name)]
    heads = [" ".join(paragraphs(drawn, name)) for name in sorted(parts)]
    assert sorted(heads) == sorted(
        [
            "Kestrel Instruments Ltd · Invoice 2026-0117: payment reminder DRAFT",
            "DRAFT",
            *2
            * [
                "IBAN GB33 BUKB 2020 1555 5555 55 · Company no. 01234567 "
                "Case orchid-2026 · as of 21 November 2026 · revision 3f2a91c Page 1 of 1"
            ],
        ]
    )


def test_values_are_literal_in_head_foot_and_properties() -> None:
    hostile = "<w:p/> & {{ 7*7 }} {% x %} *y* {_{ %_} \x0b"
    frame = replace(
        FRAME, banner=hostile, footer=(hostile,), details=(hostile,), sender=(hostile,), recipient=(hostile,)
    )
    drawn = docx.draw(letter('---\nsubject: "{{ v }}"\n---\n{{ v }}', frame=frame, v=hostile))
    shown = "<w:p/> & {{ 7*7 }} {% x %} *y* {_{ %_} <U+000B>"
    document = word(drawn)
    assert document.core_properties.title == shown
    assert document.core_properties.author == shown
    with zipfile.ZipFile(io.BytesIO(drawn)) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"word/(header|footer|document)\d?\.xml", name):
                text = "".join(xml(drawn, name).itertext())
                assert shown in text
                assert "49" not in text


def test_tables_repeat_their_head_and_keep_their_rows_and_totals() -> None:
    body = xml(docx.draw(letter(DOCUMENT, count=3)))
    (table,) = [each for each in body.iter(f"{W}tbl") if len(list(each.iter(f"{W}tr"))) == 3]
    rows = list(table.iter(f"{W}tr"))
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(each.find(f"{W}pPr/{W}keepNext") is not None for each in rows[1].iter(f"{W}p"))
    last = [cell.find(f"{W}p/{W}pPr/{W}jc") for cell in rows[1].iter(f"{W}tc")][-1]
    assert last is not None
    assert last.get(f"{W}val") == "right"


def test_a_landscape_section_stands_between_two_upright_ones() -> None:
    document = word(docx.draw(letter(DOCUMENT)))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    assert [section.different_first_page_header_footer for section in document.sections] == [True, False, False]


def test_a_landscape_document_is_one_section() -> None:
    text = DOCUMENT.replace("layout: document", "layout: document\npage: landscape")
    (section,) = word(docx.draw(letter(text))).sections
    assert section.page_width > section.page_height


def test_paragraphs_have_the_styles_of_the_letterhead() -> None:
    document = word(docx.draw(letter()))
    styles = {each.text: each.style.name for each in document.paragraphs if each.style}
    assert styles["Invoice 2026-0117: payment reminder"] == "Title"
    assert styles["What is open"] == "Heading 1"
    assert styles["First, this."] == "List Number"
    assert styles["We will not pay until it is put right."] == "Quote"
    assert styles["Registered in England and Wales."] == "Small Print"
    assert styles["Orchid Retail GmbH"] == "Recipient"


@pytest.mark.parametrize("country", GEOMETRIES)
def test_the_recipient_is_framed_in_the_window(country: str) -> None:
    body, place = xml(docx.draw(in_country(country))), geometry(country)
    for paragraph in body.iter(f"{W}p"):
        if "".join(paragraph.itertext()) in FRAME.recipient:
            frame = paragraph.find(f"{W}pPr/{W}framePr")
            assert frame is not None
            left, top = (float(frame.get(f"{W}{side}", "0")) * 25.4 / 1440 for side in "xy")
            assert left == pytest.approx(place.address.left, abs=0.1)
            assert top == pytest.approx(place.address.top, abs=0.1)


def test_a_reference_without_a_label_stands_alone() -> None:
    frame = replace(FRAME, references=(("", "By registered post"), ("Our reference", "7")))
    assert {"By registered post", "Our reference 7"} <= set(paragraphs(docx.draw(letter("x", frame=frame))))


def test_lists_start_at_their_number_each_anew() -> None:
    document = word(docx.draw(letter("3. a\n\ntext\n\n7. b\n")))
    numbers = [
        each._p.pPr.numPr.numId.val for each in document.paragraphs if each.style and each.style.name == "List Number"
    ]
    assert len(set(numbers)) == 2
    starts = [
        each.get(f"{W}val")
        for each in xml(docx.draw(letter("3. a\n\ntext\n\n7. b\n")), "word/numbering.xml").iter(f"{W}startOverride")
    ]
    assert starts == ["3", "7"]


def test_references_lead_to_the_row_about_the_exhibit() -> None:
    text = 'See {{ exhibit("E07", page=3) }}.\n\n| Annex | What |\n|---|---|\n| {{ exhibit("E07") }} | Contract |\n'
    body = xml(docx.draw(letter(text)))
    assert [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")] == ["exhibit_E07"]
    assert [each.get(f"{W}anchor") for each in body.iter(f"{W}hyperlink")] == ["exhibit_E07"]


def test_links_and_pictures_are_real() -> None:
    drawn = docx.draw(letter("[pay](https://e.example/?a=1&b=2)\n\n![Scan *me*](asset:payment)\n"))
    document = word(drawn)
    assert "https://e.example/?a=1&b=2" in [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert document.inline_shapes[0].width.mm == pytest.approx(28, abs=0.1)
    assert 'descr="Scan *me*"' in document.element.xml


def test_a_logo_stands_in_the_letterhead() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2" fill="red"/></svg>'
    sheet = letter("x", frame=replace(FRAME, logo="logo"))
    sheet = replace(sheet, assets={**ASSETS, "logo": Asset("image/svg+xml", drawing, "Kestrel", 30)})
    document = word(docx.draw(sheet))
    assert document.inline_shapes[0].width.mm == pytest.approx(30, abs=0.1)


def test_a_logo_stands_above_the_name_in_its_frame_and_not_too_high() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2" fill="red"/></svg>'
    sheet = letter("x", frame=replace(FRAME, logo="logo"))
    sheet = replace(sheet, assets={**ASSETS, "logo": Asset("image/svg+xml", drawing, "Kestrel", 60)})
    document = word(docx.draw(sheet))
    name = next(number for number, each in enumerate(document.paragraphs) if each.text == FRAME.sender[0])
    logo, below = document.paragraphs[name - 1], document.paragraphs[name]
    frames = [each._p.find(f"{W}pPr/{W}framePr") for each in (logo, below)]
    assert logo._p.findall(f".//{W}drawing")
    assert dict(frames[0].attrib) == dict(frames[1].attrib)
    assert document.inline_shapes[0].height.mm == pytest.approx(16, abs=0.1)
    assert document.inline_shapes[0].width.mm == pytest.approx(16, abs=1)


@pytest.mark.parametrize("country", ["GB", "DE", "US"])
@pytest.mark.parametrize("layout", ["letter", "document"])
def test_our_letterhead_as_a_workspaces_own_is_arranged_as_without_one(country: str, layout: Layout) -> None:
    ours = (builtin() / "base" / "letterhead.docx").read_bytes()
    sheet = replace(in_country(country), layout=layout)
    assert docx.draw(sheet, ours) == docx.draw(sheet)


def test_a_letterhead_whose_areas_were_placed_stays_as_it_is() -> None:
    ours = word_with((builtin() / "base" / "letterhead.docx").read_bytes(), 'w:y="900"', 'w:y="1234"', 1)
    tops = {each.get(f"{W}y") for each in xml(docx.draw(letter("x"), ours)).iter(f"{W}framePr")}
    assert tops == {"1234", "900"}


def word_with(content: bytes, old: str, new: str, times: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(old.encode(), new.encode(), times)
            target.writestr(name, part)
    return written.getvalue()


def test_language_title_and_date_are_set_and_the_bytes_are_the_same() -> None:
    first, second = docx.draw(letter(language="de")), docx.draw(letter(language="de"))
    assert first == second
    document = word(first)
    assert document.core_properties.title == "Invoice 2026-0117: payment reminder"
    assert document.core_properties.created is not None
    assert document.core_properties.created.date() == document.core_properties.modified.date() == CREATED
    assert {each.get(f"{W}val") for each in xml(first, "word/styles.xml").iter(f"{W}lang")} == {"de-DE"}
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert packed.namelist()[0] == "[Content_Types].xml"
        assert {each.date_time for each in packed.infolist()} == {(2026, 11, 21, 0, 0, 0)}


def word_file(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_letterhead_of_ones_own_takes_the_body() -> None:
    own = word_file("OUR HOUSE", "{{ title }}", "{{ body }}", "Greetings")
    assert paragraphs(docx.draw(letter("Text."), own)) == ["OUR HOUSE", "A test", "Text.", "Greetings"]


def test_a_letterhead_without_a_place_for_the_body_is_a_problem() -> None:
    with pytest.raises(CaseError, match=r"no paragraph \{\{ body \}\}"):
        docx.draw(letter("Text."), word_file("OUR HOUSE"))


def test_a_workspace_template_is_filled() -> None:
    template = word_file("Dear {{ name }},", "{%p for row in rows %}", "{{ row }}", "{%p endfor %}", "Yours")
    hostile = "<b> & {{ 7*7 }} \u202e"
    drawn = docx.fill(template, {"name": hostile, "rows": ("a", "b")}, language="en", created=CREATED, title="T & U")
    assert paragraphs(drawn) == ["Dear <b> & {{ 7*7 }} <U+202E>,", "a", "b", "Yours"]
    assert word(drawn).core_properties.title == "T & U"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Dear {{ nmae }},", "there is no 'nmae' here, in the paragraph 'Dear {{ nmae }},'"),
        ("{{ nonsense.name }}", "there is no 'nonsense' here, in the paragraph '{{ nonsense.name }}'"),
        ("{{ nonsense['name'] }}", "there is no 'nonsense' here"),
        ("{{ name|mony }}", "there is no filter 'mony', in the paragraph"),
        ("{{ name.upper() }}", "there is no 'upper' here"),
        ("{{ ''.__class__.__mro__ }}", "there is no"),
        ("{{ 1 + 1 }}", "no arithmetic"),
        ("{% if name %}", "'{% if name %}' is not closed, in the paragraph"),
        ("{{ name", "a tag is not closed in the paragraph '{{ name'"),
        ("{% include 'x.docx' %}", "x.docx"),
    ],
)
def test_what_a_word_template_may_not_do_names_the_paragraph(line: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        docx.fill(word_file("First", line), {"name": "a"}, language="en", created=CREATED, origin="en/reminder.docx")
    assert message in str(caught.value)
    assert str(caught.value).startswith("en/reminder.docx")


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("{{ creditr.name }}", "did you mean 'creditor'?"),
        ("{{ nonsense.name }}", "there is: asset, creditor, exhibit, link, total"),
        ("{{ creditor.nmae }}", "did you mean 'name'?"),
    ],
)
def test_an_unknown_name_in_a_word_template_has_a_hint(tag: str, hint: str) -> None:
    values = {"creditor": {"name": "Kestrel"}, "total": 1}
    with pytest.raises(CaseError) as caught:
        docx.fill(word_file(tag), values, language="en", created=CREATED)
    assert caught.value.problems[0].hint == hint


@pytest.mark.slow
def test_libreoffice_lays_a_letter_out_on_the_same_pages(tmp_path: Path) -> None:
    sheets = {"one": letter("Text."), "two": letter(DOCUMENT)}
    made = laid_out(tmp_path, {name: docx.draw(sheet) for name, sheet in sheets.items()})
    for name, sheet in sheets.items():
        assert len(texts(made[name])) == len(texts(pdf.draw(sheet)))
