"""The head of a letter: what is long grows down and pushes what stands below it; nothing is printed over anything."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from casefile.render import docx, pdf
from casefile.render.geometry import GEOMETRIES, geometry
from casefile.render.room import DETAILS, RECIPIENT, Face, logo_mm, wrapped
from casefile.render.sheet import Frame, placed
from tests.render.letters import FRAME, letter
from tests.render.pages import place_of, word

LONG = "Bundesanstalt für Immobilienaufgaben, Direktion Magdeburg, Sparte Facility Management, Hauptstelle Wirtschaftliche Verwaltung und Rechnungsprüfung"
UNBROKEN = "W" * 140
EIGHT = ("Orchid Retail GmbH", "Frau Anna Weber", *(f"Aufgang {each}" for each in "ABC"), *FRAME.recipient[2:])
HEADS: dict[str, dict[str, Any]] = {
    "recipient": {
        "recipient": (LONG, "Attn Frau Dr. Annegret von Hohenstein-Wartenburg zu Sayn", *FRAME.recipient[1:])
    },
    "unbroken recipient": {"recipient": (UNBROKEN, UNBROKEN, "10969 Berlin")},
    "eight lines": {"recipient": EIGHT},
    "sender": {"sender": (LONG, *FRAME.sender[1:])},
    "unbroken sender": {"sender": (UNBROKEN, UNBROKEN)},
    "contact": {"contact": tuple(f"+44 20 7946 00{each}" for each in range(10, 22))},
    "date": {"place_date": f"{LONG[:90]}, 21 November 2026"},
    "references": {"references": tuple((f"Reference {each}", LONG[:60]) for each in range(6))},
}


def lines_over_lines(drawn: bytes) -> list[tuple[float, ...]]:
    """The boxes of text on the first page that lie over another's, both taken without their upper and lower quarter."""
    page = pypdfium2.PdfDocument(drawn)[0]
    read = page.get_textpage()
    boxes = [read.get_rect(each) for each in range(read.count_rects())]
    cores = [(left, low + (top - low) / 4, right, top - (top - low) / 4) for left, low, right, top in boxes]
    return [
        one for number, one in enumerate(cores) for two in cores[number + 1 :]
        if one[0] < two[2] - 1 and two[0] < one[2] - 1 and one[1] < two[3] and two[1] < one[3]
    ]  # fmt: skip


def framed(country: str, **changes: Any) -> Frame:
    return replace(FRAME, country=country, **changes)


@pytest.mark.parametrize("country", GEOMETRIES)
@pytest.mark.parametrize("head", HEADS)
def test_nothing_is_printed_over_anything(head: str, country: str) -> None:
    drawn = pdf.draw(letter("Dear Ms Weber,\n\nWe write.", frame=framed(country, **HEADS[head])))
    assert lines_over_lines(drawn) == []


@pytest.mark.parametrize("country", GEOMETRIES)
def test_what_fits_stays_where_the_country_wants_it(country: str) -> None:
    assert placed(framed(country), {}) == geometry(country)
    assert placed(framed(country), {}, wider=1.14) == geometry(country)


def test_the_subject_stands_right_under_a_long_address() -> None:
    drawn = pdf.draw(letter("x", frame=framed("DE", **HEADS["recipient"])))
    bottom, top = place_of(drawn, "GERMANY")[3], place_of(drawn, "A test")[1]
    assert 2 < top - bottom < 8
    assert place_of(drawn, "Bundesanstalt")[1] == pytest.approx(57.7, abs=1)


def test_in_word_too_the_subject_stands_under_a_long_address() -> None:
    lines = tuple(f"Line {each}" for each in range(16))
    made = word(docx.draw(letter("x", frame=framed("GB", recipient=lines))))
    (title,) = [each for each in made.paragraphs if each.style.name == "Title"]
    assert title.paragraph_format.space_before.mm + 25 >= 53 + 16 * 4.9


def test_in_word_too_the_references_stand_under_a_long_date() -> None:
    made = docx.draw(letter("x", frame=framed("GB", **HEADS["date"])))
    tops = {each.style.name: int(each._p.pPr.xml.partition('w:y="')[2].partition('"')[0]) for each in word(made).paragraphs if "w:y=" in each._p.pPr.xml}  # fmt: skip
    assert (tops["References"] - tops["Dated"]) / 1440 * 25.4 >= 2 * 12.6 * 25.4 / 72


def test_a_wrapped_address_that_does_not_fit_is_a_warning() -> None:
    (problem,) = letter("x", frame=framed("DE", **HEADS["recipient"])).problems
    assert problem.message == "the recipient's address has 10 lines; the envelope's window shows 6"


def test_a_sender_that_pushes_the_address_out_of_the_window_is_a_warning() -> None:
    (problem,) = letter("x", frame=framed("GB", **HEADS["unbroken sender"])).problems[-1:]
    assert problem.level == "warning"
    assert "lower than the envelope's window wants it" in problem.message
    drawn = pdf.draw(letter("x", frame=framed("GB", **HEADS["unbroken sender"])))
    pushed = place_of(drawn, "Orchid Retail GmbH")[1] - place_of(pdf.draw(letter("x", frame=framed("GB"))), "Orchid")[1]
    assert f" {pushed:.0f} mm " in problem.message


@pytest.mark.parametrize("text", [LONG, UNBROKEN, "a b " * 60, f"Attn {UNBROKEN}", "Rue de l’Abbé-Grégoire 12, bât. B"])
@pytest.mark.parametrize(
    ("field", "area", "face"), [("recipient", "address", RECIPIENT), ("contact", "details", DETAILS)]
)
def test_lines_are_counted_as_they_are_set(text: str, field: str, area: str, face: Face) -> None:
    frame = framed("GB", sender=("Kestrel",), **{field: (text, "Zuletzt")})
    drawn = pdf.draw(letter("x", frame=frame))
    high = place_of(drawn, "Zuletzt")[1] - place_of(drawn, text[:3])[1]
    counted = wrapped((text,), face, getattr(geometry("GB"), area).width)
    assert counted == pytest.approx(high / (face.height * 25.4 / 72), abs=0.3)


def test_a_logo_is_as_high_as_its_shape_says_and_no_higher_than_it_may_be() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"/>'
    assert logo_mm(drawing, 40) - logo_mm(drawing, 20) == pytest.approx(5)
    assert logo_mm(drawing, 400) == logo_mm(b"\xff\xd8 a photograph", 20)
    pixels = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 600, 300)
    assert logo_mm(pixels, 40) - logo_mm(pixels, 20) == pytest.approx(16 - 10)


@pytest.mark.parametrize("country", ["FR", "GB", "DE"])
def test_a_logo_and_a_long_name_leave_the_rest_readable(country: str) -> None:
    sheet = letter("x", frame=framed(country, logo="payment", **HEADS["sender"]))
    assert lines_over_lines(pdf.draw(sheet)) == []
