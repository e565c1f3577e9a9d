"""The packet's own papers are PDF/A-3a and PDF/UA-1 before they are merged, in every language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from casefile.case.fields import Language
from casefile.packet import lists, papers
from casefile.packet.plan import printed_contacts
from casefile.packet.settle import drawn
from tests.packet.test_profile import about, planned

LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.mark.slow
def test_own_papers(tmp_path: Path, validate_pdf: Callable[..., str]) -> None:
    files = []
    for language in LANGUAGES:
        told = about("2026-014-northwind", language)
        plan, each, named = (planned(told, name) for name in ("us-exhibits", "fr-bordereau", "pl-epu"))
        letter = printed_contacts(told.case)[0]
        sheets = {
            "cover": papers.cover(told, plan),
            "index": lists.index(told, plan),
            "index-apart": lists.index(told, each),
            "certificate": papers.certificate(told, plan, (), "I declare."),
            "contact": papers.contact(told, next(item for item in plan.exhibits if not item.number), letter),
            "slip-sheet": lists.slip_sheet(told, plan.exhibits[0], 12),
            "bordereau": lists.bordereau(told, each),
            "evidence-list": lists.evidence_list(told, named),
        }
        files += [drawn(sheet, tmp_path / f"{name}-{language}.pdf").file for name, sheet in sheets.items()]
    validate_pdf("3a", *files)
    validate_pdf("ua1", *files)
