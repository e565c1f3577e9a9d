"""A case between two German parties, for the German documents: a joiner, and a bakery that pays a part."""

from __future__ import annotations

from collections.abc import Mapping

WORKSPACE = """\
creditor:
  name: Tischlerei Ahrens GmbH
  address: {lines: [Große Elbstraße 212], postcode: "22767", city: Hamburg, country: DE}
  email: buchhaltung@tischlerei-ahrens.example
  phone: +49 40 5550 1230
  tax_ids: {vat: DE123456789, hrb: HRB 120045 Hamburg}
  bank: {iban: DE89370400440532013000, bic: COBADEFFXXX, name: Hanseatische Beispielbank}
  contacts: [{name: Swantje Lüders, role: Buchhaltung, phone: +49 40 5550 1233}]
signatory: {name: Jörn Ahrens, role: Geschäftsführer}
language: de
"""
CASE = """\
id: a
title: Ladeneinrichtung für die Bäckerei Südstern
currency: EUR
debtor:
  name: Bäckerei Südstern GmbH & Co. KG
  address: {lines: [Gneisenaustraße 7], postcode: "10961", city: Berlin, country: DE}
  tax_ids: {vat: DE987654321}
attorney:
  name: Dr. Friederike Möller
  firm: Möller Groß Rechtsanwälte PartG mbB
  email: kanzlei@moeller-gross.example
  reference: 318/26 FM
  address: {lines: [Neuer Wall 80], postcode: "20354", city: Hamburg, country: DE}
contract:
  title: Werkvertrag über die Ladeneinrichtung Gneisenaustraße
  type: works
  form: written
  date: 2026-01-19
  law: DE
  forum: {kind: court, place: Hamburg}
  evidence: E01
  clauses:
    payment: {ref: "§ 6 Abs. 1", page: 3, text: "Rechnungen sind binnen 14 Tagen nach Zugang zu zahlen."}
    scope: {ref: "§ 2", page: 1, text: "Der Auftragnehmer fertigt und montiert Theke, Brotregale und Wandverkleidung."}
interest: {regime: de}
costs: [{date: 2026-06-02, amount: 5.25, what: Einschreiben mit Rückschein, evidence: E06}]
dispute:
  raised: 2026-05-20
  reason: quality
  response: "Die Scharniere wurden am 28. Mai ausgetauscht."
  evidence: [E05]
  resolved: {on: 2026-05-29, outcome: rejected, evidence: E05}
"""
FIRST = """\
number: 2026-041
issued: 2026-04-07
due: 2026-04-21
received: 2026-04-08
order_number: B-2217
evidence: E02
lines:
  - {id: "1", description: "Verkaufstheke, Eiche massiv", quantity: 1, unit: Stück, unit_price: 6480.00, tax: 19, delivered: 2026-03-30, why: "Kern der Ladeneinrichtung.", clause: scope, evidence: [E03]}
  - {id: "2", description: Montage vor Ort, quantity: 21, unit: Stunde, unit_price: 62.00, tax: 19, delivered: 2026-03-31, clause: scope, evidence: [E04],
     dispute: {amount: 147.56, reason: overcharged, raised: 2026-05-20, response: "Der Stundenzettel weist 21 Stunden aus.", evidence: [E04]}}
allowances: [{reason: Treuerabatt, amount: 120.00, tax: 19}]
stated_total: 9117.78
"""
SECOND = """\
number: 2026-058
issued: 2026-05-04
due: 2026-05-18
lines: [{id: "1", description: Wandverkleidung, quantity: 12.5, unit: m², unit_price: 84.00, tax: 19, delivered: 2026-04-29}]
"""
PAYMENTS = """\
- {date: 2026-05-06, amount: 4000.00, invoice: 2026-041, reference: Teilzahlung}
"""
EVIDENCE = """\
- {id: E01, file: evidence/E01.txt, title: "Werkvertrag, unterschrieben", date: 2026-01-19, kind: contract}
- {id: E02, file: evidence/E02.txt, title: Rechnung 2026-041 wie versandt, date: 2026-04-07, kind: invoice}
- {id: E03, file: evidence/E03.txt, title: Abnahmeprotokoll Theke, date: 2026-03-30, kind: acceptance}
- {id: E04, file: evidence/E04.txt, title: Stundenzettel Montage, date: 2026-03-31, kind: timesheet}
- {id: E05, file: evidence/E05.txt, title: E-Mail der Bäckerei zu den Scharnieren, date: 2026-05-29, kind: correspondence}
- {id: E06, file: evidence/E06.txt, title: Einlieferungsbeleg, date: 2026-06-02, kind: proof-of-sending}
"""


def _sent(day: str, step: str, subject: str, more: str = "") -> str:
    channel = "registered" if step == "demand" else "email"
    head = f"date: {day}\ndirection: out\nchannel: {channel}\nstep: {step}\nsubject: {subject}\nprivilege: open\n{more}"
    return f"---\n{head}---\nText.\n"


FILES: Mapping[str, str] = {
    "casefile.yaml": WORKSPACE,
    "cases/a/case.yaml": CASE,
    "cases/a/invoices/1.yaml": FIRST,
    "cases/a/invoices/2.yaml": SECOND,
    "cases/a/payments.yaml": PAYMENTS,
    "cases/a/evidence.yaml": EVIDENCE,
    "cases/a/correspondence/2026-04-24-first.md": _sent("2026-04-24", "first", "Rechnung 2026-041"),
    "cases/a/correspondence/2026-05-13-second.md": _sent("2026-05-13", "second", "Rechnung 2026-041"),
    "cases/a/correspondence/2026-06-02-demand.md": _sent(
        "2026-06-02", "demand", "Letzte Mahnung", "received: {on: 2026-06-04, how: Rückschein, evidence: E06}\n"
    ),
    **{f"cases/a/evidence/E{n:02}.txt": f"Beleg {n}\n" for n in range(1, 7)},
}
"""All files of the workspace; the case's folder is `cases/a`."""

SETTLEMENT = """\
agreed: 2026-07-01
kind: instalments
amount: 6000.00
schedule: {first: 2026-07-15, every: month, count: 4}
interest: waived
default: {grace_days: 1, revives: full}
adjustments: [{invoice: 2026-041, line: "2", amount: -147.56, reason: "Zwei Stunden Kulanz"}]
acknowledges: true
conditions: ["Die Tischlerei stellt die Türen der Brotregale kostenlos nach."]
"""

OFFERS = """\
- {id: O1, date: 2026-08-20, by: us, kind: discount, amount: 5900.00, due: 2026-09-15, expires: 2026-09-10}
- {id: O2, date: 2026-08-20, by: us, kind: instalments, amount: 6400.00, schedule: {first: 2026-09-15, every: month, count: 3}, expires: 2026-09-10}
"""
CORRECTIONS = """\
- {period: 2026-02, agreed: 300.00, billed: 200.00, tax: 19, clause: scope}
- {period: 2026-03, agreed: 300.00, billed: 200.00, tax: 19, clause: scope}
- {period: 2026-04, agreed: 300.00, billed: 350.00, tax: 19, choice: separate}
"""
