"""The statutes as plain tables, a row a regime: rates and margins, order, rounding, days off, fixed compensation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.claim.naive.facts import Story

EVER = date.min


@dataclass(frozen=True)
class Law:
    """One regime.

    `read`: the day on which the rate is looked up: agreed, day (each day), half-year (its first day), half-year-once
    (the first day of the half-year in which interest starts), eve-once (the day before that). `percents` are points on
    top of the series, or the whole rate without one, each from the day on which it is read; before the first day
    nothing is known. `basis`: what starts interest if the due date was not agreed. `tiers` are (amount, last or first
    amount beyond, whether that edge is still within) in whole units, the edges in `edges`, the amounts in `pays`; before
    `tiers_since` the first amount is for all. `compensated`: which debtors owe it.
    """

    name: str
    read: str = "agreed"
    series: str = ""
    percents: tuple[tuple[date, str], ...] = ()
    consumer_percents: tuple[tuple[date, str], ...] = ()
    by_year: bool = False
    each_period: bool = False
    order: tuple[str, ...] = ("principal", "interest", "costs")
    basis: str = "agreed"
    country: str = ""
    tiers: tuple[tuple[int, str, bool], ...] = ()
    edges: str = ""
    pays: str = ""
    tiers_since: date = EVER
    rate_of_month_before: bool = False
    compensated: tuple[str, ...] = ("business", "public")
    moratorium: tuple[date, date] | None = None
    ends_at_insolvency: bool = True
    debtors: tuple[str, ...] = ("business", "public")
    currencies: tuple[str, ...] = ("EUR",)
    late_fee: bool = True
    costs: bool = True
    earliest: date = date(2016, 1, 1)


COSTS_FIRST = ("costs", "interest", "principal")
INTEREST_FIRST = ("interest", "principal", "costs")
PRINCIPAL_FIRST = ("principal", "interest", "costs")
FORTY = ((40, "", True),)
ANYBODY = ("business", "public", "consumer")


def always(percent: str) -> tuple[tuple[date, str], ...]:
    """The same percentage for all times."""
    return ((EVER, percent),)


POLISH_TRADE: dict[str, Any] = {
    "read": "half-year",
    "series": "nbp-reference",
    "each_period": True,
    "order": COSTS_FIRST,
    "basis": "thirty days after performance",
    "country": "PL",
    "tiers": ((40, "5000.00", True), (70, "50000.00", False), (100, "", True)),
    "tiers_since": date(2020, 1, 1),
    "rate_of_month_before": True,
    "edges": "PLN",
    "pays": "EUR",
    "currencies": ("PLN",),
    "earliest": date(2015, 10, 1),
}

LAWS = {
    law.name: law
    for law in (
        Law(
            "contract",
            order=PRINCIPAL_FIRST,
            ends_at_insolvency=False,
            debtors=ANYBODY,
            currencies=("EUR", "GBP", "PLN", "JPY"),
        ),
        Law("none", read="never", order=COSTS_FIRST, debtors=ANYBODY),
        # Directive 2011/7/EU art. 2(6), 3, 6
        Law(
            "eu",
            read="half-year",
            series="ecb-mro-half-year",
            percents=always("8"),
            order=PRINCIPAL_FIRST,
            basis="thirty days after receipt and performance",
            tiers=FORTY,
            pays="EUR",
            ends_at_insolvency=False,
            currencies=("EUR", "PLN"),
        ),
        # S.I. 580/2012: up to 1 000.00, over that up to 10 000.00, over that
        Law(
            "ie",
            read="half-year-once",
            series="ecb-mro-half-year",
            percents=always("8"),
            order=INTEREST_FIRST,
            basis="thirty days after receipt and performance",
            tiers=((40, "1000.00", True), (70, "10000.00", True), (100, "", True)),
            edges="EUR",
            pays="EUR",
        ),
        # Late Payment of Commercial Debts (Interest) Act 1998 ss. 4, 5A; SI 2002/1675 art. 4
        Law(
            "uk",
            read="eve-once",
            series="boe-bank-rate",
            percents=always("8"),
            order=INTEREST_FIRST,
            basis="thirty days after receipt and performance",
            tiers=((40, "1000.00", False), (70, "10000.00", False), (100, "", True)),
            edges="GBP",
            pays="GBP",
            currencies=("GBP",),
            late_fee=False,
        ),
        # County Courts Act 1984 s. 69
        Law(
            "uk-s69",
            read="day",
            percents=always("8"),
            order=INTEREST_FIRST,
            debtors=ANYBODY,
            currencies=("GBP",),
        ),
        # C. com. L441-10, D441-5; C. civ. 1343-1
        Law(
            "fr",
            read="half-year",
            series="ecb-mro-half-year",
            percents=always("10"),
            order=COSTS_FIRST,
            tiers=FORTY,
            pays="EUR",
            compensated=("business",),
        ),
        # C. civ. 1231-6; CPCE L111-8: no costs of recovery without a title
        Law(
            "fr-civil",
            read="half-year",
            series="the test's own",
            percents=always("0"),
            order=COSTS_FIRST,
            basis="written demand",
            debtors=("consumer", "consumer", "business"),
            costs=False,
            late_fee=False,
        ),
        # Act of 8 March 2013 art. 4(3), 6, 7, 10, 11b; KC art. 115; the tiers are from the act of 19 July 2019
        Law(
            "pl",
            percents=((date(2016, 1, 1), "8"), (date(2020, 1, 1), "10")),
            **POLISH_TRADE,
        ),
        Law("pl-health", percents=((date(2016, 1, 1), "8"),), debtors=("public",), **POLISH_TRADE),
        # KC art. 481, 115; until 2015 a number by decree
        Law(
            "pl-civil",
            read="day",
            series="nbp-reference",
            percents=((date(2016, 1, 1), "5.5"),),
            each_period=True,
            order=COSTS_FIRST,
            country="PL",
            debtors=ANYBODY,
            currencies=("PLN",),
            earliest=date(2014, 12, 1),
        ),
        # BGB §§ 193, 247, 286, 288(2), (5), 367
        Law(
            "de",
            read="half-year",
            series="de-basiszinssatz",
            percents=always("9"),
            each_period=True,
            order=COSTS_FIRST,
            basis="thirty days after due date and receipt, or a reminder",
            country="DE",
            tiers=FORTY,
            pays="EUR",
        ),
        Law(
            "de-consumer",
            read="half-year",
            series="de-basiszinssatz",
            percents=always("5"),
            each_period=True,
            order=COSTS_FIRST,
            basis="reminder",
            country="DE",
            debtors=("consumer",),
        ),
        # GK arts. 193, 314(2), 319, 395; Government decree 497 of 2022
        Law(
            "ru",
            read="day",
            series="cbr-key-rate",
            percents=((date(2016, 8, 1), "0"),),
            by_year=True,
            each_period=True,
            order=("costs", "principal", "interest"),
            basis="seven days after receipt",
            country="RU",
            moratorium=(date(2022, 4, 1), date(2022, 10, 1)),
            debtors=ANYBODY,
            currencies=("RUB",),
            late_fee=False,
            earliest=date(2016, 6, 1),
        ),
        # CPLR 5004; of consumers 2 percent for all of the time, when judgment is entered since 30 April 2022
        Law(
            "us-ny",
            read="day",
            percents=always("9"),
            consumer_percents=always("2"),
            order=PRINCIPAL_FIRST,
            debtors=ANYBODY,
            currencies=("USD",),
        ),
    )
}

# By decree, before the rate of art. 481 KC followed the reference rate.
BY_DECREE = {"pl-civil": ((date(2014, 12, 23), date(2015, 12, 31), Decimal("8.00")),)}


def law_of(story: Story) -> Law:
    """The law of a story; where a contract is under Polish law, its days off count for what was agreed (KC art. 115)."""
    law = LAWS[story.law]
    return replace(law, country="PL") if story.agreed and story.agreed.polish else law
