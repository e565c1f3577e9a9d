"""The retainer in pictures: a notebook page, the signed settlement, the bank's credit advice."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from tools.sample_evidence.pen import sign, write
from tools.sample_evidence.photos import Camera, develop, glow, put, shade
from tools.sample_evidence.scans import as_grey_tiff, paper, scanned
from tools.sample_evidence.surfaces import font, plain, wood

NOTES = (
    "Brightwell 2/7",
    "",
    "agreed  1,200 a month from Jan",
    "billed      600  (old invoice!!)",
    "",
    "6 × 600 = £3,600",
    "+ VAT 20    720",
    "            £4,320",
    "",
    "our mistake. Write to Tom first,",
    "ring after. No interest.",
    "Jan? Clifton not up yet",
    "Feb from 16th",
    "",
    "max. let go: Jan + half Feb",
)


def notebook() -> bytes:
    """A page of a squared notebook on a desk, photographed from above."""
    photo = Image.new("RGB", (1000, 1250), (90, 70, 50))
    put(photo, wood((1200, 1400), (142, 104, 70), "desk", 5), ((-40, -40), (1040, -20), (1080, 1300), (-80, 1290)))
    shade(photo, ((118, 108), (902, 132), (928, 1188), (92, 1172)), 22, 0.6)
    put(photo, plain((820, 1100), (70, 32, 36), "cover"), ((100, 80), (884, 96), (912, 1166), (74, 1150)), 0.9)
    put(photo, _page(), ((112, 72), (872, 86), (900, 1148), (84, 1134)))
    pen = Image.new("RGB", (500, 30), (24, 26, 30))
    ImageDraw.Draw(pen).rectangle([0, 4, 500, 10], fill=(96, 100, 110))
    ImageDraw.Draw(pen).rectangle([400, 0, 430, 30], fill=(190, 170, 110))
    shade(photo, ((560, 1010), (920, 800), (932, 818), (572, 1030)), 7, 0.6)
    put(photo, pen, ((548, 996), (908, 786), (920, 806), (560, 1016)))
    glow(photo, (180, 120), 420, (255, 244, 224), 0.4)
    return develop(photo, "notebook", Camera("2026:07:02 18:11:05", "F-200"), 72)


def _page() -> Image.Image:
    page = plain((900, 1260), (240, 238, 228), "paper", 0.04, 0.03)
    draw = ImageDraw.Draw(page)
    for at in range(0, 1260, 30):
        draw.line([0, at, 900, at], fill=(198, 208, 218))
        draw.line([at, 0, at, 1260], fill=(198, 208, 218))
    draw.line([90, 0, 90, 1260], fill=(214, 150, 150), width=2)
    for at, row in ((at, row) for at, row in enumerate(NOTES) if row):
        write(page, row, (120, 118 + at * 74), 36, f"note{at}", (26, 34, 84))
    draw.line([116, 130, 420, 126], fill=(26, 34, 84), width=4)
    draw.line([120, 580, 470, 574], fill=(26, 34, 84), width=3)
    draw.ellipse([256, 586, 540, 660], outline=(160, 40, 40), width=4)
    return page


def settlement(pdf: bytes) -> bytes:
    """The settlement signed on paper, as a TIFF of two pages."""

    def hand(sheet: Image.Image) -> None:
        sign(sheet, "Ines Halvorsen", (160, 1000), 48, "ines4")
        sign(sheet, "T Brightwell", (690, 1002), 56, "tom")

    pages = paper(pdf, 150)
    return as_grey_tiff(
        [scanned(page, f"bw{at}", (0.5, -0.35)[at], hand if at else None) for at, page in enumerate(pages)], 150
    )


def credit_advice() -> bytes:
    """A telephone's screenshot of the bank's app."""
    screen = Image.new("RGB", (720, 1280), (246, 247, 249))
    draw = ImageDraw.Draw(screen)
    plain_, bold = "SourceSans3-Regular", "SourceSans3-SemiBold"
    draw.rectangle([0, 0, 720, 190], fill=(18, 62, 92))
    draw.text((28, 14), "16:14", font=font(26), fill="white")
    draw.text((28, 112), "‹  Money in", font=font(38), fill="white")
    draw.text((360, 310), "+ £1,260.00", font=font(76), fill=(20, 110, 70), anchor="mm")
    draw.text((360, 380), "Friday 28 August 2026", font=font(30, plain_), fill=(90, 98, 108), anchor="mm")
    rows = (
        ("From", "Brightwell Dental Care Ltd"),
        ("Reference", "INV-1091 1 of 2"),
        ("Into", "Studio Halvorsen Ltd, current"),
        ("How", "Faster payment"),
        ("Received", "16:02"),
    )
    for at, (label, value) in enumerate(rows):
        top = 460 + at * 118
        draw.rectangle([28, top, 692, top + 102], fill="white", outline=(222, 226, 231))
        draw.text((52, top + 12), label, font=font(24, plain_), fill=(110, 118, 128))
        draw.text((52, top + 46), value, font=font(32, bold), fill=(30, 36, 44))
    draw.rounded_rectangle([28, 1110, 692, 1196], 14, fill=(18, 62, 92))
    draw.text((360, 1153), "Save as PDF", font=font(32), fill="white", anchor="mm")
    out = io.BytesIO()
    screen.quantize(64).save(out, "PNG", compress_level=9)
    return out.getvalue()
