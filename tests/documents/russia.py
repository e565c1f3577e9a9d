"""A case between two Russian companies, for the Russian documents: a software house, and a trader who pays a part."""

from __future__ import annotations

from collections.abc import Mapping

WORKSPACE = """\
creditor:
  name: ООО «Вектор Софт»
  address: {lines: ["ул. Полевая, д. 12, оф. 305"], postcode: "443001", city: г. Самара, country: RU}
  email: buh@vektor-soft.example
  phone: +7 846 555-01-20
  tax_ids: {inn: "6316123458", kpp: "631601001", ogrn: "1156313012349"}
  bank:
    account: "40702810500000012345"
    bic: "044525974"
    name: АО «Пример-Банк»
    correspondent_account: "30101810145250000974"
  contacts: [{name: Мельникова Ольга, role: бухгалтер, phone: +7 846 555-01-21}]
signatory: {name: Соколов Андрей Петрович, role: Генеральный директор}
language: ru
"""
CASE = """\
id: a
title: Внедрение складской программы
currency: RUB
debtor:
  name: ООО «Северный торговый дом»
  address: {lines: ["пр-кт Ленина, д. 44, корп. 2"], postcode: "163000", city: г. Архангельск, country: RU}
  tax_ids: {inn: "2901123450", kpp: "290101001", ogrn: "1142901001231"}
  contacts: [{name: Громова Татьяна Ильинична, role: финансовый директор}]
attorney:
  name: Лебедев Игорь Сергеевич
  firm: Адвокатское бюро «Лебедев и партнёры»
  email: lebedev@ab-lebedev.example
  reference: 17/2026
  address: {lines: ["ул. Садовая, д. 3"], postcode: "443010", city: г. Самара, country: RU}
contract:
  title: Договор на внедрение программы № 14/25
  type: services
  form: written
  date: 2025-11-10
  law: RU
  forum: {kind: court, place: Арбитражный суд Самарской области}
  evidence: E01
  clauses:
    payment: {ref: "п. 4.2", page: 2, text: "Заказчик оплачивает услуги в течение 10 дней с даты подписания акта."}
    fee: {ref: "4.1", page: 2, text: "Стоимость человеко-часа составляет 3200 рублей без НДС."}
interest: {regime: ru}
costs: [{date: 2026-04-20, amount: 486.20, what: Почтовые расходы, evidence: E04}]
dispute:
  raised: 2026-03-05
  reason: quality
  statement: "Программа запущена позже срока."
  response: "Сведения о складе переданы на неделю позже."
  evidence: [E06]
  resolved: {on: 2026-04-10, outcome: rejected, amount: 0.00, evidence: E06}
"""
FIRST = """\
number: "27"
issued: 2026-01-30
due: 2026-02-10
received: 2026-01-30
evidence: E02
lines:
  - id: "1"
    description: Настройка складского учёта
    quantity: 84
    unit: человеко-час
    unit_price: 3200.00
    tax: 22
    delivered: 2026-01-29
    clause: fee
    why: Согласовано в заявке от 12 января.
    evidence: [E03]
  - id: "2"
    description: Обучение сотрудников
    quantity: 2
    unit: день
    unit_price: 25000.00
    tax: 22
    delivered: 2026-01-30
    dispute: {amount: 30500.00, reason: quality, statement: "Второй день обучения не состоялся.",
      response: "Обучение проведено в оба дня.", evidence: [E03], raised: 2026-03-05}
"""
SECOND = """\
number: "41"
issued: 2026-02-27
due: 2026-03-10
lines:
  - {id: "1", description: Сопровождение за февраль, unit: месяц, unit_price: 60000.00, tax: 22,
     period: {from: 2026-02-01, to: 2026-02-28}}
"""
PAYMENTS = """\
- {date: 2026-03-16, amount: 100000.00, invoice: "27", reference: частичная оплата по счёту 27, evidence: E05}
"""
EVIDENCE = """\
- {id: E01, file: evidence/E01.txt, title: "Договор № 14/25, подписанный экземпляр", date: 2025-11-10, kind: contract}
- {id: E02, file: evidence/E02.txt, title: Счёт № 27, date: 2026-01-30, kind: invoice}
- {id: E03, file: evidence/E03.txt, title: Акт оказанных услуг № 7, date: 2026-01-30, kind: acceptance}
- {id: E04, file: evidence/E04.txt, title: Почтовая квитанция и опись вложения, date: 2026-04-20, kind: proof-of-sending}
- {id: E05, file: evidence/E05.txt, title: Выписка по счёту за март, date: 2026-03-31, kind: payment}
- {id: E06, file: evidence/E06.txt, title: Письмо о сроке запуска, date: 2026-04-10, kind: correspondence}
"""
REMINDED = """\
---
date: 2026-02-25
direction: out
channel: email
step: first
subject: Напоминание об оплате
invoices: ["27"]
---
Напоминаем об оплате счёта.
"""
DEMANDED = """\
---
date: 2026-04-20
direction: out
channel: registered
step: demand
subject: Претензия
invoices: ["27", "41"]
received: {on: 2026-04-28, how: вручено адресату, evidence: E04}
evidence: E04
---
Направляем претензию.
"""
OFFERS = """\
- {id: O1, date: 2026-08-25, by: us, kind: instalments, amount: 360000.00, expires: 2026-09-14,
   schedule: {first: 2026-09-30, every: month, count: 3}}
- {id: O2, date: 2026-08-25, by: us, kind: discount, amount: 340000.00, due: 2026-09-15, expires: 2026-09-10}
- {id: O3, date: 2026-05-12, by: debtor, kind: deferral, amount: 362136.00, due: 2026-12-31, status: rejected}
"""
SETTLEMENT = """\
agreed: 2026-06-01
kind: instalments
amount: 360000.00
schedule: {first: 2026-06-30, every: month, count: 3}
interest: waived
default: {grace_days: 5, revives: full}
acknowledges: true
conditions: [Должник возвращает подписанный акт сверки до первого платежа]
"""
CORRECTIONS = """\
- {period: 2026-03, agreed: 60000.00, billed: 45000.00, tax: 22, clause: fee, evidence: [E06]}
- {period: 2026-04, agreed: 60000.00, billed: 45000.00, tax: 22, clause: fee, choice: separate}
"""
FILES: Mapping[str, str] = {
    "casefile.yaml": WORKSPACE,
    "cases/a/case.yaml": CASE,
    "cases/a/invoices/1.yaml": FIRST,
    "cases/a/invoices/2.yaml": SECOND,
    "cases/a/payments.yaml": PAYMENTS,
    "cases/a/evidence.yaml": EVIDENCE,
    "cases/a/correspondence/2026-02-25-first.md": REMINDED,
    "cases/a/correspondence/2026-04-20-demand.md": DEMANDED,
    **{f"cases/a/evidence/E0{number}.txt": f"{number}\n" for number in range(1, 7)},
}
