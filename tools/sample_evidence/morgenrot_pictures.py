"""The café in pictures: cartons, window, envelope, street, and three screens."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFilter

from tools.sample_evidence.bills import money
from tools.sample_evidence.figures import figures, invoice
from tools.sample_evidence.grain import numbers
from tools.sample_evidence.northwind_pictures import postmark
from tools.sample_evidence.pen import write
from tools.sample_evidence.photos import Camera, Corners, develop, glow, put, shade
from tools.sample_evidence.surfaces import bricks, cardboard, font, plain, tiles, wood
from tools.sample_evidence.wording import GERMAN


def cartons() -> bytes:
    """Two cartons on the café's counter, one open with menus in it."""
    photo = Image.new("RGB", (1200, 900), (84, 72, 62))
    put(photo, tiles((900, 500), "splash", (206, 212, 206), 12), ((-40, -20), (1240, 20), (1240, 470), (-40, 450)))
    for x in (180, 640, 1010):
        ImageDraw.Draw(photo).rounded_rectangle(
            [x, 60, x + 70, 210], 12, fill=(58, 92, 84) if x != 640 else (176, 96, 60)
        )
    blurred = photo.crop((0, 0, 1200, 470)).filter(ImageFilter.GaussianBlur(4))
    photo.paste(blurred, (0, 0))
    put(photo, wood((1400, 700), (120, 84, 58), "bar", 3), ((-60, 450), (1260, 470), (1500, 960), (-300, 960)))
    shade(photo, ((150, 630), (505, 690), (650, 610), (300, 560)), 16, 0.7)
    shade(photo, ((640, 680), (995, 738), (1140, 660), (800, 610)), 16, 0.7)
    _carton(photo, 170, 330, "left", "Druckerei Spreebogen", "Café Morgenrot · Karten A4 · 40")
    _carton(photo, 660, 380, "right", "Druckerei Spreebogen", "Café Morgenrot · Hefte · 60")
    glow(photo, (980, 120), 380, (255, 240, 210), 0.5)
    return develop(photo, "cartons", Camera("2026:05:06 09:17:33", "Pocket 4"), 72)


def _carton(photo: Image.Image, x: int, top: int, seed: str, first: str, second: str) -> None:
    front = cardboard((600, 420), seed)
    label = plain((330, 130), (246, 245, 240), seed + "label", 0.02, 0.02)
    draw = ImageDraw.Draw(label)
    draw.text((16, 12), first, font=font(24), fill=(30, 30, 30))
    draw.text((16, 52), second, font=font(20, "SourceSans3-Regular"), fill=(30, 30, 30))
    chance = numbers(seed)
    at = 16
    while at < 300:
        wide = 2 + int(next(chance) * 5)
        draw.rectangle([at, 88, at + wide, 118], fill=(20, 20, 20))
        at += wide + 2 + int(next(chance) * 5)
    front.paste(label, (200, 250))
    put(photo, front, ((x, top + 40), (x + 330, top + 66), (x + 330, top + 330), (x, top + 290)))
    put(
        photo,
        cardboard((300, 420), seed + "side", tape=False),
        ((x + 330, top + 66), (x + 430, top + 22), (x + 430, top + 266), (x + 330, top + 330)),
        0.66,
    )
    put(
        photo,
        cardboard((600, 300), seed + "lid"),
        ((x, top + 40), (x + 110, top), (x + 430, top + 22), (x + 330, top + 66)),
        1.12,
    )


def window() -> bytes:
    """The shop window with its new lettering; held upright."""
    photo = Image.new("RGB", (900, 1200), (96, 92, 88))
    put(photo, plain((900, 1000), (196, 176, 150), "facade", 0.12, 0.08), ((0, 0), (900, -40), (900, 1040), (0, 1010)))
    put(
        photo,
        tiles((900, 400), "street", (120, 118, 114), 10),
        ((-400, 1010), (1200, 1040), (1700, 1220), (-900, 1220)),
    )
    put(photo, plain((600, 700), (52, 66, 62), "frame"), ((90, 150), (822, 124), (822, 880), (90, 866)))
    put(photo, _glass(), ((118, 180), (796, 156), (796, 846), (118, 834)))
    put(photo, wood((800, 80), (96, 70, 48), "sill"), ((70, 866), (842, 880), (842, 926), (70, 908)), 0.9)
    glow(photo, (640, 420), 260, (255, 226, 170), 0.55)
    return develop(photo, "window", Camera("2026:05:08 15:36:20", "F-200", turned=True), 72)


def _glass() -> Image.Image:
    glass = Image.new("RGB", (900, 920), (44, 48, 50))
    inside = ImageDraw.Draw(glass)
    for at in range(5):
        inside.rectangle([70 + at * 170, 560, 170 + at * 170, 820], fill=(78 + at * 6, 58, 42))
        inside.ellipse([60 + at * 170, 520, 180 + at * 170, 580], fill=(110, 82, 58))
        inside.ellipse([100 + at * 170, 90, 150 + at * 170, 140], fill=(255, 224, 160))
    inside.rectangle([0, 640, 900, 660], fill=(92, 70, 50))
    glass = glass.filter(ImageFilter.GaussianBlur(9))
    sky = plain((900, 920), (150, 172, 188), "sky", 0.2, 0.0)
    mask = Image.linear_gradient("L").resize((900, 920)).point([round((255 - v) * 0.5) for v in range(256)])
    glass.paste(sky, (0, 0), mask)
    draw = ImageDraw.Draw(glass)
    draw.text((450, 300), "Café", font=font(120, "SourceSerif4-Italic"), fill=(248, 246, 240), anchor="mm")
    draw.text((450, 420), "MORGENROT", font=font(124), fill=(248, 246, 240), anchor="mm")
    draw.line([150, 500, 750, 500], fill=(216, 96, 66), width=8)
    draw.text(
        (450, 560), "Frühstück ab sieben", font=font(52, "SourceSerif4-Italic"), fill=(248, 246, 240), anchor="mm"
    )
    for x in (300, 660):
        gleam = Image.new("L", glass.size)
        ImageDraw.Draw(gleam).polygon([(x - 10, 0), (x + 110, 0), (x - 190, 920), (x - 310, 920)], fill=26)
        glass.paste((236, 240, 244), (0, 0), gleam.filter(ImageFilter.GaussianBlur(3)))
    return glass


def envelope() -> bytes:
    """The registered letter that came back, on a desk."""
    photo = Image.new("RGB", (1200, 900), (90, 80, 70))
    put(photo, wood((1400, 1000), (172, 146, 116), "table", 6), ((-60, -40), (1260, -30), (1300, 940), (-100, 940)))
    corners: Corners = ((120, 150), (1080, 190), (1050, 760), (96, 716))
    shade(photo, ((136, 172), (1098, 212), (1070, 784), (112, 738)), 16, 0.55)
    put(photo, _cover(), corners)
    glow(photo, (240, 120), 420, (255, 250, 238), 0.4)
    return develop(photo, "envelope", Camera("2026:07:10 08:49:12", "F-200"), 74)


def _cover() -> Image.Image:
    cover = plain((1200, 720), (238, 234, 222), "cover", 0.04, 0.04)
    draw = ImageDraw.Draw(cover)
    thin = "SourceSans3-Regular"
    draw.text(
        (60, 50),
        "Studio Halvorsen Ltd · Betriebsstätte Hamburg · Postfach 30 11 77 · 20304 Hamburg",
        font=font(20, thin),
        fill=(60, 60, 60),
    )
    for at, row in enumerate(("Café Morgenrot", "Inh. Tobias Reimann", "Okerstraße 18", "12049 Berlin")):
        draw.text((120, 300 + at * 56), row, font=font(42, thin), fill=(34, 34, 38))
    draw.rectangle([60, 120, 480, 230], fill=(252, 250, 244), outline=(40, 40, 40), width=3)
    draw.text((80, 130), "R   EINSCHREIBEN  RÜCKSCHEIN", font=font(24), fill=(20, 20, 20))
    draw.text((80, 176), "RR 987 654 321 DE", font=font(34), fill=(20, 20, 20))
    draw.rectangle([1020, 50, 1150, 210], fill=(206, 122, 92), outline=(250, 248, 240), width=8)
    draw.text((1085, 130), "8,40", font=font(36), fill=(250, 246, 236), anchor="mm")
    postmark(cover, (930, 140), "HAMBURG", "27.06.26")
    slip = Image.new("RGB", (470, 240), (250, 232, 120))
    note = ImageDraw.Draw(slip)
    note.text((24, 18), "ZURÜCK / RETOUR", font=font(34), fill=(40, 34, 10))
    for at, (row, ticked) in enumerate(
        (("Empfänger verzogen", False), ("Annahme verweigert", False), ("nicht abgeholt", True))
    ):
        note.rectangle([26, 84 + at * 48, 54, 112 + at * 48], outline=(40, 34, 10), width=3)
        note.text((72, 82 + at * 48), row, font=font(27, thin), fill=(40, 34, 10))
        if ticked:
            note.line([28, 190, 40, 208, 66, 168], fill=(30, 50, 140), width=6)
    cover.paste(slip, (670, 400))
    write(cover, "9.7. Kr", (1010, 690), 34, "postman", (40, 60, 150))
    return cover


def street() -> bytes:
    """The café from across the street on 28 August, open, tables outside."""
    photo = Image.new("RGB", (1200, 900), (160, 180, 200))
    put(photo, bricks((1400, 700), "house", (172, 132, 108), 26), ((0, 0), (1200, 0), (1200, 690), (0, 690)), 1.05)
    put(photo, plain((1400, 300), (206, 190, 164), "ground", 0.08), ((0, 300), (1200, 300), (1200, 690), (0, 690)))
    for x in (90, 500, 910):
        put(
            photo,
            plain((200, 200), (226, 222, 214), f"frame{x}"),
            ((x - 10, 30), (x + 200, 30), (x + 200, 250), (x - 10, 250)),
        )
        for half in (0, 98):
            put(photo, _pane(), ((x + half, 40), (x + half + 92, 40), (x + half + 92, 240), (x + half, 240)))
    put(photo, plain((500, 60), (44, 62, 58), "sign"), ((330, 318), (890, 318), (890, 378), (330, 378)))
    ImageDraw.Draw(photo).text((610, 348), "CAFÉ MORGENROT", font=font(44), fill=(246, 240, 226), anchor="mm")
    put(photo, _glass().resize((500, 300)), ((350, 396), (660, 396), (660, 640), (350, 640)), 1.1)
    put(photo, plain((200, 300), (30, 34, 34), "open door"), ((700, 396), (840, 396), (840, 690), (700, 690)))
    put(
        photo,
        tiles((1200, 500), "pavement2", (150, 146, 140), 14),
        ((-500, 690), (1700, 690), (2500, 930), (-1300, 930)),
    )
    _terrace(photo)
    board: Corners = ((900, 600), (1000, 612), (984, 800), (884, 782))
    slate = plain((200, 360), (34, 36, 36), "slate", 0.1)
    write(slate, "heute", (34, 90), 46, "slate1", (240, 240, 232))
    write(slate, "offen", (40, 170), 46, "slate2", (240, 240, 232))
    write(slate, "bis 18", (30, 260), 40, "slate3", (240, 240, 232))
    shade(photo, ((900, 790), (1010, 800), (1060, 830), (940, 820)), 10, 0.5)
    put(photo, slate, board)
    glow(photo, (1050, 80), 460, (255, 244, 214), 0.45)
    return develop(photo, "street", Camera("2026:08:28 11:52:40", "F-200"), 70)


def _pane() -> Image.Image:
    """An upstairs window: dark room, bright sky above."""
    fade = Image.linear_gradient("L").resize((100, 200))
    return Image.composite(
        Image.new("RGB", (100, 200), (38, 44, 50)), Image.new("RGB", (100, 200), (140, 158, 172)), fade
    )


def _terrace(photo: Image.Image) -> None:
    draw = ImageDraw.Draw(photo)
    for x in (120, 330, 560):
        shade(photo, ((x - 60, 800), (x + 110, 800), (x + 160, 840), (x - 20, 840)), 12, 0.5)
        draw.rectangle([x + 14, 720, x + 22, 806], fill=(40, 40, 42))
        draw.ellipse([x - 48, 698, x + 84, 734], fill=(150, 108, 72))
        draw.ellipse([x - 48, 694, x + 84, 728], fill=(182, 136, 92))
        draw.ellipse([x + 2, 700, x + 26, 714], fill=(240, 238, 230))
        for side in (-96, 96):
            left = x + side
            draw.line([left, 720, left + 6, 812], fill=(52, 66, 62), width=7)
            draw.line([left + 36, 720, left + 40, 812], fill=(52, 66, 62), width=7)
            draw.rounded_rectangle([left - 4, 706, left + 46, 724], 6, fill=(62, 84, 78))
            draw.line(
                [left + (0 if side < 0 else 40), 640, left + (0 if side < 0 else 40), 716], fill=(52, 66, 62), width=8
            )


def _png(screen: Image.Image) -> bytes:
    out = io.BytesIO()
    screen.quantize(96).save(out, "PNG", compress_level=9)
    return out.getvalue()


def portal() -> bytes:
    """The client portal's log for the invoice."""
    screen = Image.new("RGB", (1200, 640), (247, 248, 250))
    draw = ImageDraw.Draw(screen)
    thin = "SourceSans3-Regular"
    total = money(figures(invoice("2026-017-morgenrot", "INV-1061")).payable, "EUR", GERMAN)
    draw.rectangle([0, 0, 1200, 60], fill=(31, 58, 77))
    draw.text((28, 16), "Studio Halvorsen · Kundenportal", font=font(24), fill="white")
    draw.text((28, 92), f"INV-1061 · Café Morgenrot · {total}", font=font(30), fill=(30, 36, 44))
    rows = (
        ("13. Mai 2026, 14:02", "per E-Mail versandt", "hallo@cafe-morgenrot.example"),
        ("13. Mai 2026, 22:47", "geöffnet", "Link in der E-Mail, Mobiltelefon, Berlin"),
        ("13. Mai 2026, 22:48", "PDF heruntergeladen", "dasselbe Gerät"),
        ("28. Mai 2026, 10:42", "Erinnerung geöffnet", "Link in der E-Mail, Mobiltelefon, Berlin"),
    )
    for at, row in enumerate(rows):
        top = 160 + at * 92
        draw.rectangle([28, top, 1172, top + 76], fill="white", outline=(220, 224, 230))
        for x, text, face in ((52, row[0], thin), (340, row[1], "SourceSans3-SemiBold"), (620, row[2], thin)):
            draw.text((x, top + 22), text, font=font(24, face), fill=(44, 52, 62))
    draw.text((28, 560), "Status: unbezahlt", font=font(26), fill=(176, 60, 48))
    return _png(screen)


def website() -> bytes:
    """The finished website in a browser window."""
    screen = Image.new("RGB", (1280, 860), (252, 248, 240))
    draw = ImageDraw.Draw(screen)
    thin = "SourceSans3-Regular"
    draw.rectangle([0, 0, 1280, 64], fill=(226, 228, 232))
    draw.rounded_rectangle([150, 14, 1000, 50], 16, fill="white")
    draw.text((172, 20), "https://www.cafe-morgenrot.example", font=font(19, thin), fill=(70, 76, 84))
    for at, tone in enumerate(((222, 104, 92), (228, 184, 80), (108, 180, 104))):
        draw.ellipse([24 + at * 34, 22, 44 + at * 34, 42], fill=tone)
    sky = Image.linear_gradient("L").resize((1280, 360))
    dawn = Image.composite(
        Image.new("RGB", (1280, 360), (238, 142, 96)), Image.new("RGB", (1280, 360), (92, 112, 152)), sky
    )
    ImageDraw.Draw(dawn).ellipse([560, 250, 720, 410], fill=(255, 226, 160))
    screen.paste(dawn, (0, 64))
    draw.text((640, 190), "Café Morgenrot", font=font(84, "SourceSerif4-Italic"), fill="white", anchor="mm")
    draw.text(
        (640, 270), "Okerstraße 18 · Neukölln · Frühstück ab sieben", font=font(28, thin), fill="white", anchor="mm"
    )
    columns = (
        ("Wann", ("Mo–Fr  7–18 Uhr", "Sa, So  8–18 Uhr", "Feiertage wie sonntags")),
        ("Was", ("Zwölf Frühstücke,", "Kuchen von nebenan,", "Kaffee aus dem Siebträger")),
        ("Wo", ("drei Minuten vom Park,", "Fahrräder bitte an den Bügel,", "hallo@cafe-morgenrot.example")),
    )
    for at, (head, rows) in enumerate(columns):
        x = 110 + at * 380
        draw.text((x, 480), head, font=font(34, "SourceSerif4-SemiBold"), fill=(176, 84, 56))
        for row, text in enumerate(rows):
            draw.text((x, 540 + row * 38), text, font=font(23, thin), fill=(60, 56, 52))
    draw.text(
        (110, 790), "Impressum · Datenschutz · gebaut von Studio Halvorsen", font=font(18, thin), fill=(130, 124, 116)
    )
    draw.text((1050, 20), "11.05.2026 09:58", font=font(19, thin), fill=(70, 76, 84))
    return _png(screen)
