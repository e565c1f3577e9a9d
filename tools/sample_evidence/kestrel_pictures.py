"""The joiners in pictures: crate, counter, cheque, certificate of posting."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFilter

from tools.sample_evidence.northwind_pictures import postmark
from tools.sample_evidence.pen import sign, write
from tools.sample_evidence.photos import Camera, Corners, develop, glow, put, shade
from tools.sample_evidence.scans import as_jpeg, scanned
from tools.sample_evidence.surfaces import bricks, font, plain, tiles, wood


def crate() -> bytes:
    """A long crate on a pallet in front of a brick wall."""
    photo = Image.new("RGB", (1200, 900), (70, 66, 62))
    put(photo, bricks((1200, 600), "leeds", rows=20), ((-120, -60), (860, 40), (860, 560), (-120, 640)))
    put(photo, bricks((500, 600), "leeds2", rows=20), ((860, 40), (1330, -60), (1330, 660), (860, 560)), 0.66)
    put(photo, plain((400, 500), (60, 74, 82), "door"), ((150, 110), (430, 126), (430, 592), (150, 612)), 0.8)
    put(
        photo,
        tiles((1000, 800), "pavement", (136, 134, 130), 8),
        ((-200, 645), (1400, 655), (2300, 1000), (-1100, 1000)),
    )
    shade(photo, ((230, 770), (1120, 690), (1190, 760), (300, 862)), 26, 0.6)
    _pallet(photo)
    front: Corners = ((228, 470), (860, 500), (860, 742), (228, 806))
    put(photo, _lettered(), front)
    put(photo, wood((300, 240), (176, 138, 92), "end", 4), ((860, 500), (1094, 462), (1094, 684), (860, 742)), 0.66)
    put(photo, wood((600, 260), (196, 158, 110), "lid", 4), ((228, 470), (520, 420), (1094, 462), (860, 500)), 1.1)
    for x in (250, 540, 838):
        top, low = 470 + (x - 228) * 30 / 632, 806 - (x - 228) * 64 / 632
        put(
            photo,
            wood((300, 40), (160, 122, 78), f"batten{x}"),
            ((x - 14, top), (x + 14, top), (x + 14, low), (x - 14, low)),
            0.85,
        )
    glow(photo, (300, 200), 420, (255, 248, 232), 0.45)
    return develop(photo, "crate", Camera("2025:11:12 09:12:51", "F-110"), 70)


def _pallet(photo: Image.Image) -> None:
    for x, y in ((240, 806), (520, 780), (800, 752), (1010, 708)):
        put(
            photo,
            wood((120, 60), (150, 118, 80), f"block{x}"),
            ((x, y), (x + 70, y - 6), (x + 70, y + 28), (x, y + 36)),
            0.6,
        )
    put(photo, wood((600, 30), (168, 134, 92), "board"), ((222, 806), (862, 742), (862, 762), (222, 828)), 0.8)
    put(photo, wood((300, 30), (168, 134, 92), "board2"), ((862, 742), (1100, 684), (1100, 702), (862, 762)), 0.6)


def _lettered() -> Image.Image:
    side = wood((1300, 500), (188, 150, 102), "front", 5)
    draw = ImageDraw.Draw(side, "RGBA")
    draw.text((120, 90), "PIKE & SONS  JOINERY", font=font(74), fill=(30, 26, 22, 205))
    draw.text((120, 200), "KI-2209  COUNTER  1 of 1", font=font(58), fill=(30, 26, 22, 205))
    draw.text((120, 330), "THIS WAY UP      KEEP DRY", font=font(44), fill=(150, 30, 24, 205))
    for x in (900, 1010):
        draw.polygon([(x, 150), (x + 36, 90), (x + 72, 150)], fill=(30, 26, 22, 205))
        draw.rectangle([x + 26, 150, x + 46, 250], fill=(30, 26, 22, 205))
    return side


def counter() -> bytes:
    """The finished counter with panelling behind it; held upright, so the camera stored it on its side."""
    photo = Image.new("RGB", (900, 1200), (90, 86, 80))
    put(photo, _flutes(), ((0, 150), (900, 110), (900, 720), (0, 700)))
    put(photo, plain((600, 200), (58, 62, 64), "ceiling"), ((0, 0), (900, 0), (900, 110), (0, 150)), 0.7)
    put(
        photo, tiles((900, 500), "floor-bar", (126, 112, 98), 9), ((-200, 900), (1000, 980), (1500, 1200), (-900, 1200))
    )
    _shelves(photo)
    shade(photo, ((40, 1010), (880, 1090), (900, 1180), (0, 1110)), 24, 0.6)
    put(
        photo, wood((1400, 420), (176, 128, 78), "oak-front", 1), ((30, 700), (870, 742), (870, 1098), (30, 1024)), 0.86
    )
    for at in range(1, 42):
        x = 30 + at * 20
        shade(
            photo,
            ((x, 706 + at * 0.9), (x + 5, 706 + at * 0.9), (x + 5, 1018 + at * 1.7), (x, 1018 + at * 1.7)),
            1.2,
            0.4,
        )
    put(photo, wood((1400, 160), (206, 160, 104), "oak-top"), ((0, 640), (900, 672), (900, 742), (10, 700)), 1.08)
    put(photo, wood((1400, 40), (150, 108, 64), "oak-edge"), ((10, 700), (900, 742), (900, 762), (10, 718)), 0.8)
    _machine(photo)
    for x in (200, 460, 720):
        glow(photo, (x, 190), 190, (255, 224, 170), 0.75)
        ImageDraw.Draw(photo).ellipse([x - 16, 150, x + 16, 184], fill=(255, 246, 224))
        ImageDraw.Draw(photo).line([x, 0, x, 150], fill=(24, 24, 24), width=3)
    return develop(photo, "counter", Camera("2025:11:26 15:21:08", "F-110", turned=True), 70)


def _flutes() -> Image.Image:
    wall = plain((1200, 700), (172, 178, 168), "fluted", 0.05, 0.04)
    shadow = Image.new("L", wall.size)
    draw = ImageDraw.Draw(shadow)
    for x in range(0, 1200, 16):
        draw.rectangle([x, 0, x + 6, 700], fill=96)
    wall.paste((70, 76, 70), (0, 0), shadow.filter(ImageFilter.GaussianBlur(2)))
    return wall


def _shelves(photo: Image.Image) -> None:
    draw = ImageDraw.Draw(photo)
    for row, y in enumerate((400, 530)):
        put(
            photo,
            wood((900, 40), (150, 106, 62), f"bar{row}"),
            ((90, y), (810, y - 8), (810, y + 12), (90, y + 20)),
            0.9,
        )
        for at in range(15):
            x, high = 112 + at * 46, 44 + (at * 13 + row * 29) % 26
            tone = ((214, 208, 196), (60, 48, 40), (120, 66, 44))[(at + row) % 3]
            draw.rounded_rectangle([x, y - high, x + 28, y - 2], 6, fill=tone)
            draw.rectangle([x + 4, y - high + 4, x + 8, y - 8], fill=tuple(min(255, part + 36) for part in tone))
    blurred = photo.crop((80, 310, 820, 560)).filter(ImageFilter.GaussianBlur(1.6))
    photo.paste(blurred, (80, 310))


def _machine(photo: Image.Image) -> None:
    """A coffee machine on the counter."""
    shade(photo, ((560, 668), (800, 680), (820, 700), (560, 690)), 8, 0.5)
    put(
        photo, plain((300, 200), (176, 178, 180), "steel", 0.06, 0.02), ((560, 520), (776, 524), (776, 676), (560, 668))
    )
    put(photo, plain((300, 60), (34, 36, 38), "panel"), ((560, 552), (776, 556), (776, 590), (560, 586)))
    draw = ImageDraw.Draw(photo)
    for x in (600, 660, 720):
        draw.ellipse([x, 562, x + 14, 576], fill=(214, 80, 60) if x == 600 else (200, 200, 196))
        draw.rectangle([x - 4, 600, x + 20, 616], fill=(28, 28, 30))


def cheque() -> bytes:
    """The cheque that came back, with the bank's slip across its corner."""
    glass = Image.new("RGB", (1300, 900), (246, 245, 242))
    draw = ImageDraw.Draw(glass)
    put(
        glass, plain((1000, 440), (206, 224, 226), "cheque", 0.05, 0.03), ((80, 90), (1180, 90), (1180, 570), (80, 570))
    )
    for line in range(24):
        draw.arc([80 + line * 30, 140, 420 + line * 30, 520], 200, 250, fill=(188, 210, 214))
    thin, bold = font(20, "SourceSans3-Regular"), font(30)
    draw.text((116, 116), "Aire & Calder Bank", font=bold, fill=(24, 60, 84))
    draw.text((116, 156), "Leeds, Boar Lane branch", font=thin, fill=(60, 70, 80))
    draw.text((900, 120), "20 February 2026", font=thin, fill=(40, 40, 46))
    draw.text((116, 230), "Pay", font=thin, fill=(40, 40, 46))
    for y in (262, 330):
        draw.line([170, y, 850, y], fill=(90, 100, 110), width=2)
    draw.rectangle([900, 230, 1150, 296], outline=(60, 70, 80), width=2, fill=(240, 246, 246))
    draw.text((800, 380), "KESTREL INTERIORS LTD", font=thin, fill=(40, 40, 46))
    draw.text(
        (150, 530),
        "⑈100417⑈  40⑉0012⑆  30714416⑈".translate(str.maketrans("⑈⑉⑆", '"-:')),
        font=font(24),
        fill=(30, 30, 34),
    )
    write(glass, "Halvorsen Workshop Ltd", (190, 256), 34, "payee")
    write(glass, "Two thousand five hundred pounds only", (190, 326), 27, "sum")
    write(glass, "2,500.00", (925, 280), 34, "figures")
    sign(glass, "M Ashdown", (820, 480), 52, "ashdown4")
    slip: Corners = ((430, 470), (1010, 520), (986, 800), (406, 750))
    shade(glass, ((436, 482), (1018, 532), (994, 812), (412, 762)), 10, 0.4)
    put(glass, _slip(), slip)
    return as_jpeg(scanned(glass, "cheque", 1.3), 150, 68)


def _slip() -> Image.Image:
    slip = plain((700, 340), (250, 234, 190), "slip", 0.03, 0.03)
    draw = ImageDraw.Draw(slip)
    for at, (row, size) in enumerate(
        (
            ("RETURNED UNPAID", 44),
            ("Cheque 100417        £2,500.00", 30),
            ("Reason:  refer to drawer", 30),
            ("25 February 2026       fee £8.50", 30),
        )
    ):
        draw.text((40, 40 + at * 66), row, font=font(size), fill=(120, 30, 30) if at == 0 else (50, 46, 40))
    return slip


def posting() -> bytes:
    """The certificate of posting of the final notice."""
    glass = Image.new("RGB", (1000, 760), (244, 243, 240))
    draw = ImageDraw.Draw(glass)
    draw.rectangle([70, 70, 640, 690], fill=(253, 252, 247), outline=(180, 176, 170))
    rows = (
        "CERTIFICATE OF POSTING",
        "Commercial Street, London",
        "19/01/2026  12:21  Till 2",
        "",
        "Special delivery, signed",
        "KT 204 118 365 GB",
        "",
        "Kestrel Interiors Ltd",
        "Foundry House, 22 Mill Street",
        "Leeds LS9 8DX",
        "",
        "Paid            £ 8.35",
    )
    for at, row in enumerate(rows):
        draw.text(
            (104, 96 + at * 46),
            row,
            font=font(25 if at in (0, 5) else 21, "SourceSans3-SemiBold" if at in (0, 5) else "SourceSans3-Regular"),
            fill=(56, 56, 62),
        )
    postmark(glass, (800, 560), "LONDON E1", "19.01.26")
    return as_jpeg(scanned(glass, "posting", 1.8), 150)
