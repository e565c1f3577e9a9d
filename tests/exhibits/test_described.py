"""What a PDF's structure tree says and its pages do not is told beside them."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casefile.exhibits import look
from tests.exhibits.conftest import MakeNative, page_pdf

SHOWN = b"BT /F 12 Tf 60 700 Td (Payable in May) Tj ET"


@pytest.mark.parametrize("key", ["Alt", "ActualText", "E"])
@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("half is forgiven", True),
        ("payable\u00a0in May", False),
        ("--", False),
        ("Payment code for you", True),
        ("Kod do przelewu SEPA", False),
    ],
)
def test_words_of_the_tree(native: MakeNative, key: str, said: str, is_told: bool) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, SHOWN)
    with Pdf.open(theirs.path, allow_overwriting_input=True) as pdf:
        inner = Dictionary({"/S": Name.Span, f"/{key}": String(said)})
        outer = pdf.make_indirect(Dictionary(S=Name.P, K=Array([0, inner])))
        outer.K.append(outer)
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=outer)
        pdf.save(theirs.path)
    found = look.read(theirs)
    assert found.metadata.hidden == ((("text", said),) if is_told else ())
    assert (said in found.beyond) == is_told
