"""The exhibits of the café that does not answer. The order is in German, the studio's later papers in English."""

from __future__ import annotations

from decimal import Decimal

from PIL import Image

from tools.sample_evidence import morgenrot_pictures as pictures
from tools.sample_evidence.bills import bill, money
from tools.sample_evidence.figures import debtor, figures, invoice
from tools.sample_evidence.houses import STUDIO
from tools.sample_evidence.mail import File, Mail, raw
from tools.sample_evidence.pages import pdf
from tools.sample_evidence.pen import sign, write
from tools.sample_evidence.scans import as_pdf, as_tiff, paper, scanned

CASE = "2026-017-morgenrot"
SANS = "body { font-family: 'House Sans' } "
OFFERED = {
    "1": ("Speisekarten A4, laminiert", "40 Stück"),
    "2": ("Fensterbeschriftung, Folienplot mit Montage", "1 pauschal"),
    "3": ("Fotoheft »Zwölf Morgen«", "60 Heft"),
    "4": ("Website mit einer Seite, Texte und Öffnungszeiten", "1 pauschal"),
}
"""The invoice's lines as the German offer words them."""


def exhibits() -> dict[str, bytes]:
    """Every exhibit of the case, by id."""
    offer = _offer()
    note = "Please quote the invoice number with your payment. Thank you for the order."
    return {
        "E01": _confirmation(offer),
        "E02": offer,
        "E03": CHAT.encode(),
        "E04": _delivery_note(),
        "E05": pictures.cartons(),
        "E06": pictures.window(),
        "E07": bill(invoice(CASE, "INV-1061"), "EUR", debtor("morgenrot"), STUDIO, note),
        "E08": pictures.portal(),
        "E09": _bounce(),
        "E10": pictures.envelope(),
        "E11": _trade_register(),
        "E12": _call_note(),
        "E13": pictures.website(),
        "E14": _demand(),
        "E15": pictures.street(),
    }


def _total() -> str:
    return money(figures(invoice(CASE, "INV-1061")).payable, "EUR")


def _in_german(amount: Decimal) -> str:
    return f"{amount:,.2f} €".translate({ord(","): ".", ord("."): ","})


def _offer() -> bytes:
    rows = ""
    for line in invoice(CASE, "INV-1061")["lines"]:
        price = _in_german(Decimal(line["unit_price"]))
        what, quantity = OFFERED[line["id"]]
        rows += f"<tr><td>{line['id']}</td><td>{what}</td>"
        rows += f"<td class=r>{quantity}</td><td class=r>{price}</td></tr>"
    body = f"""<p class=n>Studio Halvorsen</p><h1>Angebot 2026-088</h1><p>Café Morgenrot, Herrn Tobias Reimann,
Okerstraße 18, 12049 Berlin<br>London, den 20. März 2026</p><p>Guten Tag Herr Reimann,</p><p>vielen Dank für das
Gespräch am Tresen. Zur Wiedereröffnung am 9. Mai bieten wir Ihnen an:</p><table class=l><thead><tr><th></th>
<th>Leistung</th><th class=r>Menge</th><th class=r>Preis je
Einheit</th></tr></thead><tbody>{rows}</tbody></table><p>Alle Preise enthalten die Umsatzsteuer. Bei den Karten
lassen wir Ihnen 26,00 € nach, weil Sie das Papier gestellt haben. Änderungen nach der Freigabe berechnen wir nach
Aufwand. Rechnung und Schriftverkehr kommen aus unserem Londoner Büro auf Englisch.</p><p>Das Angebot gilt bis zum
31. März 2026.</p><p>Freundliche Grüße<br>Kai Halvorsen</p>"""
    style = (
        SANS
        + """
    .n { font-size: 16pt; font-weight: 700; color: #1f3a4d } .l { margin: 4mm 0 6mm } .l td, .l th { border-bottom:
    .4pt solid #999 }
    """
    )
    return pdf(body, style=style, title="Angebot 2026-088", language="de", made="2026-03-20T11:00:00Z")


def _confirmation(offer: bytes) -> bytes:
    text = """Guten Tag Herr Reimann,

vielen Dank für Ihren Anruf gestern. Ich halte fest, was wir besprochen haben:

- alles wie in unserem Angebot 2026-088 (liegt noch einmal bei),
- Karten, Heft und Fensterbeschriftung spätestens am 8. Mai, damit zur
  Eröffnung am 9. Mai alles hängt,
- die Website gleich nach dem Wochenende.

Wenn etwas davon nicht stimmt, melden Sie sich bitte. Sonst legen wir los!

Freundliche Grüße
Kai Halvorsen
"""
    headers = [
        ("Message-ID", "<20260325.0904.auftrag@studio-halvorsen.example>"),
        ("Date", "Wed, 25 Mar 2026 09:04:41 +0000"),
        ("From", "Kai Halvorsen <kai@studio-halvorsen.example>"),
        ("To", '"Café Morgenrot, Tobias Reimann" <tobias@cafe-morgenrot.example>'),
        ("Subject", "Ihr Auftrag vom 24. März – Bestätigung für das Café Morgenrot"),
    ]
    return raw(
        Mail(headers, text, files=[File("Angebot 2026-088 für Café Morgenrot.pdf", "application/pdf", offer)]), "mo01"
    )


def _delivery_note() -> bytes:
    body = """<table class=h><tr><td><span class=n>Kurier Havelblitz</span><br>Fahrradkurier,
Berlin-Neukölln</td><td class=r><span class=n>Lieferschein 2217</span><br>6. Mai 2026</td></tr></table><table
class=l><tr><th>Absender</th><td>Druckerei Spreebogen, im Auftrag Studio
Halvorsen</td></tr><tr><th>Empfänger</th><td>Café Morgenrot, Okerstraße 18, 12049
Berlin</td></tr><tr><th>Inhalt</th><td>2 Kartons: 40 Speisekarten A4 laminiert; 60 Hefte »Zwölf
Morgen«</td></tr><tr><th>Gewicht</th><td>11,4 kg</td></tr></table><table class=f><tr><td>Name in
Druckschrift</td><td>Unterschrift</td><td>Uhrzeit</td></tr></table>"""
    style = (
        SANS
        + """
    @page { size: A5 landscape; margin: 12mm 14mm } .n { font-size: 15pt; font-weight: 700 } .h { margin-bottom: 6mm
    } .l th { width: 28mm }.l td, .l th { border: .5pt solid #333 } .f { position: absolute; top: 84mm } .f td {
    border: .5pt solid #333; font-size: 8pt; height: 20mm; width: 33% }
    """
    )
    page = paper(pdf(body, style=style, title="Lieferschein 2217", language="de", made="2026-05-06T06:00:00Z"), 200)[0]

    def hand(sheet: Image.Image) -> None:
        write(sheet, "Aydin", (150, 860), 40, "aydin", (30, 30, 34))
        sign(sheet, "R Aydin", (620, 862), 52, "aydin2")
        write(sheet, "9.15", (1130, 860), 42, "time", (30, 30, 34))

    return as_pdf([scanned(page, "ls2217", 0.9, hand)], 200, 55)


def _bounce() -> bytes:
    rows = """Return-Path: <>
Message-ID: <4ZkQ7x2b9Tz.bounce@cafe-morgenrot.example>
Date: Thu, 04 Jun 2026 10:58:02 +0200
From: Mail Delivery System <mailer-daemon@cafe-morgenrot.example>
To: kai@studio-halvorsen.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="4ZkQ7x2b9Tz.report"

--4ZkQ7x2b9Tz.report
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.cafe-morgenrot.example.

I'm sorry to have to inform you that your message could not be delivered to
one or more recipients. It's attached below.

<tobias@cafe-morgenrot.example>: mailbox full and unread for 30 days; account
    disabled

--4ZkQ7x2b9Tz.report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.cafe-morgenrot.example
Arrival-Date: Thu, 4 Jun 2026 10:58:01 +0200

Final-Recipient: rfc822; tobias@cafe-morgenrot.example
Action: failed
Status: 5.2.1
Diagnostic-Code: smtp; 550 5.2.1 mailbox disabled

--4ZkQ7x2b9Tz.report
Content-Type: text/rfc822-headers

Message-ID: <20260604.0957.inv1061@studio-halvorsen.example>
Date: Thu, 04 Jun 2026 09:57:55 +0100
From: Kai Halvorsen <kai@studio-halvorsen.example>
To: tobias@cafe-morgenrot.example
Subject: Invoice INV-1061: second reminder

--4ZkQ7x2b9Tz.report--
"""
    return rows.replace("\n", "\r\n").encode()


def _trade_register() -> bytes:
    rows = (
        ("Name des Betriebs", "Café Morgenrot"),
        ("Inhaber", "Reimann, Tobias, geb. 02.09.1984 in Cottbus"),
        ("Betriebsstätte", "Okerstraße 18, 12049 Berlin"),
        ("Tätigkeit", "Schankwirtschaft, Kaffeehaus"),
        ("Angemeldet zum", "01.02.2026"),
        ("Abgemeldet", "nein"),
        ("Handelsregister", "kein Eintrag"),
    )
    table = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    body = f"""<p>Bezirksamt, Ordnungsamt<br>Gewerbeangelegenheiten</p><p class=to>Studio Halvorsen Ltd<br>14 Wharf
Road<br>London N1 7RW<br>Großbritannien</p><p class=r>3. Juli 2026, Zeichen Gew 3-2218/26</p><h1>Auskunft aus dem
Gewerberegister</h1><p>Auf Ihren Antrag vom 29. Juni 2026 teilen wir mit:</p><table class=l>{table}</table><p>Diese
Auskunft kostet 15,00 €.</p><p>Im Auftrag</p>"""
    style = (
        SANS
        + """
    h1 { font-size: 13pt } .to { margin: 12mm 0 } .l { margin: 4mm 0 } .l td { border: .5pt solid #000 } .l
    td:first-child { width: 48mm }
    """
    )
    page = paper(pdf(body, style=style, title="Gewerbeauskunft", language="de", made="2026-07-03T07:00:00Z"), 200)[0]
    return as_tiff(
        [scanned(page, "gewerbe", -0.5, lambda sheet: sign(sheet, "Lehnert", (200, 1730), 64, "lehnert"))], 200
    )


def _call_note() -> bytes:
    body = """<h1>Note of a call</h1><table class=l><tr><td>Date, time</td><td>24 March 2026, 16:35 to
16:47</td></tr><tr><td>With</td><td>Tobias Reimann, owner, from +49 30 23125 418 (he called; we spoke
German)</td></tr><tr><td>Written by</td><td>Kai Halvorsen, straight afterwards</td></tr></table><p>Mr Reimann has our
offer 2026-088 in front of him. In his words: “Machen Sie das alles so wie im Angebot, zur Eröffnung am 9. Mai muss es
hängen.” (Do it all as in the offer; it must be up for the opening on 9 May.) He asks whether the booklets can do
without saddle stitching (yes, same price). Corrections rather by chat; e-mails he reads “nur sonntags”, on Sundays
only. That invoice and letters will be in English is fine with him. When to pay was not discussed.</p><p>Building noise
in the background; he was in a good mood.</p><p>Next: confirm by e-mail, tomorrow morning.</p>"""
    style = (
        SANS
        + """
    .l { margin-bottom: 6mm } .l td { border-bottom: .4pt solid #999 } .l td:first-child { width: 40mm; color: #555
    }
    """
    )
    return pdf(body, style=style, title="Note of a call, 24 March 2026", language="en", made="2026-03-24T16:58:00Z")


def _demand() -> bytes:
    body = f"""<p class=small>Studio Halvorsen Ltd · 14 Wharf Road · London N1 7RW · Hamburg establishment</p><p
class=to>Café Morgenrot<br>Inh. Tobias Reimann<br>Okerstraße 18<br>12049 Berlin</p><p class=r>27 June
2026</p><p><b>Registered, with advice of receipt</b></p><h1>Final demand: invoice INV-1061</h1><p>Dear Mr
Reimann,</p><p>on 24 March you ordered menus, window lettering, a photo booklet and a website from us. Menus,
booklets and lettering were in place for the opening on 9 May, and the website went live on 11 May as agreed; your
staff took delivery of the menus and booklets on 6 May. Our invoice INV-1061 of 13 May 2026 over <b>{_total()}</b>
has not been paid.</p><p>We have had no answer to our reminders of 28 May, 4 June and 18 June. You have been in
default since the first of them reached you (§ 286 (1) BGB).</p><p>Please pay by <b>13 July 2026</b>. After that day
we shall apply for a court payment order (Mahnbescheid) without writing again; the costs of it would be yours.
Interest under § 288 (2) BGB and the lump sum of 40.00 € (§ 288 (5) BGB) stay reserved.</p><p>If you cannot pay all
at once, or if something about our work is not right, call us on +44 20 7946 0314. We are glad to find a
solution.</p><p>Yours sincerely</p><p class=sgn>Ines Halvorsen<br>Director</p>"""
    style = ".to { margin: 14mm 0 10mm } h1 { font-size: 13pt } .sgn { margin-top: 14mm }"
    return pdf(body, style=style, title="Final demand", language="en", made="2026-06-27T08:00:00Z")


CHAT = """\
[16.04.26, 11:20:05] Kai Halvorsen: Guten Tag Herr Reimann, hier die Korrekturabzüge für Karte und Heft: https://abzug.studio-halvorsen.example/morgenrot
[16.04.26, 22:47:31] Tobias (Morgenrot): Sieht super aus!! Bei den Frühstücken fehlt das vegane
[17.04.26, 08:55:10] Kai Halvorsen: Ergänzt (Seite 2, »Sonnenaufgang vegan«, 11,50). So drucken? 40 Karten, 60 Hefte
[17.04.26, 09:12:44] Tobias (Morgenrot): passt, bitte drucken 👍
[06.05.26, 09:20:13] Kai Halvorsen: Der Kurier meldet: abgegeben bei Frau Aydın. Alles da?
[06.05.26, 13:02:59] Tobias (Morgenrot): ja ist da, sehr schick geworden
[08.05.26, 15:41:27] Tobias (Morgenrot): ‎<Anhang: IMG_5530.JPG>
Fenster auch fertig. Danke an die Kollegin!!
[11.05.26, 10:05:00] Kai Halvorsen: Website ist online. Wie war die Eröffnung?
[11.05.26, 23:58:36] Tobias (Morgenrot): voll! bin müde. meld mich wegen rechnung
[02.06.26, 09:30:44] Kai Halvorsen: Guten Morgen Herr Reimann, haben Sie die Rechnung gesehen?
[09.06.26, 09:31:02] Kai Halvorsen: Können wir kurz telefonieren?
"""
