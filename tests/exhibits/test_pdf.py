"""PDF pages: seen as in the native, nothing active, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casefile.exhibits import harmless, pdf, picture
from casefile.exhibits.pages import NotShownError
from tests.exhibits.conftest import MakeNative, page_pdf


def text_of(path: Path, page: int = 0) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return str(document[page].get_textpage().get_text_bounded())


def look_alike(one: Path, other: Path, width: int, height: int) -> bool:
    with picture.drawn(one) as first, picture.drawn(other) as second:
        drawn = (picture.picture(each, 0, width, height, grey=True) for each in (first, second))
        return picture.same(*drawn)


def size_of(path: Path) -> tuple[float, float]:
    with Pdf.open(path) as made:
        assert "/Rotate" not in made.pages[0].obj
        box = [float(number) for number in made.pages[0].mediabox]
        return box[2] - box[0], box[3] - box[1]


@pytest.mark.parametrize(
    ("page", "size"),
    [
        ({}, (612, 792)),
        ({"Rotate": 90}, (792, 612)),
        ({"Rotate": 180}, (612, 792)),
        ({"Rotate": -90}, (792, 612)),
        ({"CropBox": Array([30, 300, 530, 760])}, (500, 460)),
        ({"CropBox": Array([30, 300, 530, 760]), "Rotate": 270}, (460, 500)),
        ({"MediaBox": Array([0, 0, 1200, 1584])}, (595.276, 841.89)),
        ({"MediaBox": Array([0, 0, 1584, 1200])}, (841.89, 595.276)),
        ({"UserUnit": 4}, (595.276, 841.89)),
    ],
)
def test_page_is_upright_cropped_and_no_larger_than_a4(
    native: MakeNative, tmp_path: Path, page: dict[str, object], size: tuple[float, float]
) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, entries=page)
    out = tmp_path / "out.pdf"
    pdf.convert(theirs, out)
    made = size_of(out)
    assert made == pytest.approx(size, abs=0.01)
    with picture.drawn(theirs.path) as drawn:
        seen = picture.extent(drawn, 0)
    if seen[0] / seen[1] == pytest.approx(made[0] / made[1], rel=0.01):
        assert look_alike(theirs.path, out, 300, round(300 * made[1] / made[0]))
    assert "Seen by all" in text_of(out)


CUT_OFF = b"BT /F 24 Tf 60 700 Td (Seen by all) Tj 0 -600 Td (CANARY below the cut) Tj ET"


@pytest.mark.parametrize(
    ("content", "page"),
    [
        (CUT_OFF, {"CropBox": Array([30, 300, 530, 760])}),
        (CUT_OFF, {"CropBox": Array([30, 300, 530, 760]), "Rotate": 90}),
        (CUT_OFF, {"CropBox": Array([30, 600, 330, 760])}),
        (b"BT /F 24 Tf 60 700 Td (Seen by all) Tj 0 600 Td (CANARY above the paper) Tj ET", {}),
    ],
    ids=["cropped", "turned", "on a sheet of A4", "beside the paper"],
)
def test_words_that_a_page_cuts_off_stay_behind(
    native: MakeNative, tmp_path: Path, content: bytes, page: dict[str, object]
) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, content=content, entries=page)
    made = pdf.convert(theirs, tmp_path / "out.pdf")
    assert made.notes[-1].endswith("the native holds words outside what the page shows: page 1.")
    assert made.marks == ((1, "mark-raster"),)
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as document:
        assert "CANARY" not in document[0].get_textpage().get_text_range()
    width, height = size_of(tmp_path / "out.pdf")
    with picture.drawn(tmp_path / "out.pdf") as drawn:
        shades = picture.picture(drawn, 0, round(width), round(height), grey=True).histogram()
    assert sum(shades[:99]) > 50, "what the page shows is there to see"


def test_page_that_is_cropped_to_all_its_words_is_copied(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    page_pdf(theirs.path, entries={"CropBox": Array([30, 300, 530, 760])})
    assert pdf.convert(theirs, tmp_path / "out.pdf").notes == ()


def test_small_page_lies_on_an_a4_sheet(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("receipt.pdf", b"")
    page_pdf(
        theirs.path, content=b"BT /F 12 Tf 10 100 Td (Receipt) Tj ET", entries={"MediaBox": Array([0, 0, 200, 300])}
    )
    pdf.convert(theirs, tmp_path / "out.pdf")
    assert size_of(tmp_path / "out.pdf") == pytest.approx((595.276, 841.89), abs=0.01)
    assert "Receipt" in text_of(tmp_path / "out.pdf")


def everything_active(path: Path) -> None:
    """Write a PDF with every kind of active content that a page copy could bring along."""
    made = page_pdf(path)
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('CANARY')"))
    embedded = made.make_stream(b"CANARY")
    files = made.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("canary.exe"), UF=String("canary.exe"), EF=Dictionary(F=embedded))
    )
    page = made.pages[0].obj
    rect = Array([60, 60, 120, 120])
    actions = [
        Dictionary(S=Name.Launch, F=String("canary.exe")),
        Dictionary(S=Name.GoToR, F=String("canary.pdf"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.URI, URI=String("http://canary.example/")),
        Dictionary(S=Name.SubmitForm, F=String("http://canary.example/")),
    ]
    page.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action) for action in actions]
        + [Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rect, FS=files)]
    )
    page.AA = Dictionary(O=script)
    hidden = made.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    hidden.Ref = Dictionary(F=String("canary.pdf"), Page=0)
    hidden.AF = Array([files])
    hidden.AA = Dictionary(O=script)
    page.Resources.XObject = Dictionary(Hidden=hidden)
    outside = made.make_stream(b"")
    outside.F = String("/etc/passwd")
    page.Resources.Properties = Dictionary(P=Dictionary(A=script, Outside=made.make_indirect(outside)))
    page.Contents = made.make_stream(b"BT /F 24 Tf 60 700 Td (Seen by all) Tj ET q /Hidden Do Q /P /P BDC EMC")
    made.Root.OpenAction = script
    made.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("c"), files])),
        JavaScript=Dictionary(Names=Array([String("j"), script])),
    )
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(b"<xfa>CANARY</xfa>"))
    made.save(path)


def test_active_content_stays_behind(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("hostile.pdf", b"")
    everything_active(theirs.path)
    with Pdf.open(theirs.path) as source:
        kinds = {found.partition(": ")[2] for found in harmless.active_content(source)}
    assert kinds >= {
        "JavaScript", "Launch", "GoToR", "URI", "SubmitForm", "FileAttachment", "AA", "OpenAction", "EmbeddedFiles",
        "EF", "AF", "XFA", "JS", "Ref", "F",
    }  # fmt: skip
    made = pdf.convert(theirs, tmp_path / "out.pdf")
    with Pdf.open(tmp_path / "out.pdf") as result:
        assert harmless.active_content(result) == ()
        result.save(tmp_path / "plain.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    assert b"canary" not in (tmp_path / "plain.pdf").read_bytes().lower()
    assert b"passwd" not in (tmp_path / "plain.pdf").read_bytes()
    assert any("canary.exe" in note for note in made.notes)
    assert any("JavaScript" in note and "Launch" in note for note in made.notes)


def test_font_with_the_name_of_an_action_stays(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("a.pdf", b"")
    made = page_pdf(theirs.path, content=b"BT /AA 24 Tf 60 700 Td (Kept) Tj /JS 20 Tf (Too) Tj ET")
    fonts = made.pages[0].obj.Resources.Font
    fonts.AA, fonts.JS = fonts.F, fonts.F
    made.save(theirs.path)
    assert pdf.convert(theirs, tmp_path / "out.pdf").notes == ()
    assert "KeptToo" in text_of(tmp_path / "out.pdf")


@pytest.mark.parametrize("needs", [True, False])
def test_field_without_appearance_keeps_its_value(native: MakeNative, tmp_path: Path, needs: bool) -> None:
    theirs = native("form.pdf", b"")
    made = page_pdf(theirs.path)
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("sum"), V=String("EUR 3248.70"), F=4,
            DA=String("/F 12 Tf 0 g"), Rect=Array([60, 600, 300, 630]), P=made.pages[0].obj,
        )
    )  # fmt: skip
    made.pages[0].obj.Annots = Array([field])
    made.Root.AcroForm = Dictionary(Fields=Array([field]), DR=made.pages[0].obj.Resources, NeedAppearances=needs)
    made.save(theirs.path)
    notes = pdf.convert(theirs, tmp_path / "out.pdf").notes
    assert "EUR 3248.70" in text_of(tmp_path / "out.pdf") or any("200 dpi" in note for note in notes)
    assert not look_alike(tmp_path / "out.pdf", _without_field(tmp_path), 600, 776)


def _without_field(tmp_path: Path) -> Path:
    page_pdf(tmp_path / "bare.pdf")
    return tmp_path / "bare.pdf"


def test_hidden_layer_does_not_become_visible(native: MakeNative, tmp_path: Path) -> None:
    """A copy would lose the setting that hides the layer, so the page is drawn."""
    theirs = native("layers.pdf", b"")
    made = page_pdf(theirs.path, content=b"BT /F 24 Tf 60 700 Td (Seen) Tj ET /OC /L BDC 0 g 100 100 300 300 re f EMC")
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("secret")))
    made.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    made.save(theirs.path)
    converted = pdf.convert(theirs, tmp_path / "out.pdf")
    assert converted.notes == ("Shown as a picture at 200 dpi, because a copy would have looked different: page 1.",)
    with picture.drawn(tmp_path / "out.pdf") as made_pages:
        hidden_part = picture.picture(made_pages, 0, 612, 792, grey=True).crop((110, 400, 390, 680))
    assert min(hidden_part.tobytes()) > 240


def test_signature_is_told(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("signed.pdf", b"")
    made = page_pdf(theirs.path)
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    field = made.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=made.make_indirect(value)))
    made.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    made.save(theirs.path)
    assert any("digitally signed" in note for note in pdf.convert(theirs, tmp_path / "out.pdf").notes)


def test_password(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("locked.pdf", b"")
    made = page_pdf(theirs.path)
    made.save(theirs.path, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(NotShownError, match="password"):
        pdf.convert(theirs, tmp_path / "out.pdf")
    made.save(theirs.path, encryption=pikepdf.Encryption(owner="o", user=""))
    assert pdf.convert(theirs, tmp_path / "out.pdf").count == 1
    assert "Seen by all" in text_of(tmp_path / "out.pdf")


def raw_pdf(*objects: bytes) -> bytes:
    body = b"%PDF-1.7\n"
    for number, content in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return body + b"trailer <</Root 1 0 R /Size %d>>\n%%%%EOF\n" % (len(objects) + 1)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


@pytest.mark.parametrize(
    ("objects", "reason"),
    [
        ((CATALOG, b"<</Type/Pages/Count 0/Kids[]>>"), "no pages|damaged"),
        ((CATALOG, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"), "no pages|damaged"),
        ((CATALOG, b"<</Type/Pages/Count 999999999/Kids[" + b"3 0 R " * 9 + b"]>>", b"<</Kids[" + b"2 0 R " * 9 + b"]>>"),
         "damaged|pages"),
        (
            (CATALOG, b"<</Type/Pages/Count 6000/Kids[" + b" ".join(b"%d 0 R" % n for n in range(3, 6003)) + b"]>>",
             *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * 6000),
            "6000 pages",
        ),
    ],
)  # fmt: skip
def test_page_tree_without_an_end_is_not_shown(
    native: MakeNative, tmp_path: Path, objects: tuple[bytes, ...], reason: str
) -> None:
    with pytest.raises(NotShownError, match=reason):
        pdf.convert(native("tree.pdf", raw_pdf(*objects)), tmp_path / "out.pdf")


def test_not_a_pdf_is_not_shown(native: MakeNative, tmp_path: Path) -> None:
    with pytest.raises(NotShownError, match="damaged"):
        pdf.convert(native("a.pdf", b"%PDF-1.7\nnothing else"), tmp_path / "out.pdf")


def test_same_native_same_bytes(native: MakeNative, tmp_path: Path) -> None:
    theirs = native("hostile.pdf", b"")
    everything_active(theirs.path)
    pdf.convert(theirs, tmp_path / "one.pdf")
    pdf.convert(theirs, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_page_whose_crop_box_lies_elsewhere_is_not_said_to_be_lost(native: MakeNative, tmp_path: Path) -> None:
    page_pdf(tmp_path / "crop.pdf", b"0 0 0 rg 50 50 400 600 re f", {"CropBox": Array([1000, 1000, 1100, 1100])})
    made = pdf.convert(native("a.pdf", (tmp_path / "crop.pdf").read_bytes()), tmp_path / "out.pdf")
    assert made.notes == ("Copied, but not compared with the native, which could not be drawn there: page 1.",)
    with picture.drawn(tmp_path / "out.pdf") as ours:
        assert min(picture.picture(ours, 0, 60, 84, grey=True).tobytes()) < 50
