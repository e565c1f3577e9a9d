"""Cover, index, certificate and printed contacts say what plan and case hold, word for word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.case.fields import Language
from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.party import Representative
from casefile.case.proof import Received
from casefile.case.wall import opened
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.documents.matter import Sides
from casefile.exhibits.pages import Pages
from casefile.packet import lists, papers
from casefile.packet.contact import contact
from casefile.packet.papers import About, Making
from casefile.packet.plan import Item, Plan, arranged, paginated
from casefile.packet.printed import printed_contacts
from casefile.packet.profile import profile
from casefile.packet.words import words as spoken_in
from casefile.render.markdown_text import draw
from casefile.render.sheet import Sheet
from tests.packet.conftest import AS_OF

ROOT = Path(__file__).parents[2]


def about(case: Case, commit: str = "0123456789abcdef") -> About:
    """What the packet of a case is about."""
    shown = opened(case)
    making = Making(AS_OF, commit=commit)
    return About(shown, owed(shown, AS_OF, making.regimes), making)


def plan(case: Case) -> Plan:
    """The case's plan, three pages an item."""
    bare = arranged(opened(case), profile("attorney"), "en")
    return paginated(bare, {item.key: 3 for item in bare.items}, {"index": "Index"})


def words(sheet: Sheet) -> str:
    """A sheet as plain text with ordinary blanks."""
    return draw(sheet).replace("\xa0", " ")


def test_cover(case: Case) -> None:
    address = {"lines": ("1 Road",), "postcode": "N1", "city": "London", "country": "GB"}
    creditor = case.creditor.model_copy(
        update={
            "address": case.creditor.address or _address(**address),
            "tax_ids": {"vat": "GB1", "company_no": "77", "hrb": "HRB 5"},
        }
    )
    said = words(papers.cover(about(replace(case, creditor=creditor)), plan(case)))
    assert "VAT no. GB1, Company no. 77, Commercial register HRB 5" in said
    assert ", London, N1" in said, "an address takes one line"
    found = plan(case)
    assert f"{len(found.exhibits)} documents in 6 sections, 54 pages" in said, "letters count as exhibits do"
    assert any(not item.label for item in found.exhibits)
    assert "Principal" in said
    assert "Interest" not in said.partition("Parties")[0], "what is nothing has no row"


def test_cover_names_everybody_who_takes_part() -> None:
    case = load(open_workspace(ROOT), "2026-003-kestrel")
    said = words(papers.cover(about(case), plan(case)))
    for words_of_it in (
        "Pike & Sons Joinery", "on 1 February 2026, notice to the debtor on 3 February 2026\n\nDebtor", "Guarantor",
        "Leeds, LS17 9AA", "up to £5,000.00", "Helen Ormerod, Ormerod Flint Solicitors",
    ):  # fmt: skip
        assert words_of_it in said.replace("\\", ""), words_of_it


def test_cover_calls_the_sides_what_the_profile_does(case: Case) -> None:
    agent = Representative.model_construct(name="A. Lane", firm="Lane LLP", address=None)
    debtor = case.debtor.model_copy(update={"represented_by": agent})
    told = about(replace(case, debtor=debtor))
    court = words(papers.cover(told, plan(case), profile("uk-court").named("en")))
    for said in ("Claimant\n", "Defendant\n", "Defendant’s representative\n"):
        assert said in court
    assert "reditor\n" not in court
    assert "ebtor" not in court
    assert "Creditor\n" in words(papers.cover(told, plan(case), profile("attorney").named("en")))
    assert profile("us-exhibits").named("en") == Sides("Plaintiff", "Defendant")
    assert profile("us-exhibits").named("de") == Sides()


def test_cover_gives_our_counsels_reference_its_name() -> None:
    case = load(open_workspace(ROOT), "2026-014-northwind")
    said = words(papers.cover(about(case), plan(case)))
    assert "Our counsel’s reference" in said
    assert "Principal, of which €963.90 contested" in said
    assert "20457 Hamburg, GERMANY" in said


def _address(**fields: object) -> object:
    from casefile.case.party import Address

    return Address(**fields)


def test_index_names_every_document_with_its_pages(case: Case) -> None:
    found = plan(case)
    said = words(lists.index(about(case), found))
    for item in found.items:
        assert item.title in said
        assert f"{item.first}–{item.last}" in said


@pytest.mark.parametrize(
    ("commit", "day", "said"),
    [
        ("0123456789abcdef", None, "facts up to 1 September 2026; files as committed at 0123456789abcdef. It holds"),
        ("0123", date(2026, 11, 21), "committed at 0123 on 21 November 2026. It holds"),
        ("0123+", None, "committed at 0123, with changes that are not committed. It holds"),
        ("", None, "facts up to 1 September 2026. It holds"),
    ],
)
def test_certificate_says_of_which_commit(case: Case, commit: str, day: date | None, said: str) -> None:
    found = about(case, commit)
    found = replace(found, making=replace(found.making, committed=day))
    assert said in " ".join(words(papers.certificate(found, plan(case), [])).split())


def test_certificate_names_slips_and_notes(case: Case) -> None:
    made = [Pages("E02", case.path, 1, slip="Broken."), Pages("E01", case.path, 1, notes=("Scaled.",))]
    said = words(papers.certificate(about(case), plan(case), made))
    assert said.index("Scaled.") < said.index("Broken.")
    assert "E08-photo.jpg" in said


def test_a_contacts_lines_are_unwrapped_and_its_words_kept(case: Case) -> None:
    long = "a line that an editor has broken because it came near its margin of words,"
    told = replace(
        printed_contacts(opened(case))[0], text=f"{long}\nand its rest.\n\nKind regards\n*Kai* {{{{ 7*7 }}}}"
    )
    item = next(item for item in plan(case).exhibits if item.key == "C01")
    said = words(contact(about(case), item, told))
    assert f"{long} and its rest." in said.replace("\\", "")
    assert "Kind regards" in said.splitlines()[-2] or "Kind regards\\" in said
    assert "{{ 7*7 }}" in said.replace("\\", "")


@pytest.mark.parametrize(
    ("received", "line"),
    [
        ({"on": "2026-06-03", "how": "signed receipt"}, ("Arrived", "3 June 2026, signed receipt")),
        ({"on": "2026-06-09", "returned": "true"}, ("Came back", "9 June 2026")),
        ({"on": "2026-06-09", "returned": "true", "how": "not collected"}, ("Came back", "9 June 2026, not collected")),
    ],
)
def test_a_contact_arrived_or_came_back(case: Case, received: dict[str, str], line: tuple[str, str]) -> None:
    told, item = printed_contacts(opened(case))[0], next(item for item in plan(case).exhibits if item.key == "C01")
    letter = replace(told, head=told.head.model_copy(update={"received": Received.model_validate(received)}))
    said = words(contact(about(case), item, letter))
    assert f"\n{line[0]}\n: {line[1]}\n" in said


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ("E-mail to Kai Weber: Reminder", "Note of a call, received: Delay")),
        ("fr", ("Courriel à Kai Weber – Reminder", "Note d’appel téléphonique, arrivée – Delay")),
        ("pl", ("E-mail do: Kai Weber – Reminder", "Notatka z rozmowy, otrzymano – Delay")),
        ("ru", ("Электронное письмо (кому: Kai Weber) — Reminder", "Запись разговора, получено — Delay")),
        ("de", ("E-Mail an Kai Weber: Reminder", "Telefonvermerk, eingegangen: Delay")),
    ],
)
def test_a_contacts_title_has_one_colon_at_most(case: Case, language: Language, titles: tuple[str, str]) -> None:
    sent = printed_contacts(opened(case))[0]
    named = sent.head.model_copy(update={"to": "Kai Weber, kai@northwind.example", "subject": "Reminder"})
    rung = sent.head.model_copy(update={"direction": "in", "channel": "call", "date": AS_OF, "subject": "Delay"})
    contacts = (replace(sent, head=named), replace(sent, head=rung, file=f"{sent.file}.md"))
    found = arranged(replace(opened(case), contacts=contacts), profile("attorney"), language).exhibits
    assert tuple(item.title for item in found if not item.number) == titles


def test_a_note_is_of_a_meeting_with_somebody(case: Case) -> None:
    met = printed_contacts(opened(case))[0]
    head = met.head.model_copy(
        update={"to": "Kai Weber", "subject": "Terms", "channel": "meeting", "privilege": "open"}
    )
    found = arranged(replace(opened(case), contacts=(replace(met, head=head),)), profile("attorney"), "en").exhibits
    assert [item.title for item in found if not item.number] == ["Note of a meeting with Kai Weber: Terms"]


def in_volumes(found: Plan, *, late: bool = False) -> Plan:
    """A plan whose papers at the back, and what was added, stand in a second volume."""
    last = found.sections[-1]
    sections = (
        (*found.sections[:-1], replace(last, letter="", title="Late additions", late=True)) if late else found.sections
    )

    def placed(items: tuple[Item, ...], volume: int) -> tuple[Item, ...]:
        return tuple(replace(item, volume=volume) for item in items)

    filled = tuple(replace(each, items=placed(each.items, 2 if each.late else 1)) for each in sections)
    return replace(found, front=placed(found.front, 1), sections=filled, back=placed(found.back, 2))


@pytest.mark.parametrize("language", ["en", "fr", "pl", "ru", "de"])
def test_the_cover_says_what_is_so_in_volumes_and_with_late_additions(case: Case, language: Language) -> None:
    found = about(case)
    found = replace(found, making=replace(found.making, language=language))
    whole = plan(case)
    plain, divided = (words(papers.cover(found, each)) for each in (whole, in_volumes(whole, late=True)))
    page = str(whole.back[0].first)
    for said in (plain, divided):
        assert re.search(rf"\[[^]]*{page}\]\(exhibit:certificate/1\)", said), "the certificate by its page"
    last = {"en": "volume 2", "fr": "volume 2", "pl": "tom 2", "ru": "том 2", "de": "Band 2"}[language]
    such = {
        "en": "such a reference is",
        "fr": "une telle référence",
        "pl": "takie odesłanie",
        "ru": "такая ссылка",
        "de": "ein solcher",
    }
    assert f"({last})" in divided
    assert such[language] in plain
    assert such[language] not in divided.rpartition("B12")[2]


def test_the_cover_of_documents_in_files_of_their_own_promises_no_page_of_the_packet(case: Case) -> None:
    said = words(papers.cover(about(case), replace(plan(case), files="each")))
    assert "is the page of its file." in said
    assert "A reference such as *E01, p. 3* means page 3 of E01." in said
    assert "link" not in said
    assert "; the certificate gives their hashes." in said


def test_the_index_lists_in_the_order_of_the_pages_with_the_volume_in_the_same_line(case: Case) -> None:
    whole = plan(case)
    said = words(lists.index(about(case), in_volumes(whole, late=True)))
    late, back = whole.sections[-1].items[0], whole.back[0]
    assert f"vol. 2, {back.first}–{back.last}" in said
    assert f"vol. 1, {whole.front[0].first}–{whole.front[0].last}" in said
    assert said.index("certificate") < said.index("Late additions") < said.index(late.title)
    assert "At the end" not in said
    assert "At the end" in words(lists.index(about(case), whole))


def test_the_certificate_notes_copies_in_the_packets_order(case: Case) -> None:
    bare = arranged(opened(case), profile("us-exhibits"), "en")
    found = paginated(bare, {item.key: 1 for item in bare.items})
    made = [Pages(item.number, case.path, 1, notes=("Scaled.",)) for item in found.exhibits if item.number]
    notes = words(papers.certificate(about(case), found, made[::-1])).partition("Notes on the copies")[2]
    assert re.findall(r"\| (Exhibit [A-Z]) \| Scaled", notes) == [i.label for i in found.exhibits if i.number]


@pytest.mark.parametrize("language", ["en", "fr", "pl", "ru", "de"])
def test_the_certificate_says_which_file_stays_behind_for_which_reason(case: Case, language: Language) -> None:
    found = about(case)
    found = replace(found, making=replace(found.making, language=language))
    bare = arranged(opened(case), profile("attorney"), language, frozenset({"E01", "E02", "E03"}))
    said = words(
        papers.certificate(
            found, paginated(bare, {each.key: 1 for each in bare.items}), [], "", {"E02": "quoted", "E03": "closed"}
        )
    )
    said = " ".join(said.replace("\u202f", " ").split())
    spoken = spoken_in(language)
    for sentence in spoken.native_kept.values():
        assert said.count(sentence) == 1, said


def test_no_line_of_the_polish_papers_ends_with_a_word_of_one_letter(case: Case) -> None:
    found = about(case)
    found = replace(found, making=replace(found.making, language="pl"))
    for paper in (
        papers.cover(found, plan(case)),
        papers.certificate(found, plan(case), []),
        lists.index(found, plan(case)),
    ):
        assert re.findall(r"(?<![\w*])[aiouwz](?= )", draw(paper)) == []
