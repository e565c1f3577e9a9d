"""What goes where: sections by kind, inside by date, translations behind their originals, pages without a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case.model import Case
from casefile.case.wall import opened
from casefile.errors import CaseError, UsageError
from casefile.packet.plan import Plan, arranged, paginated, widest
from casefile.packet.profile import profile

ATTORNEY = profile("attorney")


def plan(case: Case) -> Plan:
    return arranged(opened(case), ATTORNEY, "en")


def test_sections(case: Case) -> None:
    assert {s.words: [i.key for i in s.items] for s in plan(case).sections} == {
        "A Contract and authority": ["E01", "E07"],
        "C Invoices": ["E02"],
        "D Performance": ["E08"],
        "E Payments": ["E06"],
        "F Correspondence": ["E03", "C01", "C02"],
        "G Demands as sent": ["E09"],
    }


def test_words_of_an_item(case: Case) -> None:
    words = {item.key: item.words for item in plan(case).exhibits}
    assert words["E01"] == "E01 Services agreement"
    assert words["E06"] == "E06 Bank statement (redacted)"
    assert words["C01"] == "E-mail to ap@northwind.example: Reminder"
    assert words["C02"] == "E-mail from ap@northwind.example: Re: Reminder"


def test_by_date_and_what_has_none_last(case: Case) -> None:
    days = {"E03": None, "E04": date(2026, 1, 1), "E09": date(2025, 1, 1)}
    rows = tuple(
        r.model_copy(update={"date": days.get(r.id, r.date), "kind": "order", "translation_of": None})
        for r in opened(case).exhibits
    )
    items = arranged(replace(opened(case), exhibits=rows, contacts=()), ATTORNEY, "en").sections[0].items
    assert [item.key for item in items] == ["E09", "E01", "E08", "E02", "E06", "E07", "E03"]


def test_an_undemanding_profile_keeps_demands_with_the_letters(case: Case) -> None:
    plain = ATTORNEY.model_copy(update={"sections": tuple(s for s in ATTORNEY.sections if s.letter != "G")})
    contacts = tuple(replace(c, head=c.head.model_copy(update={"evidence": ()})) for c in opened(case).contacts)
    sections = arranged(replace(opened(case), contacts=contacts), plain, "en").sections
    assert "See the letter." in {c.text for c in contacts}
    assert [item.key for item in sections[-1].items] == ["E03", "C01", "C02", "C03", "E09"]


def test_a_demand_sent_as_an_exhibit_is_not_lost_without_a_section_for_it(case: Case) -> None:
    plain = ATTORNEY.model_copy(update={"sections": tuple(s for s in ATTORNEY.sections if s.letter != "G")})
    assert {item.key for item in arranged(opened(case), plain, "en").exhibits} >= {
        each.id for each in opened(case).exhibits
    }


def test_a_withheld_file_is_shown_without_its_native(case: Case) -> None:
    items = {item.key: item.native for item in arranged(opened(case), ATTORNEY, "en", frozenset({"E03"})).exhibits}
    assert (items["E03"], items["E02"]) == ("", "E02-invoice.pdf")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_pages_follow_without_gap(case: Case, data: st.DataObject) -> None:
    bare = plan(case)
    counts = {item.key: data.draw(st.integers(1, 40)) for item in bare.items}
    made = paginated(bare, counts, {"index": "Index"})
    pages = [page for item in made.items for page in range(item.first, item.last + 1)]
    assert pages == list(range(1, made.pages + 1))
    assert made.front[1].title == "Index"
    assert {key: place.bundle_page for key, place in made.locations.items()} == {
        (item.key if item.label else item.file): item.first for item in made.exhibits
    }
    assert made.locations["correspondence/1.md"].label == "F, 15\xa0Apr\xa02026"


def test_the_widest_reference_is_wider_than_any_planned(case: Case) -> None:
    counts = {item.key: 3 for item in plan(case).items}
    assert set(widest(plan(case), counts)) == set(paginated(plan(case), counts).locations)
    assert all(place.bundle_page == 8888 for place in widest(plan(case), counts).values())


def test_profiles() -> None:
    with pytest.raises(UsageError, match="did you mean 'attorney'"):
        profile("atorney")
    assert all(set(section.title) == {"en", "fr", "pl", "ru", "de"} for section in ATTORNEY.sections)
    kinds = [kind for section in ATTORNEY.sections for kind in section.kinds]
    assert len(kinds) == len(set(kinds)) == 14


def test_a_missing_section_title_is_a_problem(case: Case) -> None:
    first = ATTORNEY.sections[0].model_copy(update={"title": {"fr": "Contrat"}})
    with pytest.raises(
        CaseError, match=r"profiles/attorney.yaml:\d+:\d+: the profile 'attorney' has no title for section A"
    ):
        arranged(opened(case), ATTORNEY.model_copy(update={"sections": (first,)}), "en")
