"""A case's page: what is owed as `owed` says it, what is next, invoices, timeline, documents made, exhibits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefile.case.model import Case
from casefile.case.privilege import shown
from casefile.case.proof import Exhibit
from casefile.claim.compensation import Unconverted
from casefile.claim.model import Claim, InvoiceClaim, Settled
from casefile.dashboard import marks
from casefile.dashboard.figures import Hand
from casefile.dashboard.front import as_of, framed, links, problems_of, told
from casefile.dashboard.marks import text
from casefile.dashboard.papers import Paper, address, papers
from casefile.dashboard.portfolio import Portfolio
from casefile.documents.chronology import sentences
from casefile.errors import Problem
from casefile.exhibits.linked import may_be_linked
from casefile.followup.action import Dossier
from casefile.followup.history import Fact
from casefile.followup.letters import key, together
from casefile.followup.missed import happened
from casefile.followup.standing import standing
from casefile.followup.why import Why, because
from casefile.render import locale

FIGURES = ("principal", "interest", "compensation", "fees", "costs", "credit")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a case's page is made of: everything that can change it. `folder` is the one that the page lies in."""

    portfolio: Portfolio
    dossier: Dossier
    facts: tuple[Fact, ...]
    made: tuple[Paper, ...]
    open: frozenset[str]
    folder: Path

    @property
    def case(self) -> Case:
        """The case."""
        return self.dossier.case

    @property
    def claim(self) -> Claim:
        """What is owed of it."""
        return self.dossier.claim


def gathered(portfolio: Portfolio, dossier: Dossier, folder: Path) -> Shown:
    """What the page of a case shows."""
    case = dossier.case
    facts = happened(case, portfolio.as_of, dossier.claim)
    return Shown(portfolio, dossier, facts, papers(portfolio, case.id), shown(case), folder)


def unread_page(portfolio: Portfolio, case_id: str, problems: Sequence[Problem]) -> bytes:
    """The page of a case that cannot be read: what is wrong with it."""
    own = portfolio.words
    frame = framed(portfolio, case_id, as_of(portfolio), [], up="../", back=own.cases)
    note = marks.note(own.unread_note)
    return marks.page(frame, marks.section("unread", own.states["problems"].capitalize(), note + problems_of(problems)))


def page(about: Shown) -> bytes:
    """The page of a case."""
    own, case = about.portfolio.words, about.case
    parts = [*_parts(about)]
    state = standing(case, about.claim)
    against = own.against.format(creditor=case.creditor.name, debtor=case.debtor.name)
    under = (
        f"{marks.name(against)}<br><small>{text(case.id)}, {as_of(about.portfolio)}</small> "
        f'<span class="step">{text(own.states.get(state, state))}</span>'
    )
    frame = framed(
        about.portfolio, case.title, under, [(name, heading) for name, heading, _ in parts], up="../", back=own.cases
    )
    first, rest = ("".join(marks.section(*part) for part in some) for some in (parts[:2], parts[2:]))
    return marks.page(frame, f'<div class="pair">{first}</div>{rest}')


def _parts(about: Shown) -> Iterator[tuple[str, str, str]]:
    own = about.portfolio.words
    yield "figures", own.figures, _figures(about)
    yield "next", own.next, _next(about)
    if about.claim.invoices:
        yield "invoices", own.invoices, _invoices(about)
    if about.claim.settlement:
        yield "settlement", _settled(about, about.claim.settlement), _instalments(about, about.claim.settlement)
    yield "timeline", own.timeline, _timeline(about)
    yield "documents", own.documents_made, _documents(about)
    yield "exhibits", own.exhibits, _exhibits(about)


def _figures(about: Shown) -> str:
    """As a sum that can be followed with a finger; what is nothing is left out."""
    own, claim, hand = about.portfolio.words, about.claim, Hand(about.portfolio.language)
    found = [(name, getattr(claim, name)) for name in FIGURES]
    rows = [
        marks.row(text(getattr(own, name)), ((hand.amount(-value if name == "credit" else value), "n"),))
        for name, value in found
        if value
    ]
    rows.append(marks.row(text(own.total), ((hand.money(claim.total), "n"),)).replace("<tr>", '<tr class="sum">'))
    after = ((own.per_day, claim.per_day), (own.paid, claim.paid), (own.credited, claim.credited))
    rows += [
        marks.row(text(name), ((hand.amount(value), "n"),)).replace("<tr>", '<tr class="soft">')
        for name, value in after
        if value
    ]
    heads = ((own.what, ""), (f"{own.amount} ({claim.currency})", "n"))
    made = marks.table(own.figures, heads, rows, kind="figures")
    missing = "".join(_missing(about))
    return made + (f'<p class="note">{text(own.not_in_total)}:</p><ul class="note">{missing}</ul>\n' if missing else "")


def _missing(about: Shown) -> Iterator[str]:
    """What is not in the total. That a rate of interest is not known is said as `owed` has it, in English."""
    claim, voice = about.claim, about.portfolio.voice
    yield from (f"<li>{text(voice.told(_no_rate(each)))}</li>" for each in claim.unconverted)
    mark = "" if about.portfolio.tongue == "en" else ' lang="en"'
    yield from (f"<li{mark}>{text(each)}</li>" for each in claim.open[len(claim.unconverted) :])


def _no_rate(one: Unconverted) -> Why:
    """That nobody knows the rate of exchange for a compensation."""
    lacks = one.missing
    if lacks.on is None:
        return because("no_rate", number=one.number, origin=lacks.origin, target=lacks.target)
    return because("no_rate_of", number=one.number, origin=lacks.origin, target=lacks.target, dated=lacks.on)


def _next(about: Shown) -> str:
    portfolio, case_id = about.portfolio, about.case.id
    items = [told(portfolio, some) for some in together(portfolio.doings.get(case_id, ()), key)]
    items += [told(portfolio, some, coming=True) for some in together(portfolio.plans.get(case_id, ()), key)]
    waiting = portfolio.waits.get(case_id)
    if waiting:
        why = text(portfolio.voice.told(waiting.why))
        items.append(f'<p class="what">{text(portfolio.words.waits)}</p><p class="why">{why}</p>')
    if not items:
        return f"<p>{text(portfolio.words.nothing_today)}</p>\n"
    return f'<ol class="steps">{"".join(f"<li>{item}</li>" for item in items)}</ol>\n'


def _invoices(about: Shown) -> str:
    own = about.portfolio.words
    names = ((own.number, ""), (own.issued, ""), (own.due, ""), (own.days, "n"), (own.total, "n"))
    more = ((own.outstanding, "n"), (own.contested, "n"), (own.interest, "n"), (own.last_day, ""))
    rows = [_invoice(about, one) for one in about.claim.invoices]
    caption = f"{own.invoices} ({about.claim.currency})"
    return _wide(own.invoices, marks.table(caption, (*names, *more), rows, kind="stacked"))


def _invoice(about: Shown, one: InvoiceClaim) -> str:
    own, hand = about.portfolio.words, Hand(about.portfolio.language)
    last = min((each.last for each in one.limitation if each.last), default=None)
    cells = (
        (own.issued, hand.day(one.invoice.issued), ""), (own.due, hand.day(one.due), ""),
        (own.days, hand.days(one.days_overdue) if one.days_overdue else "–", "n"),
        (own.total, hand.amount(one.total), "n"),
        (own.outstanding, hand.amount(one.outstanding), "n"), (own.contested, hand.amount(one.contested), "n"),
        (own.interest, hand.amount(one.interest), "n"), (own.last_day, hand.day(last) if last else "–", ""),
    )  # fmt: skip
    return _stacked(f"<bdi>{text(one.number)}</bdi>", cells)


def _stacked(head: str, cells: Sequence[tuple[str, str, str]]) -> str:
    """A row whose cells stand below each other on a narrow screen, each with its head before it."""
    told = "".join(f'<td{marks.classed(name)} data-h="{text(label)}">{inside}</td>' for label, inside, name in cells)
    return f'<tr><th scope="row">{head}</th>{told}</tr>\n'


def _wide(name: str, made: str) -> str:
    """A table that scrolls by itself where the window is too narrow for it."""
    return f'<div class="wide" role="region" aria-label="{text(name)}" tabindex="0">{made}</div>'


def _settled(about: Shown, settled: Settled) -> str:
    own, language = about.portfolio.words, about.portfolio.language
    day, amount = locale.day(settled.settlement.agreed, language), locale.money(settled.progress.amount, language)
    return own.settlement.format(day=day, amount=amount)


def _instalments(about: Shown, settled: Settled) -> str:
    own, hand = about.portfolio.words, Hand(about.portfolio.language)
    rows = [
        marks.row(
            hand.day(one.due),
            (
                (hand.amount(one.amount), "n"),
                (hand.amount(one.paid), "n"),
                (text(own.states.get(one.state, one.state)), ""),
            ),
        )
        for one in settled.progress.instalments
    ]
    heads = ((own.due, ""), (own.amount, "n"), (own.paid, "n"), (own.state, ""))
    return marks.table(f"{_settled(about, settled)}: {own.states.get(settled.progress.state, '')}", heads, rows)


def _timeline(about: Shown) -> str:
    portfolio, case = about.portfolio, about.case
    hand, known = Hand(portfolio.language), {each.id: each for each in case.exhibits}
    words = sentences(
        about.facts, _short(case.creditor.name), _short(case.debtor.name), portfolio.language, portfolio.search
    )
    items = []
    for fact, said in zip(about.facts, words, strict=True):
        named = " ".join(_exhibit(about, known[name], name) for name in fact.exhibits if name in known)
        mark = _mark(about, fact.privilege)
        items.append(
            f'<li>{hand.day(fact.day)}<p><bdi>{text(said)}</bdi> {mark} <span class="files">{named}</span></p></li>\n'
        )
    return f'<ol class="facts">\n{"".join(items)}</ol>\n'


_NAME = 120
"""The characters of a name in a sentence."""


def _short(value: str) -> str:
    return value if len(value) <= _NAME else f"{value[: _NAME - 1]}…"


def _mark(about: Shown, privilege: str) -> str:
    marked = about.portfolio.words.marks.get(privilege, "")
    return f'<span class="mark">{text(marked)}</span>' if marked else ""


def _exhibit(about: Shown, exhibit: Exhibit, words: str) -> str:
    """A link to an exhibit's own file; its name alone where a browser would run what is in it."""
    if not may_be_linked(exhibit.file):
        return f"<bdi>{text(words)}</bdi>"
    file = about.portfolio.root / "cases" / about.case.id / exhibit.file
    return marks.link(address(file, about.folder), words)


def _documents(about: Shown) -> str:
    if not about.made:
        return marks.note(about.portfolio.words.no_documents)
    items = (f"<li>{links(each, about.folder)}</li>\n" for each in about.made)
    return f'<ul class="papers">\n{"".join(items)}</ul>\n'


def _exhibits(about: Shown) -> str:
    own, hand = about.portfolio.words, Hand(about.portfolio.language)
    if not about.case.exhibits:
        return marks.note(own.no_exhibits)
    rows = []
    for each in about.case.exhibits:
        mark = _mark(about, each.privilege) or ("" if each.id in about.open else _mark(about, "kept"))
        cells = (
            (own.day, hand.day(each.date) if each.date else "–", ""),
            (own.title_of, marks.name(each.title), ""), (own.mark, mark, ""),
        )  # fmt: skip
        rows.append(_stacked(_exhibit(about, each, each.id), cells))
    heads = ((own.exhibit, ""), (own.day, ""), (own.title_of, ""), (own.mark, ""))
    return marks.table(own.exhibits, heads, rows, kind="stacked")
