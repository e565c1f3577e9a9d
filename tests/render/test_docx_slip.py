"""The payment part in Word: a table of fixed size at the foot of a last page, and where LibreOffice lays it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn

from casefile.render import docx
from tests.office import laid_out
from tests.render.pages import paragraphs, place_of, texts, word, xml
from tests.render.payment import slips
from tests.render.test_html_slip import NEAR, TOP, code, type_of


def test_the_table_has_the_measures_of_the_slip() -> None:
    table = word(docx.draw(slips.bill())).tables[-1]
    assert sum(each.width.mm for each in table.columns) == pytest.approx(210, abs=0.1)
    assert sum(each.width.mm for each in list(table.columns)[:3]) == pytest.approx(62, abs=0.1)
    assert sum(each.height.mm for each in table.rows) == pytest.approx(4 + 105 - 5 - 0.5, abs=0.1)
    assert {each.get(qn("w:hRule")) for each in table._tbl.iter(qn("w:trHeight"))} == {"exact"}


def test_the_slip_has_a_page_without_the_letters_foot() -> None:
    document = word(docx.draw(slips.bill()))
    letter, last = document.sections
    assert last.top_margin.mm == pytest.approx(297 - 105 - 4, abs=0.1)
    assert [each.text for each in last.footer.paragraphs] == [""]
    assert "Case orchid-2026" in letter.footer._element.xml
    assert letter.top_margin.mm == pytest.approx(25, abs=0.1)


def test_word_says_what_the_pdf_says() -> None:
    said = paragraphs(docx.draw(slips.bill(language="fr", **slips.QR)))
    start = said.index("A détacher avant le versement")
    account = (
        "Compte / Payable à",
        "CH44 3199 9123 0008 8901 2",
        "Robert Schneider AG",
        "Rue du Lac 1268",
        "2501 Biel",
    )
    reference = ("Référence", "21 00000 00003 13947 14300 09017")
    payer = ("Payable par", "Pia Rutschmann", "Marktgasse 28", "9400 Rorschach")
    amount = ("MonnaieMontant", "CHF1 949.75")  # parted by a tabulator
    assert said[start + 1 :] == [
        *("Récépissé", *account, *reference, *payer, *amount, "Point de dépôt"),
        *("Section paiement", *account, *reference, "Informations supplémentaires", "INV-1", *payer, *amount),
    ]


def test_paragraphs_keep_to_the_schema() -> None:
    for properties in xml(docx.draw(slips.bill(payer=None))).iter(qn("w:pPr")):
        assert len(properties.findall(qn("w:rPr"))) <= 1


def test_a_letter_that_lies_across_at_its_end_has_the_slip_upright() -> None:
    last = word(docx.draw(slips.bill(f"{slips.SHORT}\n::: landscape\nWide.\n:::\n"))).sections[-1]
    assert last.page_width < last.page_height


def test_the_same_bill_gives_the_same_bytes() -> None:
    assert docx.draw(slips.bill()) == docx.draw(slips.bill())


@pytest.mark.slow
def test_libreoffice_lays_the_slip_at_the_foot_of_a_last_page(tmp_path: Path) -> None:
    made = {
        "plain": slips.bill(language="de", **slips.QR),
        "blank": slips.bill(payer=None),
        "long": slips.bill(payee=slips.LONG_NAMED, payer=slips.LONG_NAMED, message="t" * 140),
    }
    shown = laid_out(tmp_path, {name: docx.draw(sheet) for name, sheet in made.items()})
    assert {name: len(texts(drawn)) for name, drawn in shown.items()} == dict.fromkeys(made, 2)
    for name, sheet in made.items():
        said, left, top, width, height = code(shown[name])
        assert said.startswith("SPC\n0200"), sheet.title
        assert (left, top, width, height) == pytest.approx((67, TOP + 17, 46, 46), abs=0.5)
    drawn = shown["plain"]
    for words, left, top in (
        ("Empfangsschein", 5, 5),
        ("Zahlteil", 67, 5),
        ("Währung", 5, 68),
        ("Annahmestelle", 43, 82),
    ):
        found = place_of(drawn, words, 1)
        assert found[0] == pytest.approx(left, abs=NEAR + (words == "Annahmestelle")), words
        assert found[1] == pytest.approx(TOP + top, abs=1.5), words
    assert type_of(drawn, "Empfangsschein")[0] == 11
    assert type_of(drawn, "Zusätzliche Informationen")[0] == 8
