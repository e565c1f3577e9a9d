"""The exhibits of the café that does not answer. Everything is in German but the mail server's own words."""

from __future__ import annotations

from decimal import Decimal

from PIL import Image

from tools.sample_evidence import morgenrot_pictures as pictures
from tools.sample_evidence.bills import bill, money
from tools.sample_evidence.figures import debtor, figures, invoice
from tools.sample_evidence.houses import STUDIO_IN_HAMBURG
from tools.sample_evidence.mail import File, Mail, raw
from tools.sample_evidence.pages import pdf
from tools.sample_evidence.pen import sign, write
from tools.sample_evidence.scans import as_pdf, as_tiff, paper, scanned
from tools.sample_evidence.wording import GERMAN

CASE = "2026-017-morgenrot"
SANS = "body { font-family: 'House Sans' } "


def exhibits() -> dict[str, bytes]:
    """Every exhibit of the case, by id."""
    offer = _offer()
    note = (
        "Leistungszeitraum: 6. bis 11. Mai 2026. Bitte geben Sie bei der Zahlung die Rechnungsnummer an. "
        "Vielen Dank für den Auftrag."
    )
    return {
        "E01": _confirmation(offer),
        "E02": offer,
        "E03": CHAT.encode(),
        "E04": _delivery_note(),
        "E05": pictures.cartons(),
        "E06": pictures.window(),
        "E07": bill(invoice(CASE, "INV-1061"), "EUR", debtor("morgenrot"), STUDIO_IN_HAMBURG, note, GERMAN),
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
    return money(figures(invoice(CASE, "INV-1061")).payable, "EUR", GERMAN)


def _offer() -> bytes:
    rows = ""
    for line in invoice(CASE, "INV-1061")["lines"]:
        price = money(Decimal(line["unit_price"]), "EUR", GERMAN)
        quantity = f"{line['quantity']} {line['unit']}" if "unit" in line else "pauschal"
        rows += f"<tr><td>{line['id']}</td><td>{line['description']}</td>"
        rows += f"<td class=r>{quantity}</td><td class=r>{price}</td></tr>"
    body = f"""<p class=n>Studio Halvorsen</p><h1>Angebot 2026-088</h1><p>Café Morgenrot, Herrn Tobias Reimann,
Okerstraße 18, 12049 Berlin<br>Hamburg, den 20. März 2026</p><p>Guten Tag Herr Reimann,</p><p>vielen Dank für das
Gespräch am Tresen. Zur Wiedereröffnung am 9. Mai bieten wir Ihnen an:</p><table class=l><thead><tr><th></th>
<th>Leistung</th><th class=r>Menge</th><th class=r>Preis je
Einheit</th></tr></thead><tbody>{rows}</tbody></table><p>Alle Preise enthalten die Umsatzsteuer. Bei den Karten
lassen wir Ihnen 26,00 € nach, weil Sie das Papier gestellt haben. Änderungen nach der Freigabe berechnen wir nach
Aufwand. Rechnung und Schriftverkehr kommen von unserer Betriebsstätte Hamburg.</p><p>Das Angebot gilt bis zum
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
- Karten, Hefte und Schaufensterbeschriftung spätestens am 8. Mai, damit zur
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
Subject: Rechnung INV-1061: Mahnung

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
    body = """<h1>Telefonvermerk</h1><table class=l><tr><td>Tag, Uhrzeit</td><td>24. März 2026, 16:35 bis 16:47
Uhr</td></tr><tr><td>Gesprächspartner</td><td>Tobias Reimann, Inhaber, von der Nummer +49 30 23125 418 (er hat
angerufen)</td></tr><tr><td>Notiert von</td><td>Kai Halvorsen, gleich nach dem Gespräch</td></tr></table><p>Herr
Reimann hat unser Angebot 2026-088 vor sich. Wörtlich: „Machen Sie das alles so wie im Angebot, zur Eröffnung am 9.
Mai muss es hängen.“ Er fragt, ob die Hefte auch ohne Klammerheftung gehen (ja, gleicher Preis). Korrekturen lieber
per Chat; E-Mails lese er „nur sonntags“. Rechnung und Briefe kommen aus Hamburg, das ist ihm recht. Wann zu zahlen
ist, wurde nicht besprochen.</p><p>Baulärm im Hintergrund; er war gut gelaunt.</p><p>Nächster Schritt: morgen früh
per E-Mail bestätigen.</p>"""
    style = (
        SANS
        + """
    .l { margin-bottom: 6mm } .l td { border-bottom: .4pt solid #999 } .l td:first-child { width: 40mm; color: #555
    }
    """
    )
    return pdf(body, style=style, title="Telefonvermerk, 24. März 2026", language="de", made="2026-03-24T16:58:00Z")


def _demand() -> bytes:
    body = f"""<p class=small>Studio Halvorsen Ltd · Betriebsstätte Hamburg · Postfach 30 11 77 · 20304
Hamburg</p><p class=to>Café Morgenrot<br>Inh. Tobias Reimann<br>Okerstraße 18<br>12049 Berlin</p><p class=r>Hamburg,
den 27. Juni 2026</p><p><b>Einschreiben mit Rückschein</b></p><h1>Letzte Mahnung: Rechnung INV-1061</h1><p>Sehr
geehrter Herr Reimann,</p><p>am 24. März haben Sie bei uns Speisekarten, die Beschriftung Ihres Schaufensters, ein
Fotoheft und eine Website bestellt. Karten, Hefte und Beschriftung waren zur Eröffnung am 9. Mai an Ort und Stelle,
die Website ging wie vereinbart am 11. Mai online; Karten und Hefte hat Ihre Mitarbeiterin am 6. Mai
entgegengenommen. Unsere Rechnung INV-1061 vom 13. Mai 2026 über <b>{_total()}</b> ist bis heute nicht
bezahlt.</p><p>Unsere Schreiben vom 28. Mai, 4. Juni und 18. Juni sind ohne Antwort geblieben. Seit Ihnen das erste
davon zugegangen ist, sind Sie in Verzug (§ 286 Abs. 1 BGB).</p><p>Bitte zahlen Sie bis zum <b>13. Juli 2026</b>.
Nach diesem Tag beantragen wir ohne weitere Ankündigung einen Mahnbescheid; die Kosten hätten Sie zu tragen. Zinsen
nach § 288 Abs. 2 BGB und die Verzugspauschale von 40,00 € (§ 288 Abs. 5 BGB) behalten wir uns vor.</p><p>Wenn Sie
nicht alles auf einmal zahlen können oder an unserer Arbeit etwas nicht stimmt, rufen Sie uns an: +44 20 7946 0314.
Wir finden gern eine Lösung.</p><p>Mit freundlichen Grüßen</p><p class=sgn>Ines Halvorsen<br>Director</p>"""
    style = ".to { margin: 14mm 0 10mm } h1 { font-size: 13pt } .sgn { margin-top: 14mm }"
    return pdf(body, style=style, title="Letzte Mahnung", language="de", made="2026-06-27T08:00:00Z")


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
