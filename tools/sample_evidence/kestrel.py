"""The exhibits of the joiners, the shopfitters and the instalments."""

from __future__ import annotations

from tools.sample_evidence import kestrel_papers as papers
from tools.sample_evidence import kestrel_pictures as pictures
from tools.sample_evidence.bills import bill
from tools.sample_evidence.figures import CASES, invoice, read
from tools.sample_evidence.houses import PIKE
from tools.sample_evidence.mail import File, Mail, raw
from tools.sample_evidence.sound import voice_message

CASE = papers.CASE
FITTERS = (
    ("2025-11-20", "Rory", "Lee"),
    ("2025-11-21", "Rory", "Lee"),
    ("2025-11-24", "Rory", "Lee"),
    ("2025-11-25", "", "Lee"),
    ("2025-11-26", "Rory", "Lee"),
)


def exhibits() -> dict[str, bytes]:
    """Every exhibit of the case, by id."""
    charge = papers.contra_charge()
    debtor = read(CASES / CASE / "case.yaml")["debtor"]
    note = "Held back for twelve months: £500.00. Payable now: the rest. Thank you for the job. R. Pike"
    return {
        "E01": papers.order(),
        "E02": papers.drawing(),
        "E03": papers.delivery_note("0451", "12 November 2025", papers.FIRST_LOAD),
        "E04": papers.delivery_note("0458", "19 November 2025", papers.SECOND_LOAD),
        "E05": pictures.crate(),
        "E06": pictures.counter(),
        "E07": bill(invoice(CASE, "PS-0217"), "GBP", debtor, PIKE, note=note),
        "E08": papers.tax_statement(),
        "E09": pictures.cheque(),
        "E10": _contra_charge(charge),
        "E11": _days(),
        "E12": papers.settlement(),
        "E13": _ormerod(),
        "E14": papers.guarantee(),
        "E15": papers.assignment(),
        "E16": pictures.posting(),
        "E17": voice_message(12, "ashdown"),
        "E18": CHAT.encode(),
        "E19": charge,
    }


def _days() -> bytes:
    rows = ["date,site,fitter,from,to,days,remark"]
    remarks = {
        ("2025-11-25", "Lee"): "back bar door rehung, until 14:00",
        ("2025-11-26", "Rory"): "snagging with Dean, all signed off",
    }
    rows += [
        f'{day},Leeds Foundry St,{fitter},07:45,16:15,1,"{remarks.get((day, fitter), "")}"'
        for day, *fitters in FITTERS
        for fitter in fitters
        if fitter
    ]
    total = sum(len([f for f in fitters if f]) for _, *fitters in FITTERS)
    if str(total) != invoice(CASE, "PS-0217")["lines"][2]["quantity"]:
        raise ValueError(f"the fitters' days add up to {total}, the invoice says otherwise")
    return ("\n".join([*rows, f",,,,total,{total},"]) + "\n").encode()


def _contra_charge(charge: bytes) -> bytes:
    text = """Hi Kai

Please find attached contra charge CC-118 for your share of the skip in
November. We'll knock it off what we owe on PS-0217.

Kind regards,
Gemma

Gemma Lyle | Purchase Ledger | Kestrel Interiors Ltd
"""
    html = """<html><body><p>Hi Kai</p><p>Please find attached contra charge <b>CC-118</b> for your share of the
skip in November. We'll knock it off what we owe on PS-0217.</p><p>Kind regards,<br>Gemma</p><hr><p
style="font-size:11px;color:#777">Gemma Lyle | Purchase Ledger | Kestrel Interiors Ltd<br><img
src="https://track.kestrel-interiors.example/o.gif?id=88120" width="1" height="1" alt=""></p></body></html>
"""
    headers = [
        ("Return-Path", "<purchase.ledger@kestrel-interiors.example>"),
        ("Message-ID", "<88120.20260410.112009@kestrel-interiors.example>"),
        ("Date", "Fri, 10 Apr 2026 11:20:09 +0100"),
        ("From", "Gemma Lyle <purchase.ledger@kestrel-interiors.example>"),
        ("To", "accounts@halvorsen-workshop.example"),
        ("Subject", "Contra charge KI-2209"),
    ]
    return raw(Mail(headers, text, html, [File("CC-118 Pike.pdf", "application/pdf", charge)]), "ke10")


def _ormerod() -> bytes:
    text = """WITHOUT PREJUDICE

Dear Ms Halvorsen,

Kestrel Interiors Ltd

We act for the above company. Our client accepts that money is owed on your
invoice PS-0217 but is unable to pay it in one sum. We are instructed to offer
£4,500.00 in full and final settlement, in three equal payments on 15 June,
15 September and 15 December 2026.

The offer is open until 4 pm on 21 May 2026.

Yours sincerely

Helen Ormerod
Ormerod Flint Solicitors
"""
    headers = [
        ("Return-Path", "<h.ormerod@ormerodflint.example>"),
        ("Message-ID", "<OF-20260507-1544-kestrel@ormerodflint.example>"),
        ("Date", "Thu, 07 May 2026 15:44:02 +0100"),
        ("From", "Helen Ormerod <h.ormerod@ormerodflint.example>"),
        ("To", "Ines Halvorsen <ines@halvorsen-workshop.example>"),
        ("Subject", "Kestrel Interiors Ltd, without prejudice"),
    ]
    return raw(Mail(headers, text, encoding="8bit"), "ke13")


CHAT = """\
[11/11/2025, 07:58:12] Rory Pike: Morning Dean, we're at the gate with the counter, nobody here?
[11/11/2025, 08:21:40] Dean Kestrel site: ah no sorry mate. Site's shut today, fire alarm test. Didn't Gemma ring you
[11/11/2025, 08:22:03] Rory Pike: She did not
[11/11/2025, 08:22:31] Rory Pike: That's a wasted journey then, £95 as per order. Tomorrow 8?
[11/11/2025, 08:30:55] Dean Kestrel site: yeah fair enough. tomorrow 8 I'll be there with the lads
[12/11/2025, 09:14:27] Rory Pike: ‎<attached: IMG_0412.JPG>
[12/11/2025, 09:15:02] Dean Kestrel site: got it, signed for. What a beast 😀
[25/11/2025, 08:40:19] Dean Kestrel site: Rory the door on the back bar opens into the coffee machine?? wrong side
[25/11/2025, 08:41:33] Rory Pike: You're right, our mistake, drawing says left. Lee will turn it round this morning
[25/11/2025, 13:56:08] Dean Kestrel site: done, works lovely
[26/11/2025, 15:32:44] Dean Kestrel site: Walked it with the client. They're over the moon.
Nothing left on the snag list from your side
[26/11/2025, 15:33:10] Rory Pike: Cheers Dean. Invoice goes to Gemma on Friday
[26/11/2025, 15:40:21] Dean Kestrel site: 👍 good luck with that one
"""
