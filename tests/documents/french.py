"""A French case for the tests of the French documents: a joiner of Lyon, a publisher of Paris, and what can happen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.documents.matters import TODAY

WORKSPACE = """\
creditor:
  name: Atelier Delorme SARL
  address: {lines: [12 rue des Tanneurs], postcode: "69001", city: Lyon, country: FR}
  email: compta@atelier-delorme.example
  phone: +33 4 72 00 00 00
  tax_ids: {siren: "123 456 782", rcs: Lyon, vat: FR32123456782}
  bank: {iban: FR7630006000011234567890189, bic: AGRIFRPP, name: Crédit de l’Est}
signatory: {name: Inès Delorme, role: Gérante}
language: fr
"""
CASE = """\
id: a
title: Agencement de la boutique
currency: EUR
debtor:
  name: Éditions du Marais SAS
  address: {lines: [48 rue Saint-Antoine], postcode: "75004", city: PARIS, country: FR}
  tax_ids: {siren: "987 654 324"}
  contacts: [{name: Anna Oudinot, role: Comptabilité, email: compta@marais.example}]
contract:
  title: Contrat d’agencement
  form: written
  date: 2026-01-12
  law: FR
  forum: {kind: court, place: Lyon}
  evidence: E01
  clauses:
    payment: {ref: article 5, page: 2, text: Les factures sont payables à trente jours.}
interest: {regime: fr}
costs: [{date: 2026-06-02, amount: 7.82, what: Lettre recommandée}]
"""
FIRST = """\
number: F2026-018
issued: 2026-03-31
due: 2026-04-30
order_number: BC-4471
received: 2026-04-02
evidence: E02
stated_total: 7824.00
lines:
  - {id: "1", description: Pose de rayonnages, quantity: 14, unit: jour, unit_price: 420.00, tax: 20, clause: payment,
     delivered: 2026-03-25, why: "Rayonnages prévus au devis du 9 janvier.", evidence: [E03]}
  - {id: "2", description: Éclairage de la vitrine, unit: forfait, unit_price: 640.00, tax: 20, delivered: 2026-03-27}
"""
SECOND = """\
number: F2026-022
issued: 2026-05-11
due: 2026-06-10
lines: [{id: "1", description: Comptoir en chêne, unit: pièce, unit_price: 2150.00, tax: 20, delivered: 2026-05-08}]
"""
CONTESTED = FIRST.rstrip().removesuffix("}") + (
    ",\n     dispute: {amount: 300.00, reason: overcharged, raised: 2026-05-04, evidence: [E03],\n"
    '     statement: "Le forfait devait comprendre les ampoules.", response: "Le devis les excluait."}}\n'
)
EVIDENCE = """\
- {id: E01, file: evidence/E01.txt, title: Contrat signé, date: 2026-01-12, kind: contract}
- {id: E02, file: evidence/E02.txt, title: Facture telle qu’envoyée, date: 2026-03-31, kind: invoice}
- {id: E03, file: evidence/E03.txt, title: Procès-verbal de réception, date: 2026-03-28, kind: acceptance}
"""
REMINDED = """\
---
date: {day}
direction: out
channel: {channel}
step: {step}
to: compta@marais.example
subject: {subject}
invoices: [F2026-018]
---
Texte.
"""
PAYMENT = "- {date: 2026-05-20, amount: 2000.00, invoice: F2026-018, reference: acompte}\n"
SETTLEMENT = """\
agreed: 2026-07-01
kind: instalments
amount: 7800.00
schedule: {first: 2026-09-15, every: month, count: 3}
interest: waived
default: {grace_days: 7, revives: full}
acknowledges: true
adjustments: [{invoice: F2026-018, line: "2", amount: -300.00, reason: Ampoules}]
"""
OFFERS = """\
- {id: O1, date: 2026-08-20, by: us, kind: discount, amount: 8000.00, due: 2026-09-30, expires: 2026-09-15}
- {id: O2, date: 2026-08-20, by: us, kind: instalments, amount: 8400.00, schedule: {first: 2026-09-30, every: month, count: 3}}
"""
PRIVATE = """\
- {id: O3, date: 2026-07-03, by: us, kind: waiver, amount: 8000.00, privilege: without-prejudice, status: rejected}
- {id: O4, date: 2026-08-05, by: debtor, kind: deferral, amount: 8000.00, due: 2026-12-01, privilege: internal}
"""
PROMISED = """\
---
date: 2026-06-20
direction: in
channel: call
from: Anna Oudinot
subject: Appel de Mme Oudinot
outcome: promised
privilege: open
promise: {on: 2026-06-30, amount: 2000.00}
---
Un premier virement partira le 30 juin.
"""
CORRECTIONS = "- {period: 2026-06, agreed: 1200.00, billed: 600.00, tax: 20}\n- {period: 2026-07, agreed: 600.00, billed: 700.00, tax: 20}\n"
RECENT = """\
number: F2026-031
issued: 2026-08-28
due: 2026-09-27
lines: [{id: "1", description: Retouches, unit: heure, quantity: 1.5, unit_price: 60.00, tax: 20, delivered: 2026-08-28}]
"""
FILES: Mapping[str, str] = {
    "casefile.yaml": WORKSPACE,
    "cases/a/case.yaml": CASE,
    "cases/a/invoices/1.yaml": FIRST,
    "cases/a/invoices/2.yaml": SECOND,
    "cases/a/payments.yaml": PAYMENT,
    "cases/a/evidence.yaml": EVIDENCE,
    **{f"cases/a/evidence/E0{n}.txt": f"Pièce {n}\n" for n in (1, 2, 3)},
    "cases/a/correspondence/2026-05-02.md": REMINDED.format(
        day="2026-05-02", channel="email", step="first", subject="Relance amiable"
    ),
}
DISPUTED = {**FILES, "cases/a/invoices/1.yaml": CONTESTED}
COUNSELLED = {
    **DISPUTED,
    "cases/a/offers.yaml": OFFERS + PRIVATE,
    "cases/a/correspondence/2026-06-20.md": PROMISED,
}
SETTLED = {**FILES, "cases/a/settlement.yaml": SETTLEMENT}
CASES: Mapping[str, tuple[str, Mapping[str, str], date]] = {
    "reminder-upcoming": ("reminder", {**FILES, "cases/a/invoices/3.yaml": RECENT}, TODAY),
    "reminder-first": ("reminder", FILES, TODAY),
    "reminder-second": ("reminder", FILES, TODAY),
    "reminder-final": ("reminder", DISPUTED, TODAY),
    "demand": ("demand", DISPUTED, TODAY),
    "statement": ("statement", DISPUTED, TODAY),
    "breakdown": ("breakdown", DISPUTED, TODAY),
    "chronology": ("chronology", DISPUTED, TODAY),
    "settlement": ("settlement", SETTLED, TODAY),
    "offer": ("offer", {**FILES, "cases/a/offers.yaml": OFFERS}, TODAY),
    "default-notice": ("default-notice", SETTLED, date(2026, 9, 18)),
    "receipt": ("receipt", FILES, date(2026, 5, 21)),
    "dispute-reply": ("dispute-reply", DISPUTED, TODAY),
    "scott-schedule": ("scott-schedule", DISPUTED, TODAY),
    "correction": ("correction", {**FILES, "cases/a/corrections.yaml": CORRECTIONS}, TODAY),
    "check-in": ("check-in", {**FILES, "cases/a/invoices/3.yaml": RECENT}, TODAY),
    "terms": ("terms", DISPUTED, TODAY),
    "summary": ("summary", COUNSELLED, TODAY),
    "brief": ("brief", COUNSELLED, TODAY),
    "call-sheet": ("call-sheet", COUNSELLED, TODAY),
    "options": ("options", {**FILES, "cases/a/offers.yaml": OFFERS, "cases/a/corrections.yaml": CORRECTIONS}, TODAY),
    "aging": ("aging", FILES, TODAY),
    "review": ("review", SETTLED, TODAY),
}
"""Each French document: its kind, the files of its case, and its day."""
