"""Figures on a page: amounts by the language, and bars with their table. Takes what was summed; sums nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from casefile.dashboard import marks
from casefile.dashboard.marks import row, table, text
from casefile.dashboard.portfolio import Portfolio, weeks
from casefile.documents import aging as report
from casefile.followup.aging import BUCKETS, Ages
from casefile.money import Money, total
from casefile.render import chart, locale

MOST = 12
"""How many debtors are shown one by one."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How one language writes figures."""

    language: str

    def money(self, value: Money) -> str:
        """An amount with its currency."""
        return text(locale.money(value, self.language))

    def amount(self, value: Money) -> str:
        """An amount where the currency stands above it; a dash for none."""
        return text(locale.amount(value, self.language)) if value else "–"

    def day(self, value: date) -> str:
        """A date for a table, which a program can read too."""
        return f'<time datetime="{value.isoformat()}">{text(locale.day(value, self.language, short=True))}</time>'

    def days(self, count: int) -> str:
        """A number of days in words."""
        return text(locale.days(count, self.language))


def side_by_side(portfolio: Portfolio, ages: Ages) -> tuple[str, str]:
    """What is open by age, and beside it who owes most; what falls due soon is below the shorter of the two."""
    age, debtors, soon = by_age(portfolio, ages), by_debtor(portfolio, ages), coming(portfolio, ages)
    return (age + soon, debtors) if len(ages.by_debtor()) > len(BUCKETS) else (age, debtors + soon)


def by_age(portfolio: Portfolio, ages: Ages) -> str:
    """What is open by age: one bar, and its table."""
    hand, own, words = Hand(portfolio.language), portfolio.words, report.words(portfolio.language)
    sums = [(label, ages.of(bucket)) for bucket, label in zip(BUCKETS, words.buckets, strict=True)]
    day = locale.day(portfolio.as_of, portfolio.language)
    said = words.by_age.format(currency=ages.currency, day=day, sums=_said(sums, portfolio.language))
    drawn = chart.strip([amount.amount for _, amount in sums], _positive(amount for _, amount in sums), said)
    rows = [
        row(
            f'<span class="key k{shade}"></span>{text(label)}',
            ((hand.amount(amount), "n"), (_share(amount, ages.total, portfolio.language), "n")),
        )
        for shade, (label, amount) in enumerate(sums)
    ]
    rows.append(row(text(own.total), ((hand.amount(ages.total), "n"), ("", ""))).replace("<tr>", '<tr class="sum">'))
    heads = ((own.age, ""), (f"{own.amount} ({ages.currency})", "n"), (own.share, "n"))
    return f'<figure class="whole">{drawn}</figure>{table(own.by_age, heads, rows, kind="ages")}'


def by_debtor(portfolio: Portfolio, ages: Ages) -> str:
    """Who owes most, a bar of ages each."""
    words, own, language = report.words(portfolio.language), portfolio.words, portfolio.language
    each = [*ages.by_debtor().values()]
    shown, rest = (each, []) if len(each) <= MOST else (each[: MOST - 1], each[MOST - 1 :])
    lines = []
    for one in shown:
        amounts = tuple(one.of(bucket) for bucket in BUCKETS)
        said = _said(list(zip(words.buckets, amounts, strict=True)), language)
        lines.append(_Line(one.debtor, one.total, amounts, said))
    if rest:  # a sum, and no bar: it would be longer than all of these
        amount = total([one.total for one in rest], ages.currency)
        lines.append(_Line(words.others.format(count=len(rest)), amount))
    return _bars(own.by_debtor, (own.debtor, own.by_age), ages.currency, lines, portfolio)


def coming(portfolio: Portfolio, ages: Ages) -> str:
    """What falls due in the coming weeks; nothing where nothing does."""
    own, language = portfolio.words, portfolio.language
    found = weeks(ages, portfolio.as_of)
    if not any(each.amount for each in found):
        return ""
    lines = []
    for each in found:
        name = locale.day(each.first, language, short=True) if each.last else own.later
        lines.append(_Line(name, each.amount, (each.amount,), f"{name}: {locale.amount(each.amount, language)}"))
    return _bars(own.weeks, (own.week, own.weeks), ages.currency, lines, portfolio)


@dataclass(frozen=True, slots=True)
class _Line:
    """One bar: its name, its sum, its parts, and what it shows in words; without parts there is no bar."""

    name: str
    amount: Money
    parts: tuple[Money, ...] = ()
    said: str = ""


def _bars(caption: str, heads: tuple[str, str], currency: str, lines: Sequence[_Line], portfolio: Portfolio) -> str:
    hand = Hand(portfolio.language)
    most = max((_positive(line.parts) for line in lines), default=Decimal(0))
    rows = [row(marks.name(line.name), ((_bar(line, most), "b"), (hand.amount(line.amount), "n"))) for line in lines]
    named = ((heads[0], ""), (heads[1], "b"), (f"{portfolio.words.amount} ({currency})", "n"))
    return table(caption, named, rows, kind="bars")


def _bar(line: _Line, most: Decimal) -> str:
    return chart.strip([part.amount for part in line.parts], most, line.said) if line.parts else ""


def _positive(amounts: Sequence[Money] | Iterator[Money]) -> Decimal:
    return sum((max(each.amount, Decimal(0)) for each in amounts), Decimal(0))


def _said(sums: Sequence[tuple[str, Money]], language: str) -> str:
    return "; ".join(f"{name}: {locale.amount(amount, language)}" for name, amount in sums)


def _share(part: Money, whole: Money, language: str) -> str:
    share = part.amount * 100 / whole.amount if whole else Decimal(0)
    return text(locale.percent(share.quantize(Decimal(1), ROUND_HALF_UP), language))


def overdue(ages: Ages) -> Money:
    """What of it is due."""
    return ages.total - ages.of(BUCKETS[0])


def share_overdue(ages: Ages, language: str) -> str:
    """How much of it that is, in percent."""
    return _share(overdue(ages), ages.total, language)
