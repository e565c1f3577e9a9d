"""What a rule found: in words, on which page, and whether it breaks the rule or is for a person to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SHOWN = 5  # findings of one rule that its detail names


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `page` from 1, 0 for the file as a whole; `advice` when it may well be as it should be."""

    says: str
    page: int = 0
    advice: bool = False


def told(findings: Iterable[Finding]) -> str:
    """Findings in words, those alike with all of their pages, the first few and how many more there are."""
    pages: dict[str, list[int]] = {}
    for finding in findings:
        pages.setdefault(finding.says, []).extend([finding.page] if finding.page else [])
    said = [f"{_where(on)}: {says}" if on else says for says, on in pages.items()]
    more = [f"and {len(said) - _SHOWN} more"] if len(said) > _SHOWN else []
    return "; ".join([*said[:_SHOWN], *more])


def _where(pages: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    shown = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs[:_SHOWN])
    more = f" and {sum(last - first + 1 for first, last in runs[_SHOWN:])} more" if len(runs) > _SHOWN else ""
    return f"page{'s' if len(set(pages)) > 1 else ''} {shown}{more}"
