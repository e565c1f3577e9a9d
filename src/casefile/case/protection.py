"""Where the label "without prejudice" keeps an offer from a court, and where a court may see it all the same.

It protects in common-law countries only, and there only what is a real attempt to settle a dispute. Which court will
decide is not known yet: the governing law and the debtor's country stand for it. To be confirmed by counsel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casefile.case.fields import Privilege
from casefile.case.model import Case
from casefile.errors import Problem

LABELS: tuple[Privilege, ...] = ("without-prejudice", "save-as-to-costs")
"""The marks that claim a protection; the others say only what leaves our house."""

COMMON_LAW: Mapping[str, str] = {
    "AU": "Evidence Act 1995 (Cth), s. 131",
    "CA": "Sable Offshore v Ameron, 2013 SCC 37; in Québec Union Carbide v Bombardier, 2014 SCC 35",
    "GB": "Rush & Tompkins v GLC [1989] AC 1280; in Scotland narrower: Daks Simpson v Kuiper 1994 SLT 689",
    "HK": "the English rule, as common law",
    "IE": "the common law's rule, Ryan v Connolly [2001] 1 IR 627",
    "IN": "Evidence Act 1872, s. 23, and what took its place in 2024",
    "MY": "Evidence Act 1950, s. 23",
    "NZ": "Evidence Act 2006, s. 57",
    "SG": "Evidence Act 1893, s. 23",
    "US": "Federal Rules of Evidence, rule 408, and the states' own, such as NY CPLR 4547",
    "ZA": "the common law's rule, KLD Residential v Empire Earth [2017] ZASCA 98",
}
"""Countries whose courts keep such an offer out of the evidence, and by what rule."""


def protects(law: str) -> bool:
    """Whether a label keeps an offer out of the evidence under this law, a country's code or that of a part of one."""
    return law.partition("-")[0] in COMMON_LAW


def exposed(case: Case, privilege: Privilege) -> Problem | None:
    """The weakness of an offer that is marked with a label which does not protect it there; None where it does."""
    if privilege not in LABELS:
        return None
    places = dict(_places(case))
    outside = [f"{what} {code}" for what, code in places.items() if not protects(code)]
    if places and not outside:
        return None
    where = f", and here we have {' and '.join(outside)}" if outside else ""
    message = f'a court may see this offer: "{privilege}" protects in common-law countries only{where}'
    return Problem(message, hint="offer only what you would want a judge to read", rule="privilege", level="weakness")


def _places(case: Case) -> Iterator[tuple[str, str]]:
    """What is known of where a court would sit: a label, and the country."""
    if case.contract.law:
        yield "the law of", case.contract.law.partition("-")[0]
    if case.debtor.address and case.debtor.address.country:
        yield "a debtor in", case.debtor.address.country
