"""What the page on the checks says of each: from the table that `casefile check` goes through."""

from __future__ import annotations

from itertools import groupby

from casefile.checks.table import CHECKS, FIGURES, Rule


def section() -> str:
    """A heading a group, and each rule with its name and why it matters, in the order of the table."""
    parts = []
    for group, rules in groupby(CHECKS, lambda rule: rule.group):
        parts.append(f"### {group}\n\n" + "".join(_rule(rule) for rule in rules))
    return "\n" + "\n".join(parts) + "\n"


def _rule(rule: Rule) -> str:
    name = "What the claim leaves open" if rule.name == FIGURES else f"`{rule.name}`"
    return f"- **{name}**: {rule.why}\n"
