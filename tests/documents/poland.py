"""A case between two Polish companies, for the tests of what is written in Polish: every kind has something to say."""

from __future__ import annotations

WORKSPACE = """\
creditor:
  name: Drukarnia Wisła Sp. z o.o.
  address: {lines: [ul. Krucza 12/4], postcode: 00-525, city: Warszawa, country: PL}
  email: biuro@drukarnia-wisla.example
  phone: +48 22 555 01 00
  tax_ids: {nip: "1234563218", krs: "0000123456"}
  bank: {iban: PL61109010140000071219812874, bic: TESTPLPW, name: Bank Testowy S.A.}
  contacts: [{name: Ewa Zając, role: księgowość, email: ewa.zajac@drukarnia-wisla.example, phone: +48 22 555 01 01}]
signatory: {name: Anna Nowak, role: prezes zarządu}
language: pl
"""
CASE = """\
id: a
title: Menu i szyldy dla kawiarni
currency: PLN
debtor:
  name: Kawiarnia Pod Lipą Sp. z o.o.
  address: {lines: [ul. Długa 7], postcode: 31-147, city: Kraków, country: PL}
  tax_ids: {nip: "7811767696"}
contract:
  title: Umowa ramowa nr 7/2025
  type: works
  form: written
  date: 2025-11-03
  law: PL
  forum: {kind: court, place: Warszawa}
  clauses:
    price: {ref: "§ 3", text: "Za roboczogodzinę należy się 65,00 zł netto."}
interest:
  regime: pl
  conversion:
    - {EUR: 4.2351, on: 2025-11-28, source: "nr 231/A/NBP/2025"}
    - {EUR: 4.2267, on: 2025-12-31, source: "nr 252/A/NBP/2025"}
    - {EUR: 4.2190, on: 2026-01-30, source: "nr 020/A/NBP/2026"}
costs: [{date: 2026-03-02, amount: 12.40, what: List polecony}]
"""
ONE = """\
number: FV/12/2025
issued: 2025-11-30
due: 2025-12-14
received: 2025-12-01
order_number: ZAM-44
lines:
  - {id: "1", description: Druk menu, quantity: 40, unit: sztuka, unit_price: 25.00, tax: 23, delivered: 2025-11-20, why: "Nowa karta zimowa."}
  - {id: "2", description: Projekt graficzny, quantity: 12, unit: roboczogodzina, unit_price: 65.00, tax: 23, delivered: 2025-11-12, clause: price}
"""
TWO = """\
number: FV/3/2026
issued: 2026-01-07
due: 2026-01-21
lines:
  - {id: "1", description: Szyld podświetlany z montażem, unit_price: 4300.00, tax: 23, delivered: 2026-01-05}
"""
THREE = """\
number: FV/9/2026
issued: 2026-02-02
due: 2026-02-16
lines:
  - id: "1"
    description: Ulotki A5
    quantity: 1500
    unit: sztuka
    unit_price: 180.00
    base_quantity: 1000
    tax: 23
    delivered: 2026-01-30
    dispute: {amount: 110.70, reason: overcharged, statement: "Otrzymaliśmy 1000 ulotek.", response: "Protokół odbioru wykazuje 1500 sztuk.", raised: 2026-02-20}
"""
UNCONTESTED = THREE.partition("    dispute:")[0]
PAYMENTS = "- {date: 2026-01-10, amount: 500.00, invoice: FV/12/2025, reference: część}\n"


def contact(day: str, step: str, channel: str = "email", more: str = "") -> str:
    """A letter of ours as the file keeps it."""
    return f"---\ndate: {day}\ndirection: out\nchannel: {channel}\nstep: {step}\n{more}---\nTreść.\n"


LETTERS = {
    "cases/a/correspondence/1.md": contact("2026-01-05", "first"),
    "cases/a/correspondence/2.md": contact("2026-01-26", "second"),
    "cases/a/correspondence/3.md": contact("2026-02-23", "final", "post"),
}
FILES = {
    "casefile.yaml": WORKSPACE,
    "cases/a/case.yaml": CASE,
    "cases/a/invoices/1.yaml": ONE,
    "cases/a/invoices/2.yaml": TWO,
    "cases/a/invoices/3.yaml": THREE,
    "cases/a/payments.yaml": PAYMENTS,
    **LETTERS,
}
SETTLEMENT = """\
agreed: 2026-03-10
amount: 6000.00
schedule: {first: 2026-04-10, every: month, count: 3}
interest: kept
default: {grace_days: 5, revives: full}
acknowledges: true
conditions: ["Wierzyciel wyda matryce po otrzymaniu ostatniej raty."]
"""
OFFERS = """\
- {id: O1, date: 2026-03-05, by: us, kind: discount, amount: 7000.00, due: 2026-03-31, expires: 2026-03-20}
- {id: O2, date: 2026-03-05, by: us, kind: instalments, amount: 7600.00, expires: 2026-03-20, schedule: {first: 2026-03-31, every: month, count: 3}}
- {id: O3, date: 2026-02-25, by: debtor, kind: deferral, amount: 7333.54, due: 2026-06-30, status: rejected}
"""
CORRECTIONS = """\
- {period: 2026-01, agreed: 500.00, billed: 400.00, tax: 23}
- {period: 2026-02, agreed: 500.00, billed: 400.00, tax: 23, choice: next-invoice}
- {period: 2026-03, agreed: 500.00, billed: 650.00, tax: 23, choice: separate}
"""
DELIVERED = """\
number: FV/14/2026
issued: 2026-03-09
due: 2026-03-23
lines: [{id: "1", description: Wizytówki, unit_price: 120.00, tax: 23, delivered: 2026-03-06}]
"""
