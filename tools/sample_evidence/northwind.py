"""The exhibits of the agency and the client who contests two line items."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from tools.sample_evidence import northwind_contract as contract
from tools.sample_evidence import northwind_papers as papers
from tools.sample_evidence.archives import zipped
from tools.sample_evidence.bills import bill
from tools.sample_evidence.figures import CASES, debtor, invoice, read
from tools.sample_evidence.houses import STUDIO
from tools.sample_evidence.mail import File, Mail, raw
from tools.sample_evidence.northwind_pictures import board, receipt, warehouse

CASE = papers.CASE
JANA = "Jana Wolff <jana.wolff@northwind.example>"
JOERG = "Jörg Müßig <joerg.muessig@northwind.example>"
INES = "Ines Halvorsen <ines@studio-halvorsen.example>"


def exhibits() -> dict[str, bytes]:
    """Every exhibit of the case, by id."""
    sheet = papers.time_sheet()
    client = debtor("northwind")
    thanks = "As § 3.1 and the e-mail of 17 February: photographs ordered by Mr Müßig. Time sheet attached."
    return {
        "E01": contract.agreement(),
        "E02": bill(invoice(CASE, "INV-1043"), "EUR", client, STUDIO, note=thanks),
        "E03": sheet,
        "E04": board(),
        "E05": _texts_late(),
        "E06": _photographs(),
        "E07": _time_log(),
        "E08": _approved(sheet),
        "E09": papers.statement(redacted=False),
        "E10": papers.statement(redacted=True),
        "E11": _delay_dropped(),
        "E12": warehouse(),
        "E13": _acknowledged(),
        "E14": contract.translation(),
        "E15": papers.order(),
        "E16": receipt(),
        "E17": papers.demand(),
        "E18": papers.register_extract(),
        "E19": _pages(),
        "E20": bill(invoice(CASE, "CN-1007"), "EUR", client, STUDIO, note="We are sorry for the slip."),
    }


def _headers(mark: str, date: str, sender: str, to: str, subject: str, answers: str = "") -> list[tuple[str, str]]:
    domain = sender.rpartition("@")[2].rstrip(">")
    rows = [
        ("Return-Path", "<" + sender.rpartition("<")[2].rstrip(">") + ">"),
        ("Message-ID", f"<{mark}@{domain}>"),
        ("Date", date),
        ("From", sender),
        ("To", to),
        ("Subject", subject),
    ]
    if answers:
        rows += [("In-Reply-To", answers), ("References", answers)]
    return rows


def _texts_late() -> bytes:
    text = """Moin Ines,

kleine Katastrophe: Die Texte für die Kategorieseiten und die neue
Produktliste schaffe ich nicht bis heute. Frau Oelkers ist ja seit Februar
weg und keiner weiß, wo die Lieferantenbeschreibungen liegen.

Realistisch ist Freitag, der 13. März, also zwei Wochen später als
ausgemacht. Mir ist klar, dass sich der Start damit verschiebt – ich sag's
Jana. Der Newsletter müsste dann eben umgedruckt werden.

Tut mir leid!
Jörg

--
Jörg Müßig · Marketing · Northwind Trading GmbH
Grüße aus der Speicherstadt – jetzt mit Frühlings-Oolong!
"""
    headers = _headers(
        "5f11c0.20260227.164233",
        "Fri, 27 Feb 2026 16:42:33 +0100",
        JOERG,
        INES,
        "Texte & Produktliste kommen zwei Wochen später",
    )
    return raw(Mail(headers, text), "nw05")


def _photographs() -> bytes:
    text = """Hallo Ines,

ja, bitte machen! Dienstag oder Mittwoch in der zweiten Märzwoche passt, das
Lager ist vormittags frei. 420 Euro für den halben Tag inkl. der zwei
Stockbilder fürs Banner ist okay, rechne es einfach mit ab.

Gruß
Jörg

Am 16.02.2026 um 11:05 schrieb Ines Halvorsen:
> Lieber Jörg,
> die Herstellerbilder sind zu klein für die neuen Produktseiten (600 px).
> Vorschlag: Kai kommt einen halben Tag zu euch ins Lager und fotografiert die
> 24 Bestseller neu. Das wären 420 Euro netto, zwei Stockbilder fürs Banner
> inklusive. Soll ich?
"""
    html = """<html><body style="font-family:Arial,sans-serif"><p>Hallo Ines,</p><p><b>ja, bitte machen!</b>
Dienstag oder Mittwoch in der zweiten Märzwoche passt, das Lager ist vormittags frei. 420&nbsp;Euro für den halben
Tag inkl. der zwei Stockbilder fürs Banner ist okay, rechne es einfach mit ab.</p><p>Gruß<br>Jörg</p><p
style="color:#0f5c52;font-size:small">Jörg Müßig &middot; Marketing &middot; Northwind Trading GmbH</p> <blockquote
style="border-left:2px solid #ccc;padding-left:8px;color:#555">Am 16.02.2026 um 11:05 schrieb Ines
Halvorsen:<br>Lieber Jörg,<br>die Herstellerbilder sind zu klein für die neuen Produktseiten (600&nbsp;px).
Vorschlag: Kai kommt einen halben Tag zu euch ins Lager und fotografiert die 24 Bestseller neu. Das wären
420&nbsp;Euro netto, zwei Stockbilder fürs Banner inklusive. Soll ich?</blockquote></body></html>
"""
    headers = _headers(
        "5e90aa.20260217.091810",
        "Tue, 17 Feb 2026 09:18:10 +0100",
        JOERG,
        INES,
        "Re: Fotos Lager",
        "<20260216.1105.fotos@studio-halvorsen.example>",
    )
    return raw(Mail(headers, text, html), "nw06")


def _time_log() -> bytes:
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(["project", "day", "start", "end", "hours", "task", "note"])
    for day, hours, what in papers.DAYS:
        minutes = round(float(hours) * 60)
        first = min(minutes, 195)
        rows.writerow(["Northwind", day, "08:45", _clock(525 + first), f"{first / 60:.2f}", what, ""])
        if minutes > first:
            rows.writerow(
                [
                    "Northwind",
                    day,
                    "13:15",
                    _clock(795 + minutes - first),
                    f"{(minutes - first) / 60:.2f}",
                    what,
                    "afternoon",
                ]
            )
    return out.getvalue().encode()


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _approved(sheet: bytes) -> bytes:
    text = """Hi Kai,

time sheet for March checked against the board and approved, see the stamp.
You can invoice. Please don't forget PO-7781, the system bounces it
otherwise.

Schönes Wochenende
Birte Stahmer
Accounts payable
"""
    headers = _headers(
        "ap-88213.20260328.085611",
        "Sat, 28 Mar 2026 08:56:11 +0100",
        "Northwind AP <ap@northwind.example>",
        "Kai Halvorsen <kai@studio-halvorsen.example>",
        "Re: Time sheet March",
        "<20260327.1702.timesheet@studio-halvorsen.example>",
    )
    return raw(Mail(headers, text, files=[File("timesheet (final).pdf", "application/pdf", sheet)]), "nw08")


def _delay_dropped() -> bytes:
    text = """Dear Ines,

Jörg showed me his mail of 27 February. All right: the two weeks are ours,
forget that point, and thanks for the credit note.

The hours and the photographs I still don't accept. 42 hours for a shopping
basket, please. And I sign orders here, nobody else, whatever your § 3 says.

Something from the holding should have reached you last week.

Jana
"""
    headers = _headers(
        "7d20e1.20260511.182744",
        "Mon, 11 May 2026 18:27:44 +0200",
        JANA,
        INES,
        "Re: Your invoice INV-1043",
        "<20260427.1531.answer@studio-halvorsen.example>",
    )
    return raw(Mail(headers, text, encoding="8bit"), "nw11")


def _acknowledged() -> bytes:
    owed = Decimal(read(CASES / CASE / "case.yaml")["events"][0]["amount"])
    text = f"""Dear Ines,

your registered letter is here. My final position:

- That we owe you the part nobody disputes, EUR {owed:,.2f}, I have never denied,
  and I confirm it herewith.
- The six hours and the photographs we don't owe.
- At the moment I can move EUR 1,500 without asking the holding. You can have
  them on 30 June if that closes the file.

I'd be sorry if this ended with lawyers. The shop is good.

Jana Wolff
"""
    headers = _headers("91c4f0.20260610.211509", "Wed, 10 Jun 2026 21:15:09 +0200", JANA, INES, "Final position")
    return raw(Mail(headers, text, encoding="8bit"), "nw13")


def _pages() -> bytes:
    index = io.StringIO(newline="")
    index.write("old address,new address\r\n")
    entries = {}
    for number in range(1, 311):
        kind = ("tea", "kettle", "cup", "tin", "spoon")[number % 5]
        index.write(f"/artikel.php?id={1000 + number},/shop/{kind}/{number:03}\r\n")
        if number <= 12:
            page = f"---\narticle: {1000 + number}\nkind: {kind}\n---\nMoved on {10 + number % 8} March 2026.\n"
            entries[f"pages/{kind}-{number:03}.md"] = page.encode()
    contents = {
        "README.txt": b"310 pages moved, see redirects.csv. The first twelve pages are enclosed as a sample.\r\n"
    }
    return zipped(contents | {"redirects.csv": index.getvalue().encode()} | entries, (2026, 3, 18, 17, 40, 0))
