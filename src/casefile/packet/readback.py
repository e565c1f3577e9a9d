"""Reads a file of the packet back and tests it: the inspector does, against what was planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from casefile.errors import CaseError, Problem
from casefile.packet.handover import broken_rule
from casefile.packet.inspector.inspect import Rule, read_back
from casefile.packet.inspector.rules.finding import Finding, told
from casefile.packet.inspector.rules.table import RULES
from casefile.packet.plan import Plan
from casefile.packet.profile import Profile

_WARNED = frozenset({"size"})  # a file that is too large is made all the same, and told


def tested(
    file: Path, profile: Profile, own: Plan, stated: Mapping[str, str]
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """A warning for each rule that a file of the packet fails because of what its exhibits are like; and what each page
    shows. `own` is what is in it, by its own pages with the numbers that they bear; `stated` are the words that
    documents have to show, by key.

    CaseError where it breaks a rule by our doing.
    """
    rules, said = read_back(file, profile, own, stated)
    broken = [rule for rule in rules if not rule.ok and rule.rule not in _WARNED]
    if broken:
        raise CaseError(broken_rule(rule.rule, rule.source, rule.detail) for rule in broken)
    return tuple(_by_exhibits(rule, file, own) for rule in rules if rule.theirs), said


def _by_exhibits(rule: Rule, file: Path, own: Plan) -> Problem:
    marks = {page: item.mark for item in own.exhibits for page in range(item.first, item.last + 1)}
    named = [_with_mark(each, marks.get(each.page, "")) for each in rule.theirs]
    message = f"{file.name} is made, and fails the rule '{rule.rule}' ({rule.source}): {told(named)}"
    hint = RULES[rule.rule].hint
    if any(each.page for each in rule.theirs):
        hint += "; take such a copy in with casefile add, or leave it: the packet shows what came in as it came"
    return Problem(message, hint=hint, rule=rule.rule, level="warning")


def _with_mark(finding: Finding, mark: str) -> Finding:
    return replace(finding, says=f"{finding.says} ({mark})") if mark else finding
