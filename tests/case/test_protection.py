"""The label "without prejudice" protects in common-law countries, and we are told where it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from casefile.case.fields import Privilege, _country
from casefile.case.model import Case
from casefile.case.protection import COMMON_LAW, exposed, protects

Load = Callable[[Mapping[str, str | bytes]], Case]


def of(loaded: Load, law: str = "", country: str = "") -> Case:
    debtor = f"{{name: Northwind{f', address: {{country: {country}}}' if country else ''}}}"
    contract = f"contract: {{law: {law}}}\n" if law else ""
    return loaded({"cases/a/case.yaml": f"id: a\ntitle: Website\ncurrency: EUR\ndebtor: {debtor}\n{contract}"})


@pytest.mark.parametrize("privilege", ["without-prejudice", "save-as-to-costs"])
@pytest.mark.parametrize(
    ("law", "country", "says"),
    [
        ("DE", "GB", "only, and here we have the law of DE"),
        ("GB-ENG", "FR", "only, and here we have a debtor in FR"),
        ("PL", "PL", "only, and here we have the law of PL and a debtor in PL"),
        ("", "RU", "only, and here we have a debtor in RU"),
        ("", "", "protects in common-law countries only"),
    ],
)
def test_outside_the_common_law_a_court_may_see_it(
    law: str, country: str, says: str, privilege: Privilege, loaded: Load
) -> None:
    weakness = exposed(of(loaded, law, country), privilege)
    assert weakness is not None
    assert weakness.message.startswith(f'a court may see this offer: "{privilege}" protects')
    assert weakness.message.endswith(says)
    assert weakness.level == "weakness"


@pytest.mark.parametrize(("law", "country"), [("GB-ENG", "IE"), ("US-NY", ""), ("", "CA"), ("AU", "NZ")])
def test_inside_it_is_taken_to_protect(law: str, country: str, loaded: Load) -> None:
    assert exposed(of(loaded, law, country), "without-prejudice") is None


@pytest.mark.parametrize("privilege", ["open", "internal", "legal-advice"])
def test_the_other_marks_claim_no_protection(privilege: Privilege, loaded: Load) -> None:
    assert exposed(of(loaded, "DE", "DE"), privilege) is None


def test_every_country_of_the_table_is_one_and_has_its_reason() -> None:
    assert [_country(code) for code in COMMON_LAW] == sorted(COMMON_LAW)
    assert all(COMMON_LAW.values())


def test_the_law_of_a_part_of_a_country_counts_as_the_countrys() -> None:
    heeded = ("GB", "GB-ENG", "GB-SCT", "IE", "US-NY")
    assert [law for law in (*heeded, "DE", "FR", "PL", "RU", "") if protects(law)] == list(heeded)
