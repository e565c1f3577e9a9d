"""The first page: what is owed by age, what is to be done today, the dates not to miss, and every case on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from casefile.dashboard import figures, marks
from casefile.dashboard.figures import Hand
from casefile.dashboard.marks import Frame, name, text
from casefile.dashboard.papers import Paper, address, of_step, papers
from casefile.dashboard.portfolio import Deadline, Portfolio, deadlines
from casefile.errors import Problem
from casefile.followup.action import Action
from casefile.followup.letters import asked, invoices, key, lead, together
from casefile.followup.letters import some as named_of
from casefile.followup.line import Line
from casefile.followup.why import Why
from casefile.money import total
from casefile.render import locale

_SHOWN = 10
"""How many lines of a list are shown before more are asked for."""


def front(portfolio: Portfolio, folder: Path) -> bytes:
    """The page, for a site in `folder`."""
    own = portfolio.words
    parts = [
        ("today", own.today),
        *((code.lower(), own.in_currency.format(currency=code)) for code in portfolio.ages),
        ("dates", own.dates),
    ]
    parts += [("unread", own.unread)] if portfolio.unread else []
    parts += [("cases", own.cases)]
    body = "".join(_body(portfolio, folder))
    return marks.page(framed(portfolio, own.title, f"{name(portfolio.creditor)}, {as_of(portfolio)}", parts), body)


def framed(portfolio: Portfolio, title: str, under: str, parts: list[tuple[str, str]], **more: str) -> Frame:
    """What stands round a page of the site; `under` is markup."""
    own = portfolio.words
    return Frame(
        portfolio.language, own.title, title, under, own.ours, own.skip, own.foot, own.contents, parts, **more
    )  # fmt: skip


def as_of(portfolio: Portfolio) -> str:
    """The day that is reckoned on, in words."""
    return text(portfolio.words.as_of.format(day=locale.day(portfolio.as_of, portfolio.language)))


def _body(portfolio: Portfolio, folder: Path) -> Iterator[str]:
    own = portfolio.words
    if portfolio.unread:
        yield marks.section("unread", own.unread, marks.note(own.unread_note) + "".join(_unread(portfolio)))
    yield _headline(portfolio)
    yield _today(portfolio, folder)
    for currency, ages in portfolio.ages.items():
        left, right = figures.side_by_side(portfolio, ages)
        charts = f'<div class="two"><div>{left}</div><div>{right}</div></div>'
        yield marks.section(currency.lower(), own.in_currency.format(currency=currency), charts)
    yield _dates(portfolio)
    yield _cases(portfolio)


def _headline(portfolio: Portfolio) -> str:
    own, hand = portfolio.words, Hand(portfolio.language)
    if not portfolio.ages:
        return f'<p class="nothing">{text(own.nothing_open)}</p>\n'
    boxes = []
    for currency, ages in portfolio.ages.items():
        late = f"{hand.money(figures.overdue(ages))} <small>{figures.share_overdue(ages, portfolio.language)}</small>"
        told = (
            (own.open, hand.money(ages.total)),
            (own.overdue, late),
            (own.claimed, hand.money(portfolio.claimed(currency))),
        )
        boxes.append("".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in told))
    return "".join(f'<dl class="head">{box}</dl>\n' for box in boxes)


def _today(portfolio: Portfolio, folder: Path) -> str:
    own, todo = portfolio.words, together(portfolio.day.actions, key)
    if not todo:
        return marks.section("today", own.today, f"<p>{text(own.nothing_today)}</p>\n")
    items = [f'<li data-n="{n}">{_todo(portfolio, each, folder)}</li>\n' for n, each in enumerate(todo, 1)]
    listed = f'<div class="todo">{marks.folded(items, _SHOWN, own.more)}</div>'
    return marks.section("today", own.today, marks.note(own.order) + listed)


def _todo(portfolio: Portfolio, some: Sequence[Action], folder: Path) -> str:
    """What is done at once, with one sum."""
    first, hand = lead(some), Hand(portfolio.language)
    case, ids = first.dossier.case, dict.fromkeys(each.dossier.case.id for each in some)
    linked = " ".join(f'<a href="{page_of(each)}">{text(each)}</a>' for each in ids) if len(ids) > 1 else text(case.id)
    head = (
        f'<span class="who"><a href="{page_of(case.id)}">{name(case.debtor.name)}</a> '
        f"<small>{linked}</small></span><strong>{hand.money(total([*asked(some).values()], case.currency))}</strong>"
    )
    made = of_step(papers(portfolio, case.id), first.document, first.step)
    return f'<div class="line">{head}</div>{told(portfolio, some)}{links(made, folder)}'


def told(portfolio: Portfolio, some: Sequence[Action], *, coming: bool = False) -> str:
    """What is done at once: how, since or from when, about what; and why."""
    own, language, action = portfolio.words, portfolio.language, lead(some)
    short = locale.day(action.due, language, short=True)
    when = own.due_today if action.due == portfolio.as_of else own.due_since.format(day=short)
    when = own.due_from.format(day=short) if coming else when
    step = own.step(action.step)
    how = (own.document(action.document), own.channels.get(action.channel, action.channel))
    what = "".join(f" {each}" for each in how if each and each.casefold() != step.casefold())
    numbers = invoices(some)
    said = (own.about_one if len(numbers) == 1 else own.about).format(invoices=_named(portfolio, numbers))
    about = f'<p class="about">{text(said)}</p>' if numbers else ""
    reasons = "".join(f'<p class="why">{text(portfolio.voice.told(each))}</p>' for each in _reasons(some))
    return f'<p class="what"><span class="step">{text(step)}</span>{text(what)}, {text(when)}</p>{about}{reasons}'


def _named(portfolio: Portfolio, numbers: Sequence[str]) -> str:
    """Some of the invoices by name, and how many more there are."""
    named, more = named_of(numbers)
    told = ", ".join(named)
    return portfolio.words.and_more.format(invoices=told, count=more) if more else told


def _reasons(some: Sequence[Action]) -> list[Why]:
    """Why each step of it is due: of one step about several invoices the first, which is the oldest."""
    found: dict[str, Why] = {}
    for each in some:
        found.setdefault(each.step, each.reason)
    return [*found.values()]


def links(paper: Paper | None, folder: Path) -> str:
    """The files of a document; nothing where it was not made."""
    if paper is None:
        return ""
    made = (
        marks.link(address(path, folder), form, more=f' aria-label="{text(f"{paper.title}, {form}")}"')
        for form, path in paper.files
    )
    return f'<p class="files"><span>{text(paper.title)}:</span> {" ".join(made)}</p>'


def page_of(case_id: str) -> str:
    """Where a case's page lies, from the first page, as an attribute has it."""
    from urllib.parse import quote

    return text(f"cases/{quote(case_id, errors='surrogateescape')}.html")


def _dates(portfolio: Portfolio) -> str:
    own, found = portfolio.words, deadlines(portfolio)
    if not found:
        return marks.section("dates", own.dates, f"<p>{text(own.no_dates)}</p>\n")
    items = [f"<li>{_date(portfolio, each)}</li>\n" for each in found]
    listed = f'<div class="dates">{marks.folded(items, _SHOWN, own.more, "ul")}</div>'
    return marks.section("dates", own.dates, marks.note(own.dates_note) + listed)


def _date(portfolio: Portfolio, found: Deadline) -> str:
    own, hand, case = portfolio.words, Hand(portfolio.language), found.dossier.case
    what = {"sue": own.sue, "file": own.file, "review": own.review}[found.what]
    left = (found.day - portfolio.as_of).days
    ago = own.days_past if left < 0 else own.in_days
    far = text(ago.format(days=locale.days(abs(left), portfolio.language, "dative"))) if left else text(own.due_today)
    soon = ' class="soon"' if left <= 31 else ""
    return (
        f"{hand.day(found.day)} <span{soon}>{far}</span> <span>{text(what)}</span> "
        f'<a href="{page_of(case.id)}">{name(case.debtor.name)}</a>'
    )


def _unread(portfolio: Portfolio) -> Iterator[str]:
    for case_id, problems in sorted(portfolio.unread.items()):
        yield f'<h3><a href="{page_of(case_id)}">{text(case_id)}</a></h3>{problems_of(problems)}'


def problems_of(problems: Sequence[Problem]) -> str:
    """Problems as `check` has them: where, what, and what to do. In English, as there."""
    items = "".join(
        f"<li>{f'<code>{text(str(each.source))}</code> ' if each.source else ''}{text(each.message)}"
        f"{f'<br><span>→ {text(each.hint)}</span>' if each.hint else ''}</li>\n"
        for each in problems
    )
    return f'<ul class="problems" lang="en">\n{items}</ul>\n'


def _cases(portfolio: Portfolio) -> str:
    own, entries = portfolio.words, portfolio.entries
    states = sorted({each.state for each in entries}, key=lambda state: own.states.get(state, state))
    options = "".join(f"<option>{text(own.states.get(state, state))}</option>" for state in states)
    form = (
        f'<form role="search" id="find" hidden data-shown="{text(own.shown)}" data-more="{text(own.more)}">'
        f'<p><label for="q">{text(own.search)}</label>'
        '<input id="q" type="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"'
        ' aria-describedby="keys"></p>'
        f'<p><label for="state">{text(own.state)}</label>'
        f'<select id="state"><option value="">{text(own.any_state)}</option>{options}</select></p>'
        f'<p class="note" id="keys">{text(own.keys)}</p>'
        '<p id="status" role="status" aria-live="polite"></p></form>\n'
    )
    heads = ((own.debtor, "d"), (own.owed, "n"), (own.days, "n"), (own.state, "s"), (own.next, "x"))
    rows = [_entry(portfolio, each) for each in entries]
    return marks.section("cases", own.cases, form + marks.table(own.cases, heads, rows, kind="cases"))


def _entry(portfolio: Portfolio, entry: Line) -> str:
    own, hand = portfolio.words, Hand(portfolio.language)
    small = " · ".join(filter(None, (entry.id if entry.debtor else "", entry.title)))
    called = name(entry.debtor or entry.id)
    head = f'<a href="{page_of(entry.id)}">{called}</a><small dir="auto"{marks.clamped(small)}>{text(small)}</small>'
    owed = entry.owed
    step = f"{text(own.step(entry.step))} {hand.day(entry.due)}" if entry.due else ""
    cells = (
        (hand.money(owed) if owed is not None else "", "n", f"{owed.currency} {owed}" if owed is not None else ""),
        (hand.days(entry.days) if entry.days else "", "n", str(entry.days)),
        (text(own.states.get(entry.state, entry.state)), "s", ""),
        (step, "x", entry.due.isoformat() if entry.due else "9"),
    )
    shown = "".join(
        f'<td class="{kind}"{f" data-v={chr(34)}{value}{chr(34)}" if value else ""}>{inside}</td>'
        for inside, kind, value in cells
    )
    bad = ' class="bad"' if entry.owed is None else ""
    return f'<tr{bad}><th scope="row">{head}</th>{shown}</tr>\n'
