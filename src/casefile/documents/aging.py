"""The aging report on paper: what is open over all cases by age, with pictures, by debtor and row by row. For us alone.

The sums are the follow-up's, to the cent those of `owed`; amounts of two currencies are never added up. The words that
stand in the pictures too are data, so that text and picture name a thing alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from casefile.documents.matter import Content, Kind, Matters, Options
from casefile.errors import Problem
from casefile.followup.action import Dossier
from casefile.followup.aging import BUCKETS, Ages, Row, aging
from casefile.money import Money, total
from casefile.records import Record, Text
from casefile.render import chart, locale
from casefile.render.sheet import Asset
from casefile.render.wording import wording

WIDE_MM = 163.0
MOST_SHOWN = 12  # debtors in the picture
MOST_DEBTORS, MOST_ITEMS = 50, 100  # one by one in a currency: a page and two; nobody reads sixty


class Words(Record):
    """One language's words of the report (`<language>/words/aging.yaml`)."""

    buckets: tuple[Text, ...]
    """What the ages are called, in the order of BUCKETS."""
    by_age: Text
    """What the picture of the ages shows: `{currency}`, `{day}` and the `{sums}`."""
    by_debtor: Text
    """What the picture of the debtors shows: `{currency}` and the `{sums}`."""
    pair: Text
    """A `{name}` with its `{sum}`, in words for a picture."""
    others: Text
    """The debtors who are not shown one by one: `{count}`."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is open in one age, and how many percent of all that is open in the currency."""

    label: str
    amount: Money
    percent: Decimal


@dataclass(frozen=True, slots=True)
class DebtorAges:
    """What one debtor owes in each age, in the order of the buckets, and in all."""

    name: str
    amounts: tuple[Money, ...]
    total: Money


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open sum. `kind` is invoice (its `number`), instalment (the `number` of `count`) or remainder."""

    debtor: str
    case_id: str
    kind: str
    number: str
    count: int
    due: date
    days: int
    amount: Money


@dataclass(frozen=True, slots=True)
class OtherItems:
    """The open sums that are not listed one by one: how many, and what they come to."""

    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class CurrencyAges:
    """All that is open in one currency. `overdue` is what is due, and `percent` how much of all that is. `debtors` are
    those who owe most and `items` the largest sums; the rest is one row each, `other_debtors` and `other_items`, None
    where all are listed. `by_age` and `by_debtor` are the names of the pictures; one debtor alone has no picture."""

    currency: str
    buckets: tuple[Bucket, ...]
    total: Money
    overdue: Money
    percent: Decimal
    debtors: tuple[DebtorAges, ...]
    other_debtors: DebtorAges | None
    items: tuple[OpenItem, ...]
    other_items: OtherItems | None
    by_age: str
    by_debtor: str


@dataclass(frozen=True, slots=True)
class Aging:
    """What the aging report's template may name."""

    creditor: str
    cases: int
    currencies: tuple[CurrencyAges, ...]
    as_of: date


def content(matters: Matters, options: Options) -> Content:
    """The report's values and pictures."""
    found = aging(Dossier(matter.case, matter.claim) for matter in matters)
    assets = {name: asset for ages in found.values() for name, asset in _pictures(ages, options)}
    values = Aging(
        creditor=matters[0].case.workspace.creditor.name,
        cases=len(matters),
        currencies=tuple(_currency(ages, options, assets) for ages in found.values()),
        as_of=options.as_of,
    )
    return Content(values, assets)


def words(language: str) -> Words:
    """A language's words. CaseError for a language without them."""
    return wording(locale.base(language), "aging", Words)


def _currency(ages: Ages, options: Options, assets: Mapping[str, Asset]) -> CurrencyAges:
    by_age, by_debtor = _names(ages.currency)
    overdue = ages.total - ages.of(BUCKETS[0])
    debtors, other_debtors = _listed_debtors(ages, words(options.language))
    items, other_items = _listed_items(ages)
    return CurrencyAges(
        currency=ages.currency,
        buckets=tuple(
            Bucket(label, ages.of(bucket), _percent(ages.of(bucket), ages.total))
            for bucket, label in zip(BUCKETS, words(options.language).buckets, strict=True)
        ),
        total=ages.total,
        overdue=overdue,
        percent=_percent(overdue, ages.total),
        debtors=debtors,
        other_debtors=other_debtors,
        items=items,
        other_items=other_items,
        by_age=by_age,
        by_debtor=by_debtor if by_debtor in assets else "",
    )


def _listed_debtors(ages: Ages, own: Words) -> tuple[tuple[DebtorAges, ...], DebtorAges | None]:
    """Who owes most, and all the others as one row."""
    found = tuple(_debtor(one) for one in ages.by_debtor().values())
    if len(found) <= MOST_DEBTORS:
        return found, None
    first, rest = found[: MOST_DEBTORS - 1], found[MOST_DEBTORS - 1 :]
    amounts = tuple(_added(same) for same in zip(*(one.amounts for one in rest), strict=True))
    return first, DebtorAges(own.others.format(count=len(rest)), amounts, _added([one.total for one in rest]))


def _listed_items(ages: Ages) -> tuple[tuple[OpenItem, ...], OtherItems | None]:
    """The largest open sums, in the order of the report, and what all the others come to."""
    rows = ages.rows
    if len(rows) <= MOST_ITEMS:
        return tuple(map(_item, rows)), None
    ranked = sorted(range(len(rows)), key=lambda at: -rows[at].outstanding.amount)
    first, rest = sorted(ranked[: MOST_ITEMS - 1]), ranked[MOST_ITEMS - 1 :]
    others = OtherItems(len(rest), _added([rows[at].outstanding for at in rest]))
    return tuple(_item(rows[at]) for at in first), others


def _debtor(ages: Ages) -> DebtorAges:
    return DebtorAges(ages.debtor, tuple(ages.of(bucket) for bucket in BUCKETS), ages.total)


def _item(row: Row) -> OpenItem:
    return OpenItem(row.debtor, row.case, row.kind, row.number, row.count, row.due, row.days, row.outstanding)


def _percent(part: Money, whole: Money) -> Decimal:
    """How many percent, to one; nothing of nothing."""
    share = part.amount * 100 / whole.amount if whole else Decimal(0)
    return share.quantize(Decimal(1), ROUND_HALF_UP)


def _names(currency: str) -> tuple[str, str]:
    return f"ages-{currency.lower()}", f"debtors-{currency.lower()}"


def _pictures(ages: Ages, options: Options) -> Iterator[tuple[str, Asset]]:
    language, own = options.language, words(options.language)
    by_age, by_debtor = _names(ages.currency)
    each = [(label, ages.of(bucket)) for bucket, label in zip(BUCKETS, own.buckets, strict=True)]
    bars = [
        chart.Bar(label, amount.amount, locale.amount(amount, language), shade)
        for shade, (label, amount) in enumerate(each)
    ]
    day = locale.day(options.as_of, language)
    alt = own.by_age.format(currency=ages.currency, day=day, sums=_said(each, language))
    yield by_age, Asset("image/svg+xml", chart.columns(bars), alt, WIDE_MM)
    debtors = [_debtor(one) for one in ages.by_debtor().values()]
    if len(debtors) > 1:
        shown, others = _apart(debtors, own)
        rows = [
            chart.Stack(one.name, tuple(a.amount for a in one.amounts), locale.amount(one.total, language))
            for one in shown
        ]
        rows += [chart.Stack(name, (), locale.amount(amount, language)) for name, amount in others]
        sums = _said([*((one.name, one.total) for one in shown), *others], language)
        alt = own.by_debtor.format(currency=ages.currency, sums=sums)
        yield by_debtor, Asset("image/svg+xml", chart.stacks(rows), alt, WIDE_MM)


def _said(sums: Sequence[tuple[str, Money]], language: str) -> str:
    form = words(language).pair
    return ". ".join(form.format(name=name, sum=locale.amount(amount, language)) for name, amount in sums)


def _apart(debtors: Sequence[DebtorAges], own: Words) -> tuple[Sequence[DebtorAges], Sequence[tuple[str, Money]]]:
    """Who owes most, with a bar each; and the others as one sum: as a bar they would be longer than all of these."""
    if len(debtors) <= MOST_SHOWN:
        return debtors, ()
    first, rest = debtors[: MOST_SHOWN - 1], debtors[MOST_SHOWN - 1 :]
    return first, ((own.others.format(count=len(rest)), _added([one.total for one in rest])),)


def _added(amounts: Sequence[Money]) -> Money:
    return total(list(amounts), amounts[0].currency)


def needs(_matters: Matters, _options: Options) -> tuple[Problem, ...]:
    """Nothing: where nothing is open, it says so."""
    return ()


def steps(_matters: Matters, _options: Options) -> tuple[str, ...]:
    """Never of a case by itself: it is asked for over all of them."""
    return ()


KIND = Kind("aging", "us", False, needs, content, steps, values=Aging, is_dated=False, is_portfolio=True)
