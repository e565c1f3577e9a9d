"""Invoices and credit notes as the companies print them, every figure computed from the case's YAML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from tools.sample_evidence.figures import Figures, Table, figures
from tools.sample_evidence.pages import pdf
from tools.sample_evidence.wording import ENGLISH, Words

SIGNS = {"EUR": "€", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class Look:
    """Whose paper it is: name, what stands at the head and foot, colour, font family."""

    name: str
    sender: str
    foot: str
    colour: str
    family: str


def money(amount: Decimal, currency: str, words: Words = ENGLISH) -> str:
    """An amount as the invoice prints it."""
    text = f"{amount:,.2f}".translate(words.places).replace("-", "−")
    if currency == "GBP":
        return text.replace("−", "−£") if amount < 0 else f"£{text}"
    return f"{text} {SIGNS[currency]}"


def day(text: str, words: Words = ENGLISH) -> str:
    """A date as the invoice prints it."""
    value = date.fromisoformat(text)
    return words.day.format(day=value.day, month=words.months[value.month - 1], year=value.year)


def bill(invoice: Table, currency: str, to: Table, look: Look, note: str = "", words: Words = ENGLISH) -> bytes:
    """The PDF of an invoice or credit note. `note` is what the company writes beneath the sum."""
    sums = figures(invoice)
    kind = words.credit_note if invoice.get("kind") == "credit-note" else words.invoice
    body = (
        f'<header><div class="name">{look.name}</div><div class="sender">{look.sender}</div></header>'
        f'<section class="head"><div class="to">{_address(to, words)}</div>{_reference(invoice, words)}</section>'
        f"<h1>{kind} {invoice['number']}</h1>{_lines(invoice, sums, currency, words)}"
        f"{_sums(invoice, sums, currency, words)}"
        f'<p class="note">{escape(invoice.get("tax_note", ""))}</p><p class="note">{note}</p>'
        f"<footer>{look.foot}</footer>"
    )
    title = f"{kind} {invoice['number']}"
    made = invoice["issued"] + "T09:00:00Z"
    return pdf(body, style=_style(look), title=title, language=words.language, made=made)


def _address(party: Table, words: Words) -> str:
    place = party["address"]
    rows = [party["name"], *place["lines"], f"{place['postcode']} {place['city']}"]
    if place["country"] == "GB":
        rows[-1:] = [place["city"], place["postcode"]]
    elif words.abroad:
        rows.append(words.abroad)
    return "<br>".join(escape(row) for row in rows)


def _reference(invoice: Table, words: Words) -> str:
    number, issued, due, order, credited = words.references
    rows = [(number, invoice["number"]), (issued, day(invoice["issued"], words))]
    if "due" in invoice:
        rows.append((due, day(invoice["due"], words)))
    labels = ((order, "order_number"), (credited, "credits"))
    rows += [(label, invoice[key]) for label, key in labels if key in invoice]
    return "<table class='ref'>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"


def _lines(invoice: Table, sums: Figures, currency: str, words: Words) -> str:
    head = "".join(f"<th{' class=r' if at > 1 else ''}>{column}</th>" for at, column in enumerate(words.columns))
    pairs = zip(invoice["lines"], sums.lines, strict=True)
    rows = "".join(_line(line, amount, currency, words) for line, amount in pairs)
    for key, sign in (("charges", 1), ("allowances", -1)):
        for extra in invoice.get(key, ()):
            shown = money(sign * Decimal(extra["amount"]), currency, words)
            rows += f"<tr><td></td><td>{escape(extra['reason'])}</td><td></td><td></td><td class=r>{shown}</td></tr>"
    return f"<table class='lines'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _line(line: Table, amount: Decimal, currency: str, words: Words) -> str:
    what = escape(line["description"])
    if "discount" in line:
        what += f"<br><span class=small>{words.discount} {money(Decimal(line['discount']), currency, words)}</span>"
    quantity = f"{line.get('quantity', '1')} {line.get('unit', '')}".strip()
    price = money(Decimal(line["unit_price"]), currency, words)
    if "base_quantity" in line:
        price += f"<br><span class=small>{words.per} {line['base_quantity']}</span>"
    shown = money(amount, currency, words)
    numbers = "".join(f"<td class=r>{cell}</td>" for cell in (quantity, price, shown))
    return f"<tr><td>{line['id']}</td><td>{what}</td>{numbers}</tr>"


def _sums(invoice: Table, sums: Figures, currency: str, words: Words) -> str:
    gross = invoice.get("prices") == "gross"
    rows: list[tuple[str, Decimal]] = []
    if not gross:
        rows.append((words.net, sum((base for _, base, _ in sums.taxes), Decimal(0))))
        taxed = (
            (words.tax.format(rate=rate, base=money(base, currency, words)), tax)
            for rate, base, tax in sums.taxes
            if rate
        )
        rows += taxed
    if "rounding" in invoice:
        rows.append((words.rounding, Decimal(invoice["rounding"])))
    if "prepaid" in invoice:
        rows += [(words.total, sums.total), (words.deposit, -Decimal(invoice["prepaid"]))]
    shown = "".join(f"<tr><td>{name}</td><td class=r>{money(value, currency, words)}</td></tr>" for name, value in rows)
    name, due = words.to_pay if "due" in invoice else words.total, money(sums.payable, currency, words)
    last = f"<tr class=last><td>{name}</td><td class=r>{due}</td></tr>"
    inside = "; ".join(f"{rate} %: {money(tax, currency, words)}" for rate, _, tax in sums.taxes if rate)
    tail = f"<tr class=small><td colspan=2>{words.included} {inside}</td></tr>" if gross else ""
    return f"<table class='sums'>{shown}{last}{tail}</table>"


def _style(look: Look) -> str:
    return f"""
    body {{ font-family: {look.family} }} .small {{ color: #555 }}
    header {{ border-bottom: 1.2pt solid {look.colour}; padding-bottom: 3mm; margin-bottom: 12mm }}
    .name {{ font-size: 19pt; font-weight: 700; color: {look.colour}; letter-spacing: .02em }}
    .sender {{ font-size: 8.5pt; color: #444 }}
    .head {{ display: flex; justify-content: space-between; margin-bottom: 14mm }} .to {{ width: 85mm }}
    .ref {{ width: 70mm; font-size: 9.5pt }} .ref td {{ padding: .4mm 0 }} .ref td:first-child {{ color: #555 }}
    h1 {{ color: {look.colour} }}
    .lines th {{ border-bottom: .8pt solid #333; font-size: 9pt; color: #333 }}
    .lines td {{ border-bottom: .3pt solid #bbb }}
    .sums {{ width: 88mm; margin: 5mm 0 8mm auto }} .last td {{ font-weight: 700; border-top: .8pt solid #333 }}
    .note {{ font-size: 9.5pt }}
    footer {{ position: fixed; bottom: -6mm; left: 0; right: 0; border-top: .4pt solid #999; padding-top: 2mm;
      font-size: 8pt; color: #555; line-height: 1.35 }}
    """
