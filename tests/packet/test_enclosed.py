"""What lies beside a packet to be filled in is what is sent on its own; what its pages say of that is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.fields import Language
from casefile.case.wall import opened
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.making import Wanted, draw, open_desk
from casefile.packet.enclosed import document, to_fill_in
from casefile.packet.papers import About, Making
from casefile.packet.plan import arranged, widest
from casefile.packet.profile import profile
from casefile.render import markdown_text
from tests.packet.test_profile import LANGUAGES

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 9, 1)
SPREADSHEET: dict[Language, str] = {
    "en": "spreadsheet", "fr": "feuille de calcul", "pl": "arkusz kalkulacyjny", "ru": "электронной таблиц",
    "de": "Tabellendatei",
}  # fmt: skip


def about(language: Language, *, alone: bool = False) -> About:
    case = folder.load(open_workspace(ROOT), "2026-014-northwind")
    return About(opened(case), owed(case, AS_OF, Regimes()), Making(AS_OF, language=language, alone=alone))


def schedule(told: About) -> str:
    """What the Scott schedule of a packet says."""
    whole = folder.load(open_workspace(ROOT), "2026-014-northwind")
    places = widest(arranged(told.case, profile("attorney"), told.language), {})
    sheet = document(told, whole, "scott-schedule", profile("attorney"), places)
    assert sheet
    return markdown_text.draw(sheet).replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schedule_says_where_the_spreadsheet_is_only_where_there_is_one(language: Language) -> None:
    assert "letters" in schedule(about(language))
    assert SPREADSHEET[language] in schedule(about(language))
    assert not any(each in schedule(about(language, alone=True)) for each in ("letters", SPREADSHEET[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_the_spreadsheet_that_is_sent_on_its_own(language: Language) -> None:
    desk = open_desk(open_workspace(ROOT), "2026-014-northwind", AS_OF)
    alone, _ = draw(desk, Wanted("scott-schedule", language=language), ("xlsx",))
    told = about(language)
    told = replace(told, making=replace(told.making, commit=desk.commit, search=desk.search))
    assert to_fill_in(told, desk.case, "scott-schedule", profile("us-exhibits")) == alone
    assert to_fill_in(told, desk.case, "statement", profile("us-exhibits")) == {}
