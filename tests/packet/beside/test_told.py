"""The chronology of the page in a browser: the rows of the packet's paper, each with its source."""

from __future__ import annotations

import pytest

from casefile.packet.beside.browse import Told
from casefile.packet.beside.told import told
from casefile.packet.facts import facts
from casefile.packet.plan import arranged, paginated
from casefile.packet.profile import profile
from tests.documents.matters import SAMPLES, sample
from tests.packet.test_papers import about


def rows(case_id: str) -> tuple[tuple[Told, ...], dict[str, str]]:
    """The rows of a sample, and the title of each document by its key."""
    found = about(sample(case_id))
    bare = arranged(found.case, profile("attorney"), found.language)
    plan = paginated(bare, {item.key: 1 for item in bare.items})
    return told(found, plan, facts(found, plan)), {item.key: item.title for item in plan.exhibits}


@pytest.mark.parametrize("case_id", SAMPLES)
def test_each_row_says_its_source(case_id: str) -> None:
    found, titles = rows(case_id)
    assert len(found) > 10
    for each in found:
        assert bool(each.source) is not bool(each.exhibits), each
        assert set(each.exhibits) <= set(titles), each


def test_what_one_letter_says_of_several_lines_leads_to_that_letter_each_time() -> None:
    found, titles = rows("2026-014-northwind")
    objections = [each for each in found if "objects to" in each.words]
    assert [each.day.replace("\u00a0", " ") for each in objections] == ["20 Apr 2026"] * 3
    shown = {each.exhibits for each in objections}
    assert len(shown) == 1
    assert [titles[key] for key in shown.pop()] == ["E-mail from jana.wolff@northwind.example: Your invoice INV-1043"]


def test_what_became_of_a_promise_is_told_as_on_paper() -> None:
    found, _ = rows("2026-003-kestrel")
    assert any("The day passes for the payment" in each.words for each in found)


def test_a_letter_that_encloses_an_exhibit_is_shown_by_its_page_and_by_that() -> None:
    found, titles = rows("2026-022-brightwell")
    (thanks,) = (each for each in found if "first half of INV-1091" in each.words)
    assert [titles[key] for key in thanks.exhibits] == [
        "E-mail to accounts@brightwell-dental.example: Thank you, first half of INV-1091",
        "Credit advice of the first instalment",
    ]
