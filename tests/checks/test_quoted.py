"""What is kept back and stands word for word in what is open."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.checks.matter import Around, Matter
from casefile.checks.quoted import quotes_withheld
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.exhibits.metadata import Metadata
from casefile.exhibits.searched import Seen

OFFER = (
    "We would take three thousand euros in full and final settlement of everything owed between us, if paid in June."
)
MAIL = f"From: b@b.example\nTo: a@a.example\n\n{OFFER}"
FOOTER = "This message is for its intended recipient alone and may hold what is confidential, so please delete it."
SIGNED = "Jan Kowalski, Managing Director, B GmbH, Kaistraße 5, 20457 Hamburg, HRB 12345, Telefon +49 40 12 34 56 78 90"
ROW = "- {{id: {0}, file: evidence/{0}.{1}, title: A{0}{2}}}\n"
Quotes = Callable[..., list[str]]


@pytest.fixture
def quotes(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Quotes:
    """What is said of a case with a kept-back mail E01 of 1 June and an open exhibit E02 that says something."""

    def run(
        words: str = "", keys: str = "", *, said: str = MAIL, files: Mapping[str, str] | None = None, **more: object
    ) -> list[str]:
        rows = ROW.format("E01", "eml", ", date: 2026-06-01, privilege: without-prejudice")
        written = {
            "casefile.yaml": "creditor: {name: A Ltd}\n",
            "cases/a/case.yaml": "id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: B GmbH}\ninterest: {regime: none}\n",
            "cases/a/evidence.yaml": rows + ROW.format("E02", "txt", keys),
            "cases/a/evidence/E01.eml": "x",
            "cases/a/evidence/E02.txt": "y",
            **{f"cases/a/{name}": text for name, text in (files or {}).items()},
        }
        case = folder.load(open_workspace(workspace(written)), "a")
        seen = Seen(words=words, **more)  # type: ignore[arg-type]
        around = Around(lambda: {"E02": seen}, withheld=lambda: {"E01": Seen(words=said)})
        matter = Matter(case, owed(case, date(2026, 9, 1), bundled()), around=around)
        return [f"{problem.source}: {problem.message}" for problem in quotes_withheld(matter)]

    return run


def test_it_says_where_and_whose_words_they_are(quotes: Quotes) -> None:
    (found,) = quotes(f"Dear Sir,\n\n{OFFER}\n\nRegards")
    assert found.startswith("cases/a/evidence.yaml:2:3: E02 is open and says “")
    assert found.endswith("“We would take three thousand euros in full …”, as E01 does, which is kept back")


@pytest.mark.parametrize(
    "words",
    [
        "> " + OFFER.replace(" full", "\n>> full"),
        OFFER.upper(),
        OFFER.replace("settlement", "settle-\nment").replace("final", "ﬁnal"),
        f'a,b\n1,"{OFFER}"',
        json.dumps({"text": "é\n" + OFFER}),
        f"So they wrote: three thousand {OFFER.partition('thousand ')[2][:75]}",
    ],
    ids=["quoted", "capitals", "broken and joined", "a table", "JSON", "a part"],
)
def test_however_it_is_written(words: str, quotes: Quotes) -> None:
    assert len(quotes(words)) == 1


def test_words_in_another_alphabet_as_json_writes_them(quotes: Quotes) -> None:
    said = "Мы согласились бы принять три тысячи рублей в счёт полного погашения всего долга до конца июня."
    assert len(quotes(json.dumps(said), said=f"From: b\n\n{said}")) == 1


def test_words_that_no_page_shows(quotes: Quotes) -> None:
    (found,) = quotes(metadata=Metadata(comments=(OFFER,)))
    assert "E02 is open and says, beside what its pages show, “We would" in found


def test_the_words_of_a_note_and_of_an_offer(quotes: Quotes) -> None:
    head = "---\ndate: 2026-06-02\ndirection: out\nchannel: call\n"
    assert "as n.md does" in quotes(OFFER, said="", files={"correspondence/n.md": f"{head}---\n{OFFER}"})[0]
    offer = f'{{id: O1, date: 2026-06-01, by: us, kind: discount, amount: 5, privilege: without-prejudice, note: "{OFFER}"}}'
    assert "as offer O1 does" in quotes(OFFER, said="", files={"offers.yaml": f"- {offer}\n"})[0]


@pytest.mark.parametrize(
    ("words", "keys", "said"),
    [
        (OFFER, ", privilege: open", MAIL),
        (OFFER, ", redacts: E01", MAIL),
        (OFFER, ", date: 2026-05-31", MAIL),
        (OFFER, ", kind: contract", MAIL),
        ("We would take three thousand euros.", "", MAIL),
        (OFFER, "", "From: b\n\nNo.\n\n> " + OFFER.replace(" full", "\n> full")),
        (OFFER, "", f"From: b\n\nNo.\n\n-----Original Message-----\n{OFFER}"),
        (FOOTER, "", f"From: b\n\nNo.\n\n{FOOTER}"),
        (SIGNED, "", f"From: b\n\nNo.\n\n{SIGNED}"),
        (f"From: {OFFER}", "", f"From: {OFFER}\n\nNo."),
    ],
    ids=[
        "open on purpose", "a stand-in", "it was open before", "a contract", "a few words", "a reply that quotes it",
        "what lies under a reply", "a footer", "a signature", "headers",
    ],
)  # fmt: skip
def test_what_is_no_secret(words: str, keys: str, said: str, quotes: Quotes) -> None:
    assert quotes(words, keys, said=said) == []


def test_what_an_older_open_exhibit_said_already(quotes: Quotes) -> None:
    head = "---\ndate: 2026-05-01\ndirection: out\nchannel: email\nprivilege: open\n---\n"
    assert quotes(OFFER, files={"correspondence/n.md": head + OFFER}) == []
