"""Reference rates are read with care, and never go on silently beyond what is known."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.claim import regimes
from casefile.claim.rates import read_rows, series
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError
from tests.claim.cases import DE, claim, invoice

HEAD = "valid_from,percent,source,checked,known_until\n"


def problems(text: bytes) -> list[str]:
    with pytest.raises(CaseError) as caught:
        read_rows(text, "rates/x.csv")
    return [str(problem) for problem in caught.value.problems]


def test_a_row_holds_until_the_next_and_the_series_until_its_last_known_day() -> None:
    found = series("x", read_rows((HEAD + "2026-01-01,1.5,Bank,yes,2026-03-31\n2025-01-01,1,Bank,no,\n").encode(), "x"))
    assert found.at(date(2025, 12, 31)).percent == Decimal(1)
    assert found.at(date(2026, 3, 31)).percent == Decimal("1.5")
    assert found.known_until == date(2026, 3, 31)


def test_beyond_its_end_the_error_names_series_day_and_file() -> None:
    found = regimes.bundled().series("de-basiszinssatz")
    with pytest.raises(CaseError) as caught:
        found.at(date(2027, 1, 1))
    (problem,) = caught.value.problems
    assert problem.message == (
        "the rate of 2027-01-01 is needed, but the series de-basiszinssatz is known until 2026-12-31"
    )
    assert problem.hint == (
        "add a line such as `2027-01-01,1.52,source,no,2027-06-30`, with the rate as it was published, to "
        "rates/de-basiszinssatz.csv in your workspace; make the file if it is not there, with the first line "
        "`valid_from,percent,source,checked,known_until`"
    )


def test_who_does_as_the_error_says_gets_on(tmp_path: Path) -> None:
    (tmp_path / "rates").mkdir()
    for _ in range(2):  # a line for each half-year
        with pytest.raises(CaseError) as caught:
            regimes.of_folders(tmp_path / "regimes", tmp_path / "rates").series("de-basiszinssatz").at(date(2027, 9, 1))
        assert ("and lines on to 2027-09-01" in caught.value.problems[0].hint) == (
            len(list(tmp_path.glob("rates/*"))) == 0
        )
        line, file, header = re.findall("`(.*?)`|to (rates/[a-z.-]+)", caught.value.problems[0].hint)
        path = tmp_path / file[1]
        path.write_text((path.read_text() if path.exists() else f"{header[0]}\n") + f"{line[0]}\n")
    found = regimes.of_folders(tmp_path / "regimes", tmp_path / "rates").series("de-basiszinssatz")
    assert found.at(date(2027, 9, 1)).percent == Decimal("1.52")


def test_before_its_start_too() -> None:
    with pytest.raises(CaseError, match="starts on 2013-01-01"):
        regimes.bundled().series("de-basiszinssatz").at(date(2012, 12, 31))


def test_the_error_depends_on_the_day_a_rate_is_read_not_on_the_as_of_date() -> None:
    late = invoice("A", "2026-12-01", "2026-12-15")
    with pytest.raises(CaseError, match="rate of 2027-01-01"):
        claim("2027-01-01", late, file=DE)
    paid = "[{date: 2026-12-20, amount: 1001.64}]"
    assert str(claim("2027-03-01", late, file=DE, payments=paid).principal) == "0.00"
    assert str(claim("2026-12-31", late, file=DE).interest) == "4.61"


def test_the_first_day_beyond_the_series_shows_as_open_where_only_the_daily_figure_needs_it() -> None:
    found = claim("2027-02-01", invoice("A", "2027-01-01", "2027-02-01"), file=DE)
    assert str(found.per_day) == "0.00"
    assert found.open == (
        "interest per day: the rate of 2027-01-01 is needed, but the series de-basiszinssatz is known until 2026-12-31",
    )


def test_a_workspace_adds_a_line_or_corrects_one() -> None:
    own = b"valid_from,percent,source\n2027-01-01,2.00,Bundesbank\n2026-07-01,1.50,Bundesbank\n"
    found = Regimes(own_rates={"de-basiszinssatz": own}).series("de-basiszinssatz")
    assert found.at(date(2027, 1, 1)).percent == Decimal("2.00")
    assert found.at(date(2026, 8, 1)).percent == Decimal("1.50")
    assert found.at(date(2026, 1, 1)).percent == Decimal("1.27")
    assert found.file == "rates/de-basiszinssatz.csv"


def test_every_line_with_a_problem_is_reported() -> None:
    lines = "2026-01-01,1.5,Bank,yes,2026-06-30,more\n01.01.2026,1.5,Bank,maybe,\n2026-02-01,,Bank,yes,\n"
    found = problems((HEAD + lines).encode())
    assert [text.split(": ")[:2] for text in found] == [
        ["rates/x.csv:2:1", "unknown key 'one cell too many' (known here"],
        ["rates/x.csv:3:1", "'01.01.2026' is not a date"],
        ["rates/x.csv:3:1", "'maybe' is not one of yes, no"],
        ["rates/x.csv:4:1", "missing key 'percent' (add it)"],
    ]


def test_an_empty_series_and_a_foreign_encoding_are_refused() -> None:
    assert problems(HEAD.encode()) == ["rates/x.csv:1:1: the series has no row (add one)"]
    assert problems(b"\xff\xfe") == ["rates/x.csv:1:1: the file is not UTF-8 text (save it as UTF-8)"]


@pytest.mark.parametrize("name", regimes.bundled().series_names)
def test_every_bundled_row_names_its_source(name: str) -> None:
    assert all(row.source for row in regimes.bundled().series(name).rows)


def test_the_place_that_asks_for_the_rate_is_named() -> None:
    with pytest.raises(CaseError) as caught:
        claim("2027-02-01", invoice(), file="interest: {regime: de}")
    assert {str(problem.source) for problem in caught.value.problems} == {"case.yaml:5:12"}


def test_between_what_was_known_and_what_was_added_nothing_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "rates").mkdir()
    path = tmp_path / "rates" / "de-basiszinssatz.csv"
    path.write_text(
        "valid_from,percent,source,checked,known_until\n2027-07-01,2.00,B,yes,2027-12-31\n", encoding="utf-8"
    )
    series = regimes.of_folders(tmp_path / "regimes", tmp_path / "rates").series("de-basiszinssatz")
    assert series.at(date(2027, 8, 1)).percent == Decimal("2.00")
    with pytest.raises(CaseError, match="is known until 2026-12-31 and again from 2027-07-01") as caught:
        series.at(date(2027, 1, 1))
    assert "`2027-01-01,2.00,source,no,2027-06-30`" in caught.value.problems[0].hint
    assert series.last_known(date(2027, 1, 1)).percent == Decimal("1.52")
    with pytest.raises(CaseError, match="starts on"):
        series.last_known(date(2012, 1, 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("valid_from,percent,source\n2026-01-01,1,B\n2026-01-01,2,B\n", "3:1: a second value for 2026-01-01"),
        ("valid_from,percent,percent,source\n", "1:1: two columns are called 'percent'"),
        ("2026-01-01,1,B,yes\n2027-01-01,1,B,yes\n", "1:1: the first line has no column valid_from"),
        ("valid_from,percent,source,checked,known_until\n2026-02-01,1,B,yes,2026-01-31\n", "lies before valid_from"),
        ('valid_from,percent,source\n\n2026-01-01,1,"B\n', "this is no CSV"),
        ("valid_from,percent,source\n\n2026-01-01,x,B\n", ":3:"),
    ],
)
def test_a_file_of_rates_is_read_with_the_care_of_a_case(text: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        regimes.Regimes(own_rates={"own": text.encode()}).series("own")
    assert message in str(caught.value)
