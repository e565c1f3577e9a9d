"""Northwind's papers: order, time sheet, bank statement, demand, register extract."""

from __future__ import annotations

from decimal import Decimal

from tools.sample_evidence.bills import day, money
from tools.sample_evidence.figures import CASES, figures, invoice, read, standing
from tools.sample_evidence.pages import pdf

CASE = "2026-014-northwind"
DAYS = (
    ("2026-03-02", "4.5", "Product page: gallery and variants"),
    ("2026-03-03", "5", "Product page: stock and delivery times"),
    ("2026-03-04", "3.5", "Basket"),
    ("2026-03-05", "4", "Basket, vouchers"),
    ("2026-03-09", "5", "Checkout"),
    ("2026-03-10", "4.5", "Checkout: addresses, payment"),
    ("2026-03-12", "3.5", "Newsletter sign-up, footer"),
    ("2026-03-16", "4", "Search and filters"),
    ("2026-03-17", "4.5", "Search, corrections from the review on the 13th"),
    ("2026-03-19", "3.5", "Launch rehearsal, small screens"),
)


def order() -> bytes:
    """Northwind's purchase order."""
    rows = (
        ("10", "Front-end build, sprints 3 and 4", "by time, § 4 of the agreement"),
        ("20", "Migration of product pages, about 300", "145.00 for 100 pages"),
        ("30", "Hosting set-up and mail migration", "280.00 less 30.00 (new customer)"),
    )
    lines = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in rows)
    body = f"""<div class=bar>NORTHWIND TRADING</div><h1>Purchase order PO-7781</h1><table
class=meta><tr><td>Supplier</td><td>Studio Halvorsen Ltd, London</td><td>Date</td><td>14 January
2026</td></tr><tr><td>Requested by</td><td>J. Müßig, Marketing</td><td>Cost centre</td><td>4410 Web
shop</td></tr><tr><td>Approved by</td><td>J. Wolff</td><td>Currency</td><td>EUR, net</td></tr></table><table
class=l><thead><tr><th>Item</th>
<th>Description</th><th>Price</th></tr></thead><tbody>{lines}</tbody></table><p>Please state PO-7781 on every
invoice and send it as a PDF to ap@northwind.example. The services agreement of 12 January 2026 applies.</p><p
class=small>This order was made by our purchasing system and is valid without a signature.<br>Northwind Trading GmbH
· Speicherstraße 41 · 20457 Hamburg · HRB 918273 Amtsgericht Hamburg · USt-IdNr. DE287654321</p>"""
    style = """
    body { font-family: 'House Sans' }
    .bar { background: #0f5c52; color: #fff; letter-spacing: .18em; font-weight: 700; padding: 3mm 4mm;
      margin-bottom: 9mm }
    .meta { margin: 4mm 0 8mm; font-size: 9.5pt } .meta td:nth-child(odd) { color: #666; width: 26mm }
    .l td, .l th { border: .4pt solid #999 } .l { margin-bottom: 8mm } .l th { background: #e8f0ee }
    """
    return pdf(body, style=style, title="Purchase order PO-7781", language="en", made="2026-01-14T13:41:00Z")


def time_sheet() -> bytes:
    """The time sheet that Northwind's accounts approved."""
    rows = "".join(f"<tr><td>{day(d)}</td><td>{what}</td><td class=r>{Decimal(h):.1f}</td></tr>" for d, h, what in DAYS)
    total = sum(Decimal(hours) for _, hours, _ in DAYS)
    expected = Decimal(invoice(CASE, "INV-1043")["lines"][0]["quantity"])
    if total != expected:
        raise ValueError(f"the time sheet adds up to {total}, the invoice says {expected}")
    body = f"""<p class=small>Studio Halvorsen</p><h1>Time sheet, March 2026</h1><p>Northwind Trading GmbH, web
shop, sprints 3 and 4 · Ines Halvorsen</p><table class=t><thead><tr><th>Day</th><th>Work</th><th
class=r>Hours</th></tr></thead><tbody>{rows}<tr class=sum><td></td><td>Total</td> <td
class=r>{total:.1f}</td></tr></tbody></table><div class=ok>APPROVED<br><span>28.03.2026 · Northwind AP · B.
Stahmer</span></div>"""
    style = """
    body { font-family: 'House Sans' } .t { margin-top: 6mm } .t td, .t th { border-bottom: .4pt solid #aaa }
    .sum td { font-weight: 700 }
    """
    style += (
        "text-align: center; padding: 3mm; transform: rotate(-4deg) } .ok span { font-size: 9pt; font-weight: 400 }"
    )
    return pdf(body, style=style, title="Time sheet, March 2026", language="en", made="2026-03-28T07:55:00Z")


STATEMENT = (
    ("04 May", "Transfer from Marschall Ceramics OHG, INV-1051", "1,785.00", "9,412.33"),
    ("05 May", "Card payment, paper and toner", "−64.90", "9,347.43"),
    ("06 May", 'Incoming payment NORTHWIND HOLDING, "part payment"; USD 1,172.00 at 1.1720', "1,000.00", "10,347.43"),
    ("06 May", "Charges for incoming payment from abroad", "−4.00", "10,343.43"),
    ("11 May", "Transfer from Ölmühle Ratjen e.K., INV-1047", "952.00", "11,295.43"),
    ("15 May", "Rent of studio, May", "−1,450.00", "9,845.43"),
    ("22 May", "Transfer from Kanu-Verleih Alsterblick, INV-1058", "416.50", "10,261.93"),
    ("28 May", "Salaries", "−5,820.00", "4,441.93"),
)


def statement(redacted: bool) -> bytes:
    """The studio's euro account in May; `redacted` blacks out all that isn't Northwind's."""
    shown = []
    for when, what, amount, balance in STATEMENT:
        hide = redacted and "NORTHWIND" not in what and "Charges" not in what
        cells = (when, "█" if hide else what, "█" if hide else amount, "█" if redacted else balance)
        shown.append("<tr>" + "".join(_cell(cell, at) for at, cell in enumerate(cells)) + "</tr>")
    first, last = ("█", "█") if redacted else ("7,627.33", "4,441.93")
    note = (
        "<p class=small>Entries of other customers and balances blacked out by Studio Halvorsen on 23 June 2026.</p>"
        if redacted
        else ""
    )
    body = f"""<div class=bank>Account statement</div><p>Studio Halvorsen Ltd, 14 Wharf Road, London N1 7RW<br>Euro
account · statement 5/2026 · 1 to 29 May 2026</p><table class=s><thead><tr><th>Date</th><th>Entry</th><th
class=r>EUR</th><th class=r>Balance</th></tr></thead><tbody><tr><td>01 May</td> <td>Balance brought
forward</td><td></td>{_cell(first, 3)}</tr>{"".join(shown)}<tr class=sum><td>29 May</td><td>Balance carried
forward</td><td></td> {_cell(last, 3)}</tr></tbody></table>{note}<p class=small>Please check this statement;
objections within six weeks.</p>"""
    style = """
    body { font-family: 'House Sans'; font-size: 9.5pt }
    .bank { font-size: 18pt; font-weight: 700; color: #123; margin-bottom: 6mm } .s { margin: 6mm 0 }
    .s td:first-child { white-space: nowrap } .s td, .s th { border-bottom: .4pt solid #bbb }
    .sum td { font-weight: 700 } td.x { padding: 1.2mm } td.x div { background: #000; height: 3.6mm }
    td.x.w div { width: 70mm } td.x.n div { width: 18mm; margin-left: auto }
    """
    return pdf(body, style=style, title="Account statement 5/2026", language="en", made="2026-05-29T22:00:00Z")


def _cell(text: str, column: int) -> str:
    if text == "█":
        return f"<td class='x {'w' if column == 1 else 'n'}'><div></div></td>"
    return f"<td{' class=r' if column > 1 else ''}>{text}</td>"


def demand() -> bytes:
    """The formal demand of 26 May, from the figures of that day."""
    total = figures(invoice(CASE, "INV-1043")).payable
    credit = figures(invoice(CASE, "CN-1007")).payable
    paid = Decimal(read(CASES / CASE / "payments.yaml")[0]["amount"])
    claim = standing(CASE, "2026-05-26")
    used = claim.invoices[0].interest_paid.amount
    rows = (total, -credit, used, -paid, claim.principal.amount)
    sums = [money(value, "EUR") for value in rows]
    if sum(rows[:-1]) != rows[-1]:
        raise ValueError("the demand does not add up")
    body = f"""<p class=small>Studio Halvorsen Ltd · 14 Wharf Road · London N1 7RW</p><p class=to>Northwind Trading
GmbH<br>Ms Jana Wolff<br>Speicherstraße 41<br>20457 Hamburg<br>GERMANY</p><p class=r>London, 26 May
2026</p><p><b>Registered, with advice of receipt</b></p><h1>Formal demand: invoice INV-1043</h1><p>Dear Ms
Wolff,</p><p>under our services agreement of 12 January 2026 we rebuilt your web shop. Invoice INV-1043 of 31 March
2026 was payable by 14 April 2026 (§ 5.1). You have been in default since 15 April (§ 286 (2) no. 1 BGB).</p><table
class=f><tr><td>Invoice INV-1043, 31 March 2026</td><td class=r>{sums[0]}</td></tr><tr><td>Credit note CN-1007, 11
May 2026</td><td class=r>{sums[1]}</td></tr><tr><td>Interest from 15 April to 6 May
2026</td><td class=r>{sums[2]}</td></tr><tr><td>Received on 6 May 2026, first towards that interest (§ 367 (1)
BGB)</td><td class=r>{sums[3]}</td></tr><tr><td><b>Outstanding</b></td><td class=r><b>{sums[4]}</b></td></tr></table>
<p>To this come, since 7 May, interest at nine percentage points above the base rate (§ 288 (2) BGB) and the lump sum
of 40.00 € (§ 288 (5)
BGB).</p><p>Of your objections, the delay is settled since 11 May. The hours stand on a time sheet which your
accounts approved on 28 March; the photographs were ordered by Mr Müßig on 17 February, as § 3.1 and § 3.2 allow.
You have not said what is wrong with either paper.</p><p>Please pay the sum outstanding by <b>12 June 2026</b>. If
it has not arrived by then, we shall instruct counsel in Hamburg to claim it in court. This letter sets no new due
date, and all our rights stay reserved.</p><p>We would still rather talk: I can be reached on +44 20 7946 0314 every
day until six.</p><p>Yours sincerely</p><p class=sgn>Ines Halvorsen<br>Director</p><p class=small>Annexes: INV-1043,
CN-1007, time sheet of March 2026, e-mail of 17 February 2026</p>"""
    style = """
    .to { margin: 14mm 0 10mm } .f { width: 110mm; margin: 2mm 0 4mm } .f td { border-bottom: .3pt solid #bbb }
    .sgn { margin-top: 14mm }
    """
    return pdf(
        body, style=style + "h1 { font-size: 13pt }", title="Formal demand", language="en", made="2026-05-26T08:30:00Z"
    )


def register_extract() -> bytes:
    """The extract from the commercial register."""
    rows = (
        ("1", "a) Firma", "Northwind Trading GmbH"),
        ("", "b) Sitz", "Hamburg; Geschäftsanschrift: Speicherstraße 41, 20457 Hamburg"),
        ("", "c) Gegenstand", "Handel mit Tee, Küchengeräten und verwandten Waren, auch im Versand"),
        ("2", "Stammkapital", "50.000,00 EUR"),
        ("3", "Vertretung", "Ist nur ein Geschäftsführer bestellt, so vertritt er die Gesellschaft allein."),
        ("4", "Geschäftsführer", "Wolff, Jana, Hamburg, *14.02.1979, einzelvertretungsberechtigt"),
        ("5", "Prokura", "keine"),
        ("6", "Rechtsform", "Gesellschaft mit beschränkter Haftung; Gesellschaftsvertrag vom 03.06.2011"),
        ("7", "Letzte Eintragung", "19.11.2023"),
    )
    table = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in rows)
    body = f"""<table class=h><tr><td>Handelsregister B des<br>Amtsgerichts Hamburg</td><td>Ausdruck<br>Abruf vom
23.06.2026, 14:07</td><td class=r>Nummer der Firma:<br><b>HRB 918273</b></td></tr></table><h1>Wiedergabe des
aktuellen Registerinhalts</h1><table class=g>{table}</table><p class=small>Dieser Ausdruck wird nicht unterschrieben
und gilt als beglaubigte Abschrift. Seite 1 von 1</p>"""
    style = """
    body { font: 9.5pt/1.4 'House Sans' } .h td { border: .6pt solid #333 }
    h1 { font-size: 12pt; margin: 8mm 0 4mm } .g td { border: .4pt solid #777 } .g td:first-child { width: 8mm }
    .g td:nth-child(2) { width: 34mm }
    """
    return pdf(body, style=style, title="HRB 918273", language="de", made="2026-06-23T12:07:00Z")
