"""Northwind in pictures: the sprint board, the set in the warehouse, the post office's receipts."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFilter

from tools.sample_evidence.pen import sign, write
from tools.sample_evidence.photos import Camera, Corners, develop, glow, put, shade
from tools.sample_evidence.scans import as_jpeg, scanned
from tools.sample_evidence.surfaces import cardboard, font, plain, tiles, wood

CARDS = (
    ("Product page", "gallery, variants", "S3"),
    ("Basket", "vouchers", "S3"),
    ("Checkout", "addresses, payment", "S3"),
    ("Newsletter", "double opt-in", "S3"),
    ("Search", "filters, typing errors", "S4"),
    ("Product page", "delivery times", "S4"),
    ("Small screens", "all templates", "S4"),
    ("Launch rehearsal", "with Jörg, 19 March", "S4"),
)


def board() -> bytes:
    """A screenshot of the project board."""
    screen = Image.new("RGB", (1280, 800), (238, 240, 243))
    draw = ImageDraw.Draw(screen)
    draw.rectangle([0, 0, 1280, 52], fill=(31, 58, 77))
    draw.text((24, 13), "Northwind web shop", font=font(22), fill="white")
    draw.text((1020, 17), "Fri 20 March 2026, 17:52", font=font(15, "SourceSans3-Regular"), fill=(200, 214, 222))
    columns = (("To do", 0), ("Doing", 0), ("Review", 0), ("Done", len(CARDS)))
    for at, (name, count) in enumerate(columns):
        left = 24 + at * 236 if at < 3 else 732
        wide = 220 if at < 3 else 524
        draw.rounded_rectangle([left, 76, left + wide, 776], 8, fill=(224, 228, 233))
        draw.text((left + 14, 88), f"{name}  {count}", font=font(17), fill=(50, 60, 70))
    for at, card in enumerate(CARDS):
        _card(draw, 746 + at % 2 * 252, 124 + at // 2 * 158, card, at)
    draw.text((38, 130), "Nothing here.", font=font(15, "SourceSans3-Italic"), fill=(120, 128, 136))
    out = io.BytesIO()
    screen.quantize(64).save(out, "PNG", optimize=False, compress_level=9)
    return out.getvalue()


def _card(draw: ImageDraw.ImageDraw, x: int, y: int, card: tuple[str, str, str], at: int) -> None:
    draw.rounded_rectangle([x, y, x + 240, y + 144], 6, fill="white", outline=(205, 210, 216))
    draw.rectangle([x, y + 6, x + 4, y + 138], fill=(72, 150, 96))
    draw.text((x + 16, y + 12), card[0], font=font(18), fill=(30, 36, 44))
    draw.text((x + 16, y + 40), card[1], font=font(15, "SourceSans3-Regular"), fill=(84, 92, 102))
    draw.rounded_rectangle([x + 16, y + 104, x + 50, y + 126], 4, fill=(214, 231, 219))
    draw.text((x + 23, y + 105), card[2], font=font(14), fill=(40, 100, 60))
    done = f"done {(4, 5, 10, 12, 17, 17, 19, 19)[at]} March"
    draw.text((x + 132, y + 106), done, font=font(13, "SourceSans3-Regular"), fill=(120, 128, 136))


def warehouse() -> bytes:
    """The photographer's set: a paper sweep on a bench between shelves of cartons, stored on its side by the camera."""
    photo = Image.new("RGB", (900, 1200), (60, 58, 54))
    put(photo, plain((600, 600), (150, 150, 146), "wall", 0.1), ((0, 0), (900, 0), (900, 760), (0, 760)))
    put(photo, tiles((800, 800), "floor", (112, 110, 106), 6), ((-300, 760), (1200, 760), (1900, 1200), (-1000, 1200)))
    for shelf in range(3):
        _shelf(photo, 90 + shelf * 200, shelf)
    shade(photo, ((120, 820), (800, 820), (900, 1140), (60, 1140)), 40, 0.5)
    put(photo, wood((900, 300), (150, 112, 74), "bench"), ((90, 830), (810, 830), (900, 1010), (0, 1010)))
    put(photo, wood((900, 120), (110, 80, 52), "edge"), ((0, 1010), (900, 1010), (900, 1060), (0, 1060)))
    sweep: Corners = ((230, 380), (690, 380), (690, 850), (230, 850))
    shade(photo, ((250, 400), (730, 400), (730, 870), (250, 870)), 22, 0.4)
    put(photo, plain((500, 500), (236, 234, 228), "sweep", 0.03, 0.02), sweep)
    put(
        photo,
        plain((500, 200), (242, 240, 235), "sweep2", 0.03, 0.02),
        ((230, 850), (690, 850), (760, 975), (160, 975)),
    )
    _pot(photo)
    glow(photo, (180, 300), 320, (255, 244, 220), 0.55)
    return develop(photo, "warehouse", Camera("2026:03:11 10:24:37", "F-200", turned=True))


def _shelf(photo: Image.Image, top: int, row: int) -> None:
    for at in range(6):
        left, wide = at * 158 - 20 + row * 17 % 40, 128 + (at * 37 + row * 53) % 24
        high = 118 + (at * 29 + row * 41) % 40
        box = cardboard((260, 220), f"box{row}{at}", tape=at % 3 != 1)
        x, y = left, top + 170 - high
        put(photo, box, ((x, y), (x + wide, y), (x + wide, top + 170), (x, top + 170)), 0.62)
    put(
        photo,
        wood((900, 40), (96, 84, 70), f"shelf{row}"),
        ((0, top + 170), (900, top + 170), (900, top + 188), (0, top + 188)),
        0.8,
    )
    blurred = photo.crop((0, top, 900, top + 190)).filter(ImageFilter.GaussianBlur(2.2))
    photo.paste(blurred, (0, top))


def _pot(photo: Image.Image) -> None:
    """A teapot, two cups: turned bodies lit from the left."""
    shade(photo, ((370, 900), (640, 880), (700, 930), (400, 940)), 14, 0.45)
    for box, tone in (
        ((370, 690, 560, 905), (48, 92, 88)),
        ((590, 820, 672, 915), (206, 196, 178)),
        ((268, 836, 344, 922), (206, 196, 178)),
    ):
        mask = Image.new("L", photo.size)
        draw = ImageDraw.Draw(mask)
        left, top, right, low = box
        draw.rounded_rectangle(box, (right - left) * 0.42, fill=255)
        if tone[0] > 100:
            draw.rectangle([left + 3, top, right - 3, top + (low - top) * 0.3], fill=255)
        if tone[0] < 100:
            draw.ellipse([left, top + 20, right, low], fill=255)
            draw.line([(right - 12, top + 120), (right + 40, top + 70), (right + 58, top + 60)], fill=255, width=22)
            draw.arc([left - 62, top + 60, left + 40, low - 30], 80, 280, fill=255, width=15)
            draw.ellipse([left + 78, top - 14, left + 112, top + 20], fill=255)
            draw.ellipse([left + 40, top + 8, right - 40, top + 50], fill=255)
        photo.paste(_turned(photo.size, box, tone), (0, 0), mask.filter(ImageFilter.GaussianBlur(1.4)))


def _turned(size: tuple[int, int], box: tuple[int, int, int, int], tone: tuple[int, int, int]) -> Image.Image:
    """Horizontal light on a round body: bright at a third, dark to the right."""
    strip = Image.new("RGB", (256, 1))
    for x in range(256):
        light = 0.5 + 0.62 * max(0.0, 1 - abs(x - 86) / 150) ** 1.2
        strip.putpixel((x, 0), tuple(min(255, round(part * light)) for part in tone))
    body = Image.new("RGB", size, tuple(round(part * 0.5) for part in tone))
    left, top, right, low = box
    body.paste(strip.resize((right - left, low - top + 60)), (left, top - 30))
    return body


def receipt() -> bytes:
    """Certificate of posting and the signed advice of receipt, laid on one scanner glass."""
    glass = Image.new("RGB", (1240, 1000), (247, 246, 243))
    draw = ImageDraw.Draw(glass)
    thin, bold = font(19, "SourceSans3-Regular"), font(23)
    draw.rectangle([60, 60, 560, 930], outline=(170, 165, 160), fill=(253, 252, 248))
    for at, row in enumerate(
        (
            "CERTIFICATE OF POSTING",
            "",
            "Post office  Old Street, London",
            "26/05/2026   16:03   Till 4",
            "",
            "International signed",
            "RR 123 456 789 GB",
            "Weight  38 g      DE",
            "",
            "To:  Northwind Trading GmbH",
            "      20457 Hamburg",
            "",
            "Price        £ 10.55",
            "(EUR 12.40 at the card's rate)",
            "",
            "Please keep this receipt.",
        )
    ):
        draw.text((92, 92 + at * 44), row, font=bold if at in (0, 6) else thin, fill=(60, 60, 66))
    draw.rectangle([610, 120, 1180, 560], outline=(196, 60, 70), fill=(250, 226, 224), width=3)
    for at, row in enumerate(
        (
            "ADVICE OF RECEIPT   CN 07",
            "Registered item  RR 123 456 789 GB",
            "Addressee  Northwind Trading GmbH",
            "The item mentioned above was duly delivered",
            "Date and signature:",
        )
    ):
        draw.text((640, 150 + at * 46), row, font=bold if at == 0 else thin, fill=(150, 36, 46))
    postmark(glass, (1060, 640), "HAMBURG", "29.05.26")
    write(glass, "29.5.26", (650, 470), 34, "received")
    sign(glass, "B Stahmer", (830, 480), 46, "stahmer")
    return as_jpeg(scanned(glass, "receipt", -1.1), 150)


def postmark(glass: Image.Image, centre: tuple[int, int], town: str, day: str) -> None:
    """A round postmark with its lines to the left."""
    draw = ImageDraw.Draw(glass)
    x, y = centre
    ink = (52, 52, 60)
    for radius in (92, 62):
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], outline=ink, width=4)
    draw.text((x, y + 6), day, font=font(24), fill=ink, anchor="mm")
    draw.text((x, y - 30), town, font=font(17), fill=ink, anchor="mm")
    for line in range(4):
        draw.line([x - 330, y - 40 + line * 26, x - 96, y - 34 + line * 26], fill=ink, width=4)
