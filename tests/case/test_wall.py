"""The other side of the wall: everything that is left out or cut short on the open one, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.privilege import enclosed, kept_as, same_bytes, withheld_hashes, withheld_inside
from casefile.case.same_mail import marks_of
from casefile.case.upto import earlier, upto
from casefile.case.wall import opened, ours
from casefile.case.workspace import open_workspace

_NOTE = "---\ndate: 2026-05-20\ndirection: out\nchannel: {0}\nsubject: {1}\n{2}---\nWords of {1}.\n"
FILES = {
    "casefile.yaml": "creditor: {name: A Ltd}\n",
    "cases/a/case.yaml": "id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: B Ltd}\nhold: {reason: thinking}\n",
    "cases/a/offers.yaml": "- {id: O1, date: 2026-06-01, by: us, kind: discount, amount: 5.00, privilege: without-prejudice}\n"
    "- {id: O2, date: 2026-06-02, by: us, kind: discount, amount: 6.00}\n",
    "cases/a/evidence.yaml": "- {id: E01, file: evidence/1.txt, title: Open}\n"
    "- {id: E02, file: evidence/2.txt, title: Advice, privilege: legal-advice}\n"
    "- {id: E03, file: evidence/3.txt, title: Whole}\n"
    "- {id: E04, file: evidence/4.txt, title: Blackened, redacts: E03}\n",
    **{f"cases/a/evidence/{number}.txt": f"text {number}" for number in range(1, 5)},
    "cases/a/correspondence/1.md": _NOTE.format("email", "open", ""),
    "cases/a/correspondence/2.md": _NOTE.format("email", "offer", "privilege: without-prejudice\n"),
    "cases/a/correspondence/3.md": _NOTE.format("call", "call", ""),
    "cases/a/correspondence/4.md": _NOTE.format("email", "cut", "evidence: [E01, E02]\n"),
    "cases/a/correspondence/5.md": _NOTE.format("email", "stand-in", "evidence: [E03]\n"),
}


@pytest.fixture
def case(workspace: Callable[[Mapping[str, str]], Path]) -> Case:
    """A case with something on either side."""
    return folder.load(open_workspace(workspace(FILES)), "a")


REGISTER = """\
- {id: E01, file: evidence/1.txt, title: Contract, sha256: S1}
- {id: E02, file: evidence/2.txt, title: The paper of an offer, sha256: S2}
- {id: E03, file: evidence/3.txt, title: A letter of counsel, sha256: S3, privilege: legal-advice}
- {id: E04, file: evidence/4.txt, title: The same letter again, sha256: S3, privilege: open}
- {id: E05, file: evidence/5.txt, title: Came with an offer and is shown, sha256: S5, privilege: open}
- {id: E06, file: evidence/6.eml, title: A mail that is kept back, sha256: S6}
- {id: E07, file: evidence/7.txt, title: Noted in a call, sha256: S7}
- {id: E08, file: evidence/8.txt, title: Attached to the mail, sha256: S8, parent: E06}
"""


def test_what_belongs_to_the_privileged_is_kept_back_with_it(workspace: Callable[[Mapping[str, str]], Path]) -> None:
    mail = "From: b@b.example\nTo: a@a.example\nDate: Wed, 20 May 2026 10:00:00 +0000\nSubject: Offer\n\nFive.\n"
    digests = {f"S{number}": hashlib.sha256(str(number).encode()).hexdigest() for number in range(1, 9)}
    digests["S6"] = hashlib.sha256(mail.encode()).hexdigest()
    register = REGISTER
    for name, digest in digests.items():
        register = register.replace(f"sha256: {name}", f"sha256: {digest}")
    case = folder.load(open_workspace(workspace({
        **{name: text for name, text in FILES.items() if "evidence" not in name and "correspondence" not in name},
        "cases/a/case.yaml": FILES["cases/a/case.yaml"] + "contract: {form: written, evidence: E01}\n",
        "cases/a/offers.yaml": "- {id: O1, date: 2026-06-01, by: us, kind: discount, amount: 5.00, privilege: without-prejudice, "
        "evidence: [E01, E02, E05]}\n",
        "cases/a/evidence.yaml": register,
        "cases/a/correspondence/6.eml": mail,
        "cases/a/correspondence/6.md": "---\ndirection: in\nprivilege: without-prejudice\n---\n",
        "cases/a/correspondence/7.md": _NOTE.format("call", "call", "evidence: [E07]\n"),
    })), "a")  # fmt: skip
    assert [each.id for each in opened(case).exhibits] == ["E01", "E05", "E07"]
    assert [each.id for each in ours(case).exhibits] == ["E02", "E03", "E04", "E06", "E08"]
    assert dict(enclosed(case)) == {"E02": "O1"}
    assert {name: by.rpartition("/")[2] for name, by in same_bytes(case).items()} == {"E04": "E03", "E06": "6.eml"}


def test_what_is_withheld_is_known_by_its_file_where_the_register_has_no_hash(
    workspace: Callable[[Mapping[str, str]], Path],
) -> None:
    root = workspace({
        **FILES,
        "cases/a/evidence.yaml": FILES["cases/a/evidence.yaml"] + "- {id: E05, file: evidence/5.txt, title: Again}\n"
        "- {id: E06, file: evidence/6.txt, title: Attached, parent: E01, privilege: internal}\n"
        "- {id: E07, file: evidence/7.txt, title: Gone, parent: E01, privilege: internal}\n",
        "cases/a/evidence/5.txt": "text 2",
        "cases/a/evidence/6.txt": "text 6",
    })  # fmt: skip
    case = folder.load(open_workspace(root), "a")
    advice, attached = (hashlib.sha256(f"text {number}".encode()).hexdigest() for number in (2, 6))
    assert dict(same_bytes(case)) == {"E05": "E02"}
    assert "E05" not in {each.id for each in opened(case).exhibits}
    assert {advice, attached} < withheld_hashes(case)
    assert withheld_inside(case, "E01") == (attached, "")


OTHER_TEXT = {
    "other ends": b"text\r\n2\r\n",
    "no last end": b"text\n2",
    "a mark": b"\xef\xbb\xbftext\n2\n",
    "both": b"\xef\xbb\xbftext\r\n2",
}


@pytest.mark.parametrize("way", OTHER_TEXT)
def test_a_text_that_is_withheld_is_known_whatever_its_line_ends(
    workspace: Callable[[Mapping[str, str]], Path], way: str
) -> None:
    kept, other = b"text\n2\n", OTHER_TEXT[way]
    for withheld, seen in ((kept, other), (other, kept)):
        root = workspace({
            **FILES,
            "cases/a/evidence.yaml": FILES["cases/a/evidence.yaml"] + "- {id: E05, file: evidence/5.txt, title: Again, "
            f"sha256: {hashlib.sha256(seen).hexdigest()}}}\n",
        })  # fmt: skip
        (root / "cases/a/evidence/2.txt").write_bytes(withheld)
        (root / "cases/a/evidence/5.txt").write_bytes(seen)
        case = folder.load(open_workspace(root), "a")
        assert dict(same_bytes(case)) == {"E05": "E02"}
        assert "E05" not in {each.id for each in opened(case).exhibits}


def test_a_mail_that_is_a_withheld_exhibit_with_other_line_ends_is_withheld(
    workspace: Callable[[Mapping[str, str]], Path],
) -> None:
    mail = "From: b@b.example\nTo: a@a.example\nDate: Wed, 20 May 2026 10:00:00 +0000\nSubject: Offer\n\nFive.\n"
    root = workspace({**FILES, "cases/a/correspondence/6.md": "---\ndirection: in\n---\n"})
    (root / "cases/a/correspondence/6.eml").write_bytes(mail.replace("\n", "\r\n").encode())
    (root / "cases/a/evidence/2.txt").write_bytes(mail.encode())
    case = folder.load(open_workspace(root), "a")
    kept = {each.file.rpartition("/")[2]: kept_as(case, each) for each in case.contacts}
    assert kept["6.eml"] == "legal-advice"


ADVICE = "From: jo@law.example\nTo: a@a.example\nDate: Wed, 20 May 2026 10:00:00 +0000\nMessage-ID: <X1@law.example>\n\nWait.\n"
EXPORTED = "Received: from b by c\nX-Folder: Sent\n" + ADVICE.replace("Message-ID: <X1@", "Message-Id: <x1@")


def with_mails(
    workspace: Callable[[Mapping[str, str]], Path], rows: str, files: Mapping[str, str], advice: str = ADVICE
) -> Case:
    """The case with a mail of counsel as E05, kept back, and more."""
    register = (
        FILES["cases/a/evidence.yaml"] + "- {id: E05, file: evidence/5.eml, title: Mail, privilege: legal-advice}\n"
    )
    files = {f"cases/a/{name}": text for name, text in files.items()}
    root = workspace({**FILES, **files, "cases/a/evidence.yaml": register + rows, "cases/a/evidence/5.eml": advice})
    return folder.load(open_workspace(root), "a")


def test_the_same_message_kept_by_another_program_is_kept_back(
    workspace: Callable[[Mapping[str, str]], Path],
) -> None:
    row = "- {id: E06, file: evidence/6.eml, title: Mail as exported}\n"
    case = with_mails(
        workspace,
        row,
        {
            "evidence/6.eml": EXPORTED,
            "correspondence/9.eml": EXPORTED,
            "correspondence/9.md": "---\ndirection: in\n---\n",
        },
    )
    assert dict(same_bytes(case)) == {"E06": "E05"}
    assert "E06" not in {each.id for each in opened(case).exhibits}
    assert {each.file.rpartition("/")[2]: kept_as(case, each) for each in case.contacts}["9.eml"] == "legal-advice"


def test_a_message_may_stand_in_redacted_for_itself(workspace: Callable[[Mapping[str, str]], Path]) -> None:
    row = "- {id: E06, file: evidence/6.eml, title: Mail redacted, redacts: E05}\n"
    case = with_mails(workspace, row, {"evidence/6.eml": ADVICE.replace("Wait.", "[redacted]")})
    assert "E06" in {each.id for each in opened(case).exhibits}
    assert not marks_of(case.path / "evidence/6.eml") & withheld_hashes(case)


def test_what_is_shown_by_itself_is_not_looked_for_in_others(workspace: Callable[[Mapping[str, str]], Path]) -> None:
    """A paper that everybody has may go to counsel as well."""
    rows = "- {id: E06, file: evidence/6.txt, title: Invoice}\n- {id: E07, file: evidence/7.txt, title: Invoice, parent: E05}\n"
    case = with_mails(workspace, rows, {"evidence/6.txt": "Invoice 1", "evidence/7.txt": "Invoice 1"})
    assert {"E06"} == {each.id for each in opened(case).exhibits} & {"E06", "E07"}
    assert hashlib.sha256(b"Invoice 1").hexdigest() not in withheld_hashes(case)


def test_a_message_that_is_kept_back_is_looked_for_in_others(workspace: Callable[[Mapping[str, str]], Path]) -> None:
    mail = "From: b@b.example\nTo: a@a.example\nDate: Wed, 20 May 2026 10:00:00 +0000\nSubject: Offer\n\nFive.\n"
    note = "---\ndirection: in\nprivilege: {0}\n---\n"
    for mark, known in (("without-prejudice", True), ("open", False)):
        files = {**FILES, "cases/a/correspondence/6.eml": mail, "cases/a/correspondence/6.md": note.format(mark)}
        case = folder.load(open_workspace(workspace(files)), "a")
        assert (hashlib.sha256(mail.encode()).hexdigest() in withheld_hashes(case)) is known


SETTLED = "agreed: 2026-06-03\namount: 5.00\ndue: 2026-07-01\noffer: {0}\n"


@pytest.mark.parametrize(("offer", "named"), [("O1", ""), ("O2", "O2")])
def test_a_settlement_names_its_offer_only_where_the_offer_is_open(
    offer: str, named: str, workspace: Callable[[Mapping[str, str]], Path]
) -> None:
    files = {**FILES, "cases/a/settlement.yaml": SETTLED.format(offer)}
    settlement = opened(folder.load(open_workspace(workspace(files)), "a")).settlement
    assert settlement is not None
    assert (settlement.offer, str(settlement.agreed)) == (named, "2026-06-03")


@pytest.mark.parametrize(("original", "named"), [("E01", "E01"), ("E03", "E04"), ("E02", None)])
def test_a_translation_stands_beside_what_is_shown_of_its_original(
    original: str, named: str | None, workspace: Callable[[Mapping[str, str]], Path]
) -> None:
    row = f"- {{id: E05, file: evidence/5.txt, title: In English, translation_of: {original}, privilege: open}}\n"
    files = {**FILES, "cases/a/evidence.yaml": FILES["cases/a/evidence.yaml"] + row, "cases/a/evidence/5.txt": "5"}
    translation = opened(folder.load(open_workspace(workspace(files)), "a")).exhibit("E05")
    assert translation is not None
    assert translation.translation_of == named


def test_what_is_withheld_is_here(case: Case) -> None:
    kept = ours(case)
    assert [each.id for each in kept.exhibits] == ["E02", "E03"]
    assert [each.id for each in kept.offers] == ["O1"]
    assert kept.file.hold is not None


def test_contacts_are_whole_and_marked_as_they_are_kept(case: Case) -> None:
    found = [(each.head.subject, each.head.kept_as, each.head.evidence, each.text) for each in ours(case).contacts]
    assert found == [
        ("offer", "without-prejudice", (), "Words of offer."),
        ("call", "internal", (), "Words of call."),
        ("cut", "internal", (), "Words of cut."),
    ]


def test_the_two_sides_are_the_whole(case: Case) -> None:
    for part in ("exhibits", "offers"):
        here, there = ({each.id for each in getattr(side, part)} for side in (ours(case), opened(case)))
        assert here | there == {each.id for each in getattr(case, part)}
        assert not here & there
    told = {each.text for side in (ours(case), opened(case)) for each in side.contacts if each.text}
    assert told == {each.text for each in case.contacts}


def test_a_withheld_proof_of_arrival_takes_only_its_words_along(
    workspace: Callable[[Mapping[str, str]], Path],
) -> None:
    back = "{on: 2026-05-28, how: returned says counsel, evidence: [E02]}"
    letter = _NOTE.format("post", "letter", f"evidence: [E01]\nreceived: {back}\n")
    case = folder.load(open_workspace(workspace({**FILES, "cases/a/correspondence/6.md": letter})), "a")
    (shown,) = (each for each in opened(case).contacts if each.head.subject == "letter")
    assert shown.text.strip() == "Words of letter."
    assert shown.head.received is not None
    assert (shown.head.received.how, shown.head.received.came_back) == ("", True)
    assert (shown.head.evidence, shown.head.received.evidence) == (("E01",), ())


DATED = {
    **FILES,
    "cases/a/evidence.yaml": "- {id: E01, file: evidence/1.txt, title: Mail, date: 2026-05-02}\n"
    "- {id: E02, file: evidence/2.txt, title: Attached and dated ahead, date: 2026-07-01, parent: E01}\n"
    "- {id: E03, file: evidence/3.txt, title: Whole, date: 2026-05-03}\n"
    "- {id: E04, file: evidence/4.txt, title: Blackened, redacts: E03, date: 2026-07-02}\n"
    "- {id: E05, file: evidence/5.txt, title: Later, date: 2026-07-03}\n"
    "- {id: E06, file: evidence/6.txt, title: Attached to what is later, parent: E05}\n"
    "- {id: E07, file: evidence/7.txt, title: Of no day}\n",
    **{f"cases/a/evidence/{number}.txt": f"text {number}" for number in range(1, 8)},
    "cases/a/correspondence/4.md": _NOTE.format("email", "later proof", "evidence: [E05]\n"),
    "cases/a/correspondence/6.md": _NOTE.format("email", "afterwards", "").replace("2026-05-20", "2026-07-09"),
}


def test_up_to_a_day_nothing_later_is_on_either_side(workspace: Callable[[Mapping[str, str]], Path]) -> None:
    whole = folder.load(open_workspace(workspace(DATED)), "a")
    case = upto(whole, date(2026, 6, 1))
    shown, held = opened(case), ours(case)
    assert [each.id for each in shown.exhibits] == ["E01", "E02", "E07"]
    assert [each.head.subject for each in shown.contacts] == ["open", "later proof", "stand-in"]
    assert {name for each in shown.contacts for name in each.head.evidence} == set()
    assert shown.contacts[1].text, "what it names is later, not kept back"
    assert [each.id for each in held.exhibits] == ["E03"], "the original, though what stands in for it is later"
    assert [each.id for each in held.offers] == ["O1"]
    assert [each.id for each in ours(upto(whole, date(2026, 5, 30))).offers] == []
    assert withheld_hashes(case) == withheld_hashes(whole)
    assert [each.id for each in earlier(case).exhibits] == ["E01", "E02", "E03", "E07"]
    assert opened(upto(whole, date(2026, 12, 1))).exhibits == opened(whole).exhibits
