"""A save reaches the browser: what leads to a rendering, what does not, and what is shown while something is wrong."""

from __future__ import annotations

import base64

import pytest

from tests.cli.conftest import FILES, FOLDER
from tests.preview.conftest import LETTER, PLEASE, Listener, Start, get

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg=="
)


def test_the_first_rendering_is_told_with_its_pages(start: Start) -> None:
    view = start().listener.wait()
    assert (view["number"], view["version"], view["failed"], view["problems"]) == (1, 1, False, [])
    assert (view["name"], view["title"]) == ("reminder-first.en", "Invoice INV-1043: reminder")
    assert [{side: round(points) for side, points in page.items()} for page in view["pages"]] == [
        {"width": 595, "height": 842}
    ]


def test_a_saved_template_is_shown(start: Start) -> None:
    preview = start()
    preview.listener.wait()
    before = get(preview.url, "/pages/1.png")[1]
    preview.save(LETTER, (PLEASE, "Kindly pay"))
    view = preview.listener.wait()
    assert (view["number"], view["version"], view["problems"]) == (2, 2, [])
    assert "Kindly pay" in preview.words()
    assert get(preview.url, "/pages/1.png")[1] != before


def test_everything_the_letter_is_made_of_is_watched(start: Start) -> None:
    debtor = FILES[f"{FOLDER}/case.yaml"]
    assert isinstance(debtor, str)
    head, _, rest = debtor.partition("debtor:\n")
    party, _, tail = rest.partition("contract:")
    shared = party.replace("\n  ", "\n").removeprefix("  ")
    casefile = f"{FILES['casefile.yaml']!s}logo: brand/logo.png\n"
    preview = start(
        {
            f"{FOLDER}/case.yaml": f"{head}debtor: northwind\ncontract:{tail}",
            "debtors/northwind.yaml": shared,
            "casefile.yaml": casefile,
            "brand/logo.png": PIXEL,
        }
    )
    assert preview.listener.wait()["problems"] == []

    def saved(name: str, old: str, new: str) -> str:
        preview.save(name, (old, new))
        assert preview.listener.wait()["problems"] == []
        return preview.words()

    assert "Northwind AG" in saved("debtors/northwind.yaml", "Northwind Trading GmbH", "Northwind AG")
    assert "Studio Aalto" in saved("casefile.yaml", "Studio Halvorsen Ltd", "Studio Aalto")
    assert "INV-2000" in saved(f"{FOLDER}/invoices/INV-1043.yaml", "INV-1043", "INV-2000")
    before = preview.words()
    assert saved(f"{FOLDER}/payments.yaml", "1000.00", "1500.00") != before
    preview.put("templates/en/clauses/opening.md", b"Good morning,\n\n")  # in a folder that was not there
    assert preview.listener.wait()["problems"] == []
    assert "Good morning" in preview.words()
    preview.put("templates/en/clauses/opening.md", b"Good evening,\n\n")
    assert preview.listener.wait()["problems"] == []
    assert "Good evening" in preview.words()
    (preview.root / "brand/logo.png").unlink()
    assert "there is no file 'brand/logo.png'" in str(preview.listener.wait()["problems"])


def test_problems_stand_over_the_last_pages_until_they_are_mended(start: Start) -> None:
    preview = start()
    preview.listener.wait()
    before = get(preview.url, "/pages/1.png")[1]
    preview.save(LETTER, ("{{ pay_by }}", "{{ pay_bye }}"))
    view = preview.listener.wait()
    assert view["failed"]
    (problem,) = view["problems"]
    assert problem["message"] == "there is no 'pay_bye' here"
    assert problem["place"].startswith("templates/en/reminder.md:")
    assert problem["hint"] == "did you mean 'pay_by'?"
    assert (view["version"], len(view["pages"])) == (1, 1)
    assert get(preview.url, "/pages/1.png")[1] == before
    preview.save(LETTER, ("{{ pay_bye }}", "{{ pay_by }}"), (PLEASE, "Kindly pay"))
    view = preview.listener.wait()
    assert (view["failed"], view["problems"], view["version"]) == (False, [], 2)
    assert "Kindly pay" in preview.words()


def test_a_case_that_is_wrong_from_the_start_is_shown_when_it_is_right(start: Start) -> None:
    preview = start({f"{FOLDER}/payments.yaml": "- date: 2026-05-06\n  amount: 1.000,00\n"})
    view = preview.listener.wait()
    assert (view["failed"], view["version"], view["pages"], view["name"]) == (True, 0, [], "reminder")
    assert view["problems"][0]["place"] == f"{FOLDER}/payments.yaml:2:3"
    assert get(preview.url, "/document.pdf")[0].status == 404
    assert get(preview.url, "/document.docx")[0].status == 409
    assert get(preview.url, "/pages/1.png")[0].status == 404
    preview.save(f"{FOLDER}/payments.yaml", ("1.000,00", "1000.00"))
    assert preview.listener.wait()["problems"] == []
    assert get(preview.url, "/pages/1.png")[0].status == 200


def test_casefile_yaml_may_be_wrong_and_right_again(start: Start) -> None:
    preview = start()
    preview.listener.wait()
    preview.save("casefile.yaml", ("creditor:", "creditr:"))
    assert "did you mean 'creditor'?" in {problem["hint"] for problem in preview.listener.wait()["problems"]}
    preview.save("casefile.yaml", ("creditr:", "creditor:"))
    assert preview.listener.wait()["problems"] == []


def test_two_rapid_saves_are_one_rendering(start: Start) -> None:
    preview = start(quiet=500)
    preview.listener.wait()
    preview.save(LETTER, (PLEASE, "Kindly pay"))
    preview.save(LETTER, ("Kindly pay", "Do pay"))
    assert preview.listener.wait()["number"] == 2
    assert "Do pay" in preview.words()
    preview.save(LETTER, ("Do pay", PLEASE))
    assert preview.listener.wait()["number"] == 3  # none came between
    assert list(preview.done.queue) == [1, 2, 3]


def test_what_an_editor_keeps_while_it_works_is_passed_over(start: Start) -> None:
    preview = start()
    preview.listener.wait()
    letter = preview.root / LETTER
    for name in (".reminder.md.swp", "reminder.md~", "#reminder.md#", "~$reminder.docx"):
        letter.with_name(name).write_text("x")
    preview.save(LETTER, (PLEASE, "Kindly pay"))
    view = preview.listener.wait()
    assert (view["number"], view["problems"]) == (2, [])
    assert "Kindly pay" in preview.words()
    letter.with_name("reminder.md~").write_text("y")
    preview.save(LETTER, ("Kindly pay", PLEASE))
    assert preview.listener.wait()["number"] == 3


def test_a_save_that_changes_nothing_keeps_the_pictures(start: Start) -> None:
    preview = start()
    preview.listener.wait()
    preview.put(f"{FOLDER}/payments.yaml", b"# the same\n- date: 2026-05-06\n  amount: 1000.00\n")
    view = preview.listener.wait()
    assert (view["number"], view["version"]) == (2, 1)


def test_a_second_browser_sees_what_is_on_show(start: Start) -> None:
    preview = start()
    shown = preview.listener.wait()
    other = Listener(preview.url)
    assert other.hear() == shown
    other.close()


@pytest.mark.parametrize("name", ["templates/en/reminder.md", f"{FOLDER}/case.yaml"])
def test_a_file_that_is_no_text_is_a_problem_like_others(name: str, start: Start) -> None:
    preview = start()
    preview.listener.wait()
    kept = (preview.root / name).read_bytes()
    preview.put(name, b"\xff\xfe\x00broken")
    view = preview.listener.wait()
    assert view["failed"]
    assert view["problems"][0]["place"].startswith(name)
    preview.put(name, kept)
    assert preview.listener.wait()["problems"] == []
