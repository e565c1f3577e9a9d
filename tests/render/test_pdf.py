"""Letters as PDF: sizes in millimetres, fonts, what stays together, nothing fetched, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casefile.errors import CaseError, Problem
from casefile.render import pdf
from casefile.render.geometry import GEOMETRIES, geometry
from casefile.render.sheet import Asset
from tests.render.letters import ASSETS, CREATED, FRAME, in_country, letter
from tests.render.pages import MM, fonts, place_of, texts

DOCUMENT = "---\nsubject: A statement\nlayout: document\n---\n"
TABLE = "| What | Amount |\n|---|---:|\n{% for row in rows %}\n| {{ row.number }} | {{ row.amount|money }} |\n{% endfor %}\n| **Total** | {{ total|money }} |\n"


@cache
def drawn_in(country: str) -> bytes:
    return pdf.draw(in_country(country))


@pytest.mark.parametrize("country", GEOMETRIES)
def test_the_recipient_stands_in_the_window(country: str) -> None:
    place, drawn = geometry(country), drawn_in(country)
    window = place.window
    for line in FRAME.recipient:
        left, top, right, bottom = place_of(drawn, line)
        assert window.left <= left
        assert right <= window.left + window.width
        assert window.top <= top
        assert bottom <= window.top + window.height


@pytest.mark.parametrize("country", GEOMETRIES)
def test_paper_and_subject_are_where_the_country_wants_them(country: str) -> None:
    place, drawn = geometry(country), drawn_in(country)
    page = pypdfium2.PdfDocument(drawn)[0]
    assert page.get_width() / MM == pytest.approx(place.width, abs=0.1)
    assert page.get_height() / MM == pytest.approx(place.height, abs=0.1)
    left, top, _, _ = place_of(drawn, "Invoice 2026-0117: payment reminder")
    assert top == pytest.approx(place.subject, abs=2)
    if not place.centered:
        assert left == pytest.approx(place.margin_left, abs=0.5)


@pytest.mark.parametrize("country", ["FR", "PL", "RU"])
def test_a_long_name_pushes_the_address_under_it_down(country: str) -> None:
    name = "Kestrel Instruments and Precision Measurement Services Limited"
    drawn = pdf.draw(letter("x", frame=replace(FRAME, country=country, sender=(name, *FRAME.sender[1:]))))
    assert place_of(drawn, "14 Wharf Road")[1] > place_of(drawn, "Limited")[3] - 1


def test_german_letters_have_fold_and_hole_marks_and_the_sender_in_the_window() -> None:
    drawn = drawn_in("DE")
    image = pypdfium2.PdfDocument(drawn)[0].render(scale=300 / 72).to_pil().convert("L")
    dots = 300 / 25.4
    for mark in (105, 148.5, 210):
        strip = image.crop((round(5 * dots), round((mark - 0.4) * dots), round(8 * dots), round((mark + 0.4) * dots)))
        assert strip.getextrema()[0] < 200, f"no mark at {mark} mm"
    blank = image.crop((round(5 * dots), round(120 * dots), round(8 * dots), round(140 * dots)))
    assert blank.getextrema() == (255, 255)
    _, top, _, bottom = place_of(drawn, "Kestrel Instruments Ltd · 14 Wharf Road")
    assert top >= 45
    assert bottom <= place_of(drawn, "Orchid Retail GmbH")[1] + 0.5


def test_only_our_fonts_are_used_and_all_are_embedded() -> None:
    text = "Zażółć gęślą jaźń. Съешь ещё этих булок. Ёж, № 5, § 288, 1\u202f234,56 ₽, zł, €, «», „”.\n\n- a\n  - b\n\n**bold *both*** *italic*\n\n| **a** | *b* |\n|---|---|\n"
    found = fonts(pdf.draw(letter(text)))
    assert found
    assert all(found.values())
    assert all(name.startswith(("Source-Serif-4", "Source-Sans-3")) for name in found)


def test_a_character_no_font_has_is_spelled_out_with_a_warning() -> None:
    warnings: list[Problem] = []
    drawn = pdf.draw(letter("before \U0001fbca after"), warnings.append)
    assert "before [U+1FBCA] after" in texts(drawn)[0].replace("\r\n", " ")
    assert [(each.level, each.rule) for each in warnings] == [("warning", "font")]
    assert "U+1FBCA" in warnings[0].message
    with pytest.raises(CaseError, match="no font has"):
        pdf.draw(letter("before \U0001fbca after"))


def test_other_peoples_characters_are_spelled_out_without_a_word() -> None:
    drawn = pdf.typeset("<p>before \U0001fbca after</p>", title="T", language="en", created=CREATED)
    assert "[U+1FBCA]" in texts(drawn)[0]


def test_a_font_that_stands_in_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_OURS", ("Source Sans 3",))
    warnings: list[Problem] = []
    pdf.draw(letter("x"), warnings.append)
    assert {each.rule for each in warnings} == {"font"}
    assert "Source Serif 4 stands in" in warnings[0].message
    characters = warnings[0].message.partition("no ")[2].partition(": ")[0]
    assert len(set(characters)) == len(characters)


@pytest.mark.parametrize("count", range(14, 44, 5))
def test_totals_never_stand_alone_and_heads_repeat(count: int) -> None:
    pages = texts(pdf.draw(letter(DOCUMENT + TABLE, count=count)))
    for page in pages:
        if "£1,082.90" in page:
            assert "What" in page
        if "Total" in page:
            assert "£1,082.90" in page


def test_a_signature_never_stands_alone() -> None:
    for lines in range(0, 22, 3):
        text = (
            "One line of text.\n\n" * lines
            + "The last line.\n\nYours sincerely,\n\n::: signatures\n- Jane Kestrel\n:::\n"
        )
        for page in texts(pdf.draw(letter(text))):
            if "Jane Kestrel" in page:
                assert "The last line." in page


def test_a_letter_is_set_closer_where_that_saves_its_last_page() -> None:
    def pitch(lines: int, head: str = "") -> tuple[int, float]:
        content = pdf.draw(letter(head + "".join(f"Line {number}.\n\n" for number in range(10, 10 + lines))))
        return len(texts(content)), round(place_of(content, "Line 11.")[1] - place_of(content, "Line 10.")[1], 1)

    found = [pitch(lines) for lines in (18, 24, 30)]
    assert [pages for pages, _ in found] == [1, 1, 2]
    assert found[1][1] < found[0][1] == found[2][1]
    assert pitch(36, DOCUMENT)[1] == pitch(37, DOCUMENT)[1] == found[0][1], "a letter alone"


def test_pages_are_numbered_and_later_ones_have_a_running_head() -> None:
    first, second = texts(pdf.draw(letter(DOCUMENT + "a\n\n::: page-break\n:::\n\nb")))
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert "Kestrel Instruments Ltd · A statement" not in first
    assert "Kestrel Instruments Ltd · A statement" in second
    for page in (first, second):
        assert "Case orchid-2026 · as of 21 November 2026 · revision 3f2a91c" in page
        assert "IBAN GB33 BUKB 2020 1555 5555 55 · Company no. 01234567" in page


@pytest.mark.parametrize(
    ("language", "foot"),
    [("fr", "Page 1 sur 1"), ("pl", "Strona 1 z 1"), ("ru", "Страница 1 из 1"), ("de", "Seite 1 von 1")],
)
def test_the_page_number_is_in_the_language(language: str, foot: str) -> None:
    assert foot in texts(pdf.draw(letter("x", language=language)))[0]


def test_a_banner_stands_on_every_page() -> None:
    for page in texts(pdf.draw(letter("a\n\n::: page-break\n:::\n\nb", frame=replace(FRAME, banner="DRAFT")))):
        assert "DRAFT" in page


def test_a_landscape_section_is_turned_and_the_rest_is_not() -> None:
    drawn = pypdfium2.PdfDocument(pdf.draw(letter(DOCUMENT + "a\n\n::: landscape\nb\n:::\n\nc")))
    assert [page.get_width() > page.get_height() for page in drawn] == [False, True, False]


def test_american_letters_turn_their_own_paper() -> None:
    sheet = letter(DOCUMENT + "::: landscape\nb\n:::", frame=replace(FRAME, country="US"))
    page = pypdfium2.PdfDocument(pdf.draw(sheet))[1]
    assert (page.get_width() / MM, page.get_height() / MM) == pytest.approx((279.4, 215.9), abs=0.1)


def test_typeset_pages_carry_no_head_or_foot() -> None:
    (page,) = texts(pdf.typeset("<p>Only this.</p>", title="T", language="en", created=CREATED))
    assert page.split() == ["Only", "this."]


def test_the_same_sheet_gives_the_same_bytes_and_no_other_date() -> None:
    first, second = pdf.draw(letter()), pdf.draw(letter())
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20261121")
        assert str(document.docinfo["/ModDate"]).startswith("D:20261121")


def test_title_language_and_bookmarks_are_set() -> None:
    with pikepdf.open(io.BytesIO(pdf.draw(letter()))) as document:
        assert str(document.Root.Lang) == "en"
        assert str(document.docinfo["/Title"]) == "Invoice 2026-0117: payment reminder"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.MarkInfo.Marked


def test_an_exhibit_reference_is_a_link_to_be_resolved() -> None:
    with pikepdf.open(io.BytesIO(pdf.draw(letter('{{ exhibit("E07", page=3) }}')))) as document:
        (link,) = document.pages[0].Annots
        assert str(link.A.URI) == "exhibit:E07/3"


BLOCKED = [
    '<img src="{path}" alt="x">',
    '<img src="file://{path}" alt="x">',
    '<img src="http://127.0.0.1:9/x.png" alt="x">',
    '<img src="asset:nothing" alt="x">',
    '<img src="data:image/png;base64,AAAA" alt="x">',
    '<p style="background: url(file://{path})">x</p>',
    "<style>@import url(file://{path});</style><p>x</p>",
    '<style>@font-face {{ font-family: Q; src: url(file://{path}) }}</style><p style="font-family: Q">x</p>',
    '<link rel="stylesheet" href="file://{path}"><p>x</p>',
    '<link rel="attachment" href="file://{path}"><p>x</p>',
    '<object data="file://{path}"></object>',
    '<embed src="file://{path}">',
]


@pytest.mark.parametrize("reference", BLOCKED)
def test_a_reference_is_never_followed_and_is_a_warning(reference: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.svg"
    canary.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">CANARY</text></svg>')
    warnings: list[Problem] = []
    body = reference.format(path=canary)
    drawn = pdf.typeset(body, title="T", language="en", created=CREATED, report=warnings.append)
    assert "CANARY" not in "".join(texts(drawn))
    assert warnings
    assert {(each.level, each.rule) for each in warnings} == {("warning", "pdf")}
    with pikepdf.open(io.BytesIO(drawn)) as document:
        assert not document.attachments
    with pytest.raises(CaseError):
        pdf.typeset(body, title="T", language="en", created=CREATED)


def test_a_picture_cannot_fetch_either(tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(ASSETS["payment"].content)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file://{canary}" width="9" height="9"/></svg>'
    warnings: list[Problem] = []
    sheet = replace(letter("x"), assets={"payment": Asset("image/svg+xml", drawing.encode(), "x", 20)})
    sheet = replace(sheet, frame=replace(FRAME, logo="payment"))
    pdf.draw(sheet, warnings.append)
    assert [each.rule for each in warnings] == ["pdf"]


def test_typeset_pages_show_their_assets() -> None:
    drawn = pdf.typeset(
        '<h1>A</h1><p>b</p><img src="asset:payment" alt="c">', title="T", language="en", created=CREATED, assets=ASSETS
    )
    assert "b" in texts(drawn)[0]
    with pikepdf.open(io.BytesIO(drawn)) as document:
        assert document.pages[0].get_images()


def test_an_svg_becomes_a_picture_for_word() -> None:
    from PIL import Image

    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="red"/></svg>'
    )
    made = pdf.raster(Asset("image/svg+xml", drawing, "x", 40))
    image = Image.open(io.BytesIO(made.content))
    assert (made.media_type, made.width_mm) == ("image/png", 40)
    assert image.width / image.height == pytest.approx(2, rel=0.02)
    assert image.width == pytest.approx(40 / 25.4 * 300, abs=2)


TYPESET = (
    "<h1>A</h1><p>b</p><ul><li><p>c</p><p>d</p></li><li>e<ol><li>f</li></ol></li></ul><dl><dt>g</dt><dd>h</dd></dl>"
)


@pytest.mark.slow
def test_every_layout_is_pdf_a_3a_and_pdf_ua_1(validate_pdf: Callable[..., str], tmp_path: Path) -> None:
    rich = "---\nsubject: A\nlayout: document\n---\n" + TABLE + (
        '\n## B\n\n- a\n  - b\n\n3. c\n\nT\n: d\n\n> q\n\n```\ncode\n```\n\n::: landscape\n[l](https://e.example) {{ exhibit("E07") }}\n:::\n\n'
        "::: note\nn\n:::\n\n::: lines 2\n:::\n\n::: beside\n![x](asset:payment)\n\nb\n:::\n\n::: signatures\n- a\n- b\n:::\n"
    )  # fmt: skip
    sheets = {"document": letter(rich, count=40, frame=replace(FRAME, banner="DRAFT", logo="payment"))}
    sheets |= {country: in_country(country) for country in ("DE", "FR", "RU")}
    files = []
    for name, sheet in sheets.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(pdf.draw(sheet))
    files.append(tmp_path / "typeset.pdf")
    files[-1].write_bytes(pdf.typeset(TYPESET, title="T", language="de", created=CREATED))
    validate_pdf("3a", *files)
    validate_pdf("ua1", *files)


def _rows(count: int) -> str:
    return "| What | Sum |\n|---|---:|\n" + "".join(f"| row{number} | 1.00 |\n" for number in range(count))


@pytest.mark.parametrize("count", range(26, 40, 2))
def test_no_page_begins_with_the_end_of_a_table(count: int) -> None:
    pages = texts(pdf.draw(letter(f"{DOCUMENT}{_rows(count)}")))
    assert all(page.count("row") >= 4 for page in pages)


@pytest.mark.parametrize("lines", range(20, 48, 2))
def test_a_heading_stands_on_the_page_of_its_table(lines: int) -> None:
    filler = "\\\n".join(["Filler"] * lines)
    pages = texts(
        pdf.draw(letter(f"{DOCUMENT}{filler}\n\n# Proof matrix\n\nAll have proof.\n\n:::: small\n{_rows(3)}\n::::\n"))
    )
    assert [page for page in pages if "Proof matrix" in page and ("All have" not in page or "row1" not in page)] == []


def test_a_label_and_its_page_stay_together() -> None:
    text = "::: widths 86 14\n| A | B |\n|---|---|\n| x | [E03 \\[B26\\]](exhibit:E03/1), [E05 \\[B27\\]](exhibit:E05/1) |\n\n:::\n"
    drawn = pdf.draw(letter(f"{DOCUMENT}{text}"))
    for label in ("E03", "E05"):
        assert place_of(drawn, label)[1] == pytest.approx(
            place_of(drawn, f"[B2{6 if label == 'E03' else 7}]")[1], abs=1
        )


def test_no_paragraph_breaks_after_its_first_word_before_bold_words() -> None:
    """Of texts that grow by a letter each, one ends so near the margin that only its last blank is too much."""
    grown = (f"With {'word ' * 14}{'i' * count} **bold words** and more of it" for count in range(60))
    pages = texts(pdf.draw(letter(DOCUMENT + "\n\n".join(grown))))
    lines = [line.strip() for page in pages for line in page.splitlines()]
    assert sum(line.startswith("With word") for line in lines) == 60
    assert "With" not in lines
