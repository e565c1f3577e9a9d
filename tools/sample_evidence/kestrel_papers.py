"""The joiners' papers, from the order to the settlement."""

from __future__ import annotations

from decimal import Decimal

from PIL import Image

from tools.sample_evidence.bills import day, money
from tools.sample_evidence.figures import CASES, Table, figures, invoice, read
from tools.sample_evidence.pages import lower_first, pdf
from tools.sample_evidence.pen import sign, write
from tools.sample_evidence.scans import as_pdf, as_tiff, paper, scanned

CASE = "2026-003-kestrel"
Load = tuple[tuple[str, str, str], ...]
FIRST_LOAD: Load = (
    ("1", "Bar counter, oak veneer, 4.20 m, in one crate", "1"),
    ("2", "Back bar, oak veneer, 3.60 m, two parts", "2"),
    ("3", "Plinths and scribes, loose", "1 bundle"),
)
SECOND_LOAD: Load = (
    ("1", "Panelling, fluted, primed, boards of 2.40 × 0.60 m", "32 boards"),
    ("2", "Concealed fixings, boxes of 500", "7"),
    ("3", "Two of the boards with a scratch, used behind the fridge", "noted"),
)
SIGNED = """
.sig { position: absolute; top: 215mm; width: 166mm; display: flex; gap: 14mm }
.sig div { flex: 1; border-top: .5pt solid #222; padding-top: 1.5mm; font-size: 9pt }
"""
SIGN = 1386  # the line for the signatures lies 237 mm down, at 150 dpi


def case() -> Table:
    """case.yaml."""
    found: Table = read(CASES / CASE / "case.yaml")
    return found


def pounds(amount: str | Decimal) -> str:
    """An amount as the papers print it."""
    return money(Decimal(amount), "GBP")


def order() -> bytes:
    """The subcontract order: two pages, signed, scanned in black and white."""
    text = {key: row["text"] for key, row in case()["contract"]["clauses"].items()}
    body = f"""<div class=bar>KESTREL INTERIORS</div><h1>Subcontract order KI-2209</h1><table
class=m><tr><td>To</td><td>Pike &amp; Sons Joinery, 2 Tenter Ground, London E1
7NH</td></tr><tr><td>Project</td><td>Coffee bar, Foundry Street, Leeds</td></tr><tr><td>Date</td><td>8 September
2025</td></tr> </table><p><b>1 Works.</b> {text["works"]}</p><table class=s><tr><th>Schedule</th><th
class=r>Price</th></tr><tr><td>Bar counter and back bar, oak veneer, to drawing KI-2209/3</td><td
class=r>£8,450.00</td></tr><tr><td>Wall panelling, fluted, primed, two long walls</td><td class=r>£78.50 a
m²</td></tr> <tr><td>Installation on site</td><td class=r>£385.00 a man-day</td></tr><tr><td>Fixings</td><td
class=r>£42.00 a thousand</td></tr></table> <p><b>2 Programme.</b> Delivery in weeks 46 and 47, installation in
weeks 47 and 48 of 2025. Opening: 1 December 2025.</p> <p><b>3 Deposit.</b> {text["deposit"]}</p><p>For an order
before 10 September the Subcontractor allows £150.00.</p><div class=break></div> <p><b>4.1 Payment.</b>
{text["payment"]} The Contractor deducts tax under the Construction Industry Scheme from labour. Payment does not
depend on the Contractor being paid.</p><p><b>4.2 Late payment.</b> {text["late"]}</p><p><b>5 Retention.</b>
{text["retention"]}</p><p><b>6 Access.</b> {text["access"]}</p> <p><b>7 Defects.</b> The Subcontractor makes good
what is defective within ten working days of being told.</p><p><b>8 Assignment.</b> Either party may assign money
due to it; the other is told in writing.</p><p><b>9 Disputes.</b> Disputes go to a single arbitrator sitting in
London. The law of England and Wales applies.</p><div class=sig><div>For Kestrel Interiors Ltd<br>Martin Ashdown,
director, 8 September 2025</div><div>For Pike &amp; Sons Joinery<br>Rory Pike, partner, 8 September 2025</div></div>"""
    style = (
        SIGNED
        + """
    .bar { font: 700 15pt 'House Sans'; letter-spacing: .2em; border-bottom: 2.5pt solid #000; padding-bottom: 2mm;
    margin-bottom:8mm } .m td:first-child { width: 24mm; font-weight: 700 } .m { margin-bottom: 6mm } .s td, .s th {
    border: .6pt solid #000 } .s { margin-bottom: 5mm }
    """
    )
    pages = paper(pdf(body, style=style, title="KI-2209", language="en", made="2025-09-08T08:00:00Z"), 200)
    return as_tiff(
        [scanned(page, f"ki{at}", (0.4, -0.3)[at], _both if at else None) for at, page in enumerate(pages)], 200
    )


def _both(sheet: Image.Image) -> None:
    scale = sheet.width / 1240
    sign(sheet, "M Ashdown", (170 * scale, SIGN * scale), 52 * scale, "ashdown")
    sign(sheet, "R Pike", (700 * scale, (SIGN + 4) * scale), 58 * scale, "pike")


def drawing() -> bytes:
    """The drawing of counter and back bar, A4 landscape."""
    fluting = "".join(f'<path d="M{40 + at * 7} 70v70" stroke-width=".25"/>' for at in range(61))
    svg = f"""<svg viewBox="0 0 520 300" style="width:257mm"><g fill="none" stroke="#000" stroke-width=".8"><path
d="M30 60h440v10H30z M36 70h428v70H36z M44 140h412v8H44z"/>{fluting}<path d="M70 200h360v70H70z M250 200v70 M70
232h360"/><path d="M256 206l80 60M336 206l-80 60" stroke-dasharray="3 2" stroke-width=".4"/><path d="M30 45h440M30
40v10M470 40v10M70 285h360M70 280v10M430 280v10M18 60v88M13 60h10M13 148h10" stroke-width=".4"/></g> <g
font-family="House Sans" font-size="9"><text x="238" y="41">4 200</text><text x="238" y="281">3 600</text><text
x="10" y="112" transform="rotate(-90 10 112)">1 100</text><text x="36" y="30" font-weight="700">Counter,
front</text><text x="70" y="192" font-weight="700">Back bar, front</text><text x="345" y="222">door: hinges
LEFT</text><text x="345" y="262" font-size="8">(clear of machine)</text></g></svg>"""
    block = """<table class=b><tr><td><b>Pike &amp; Sons Joinery</b><br>2 Tenter Ground, London E1
7NH</td><td>Coffee bar, Foundry Street, Leeds<br>for Kestrel Interiors Ltd</td><td>Drawing <b>KI-2209/3</b><br>rev.
B, 22.09.2025</td><td>1 : 20, all in mm<br>drawn S. Pike</td></tr></table>"""
    style = """
    @page { size: A4 landscape; margin: 12mm 15mm } .b { position: fixed; bottom: 0; font: 8.5pt 'House Sans' }
    .b td { border: .7pt solid #000 }
    """
    return pdf(svg + block, style=style, title="KI-2209/3", language="en", made="2025-09-22T16:10:00Z")


def delivery_note(number: str, date: str, load: Load) -> bytes:
    """A delivery note, A4 landscape, signed at the door and scanned."""
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in load)
    body = f"""<table class=h><tr><td><span class=n>Pike &amp; Sons Joinery</span><br>2 Tenter Ground, London E1
7NH</td><td class=r><span class=n>Delivery note {number}</span><br>{date}</td></tr></table><table
class=a><tr><td>Deliver to: Kestrel Interiors Ltd, Foundry Street site, Leeds (D. Proctor)</td><td>Order
KI-2209</td><td>Van 2, driver Sam</td></tr></table><table
class=l><tr><th>No.</th><th>Goods</th><th>Quantity</th></tr>{rows}</table><p>Received complete and in good order,
unless noted here:</p><table class=f><tr><td>Name</td><td>Signature</td><td>Time</td></tr></table>"""
    style = """
    @page { size: A4 landscape; margin: 16mm 18mm } body { font-family: 'House Sans' }
    .n { font-size: 16pt; font-weight: 700 } .h { margin-bottom: 6mm } .a td { border: .5pt solid #333 }
    .a { margin-bottom: 6mm } .l td, .l th { border: .5pt solid #333; height: 8mm } .l { margin-bottom: 10mm }
    .f { position: absolute; top: 128mm; height: 26mm }
    .f td { border: .5pt solid #333; font-size: 8pt; color: #444; width: 33%; height: 22mm }
    """
    page = paper(pdf(body, style=style, title=f"Delivery note {number}", language="en", made="2025-11-10T07:00:00Z"))[0]

    def hand(sheet: Image.Image) -> None:
        write(sheet, "Dean Proctor", (150, 985), 34, number, (30, 30, 34))
        sign(sheet, "D Proctor", (660, 980), 44, number + "dp")
        write(sheet, {"0451": "9.10", "0458": "8.25"}[number], (1180, 985), 36, number, (30, 30, 34))
        if number == "0458":
            write(sheet, "2 boards scratched, see 3.", (740, 830), 30, "note", (30, 30, 34))

    return as_pdf([scanned(page, number, {"0451": 0.6, "0458": -0.45}[number], hand)], 150, 60)


def tax_statement() -> bytes:
    """Kestrel's statement of what it paid and deducted under the Construction Industry Scheme."""
    paid = {
        row.get("kind", "payment"): row for row in read(CASES / CASE / "payments.yaml") if row["date"] == "2026-01-16"
    }
    labour = figures(invoice(CASE, "PS-0217")).lines[2]
    taken = Decimal(paid["withholding-tax"]["amount"])
    if taken * 5 != labour:
        raise ValueError("the tax deducted is not 20 % of the labour")
    rows = (
        ("Gross amount paid", pounds(Decimal(paid["payment"]["amount"]) + taken)),
        ("Labour in invoice PS-0217", pounds(labour)),
        ("Rate", "20 %"),
        ("Tax deducted", pounds(taken)),
        ("Paid to you", pounds(paid["payment"]["amount"])),
    )
    table = "".join(f"<tr><td>{a}</td><td class=r>{b}</td></tr>" for a, b in rows)
    body = f"""<h1>Construction Industry Scheme<br>Payment and deduction statement</h1><table
class=t><tr><td>Contractor</td><td>Kestrel Interiors Ltd, Foundry House, 22 Mill Street, Leeds LS9
8DX</td></tr><tr><td>Subcontractor</td><td>Pike &amp; Sons Joinery (gross status: no; verified)</td></tr><tr><td>Tax
month ended</td><td>5 February 2026</td></tr><tr><td>Paid on</td><td>{day("2026-01-16")}</td></tr></table><table
class=s>{table}</table><p class=small>Please keep this statement for your tax return.</p>"""
    style = """
    body { font-family: 'House Sans' } h1 { font-size: 14pt } .t { margin: 6mm 0 }
    .t td { border: .4pt solid #888 } .t td:first-child { width: 42mm } .s { width: 110mm; margin-bottom: 8mm }
    .s td { border-bottom: .4pt solid #888 } .s tr:last-child td { font-weight: 700 }
    """
    return pdf(body, style=style, title="CIS statement January 2026", language="en", made="2026-01-16T14:00:00Z")


def contra_charge() -> bytes:
    """Kestrel's contra charge for the skip."""
    amount = next(row["amount"] for row in read(CASES / CASE / "payments.yaml") if row.get("kind") == "set-off")
    body = f"""<div class=bar>KESTREL INTERIORS</div><h1>Contra charge CC-118</h1><p>Pike &amp; Sons Joinery /
Halvorsen Workshop Ltd<br>10 April 2026 · order KI-2209</p><table class=s><tr><th>What</th><th
class=r>Amount</th></tr><tr><td>8 yd skip, Foundry Street, 20 to 27 November 2025, one third</td><td
class=r>{pounds(amount)}</td></tr><tr><td><b>Set off against PS-0217</b></td><td
class=r><b>{pounds(amount)}</b></td></tr></table>"""
    style = """
    body { font-family: 'House Sans' }
    .bar { font-weight: 700; font-size: 15pt; letter-spacing: .2em; border-bottom: 2.5pt solid #000;
      margin-bottom: 8mm }
    .s td, .s th { border: .5pt solid #555 }
    """
    return pdf(
        body,
        style=style,
        title="CC-118",
        language="en",
        made="2026-04-10T10:00:00Z",
    )


def guarantee() -> bytes:
    """Mr Ashdown's guarantee: one page, signed, scanned."""
    cap = pounds(case()["co_debtors"][0]["cap"])
    body = f"""<h1>Guarantee</h1><p>I, <b>Martin Ashdown</b>, of 17 Beck Lane, Leeds LS17 9AA, director of Kestrel
Interiors Ltd, promise <b>Pike &amp; Sons Joinery</b> and whoever comes after them in the claim:</p><p>1. If Kestrel
Interiors Ltd does not pay what it owes under subcontract order KI-2209, I will pay it on written demand, up to
<b>{cap}</b> in all.</p><p>2. This holds until everything owed under the order has been paid. Giving Kestrel time,
or agreeing instalments with it, does not end it.</p><p>3. The law of England and Wales applies.</p><p>Signed as a
deed, in the presence of the witness named.</p> <div class=sig><div>Martin Ashdown<br>Leeds, 15 September
2025</div><div>Witness: Gemma Lyle<br>4 Mill Court, Leeds</div></div>"""
    page = paper(
        pdf(
            body,
            style=SIGNED + "body { font-size: 12pt; line-height: 1.6 }",
            title="Guarantee",
            language="en",
            made="2025-09-15T09:00:00Z",
        )
    )[0]

    def hand(sheet: Image.Image) -> None:
        sign(sheet, "M Ashdown", (170, SIGN), 54, "ashdown2")
        write(sheet, "G. Lyle", (720, SIGN - 4), 40, "lyle")

    return as_pdf([scanned(page, "guarantee", -0.7, hand)], 150)


def assignment() -> bytes:
    """The notice that the claim now belongs to the workshop."""
    balance = figures(invoice(CASE, "PS-0217")).payable - Decimal(500)
    paid = sum(Decimal(row["amount"]) for row in read(CASES / CASE / "payments.yaml") if row["date"] < "2026-02-01")
    body = f"""<p class=small>Halvorsen Workshop Ltd · Unit 6, Canal Yard · London N1 7SX</p><p class=to>Kestrel
Interiors Ltd<br>Foundry House, 22 Mill Street<br>Leeds<br>LS9 8DX</p><p class=r>3 February 2026</p><h1>Notice of
assignment, order KI-2209</h1><p>Dear Mr Ashdown,</p><p>On 1 February 2026 Pike &amp; Sons Joinery transferred their
business to Halvorsen Workshop Ltd. With it they assigned to us, in writing and absolutely, everything you owe under
order KI-2209, with the interest and with your guarantee of 15 September 2025.</p><p>On invoice PS-0217 this is at
present {pounds(balance - paid)}; the retention of £500.00 follows on 26 November 2026.</p><p>From the day you
receive this letter, please pay only to Halvorsen Workshop Ltd, IBAN GB29 NWBK 6016 1331 9268 19, account 31926819.
Sam and Rory will go on building for you; only the name on the van changes.</p><p>Yours sincerely</p><table
class=two><tr><td>Ines Halvorsen<br>Director, Halvorsen Workshop Ltd</td><td>Rory Pike<br>for Pike &amp; Sons
Joinery</td></tr></table>"""
    style = ".to { margin: 14mm 0 10mm } h1 { font-size: 13pt } .two { margin-top: 18mm }"
    return pdf(body, style=style, title="Notice of assignment", language="en", made="2026-02-03T09:15:00Z")


def settlement() -> bytes:
    """The settlement of 1 June, signed and scanned: two pages."""
    agreed = read(CASES / CASE / "settlement.yaml")
    terms = "".join(f"<p>{number}. {text}</p>" for number, text in enumerate(agreed["conditions"], 6))
    part = Decimal(agreed["amount"]) / Decimal(agreed["schedule"]["count"])
    days = "15 June, 15 July, 15 August and 15 September 2026"
    change = agreed["adjustments"][0]
    body = f"""<h1>Settlement agreement</h1><p>between <b>Halvorsen Workshop Ltd</b> (the Workshop) and <b>Kestrel
Interiors Ltd</b> (Kestrel), about invoice PS-0217 of 28 November 2025.</p><p>1. Kestrel acknowledges that it owes
the Workshop what is unpaid of PS-0217.</p><p>2. The Workshop allows {pounds(change["amount"].lstrip("-"))}:
{lower_first(change["reason"])}.</p><p>3. Kestrel pays {pounds(agreed["amount"])} in all, in four parts of
{pounds(part)}, on {days}. The sum includes whatever interest and fees have arisen until today.</p><p>4. While the
parts are paid on time the Workshop takes no steps, and time does not run for the purposes of limitation.</p><p>5.
If a part has not arrived {agreed["default"]["grace_days"]} days after its date, the whole claim with interest and
fees is due at once, less what has been paid.</p><div class=break></div>{terms}<p>8. When the last part has arrived,
the parties have no more claims on each other out of order KI-2209 but for the retention.</p><p>9. Neither side
admits any fault. The law of England and Wales applies.</p><div class=sig><div>For Halvorsen Workshop Ltd<br>Ines
Halvorsen, Director, 1 June 2026</div><div>For Kestrel Interiors Ltd<br>Martin Ashdown, director, 1 June
2026</div></div>"""
    style = (
        SIGNED
        + """
    body { font-size: 12pt; line-height: 1.6 } @page { @bottom-center { content: 'page ' counter(page) ' of 2';
    font: 9pt 'House Serif' } }
    """
    )
    pages = paper(pdf(body, style=style, title="Settlement agreement", language="en", made="2026-05-29T11:00:00Z"))

    def hand(sheet: Image.Image) -> None:
        sign(sheet, "Ines Halvorsen", (160, SIGN), 48, "ines3")
        sign(sheet, "M Ashdown", (700, SIGN + 3), 54, "ashdown3")

    return as_pdf(
        [scanned(page, f"set{at}", (-0.4, 0.55)[at], hand if at else None) for at, page in enumerate(pages)], 150
    )
