"""The day's letters: what is to be done on a day that goes out as a letter, each drawn once for all the cases in it.

Made of the day's actions; knows which cases go into one letter and in which order letters are posted, not how they
are drawn nor how they go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import cast

from casefile.case.fields import Channel
from casefile.case.model import Case
from casefile.case.party import Address, Step
from casefile.case.postal import goes_to
from casefile.case.workspace import Workspace
from casefile.claim.regimes import Regimes
from casefile.documents.kinds import KINDS, kind
from casefile.errors import CaseError, Problem, UsageError
from casefile.followup.action import Action
from casefile.followup.actions import Day
from casefile.followup.counsel import handed
from casefile.followup.ladder import REMINDER, rung, tone
from casefile.followup.letters import asked
from casefile.followup.phrases import on, spelt
from casefile.followup.reach import reached_as, reaching
from casefile.followup.stops import holds, is_insolvent
from casefile.followup.why import Why
from casefile.followup.wording import plain
from casefile.making import Desk, Wanted, revision

POSTED: frozenset[Channel] = frozenset(("post", "registered"))
"""The ways of letters that are printed."""
MAILED: frozenset[Channel] = frozenset(("email",))
"""The ways of letters that are sent by us."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: the cases it is about, the first leading, and of each the invoices (none for all of them); the
    document; how it goes out, and which step of the ladder it is ("" for none). `steps` has of each case the invoices
    for which it is another step than that; `asks` what of each case the ladder's letter asks for, in words; `first`
    what is to be read before it goes."""

    desks: tuple[Desk, ...]
    about: Mapping[str, tuple[str, ...]]
    wanted: Wanted
    channel: Channel
    step: str = ""
    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)
    first: tuple[Why, ...] = ()

    @property
    def cases(self) -> frozenset[str]:
        """The ids of the cases it is about."""
        return frozenset(self.about)

    @property
    def debtor(self) -> str:
        """Whom it is for, by name."""
        return self.desks[0].case.debtor.name

    @property
    def place(self) -> tuple[bool, str, str, str, str]:
        """Where it goes in the stack: letters within our own country first, then by country, post code, town, name."""
        case = self.desks[0].case
        there = goes_to(case.debtor) or Address()
        home = case.creditor.address
        country = there.country or ""
        return country != ((home.country if home else "") or ""), country, there.postcode, there.city, self.debtor


def letters(
    workspace: Workspace, regimes: Regimes, today: Day, channels: Collection[Channel] = POSTED
) -> tuple[Letter, ...]:
    """The letters of a day that go out by one of these ways, in posting order."""
    going = [each for each in today.actions if each.channel in channels and is_letter(each.document)]
    keyed = sorted(((_key(each), each) for each in going), key=lambda pair: (pair[0], _leads(pair[1])))
    grouped = (tuple(each for _, each in some) for _, some in groupby(keyed, key=lambda pair: pair[0]))
    return tuple(sorted((_letter(workspace, regimes, some) for some in grouped), key=lambda each: each.place))


def asked_for(
    desk: Desk, wanted: Wanted, step: str, mailed: Sequence[Letter], today: Day, others: Iterable[Case] = ()
) -> tuple[Letter, ...]:
    """The letters that one document of a case is: of the ladder's, what the day asks for; any other as it is wanted.

    CaseError, with the reason, when the ladder does not ask for it, or for another `step`, or nothing is to go to the
    debtor, also for what stands in their `others`; UsageError for a document that is not for the debtor.
    """
    if not kind(wanted.kind).is_for_debtor:
        hint = "casefile render writes it; --format eml makes a draft for your mail program"
        raise UsageError(Problem(f"'{wanted.kind}' is not for the debtor", hint=hint, rule="document"))
    found = tuple(
        replace(each, wanted=replace(each.wanted, language=wanted.language, by=wanted.by, offers=wanted.offers))
        for each in mailed
        if desk.case.id in each.cases and each.wanted.kind == wanted.kind and step in ("", each.step, each.wanted.step)
    )
    if not found and wanted.kind not in LADDER:
        if why := kept_back(desk.case, others, desk.as_of):
            hint = "casefile render --format eml makes a draft, where it is to go all the same"
            raise CaseError(Problem(f"not sent: {why}", desk.case.file.at.source, hint, "ladder"))
        return (Letter((desk,), {desk.case.id: ()}, wanted, "email"),)
    if found:
        return found
    name = f"the {step} {wanted.kind}" if step else f"a {wanted.kind}"
    message = f"the ladder does not ask for {name} by e-mail today: {instead(desk.case.id, today)}"
    hint = "casefile next --all shows why; casefile render writes it all the same"
    raise CaseError(Problem(message, desk.case.file.at.source, hint, "ladder"))


LADDER = (REMINDER, "demand", "default-notice")
"""Documents that are sent only when the ladder asks for them."""


def kept_back(case: Case, others: Iterable[Case], as_of: date) -> str:
    """Why nothing of ours goes to the debtor about a case, not even what the ladder has no step for; "" where it may.
    An insolvency is the debtor's, in whichever of their `others` it stands."""
    hold = case.file.hold
    ruined = next((each for each in (case, *others) if is_insolvent(each, as_of)), None)
    if ruined:
        return f"insolvency was opened, as {ruined.id} says: nothing is written to the debtor"
    if hold and holds(case, as_of):
        return f"on hold{f' until {on(hold.until, as_of)}' if hold.until else ''}: {hold.reason}"
    return "counsel has the case: nothing of ours goes out for it" if handed(case, as_of) else ""


def instead(case_id: str, today: Day) -> str:
    """What the day says of a case in place of what was wanted."""
    told = [(each, f"{each.document} ({each.channel}) is due") for each in today.actions if each.channel]
    told += [(each, f"{each.document} ({each.channel}) comes on {each.due}") for each in today.planned if each.channel]
    waits = [plain(today.as_of).told(each.why) for each in today.waiting if each.dossier.case.id == case_id]
    return (
        "; ".join([text for each, text in told if each.dossier.case.id == case_id] + waits) or "nothing is to be done"
    )


def is_letter(document: str) -> bool:
    """Whether what an action names is a letter that we draw."""
    return document in KINDS and kind(document).is_letter


def _key(action: Action) -> str:
    """What the actions of one letter have in common; an action that shares its letter with none stands alone."""
    return action.letter or f"{action.step}:{action.dossier.case.id}:{','.join(action.invoices)}"


def _leads(action: Action) -> tuple[bool, int, int, str]:
    return action.is_announcement, -action.rung, -action.priority, action.dossier.case.id


def _letter(workspace: Workspace, regimes: Regimes, actions: tuple[Action, ...]) -> Letter:
    lead = actions[0]
    dossiers = {each.dossier.case.id: each.dossier for each in actions}
    desks = [
        Desk(workspace, one.case, one.claim, one.claim.as_of, regimes, revision(one.case.path))
        for one in dossiers.values()
    ]
    today = lead.dossier.claim.as_of
    step = rung(lead.dossier.case, lead.step)
    is_reminder = lead.document == REMINDER
    about = {
        name: tuple(n for each in actions if each.dossier.case.id == name for n in each.invoices) for name in dossiers
    }
    steps = {
        name: {n: each.step for each in actions if each.dossier.case.id == name for n in each.invoices}
        for name in dossiers
    }
    others = {name: {n: own for n, own in found.items() if own != lead.step} for name, found in steps.items()}
    wanted = Wanted(
        lead.document,
        step=_said(actions, step) if step and is_reminder else "",
        invoices=tuple(number for each in actions for number in each.invoices) if is_reminder else (),
    )
    way = cast("Channel", lead.channel)  # what has none is no letter
    there = reaching([each.case for each in desks], way, today)
    desks[0] = replace(desks[0], case=reached_as(desks[0].case, there))
    own = {name: found for name, found in others.items() if found}
    sums = {name: spelt(amount) for name, amount in asked(actions).items()}
    first = tuple(dict.fromkeys(each.first for each in actions if each.first))
    return Letter(tuple(desks), about, wanted, way, lead.step, own, sums, first)


def _said(actions: tuple[Action, ...], step: Step) -> str:
    """In which tone a letter is: the leading step's. On the due date itself nothing is late, and no step says so; later
    nothing is said to fall due that is late."""
    numbers = {number for each in actions for number in each.invoices}
    claimed = (one for each in actions for one in each.dossier.claim.invoices if one.number in numbers)
    if not any(one.days_overdue > 0 for one in claimed):
        return "upcoming"
    usual = tone(actions[0].dossier.case, step)
    return "first" if usual == "upcoming" else usual
