"""Some cases of one debtor, written out in a test, with their claims on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.followup.action import Dossier

DEBTOR = "name: Northwind\nemail: ap@northwind.example\naddress: {lines: [Am Kai 1], postcode: '20459', city: Hamburg, country: DE}\n"


class Portfolio(Protocol):
    """The dossiers on a day of cases by their files; a case.yaml is added to what every case has."""

    def __call__(
        self, on: str, *, debtor: str = "", currencies: Mapping[str, str] = ..., **cases: Mapping[str, str]
    ) -> tuple[Dossier, ...]: ...


def invoice(number: str = "R1", due: str = "2026-04-14", price: str = "100.00", issued: str = "2026-02-01") -> str:
    return f"number: {number}\nissued: {issued}\ndue: {due}\nlines: [{{id: 1, description: D, unit_price: {price}}}]\n"


def contact(on: str, more: str = "", channel: str = "email", direction: str = "out") -> str:
    return f"---\ndate: {on}\ndirection: {direction}\nchannel: {channel}\n{more}---\n"


def portfolio(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Portfolio:
    """The maker of dossiers, in folders that `workspace` makes."""

    def run(
        on: str, *, debtor: str = "", currencies: Mapping[str, str] | None = None, **cases: Mapping[str, str]
    ) -> tuple[Dossier, ...]:
        files: dict[str, str | bytes] = {
            "casefile.yaml": "creditor: {name: A}\n",
            "debtors/northwind.yaml": DEBTOR + debtor,
        }
        for name, own in cases.items():
            currency = (currencies or {}).get(name, "EUR")
            files[f"cases/{name}/case.yaml"] = f"id: {name}\ntitle: T\ncurrency: {currency}\ndebtor: northwind\n" + own.get("case.yaml", "")  # fmt: skip
            files |= {f"cases/{name}/{key}": text for key, text in own.items() if key != "case.yaml"}
        opened = open_workspace(workspace(files))
        as_of = date.fromisoformat(on)
        found = [folder.load(opened, case_id) for case_id in opened.case_ids()]
        return tuple(Dossier(each, owed(each, as_of, bundled())) for each in found)

    return run
