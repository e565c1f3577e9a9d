"""What goes out together on a day: one debtor's reminders in one letter, the calls in one call. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casefile.followup.action import Action
from casefile.followup.ladder import REMINDER
from casefile.followup.why import Why, because, then

_AFTER = {"promise": "after_promise", "answer": "after_answer", "default": "after_default"}
_WITH = {"promise": "with_promise", "answer": "with_answer", "default": "with_default"}
"""The sentences about steps beside the ladder."""


def after(lead: Action) -> Why:
    """That something has to wait for what is done today."""
    return because(_AFTER[lead.step]) if lead.step in _AFTER else because("after_other", step=lead.step)


def _with(lead: Action) -> Why:
    return because(_WITH[lead.step]) if lead.step in _WITH else because("with_other", step=lead.step)


def lettered(going: list[Action]) -> Iterator[Action]:
    """The same, highest step first, with the letter or the call that each is part of. What joins one goes its way."""
    groups: list[list[Action]] = []
    for each in going:
        group = next((some for some in groups if _goes_with(each, some[0])), None)
        groups.append([each]) if group is None else group.append(each)
    used: set[str] = set()
    for place, some in enumerate(groups):
        lead = some[0]
        name = f"{lead.step}:{min(each.dossier.case.id for each in some)}"
        name = f"{name}:{place}" if name in used else name
        used.add(name)
        for each in some:
            reason = then(each.reason, _with(lead)) if each.step != lead.step else each.reason
            yield replace(each, letter=name, channel=lead.channel, reason=reason)


def belonged(one: Action, gone: Action) -> bool:
    """Whether something would have gone out in the same letter as something that went out on the day. Calls are made
    one after the other, and what came back goes its own way."""
    if one.document == _CALL or one.is_retry:
        return False
    return _goes_with(one, gone) if gone.rung >= one.rung else _goes_with(gone, one)


_CALL = "call-sheet"
_ALONE = ("default-notice", "demand", "packet")
"""Documents that are about one case."""
_WAYS = ("chat", "email", "post", "registered")
"""The ways of a letter. What would go one of them may go one behind it with something else, but not the reverse."""


def _goes_with(one: Action, lead: Action) -> bool:
    """Whether one thing goes out with another: every reminder in the letter of the highest, every call in one call;
    anything else with the same step. What came back goes its own new way."""
    ours, theirs = one.dossier.case.currency, lead.dossier.case.currency
    if one.document != lead.document or (one.document != _CALL and ours != theirs):
        return False
    if one.channel != lead.channel:
        is_letter = one.document == REMINDER and one.channel in _WAYS and lead.channel in _WAYS
        return is_letter and not one.is_retry and _WAYS.index(one.channel) < _WAYS.index(lead.channel)
    if one.document in (REMINDER, _CALL):
        return True
    return one.step == lead.step and (one.dossier is lead.dossier or one.document not in _ALONE)
