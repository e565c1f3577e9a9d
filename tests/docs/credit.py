"""The table of what follows from how a debtor paid: from the rules of the suggested credit."""

from __future__ import annotations

from casefile.followup.credit import RULES


def section() -> str:
    """The generated part of the page."""
    rows = [
        f"| {rule.says} | {rule.share} % | {f'{rule.advance} %' if rule.advance else 'none'} | {_days(rule.days)} |\n"
        for rule in RULES
    ]
    return "".join(["| what happened | limit | advance | days to pay |\n| --- | ---: | ---: | --- |\n", *rows])


def _days(days: int | None) -> str:
    return "as so far" if days is None else f"{days} at most" if days else "before delivery"
