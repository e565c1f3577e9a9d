"""Who was on the other end of a contact: the person or firm that a case knows by the address it came from. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.model import Case
from casefile.case.proof import ContactHead


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Who it was, and whom they write for where that is another; both are empty when the case knows nobody."""

    name: str = ""
    acts_for: str = ""


NOBODY = Counterpart()


def counterpart(case: Case, head: ContactHead) -> Counterpart:
    """Whom a meeting was with, or who sent what came in, as far as the case knows them."""
    if head.channel == "meeting":
        return Counterpart((head.to if head.direction == "out" else head.from_) or case.debtor.name)
    return _sender(case, head) if head.direction == "in" else NOBODY


def _sender(case: Case, head: ContactHead) -> Counterpart:
    """The person whom a `from` names, with whom they write for."""
    counsel = case.file.attorney
    if head.channel == "attorney":
        return Counterpart(counsel.firm or counsel.name) if counsel else NOBODY
    debtor, agent = case.debtor, case.debtor.represented_by
    known = {each: person.name for person in debtor.contacts for each in (person.email, person.name)}
    if agent:
        known |= dict.fromkeys((agent.email, agent.name), ", ".join(filter(None, (agent.name, agent.firm))))
    if counsel:
        known |= dict.fromkeys((counsel.email, counsel.name), ", ".join(filter(None, (counsel.name, counsel.firm))))
    folded = {key.lower(): name for key, name in known.items() if key}
    name = folded.get(head.from_.strip().lower(), "")
    is_theirs = name and not (counsel and name.startswith(counsel.name))
    return Counterpart(name, debtor.name if is_theirs and name != debtor.name else "")
