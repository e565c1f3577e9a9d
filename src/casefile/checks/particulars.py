"""What a debtor could wait for: what an invoice lacks that they need to pay it, or may ask for by law.

Which law asks for what is the table LAWS, by the creditor's country; asked of invoices of which something is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casefile.case.invoice import Line
from casefile.case.party import Party
from casefile.checks.matter import Matter, weakness
from casefile.claim.model import InvoiceClaim
from casefile.errors import Problem

EU = "EU"
MEMBERS = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
))  # fmt: skip
"""The member states, to which EU applies where they have no row of their own."""

LAWS: Mapping[str, Mapping[str, str]] = {
    "date": {
        "DE": "§ 14 Abs. 4 Satz 1 Nr. 6 UStG",
        "FR": "CGI, ann. II, art. 242 nonies A, I, 10°; C. com., art. L441-9",
        "PL": "art. 106e ust. 1 pkt 6 ustawy o VAT",
        "GB": "VAT Regulations 1995, reg. 14(1)(b)",
        EU: "Directive 2006/112/EC, art. 226(7)",
    },
    "supplier": {
        "DE": "§ 14 Abs. 4 Satz 1 Nr. 2 UStG",
        "FR": "CGI, ann. II, art. 242 nonies A, I, 2°",
        "PL": "art. 106e ust. 1 pkt 4 ustawy o VAT",
        "GB": "VAT Regulations 1995, reg. 14(1)(d)",
        "RU": "НК РФ, ст. 169, п. 5",
        EU: "Directive 2006/112/EC, art. 226(3)",
    },
    "customer": {
        "PL": "art. 106e ust. 1 pkt 5 ustawy o VAT",
        "RU": "НК РФ, ст. 169, п. 5",
    },
    "reverse charge": {EU: "Directive 2006/112/EC, art. 226(4), (11a)"},
    "order": {"FR": "C. com., art. L441-9"},
}
"""What has to stand on an invoice, and where the law says so."""

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "DE": ("vat", "steuernummer"), "PL": ("nip", "vat"), "FR": ("vat", "tva"), "RU": ("inn",),
}  # fmt: skip
"""The keys of tax_ids that are a number for the tax, where that is not `vat` alone."""


def no_order_number(matter: Matter) -> Iterator[Problem]:
    """An invoice that does not name their order is put aside by whoever has to match the two, and nobody tells you: a
    number missing is the reason most easily found for not paying yet. Asked where the debtor has `order_numbers: true`,
    is public, or had one named on another invoice; in France, where the law asks for it, also where they placed an
    order in writing."""
    case = matter.case
    wanted = case.debtor.order_numbers or case.debtor.kind == "public"
    ordered = bool(_law(case.creditor, "order")) and any(exhibit.kind == "order" for exhibit in case.exhibits)
    if wanted or ordered or any(bill.order_number for bill in case.bills):
        for one in _open(matter):
            if not one.invoice.order_number:
                message = f"{one.number} names no order number{_by(matter, 'order')}, and theirs go by it"
                hint = "ask for the number, and write order_number:; send the invoice again with it"
                yield weakness("order-number", message, one.invoice.at.source, hint)


def no_delivery_date(matter: Matter) -> Iterator[Problem]:
    """Who checks an invoice looks first for what was done when. Without a day or a period the line cannot be matched
    with the delivery note, and the tax in it cannot be deducted in many countries: a reason to send it back. Some laws
    want the day only where it differs from the day of issue."""
    for one in _open(matter):
        bare = [line.id for line in one.invoice.lines if _is_undated(line)]
        if bare:
            lines = f"line{'' if len(bare) == 1 else 's'} {', '.join(bare)} of {one.number}"
            message = f"nothing says when {lines} was delivered or done{_by(matter, 'date')}"
            hint = "write delivered: or period: on the line, and see that the invoice says so"
            yield weakness("delivery-date", message, one.invoice.at.of("lines"), hint)


def no_tax_number(matter: Matter) -> Iterator[Problem]:
    """Tax on an invoice can be deducted only with the numbers that the law wants on it; without them the debtor may
    withhold at least the tax until there is a proper invoice (in Germany for example § 14 UStG with BGB § 273). What is
    read is `tax_ids` of both sides: whether the invoice as sent shows them, look yourself."""
    creditor, debtor = matter.case.creditor, matter.case.debtor
    for one in _open(matter):
        taxed = any(line.tax for line in one.invoice.lines)
        place = one.invoice.at.source
        if taxed and (law := _law(creditor, "supplier")) and not _has_number(creditor):
            message = f"{one.number} has tax, and no tax number of ours is known ({law})"
            yield weakness("tax-number", message, creditor.at.source, "write it into tax_ids:, and on the invoice")
        if taxed and (law := _law(creditor, "customer")) and _is_business(debtor) and not _has_number(debtor):
            message = f"{one.number} has to name their tax number, and none is known ({law})"
            yield weakness("tax-number", message, debtor.at.source, "ask for it, and write it into tax_ids:")
        if not taxed and _crosses(creditor, debtor) and not (_has_number(debtor) and one.invoice.tax_note):
            law = LAWS["reverse charge"][EU]
            message = f"{one.number} has no tax, and lacks their VAT number or the note that they owe it ({law})"
            yield weakness("tax-number", message, place, "write tax_ids: {vat: …} of theirs, and tax_note:")


def term_on_invoice_only(matter: Matter) -> Iterator[Problem]:
    """A date that stands on the invoice alone was not agreed, and who receives it need not keep to it: default then
    begins by law, as a rule 30 days after the invoice came, or with a reminder (Directive 2011/7/EU, art. 3(3)(b); BGB
    § 286). Agree the next one in the order; the interest reckoned here takes account of it."""
    for one in _open(matter):
        if one.invoice.due_basis == "invoice":
            message = f"the due date of {one.number} stands on the invoice alone"
            hint = "agree it in the next order; where it was agreed, quote the clause and set due_basis: contract"
            yield weakness("term-not-agreed", message, one.invoice.at.of("due_basis"), hint)


def _open(matter: Matter) -> Iterator[InvoiceClaim]:
    return (one for one in matter.claim.invoices if one.outstanding)


def _is_undated(line: Line) -> bool:
    return line.unit_price > 0 and line.delivered is None and line.period is None


def _country(party: Party) -> str:
    return (party.address.country or "") if party.address else ""


def _law(creditor: Party, what: str) -> str:
    """The law of the creditor's country, that of the Union for a member state without its own row; "" for none."""
    country, rows = _country(creditor), LAWS[what]
    return rows.get(country) or (rows.get(EU, "") if country in MEMBERS else "")


def _by(matter: Matter, what: str) -> str:
    law = _law(matter.case.creditor, what)
    return f" ({law})" if law else ""


def _has_number(party: Party) -> bool:
    keys = NUMBERS.get(_country(party), ("vat",))
    return any(key.lower().replace("_", "") in keys for key in party.tax_ids)


def _is_business(party: Party) -> bool:
    return party.kind == "business" and not party.natural


def _crosses(creditor: Party, debtor: Party) -> bool:
    """Whether both are businesses of two member states."""
    ours, theirs = _country(creditor), _country(debtor)
    return {ours, theirs} <= MEMBERS and ours != theirs and _is_business(debtor)
