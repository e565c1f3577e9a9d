"""The sheet on top: what the natives tell, in the words and days of its language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.case.dealings import Offer
from casefile.case.fields import Language
from casefile.case.model import Case
from casefile.packet.read_first import Told, read_first
from casefile.reading import build
from tests.packet.test_papers import about, words

TOLD: Told = {
    "E01": {
        "dates": (
            "created: D:20250922161000+02'00'", "created: 2025-09-22T14:10:00Z", "modified: 2025:11:12 09:12:51",
            "sent: Fri, 10 Apr 2026 11:20:09 +0100", "printed: last week", "taken: 0000:00:00 00:00:00",
        ),
        "hidden": ("sheet: Margins", "layer: Draft 2"),
        "software": ("Writer: 7.4",),
    }
}  # fmt: skip
SAID: dict[Language, tuple[str, str]] = {
    "en": ("dates: created 22 Sept 2025; changed 12 Nov 2025; sent 10 Apr 2026; printed last week; taken 0000:00:00 00:00:00", "hidden: sheet Margins; layer Draft 2"),
    "fr": ("dates : création le 22/09/2025 ; modification le 12/11/2025 ; envoi le 10/04/2026", "feuille Margins ; calque Draft 2"),
    "pl": ("daty: utworzono 22.09.2025; zmieniono 12.11.2025; wysłano 10.04.2026", "ukryte: arkusz Margins; warstwa Draft 2"),
    "ru": ("даты: создано 22.09.2025; изменено 12.11.2025; отправлено 10.04.2026", "скрытое: лист Margins; слой Draft 2"),
    "de": ("Daten: erstellt am 22.09.2025; geändert am 12.11.2025; versandt am 10.04.2026", "verborgen: Blatt Margins; Ebene Draft 2"),
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
def test_days_and_what_is_hidden_in_the_sheets_language(case: Case, language: Language) -> None:
    found = about(case)
    found = replace(found, making=replace(found.making, language=language))
    said = words(read_first(found, (), TOLD)).replace("\\", "")
    for each in SAID[language]:
        assert each in said
    assert "Writer: 7.4" in said


def test_offers_with_what_became_of_them(case: Case) -> None:
    offers = tuple(
        build(Offer, {"id": name, "date": "2026-06-01", "by": "us", "kind": "deferral", "amount": "50.00", **more}, "o.yaml")
        for name, more in (
            ("O1", {"status": "rejected", "due": "2026-07-31"}),
            ("O2", {"status": "open", "expires": "2026-12-31", "due": "2027-01-31"}),
        )
    )  # fmt: skip
    said = words(read_first(about(replace(case, offers=offers)), (), {}))
    assert "31 Jul 2026 | rejected |" in said
    assert "31 Jan 2027 | replaced by the settlement |" in said
    said = words(read_first(about(replace(case, offers=offers, settlement=None)), (), {}))
    assert "31 Jan 2027 | open until 31 Dec 2026 |" in said
