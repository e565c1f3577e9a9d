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
from casefile.errors import Problem
from casefile.exhibits.metadata import Metadata
from casefile.exhibits.searched import Seen

BY_MISTAKE = (
    "Nous vous avons facturé par erreur deux fois la même prestation et nous accepterions donc 900 EUR pour solde de tout"
    " compte avant la fin du mois."
)
OFFER = (
    "We would take three thousand euros in full and final settlement of everything owed between us, if paid in June."
)
MAIL = f"From: b@b.example\nTo: a@a.example\n\n{OFFER}"
FOOTER = "This message is for its intended recipient alone and may hold what is confidential, so please delete it."
REGISTERED = (
    "B Trading Ltd is a company that is registered in England and Wales under the number 1234567, at 2 Bell Lane."
)
SIGNED = "Jan Kowalski, Managing Director, B GmbH, Kaistraße 5, 20457 Hamburg, HRB 12345, Telefon +49 40 12 34 56 78 90"
ROW = "- {{id: {0}, file: evidence/{0}.{1}, title: A{0}{2}}}\n"
CASE = "id: a\ntitle: {}\ncurrency: EUR\ndebtor: {{name: B GmbH, email: b@b.example}}\ninterest: {{regime: none}}\n"
Quotes = Callable[..., list[str]]


Asked = Callable[..., list[Problem]]


@pytest.fixture
def asked(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Asked:
    """What is found in a case with a kept-back mail E01 of 1 June that was `said`, an open exhibit E02 with some words,
    and what is `kept` besides: a row for E03, whose file says the offer."""

    def run(
        words: str = "", keys: str = "", *, said: str = MAIL, files: Mapping[str, str] | None = None, kept: str = "",
        kept_says: str = OFFER,
        **more: object,
    ) -> list[Problem]:  # fmt: skip
        rows = ROW.format("E01", "eml", ", date: 2026-06-01, privilege: without-prejudice")
        written = {
            "casefile.yaml": "creditor: {name: A Ltd}\n",
            "cases/a/case.yaml": CASE.format("T"),
            "cases/a/evidence.yaml": rows + ROW.format("E02", "txt", keys) + kept,
            "cases/a/evidence/E01.eml": "x",
            "cases/a/evidence/E02.txt": "y",
            "cases/a/evidence/E03.pdf": "z",
            **{f"cases/a/{name}": text for name, text in (files or {}).items()},
        }
        case = folder.load(open_workspace(workspace(written)), "a")
        seen = Seen(words=words, **more)  # type: ignore[arg-type]
        withheld = {"E01": Seen(words=said), "E03": Seen(words=kept_says if kept else "")}
        around = Around(lambda: {"E02": seen}, withheld=lambda: withheld)
        return list(quotes_withheld(Matter(case, owed(case, date(2026, 9, 1), bundled()), around=around)))

    return run


@pytest.fixture
def quotes(asked: Asked) -> Quotes:
    """The same as lines: where, and what."""

    def run(*args: str, **more: object) -> list[str]:
        return [f"{problem.source}: {problem.message}" for problem in asked(*args, **more)]

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
        (OFFER, ", kind: contract, date: 2026-01-02", MAIL),
        ("We would take three thousand euros.", "", MAIL),
        (OFFER, ", date: 2026-06-01", "From: b\n\nNo.\n\n> " + OFFER.replace(" full", "\n> full")),
        (OFFER, ", date: 2026-06-01", f"From: b\n\nNo.\n\n-----Original Message-----\n{OFFER}"),
        (OFFER, ", date: 2026-06-01", f"From: b\n\nNo.\n\nFrom: a\nSent: Monday\nTo: b\n\n{OFFER}"),
        (OFFER, ", date: 2026-06-01", f"From: b\n\nNo.\n\nOn 1 June 2026 at 09:00 A wrote:\n{OFFER}"),
        (FOOTER, "", f"From: b\n\nNo.\n\n{FOOTER}"),
        (REGISTERED, "", f"From: b\n\nNo.\n\n{REGISTERED}"),
        (SIGNED, "", f"From: b\n\nNo.\n\n{SIGNED}"),
        (f"From: {OFFER}", "", f"From: {OFFER}\n\nNo."),
    ],
    ids=[
        "open on purpose", "a stand-in", "it was open before", "an older contract", "a few words",
        "a reply of that day that quotes it", "what lies under a reply", "below the head of a mail", "below who wrote it",
        "a footer", "who somebody is", "a signature", "headers",
    ],
)  # fmt: skip
def test_what_is_no_secret(words: str, keys: str, said: str, quotes: Quotes) -> None:
    assert quotes(words, keys, said=said) == []


def test_what_an_older_open_exhibit_said_already(quotes: Quotes) -> None:
    head = "---\ndate: 2026-05-01\ndirection: out\nchannel: email\nprivilege: open\n---\n"
    assert quotes(OFFER, files={"correspondence/n.md": head + OFFER}) == []


@pytest.mark.parametrize(
    ("words", "keys", "said"),
    [
        (OFFER, ", kind: contract", MAIL),
        (OFFER, ", date: 2026-06-01", MAIL),
        (OFFER, ", date: 2026-06-02", "From: b\n\nSee below.\n\n-----Original Message-----\n" + OFFER),
        (OFFER, ", date: 2026-06-02", "From: b\n\nSee below.\n\n> " + OFFER),
        (BY_MISTAKE, "", f"From: b\n\n{BY_MISTAKE}"),
        ("You wrote: we offer EUR 9,111 if paid by 1 July.", "", "From: b\n\nWe offer EUR 9,111 if paid by 1 July."),
        ("我方愿意接受三千欧元作为全部欠款的最终和解金额，但须在六月底之前支付，否则本提议自动失效，双方均不得再行主张该提议。" * 2,
         "", "From: b\n\n" + "我方愿意接受三千欧元作为全部欠款的最终和解金额，但须在六月底之前支付，否则本提议自动失效，双方均不得再行主张该提议。" * 2),
    ],
    ids=[
        "a contract without a day", "the same day", "forwarded", "quoted", "a sentence like a footer's",
        "a short offer of a sum", "a script without capitals",
    ],
)  # fmt: skip
def test_what_may_well_be_one(words: str, keys: str, said: str, quotes: Quotes) -> None:
    assert len(quotes(words, keys, said=said)) == 1


def test_what_has_no_day_and_is_kept_back_was_not_known_before(quotes: Quotes) -> None:
    head = "---\ndate: 2026-01-05\ndirection: in\nchannel: email\n---\n"
    row = ROW.format("E03", "pdf", ", privilege: without-prejudice")
    found = quotes(said="", files={"correspondence/n.md": head + OFFER}, kept=row)
    assert [each.partition(":")[0] for each in found] == ["cases/a/correspondence/n.md"]


def test_what_was_attached_to_it_and_what_is_marked_whatever_it_is(quotes: Quotes) -> None:
    attached = ROW.format("E03", "pdf", ", parent: E01")
    draft = ROW.format("E03", "pdf", ", kind: contract, privilege: without-prejudice")
    billed = ROW.format("E03", "pdf", ", kind: invoice, parent: E01")
    internal = ROW.format("E03", "pdf", ", privilege: internal")
    found = [len(quotes(OFFER, said="", kept=row)) for row in (attached, draft, billed, internal)]
    assert found == [1, 1, 0, 0]


def test_a_stand_in_that_quotes_something_else(quotes: Quotes) -> None:
    row = ROW.format("E03", "pdf", ", privilege: legal-advice")
    assert quotes(OFFER, ", redacts: E03", said=MAIL, kept=row, kept_says="What counsel advised.")
    assert not quotes(OFFER, ", redacts: E03", said="", kept=row)


def test_what_the_case_says_itself(quotes: Quotes) -> None:
    found = quotes(files={"case.yaml": CASE.format(f'"{OFFER}"')})
    assert [each.partition(" is ")[0] for each in found] == ["cases/a/case.yaml:2:1: it"]


def test_our_own_note_of_a_call_may_be_repeated(quotes: Quotes) -> None:
    call = f"---\ndate: 2026-06-02\ndirection: in\nchannel: call\n---\n{OFFER}"
    assert quotes(said="", files={"case.yaml": CASE.format(f'"{OFFER}"'), "correspondence/c.md": call}) == []


def test_what_is_to_be_done_is_said_of_each(asked: Asked) -> None:
    head = "---\ndate: 2026-06-05\ndirection: in\nchannel: email\n---\n"
    mail = f"From: b@b.example\nDate: Fri, 5 Jun 2026 10:00:00 +0000\n\n{OFFER}\n"
    found = asked(OFFER, files={"correspondence/n.md": head + OFFER, "correspondence/2026-06-05-m.eml": mail})
    assert [each.hint.partition(", its")[0] for each in found] == [
        "write privilege: open in its row if that is meant",
        "write privilege: open if that is meant into cases/a/correspondence/2026-06-05-m.md, between two lines ---",
        "write privilege: open if that is meant in its front matter",
    ]
