"""The exhibits of the retainer that was billed at the old price."""

from __future__ import annotations

from decimal import Decimal

from tools.sample_evidence import brightwell_pictures as pictures
from tools.sample_evidence.archives import Cell, sheet
from tools.sample_evidence.bills import bill, money
from tools.sample_evidence.figures import CASES, debtor, invoice, read
from tools.sample_evidence.houses import STUDIO
from tools.sample_evidence.mail import Mail, raw
from tools.sample_evidence.pages import lower_first, pdf

CASE = "2026-022-brightwell"
MONTHLY = {
    "E03": "INV-1019",
    "E04": "INV-1031",
    "E05": "INV-1044",
    "E06": "INV-1056",
    "E07": "INV-1069",
    "E08": "INV-1083",
}
HOURS = (
    ("January", "9.5", "4.0", "second site: domain, drafts"),
    ("February", "8.0", "14.5", "second site live on the 16th"),
    ("March", "7.5", "9.0", "appointment form on both"),
    ("April", "6.0", "8.5", ""),
    ("May", "9.0", "7.0", "new team pages"),
    ("June", "8.5", "8.0", ""),
)


def exhibits() -> dict[str, bytes]:
    """Every exhibit of the case, by id."""
    client = debtor("brightwell")
    monthly = {
        exhibit: bill(invoice(CASE, number), "GBP", client, STUDIO, note="Thank you.")
        for exhibit, number in MONTHLY.items()
    }
    note = "As agreed with Ms Nair on 9 July. January is not charged; June comes with the September invoice."
    difference = bill(invoice(CASE, "INV-1091"), "GBP", client, STUDIO, note=note)
    return {
        "E01": _agreement(),
        "E02": _new_fee(),
        **monthly,
        "E09": difference,
        "E10": _hours(),
        "E11": pictures.notebook(),
        "E12": _objection(),
        "E13": pictures.settlement(_settlement()),
        "E14": CHAT.encode(),
        "E15": pictures.credit_advice(),
    }


def _agreement() -> bytes:
    text = {key: row["text"] for key, row in read(CASES / CASE / "case.yaml")["contract"]["clauses"].items()}
    body = f"""<h1>Website care agreement</h1><p>between <b>Studio Halvorsen Ltd</b>, 14 Wharf Road, London N1 7RW,
and <b>Brightwell Dental Care Ltd</b>, The Old Chapel, 3 Orchard Lane, Bristol BS1 5TR. In force from 1 October
2024.</p><h2>1 What this covers</h2><p>The website of the practice in Orchard Lane, www.brightwell-dental.example.
Further sites are added by agreement; an e-mail is enough.</p><h2>2 Services</h2><p>{text["services"]}</p> <h2>3 Not
included</h2><p>New designs, photographs, advertising. These are quoted for beforehand.</p><h2>4 Fee</h2><p>£600 a
month, plus VAT. The fee is changed by agreement when a site is added.</p><p>The fee pays for readiness as well as
for hours; hours that are not used are not carried over.</p><div class=break></div> <h2>5 Payment</h2><p>5.1
{text["payment"]}</p><p>5.2 {text["interest"]}</p><h2>6 Mistakes in invoices</h2><p>Either side tells the other of a
mistake in an invoice as soon as it sees it. A mistake does not change what was agreed.</p><h2>7 Ending</h2><p>Three
months to the end of a quarter, by e-mail.</p><h2>8 Law</h2><p>The law of England and Wales applies; the courts at
Bristol decide.</p><p style="margin-top:14mm">Agreed by e-mail on 24 September 2024 by Ines Halvorsen and Tom
Brightwell.</p>"""
    return pdf(
        body,
        style="body { font-size: 11.5pt; line-height: 1.55 }",
        title="Website care agreement",
        language="en",
        made="2024-09-24T13:00:00Z",
    )


def _headers(mark: str, date: str, sender: str, to: str, subject: str, thread: str = "") -> list[tuple[str, str]]:
    domain = sender.rpartition("@")[2].rstrip(">")
    rows = [("Message-ID", f"<{mark}@{domain}>"), ("Date", date), ("From", sender), ("To", to), ("Subject", subject)]
    return [*rows, ("In-Reply-To", thread.split()[-1]), ("References", thread)] if thread else rows


TOM = "Tom Brightwell <tom@brightwell-dental.example>"
INES = "Ines Halvorsen <ines@studio-halvorsen.example>"


def _new_fee() -> bytes:
    text = """Hi Ines

Yes to the second site. £1,200 a month from January is fine with us. Builders
say Clifton opens end of Feb, which means mid-March in builder.

T

On Wed, 10 Dec 2025 at 18:20, Ines Halvorsen wrote:
> Hi Tom,
> congratulations on Clifton! A second site means about twice the work for us:
> updates, backups, answers within a day, all for both. I would make it £1,200
> a month plus VAT in place of £600, from January, under the agreement we have.
> We would have it live by the middle of February.
>
> On Tue, 9 Dec 2025 at 07:51, Tom Brightwell wrote:
>> Morning Ines, we've got the keys for a second practice in Clifton. Can you
>> look after a website for that one too? What would that cost us a month?
>> Tom
"""
    thread = "<tb.20251209.075104@brightwell-dental.example> <20251210.1820.clifton@studio-halvorsen.example>"
    headers = _headers(
        "tb.20251211.122237", "Thu, 11 Dec 2025 12:22:37 +0000", TOM, INES, "Re: Second practice", thread
    )
    return raw(Mail(headers, text), "bw02")


def _hours() -> bytes:
    rows: list[list[Cell]] = [["Month 2026", "Orchard Lane, h", "Clifton, h", "Together, h", "Remark"]]
    for at, (month, first, second, remark) in enumerate(HOURS, 2):
        rows.append([month, float(first), float(second), f"=B{at}+C{at}|{Decimal(first) + Decimal(second)}", remark])
    sums = [sum(Decimal(row[column]) for row in HOURS) for column in (1, 2)]
    rows.append(["Total", f"=SUM(B2:B7)|{sums[0]}", f"=SUM(C2:C7)|{sums[1]}", f"=SUM(D2:D7)|{sum(sums)}", ""])
    return sheet("Hours H1 2026", rows, (14, 17, 14, 14, 30), (2026, 7, 2, 16, 45, 0))


def _objection() -> bytes:
    text = """Dear Ines,

Priya has put your INV-1091 in front of me and I have to say I swallowed.

We approved what you billed, month by month. We can't find £2,880 in a budget
that closed in June, and I signed for the Clifton building work on the strength
of it. I know what I wrote in December. But if nobody at your end noticed for
half a year, how should we? And February: Clifton was only up from the 16th.

Could you credit everything up to June and we start properly in July?

Yours
Tom
"""
    html = """<html><head><style>p{font-family:Georgia,serif}</style></head><body><p>Dear Ines,</p><p>Priya has put
your INV-1091 in front of me and I have to say I swallowed.</p><p>We approved what you billed, month by month. We
can't find &pound;2,880 in a budget that closed in June, and I signed for the Clifton building work on the strength
of it. I know what I wrote in December. But if nobody at your end noticed for half a year, how should we? And
February: Clifton was only up from the 16th.</p><p>Could you credit everything up to June and we start properly in
July?</p><p>Yours<br>Tom</p></body></html>
"""
    headers = _headers(
        "tb.20260724.200311",
        "Fri, 24 Jul 2026 20:03:11 +0100",
        TOM,
        INES,
        "Invoice 1091",
        "<20260717.1001.inv1091@studio-halvorsen.example>",
    )
    return raw(Mail(headers, text, html), "bw12")


def _settlement() -> bytes:
    agreed = read(CASES / CASE / "settlement.yaml")
    total = money(Decimal(agreed["amount"]), "GBP")
    change = agreed["adjustments"][0]
    parts = " and ".join(money(Decimal(part["amount"]), "GBP") for part in agreed["schedule"])
    conditions = "".join(f"<p>{number}. {text}</p>" for number, text in enumerate(agreed["conditions"], 5))
    body = f"""<h1>Settlement of invoice INV-1091</h1><p>between <b>Studio Halvorsen Ltd</b> and <b>Brightwell
Dental Care Ltd</b>.</p><p>1. Both sides know how it came to this: the fee was agreed at £1,200 a month from January
2026, and the Studio billed £600 by mistake until June.</p><p>2. The Studio takes
{money(-Decimal(change["amount"]), "GBP")} off: {lower_first(change["reason"])}.</p><p>3. Brightwell
acknowledges the rest and pays <b>{total}</b> in two parts, {parts}, on 31 August and 30 September 2026. No interest
is charged.</p><p>4. If a part has not arrived {agreed["default"]["grace_days"]} days after its date, what is then
unpaid is due at once.</p><div class=break></div>{conditions}<p>7. With the second part INV-1091 is settled.
Everything else stays as it is, and so, we hope, do we.</p><div class=sig><div>Bristol, 3 August 2026<br>Ines
Halvorsen, Director</div><div>Bristol, 3 August 2026<br>Tom Brightwell, Director</div></div>"""
    style = """
    body { font-size: 12pt; line-height: 1.6 }
    .sig { position: absolute; top: 150mm; width: 166mm; display: flex; gap: 14mm }
    .sig div { flex: 1;border-top: .5pt solid #222; padding-top: 1.5mm; font-size: 9pt }
    @page { @bottom-center { content: counter(page) ' of 2'; font: 9pt 'House Serif' } }
    """
    return pdf(body, style=style, title="Settlement", language="en", made="2026-07-31T15:00:00Z")


CHAT = """\
16/02/2026, 10:02 - Messages are end-to-end encrypted.
16/02/2026, 10:02 - Ines Halvorsen: Morning Priya! Clifton is live: https://clifton.brightwell-dental.example
16/02/2026, 10:19 - Priya Nair: Ooh lovely. Tom is beaming. The map still shows Orchard Lane though?
16/02/2026, 10:41 - Ines Halvorsen: Fixed, reload please
16/02/2026, 10:44 - Priya Nair: 👌
05/05/2026, 17:30 - Priya Nair: Can you put the two new hygienists on both sites? photos by mail
06/05/2026, 09:05 - Ines Halvorsen: Done, both sites
08/07/2026, 12:48 - Priya Nair: Hi Ines, got your letter about the fee. Fair play for owning up 😅
08/07/2026, 12:49 - Priya Nair: Give me a day to look how we'd book it
09/07/2026, 09:31 - Priya Nair: Right: please on an invoice of its own, because of the grant for the new surgery.
June can come with September's, different half-year
09/07/2026, 09:33 - Priya Nair: And January? Clifton wasn't there in January
09/07/2026, 09:40 - Ines Halvorsen: You're right. January is off, no discussion
09/07/2026, 09:41 - Priya Nair: You're a star. Tom hasn't seen it yet, mind
"""
