"""Whom to write to or call: the person at the creditor's who answers. Knows no letter."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.model import Case


@dataclass(frozen=True, slots=True)
class Reach:
    """Who answers questions. Each field is empty where it is not known."""

    name: str
    role: str
    email: str
    phone: str

    @property
    def is_known(self) -> bool:
        """Whether there is an address or a number to give."""
        return bool(self.email or self.phone)


def reach(case: Case) -> Reach:
    """The creditor's first contact whose address still works, else whoever signs; own lines before the house's."""
    ours, signs = case.creditor, case.workspace.signatory
    person = next((each for each in ours.contacts if not each.invalid), None)
    if person:
        return Reach(person.name, person.role, person.email or ours.email, person.phone or ours.phone)
    return Reach(signs.name if signs else "", signs.role if signs else "", ours.email, ours.phone)
