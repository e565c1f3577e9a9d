"""`render`, `timeline` and `packet`: where things go, and what is said when they cannot be made."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from casefile import making
from casefile.cli.output import SUFFIXES
from casefile.documents import kinds
from casefile.documents.kinds import KINDS
from tests.cli.conftest import CASE, FOLDER, Casefile

DAY = ("--as-of", "2026-05-01")
BUILT = f"build/{CASE}"


def said(draft: EmailMessage) -> str:
    """The plain text of a message."""
    body = draft.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


class TestRender:
    def test_pdf_and_word_by_default_for_the_step_that_is_next(self, casefile: Casefile, northwind: Path) -> None:
        (northwind / FOLDER / "correspondence").mkdir()
        (northwind / FOLDER / "correspondence" / "n.md").write_text(
            "---\ndate: 2026-04-15\ndirection: out\nchannel: email\nstep: first\n---\n"
        )
        result = casefile("render", CASE, "reminder", *DAY)
        assert (result.code, result.err) == (0, "")
        assert result.out == f"{BUILT}/reminder-second.en.pdf\n{BUILT}/reminder-second.en.docx\n"
        assert (northwind / BUILT / "reminder-second.en.pdf").read_bytes().startswith(b"%PDF-")
        assert (northwind / BUILT / "reminder-second.en.docx").read_bytes().startswith(b"PK")

    def test_only_what_is_due(self, casefile: Casefile, northwind: Path) -> None:
        early = ("reminder", "--if-due", "--as-of", "2026-03-30")  # the day before the invoice
        assert casefile("render", CASE, *early).out == f"{CASE}: no reminder is due on 2026-03-30\n"
        assert casefile("render", CASE, *early, "--json").json == {"case": CASE, "written": [], "problems": []}
        assert not (northwind / BUILT).exists()
        between = casefile("render", CASE, "reminder", "--if-due", "--format", "md", "--as-of", "2026-04-10")
        assert between.out == f"{BUILT}/reminder-upcoming.en.md\n"

    def test_text_formats_say_the_same(self, casefile: Casefile, northwind: Path) -> None:
        result = casefile("render", CASE, "reminder", "--format", "md,html", "--step", "final", *DAY, "--json")
        assert result.json["written"] == [f"{BUILT}/reminder-final.en.md", f"{BUILT}/reminder-final.en.html"]
        for name in result.json["written"]:
            assert "INV-1043" in (northwind / name).read_text()

    def test_a_letter_as_a_draft_for_the_mail_program(self, casefile: Casefile, northwind: Path) -> None:
        case = northwind / FOLDER / "case.yaml"
        case.write_text(case.read_text().replace("  tax_ids:", "  email: office@northwind.example\n  tax_ids:"))
        result = casefile("render", CASE, "reminder", "--format", "eml,pdf", "--step", "final", *DAY)
        assert (result.code, result.err) == (0, "")
        written = [northwind / line for line in result.out.splitlines()]
        assert [path.name for path in written] == ["reminder-final.en.eml", "reminder-final.en.pdf"]
        draft = email.message_from_bytes(written[0].read_bytes(), policy=email.policy.default)
        assert (draft["From"], draft["To"]) == (
            "Studio Halvorsen Ltd <accounts@studio-halvorsen.example>",
            "Northwind Trading GmbH <office@northwind.example>",
        )
        assert draft["Subject"] == "Invoice INV-1043: final notice"
        assert draft["X-Unsent"] == "1"
        (enclosed,) = draft.iter_attachments()
        assert enclosed.get_content() == written[1].read_bytes()
        assert enclosed.get_filename() == "Invoice INV-1043 final notice.pdf"
        assert "INV-1043" in said(draft)

    def test_a_document_that_is_no_letter_goes_with_a_few_lines(self, casefile: Casefile, northwind: Path) -> None:
        result = casefile("render", CASE, "statement", "--format", "eml", *DAY)
        assert (result.code, result.out) == (3, f"{BUILT}/statement.en.eml\n")
        assert result.err == (
            f"{FOLDER}/case.yaml:5:3: warning: the message has no recipient: no e-mail is known for "
            "Northwind Trading GmbH\n    → write email: under the debtor\n"
        )
        draft = email.message_from_bytes(
            (northwind / BUILT / "statement.en.eml").read_bytes(), policy=email.policy.default
        )
        assert (draft["To"], draft["Subject"]) == (None, "Statement of account")
        assert said(draft).startswith("Dear Sir or Madam,\n\nPlease find enclosed: Statement of account.\n")
        assert [part.get_filename() for part in draft.iter_attachments()] == ["Statement of account.pdf"]

    def test_a_form_goes_as_files_that_can_be_filled_in(self, casefile: Casefile, northwind: Path) -> None:
        casefile("render", CASE, "scott-schedule", "--format", "eml", *DAY)
        (path,) = (northwind / BUILT).glob("scott-schedule*.eml")
        draft = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        enclosed = {part.get_content_type(): str(part.get_filename()) for part in draft.iter_attachments()}
        assert [name.rpartition(".")[2] for name in enclosed.values()] == ["pdf", "docx", "xlsx"]
        assert [*enclosed] == [making.MEDIA["pdf"], making.MEDIA["docx"], making.MEDIA["xlsx"]]

    @pytest.mark.usefixtures("northwind")
    def test_what_is_for_us_alone_is_not_sent(self, casefile: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
        ours = replace(KINDS["chronology"], audience="us")
        monkeypatch.setattr(kinds, "KINDS", {**KINDS, "chronology": ours})
        result = casefile("render", CASE, "chronology", "--format", "md,eml", *DAY)
        assert (result.code, result.out) == (2, "")
        assert result.err == "a chronology is not made as eml\n    → it is made as pdf, docx, html, md\n"

    def test_every_format_has_its_endings(self) -> None:
        own = {each for kind in KINDS.values() for each in kind.own_formats}
        assert set(SUFFIXES) == {*making.FORMATS, *own}
        for kind in KINDS.values():
            assert set(kind.formats) <= {*making.FORMATS, *kind.own_formats}
            assert ("eml" in kind.formats) == (kind.audience != "us")
            assert set(kind.sent_as) <= set(kind.formats) & set(making.MEDIA)

    def test_to_a_file_or_a_folder(self, casefile: Casefile, northwind: Path) -> None:
        assert casefile("render", CASE, "statement", "--format", "md", "--output", "s.txt", *DAY).out == "s.txt\n"
        assert "INV-1043" in (northwind / "s.txt").read_text()
        casefile("render", CASE, "statement", "--format", "md,html", "--output", "out", *DAY)
        assert sorted(path.name for path in (northwind / "out").iterdir()) == ["statement.en.html", "statement.en.md"]
        casefile("render", CASE, "breakdown", "--format", "md", "--output", "out", *DAY)
        assert (northwind / "out" / "breakdown.en.md").is_file()

    @pytest.mark.parametrize("formats", ["md", "md,html"])
    def test_a_slash_at_the_end_means_a_folder(self, formats: str, casefile: Casefile, northwind: Path) -> None:
        result = casefile("render", CASE, "statement", "--format", formats, "--output", "new/one/", *DAY)
        assert result.out.splitlines() == [f"new/one/statement.en.{each}" for each in formats.split(",")]
        assert (northwind / "new/one/statement.en.md").is_file()

    @pytest.mark.parametrize(
        ("formats", "output", "hint"),
        [
            ("pdf,docx", "out.pdf", "end it with / for a folder, or ask for one --format"),
            ("md,html", "mine", "choose another folder"),
            ("md", "mine/", "choose another folder"),
        ],
    )
    def test_a_file_where_a_folder_is_needed(
        self, formats: str, output: str, hint: str, casefile: Casefile, northwind: Path
    ) -> None:
        (northwind / "mine").write_text("mine")
        before = sorted(northwind.iterdir())
        result = casefile("render", CASE, "statement", "--format", formats, "--output", output, *DAY)
        assert (result.code, result.out) == (2, "")
        assert result.err == f"'{output}' is a file, and a folder is needed\n    → {hint}\n"
        assert sorted(northwind.iterdir()) == before
        assert (northwind / "mine").read_text() == "mine"

    def test_without_a_step_it_is_the_ladders_next_or_else_the_first(self, casefile: Casefile, northwind: Path) -> None:
        def step() -> str:
            (written,) = casefile("render", CASE, "reminder", "--format", "md", *DAY, "--json").json["written"]
            return str(written).removeprefix(f"{BUILT}/reminder-").removesuffix(".en.md")

        assert step() == "first"
        with (northwind / "casefile.yaml").open("a") as file:
            file.write("ladder: [{step: final, after_due: 3, channel: post, document: reminder}]\n")
        assert step() == "final"
        text = (northwind / "casefile.yaml").read_text()
        (northwind / "casefile.yaml").write_text(text.replace("step: final", "step: gentle"))
        assert step() == "first", "a step of the ladder that is no reminder of ours"
        (northwind / "casefile.yaml").write_text(text.replace("document: reminder", "document: demand"))
        assert step() == "first", "the ladder's next is no reminder"

    @pytest.mark.parametrize(
        "output",
        [
            f"{FOLDER}/case.yaml", f"{FOLDER}/letter.pdf", f"{FOLDER}/../{CASE}/x.pdf", "build/../cases/x.pdf", "cases",
            "debtors/x.pdf", "templates/en/x.pdf", "regimes/x.pdf", "rates/x.pdf", "casefile.yaml", "linked/x.pdf",
            "linked.pdf", "brand/head.docx", "shared/x.pdf", "templates",
        ],
    )  # fmt: skip
    def test_never_over_what_the_user_wrote(self, output: str, casefile: Casefile, northwind: Path) -> None:
        elsewhere = northwind / "elsewhere"
        for folder in ("brand", "build", "elsewhere"):
            (northwind / folder).mkdir()
        (northwind / "debtors").symlink_to(elsewhere)
        (northwind / "shared").symlink_to(elsewhere)
        (northwind / "linked").symlink_to(northwind / FOLDER)
        (northwind / "linked.pdf").symlink_to(northwind / FOLDER / "case.yaml")
        (northwind / "brand/head.docx").write_bytes(b"mine")
        with (northwind / "casefile.yaml").open("a") as file:
            file.write("letterhead: brand/head.docx\n")
        before = {path: path.read_bytes() for path in northwind.rglob("*") if path.is_file()}
        for formats in ("pdf", "docx", "pdf,docx"):
            result = casefile("render", CASE, "statement", "--format", formats, "--output", output, *DAY)
            assert (result.code, result.out) == (2, "")
            assert f"{output} lies in" in result.err or f"{output} is a file of yours" in result.err
        assert {path: path.read_bytes() for path in northwind.rglob("*") if path.is_file()} == before

    @pytest.mark.parametrize(
        ("output", "format_", "message"),
        [
            ("x.pdf", "docx", "call it x.docx"),
            ("notes.yaml", "md", "call it notes.md"),
            ("x.md", "html", "no name for a file of format html"),
            ("Makefile", "md", "Makefile is there already"),
        ],
    )
    def test_a_name_has_to_fit_the_format(
        self, output: str, format_: str, message: str, casefile: Casefile, northwind: Path
    ) -> None:
        (northwind / "Makefile").write_text("all:\n")
        result = casefile("render", CASE, "statement", "--format", format_, "--output", output, *DAY)
        assert result.code == 2
        assert message in result.err
        assert (northwind / "Makefile").read_text() == "all:\n"
        assert not (northwind / output).exists() or output == "Makefile"

    def test_a_name_that_nobody_filled_in_is_warned_of(self, casefile: Casefile, tmp_path: Path) -> None:
        casefile("init", "--sample")
        result = casefile("render", "sample", "reminder", "--format", "md", *DAY)
        assert (result.code, result.out) == (3, "build/sample-northwind/reminder-first.en.md\n")
        assert "casefile.yaml:4:3: warning: the creditor is still called 'Your name or company'" in result.err
        case = tmp_path / "cases/sample-northwind/case.yaml"
        case.write_text(case.read_text().replace("Northwind Trading GmbH", "Name of the debtor"))
        built = casefile("build", *DAY, "--json")
        assert built.code == 3
        assert [problem["rule"] for problem in built.json["problems"]] == ["placeholder", "placeholder", "address"]

    @pytest.mark.parametrize(
        ("arguments", "code", "message"),
        [
            (("letter",), 2, "no document 'letter'"),
            (("reminder", "--format", "odt"), 2, "'odt' is not one of pdf, docx, html, md, eml, xlsx"),
            (
                ("reminder", "--format", "md", "--step", "finl"),
                2,
                "a reminder has no step 'finl'\n    → did you mean 'final'?",
            ),
            (("reminder", "--format", "md", "--step", "x"), 2, "there are: upcoming, first, second, final"),
            (("statement", "--format", "md", "--step", "first"), 2, "a statement has no steps\n    → leave --step out"),
            (("offer", "--format", "md", "--step", "x"), 2, "an offer has no steps"),
            (("receipt", "--format", "md"), 1, f"no payment has come by {DAY[1]}"),
            (("default-notice", "--format", "md"), 1, f"→ casefile settle {CASE} writes down what was agreed"),
            (("settlement", "--format", "md"), 1, "nothing was settled in this case"),
            (("reminder", "--format", "md", "--language", "xx"), 2, "xx"),
        ],
    )
    def test_what_cannot_be_made(
        self, arguments: tuple[str, ...], code: int, message: str, casefile: Casefile, northwind: Path
    ) -> None:
        result = casefile("render", CASE, *arguments, *DAY)
        assert (result.code, result.out) == (code, "")
        assert message in result.err
        assert not (northwind / "build").exists()

    def test_the_offers_to_make_are_chosen(self, casefile: Casefile, northwind: Path) -> None:
        for amount in ("100.00", "200.00", "300.00"):
            casefile("offer", CASE, amount, "--due", "2026-06-01", *DAY)
        made = ("render", CASE, "offer", "--format", "md", *DAY)
        path = northwind / BUILT / "offer.en.md"
        assert casefile(*made).out == f"{BUILT}/offer.en.md\n"
        assert "|  | Offer O1 | Offer O2 | Offer O3 |" in path.read_text()
        casefile(*made, "--offer", "O3", "--offer", "O1")
        assert "|  | Offer O1 | Offer O3 |" in path.read_text()
        unknown = casefile(*made, "--offer", "o2")
        assert (unknown.code, unknown.err) == (2, "no offer 'o2' in this case\n    → did you mean 'O2'?\n")
        other = casefile("render", CASE, "reminder", "--offer", "O1", *DAY)
        hint = "leave --offer out, or render the offer"
        assert (other.code, other.err) == (2, f"a reminder makes no offers\n    → {hint}\n")

    def test_the_help_lists_every_document(self, casefile: Casefile) -> None:
        told = " ".join(casefile("render", "--help").out.split()).replace("- ", "-")  # where a line was broken
        *first, last = KINDS
        assert f"DOCUMENT is {', '.join(first)} or {last}." in told

    def test_a_template_with_an_unknown_name_is_pointed_at(self, casefile: Casefile, northwind: Path) -> None:
        path = northwind / "templates" / "en" / "statement.md"
        path.parent.mkdir(parents=True)
        path.write_text("---\nsubject: S\nlayout: document\n---\nOwed: {{ totl }}\n")
        result = casefile("render", CASE, "statement", "--format", "md", *DAY)
        assert result.code == 1
        assert "statement.md:5:" in result.err
        assert "'totl'" in result.err

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("logo: gone.svg", "casefile.yaml:7:1: there is no file 'gone.svg'"),
            ("logo: casefile.yaml", "casefile.yaml:7:1: 'casefile.yaml' is no picture for a letter"),
            ("logo: ../x.svg", "casefile.yaml:7:1: '../x.svg' lies outside the workspace"),
            ("letterhead: gone.docx", "casefile.yaml:7:1: there is no file 'gone.docx'"),
        ],
    )
    def test_letterhead_and_logo_have_to_be_there(
        self, line: str, message: str, casefile: Casefile, northwind: Path
    ) -> None:
        with (northwind / "casefile.yaml").open("a") as file:
            file.write(f"{line}\n")
        result = casefile("render", CASE, "statement", "--format", "docx", *DAY)
        assert result.code == 1
        assert message in result.err


@pytest.mark.usefixtures("northwind")
class TestTimeline:
    def test_facts_in_order_with_their_place(self, casefile: Casefile) -> None:
        facts = casefile("timeline", CASE, *DAY, "--json").json["facts"]
        assert [fact["date"] for fact in facts] == sorted(fact["date"] for fact in facts)
        issued = next(fact for fact in facts if fact["date"] == "2026-03-31")
        assert issued["file"] == f"{FOLDER}/invoices/INV-1043.yaml"
        assert "INV-1043" in issued["text"]
        assert not [fact for fact in facts if fact["date"] > "2026-05-01"]

    def test_people_read_day_exhibits_and_words(self, casefile: Casefile) -> None:
        said = casefile("timeline", CASE, *DAY).out
        assert "2026-01-12" in said
        assert "(invoices/INV-1043.yaml:" in said

    def test_what_nobody_writes_down_is_there_too(self, casefile: Casefile, northwind: Path) -> None:
        terms = "agreed: 2026-04-16\namount: 300.00\nschedule: {first: 2026-04-20, every: month, count: 3}\n"
        (northwind / FOLDER / "settlement.yaml").write_text(terms)
        facts = casefile("timeline", CASE, *DAY, "--json").json["facts"]
        (missed,) = (fact for fact in facts if fact["what"] == "instalment-missed")
        assert (missed["date"], missed["file"], missed["line"]) == ("2026-04-20", f"{FOLDER}/settlement.yaml", 3)
        assert "100.00" in missed["text"]
        assert missed["text"] in " ".join(casefile("timeline", CASE, *DAY).out.split())

    def test_nothing_yet(self, casefile: Casefile) -> None:
        assert casefile("timeline", CASE, "--as-of", "2020-01-01").out == "Nothing is dated up to 2020-01-01.\n"


class TestPacket:
    def test_the_packet_is_made_and_verifies(self, casefile: Casefile, northwind: Path) -> None:
        result = casefile("packet", CASE, *DAY, "--json")
        assert result.code == 0, result.out
        assert (northwind / result.json["pdf"]).read_bytes().startswith(b"%PDF-")
        verified = casefile("verify", f"{BUILT}/packet")
        assert verified.code == 0
        assert verified.out.endswith(" files, all as registered.\n")

    def test_a_profile_has_a_folder_of_its_own(self, casefile: Casefile, northwind: Path) -> None:
        profile = northwind / "profiles/sheet.yaml"
        profile.parent.mkdir()
        profile.write_text("name: sheet\nfront: [evidence-list]\nlike: attorney\nlisted: true\n")
        result = casefile("packet", CASE, *DAY, "--profile", "sheet", "--language", "pl", "--json")
        assert result.code == 0, result.out
        assert result.json["pages"] == 1
        made = (northwind / BUILT / "packet-sheet").iterdir()
        assert sorted(path.suffix for path in made) == [".pdf", ".txt", ".zip"]
        profile.write_text("name: sheet\nfront: [evidence]\nlike: attorney\n")
        failed = casefile("packet", CASE, *DAY, "--profile", "sheet")
        assert failed.code == 1
        assert "profiles/sheet.yaml:2" in failed.err
        assert "did you mean 'evidence-list'" in failed.err

    @pytest.mark.usefixtures("northwind")
    def test_an_unknown_profile_is_a_usage_error(self, casefile: Casefile) -> None:
        assert casefile("packet", CASE, "--profile", "atorney").code == 2

    def test_a_missing_exhibit_is_named_and_nothing_is_put_in_place(self, casefile: Casefile, northwind: Path) -> None:
        (northwind / FOLDER / "evidence" / "E01-agreement.txt").unlink()
        result = casefile("packet", CASE, *DAY)
        assert result.code == 1
        assert f"{FOLDER}/evidence.yaml:2:3: E01" in result.err
        assert not (northwind / BUILT / "packet").exists()
