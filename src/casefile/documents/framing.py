"""What stands round a document's text: sender, recipient, references, footer. Knows no kind's words."""

from __future__ import annotations

from casefile.case.model import Case
from casefile.case.party import Address, Bank, Party
from casefile.documents.matter import Kind, Matters, Options
from casefile.documents.parties import postal, recipient, registers
from casefile.documents.payment import grouped
from casefile.documents.words import words
from casefile.followup.ladder import ladder
from casefile.render import locale
from casefile.render.sheet import Frame

LOGO = "logo"


def frame(kind: Kind, matters: Matters, options: Options) -> Frame:
    """The frame of a document: a letter's with addresses, a document's with its case and day."""
    case = matters[0].case
    return letter_frame(kind, matters, options) if kind.is_letter else _document(case, kind, matters, options)


def letter_frame(kind: Kind, matters: Matters, options: Options) -> Frame:
    """The frame of a letter: addresses, references, registers."""
    case, language = matters[0].case, options.language
    home = _country(_sender_address(case, options))
    name, lines, contact = _sender(case, options, _country(case.debtor.address) not in ("", home))
    orders = tuple(dict.fromkeys(i.order_number for m in matters for i in m.case.invoices if i.order_number))
    references = (
        [("", locale.spelt(words(language).registered, language))] if _is_registered(kind, case, options) else []
    )
    references.append((words(language).our_reference, _reference(case, matters, options)))
    if orders:
        references.append((words(language).your_reference, ", ".join(orders[:3])))
    return Frame(
        sender=(name, *lines),
        contact=contact,
        recipient=recipient(case.debtor, home or "GB", language),
        country=home or "GB",
        place_date=_dated(_sender_address(case, options), options),
        references=tuple(references),
        footer=_footer(matters, options),
        details=_details(case.creditor, language) if options.by == "creditor" else (),
        logo=LOGO if options.logo and options.by == "creditor" else "",
        banner=_banner(options),
    )


def _is_registered(kind: Kind, case: Case, options: Options) -> bool:
    """Whether the ladder sends this letter of ours by registered post."""
    steps = (each for each in ladder(case) if each.document == kind.name and options.step in ("", each.step))
    return options.by == "creditor" and any(each.channel == "registered" for each in steps)


def _dated(home: Address | None, options: Options) -> str:
    """Place and date as the language writes them; the form's own commas fall away with the place."""
    form, date = words(options.language).dated, locale.day(options.as_of, options.language)
    place = home.city if home else ""
    return form.format(place=place, date=date) if place or "{place}" not in form else date


def _document(case: Case, kind: Kind, matters: Matters, options: Options) -> Frame:
    row = words(options.language)
    parties = row.versus.format(creditor=case.creditor.name, debtor=case.debtor.name)
    ids = ", ".join(matter.case.id for matter in matters)
    creditor = case.workspace.creditor if kind.is_portfolio else case.creditor
    return Frame(
        sender=(creditor.name,),
        country=_country(creditor.address) or "GB",
        references=(
            (row.parties, parties),
            (row.case, ids),
            (row.as_of, locale.day(options.as_of, options.language)),
        )
        if kind.is_dated
        else (),
        footer=_footer(() if kind.is_portfolio else matters, options),
        banner=_banner(options),
    )


def _reference(case: Case, matters: Matters, options: Options) -> str:
    attorney = case.file.attorney
    if options.by == "attorney" and attorney and attorney.reference:
        return attorney.reference
    return ", ".join(matter.case.id for matter in matters[:3])


def _sender(case: Case, options: Options, abroad: bool) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Name, postal lines and ways to reach whoever sends the letter."""
    counsel = case.file.attorney
    home = "" if not abroad else "-"  # no country's code: the sender's own country is then written out
    if options.by == "attorney" and counsel:
        name = counsel.firm or counsel.name
        return name, postal(counsel.address, home, options.language), _present(counsel.email)
    ours = case.creditor
    return ours.name, postal(ours.address, home, options.language), _present(ours.phone, ours.email)


def _sender_address(case: Case, options: Options) -> Address | None:
    counsel = case.file.attorney
    return counsel.address if options.by == "attorney" and counsel else case.creditor.address


def _country(address: Address | None) -> str:
    return (address.country or "") if address else ""


def _present(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _footer(matters: Matters, options: Options) -> tuple[str, ...]:
    ids = ", ".join(matter.case.id for matter in matters[:3])
    revision = f"{words(options.language).revision} {options.revision}" if options.revision else ""
    return _present(ids, locale.day(options.as_of, options.language), revision)


def _details(creditor: Party, language: str) -> tuple[str, ...]:
    return (*registers(creditor, language), *_account(creditor.bank))


def _account(bank: Bank | None) -> tuple[str, ...]:
    return _present(f"IBAN {grouped(bank.iban)}" if bank and bank.iban else "")


def _banner(options: Options) -> str:
    return locale.language(options.language).draft if options.draft else ""
